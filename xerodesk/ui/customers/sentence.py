"""The sentence a customer's page opens with: what is owed, what of it is late, how they usually pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xerodesk.store.queries.customer import CustomerPage
from xerodesk.store.queries.customers import CustomerBalance
from xerodesk.store.queries.habit import PaymentHabit
from xerodesk.ui.kit.labels import Part
from xerodesk.ui.wording import counted, days, money

Parts = tuple[Part, ...]


def customer_sentence(page: CustomerPage, late_invoices: Mapping[str, int] | None = None) -> Parts:
    """The sentence in parts: figures strong, what is late in `bad`.

    `late_invoices` is how many invoices are late per currency; with more than one, the days are those of the oldest ("up to").
    """
    told = _money_told(page, late_invoices or {}) if page.counts.invoices or page.balances else _nothing_told(page)
    return (Part("Archived. "), *told) if page.archived else told


def _money_told(page: CustomerPage, late_invoices: Mapping[str, int]) -> Parts:
    owing = [one for one in page.balances if one.owed > 0]
    parts: list[Part] = []
    if owing:
        parts.append(Part("Owes "))
        for at, one in enumerate(owing):
            if at:
                parts.append(Part(_joint(owing, at)))
            parts += _owed(one, late_invoices.get(one.currency, 1))
    else:
        parts.append(Part("Owes nothing"))
    parts += _credit(page.balances)
    if page.habit is not None:
        parts += [Part("; "), *_habit(page.habit)]
    return (*parts, Part("."))


def _joint(owing: Sequence[CustomerBalance], at: int) -> str:
    if at < len(owing) - 1:
        return ", "
    return ", and " if len(owing) > 2 or _has_clause(owing[at - 1], owing[at]) else " and "


def _has_clause(*balances: CustomerBalance) -> bool:
    """Whether something is said after an amount, so that a comma is needed before "and"."""
    return any(one.overdue > 0 or one.next_due is not None for one in balances)


def _owed(one: CustomerBalance, late_invoices: int) -> list[Part]:
    amount = [Part(money(one.owed), "strong"), Part(f" {one.currency}")]
    if one.overdue > 0:
        late = f"{'up to ' if late_invoices > 1 else ''}{days(one.days_late)} late"
        if one.overdue >= one.owed:
            return [*amount, Part(", "), Part(f"all of it {late}" if late_invoices > 1 else late, "bad")]
        return [*amount, Part(", of which "), Part(f"{money(one.overdue)} is {late}", "bad")]
    return [*amount, Part(", not due yet")] if one.next_due is not None else amount


def _credit(balances: Sequence[CustomerBalance]) -> list[Part]:
    credit = [one for one in balances if one.credit > Decimal(0)]
    parts: list[Part] = []
    for at, one in enumerate(credit):
        parts += [Part(" and " if at else "; has "), Part(money(one.credit), "strong"), Part(f" {one.currency}")]
    return [*parts, Part(" of credit not used")] if parts else []


def _habit(habit: PaymentHabit) -> list[Part]:
    if habit.days == 0:
        when = [Part("on the due day")]
    else:
        when = [Part(days(abs(habit.days)), "strong"), Part(" late" if habit.days > 0 else " early")]
    return [Part("paid once so far, " if habit.invoices == 1 else "usually pays "), *when]


def _nothing_told(page: CustomerPage) -> Parts:
    """A customer or lead without any invoice."""
    lead = page.values.get("stage") == "lead"
    what = "A lead" if lead else "In Xero" if page.linked else "Not in Xero yet"
    if page.counts.deals:
        return (Part(f"{what}, with "), Part(counted(page.counts.deals, "deal"), "strong"), Part("; never invoiced."))
    return (Part(f"{what}; never invoiced." if not lead else "A lead; nothing quoted or invoiced yet."),)
