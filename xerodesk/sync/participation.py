"""Who takes part in the sync: a rule per kind, the reason for whoever is left out, and the rule as a sentence with counts."""

from __future__ import annotations

from collections.abc import Iterable

from xerodesk.domain.plan import PlanRow
from xerodesk.domain.records import LocalRecord, RemoteRecord
from xerodesk.sync.remote import is_dead
from xerodesk.sync.rules import KindRules

NeverPairs = frozenset[tuple[str, str]]


def local_left_out(rules: KindRules, local: LocalRecord, never: NeverPairs = frozenset()) -> str:
    """Why an unlinked CRM record does not take part, or ""."""
    rule = rules.participation
    if (local.id, "") in never:
        return "You chose to leave it out of the sync."
    if local.archived:
        return "Archived in xerodesk."
    stage = local.facts.get("stage", local.values.get("stage", ""))
    if rule.everyone or stage in rule.stages or any(local.facts.get(fact) is True for fact in rule.facts):
        return ""
    return "Not a customer yet: leads stay in xerodesk until they are quoted, invoiced or chosen."


def remote_left_out(rules: KindRules, remote: RemoteRecord, never: NeverPairs = frozenset()) -> str:
    """Why an unlinked Xero record does not take part, or ""."""
    if ("", remote.id) in never:
        return "You chose to leave it out of the sync."
    if is_dead(rules, remote):
        return "Archived in Xero."
    if rules.participation.skip_suppliers and remote.raw.get("IsSupplier") is True and remote.raw.get("IsCustomer") is not True:
        return "Only a supplier in Xero: suppliers stay in Xero."
    return ""


def rule_sentence(rules: KindRules) -> str:
    """The rule in words."""
    rule, plural = rules.participation, rules.kind.plural.lower()
    if rule.everyone:
        return f"All {plural} take part, on both sides."
    stages = " or ".join(sorted(rule.stages))
    facts = ", ".join(rule.facts)
    here = f"From xerodesk: whoever is at stage {stages}" + (f", and leads once {facts}." if facts else ".")
    there = "From Xero: every active contact" + (" that is not a supplier only." if rule.skip_suppliers else ".")
    return f"{here} {there}"


def counts_sentence(rules: KindRules, rows: Iterable[PlanRow], quiet: int = 0) -> str:
    """How many take part, from a plan's rows: "214 of 1,130 take part; 916 are left out"."""
    out = {(row.crm_id, row.xero_id) for row in rows if row.kind == rules.kind.name and row.action == "excluded"}
    both = {(row.crm_id, row.xero_id) for row in rows if row.kind == rules.kind.name}
    total = len(both) + quiet
    return f"{total - len(out):,} of {total:,} take part; {len(out):,} are left out."
