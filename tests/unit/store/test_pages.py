"""The customer's page, invoices, Home, the log and what is to decide, over a small set of books."""

from __future__ import annotations

import random
import statistics
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.unit.store.xero_samples import READ, TODAY, contact, credit_note, invoice, paid_invoice, payment, stamp
from xerodesk.domain.connection import Connection
from xerodesk.domain.log import Entry, EntryField, RunSummary, Trouble
from xerodesk.domain.plan import Candidate, PlanField
from xerodesk.store.company import CompanyFile
from xerodesk.store.ledger import SqlLedger
from xerodesk.store.queries import conflicts, customer, deals, home, invoices, log, products, search
from xerodesk.store.queries.states import INVOICE_STATES, invoice_state
from xerodesk.store.queries.sync_status import sync_status
from xerodesk.store.writing import Writing
from xerodesk.sync.ports import ConflictCase

LATER = READ + timedelta(hours=1)


def linked(writing: Writing, number: int = 1, **values: str) -> str:
    made = writing.contacts.create({"name": f"Customer {number}", "stage": "customer", **values}, by="t")
    writing.mirror.store("contact", [contact(number)], READ)
    writing.links.put("contact", made, f"contact-{number}", {}, revision=1, stamp="s", in_step=True)
    return made


@pytest.mark.parametrize(
    ("status", "due", "settled", "sent", "due_date", "words"),
    [
        ("DRAFT", 100, 0, False, "2020-01-01", "draft"),
        ("SUBMITTED", 100, 0, False, "2020-01-01", "awaiting approval"),
        ("AUTHORISED", 100, 0, False, "2026-06-03", "approved"),
        ("AUTHORISED", 100, 0, True, "2026-06-03", "sent"),
        ("AUTHORISED", 50, 50, True, "2026-06-03", "part-paid"),
        ("AUTHORISED", 50, 50, True, "2026-06-02", "overdue"),
        ("AUTHORISED", 50, 0, True, "", "sent"),
        ("PAID", 0, 100, True, "2020-01-01", "paid"),
        ("VOIDED", 0, 0, True, "2020-01-01", "voided"),
        ("DELETED", 0, 0, False, "", "deleted"),
        ("SOMETHING_NEW", 0, 0, False, "", "something new"),
    ],
)
def test_states_in_words(status: str, due: int, settled: int, sent: bool, due_date: str, words: str) -> None:
    assert invoice_state(status, due=due, settled=settled, sent=sent, due_date=due_date, today=TODAY) == words


def test_sql_and_words_agree_on_states(writing: Writing, company: CompanyFile) -> None:
    chance = random.Random(5)
    documents = []
    for number in range(120):
        due = chance.choice([0, 50, 110])
        documents.append(
            invoice(
                number,
                Status=chance.choice(["DRAFT", "SUBMITTED", "AUTHORISED", "AUTHORISED", "AUTHORISED", "PAID", "VOIDED", "DELETED"]),
                AmountDue=due,
                AmountPaid=chance.choice([0, 20]),
                SentToContact=chance.random() < 0.5,
                DueDateString=chance.choice(["2026-06-02T00:00:00", "2026-06-03T00:00:00", None]),
                DueDate=None,
            )
        )
    writing.documents.store("invoice", documents, READ)
    seen = 0
    for state in INVOICE_STATES:
        rows = invoices.window(company.database, invoices.InvoiceFilter(TODAY, state=state), 0, 500)
        assert invoices.count(company.database, invoices.InvoiceFilter(TODAY, state=state)) == len(rows) > 0, state
        assert {row.state for row in rows} == {state}
        seen += len(rows)
    assert seen == 120


