"""The official SDK writes contacts and groups, and is refused where Xero would refuse."""

import json
from typing import Any
from urllib.error import HTTPError

import pytest
from xero_python.accounting import (
    Address,
    Bill,
    Contact,
    ContactGroup,
    ContactGroups,
    ContactPerson,
    Contacts,
    CurrencyCode,
    PaymentTerm,
    PaymentTermType,
    Phone,
)
from xero_python.exceptions import BadRequestException, HTTPStatusException

from tests.contract.demo.sdk import Xero

NAME_TAKEN = (
    "The contact name {} is already assigned to another contact. The contact name must be unique across all active contacts."
)


def create(xero: Xero, **fields: Any) -> Contact:
    return xero.api.create_contacts(xero.tenant, Contacts(contacts=[Contact(**fields)])).contacts[0]


def update(xero: Xero, contact_id: str, **fields: Any) -> Contact:
    return xero.api.update_contact(xero.tenant, contact_id, Contacts(contacts=[Contact(contact_id=contact_id, **fields)])).contacts[0]


def messages(caught: pytest.ExceptionInfo[BadRequestException]) -> list[str]:
    assert caught.value.error_data["Type"] == "ValidationException"
    return [error["Message"] for element in caught.value.error_data["Elements"] for error in element["ValidationErrors"]]


def test_everything_of_a_contact_comes_back(xero: Xero) -> None:
    made = create(
        xero, name="Zoë’s Test Shed", first_name="Zoë", last_name="Ng", email_address="zoe@shed.example", account_number="Z-1",
        tax_number="83 914 571 673", contact_number="XD-1", default_currency=CurrencyCode.NZD,
        addresses=[Address(address_type="POBOX", address_line1="1 Wharf St", city="Sale", region="VIC", postal_code="3850")],
        phones=[Phone(phone_type="MOBILE", phone_country_code="61", phone_area_code="491", phone_number="570 156")],
        contact_persons=[ContactPerson(first_name="Raj", last_name="T", email_address="raj@shed.example", include_in_emails=True)],
        payment_terms=PaymentTerm(sales=Bill(day=20, type=PaymentTermType.OFFOLLOWINGMONTH)),
    )
    read = xero.api.get_contact(xero.tenant, made.contact_id).contacts[0]
    assert (read.name, read.email_address, read.contact_status) == ("Zoë’s Test Shed", "zoe@shed.example", "ACTIVE")
    assert (read.contact_number, read.account_number, read.default_currency.name) == ("XD-1", "Z-1", "NZD")
    assert [a.city for a in read.addresses if a.address_type == "POBOX"] == ["Sale"]
    assert len(read.addresses) == 2
    assert {phone.phone_type: phone.phone_number for phone in read.phones} == {"DDI": "", "DEFAULT": "", "FAX": "", "MOBILE": "570 156"}
    assert (read.payment_terms.sales.day, read.payment_terms.sales.type.name) == (20, "OFFOLLOWINGMONTH")
    assert [(person.first_name, person.include_in_emails) for person in read.contact_persons] == [("Raj", True)]
    assert (read.is_customer, read.is_supplier) == (False, False)


def test_an_update_leaves_what_was_not_sent(xero: Xero) -> None:
    made = create(xero, name="Half Said", first_name="Jo", email_address="jo@half.example")
    update(xero, made.contact_id, last_name="Lee")
    read = xero.api.get_contact(xero.tenant, made.contact_id).contacts[0]
    assert (read.first_name, read.last_name, read.email_address) == ("Jo", "Lee", "jo@half.example")
    assert read.updated_date_utc > made.updated_date_utc


def test_a_taken_name_is_refused_and_nothing_is_saved(xero: Xero) -> None:
    create(xero, name="Twice Told")
    with pytest.raises(BadRequestException) as caught:
        xero.api.create_contacts(xero.tenant, Contacts(contacts=[Contact(name="Fresh Enough"), Contact(name="twice told ")]))
    assert messages(caught) == [NAME_TAKEN.format("twice told")]
    assert xero.api.get_contacts(xero.tenant, search_term="Fresh Enough").contacts == []


def test_an_archived_name_may_be_used_again(xero: Xero) -> None:
    made = create(xero, name="Once There")
    assert update(xero, made.contact_id, contact_status="ARCHIVED").contact_status == "ARCHIVED"
    again = create(xero, name="Once There")
    assert again.contact_id != made.contact_id
    with pytest.raises(BadRequestException) as caught:
        update(xero, made.contact_id, contact_status="ACTIVE")
    assert messages(caught) == [NAME_TAKEN.format("Once There")]


