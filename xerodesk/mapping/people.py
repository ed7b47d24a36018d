"""The people of a contact: how two lists are compared, and what Xero can hold of them.

Xero keeps first name, last name, e-mail and whether they get invoices, for at most five people (Xero, Contacts). Phone and role have no
place there: they live in the CRM only and survive whatever arrives from Xero.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from xerodesk.domain.values import Line, Value
from xerodesk.mapping.normalise import email, line, yes_no

XERO_MAXIMUM = 5
IN_XERO = ("first_name", "last_name", "email", "gets_invoice")
ONLY_HERE = ("phone", "role")


def people_of(value: Value) -> list[Line]:
    """The people of a value without the wholly blank ones; anything that is no list counts as none."""
    if not isinstance(value, list):
        return []
    return [person for person in value if any(person.get(name) for name in ("first_name", "last_name", "email"))]


def for_xero(value: Value) -> list[Line]:
    """The people as Xero can hold them."""
    return [
        {
            "first_name": line(person.get("first_name", "")),
            "last_name": line(person.get("last_name", "")),
            "email": line(person.get("email", "")),
            "gets_invoice": yes_no(person.get("gets_invoice", False)) is True,
        }
        for person in people_of(value)
    ]


def xero_key(value: Value) -> str:
    """The form in which two lists are compared: what Xero can hold, whatever the order."""
    if not value:
        return ""
    people = for_xero(value)
    rows = sorted([str(p["first_name"]), str(p["last_name"]), email(p["email"]), "yes" if p["gets_invoice"] else ""] for p in people)
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def lay_over(current: Value, incoming: Value) -> list[Line]:
    """`incoming` people with the phone and role that `current` has for the same person (by e-mail, else by name)."""
    arrived = for_xero(incoming)
    old = people_of(current)
    partners = pair_up(old, arrived)
    result: list[Line] = []
    for person, partner in zip(arrived, partners, strict=True):
        kept = {name: old[partner][name] for name in ONLY_HERE if name in old[partner]} if partner is not None else {}
        result.append({**person, "phone": "", "role": "", **kept})
    return result


def pair_up(old: Sequence[Line], new: Sequence[Line]) -> list[int | None]:
    """For each of `new` the position of the same person in `old`: the same e-mail first, then the same name; each used once."""
    partners: list[int | None] = [None] * len(new)
    free = set(range(len(old)))
    for key_of in (_both, _email, _name):
        at: dict[str, list[int]] = {}
        for index in sorted(free):
            key = key_of(old[index])
            if key:
                at.setdefault(key, []).append(index)
        for position, person in enumerate(new):
            waiting = at.get(key_of(person)) if partners[position] is None else None
            if waiting:
                found = waiting.pop(0)
                partners[position] = found
                free.discard(found)
    return partners


def _email(person: Line) -> str:
    return email(person.get("email", ""))


def _name(person: Line) -> str:
    return f"{line(person.get('first_name', ''))} {line(person.get('last_name', ''))}".strip().casefold()


def _both(person: Line) -> str:
    return f"{_email(person)}|{_name(person)}" if _email(person) and _name(person) else ""