def test_a_customers_page(writing: Writing, company: CompanyFile) -> None:
    made = linked(writing, notes="Likes oak", birthday="1 May", people=[{"first_name": "Raj"}])  # type: ignore[arg-type]  # people are a list
    bills = [
        invoice(1, DueDateString="2026-05-16T00:00:00", AmountDue=Decimal("13.20")),
        invoice(2, CurrencyCode="NZD", AmountDue=640, Total=640, DueDateString="2026-06-25T00:00:00"),
        paid_invoice(3, 1, "2025-03-02", "2025-03-10", DateString="2025-02-01T00:00:00"),
        paid_invoice(4, 1, "2025-03-02", "2025-03-01", DateString="2025-02-02T00:00:00"),
        paid_invoice(5, 1, "2025-03-02", "2025-03-16", DateString="2025-02-03T00:00:00"),
        invoice(6, Status="VOIDED", DateString="2026-01-01T00:00:00"),
        invoice(7, 2),
        invoice(8, Type="ACCPAY"),
    ]
    writing.documents.store("invoice", bills, READ)
    writing.documents.store("credit_note", [credit_note(1)], READ)
    writing.documents.store("payment", [payment(1, 3, 110), payment(2, 7, 5), payment(3, 1, 1, Status="DELETED")], READ)
    writing.deals.create({"title": "Bar", "contact_id": made, "stage": "quoted"}, by="t")
    page = customer.customer(company.database, made, TODAY)
    assert page is not None
    assert (page.name, page.linked, page.values["notes"], page.custom) == ("Customer 1", True, "Likes oak", {"birthday": "1 May"})
    assert [(one.currency, one.owed, one.overdue, one.credit, one.days_late) for one in page.balances] == [
        ("AUD", Decimal("13.20"), Decimal("13.20"), Decimal(12), 18),
        ("NZD", Decimal(640), Decimal(0), Decimal(0), 0),
    ]
    assert page.habit == customer.PaymentHabit(8, 3)
    assert page.counts == customer.Counts(invoices=6, payments=2, quotes=0, deals=1, people=1)
    assert page.customer_since == date(2025, 2, 1)
    assert page.as_of == READ
    rows = customer.documents(company.database, made, TODAY)
    assert [(row.number, row.state, row.late_days) for row in rows] == [
        ("CN-0001", "part used", 0),
        ("INV-0002", "sent", 0),
        ("INV-0001", "overdue", 18),
        ("INV-0006", "voided", 0),
        ("INV-0005", "paid", 14),
        ("INV-0004", "paid", 0),
        ("INV-0003", "paid", 8),
    ]
    assert (rows[1].about, rows[0].left) == ("Bar stools", Decimal(12))
    assert [(one.year, one.currency, one.invoices, one.total, one.owed) for one in customer.years(rows)] == [
        (2026, "AUD", 1, Decimal(110), Decimal("13.20")),
        (2026, "NZD", 1, Decimal(640), Decimal(640)),
        (2025, "AUD", 3, Decimal(330), Decimal(0)),
    ]
    paid = customer.payments(company.database, made)
    assert [(one.document, one.amount, one.currency, one.deleted) for one in paid] == [
        ("INV-0003", Decimal(110), "AUD", False),
        ("INV-0001", Decimal(1), "AUD", True),
    ]


def test_the_page_of_a_lead_is_empty_and_complete(writing: Writing, company: CompanyFile) -> None:
    made = writing.contacts.create({"name": "Lead"}, by="t")
    writing.documents.store("invoice", [invoice(1, Contact=None)], READ)
    page = customer.customer(company.database, made, TODAY)
    assert page is not None
    assert (page.linked, page.balances, page.habit, page.counts.invoices) == (False, (), None, 0)
    assert (page.as_of, page.customer_since) == (None, None)
    assert customer.documents(company.database, made, TODAY) == ()
    assert customer.payments(company.database, made) == ()
    assert customer.customer(company.database, "nobody", TODAY) is None


def test_the_habit_is_the_median(writing: Writing, company: CompanyFile) -> None:
    chance = random.Random(3)
    for size in (1, 2, 5, 8):
        days = [chance.randrange(-20, 60) for _ in range(size)]
        due = date(2026, 1, 31)
        paid_on = [(due + timedelta(days=late)).isoformat() for late in days]
        bills = [paid_invoice(100 * size + place, size, due.isoformat(), on) for place, on in enumerate(paid_on)]
        writing.documents.store("invoice", bills, READ)
        habit = customer.payment_habit(company.database, f"contact-{size}")
        assert habit is not None
        assert abs(habit.days - statistics.median(days)) <= 0.5
        assert habit.invoices == size


def test_figures_are_as_old_as_the_last_reading(writing: Writing, company: CompanyFile) -> None:
    made = linked(writing)
    writing.documents.store("invoice", [invoice(1)], READ)
    assert customer.as_of(company.database, "contact-1") == READ
    SqlLedger(writing).move_cursor("invoice", READ, full=False)
    page = customer.customer(company.database, made, TODAY)
    assert page is not None
    assert page.as_of is not None
    assert page.as_of > READ


