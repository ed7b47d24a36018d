"""`conflicts`, `resolve` and `log` on the command line."""

from __future__ import annotations

import argparse
from typing import Any

from xerodesk.assembly.company import Company
from xerodesk.cli.output import Output, table
from xerodesk.domain.errors import Misuse
from xerodesk.domain.log import Entry
from xerodesk.host.paths import company_folder
from xerodesk.services import resolve as deciding
from xerodesk.store.queries.export import entry_row
from xerodesk.store.queries.log import LogFilter, entries
from xerodesk.sync.ports import ConflictCase

_HEADINGS = ("line", "when", "way", "kind", "record", "what", "result", "why")
_ONE_WAY = "Say one of: --take, --value with --field, --link, --create, --never."


def _company(options: argparse.Namespace) -> Company:
    return Company.open(company_folder(getattr(options, "company", None)))


def conflicts(options: argparse.Namespace, output: Output) -> int:
    """What waits for a decision."""
    with _company(options) as company:
        cases = deciding.conflicts(company.ledger)
    output.answer([_case_json(case) for case in cases], lambda: _case_words(cases))
    return 0


def _case_json(case: ConflictCase) -> dict[str, Any]:
    return {
        "id": case.id,
        "kind": case.kind,
        "crm_id": case.crm_id,
        "xero_id": case.xero_id,
        "title": case.title,
        "type": case.type,
        "fields": [{"field": one.field, "base": one.base, "crm": one.crm, "xero": one.xero} for one in case.fields],
        "candidates": [
            {"xero_id": one.xero_id, "title": one.title, "score": one.score, "reasons": list(one.reasons)} for one in case.candidates
        ],
    }


def _case_words(cases: list[ConflictCase]) -> str:
    rows = [
        [case.id, case.title, one.field, one.crm, one.xero] for case in cases for one in case.fields
    ] + [[case.id, case.title, "the same as?", one.title, f"{one.score} %"] for case in cases for one in case.candidates]
    return table(rows, ["id", "record", "field", "in xerodesk", "in Xero"]) if rows else "Nothing to decide."


def resolve(options: argparse.Namespace, output: Output) -> int:
    """Decide; the next sync carries it out."""
    with _company(options) as company:
        count = _resolve_all(company, options) if options.all else _resolve_one(company, options)
        left = len(deciding.conflicts(company.ledger))
    words = f"Decided: {count:,}; left to decide: {left:,}. The next sync carries it out."
    output.answer({"resolved": count, "left": left}, lambda: words)
    return 0


def _resolve_all(company: Company, options: argparse.Namespace) -> int:
    if options.id or options.value is not None or options.link or options.create or options.never:
        raise Misuse("--all decides many at once.", "Use it with --type field --take crm|xero, or --type match --link-best SCORE.")
    if options.type == "match" and options.link_best is not None and not options.take:
        return deciding.link_best(company.ledger, options.link_best)
    if options.type == "field" and options.take and options.link_best is None:
        return deciding.take_side_everywhere(company.ledger, options.take, options.field or "")
    raise Misuse("--all needs to know what to decide.", "Say --type field --take crm|xero, or --type match --link-best SCORE.")


def _resolve_one(company: Company, options: argparse.Namespace) -> int:
    chosen = [options.take is not None, options.value is not None, options.link is not None, options.create, options.never]
    if not options.id or sum(chosen) != 1:
        raise Misuse("Which one, and how?", f"Name it by its id from `xerodesk conflicts`. {_ONE_WAY}")
    ledger = company.ledger
    if options.take:
        deciding.take_side(ledger, options.id, options.take, options.field or "")
    elif options.value is not None:
        if not options.field:
            raise Misuse("A value needs its field.", "Add --field, as in: --value new@example.com --field email.")
        deciding.use_value(ledger, options.id, options.field, options.value)
    elif options.link:
        deciding.link_with(ledger, options.id, options.link)
    elif options.create:
        deciding.create_new(ledger, options.id)
    else:
        deciding.leave_out(ledger, options.id)
    return 1


def log(options: argparse.Namespace, output: Output) -> int:
    """Every value that moved, oldest first."""
    wanted = LogFilter(view="failed" if options.failed else "all", run=options.run or "")
    with _company(options) as company:
        lines = list(entries(company.file.reading, wanted))
    output.answer([entry_row(one) for one in lines], lambda: table([_line(one) for one in lines], _HEADINGS))
    return 0


def _line(entry: Entry) -> list[object]:
    why = f"{entry.error.message} {entry.error.advice}" if entry.error else entry.reason
    return [entry.id, f"{entry.at:%Y-%m-%d %H:%M:%S}", entry.direction, entry.kind, entry.title, entry.action, entry.result, why]
