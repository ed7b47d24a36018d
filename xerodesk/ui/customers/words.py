"""Words of the customers' pages: the two lines of a list row, where a record stands with Xero, what a line of its history says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from xerodesk.domain.log import Entry, Trouble
from xerodesk.mapping import catalogues
from xerodesk.services.contacts import Standing
from xerodesk.store.queries.customers import CustomerBalance, CustomerRow
from xerodesk.ui.kit.rows import TwoLines
from xerodesk.ui.wording import DASH, counted, days, money, spoken_day

_TAX_NUMBERS = {"AU": "ABN", "NZ": "GST number", "GB": "VAT number", "US": "Tax ID"}


def list_row(row: CustomerRow, base: str, today: date) -> TwoLines:
    """A customer in the list. `base` is the organisation's currency, which stands in the heading and not at the figure."""
    icon, ink, second = _state(row, today)
    owing = [one for one in row.balances if one.owed > 0]
    if not owing:
        return TwoLines(row.name, second, icon, ink, DASH)
    first, *others = owing
    return TwoLines(
        row.name,
        second,
        icon,
        ink,
        money(first.owed),
        before="" if first.currency == base else first.currency,
        after=_more(others),
    )


def _more(others: list[CustomerBalance]) -> str:
    return "" if not others else f"+ {others[0].currency}" if len(others) == 1 else f"+ {len(others)} more"


def _state(row: CustomerRow, today: date) -> tuple[str, str, str]:
    if row.archived:
        return "archive", "ink3", "archived"
    if row.days_late > 0:
        return "clock", "bad", f"{days(row.days_late)} late"
    if any(one.owed > 0 for one in row.balances):
        due = f"due {spoken_day(row.next_due, today)}" if row.next_due is not None else "no due day"
        return "paper-plane", "info", due
    if row.won_not_billed:
        return "invoice", "accent", "won, not billed"
    if row.stage == "lead":
        return "star", "ink3", "lead"
    if not row.linked:
        return "dashed-circle", "ink3", "not in Xero yet"
    credit = any(one.credit > 0 for one in row.balances)
    return ("bent-arrow", "info", "has credit") if credit else ("check-circle", "good", "owes nothing")


@dataclass(frozen=True, slots=True)
class StandingWords:
    """Where a record stands with Xero: an icon with its ink, a sentence, what to do, and a deed with its key ("" for none)."""

    icon: str
    ink: str
    words: str
    advice: str = ""
    deed: str = ""
    key: str = ""


def standing_words(
    standing: Standing, *, connected: bool, to_decide: int = 0, failure: Trouble | None = None, lead: bool = False
) -> StandingWords:
    """The state of a record in words; what needs a person comes first."""
    if to_decide:
        asked = f"{counted(to_decide, 'question')} to decide before it can sync."
        return StandingWords("question", "warn", asked, deed="Decide", key="decide")
    if failure is not None:
        return StandingWords("crossed-circle", "bad", failure.message, failure.advice, "Sync this one" if connected else "", "sync")
    if standing.state == "left_out":
        out = f"Left out of the sync. {standing.why}"
        return StandingWords("struck-circle", "ink3", out, deed="Let it sync" if lead else "", key="choose")
    if standing.state == "held":
        return StandingWords("pause", "warn", standing.why)
    icon, ink, words = _PLAIN[standing.state]
    if not connected and standing.state == "not_yet":
        return StandingWords("dashed-circle", "ink3", "Only in xerodesk: no Xero organisation is connected.", deed="Connect", key="connect")
    deed = "Sync this one" if connected and standing.state in ("changed_here", "changed_there", "not_yet") else ""
    return StandingWords(icon, ink, words, deed=deed, key="sync")


_PLAIN: dict[str, tuple[str, str, str]] = {
    "in_step": ("check-circle", "good", "In step with Xero."),
    "archived": ("archive", "ink3", "Archived, in step with Xero."),
    "changed_here": ("arrow-right", "info", "Changed here; goes to Xero with the next sync."),
    "changed_there": ("arrow-left", "info", "Changed in Xero; comes with the next sync."),
    "not_yet": ("plus", "info", "Not in Xero yet; goes there with the next sync."),
    "gone": ("unlink", "warn", "No longer in Xero; the next sync says what became of it."),
}

_DID: Mapping[tuple[str, str], str] = {
    ("create", "to_xero"): "Created in Xero",
    ("create", "to_crm"): "Brought in from Xero",
    ("update", "to_xero"): "Sent to Xero",
    ("update", "to_crm"): "Came from Xero",
    ("link", "to_xero"): "Linked with Xero, the rest sent there",
    ("link", "to_crm"): "Linked with Xero, the rest came from there",
    ("archive", "to_xero"): "Archived in Xero",
    ("archive", "to_crm"): "Archived, as in Xero",
}
RESULTS = {
    "done": ("done", "Done"),
    "failed": ("failing", "Failed"),
    "conflict": ("to_decide", "To decide"),
    "skipped": ("left_out", "Left out"),
}
"""A result of the log -> its pill and its word."""


def history_words(entry: Entry) -> str:
    """What a line of a customer's history says."""
    names = ", ".join(field_label(one.field) for one in entry.fields)
    if entry.result == "failed" and entry.error is not None:
        return entry.error.message
    if entry.result == "conflict":
        return f"Changed on both sides: {names}" if names else entry.reason or "Asked about"
    if entry.result == "skipped":
        return entry.reason or "Left as it was"
    did = _DID.get((entry.action, entry.direction), entry.reason or "Looked at")
    return f"{did}: {names}" if names and entry.action != "create" else did


def field_label(name: str) -> str:
    """A field's name as people read it."""
    known = {field.name: field.label for field in catalogues.crm("contact").fields}
    return {"status": "Archived or active", **known}.get(name.split(" → ")[0], name)


def tax_label(country: str) -> str:
    """What the tax number is called in the organisation's country."""
    return _TAX_NUMBERS.get(country, "Tax number")


def address(values: Mapping[str, str], prefix: str) -> str:
    """An address in lines, "" when there is none."""
    town = " ".join(one for one in (values.get(f"{prefix}_{part}", "") for part in ("city", "region", "postcode")) if one)
    lines = [values.get(f"{prefix}_line1", ""), values.get(f"{prefix}_line2", ""), town, values.get(f"{prefix}_country", "")]
    return ",\n".join(one for one in lines if one)
