"""Records that may be the same, side by side: what a person compares before deciding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xerodesk.store.columns import raw_value
from xerodesk.store.queries.source import Source
from xerodesk.store.sql import with_list


@dataclass(frozen=True, slots=True)
class Face:
    """What tells one record from another. `linked` names the record here that a Xero record is paired with already."""

    title: str
    code: str = ""
    email: str = ""
    phone: str = ""
    town: str = ""
    tax_number: str = ""
    archived: bool = False
    linked: str = ""


def face_here(source: Source, kind: str, crm_id: str) -> Face | None:
    """A record of the CRM; None when it is gone."""
    if kind == "product":
        row = source.row("SELECT name, code, status FROM product WHERE id = ?", (crm_id,))
        return Face(row[0], code=row[1], archived=row[2] == "archived") if row else None
    sql = "SELECT name, email, phone, mobile, billing_city, delivery_city, tax_number, status FROM contact WHERE id = ?"
    row = source.row(sql, (crm_id,))
    if row is None:
        return None
    name, email, phone, mobile, billing, delivery, tax, status = row
    return Face(name, email=email, phone=phone or mobile, town=billing or delivery, tax_number=tax, archived=status == "archived")


def faces_in_xero(source: Source, kind: str, xero_ids: Sequence[str]) -> dict[str, Face]:
    """Records of Xero by their ids, as last read; what is gone is absent."""
    if not xero_ids:
        return {}
    sql = (
        "SELECT m.xero_id, m.raw, m.status, COALESCE(c.name, p.name, '') FROM mirror m"
        " LEFT JOIN link l ON l.kind = m.kind AND l.xero_id = m.xero_id"
        " LEFT JOIN contact c ON c.id = l.crm_id LEFT JOIN product p ON p.id = l.crm_id WHERE m.kind = ? AND m.xero_id IN (?*)"
    )
    rows = source.rows(with_list(sql, xero_ids), [kind, *xero_ids])
    return {xero_id: _face(raw_value(raw), status, linked) for xero_id, raw, status, linked in rows}


def _face(raw: dict[str, Any], status: str, linked: str) -> Face:
    return Face(
        title=_text(raw, "Name"),
        code=_text(raw, "Code"),
        email=_text(raw, "EmailAddress"),
        phone=_first_phone(raw),
        town=next((city for one in _objects(raw, "Addresses") if (city := _text(one, "City"))), ""),
        tax_number=_text(raw, "TaxNumber"),
        archived=status == "ARCHIVED",
        linked=linked,
    )


def _first_phone(raw: dict[str, Any]) -> str:
    for one in _objects(raw, "Phones"):
        number = " ".join(part for name in ("PhoneCountryCode", "PhoneAreaCode", "PhoneNumber") if (part := _text(one, name)))
        if number:
            return number
    return ""


def _objects(raw: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = raw.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(raw: dict[str, Any], name: str) -> str:
    found = raw.get(name)
    return found if isinstance(found, str) else ""
