"""The sentence of a customer, the two lines of a row, the states with Xero, the lines of a year: pure words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from xerodesk.domain.log import Entry, EntryField, Trouble
from xerodesk.services.contacts import Standing
from xerodesk.store.queries.customer import Counts, CustomerPage, DocumentRow, PaymentHabit, years
from xerodesk.store.queries.customers import CustomerBalance, CustomerRow
from xerodesk.ui.customers.sentence import customer_sentence
from xerodesk.ui.customers.tabs import grouped, year_note
from xerodesk.ui.customers.words import address, history_words, list_row, standing_words
from xerodesk.ui.kit.models import GroupRow

TODAY = date(2026, 6, 3)
NOW = datetime(2026, 6, 3, tzinfo=UTC)


def owes(currency: str, owed: str, late: str = "0", days: int = 0, credit: str = "0", due: date | None = TODAY) -> CustomerBalance:
    return CustomerBalance(currency, Decimal(owed), Decimal(late), Decimal(credit), days, due)


def page(*balances: CustomerBalance, habit: PaymentHabit | None = None, **changes: Any) -> CustomerPage:
    values: dict[str, Any] = {
        "id": "1",
        "name": "Wollombi",
        "archived": False,
        "revision": 1,
        "edited_at": NOW,
        "edited_by": "",
        "created_at": NOW,
        "chosen": False,
        "values": {"stage": "customer"},
        "custom": {},
        "people": (),
        "balances": balances,
        "habit": habit,
        "counts": Counts(3, 0, 0, 0, 0),
        "xero_id": "x",
        "held": "",
        "as_of": NOW,
        "customer_since": None,
        "to_decide": 0,
        "failed": 0,
    }
    return CustomerPage(**{**values, **changes})


NONE = Counts(0, 0, 0, 0, 0)
AUD = owes("AUD", "4120", "1320", 18)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            page(AUD, owes("NZD", "640"), habit=PaymentHabit(9, 12)),
            "Owes 4,120.00 AUD, of which 1,320.00 is 18 days late, and 640.00 NZD, not due yet; usually pays 9 days late.",
        ),
        (page(owes("AUD", "100", "100", 1)), "Owes 100.00 AUD, 1 day late."),
        (page(owes("AUD", "100", due=None)), "Owes 100.00 AUD."),
        (
            page(AUD, owes("GBP", "1"), owes("NZD", "2")),
            "Owes 4,120.00 AUD, of which 1,320.00 is 18 days late, 1.00 GBP, not due yet, and 2.00 NZD, not due yet.",
        ),
        (page(habit=PaymentHabit(0, 4)), "Owes nothing; usually pays on the due day."),
        (page(habit=PaymentHabit(-3, 1)), "Owes nothing; paid once so far, 3 days early."),
        (page(owes("AUD", "0", credit="220")), "Owes nothing; has 220.00 AUD of credit not used."),
        (page(), "Owes nothing."),
        (page(counts=NONE), "In Xero; never invoiced."),
        (page(counts=NONE, xero_id=""), "Not in Xero yet; never invoiced."),
        (page(counts=NONE, xero_id="", values={"stage": "lead"}), "A lead; nothing quoted or invoiced yet."),
        (page(counts=Counts(0, 0, 0, 2, 0), xero_id="", values={"stage": "lead"}), "A lead, with 2 deals; never invoiced."),
        (page(AUD, archived=True), "Archived. Owes 4,120.00 AUD, of which 1,320.00 is 18 days late."),
    ],
)  # fmt: skip
def test_the_sentence(given: CustomerPage, words: str) -> None:
    assert "".join(part.text for part in customer_sentence(given)) == words


def test_figures_are_strong_and_what_is_late_is_bad() -> None:
    parts = customer_sentence(page(AUD, habit=PaymentHabit(9, 12)))
    assert [(part.text, part.look) for part in parts if part.look != "plain"] == [
        ("4,120.00", "strong"),
        ("1,320.00 is 18 days late", "bad"),
        ("9 days", "strong"),
    ]


def test_several_late_invoices_are_late_up_to_the_oldest() -> None:
    words = "".join(part.text for part in customer_sentence(page(AUD, owes("NZD", "5", "5", 7)), {"AUD": 2, "NZD": 3}))
    assert "1,320.00 is up to 18 days late" in words
    assert "5.00 NZD, all of it up to 7 days late" in words


def row(*balances: CustomerBalance, **changes: Any) -> CustomerRow:
    values: dict[str, Any] = {
        "id": "1", "name": "Te Awa", "email": "", "phone": "", "stage": "customer", "owner": "", "archived": False, "linked": True,
        "balances": balances, "days_late": 0, "next_due": None, "won_not_billed": False,
    }  # fmt: skip
    return CustomerRow(**{**values, **changes})


@pytest.mark.parametrize(
    ("given", "spoken"),
    [
        (row(AUD, owes("NZD", "640"), days_late=18), "Te Awa, 18 days late, 4,120.00 + NZD"),
        (row(owes("NZD", "5600"), next_due=date(2026, 6, 20)), "Te Awa, due 20 June, NZD 5,600.00"),
        (row(AUD, owes("GBP", "1"), owes("NZD", "2"), next_due=date(2027, 1, 5)), "Te Awa, due 5 January 2027, 4,120.00 + 2 more"),
        (row(), "Te Awa, owes nothing, –"),
        (row(owes("AUD", "0", credit="5")), "Te Awa, has credit, –"),
        (row(won_not_billed=True), "Te Awa, won, not billed, –"),
        (row(linked=False), "Te Awa, not in Xero yet, –"),
        (row(stage="lead", linked=False), "Te Awa, lead, –"),
        (row(archived=True), "Te Awa, archived, –"),
    ],
)
def test_two_lines_of_a_row(given: CustomerRow, spoken: str) -> None:
    assert list_row(given, "AUD", TODAY).spoken == spoken


def test_what_needs_a_person_comes_before_the_state() -> None:
    step = Standing("in_step")
    assert standing_words(step, connected=True).words == "In step with Xero."
    assert "2 questions" in standing_words(step, connected=True, to_decide=2).words
    failed = standing_words(step, connected=True, failure=Trouble("x", "The postcode is too long.", "Shorten it."))
    assert (failed.words, failed.advice, failed.key) == ("The postcode is too long.", "Shorten it.", "sync")
    left = standing_words(Standing("left_out", "Not a customer yet."), connected=True, lead=True)
    assert (left.deed, left.key) == ("Let it sync", "choose")
    assert standing_words(Standing("not_yet"), connected=False).key == "connect"
    assert standing_words(Standing("changed_here"), connected=True).deed == "Sync this one"


def entry(action: str, direction: Any, result: Any, **changes: Any) -> Entry:
    return Entry("r", NOW, direction, "contact", "1", "x", "Te Awa", action, result, **changes)


def test_history_says_what_happened_in_words() -> None:
    fields = (EntryField("phone", "1", "2"), EntryField("email", "a", "b"))
    assert history_words(entry("update", "to_xero", "done", fields=fields)) == "Sent to Xero: Phone, E-mail"
    assert history_words(entry("create", "to_crm", "done", fields=fields)) == "Brought in from Xero"
    assert history_words(entry("conflict", "to_crm", "conflict", fields=fields[:1])) == "Changed on both sides: Phone"
    assert history_words(entry("update", "to_xero", "failed", error=Trouble("x", "Too long."))) == "Too long."
    assert history_words(entry("nothing", "to_crm", "skipped", reason="Held.")) == "Held."


def document(number: str, day: date | None, total: str, left: str = "0", state: str = "paid", currency: str = "AUD") -> DocumentRow:
    return DocumentRow("invoice", number, number, "", day, day, currency, Decimal(total), Decimal(left), state, 0, None)


def test_years_head_their_documents_and_add_nothing_across_currencies() -> None:
    documents = [
        document("3", date(2026, 5, 1), "100", "40", "sent"),
        document("2", date(2026, 4, 1), "640", "640", "sent", "NZD"),
        document("1", date(2025, 4, 1), "10"),
        document("0", None, "10", state="draft"),
    ]
    rows = grouped(documents, years(documents))
    assert [(one.text, one.note) for one in rows if isinstance(one, GroupRow)] == [
        ("2026", "2 invoices issued, 100.00 AUD, 40.00 still owed; 640.00 NZD, 640.00 still owed"),
        ("2025", "1 invoice issued, 10.00 AUD, all paid"),
        ("Without a day", "nothing issued"),
    ]
    assert len(rows) == 7
    assert year_note(()) == "nothing issued"


def test_an_address_in_lines() -> None:
    values = {"billing_line1": "18 Paynes Crossing Rd", "billing_city": "Wollombi", "billing_region": "NSW", "billing_postcode": "2325"}
    assert address(values, "billing") == "18 Paynes Crossing Rd,\nWollombi NSW 2325"
    assert address(values, "delivery") == ""
