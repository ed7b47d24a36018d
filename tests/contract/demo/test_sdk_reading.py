"""The official SDK reads the demo organisation: lists, pages, filters, deltas, single records."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from xero_python.exceptions import HTTPStatusException

from tests.contract.demo.sdk import Xero


def test_settings(xero: Xero) -> None:
    org = xero.api.get_organisations(xero.tenant).organisations[0]
    assert (org.name, org.base_currency.name, org.country_code.name) == ("Saltbush Joinery Pty Ltd", "AUD", "AU")
    assert org.short_code.startswith("!")
    allowed = {action.name: action.status for action in xero.api.get_organisation_actions(xero.tenant).actions}
    assert allowed["CreateApprovedInvoice"] == "ALLOWED"
    rates = {rate.tax_type: rate.effective_rate for rate in xero.api.get_tax_rates(xero.tenant).tax_rates}
    assert (rates["OUTPUT"], rates["EXEMPTOUTPUT"]) == (10, 0)
    assert {currency.code.name for currency in xero.api.get_currencies(xero.tenant).currencies} == {"AUD", "NZD", "GBP"}
    assert {theme.sort_order for theme in xero.api.get_branding_themes(xero.tenant).branding_themes} == {0, 1, 2}
    assert "200" in {account.code for account in xero.api.get_accounts(xero.tenant).accounts}


def test_accounts_by_type(xero: Xero) -> None:
    banks = xero.api.get_accounts(xero.tenant, where='Type=="BANK"').accounts
    assert banks
    assert {account.type.name for account in banks} == {"BANK"}


def test_contacts_page_by_page_come_once_each(xero: Xero) -> None:
    seen: list[str] = []
    page = 1
    while True:
        answer = xero.api.get_contacts(xero.tenant, page=page, page_size=25, include_archived=True)
        seen += [contact.contact_id for contact in answer.contacts]
        if page >= answer.pagination.page_count:
            break
        page += 1
    assert answer.pagination.item_count == len(seen) == len(set(seen)) == 60
    assert page == 3


def test_archived_contacts_only_when_asked_for(xero: Xero) -> None:
    active = xero.api.get_contacts(xero.tenant, page=1, page_size=1000).contacts
    everybody = xero.api.get_contacts(xero.tenant, page=1, page_size=1000, include_archived=True).contacts
    assert {contact.contact_status for contact in active} == {"ACTIVE"}
    assert {contact.contact_status for contact in everybody} == {"ACTIVE", "ARCHIVED"}


def test_page_changes_the_shape(xero: Xero) -> None:
    stub = xero.api.get_invoices(xero.tenant).invoices[0]
    full = xero.api.get_invoices(xero.tenant, page=1).invoices[0]
    assert (stub.invoice_id, stub.line_items) == (full.invoice_id, [])
    assert full.line_items
    assert full.contact.phones == []
    single = xero.api.get_invoice(xero.tenant, full.invoice_id).invoices[0]
    assert len(single.contact.phones) == 4
    customer = next(c for c in xero.api.get_contacts(xero.tenant, page=1).contacts if c.balances)
    assert all(contact.balances is None for contact in xero.api.get_contacts(xero.tenant).contacts)
    assert xero.api.get_contact(xero.tenant, customer.contact_id).contacts[0].balances.accounts_receivable.outstanding >= 0


def test_filters_of_invoices(xero: Xero) -> None:
    api, tenant = xero.api, xero.tenant
    unpaid = api.get_invoices(tenant, statuses=["AUTHORISED"], page=1, page_size=1000).invoices
    assert unpaid
    assert {invoice.status for invoice in unpaid} == {"AUTHORISED"}
    one = unpaid[0]
    assert [invoice.invoice_id for invoice in api.get_invoices(tenant, i_ds=[one.invoice_id]).invoices] == [one.invoice_id]
    assert api.get_invoices(tenant, invoice_numbers=[one.invoice_number]).invoices[0].invoice_number == one.invoice_number
    theirs = api.get_invoices(tenant, contact_i_ds=[one.contact.contact_id], page=1).invoices
    assert {invoice.contact.contact_id for invoice in theirs} == {one.contact.contact_id}
    due = api.get_invoices(tenant, where='Type=="ACCREC" AND AmountDue>0 AND Status=="AUTHORISED"', page=1, page_size=1000).invoices
    assert {invoice.invoice_id for invoice in due} == {invoice.invoice_id for invoice in unpaid if invoice.type == "ACCREC"}
    day = one.date
    since = api.get_invoices(tenant, where=f"Date>=DateTime({day.year},{day.month:02d},{day.day:02d})", page=1, page_size=1000).invoices
    assert min(invoice.date for invoice in since) >= day
    newest = api.get_invoices(tenant, order="UpdatedDateUTC DESC", page=1, page_size=5).invoices
    assert [i.updated_date_utc for i in newest] == sorted((i.updated_date_utc for i in newest), reverse=True)
    summary = api.get_invoices(tenant, summary_only=True, page=1).invoices[0]
    assert not summary.line_items
    assert summary.total > 0


def test_filters_of_contacts(xero: Xero) -> None:
    api, tenant = xero.api, xero.tenant
    by_term = api.get_contacts(tenant, search_term="wollombi").contacts
    assert [contact.name for contact in by_term] == ["Wollombi Creek Brewing Co-operative Ltd"]
    by_name = api.get_contacts(tenant, where='Name=="patisserie zoe lefevre"').contacts
    assert [contact.name for contact in by_name] == ["Pâtisserie Zoë Lefèvre"]
    by_mail = api.get_contacts(tenant, where=f'EmailAddress=="{by_term[0].email_address}"').contacts
    assert by_term[0].contact_id in [contact.contact_id for contact in by_mail]
    assert len(api.get_contacts(tenant, i_ds=[by_term[0].contact_id, by_name[0].contact_id]).contacts) == 2


def test_deltas_give_what_changed_and_no_more(xero: Xero) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=1)
    assert xero.api.get_invoices(xero.tenant, if_modified_since=moment, page=1).invoices == []
    two_weeks = datetime.now(UTC) - timedelta(days=14)
    lately = xero.api.get_invoices(xero.tenant, if_modified_since=two_weeks, page=1, page_size=1000).invoices
    everything = xero.api.get_invoices(xero.tenant, page=1, page_size=1000).invoices
    assert 0 < len(lately) < len(everything)
    assert min(invoice.updated_date_utc for invoice in lately) >= two_weeks.replace(microsecond=0)


def test_payments_credit_notes_prepayments_overpayments_quotes_groups(xero: Xero) -> None:
    api, tenant = xero.api, xero.tenant
    payment = api.get_payments(tenant, page=1).payments[0]
    assert payment.invoice.invoice_id in xero.org.invoices
    assert payment.amount > 0
    note = next(note for note in api.get_credit_notes(tenant, page=1).credit_notes if note.allocations)
    assert note.remaining_credit + sum(part.amount for part in note.allocations) == note.total
    assert len(api.get_overpayments(tenant, page=1).overpayments) == len(xero.org.overpayments) > 0
    assert len(api.get_prepayments(tenant, page=1).prepayments) == len(xero.org.prepayments) > 0
    quote = api.get_quotes(tenant, page=1).quotes[0]
    assert api.get_quote(tenant, quote.quote_id).quotes[0].total == quote.total
    group = api.get_contact_groups(tenant).contact_groups[0]
    assert api.get_contact_group(tenant, group.contact_group_id).contact_groups[0].contacts


def test_unit_prices_have_two_decimals_unless_four_are_asked_for(xero: Xero) -> None:
    two = {item.code: item.sales_details.unit_price for item in xero.api.get_items(xero.tenant).items if item.sales_details}
    four = {item.code: item.sales_details.unit_price for item in xero.api.get_items(xero.tenant, unitdp=4).items if item.sales_details}
    assert (two["STOOL-BAR"], four["STOOL-BAR"]) == (Decimal("144.83"), Decimal("144.8333"))


def test_history_and_online_invoice(xero: Xero) -> None:
    sent = next(key for key, notes in xero.org.history.items() if notes[-1]["Changes"] == "Invoice sent")
    records = xero.api.get_invoice_history(xero.tenant, sent).history_records
    assert "Invoice sent" in [record.changes for record in records]
    online = xero.api.get_online_invoice(xero.tenant, sent).online_invoices[0]
    assert online.online_invoice_url.startswith("https://in.xero.com/")


def test_an_unknown_record_is_not_found(xero: Xero) -> None:
    with pytest.raises(HTTPStatusException) as caught:
        xero.api.get_invoice(xero.tenant, "00000000-0000-4000-8000-000000000000")
    assert caught.value.status == 404


def test_a_natural_key_works_as_an_id(xero: Xero) -> None:
    number = next(data["InvoiceNumber"] for data in xero.org.invoices.datas() if data["Type"] == "ACCREC")
    assert xero.api.get_invoice(xero.tenant, number).invoices[0].invoice_number == number
