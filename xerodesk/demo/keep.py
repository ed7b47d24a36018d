"""Keeps the demo organisation between two starts of the sample company, so that what was done there is still there."""

from __future__ import annotations

import os
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

from xerodesk.demo.state import Organisation, Record, Table
from xerodesk.demo.wire import Json, decode, encode

FORM = 1
_PLAIN = ("tenant_id", "connection_id", "organisation", "seed", "users", "history")


def _tables() -> list[str]:
    return [one.name for one in fields(Organisation) if one.type in ("Table", Table)]


def save(org: Organisation, path: Path) -> None:
    """Write the whole organisation to `path`, in one piece or not at all. Raises OSError when it cannot be written."""
    with org.lock:
        whole: Json = {"form": FORM, **{name: getattr(org, name) for name in _PLAIN}}
        whole["random"] = _listed(org.random.getstate())
        whole["tables"] = {
            name: [[key, record.updated.isoformat(), record.data] for key, record in getattr(org, name).items()] for name in _tables()
        }
        text = encode(whole)
    aside = path.with_suffix(".new")
    aside.write_text(text, encoding="utf-8")
    os.replace(aside, path)


def load(path: Path) -> Organisation | None:
    """The organisation kept at `path`; None when there is none, or it is of another form or broken (the sample is then made anew)."""
    try:
        whole = decode(path.read_bytes())
        if whole["form"] != FORM:
            return None
        org = Organisation(**{name: whole[name] for name in _PLAIN})
        for name, rows in whole["tables"].items():
            table: Table = getattr(org, name)
            for key, updated, data in rows:
                table[key] = Record(data, datetime.fromisoformat(updated))
        org.random.setstate(_tupled(whole["random"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return org


def _listed(state: Any) -> Any:
    return [_listed(one) for one in state] if isinstance(state, tuple) else state


def _tupled(state: Any) -> Any:
    return tuple(_tupled(one) for one in state) if isinstance(state, list) else state
