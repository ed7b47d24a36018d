"""Checks an answer against the schemas Xero publishes, strictly: a name that is in no schema is a problem."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

PACK = Path(__file__).parents[2] / "data" / "xero_schema" / "schemas.json"
_UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_STAMP = r"^/Date\(-?\d+([+-]\d{4})?\)/$"
_TEXT_DAY = r"^\d{4}-\d\d-\d\dT00:00:00$"
_DAY: dict[str, Any] = {"type": "string", "pattern": _TEXT_DAY}

# Keys that Xero's own example answers in the same file have, though its schemas do not name them.
_UNLISTED: dict[str, dict[str, Any]] = {
    "Invoice": {"DateString": _DAY, "DueDateString": _DAY},
    "CreditNote": {"ID": {"type": "string", "pattern": _UUID}, "DateString": _DAY, "DueDateString": _DAY},
    "Prepayment": {"ID": {"type": "string", "pattern": _UUID}, "DateString": _DAY},
    "Overpayment": {"ID": {"type": "string", "pattern": _UUID}, "DateString": _DAY},
    "HistoryRecord": {"DateUTCString": {"type": "string"}, "ValidationErrors": {"type": "array"}},
    "ContactGroup": {"HasValidationErrors": {"type": "boolean"}},
    "LineItem": {"ValidationErrors": {"type": "array"}},
    "TaxComponent": {"IsNonRecoverable": {"type": "boolean"}},
}
_ENVELOPE = {
    "Id": {"type": "string", "pattern": _UUID},
    "Status": {"const": "OK"},
    "ProviderName": {"type": "string"},
    "DateTimeUTC": {"type": "string", "pattern": _STAMP},
    "pagination": {"$ref": "#/$defs/Pagination"},
}
# /connections: dates with seven decimals and no zone
_CONNECTION_DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$"}


def _converted(node: Any) -> Any:
    """A published schema node as JSON Schema: Xero's dates are `/Date(ms)/` texts, ids are checked, names are closed."""
    if isinstance(node, list):
        return [_converted(part) for part in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return {"$ref": "#/$defs/" + node["$ref"].rsplit("/", 1)[1]}
    if node.get("x-is-msdate") or node.get("x-is-msdate-time"):
        return {"type": "string", "pattern": _STAMP}
    if node.get("format") == "uuid":
        return {"type": "string", "pattern": _UUID}
    kept = {key: value for key, value in node.items() if key in ("type", "enum", "maxLength", "items")}
    kept = {key: _converted(value) for key, value in kept.items()}
    if "properties" in node:
        kept |= {"type": "object", "properties": {key: _converted(value) for key, value in node["properties"].items()}}
        kept["additionalProperties"] = False
    return kept


@cache
def _definitions() -> dict[str, Any]:
    schemas = json.loads(PACK.read_text("utf-8"))["schemas"]
    found = {name: _converted(schema) for name, schema in schemas.items()}
    for name, extra in _UNLISTED.items():
        found[name]["properties"].update(extra)
    for name in ("createdDateUtc", "updatedDateUtc"):
        found["Connection"]["properties"][name] = _CONNECTION_DATE
    return found


@cache
def _validator(name: str) -> Draft202012Validator:
    definitions = _definitions()
    plural = name in definitions[name].get("properties", {}) or name == "Organisations"
    if not plural:
        return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": definitions})
    top = definitions[name]
    schema = {**top, "properties": {**top["properties"], **_ENVELOPE}, "required": ["Id", "Status", "ProviderName", "DateTimeUTC", name]}
    return Draft202012Validator({**schema, "$defs": definitions})


def schema_of(path: str) -> str:
    """The name of the schema that answers under this path of the accounting API have."""
    parts = path.split("?")[0].strip("/").split("/")
    last = {"History": "HistoryRecords", "OnlineInvoice": "OnlineInvoices"}
    if len(parts) > 1 and parts[-1] in (*last, "Allocations", "Actions", "Contacts", "Attachments"):
        return last.get(parts[-1], parts[-1])
    return {"Organisation": "Organisations"}.get(parts[0], parts[0])


def problems(name: str, document: Any) -> list[str]:
    """What is wrong with a document by the schema of this name; empty when nothing is."""
    errors = sorted(_validator(name).iter_errors(document), key=lambda error: list(map(str, error.absolute_path)))
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in errors]


def check(path: str, document: Any) -> None:
    """Fail unless an answer of the accounting API under this path keeps to Xero's schema."""
    found = problems(schema_of(path), document)
    kinds = sorted({re.sub(r"\d+", "#", text) for text in found})
    assert not found, f"{path}: {len(found)} problems, of these kinds: {kinds[:12]}"
