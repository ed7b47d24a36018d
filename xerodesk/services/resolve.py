"""Questions to a person and their answers: which value, or which record. An answer is carried out by the next run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Misuse
from xerodesk.domain.values import Value
from xerodesk.sync.life import STATUS
from xerodesk.sync.ports import ConflictCase, Ledger, Ruling

Side = Literal["crm", "xero"]
_LOOK = "Look at the list of what is to decide."


def conflicts(ledger: Ledger) -> list[ConflictCase]:
    """Everything that waits for a decision, oldest first."""
    return ledger.cases()


def take_side(ledger: Ledger, case_id: str, side: Side, field: str = "") -> Changes:
    """Use one side's value, for one field or all of the question. Raises Misuse."""
    case = _case(ledger, case_id, "field")
    names = [field] if field else [one.field for one in case.fields]
    return _rule_fields(ledger, case, {}, dict.fromkeys(names, side))


def answer(ledger: Ledger, case_id: str, sides: Mapping[str, Side], values: Mapping[str, Value]) -> Changes:
    """Answer several fields of one question at once: by a side, or by a third value for both sides. Raises Misuse."""
    if STATUS in values:
        raise Misuse("Archived or active is taken from one of the two sides.", "Choose xerodesk or Xero.")
    case = _case(ledger, case_id, "field")
    return _rule_fields(ledger, case, dict(values), {**sides, **dict.fromkeys(values, "own")})


def use_value(ledger: Ledger, case_id: str, field: str, value: Value) -> Changes:
    """Use a third value on both sides. Raises Misuse."""
    if field == STATUS:
        raise Misuse("Archived or active is taken from one of the two sides.", "Choose xerodesk or Xero.")
    return _rule_fields(ledger, _case(ledger, case_id, "field"), {field: value}, {field: "own"})


def link_with(ledger: Ledger, case_id: str, xero_id: str) -> Changes:
    """Declare the record to be this one of Xero's. Raises Misuse when Xero has no such record or it is linked already."""
    case = _case(ledger, case_id, "match")
    if ledger.remote(case.kind, xero_id) is None:
        raise Misuse(f"Xero has no record with the id {xero_id}.", "Take one of the candidates.")
    if ledger.link(case.kind, xero_id=xero_id) is not None:
        raise Misuse("That Xero record is linked with another record here.", "Take another candidate, or create a new one.")
    ledger.decide(Ruling(case.id, case.kind, case.crm_id, xero_id, "link"))
    return _changes(case)


def create_new(ledger: Ledger, case_id: str) -> Changes:
    """Declare the record to be none of the candidates: it is created, and the candidates are not asked about again."""
    case = _case(ledger, case_id, "match")
    ledger.remember_never(case.kind, _pairs(case))
    ledger.decide(Ruling(case.id, case.kind, case.crm_id, "", "create"))
    return _changes(case)


def leave_out(ledger: Ledger, case_id: str) -> Changes:
    """Declare the record to be none of the candidates, and keep it out of the sync for good."""
    case = _case(ledger, case_id, "match")
    ledger.remember_never(case.kind, [*_pairs(case), (case.crm_id, "")])
    ledger.decide(Ruling(case.id, case.kind, case.crm_id, "", "never"))
    return _changes(case)


def take_side_everywhere(ledger: Ledger, side: Side, field: str = "") -> int:
    """Answer all questions about values (about one field, if named) for one side. Returns how many were answered."""
    answered = 0
    for case in ledger.cases():
        names = [one.field for one in case.fields if not field or one.field == field]
        if case.type == "field" and names:
            _rule_fields(ledger, case, {}, dict.fromkeys(names, side))
            answered += 1
    return answered


def link_best(ledger: Ledger, least: int) -> int:
    """Link every open question with its best candidate that scores at least `least` and is the only one to. Returns how many.

    A Xero record that is the best candidate of several records is left to a person.
    """
    best: dict[tuple[str, str], list[ConflictCase]] = {}
    for case in ledger.cases():
        good = [one for one in case.candidates if one.score >= least and ledger.link(case.kind, xero_id=one.xero_id) is None]
        if case.type == "match" and good and (len(good) == 1 or good[0].score > good[1].score):
            best.setdefault((case.kind, good[0].xero_id), []).append(case)
    sure = {xero_id: cases[0] for (_, xero_id), cases in best.items() if len(cases) == 1}
    for xero_id, case in sure.items():
        ledger.decide(Ruling(case.id, case.kind, case.crm_id, xero_id, "link"))
    return len(sure)


def _rule_fields(ledger: Ledger, case: ConflictCase, values: dict[str, Value], sides: dict[str, str]) -> Changes:
    known = {one.field: one for one in case.fields}
    for name in sides:
        if name not in known:
            raise Misuse(f"The question is not about {name}.", f"It is about {', '.join(known)}.")
    seen = {name: (known[name].crm, known[name].xero) for name in sides}
    ledger.decide(Ruling(case.id, case.kind, case.crm_id, case.xero_id, "fields", values, sides, seen))
    return _changes(case)


def _case(ledger: Ledger, case_id: str, type_: Literal["field", "match"]) -> ConflictCase:
    for case in ledger.cases():
        if case.id == case_id:
            if case.type != type_:
                asked = "which record it is" if case.type == "match" else "which value counts"
                raise Misuse(f"This question asks {asked}.", _LOOK)
            return case
    raise Misuse(f"There is no open question with the number {case_id}.", f"{_LOOK} What was answered is done by the next sync.")


def _pairs(case: ConflictCase) -> list[tuple[str, str]]:
    return [(case.crm_id, one.xero_id) for one in case.candidates]


def _changes(case: ConflictCase) -> Changes:
    return Changes.of("conflict", case.id) + Changes.of(case.kind, case.crm_id)