def test_post_with_a_known_name_updates_put_does_not(xero: Xero) -> None:
    made = create(xero, name="Known By Name")
    answer = xero.api.update_or_create_contacts(xero.tenant, Contacts(contacts=[Contact(name="Known By Name", first_name="Ada")]))
    assert (answer.contacts[0].contact_id, answer.contacts[0].first_name) == (made.contact_id, "Ada")


def test_numbers_must_be_unique(xero: Xero) -> None:
    create(xero, name="Numbered", contact_number="XD-77", account_number="A-77")
    with pytest.raises(BadRequestException) as caught:
        create(xero, name="Numbered too", contact_number="XD-77")
    assert messages(caught) == ["Another contact has this contact number. Please enter a different contact number."]
    with pytest.raises(BadRequestException) as caught:
        create(xero, name="Numbered three", account_number="A-77")
    assert messages(caught) == ["The Account Number already exists. Please enter a different Account Number."]


def test_bad_mail_and_long_names_are_refused(xero: Xero) -> None:
    with pytest.raises(BadRequestException) as caught:
        create(xero, name="Bad Mail", email_address="accounts@bellbird")
    assert messages(caught) == ["Email address must be valid."]
    with pytest.raises(HTTPError) as refused:  # the SDK itself would not send this
        xero.send("PUT", "Contacts", {"Contacts": [{"Name": "y" * 256}]})
    with refused.value as answer:
        assert json.load(answer)["Type"] == "ValidationException"
    assert xero.api.get_contacts(xero.tenant, search_term="yyyyy").contacts == []


def test_without_summary_each_element_has_its_own_verdict(xero: Xero) -> None:
    sent = Contacts(contacts=[Contact(name="Good One"), Contact(name="Wollombi Creek Brewing Co-operative Ltd"), Contact(name="Good Two")])
    answer = xero.api.create_contacts(xero.tenant, sent, summarize_errors=False).contacts
    assert [contact.status_attribute_string for contact in answer] == ["OK", "ERROR", "OK"]
    assert answer[1].has_validation_errors
    assert "must be unique" in answer[1].validation_errors[0].message
    assert len(xero.api.get_contacts(xero.tenant, search_term="Good ").contacts) == 2


def test_an_idempotency_key_answers_twice_with_one_contact(xero: Xero) -> None:
    sent = Contacts(contacts=[Contact(name="Only Once")])
    first = xero.api.create_contacts(xero.tenant, sent, idempotency_key="key-1").contacts[0]
    again = xero.api.create_contacts(xero.tenant, sent, idempotency_key="key-1").contacts[0]
    assert first.contact_id == again.contact_id
    with pytest.raises(HTTPStatusException) as caught:
        xero.api.create_contacts(xero.tenant, Contacts(contacts=[Contact(name="Other")]), idempotency_key="key-1")
    assert b"is used with a different request." in caught.value.body


def test_groups_get_and_lose_members(xero: Xero) -> None:
    api, tenant = xero.api, xero.tenant
    group = api.create_contact_group(tenant, ContactGroups(contact_groups=[ContactGroup(name="Test group")])).contact_groups[0]
    member = create(xero, name="Group Member")
    sent = Contacts(contacts=[Contact(contact_id=member.contact_id)])
    api.create_contact_group_contacts(tenant, group.contact_group_id, sent)
    read = api.get_contact_group(tenant, group.contact_group_id).contact_groups[0]
    assert [contact.contact_id for contact in read.contacts] == [member.contact_id]
    assert [g.name for g in api.get_contact(tenant, member.contact_id).contacts[0].contact_groups] == ["Test group"]
    api.delete_contact_group_contact(tenant, group.contact_group_id, member.contact_id)
    assert not api.get_contact_group(tenant, group.contact_group_id).contact_groups[0].contacts


def test_a_note_is_added_as_system_generated(xero: Xero) -> None:
    from_sdk = xero.send("PUT", f"Contacts/{xero.contact_id()}/History", {"HistoryRecords": [{"Details": "Called. #xd1"}]})
    assert from_sdk["HistoryRecords"][0]["Details"] == "Called. #xd1"
    records = xero.api.get_contact_history(xero.tenant, xero.contact_id()).history_records
    mine = [(record.details, record.user) for record in records if "#xd1" in (record.details or "")]
    assert mine == [("Called. #xd1", "System Generated")]