def test_receivables_by_age_add_up(writing: Writing, company: CompanyFile) -> None:
    chance = random.Random(11)
    documents, sums = [], {"AUD": [0] * 5, "NZD": [0] * 5}
    for number in range(200):
        late = chance.choice([-5, 0, 1, 30, 31, 60, 61, 90, 91, 400])
        currency, due = chance.choice(["AUD", "NZD"]), chance.randrange(1, 10_000)
        status = chance.choice(["AUTHORISED", "AUTHORISED", "DRAFT", "PAID"])
        day = (TODAY - timedelta(days=late)).isoformat()
        documents.append(
            invoice(number, number % 7, CurrencyCode=currency, AmountDue=Decimal(due) / 100, DueDateString=f"{day}T00:00:00", Status=status)
        )
        if status == "AUTHORISED":
            sums[currency][0 if late <= 0 else 1 if late <= 30 else 2 if late <= 60 else 3 if late <= 90 else 4] += due
    writing.documents.store("invoice", documents, READ)
    found = {one.currency: one for one in home.receivables(company.database, TODAY)}
    for currency, ages in sums.items():
        one = found[currency]
        assert [one.not_due, one.days_30, one.days_60, one.days_90, one.older] == [Decimal(age) / 100 for age in ages]
        assert one.total == one.not_due + one.late
        assert 0 < one.late_customers <= 7


def test_home_tells_what_changed_and_what_waits(writing: Writing, company: CompanyFile) -> None:
    made = linked(writing)
    database = company.database
    assert home.last_visit(database) is None
    writing.visits.note(READ)
    late = {"DueDateString": "2026-06-02T00:00:00", "AmountDue": 50}
    writing.documents.store("invoice", [invoice(1, **late), invoice(2, DueDateString="2026-04-01T00:00:00", AmountDue=70)], READ)
    writing.documents.store("payment", [payment(1, 2, 40, UpdatedDateUTC=stamp(LATER)), payment(2, 1, 3)], LATER)
    writing.deals.create({"title": "Nook", "contact_id": made, "stage": "won", "won_on": "2026-05-19", "currency": "AUD",
                          "lines": [{"quantity": "1", "unit_price": "60"}]}, by="t")  # fmt: skip
    writing.deals.create({"title": "Open", "contact_id": made, "stage": "quoted", "lines": [{"quantity": "2", "unit_price": "10"}]}, by="t")
    trouble = Trouble("refused", "The postcode is too long.", "Shorten it.")
    writing.entries.add(
        [
            Entry("r", LATER, "to_crm", "contact", made, "contact-1", "Customer 1", "update", "done"),
            Entry("r", LATER, "to_xero", "contact", "b", "contact-2", "B", "update", "failed", error=trouble),
        ]
    )
    case = ConflictCase("contact", "field", made, "contact-1", "Customer 1", reason="Phone changed on both sides.")
    writing.conflicts.set_aside([case], "r")
    since = home.changed_since(database, READ, TODAY, TODAY - timedelta(days=1))
    assert since.payments == (home.PaymentsIn("AUD", 1, Decimal(40)),)
    assert (since.became_overdue, since.changed_in_xero, since.sent_to_xero, since.failed) == (1, 1, 0, 1)
    assert not since.nothing
    assert home.changed_since(database, datetime(2027, 1, 1, tzinfo=UTC), TODAY, TODAY).nothing
    assert [(one.what, one.amount, one.words) for one in home.needs(database, TODAY)] == [
        ("chase", Decimal(70), "INV-0002 is 63 days late"),
        ("bill", Decimal(60), "Nook was won 15 days ago; there is no invoice yet"),
        ("chase", Decimal(50), "INV-0001 is 1 day late"),
        ("decide", None, "Phone changed on both sides."),
        ("fix", None, "The postcode is too long."),
    ]
    assert home.need_count(database, TODAY) == 5
    assert home.open_deals(database) == (home.StageSum("quoted", "", 1, Decimal(20)),)
    assert home.won_not_billed(database) == (home.StageSum("won", "AUD", 1, Decimal(60)),)
    assert home.open_leads(database) == 0
    status = sync_status(database, TODAY)
    assert (status.to_decide, status.failed, status.needs, status.linked, status.connection) == (1, 1, 5, {"contact": 1}, None)


