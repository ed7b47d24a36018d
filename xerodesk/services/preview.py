"""Seeing every write first: the plan of a sync, its price, the records proposed for a test, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass

from xerodesk.domain.plan import Plan
from xerodesk.sync.cost import minutes
from xerodesk.sync.engine import Engine, Scope
from xerodesk.sync.handful import Pick
from xerodesk.sync.participation import counts_sentence, rule_sentence
from xerodesk.sync.rules import KindRules, shipped_rules


@dataclass(frozen=True, slots=True)
class Price:
    """What carrying out a plan costs: calls of Xero's allowance, and minutes at its pace."""

    calls: int
    minutes: int

    @property
    def words(self) -> str:
        """The price in one sentence."""
        if self.calls == 0:
            return "Nothing is sent to Xero."
        calls = "1 call" if self.calls == 1 else f"{self.calls:,} calls"
        span = "less than a minute" if self.minutes <= 1 else f"about {self.minutes:,} minutes"
        return f"{calls} of Xero's allowance, {span}."


def preview(engine: Engine, scope: Scope, *, everything: bool = False) -> Plan:
    """What a sync over `scope` would do; writes nothing. `everything`: with the records that have nothing to do, or are left out."""
    return engine.plan(scope, everything=everything)


def price(plan: Plan) -> Price:
    """The price of a plan."""
    return Price(plan.calls, minutes(plan.calls))


def proposed(engine: Engine, count: int = 5) -> list[Pick]:
    """The records to try first, each with why."""
    return engine.handful(count)


def taking_part(rules: KindRules, everything: Plan) -> tuple[str, str]:
    """The rule of who takes part as a sentence, and its counts, from a plan made with `everything`."""
    return rule_sentence(rules), counts_sentence(rules, everything.rows)


def rule_words(kind: str) -> str:
    """The rule of who takes part in use for a kind, as a sentence. Raises KeyError for a kind that is only mirrored."""
    return rule_sentence(shipped_rules()[kind])
