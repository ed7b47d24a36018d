"""The demo's own address, /_demo: faults, clock, switches, the list of requests, and acting as the user of Xero.

No sign-in is asked for: the server listens on this computer only, and nothing behind it is real.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from xerodesk.demo.acts import ACTS, act
from xerodesk.demo.books import Books
from xerodesk.demo.elements import Refused
from xerodesk.demo.faults import fault_from
from xerodesk.demo.messages import Answer, Call, json_answer
from xerodesk.demo.wire import Json, decode
from xerodesk.demo.world import World

Work = Callable[[World, Json], Answer]


def control(world: World, call: Call) -> Answer:
    """Answer a /_demo request. A page in a browser cannot use it: it must say JSON, and come without an Origin."""
    name = call.path.removeprefix("/_demo").strip("/").lower()
    work = _WORK.get((call.method, name))
    if work is None:
        return _bad(f"There is no {call.method} /_demo/{name}. There are: {', '.join(f'{m} {n}' for m, n in _WORK)}.", 404)
    if call.headers.get("origin"):
        return _bad("Web pages may not steer the demo.", 403)
    try:
        values = decode(call.body) if call.body.strip() else {}
        if not isinstance(values, dict):
            raise ValueError("The body must be one JSON object.")
        return work(world, {**call.query, **values})
    except (ValueError, OverflowError, Refused) as error:
        return _bad(str(error))


def _bad(text: str, status: int = 400) -> Answer:
    return json_answer(status, {"error": text})


def _fine(**values: object) -> Answer:
    return json_answer(200, {"ok": True, **values})


def _state(world: World, values: Json) -> Answer:
    organisations = [
        {
            "tenant_id": org.tenant_id,
            "name": org.name,
            **{name: len(world.books[org.tenant_id].table(name)) for name in ("contacts", "invoices", "payments", "quotes", "items")},
        }
        for org in world.organisations
    ]
    return _fine(now=world.now().isoformat(), organisations=organisations, acts={name: item.__doc__ for name, item in ACTS.items()})


def _requests(world: World, values: Json) -> Answer:
    asked = world.asked()
    return json_answer(200, {"count": len(asked), "requests": asked})


def _forget_requests(world: World, values: Json) -> Answer:
    world.forget_asked()
    return _fine()


def _add_faults(world: World, values: Json) -> Answer:
    faults = values.get("faults", [values])
    if not isinstance(faults, list) or not all(isinstance(item, dict) for item in faults):
        raise ValueError("faults must be a list of objects.")
    for made in [fault_from(item) for item in faults]:
        world.faults.add(made)
    return _fine(added=len(faults))


def _clear_faults(world: World, values: Json) -> Answer:
    world.faults.clear()
    return _fine()


def _clock(world: World, values: Json) -> Answer:
    steps = {name: _number(values[name]) for name in ("seconds", "minutes", "hours", "days") if name in values}
    if "now" in values:
        moment = datetime.fromisoformat(str(values["now"]))
        if moment.tzinfo is None:
            raise ValueError("now needs a zone, e.g. 2025-01-31T10:00:00Z.")
        world.move_clock(moment - world.now())
    world.move_clock(timedelta(**steps))
    return _fine(now=world.now().isoformat())


def _number(value: Any) -> float:
    if isinstance(value, bool):
        raise ValueError("The clock moves by numbers.")
    return float(value)


def _options(world: World, values: Json) -> Answer:
    """Change switches by name; durations in seconds."""
    known = {item.name for item in fields(world.options)} - {"faults"}
    unknown = set(values) - known
    if unknown:
        raise ValueError(f"There is no option {', '.join(sorted(unknown))}. There are: {', '.join(sorted(known))}.")
    for name, value in values.items():
        present = getattr(world.options, name)
        if isinstance(present, timedelta):
            value = timedelta(seconds=_number(value))
        elif present is not None and type(value) is not type(present):
            raise ValueError(f"The option {name} cannot be {value!r}.")
        if name == "auto_consent" and value not in ("never", "scripts", "always"):
            raise ValueError("auto_consent is never, scripts or always.")
        setattr(world.options, name, value)
    return _fine()


def _limits(world: World, values: Json) -> Answer:
    world.limits.reset()
    return _fine()


def _sessions(world: World, values: Json) -> Answer:
    """Every token dies, as after sixty idle days."""
    world.identity.end_sessions()
    return _fine()


def _connections(world: World, values: Json) -> Answer:
    """The user disconnects all apps inside Xero."""
    world.identity.remove_app(_books(world, values).org.tenant_id)
    return _fine()


def _act(world: World, values: Json) -> Answer:
    name = str(values.pop("act", ""))
    books = _books(world, values)
    values.pop("tenant_id", None)
    return json_answer(200, {"ok": True, "record": act(books, name, values)})


def _books(world: World, values: Json) -> Books:
    tenant_id = str(values.get("tenant_id", world.organisations[0].tenant_id)).lower()
    if tenant_id not in world.books:
        raise ValueError(f"There is no organisation {tenant_id}.")
    return world.books[tenant_id]


_WORK: dict[tuple[str, str], Work] = {
    ("GET", ""): _state,
    ("GET", "requests"): _requests,
    ("DELETE", "requests"): _forget_requests,
    ("POST", "faults"): _add_faults,
    ("DELETE", "faults"): _clear_faults,
    ("POST", "clock"): _clock,
    ("POST", "options"): _options,
    ("DELETE", "limits"): _limits,
    ("DELETE", "sessions"): _sessions,
    ("DELETE", "connections"): _connections,
    ("POST", "act"): _act,
}