def test_one_invoice_whole(writing: Writing, company: CompanyFile) -> None:
    made = linked(writing)
    writing.documents.store("invoice", [invoice(1, AmountDue=90, AmountPaid=10, AmountCredited=10)], READ)
    writing.documents.store("payment", [payment(1, 1, 10), payment(2, 1, 5, Status="DELETED")], READ)
    writing.documents.store("credit_note", [credit_note(1)], READ)
    deal = writing.deals.create({"title": "Bar", "contact_id": made}, by="t")
    writing.deals.bill(deal, "invoice-1")
    page = invoices.invoice(company.database, "invoice-1", TODAY)
    assert page is not None
    assert (page.row.contact_id, page.row.deal_id, page.row.state, page.row.late_days) == (made, deal, "overdue", 3)
    assert [(line.item_code, line.quantity, line.amount) for line in page.lines] == [("STOOL", Decimal(2), Decimal(100))]
    assert [(one.what, one.amount) for one in page.settlements] == [("credit note", Decimal(10)), ("payment", Decimal(10))]
    assert (page.paid, page.credited, page.prices, page.as_of) == (Decimal(10), Decimal(10), "Exclusive", READ)
    assert invoices.invoice(company.database, "nothing", TODAY) is None
    (row,) = deals.window(company.database, deals.DealFilter(contact_id=made), 0, 5)
    assert row.invoice_number == "INV-0001"


def test_invoices_are_found_by_number_reference_and_name(writing: Writing, company: CompanyFile) -> None:
    odd = {"ContactID": "contact-9", "Name": "100% Zoë_Co"}
    writing.mirror.store("contact", [contact(9, Name="100% Zoë_Co")], READ)
    documents = [invoice(1), invoice(2, Reference="PO_77"), invoice(3, Contact=odd), invoice(4, Status="VOIDED")]
    writing.documents.store("invoice", documents, READ)

    def numbers(text: str) -> list[str]:
        wanted = invoices.InvoiceFilter(TODAY, text, sort="number")
        rows = invoices.window(company.database, wanted, 0, 10)
        assert invoices.count(company.database, wanted) == len(rows)
        return [row.number for row in rows]

    assert numbers("") == ["INV-0001", "INV-0002", "INV-0003"]
    assert numbers("0002") == ["INV-0002"]
    assert numbers("po_7") == ["INV-0002"]
    assert numbers("po%7") == []
    assert numbers("zoe") == ["INV-0003"]
    assert numbers("100%") == ["INV-0003"]
    assert invoices.sums(company.database, invoices.InvoiceFilter(TODAY)) == (("AUD", Decimal(330), Decimal(330)),)


def test_the_log_filters_and_settles(writing: Writing, company: CompanyFile) -> None:
    one, two = writing.runs.begin("Meg", "sync"), writing.runs.begin("Meg", "resync")
    bad = Trouble("refused", "The e-mail is not valid.", "Correct it.")
    writing.entries.add(
        [
            Entry(one, READ, "to_xero", "contact", "a", "x", "Pâtisserie Zoë", "update", "failed", (EntryField("email", "a", "b"),), bad),
            Entry(one, READ, "to_xero", "contact", "b", "y", "100% Wool", "update", "failed", error=bad),
            Entry(one, READ, "to_crm", "invoice", "", "z", "INV-0001", "update", "done"),
            Entry(one, READ, "to_crm", "contact", "c", "w", "Both", "conflict", "conflict", error=Trouble("field", "Both changed.")),
        ]
    )
    writing.entries.add([Entry(two, LATER, "to_xero", "contact", "a", "x", "Pâtisserie Zoë", "update", "done")])
    summary = RunSummary(two, found=1, synced=1, mirrored={"invoice": 1}, seconds=1.5, notes=("note",))
    writing.runs.end(summary)
    database = company.database

    def titles(wanted: log.LogFilter) -> list[str]:
        rows = log.window(database, wanted, 0, 10)
        assert log.count(database, wanted) == len(rows)
        assert [row.entry.title for row in rows] == [entry.title for entry in reversed(list(log.entries(database, wanted)))]
        return [row.entry.title for row in rows]

    assert titles(log.LogFilter()) == ["Pâtisserie Zoë", "Both", "INV-0001", "100% Wool", "Pâtisserie Zoë"]
    assert titles(log.LogFilter("failed")) == ["100% Wool"]
    assert titles(log.LogFilter("failed", run=one)) == ["100% Wool", "Pâtisserie Zoë"]
    assert titles(log.LogFilter("to_decide")) == ["Both"]
    assert titles(log.LogFilter(kind="invoice")) == ["INV-0001"]
    assert titles(log.LogFilter(text="patisserie")) == ["Pâtisserie Zoë", "Pâtisserie Zoë"]
    assert titles(log.LogFilter(text="100%")) == ["100% Wool"]
    assert titles(log.LogFilter(text="e-mail valid")) == ["100% Wool", "Pâtisserie Zoë"]
    assert titles(log.LogFilter(record="x")) == ["Pâtisserie Zoë", "Pâtisserie Zoë"]
    assert titles(log.LogFilter(since=READ)) == ["Pâtisserie Zoë"]
    assert [row.settled for row in log.window(database, log.LogFilter(record="x"), 0, 5)] == [False, True]
    assert log.counts(database) == log.LogCounts(all=5, failed=1, to_decide=0, in_step=0)
    runs = log.runs(database)
    assert [(run.id, run.mode, run.summary) for run in runs] == [(two, "resync", summary), (one, "sync", None)]
    stored = log.entry(database, 1)
    assert stored is not None
    assert (stored.error, stored.fields, stored.at) == (bad, (EntryField("email", "a", "b"),), READ)


