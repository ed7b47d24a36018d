"""`plan`, `sync` and `resync` on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from xerodesk.assembly.company import Company
from xerodesk.cli.output import Output, table
from xerodesk.domain.errors import Misuse
from xerodesk.domain.log import RunSummary
from xerodesk.domain.plan import Plan, PlanRow
from xerodesk.host.paths import company_folder
from xerodesk.services.preview import preview, price
from xerodesk.services.resync import resync as sync_again
from xerodesk.services.sync_run import SyncDone, in_words
from xerodesk.services.sync_run import sync as run_sync
from xerodesk.sync.engine import Engine, Scope

ASKED_BY = "command line"
WAIT_SECONDS = 30


@contextmanager
def talking(options: argparse.Namespace, output: Output) -> Iterator[tuple[Company, Engine]]:
    """The company and its engine, while nobody else talks to Xero for it. Raises Busy after --wait seconds."""
    with Company.open(company_folder(getattr(options, "company", None))) as company:
        progress = output.progress()
        with company.talking.holding(getattr(options, "wait", WAIT_SECONDS)):
            yield company, company.engine(progress)


def _scope(options: argparse.Namespace, test: int = 0) -> Scope:
    return Scope(frozenset({options.kind} if options.kind else ()), frozenset(options.record), test)


def plan(options: argparse.Namespace, output: Output) -> int:
    """Show every change a sync would make."""
    with talking(options, output) as (_, engine):
        found = preview(engine, _scope(options), everything=options.all)
    document = {"rows": [row_json(row) for row in found.rows], "calls": found.calls, "summary": found.summary, "notes": found.notes}
    output.answer(document, lambda: _plan_words(found))
    return 0


def row_json(row: PlanRow) -> dict[str, Any]:
    """A row of the plan as scripts see it."""
    return {
        "kind": row.kind,
        "action": row.action,
        "direction": row.direction,
        "crm_id": row.crm_id,
        "xero_id": row.xero_id,
        "title": row.title,
        "fields": [
            {"field": one.field, "base": one.base, "crm": one.crm, "xero": one.xero, "result": one.result} for one in row.fields
        ],
        "reason": row.reason,
        "calls": row.calls,
    }


_WAYS = {"to_xero": "to Xero", "to_crm": "to xerodesk"}


def _plan_words(found: Plan) -> str:
    rows = [_plan_line(row) for row in found.rows]
    lines = [table(rows, ["kind", "what", "way", "record", "fields", "why"])] if rows else []
    counted = ", ".join(f"{count:,} {name}" for name, count in found.summary.items() if count)
    return "\n".join([*lines, *found.notes, f"{counted or 'Nothing found'}. {price(found).words}"])


def _plan_line(row: PlanRow) -> list[str]:
    return [row.kind, row.action, _WAYS[row.direction], row.title, ", ".join(one.field for one in row.fields), row.reason]


def sync(options: argparse.Namespace, output: Output) -> int:
    """Make the changes."""
    with talking(options, output) as (_, engine):
        done = run_sync(engine, _scope(options, options.test), asked_by=ASKED_BY)
    return _told(done, output)


def resync(options: argparse.Namespace, output: Output) -> int:
    """Try failed records again."""
    if bool(options.entries) == options.failed:
        raise Misuse("Which lines of the log?", "Say --failed for all that failed, or name lines by their number.")
    entries = None if options.failed else [_number(one) for one in options.entries]
    with talking(options, output) as (company, engine):
        done = sync_again(engine, company.ledger, entries, asked_by=ASKED_BY)
    return _told(done, output)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise Misuse(f"{text} is not the number of a line in the log.", "Take it from `xerodesk log`.")
    return int(text)


def summary_json(summary: RunSummary) -> dict[str, Any]:
    """A run's answer as scripts see it."""
    return {
        "run": summary.run,
        "summary": {
            "found": summary.found,
            "synced": summary.synced,
            "excluded": summary.excluded,
            "failed": summary.failed,
            "conflicted": summary.conflicted,
        },
        "mirrored": summary.mirrored,
        "calls": summary.calls,
        "seconds": round(summary.seconds, 3),
        "entries": summary.entries,
        "notes": summary.notes,
    }


def _told(done: SyncDone, output: Output) -> int:
    summary = done.summary
    output.answer(summary_json(summary), lambda: "\n".join([in_words(summary), *summary.notes, f"{summary.calls} calls to Xero."]))
    return done.exit_status
