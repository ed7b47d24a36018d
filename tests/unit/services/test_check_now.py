"""One customer read again from Xero in at most three calls, and what that moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.unit.store import xero_samples as xero
from xerodesk.domain.errors import Cancelled, Misuse, NotThere, Offline
from xerodesk.domain.progress import Progress, Step
from xerodesk.domain.records import RemoteRecord
from xerodesk.services.check_now import check_now
from xerodesk.store.company import CompanyFile
from xerodesk.store.ledger import SqlLedger
from xerodesk.store.queries import customer, log
from xerodesk.store.writing import Writing
from xerodesk.sync.ports import Answer, Page, Raw

LATER = xero.READ + timedelta(hours=3)


class Shelf:
    """Xero with a few rows; `asked` are the calls in order."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Raw]] = {"contact": [xero.contact(1)], "invoice": [xero.invoice(1)], "credit_note": [], "payment": []}
        self.asked: list[tuple[str, Mapping[str, str], datetime | None]] = []
        self.token_id = "token"
        self.offline = ""

    @property
    def calls(self) -> int:
        return len(self.asked)

    def _call(self, kind: str, where: Mapping[str, str] | None, since: datetime | None) -> None:
        if kind == self.offline:
            raise Offline("Xero could not be reached.", "Check the network.")
        self.asked.append((kind, where or {}, since))

    def walk(self, kind: str, *, since: datetime | None = None, where: Mapping[str, str] | None = None) -> Iterator[Page]:
        for number in range(1, 9):
            self._call(kind, where, since)
            yield Page(self.rows[kind], number, 9, 8001, LATER)

    def read(self, kind: str, ids: Sequence[str]) -> list[Raw]:
        self._call(kind, {"IDs": ",".join(ids)}, None)
        return [row for row in self.rows[kind] if row["ContactID"] in ids]

    def search(self, kind: str, term: str) -> list[Raw]:
        raise AssertionError(f"{kind} {term}")

    def numbers(self, kind: str, numbers: Sequence[str]) -> list[Raw]:
        raise AssertionError(f"{kind} {numbers}")

    def write(self, method: Literal["PUT", "POST"], kind: str, body: bytes, *, key: str = "") -> Answer:
        raise AssertionError(f"{method} {kind} {body!r} {key}")


class Bench:
    """A company with one customer in Xero who owes 110.00, and one who is not there."""

    def __init__(self, folder: Path) -> None:
        self.file = CompanyFile.create(folder, sample=True).company
        self.store = Writing.of(self.file.database)
        self.ledger = SqlLedger(self.store)
        self.books = Shelf()
        self.linked = self.store.contacts.create({"name": "Customer 1", "stage": "customer"}, by="user")
        self.alone = self.store.contacts.create({"name": "Nobody"}, by="user")
        raw = xero.contact(1)
        self.ledger.join("contact", self.linked, RemoteRecord("contact", "contact-1", raw, xero.READ, xero.READ), {}, 1, None)
        self.ledger.mirror("invoice", [xero.invoice(1)], xero.READ)
        self.ledger.move_cursor("payment", xero.READ, full=True)

    def check(self, contact_id: str = "", progress: Progress | None = None) -> frozenset[str]:
        return check_now(self.ledger, self.books, contact_id or self.linked, clock=lambda: LATER, progress=progress).kinds

    def page(self) -> customer.CustomerPage:
        found = customer.customer(self.file.reading, self.linked, xero.TODAY)
        assert found is not None
        return found


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "company")
    yield made
    made.file.close()


def test_nothing_new_costs_three_calls_and_makes_the_figures_younger(bench: Bench) -> None:
    assert bench.check() == {"contact", "invoice", "credit_note"}
    assert [kind for kind, _, _ in bench.books.asked] == ["contact", "invoice", "credit_note"]
    assert bench.books.asked[1][1]["ContactIDs"] == "contact-1"
    assert bench.page().as_of == LATER
    assert log.count(bench.file.reading, log.LogFilter()) == 0


def test_a_paid_invoice_brings_its_payment(bench: Bench) -> None:
    bench.books.rows["invoice"] = [xero.invoice(1, AmountPaid=60.0, AmountDue=50.0)]
    bench.books.rows["payment"] = [xero.payment(1, 1, 60.0)]
    assert bench.check() == {"contact", "invoice", "payment"}
    assert bench.books.calls == 3
    assert bench.books.asked[2][2] == xero.READ
    assert [str(one.owed) for one in bench.page().balances] == ["50.00"]
    assert [str(one.amount) for one in customer.payments(bench.file.reading, bench.linked)] == ["60.00"]
    lines = log.window(bench.file.reading, log.LogFilter(), 0, 9)
    assert [(line.entry.kind, line.entry.actor) for line in lines] == [("invoice", "user")]
    assert log.runs(bench.file.reading)[0].mode == "check"


def test_others_rows_are_left_to_the_sync(bench: Bench) -> None:
    bench.books.rows["invoice"] = [xero.invoice(1), xero.invoice(2, 7)]
    bench.check()
    assert bench.ledger.mirror_count("invoice") == 1


def test_what_cannot_be_checked_says_why(bench: Bench) -> None:
    with pytest.raises(Misuse, match="not in Xero yet"):
        bench.check(bench.alone)
    bench.books.offline = "invoice"
    with pytest.raises(Offline):
        bench.check()
    bench.books.rows["contact"] = []
    with pytest.raises(NotThere):
        bench.check()


def test_it_can_be_stopped_and_tells_how_far_it_is(bench: Bench) -> None:
    steps: list[Step] = []
    bench.check(progress=Progress(steps.append))
    assert [(one.done, one.total) for one in steps] == [(0, 3), (1, 3), (2, 3)]
    with pytest.raises(Cancelled):
        bench.check(progress=Progress(None, lambda: True))


def test_the_clock_is_the_one_given(bench: Bench) -> None:
    check_now(bench.ledger, bench.books, bench.linked, clock=lambda: datetime(2027, 1, 1, tzinfo=UTC))
    as_of: Any = bench.page().as_of
    assert as_of.year == 2027
