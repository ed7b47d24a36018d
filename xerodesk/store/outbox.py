"""Requests stored before they are sent, so that a crash at any point leaves word of what may be at Xero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from xerodesk.store.columns import instant, instant_text, now_text
from xerodesk.store.database import CompanyDatabase, Row
from xerodesk.store.encoded_plan import agreed_of, agreed_text, plan_fields_of, plan_fields_text
from xerodesk.store.sql import insert_sql
from xerodesk.store.sync_tables import Request
from xerodesk.sync.ports import OutRequest, OutRow

_ROW_COLUMNS = (
    "request_id",
    "position",
    "kind",
    "action",
    "crm_id",
    "xero_id",
    "title",
    "revision",
    "marker",
    "fields",
    "sent",
    "reason",
    "in_step",
    "state",
)


class OutboxStore:
    """The requests of the company file."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def store(self, request: OutRequest) -> None:
        """Store a request and its rows in one transaction, on the disk when this returns."""
        with self._database.write(durable=True):
            Request.insert(
                id=request.id,
                run=request.run,
                method=request.method,
                kind=request.kind,
                body=request.body,
                key=request.key,
                state=request.state,
                first_sent_at=instant_text(request.first_sent_at) if request.first_sent_at else "",
                last_sent_at="",
                token_id=request.token_id,
                stored_at=now_text(),
            ).execute(self._database)
            self._database.many(insert_sql("request_row", _ROW_COLUMNS), [_row(request.id, row) for row in request.rows])

    def mark_sent(self, request_id: str, at: datetime, token_id: str) -> None:
        """Note, on the disk when this returns, that a request goes out now; the first time and the first token are kept."""
        sql = (
            "UPDATE request SET state = 'sent', last_sent_at = ?1,"
            " first_sent_at = CASE first_sent_at WHEN '' THEN ?1 ELSE first_sent_at END,"
            " token_id = CASE token_id WHEN '' THEN ?2 ELSE token_id END WHERE id = ?3"
        )
        with self._database.write(durable=True):
            self._database.execute_sql(sql, (instant_text(at), token_id, request_id))

    def close(self, request_id: str, confirmed: Iterable[int], *, dissolved: bool) -> None:
        """Note the fate of a request: the rows at these positions were confirmed, the others refused or, if dissolved, let go."""
        state = "dissolved" if dissolved else "done"
        with self._database.write():
            self._database.execute_sql("UPDATE request SET state = ? WHERE id = ?", (state, request_id))
            rest = "dissolved" if dissolved else "refused"
            self._database.execute_sql("UPDATE request_row SET state = ? WHERE request_id = ? AND state = 'open'", (rest, request_id))
            sql = "UPDATE request_row SET state = 'confirmed' WHERE request_id = ? AND position = ?"
            self._database.many(sql, [(request_id, position) for position in confirmed])

    def open(self) -> list[OutRequest]:
        """Requests waiting or sent whose fate is not recorded, oldest first, with the rows not yet decided."""
        with self._database.read():
            requests = self._database.rows(
                "SELECT id, run, method, kind, body, key, state, first_sent_at, token_id FROM request"
                " WHERE state IN ('waiting', 'sent') ORDER BY stored_at, id"
            )
            rows: dict[str, list[OutRow]] = {}
            for row in self._database.rows(
                "SELECT r.request_id, r.position, r.kind, r.action, r.crm_id, r.xero_id, r.title, r.revision, r.marker, r.fields, r.sent,"
                " r.reason, r.in_step FROM request_row r JOIN request q ON q.id = r.request_id"
                " WHERE q.state IN ('waiting', 'sent') AND r.state = 'open' ORDER BY r.request_id, r.position"
            ):
                rows.setdefault(row[0], []).append(_out_row(row))
        return [replace(_request(row), rows=tuple(rows.get(row[0], ()))) for row in requests]


def _row(request_id: str, row: OutRow) -> tuple[Any, ...]:
    return (
        request_id,
        row.position,
        row.kind,
        row.action,
        row.crm_id,
        row.xero_id,
        row.title,
        row.revision,
        row.marker,
        plan_fields_text(row.fields),
        agreed_text(row.sent),
        row.reason,
        int(row.in_step),
        "open",
    )


def _out_row(row: Row) -> OutRow:
    _, position, kind, action, crm_id, xero_id, title, revision, marker, fields, sent, reason, in_step = row
    return OutRow(
        position=position,
        kind=kind,
        action=action,
        crm_id=crm_id,
        xero_id=xero_id,
        title=title,
        revision=revision,
        marker=marker,
        fields=plan_fields_of(fields),
        sent=agreed_of(sent),
        reason=reason,
        in_step=bool(in_step),
    )


def _request(row: Row) -> OutRequest:
    identity, run, method, kind, body, key, state, first_sent_at, token_id = row
    return OutRequest(identity, run, method, kind, bytes(body), key, (), state, instant(first_sent_at), token_id)
