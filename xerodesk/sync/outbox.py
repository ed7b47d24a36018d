"""Building the requests to Xero: exact bytes, a key per create request, our marker on every record born here, an id on every update."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from xerodesk.domain.plan import PlanRow
from xerodesk.domain.records import Agreed
from xerodesk.mapping.compiled import CompiledMap
from xerodesk.mapping.kinds import marker_of
from xerodesk.sync.cost import BUNDLE
from xerodesk.sync.life import ARCHIVED, STATUS
from xerodesk.sync.pair_plan import PairPlan, status_result
from xerodesk.sync.ports import OutRequest, OutRow
from xerodesk.sync.rules import KindRules

MAX_BYTES = 3_500_000  # Xero takes 10 MB and advises to stay well below
REPLAY_FOR = timedelta(minutes=5)  # Xero keeps a key's answer for six minutes from the first call
_DECIMAL = re.compile(r'"\\u0001(-?[0-9.]+)"')


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"\x01{value:f}"
    raise TypeError(f"{type(value).__name__} cannot be sent to Xero")


def encode(value: object) -> bytes:
    """JSON bytes in which a Decimal is a number with its own decimals."""
    return _DECIMAL.sub(r"\1", json.dumps(value, default=_plain, separators=(",", ":"))).encode()


def element(row: PlanRow, kind_map: CompiledMap, rules: KindRules) -> dict[str, Any]:
    """What one row sends. An update always carries Xero's id: without it a POST could hit another record of the same name."""
    kind = rules.kind
    if status_result(row) == ARCHIVED:
        return {kind.id_key: row.xero_id, rules.status_key: rules.archived_status}
    xero_field = {wire.field: wire.xero_field for wire in kind_map.wires}
    changes = {xero_field[one.field]: one.sent for one in row.fields}
    if row.action == "create":
        body = kind_map.body(None, changes)
        return {**body, kind.marker_key: marker_of(row.crm_id)} if rules.own_marker else body
    body = kind_map.body(row.remote.raw if row.remote is not None else None, changes)
    return {**body, kind.id_key: row.xero_id}


def out_row(position: int, plan: PairPlan, row: PlanRow, kind_map: CompiledMap, rules: KindRules, sent: Mapping[str, Any]) -> OutRow:
    """The record of a row inside its request, with the agreed values to set once Xero confirms it."""
    coming = plan.row("to_crm")
    own = {one.field: one.result for one in coming.fields} if coming is not None else {}
    agreed = {one.field: Agreed(own.get(one.field, one.crm), one.sent) for one in row.fields}
    if status_result(row) == ARCHIVED:
        agreed = {STATUS: Agreed(ARCHIVED, ARCHIVED)}
    action: Literal["create", "update", "archive"] = (
        "create" if row.action == "create" else "archive" if row.action == "archive" else "update"
    )
    return OutRow(
        position=position,
        kind=row.kind,
        action=action,
        crm_id=row.crm_id,
        xero_id=row.xero_id,
        title=row.title,
        revision=row.revision,
        marker=str(sent.get(rules.kind.marker_key, "")) if row.action == "create" else "",
        fields=row.fields,
        sent=agreed,
        reason=row.reason,
        in_step=not plan.waits(),
    )


def bundles(
    run: str, plans: Sequence[PairPlan], kind_map: CompiledMap, rules: KindRules, make_id: Callable[[], str]
) -> Iterator[tuple[OutRequest, list[PairPlan]]]:
    """Requests of at most 50 rows and 3.5 MB, each with the plans in it, in order. All rows must be creates, or none."""
    held: list[tuple[PairPlan, PlanRow, dict[str, Any], bytes]] = []
    size = 0
    for plan in plans:
        row = plan.row("to_xero")
        if row is None:
            continue
        sent = element(row, kind_map, rules)
        encoded = encode(sent)
        if held and (len(held) == BUNDLE or size + len(encoded) > MAX_BYTES):
            yield _request(run, held, kind_map, rules, make_id)
            held, size = [], 0
        held.append((plan, row, sent, encoded))
        size += len(encoded) + 1
    if held:
        yield _request(run, held, kind_map, rules, make_id)


def _request(
    run: str,
    held: Sequence[tuple[PairPlan, PlanRow, dict[str, Any], bytes]],
    kind_map: CompiledMap,
    rules: KindRules,
    make_id: Callable[[], str],
) -> tuple[OutRequest, list[PairPlan]]:
    creates = held[0][1].action == "create"
    body = b'{"%s":[%s]}' % (rules.kind.resource.encode(), b",".join(one[3] for one in held))
    rows = tuple(out_row(at, plan, row, kind_map, rules, sent) for at, (plan, row, sent, _) in enumerate(held))
    request = OutRequest(
        id=make_id(),
        run=run,
        method="PUT" if creates else "POST",
        kind=rules.kind.name,
        body=body,
        key=secrets.token_hex(16) if creates else "",
        rows=rows,
    )
    return request, [one[0] for one in held]


def may_replay(request: OutRequest, now: datetime, token_id: str) -> bool:
    """Whether the identical bytes may be sent once more: only under their key, within five minutes and under the same token."""
    if not request.key or request.first_sent_at is None or request.token_id != token_id:
        return False
    return timedelta() <= now - request.first_sent_at < REPLAY_FOR
