"""The way of a request: which part of Xero it is for, whether it may pass, and what comes back."""

import uuid
from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import unquote

from xerodesk.demo.accounting import Request, respond
from xerodesk.demo.control import control
from xerodesk.demo.kinds import scopes_for
from xerodesk.demo.messages import Answer, Call, RefusedCall, not_found, problem
from xerodesk.demo.state import Organisation
from xerodesk.demo.tokens import Grant
from xerodesk.demo.world import World

ACCOUNTING = "/api.xro/2.0/"


def answer_call(world: World, call: Call, pause: Callable[[], object] = lambda: None) -> Answer:
    """The answer to any request. `pause` is waited for while the call counts as running; `release` the answer when it is ready."""
    try:
        return _answer(world, call, pause)
    except RefusedCall as refused:
        return refused.answer


def _answer(world: World, call: Call, pause: Callable[[], object]) -> Answer:
    path, method = call.path.rstrip("/"), call.method
    if path.startswith("/_demo"):
        return control(world, call)
    if call.path.lower().startswith(ACCOUNTING):
        return _accounting(world, call, pause)
    pause()
    identity = world.identity
    lower = path.lower()
    if lower == "/identity/connect/authorize" and method in ("GET", "POST"):
        return identity.authorize(call)
    if lower in ("/connect/token", "/identity/connect/token") and method == "POST":
        return identity.token(call)
    if lower in ("/connect/revocation", "/identity/connect/revocation") and method == "POST":
        return identity.revoke(call)
    if lower == "/connections" and method == "GET":
        return identity.connections(call)
    if lower.startswith("/connections/") and method == "DELETE":
        return identity.disconnect(call, path.rpartition("/")[2])
    raise not_found()


def _accounting(world: World, call: Call, pause: Callable[[], object]) -> Answer:
    if world.options.offline:
        return Answer(503, b"", "text/plain")
    grant = world.identity.check(call)
    tenant_id = call.headers.get("xero-tenant-id", "").lower()
    org = world.identity.organisation(grant, tenant_id)
    answer_id = str(uuid.uuid4())
    headers = world.limits.enter(grant.client_id, tenant_id, world.now()) | {"Xero-Correlation-Id": answer_id}
    with ExitStack() as running:
        running.callback(world.limits.leave, grant.client_id, tenant_id)
        pause()
        try:
            answer = _admitted(world, call, grant, org, answer_id)
        except RefusedCall as refused:
            answer = refused.answer
        answer.headers |= headers
        answer.release = running.pop_all().close
    return answer


def _admitted(world: World, call: Call, grant: Grant, org: Organisation, answer_id: str) -> Answer:
    parts = tuple(unquote(part) for part in call.path[len(ACCOUNTING) :].split("/") if part)
    scopes = scopes_for(parts[0].lower() if parts else "", call.method)
    if not scopes:
        raise not_found()
    if not scopes & grant.scopes:
        status = world.options.scope_status
        refused = problem(status, "Unauthorized" if status == 401 else "Forbidden", "AuthorizationUnsuccessful")
        refused.answer.headers["WWW-Authenticate"] = 'Bearer error="insufficient_scope"'
        raise refused
    accept = call.headers.get("accept", "")
    if not any(kind in accept for kind in ("application/json", "*/*", "application/*", "application/pdf")):
        return Answer(406, b"<Error>Xero answers in XML unless asked for JSON; send Accept: application/json</Error>", "text/xml")
    request = Request(world.books[org.tenant_id], call, parts, answer_id)
    owner = f"{grant.client_id}/{org.tenant_id}"
    if world.options.idempotency_scope == "token":
        owner = call.headers.get("authorization", "")
    with org.lock:
        return world.replies.once(owner, call, world.now(), lambda: respond(request))