def test_what_is_to_decide(writing: Writing, company: CompanyFile) -> None:
    field, candidate = PlanField("phone", "1", "2", "3", ""), Candidate("x", "X", 80, ("Same name",))
    cases = [
        ConflictCase("contact", "field", "a", "x", "A", (field,), (), "Phone changed on both sides."),
        ConflictCase("product", "match", "b", "", "B", (), (candidate,), "Same name."),
    ]
    writing.conflicts.set_aside(cases, "run")
    rows = conflicts.window(company.database)
    assert [(row.title, row.fields, row.candidates) for row in rows] == [("A", (field,), ()), ("B", (), (candidate,))]
    assert [row.title for row in conflicts.window(company.database, kind="product")] == ["B"]
    assert conflicts.count(company.database) == 2
    assert conflicts.conflict(company.database, rows[0].id) == rows[0]


def test_one_box_finds_every_kind(writing: Writing, company: CompanyFile) -> None:
    made = linked(writing, email="zoe@x.example")
    deal = writing.deals.create({"title": "Customer bar", "contact_id": made}, by="t")
    product = writing.products.create({"code": "STOOL", "name": "Bar stool", "unit_price": "5"}, by="t")
    writing.documents.store("invoice", [invoice(12)], READ)

    def hits(text: str) -> list[tuple[str, str]]:
        return [(hit.kind, hit.id) for hit in search.records(company.database, text)]

    assert hits("customer") == [("contact", made), ("deal", deal)]
    assert hits("bar") == [("deal", deal), ("product", product)]
    assert hits("inv-00") == hits("0012") == [("invoice", "invoice-12")]
    assert hits("  ") == []
    (row,) = products.window(company.database, "stool", 0, 5)
    assert (row.unit_price, row.purchase_price, products.count(company.database, "nothing")) == (Decimal(5), None, 0)


def test_the_status_names_the_connection(writing: Writing, company: CompanyFile) -> None:
    connection = Connection("h", "i", "t", "c", "Org", "file", frozenset(), READ)
    writing.connection.save(connection)
    SqlLedger(writing).move_cursor("contact", READ, full=True)
    run = writing.runs.begin("me", "sync")
    status = sync_status(company.database, TODAY)
    assert (status.connection, set(status.read_at), status.last_sync) == (connection, {"contact"}, None)
    assert status.last_run is not None
    assert status.last_run.id == run


def test_who_is_called_so_is_found_before_who_lives_there(company: CompanyFile) -> None:
    writing = Writing.of(company.database)
    for number in range(12):
        writing.contacts.create({"name": f"Anvil {number:02}", "billing_city": "Wollombi"}, by="test")
    wanted = writing.contacts.create({"name": "The Wollombi Brewery"}, by="test")
    assert search.records(company.reading, "wollombi")[0].id == wanted


def test_a_question_found_open_again_still_has_its_line(company: CompanyFile) -> None:
    writing = Writing.of(company.database)
    ledger = SqlLedger(writing)
    case = ConflictCase("contact", "field", "a", "x", "A", (PlanField("phone", "1", "2", "3", ""),))
    first, again = writing.runs.begin("me", "sync"), writing.runs.begin("me", "sync")
    asked = Entry(first, READ, "to_crm", "contact", "a", "x", "A", "conflict", "conflict")
    ledger.add_entries([asked])
    ledger.set_aside([case], first)
    ledger.set_aside([case], again)  # a quiet log: the second run writes no line of its own
    assert log.count(company.reading, log.LogFilter(view="waiting")) == 1
