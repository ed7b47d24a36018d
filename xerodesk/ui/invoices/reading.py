"""What stands around the list of invoices, read with it on the store lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from xerodesk.store.queries import invoices
from xerodesk.store.queries.invoices import InvoiceFilter
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.states import DELETED, VOIDED
from xerodesk.store.queries.sync_status import sync_status
from xerodesk.ui.invoices.places import AGE_WORDS, OWED, InvoicePlace
from xerodesk.ui.invoices.ports import InvoiceServices
from xerodesk.ui.kit.labels import Part
from xerodesk.ui.wording import counted, money_in


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`counts` per state as the filter is but for its state, "" for all and "owed" for what is owed; `any` whether there is any at all."""

    wanted: InvoiceFilter
    place: InvoicePlace
    customer: str
    connected: bool
    base: str
    currencies: tuple[str, ...]
    read_at: datetime | None
    now: datetime
    counts: dict[str, int]
    sums: tuple[tuple[str, Decimal, Decimal], ...]
    found: int
    any: bool


def read_around(source: Source, services: InvoiceServices, place: InvoicePlace, text: str, sort: invoices.InvoiceSort) -> Surroundings:
    """Read what stands around the list at `place` with `text` searched."""
    today = services.today()
    with source.read():
        wanted = replace(place.filter(today), text=text, sort=sort)
        status = sync_status(source, today)
        counts = invoices.state_counts(source, replace(wanted, owing=False))
        counts[""] = sum(number for state, number in counts.items() if state not in (VOIDED, DELETED))
        counts[OWED] = invoices.count(source, replace(wanted, state="", owing=True))
        sums = invoices.sums(source, wanted)
        return Surroundings(
            wanted=wanted,
            place=place,
            customer=_name(source, place.customer, today),
            connected=status.connection is not None,
            base=status.connection.base_currency if status.connection else "",
            currencies=invoices.currencies(source),
            read_at=status.read_at.get("invoice"),
            now=datetime.now(UTC),
            counts=counts,
            sums=sums,
            found=counts.get(place.state, 0),
            any=bool(counts[""]) or invoices.count(source, InvoiceFilter(today, whatever=True)) > 0,
        )


def sentence(around: Surroundings) -> list[Part | str]:
    """What is listed and what of it is owed; currencies side by side, never added together."""
    word = {"": "", OWED: ""}.get(around.place.state, f"{around.place.state} ")
    head = counted(around.found, f"{word}invoice")
    if not around.found:
        return [f"No {word}invoice is like that."]
    parts: list[Part | str] = [head, " for ", Part(_sums([(code, total) for code, total, _due in around.sums]), "strong")]
    owed = [(code, due) for code, _total, due in around.sums if due]
    late = around.place.state == "overdue" or around.place.age not in ("", "not_due")
    if owed:
        parts += [", of which ", Part(_sums(owed), "bad" if late else "strong"), " is still owed"]
    return [*parts, "."]


def age_words(place: InvoicePlace) -> str:
    """The chip of an age."""
    return AGE_WORDS.get(place.age, "")


def _sums(sums: Sequence[tuple[str, Decimal]]) -> str:
    words = [money_in(amount, code) for code, amount in sums]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _name(source: Source, contact_xero_id: str, today: date) -> str:
    if not contact_xero_id:
        return ""
    rows = invoices.window(source, InvoiceFilter(today, contact_xero_id=contact_xero_id, whatever=True), 0, 1)
    return rows[0].contact if rows else "One customer"
