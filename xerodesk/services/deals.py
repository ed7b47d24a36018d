"""Deals as a user keeps them: adding, editing, moving on to another stage, won, lost, put away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import NotThere, Refused
from xerodesk.domain.money import from_minor
from xerodesk.domain.records import LocalRecord
from xerodesk.domain.stages import LOST, STAGES, WON
from xerodesk.domain.values import Line, Value, Values
from xerodesk.mapping.crm_deal import DEAL, DEAL_LINE
from xerodesk.services.typed import typed_number
from xerodesk.store.contacts import Contacts
from xerodesk.store.deals import Deals, line_amount

BY = "You"
_DAYS = ("expected_close", "won_on", "lost_on")
_CURRENCY_LETTERS = 3
_WHOLE = Decimal(100)
_NUMBERS = {"quantity": "1", "unit_price": "", "discount": ""}


class DealService:
    """What can be done with deals. `today` is the organisation's."""

    def __init__(self, deals: Deals, contacts: Contacts, today: Callable[[], date]) -> None:
        self._deals = deals
        self._contacts = contacts
        self._today = today

    def save(self, deal_id: str | None, revision: int | None, changes: Values) -> tuple[str, Changes]:
        """Store a new deal (`deal_id` None) or changes of one that was read at `revision`; its id and what changed.

        Fields are the catalogue's (mapping.crm_deal), with `contact_id` in place of the customer's name, and `notes`; amounts may be
        written as people type them. A deal moved to won or lost gets the day, one taken back loses it.
        Raises Refused with a word for each field that cannot be stored, Moved when someone else wrote since, NotThere.
        """
        before = self._read(deal_id) if deal_id else None
        wanted, wrong = self._checked(changes, before)
        if wrong:
            raise Refused("This deal cannot be saved yet.", "Mend what is marked, then save again.", fields=wrong)
        if before is None:
            made = self._deals.create({"stage": STAGES[0], **wanted}, by=BY)
            return made, Changes.of("deal", made)
        self._deals.update(before.id, before.revision if revision is None else revision, wanted, by=BY)
        return before.id, Changes.of("deal", before.id)

    def move(self, deal_id: str, revision: int, stage: str) -> Changes:
        """Move a deal to another stage. Raises Refused for a billed deal, Moved and NotThere."""
        return self.save(deal_id, revision, {"stage": stage})[1]

    def archive(self, deal_id: str, revision: int) -> Changes:
        """Put a deal away. Raises Moved or NotThere."""
        self._deals.archive(deal_id, revision, by=BY)
        return Changes.of("deal", deal_id)

    def restore(self, deal_id: str, revision: int) -> Changes:
        """Bring a deal back. Raises Moved or NotThere."""
        self._deals.restore(deal_id, revision, by=BY)
        return Changes.of("deal", deal_id)

    def _read(self, deal_id: str) -> LocalRecord:
        found = self._deals.get(deal_id)
        if found is None:
            raise NotThere("This deal is no longer in the company file.", "Refresh the list.", status=404)
        return found

    def _checked(self, changes: Values, before: LocalRecord | None) -> tuple[dict[str, Value], dict[str, str]]:
        """The values to store, and what is wrong by field (a field of a line as `lines.2.quantity`, counted from 0)."""
        wanted: dict[str, Value] = {}
        wrong: dict[str, str] = {}
        for name, value in changes.items():
            if name == "lines":
                wanted[name] = _lines(value if isinstance(value, list) else [], wrong)
            elif isinstance(value, str):
                wanted[name] = value.strip() if name == "notes" else " ".join(value.split())
        self._check_head(wanted, before, wrong)
        self._mark_days(wanted, before)
        for name in _DAYS:
            if not _is_day(str(wanted.get(name, ""))):
                wrong[name] = "Write a day, such as 2026-06-30"
        return wanted, wrong

    def _check_head(self, wanted: dict[str, Value], before: LocalRecord | None, wrong: dict[str, str]) -> None:
        if (before is None or "title" in wanted) and not wanted.get("title"):
            wrong["title"] = f"{DEAL.field('title').label} is needed"
        if before is None or "contact_id" in wanted:
            contact_id = str(wanted.get("contact_id", ""))
            if not contact_id or self._contacts.get(contact_id) is None:
                wrong["contact_id"] = "Choose a customer"
        if "currency" in wanted:
            wanted["currency"] = code = str(wanted["currency"]).upper()
            if code and not (len(code) == _CURRENCY_LETTERS and code.isascii() and code.isalpha()):
                wrong["currency"] = "Three letters, such as AUD"
        if "stage" in wanted:
            if not wanted["stage"]:
                wrong["stage"] = "Choose a stage"
            elif before is not None and before.facts.get("billed") and wanted["stage"] != WON:
                wrong["stage"] = "This deal has an invoice, so it stays won"

    def _mark_days(self, wanted: dict[str, Value], before: LocalRecord | None) -> None:
        stage = wanted.get("stage")
        if stage is None:
            return
        had: Mapping[str, Value] = before.values if before else {}
        for end, name in ((WON, "won_on"), (LOST, "lost_on")):
            if stage != end:
                if had.get(name) or wanted.get(name):
                    wanted[name] = ""
            elif not wanted.get(name, had.get(name, "")):
                wanted[name] = self._today().isoformat()


def amount_of(line: Mapping[str, str]) -> Decimal | None:
    """What a line as typed comes to, rounded as Xero rounds it; None while one of its numbers cannot be read."""
    try:
        return from_minor(line_amount({name: typed_number(line.get(name, "")) or nought for name, nought in _NUMBERS.items()}))
    except ValueError:
        return None


def _lines(lines: Sequence[Line], wrong: dict[str, str]) -> list[Line]:
    """The lines that say something; faults go to `wrong` under the line's place as given."""
    kept: list[Line] = []
    for at, line in enumerate(lines):
        texts = {name: str(line.get(name, "")).strip() for name in DEAL_LINE.names()}
        if not any(texts[name] for name in ("product", "description", "unit_price")):
            continue
        for name, nought in _NUMBERS.items():
            try:
                texts[name] = typed_number(texts[name]) or nought
            except ValueError as error:
                wrong[f"lines.{at}.{name}"] = str(error)
        if f"lines.{at}.discount" not in wrong and not 0 <= Decimal(texts["discount"] or 0) <= _WHOLE:
            wrong[f"lines.{at}.discount"] = "From 0 to 100"
        kept.append({**texts})
    return kept


def _is_day(text: str) -> bool:
    if not text:
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
