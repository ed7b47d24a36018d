"""A CRM and a Xero in memory with the engine between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any, Literal

from tests.fakes.memory_books import MemoryBooks, Saver
from tests.fakes.memory_ledger import MemoryLedger
from tests.fakes.steps import Clock, Steps
from xerodesk.domain.log import RunSummary
from xerodesk.domain.plan import Plan
from xerodesk.mapping.compile import compile_map
from xerodesk.mapping.compiled import CompiledMap, Surroundings
from xerodesk.mapping.presets import preset
from xerodesk.mapping.wires import FieldMap
from xerodesk.sync.engine import Engine, Scope
from xerodesk.sync.ports import ConflictCase, Ruling
from xerodesk.sync.rules import KindRules, shipped_rules

SURROUNDINGS = Surroundings(currencies=frozenset({"AUD", "USD", "EUR"}))


XERO_FIELDS = {
    "name": "Name",
    "email": "EmailAddress",
    "first_name": "FirstName",
    "last_name": "LastName",
    "tax_number": "TaxNumber",
}


def contact_map(**rules: Any) -> CompiledMap:
    """The preset contact map; `name=dict(conflict="crm")` changes the wire of that CRM field."""
    start = preset("contact")
    wires = tuple(replace(wire, **rules.get(wire.field, rules.get("every", {}))) for wire in start.wires)
    return compile_map(FieldMap("contact", wires), SURROUNDINGS)


class World:
    """Both sides, their clock, and an engine that can be started anew after a crash."""

    def __init__(
        self, *, saver: Saver = lambda text: text, replaces: bool = True, field_map: CompiledMap | None = None, **engine: Any
    ) -> None:
        self.clock = Clock()
        self.steps = Steps(self.clock)
        self.crm = MemoryLedger(self.steps)
        self.xero = MemoryBooks(self.steps, saver=saver, replaces=replaces)
        self.map = field_map or contact_map()
        self.rules: dict[str, KindRules] = shipped_rules()
        self.options = engine
        self._ids = count(1)

    def engine(self, **more: Any) -> Engine:
        """A new engine, as after a restart."""
        maps = {"contact": self.map}
        options = {**self.options, **more}
        return Engine(self.crm, self.xero, maps, self.rules, clock=self.clock, make_id=lambda: f"new-{next(self._ids):03}", **options)

    def sync(self, *ids: str, confirmed: bool = False, **more: Any) -> RunSummary:
        """One run, a few seconds after whatever happened last."""
        self.clock.now += timedelta(seconds=20)
        return self.engine(**more).run(Scope(ids=frozenset(ids), confirmed=confirmed), "test")

    def plan(self, *ids: str, everything: bool = False) -> Plan:
        """A preview."""
        self.clock.now += timedelta(seconds=20)
        return self.engine().plan(Scope(ids=frozenset(ids)), everything=everything)

    def linked(self, name: str = "Acme", **values: Any) -> tuple[str, str]:
        """A pair that is in step. Returns both ids."""
        crm_id = self.crm.add(f"crm-{name}", name=name, **{"email": f"{name.lower().replace(' ', '')}@example.com", **values})
        self.sync()
        link = self.crm.link("contact", crm_id=crm_id)
        assert link is not None
        return crm_id, link.xero_id

    def decide(self, case: ConflictCase, take: Literal["crm", "xero"]) -> None:
        """A person settles a field question in favour of one side."""
        sides = {one.field: take for one in case.fields}
        seen = {one.field: (one.crm, one.xero) for one in case.fields}
        self.crm.decide(Ruling(case.id, case.kind, case.crm_id, case.xero_id, "fields", {}, sides, seen))

    def here(self, crm_id: str, field: str) -> Any:
        """A value in the CRM."""
        return self.crm.locals_["contact", crm_id].values.get(field, "")

    def there(self, xero_id: str) -> dict[str, Any]:
        """A contact in Xero."""
        return self.xero.records["contact"][xero_id]

    def in_xero(self, xero_id: str, field: str) -> str:
        """A value of a contact in Xero, by the CRM field it is paired with."""
        record = self.there(xero_id)
        if field == "billing_city":
            return next((str(one.get("City", "")) for one in record["Addresses"] if one["AddressType"] == "POBOX"), "")
        return str(record.get(XERO_FIELDS[field], ""))

    def quiet(self) -> bool:
        """Whether a plan finds nothing to do."""
        return not self.plan().rows
