"""Home: what is owed by age, open deals by stage, what changed since the last visit, and what waits for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from xerodesk.domain.money import from_minor
from xerodesk.store.columns import instant, instant_text, known_instant
from xerodesk.store.queries.habit import PaymentHabit, payment_habit
from xerodesk.store.queries.source import Source


@dataclass(frozen=True, slots=True)
class Receivables:
    """What customers owe in one currency, by age. The five ages add up to `total`; `late` is all that is past its due day.

    `not_due` holds invoices without a due day too.
    """

    currency: str
    total: Decimal
    not_due: Decimal
    days_30: Decimal
    days_60: Decimal
    days_90: Decimal
    older: Decimal
    late: Decimal
    late_customers: int
    invoices: int


@dataclass(frozen=True, slots=True)
class StageSum:
    """Open deals at one stage in one currency; `currency` is "" where a deal names none."""

    stage: str
    currency: str
    deals: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PaymentsIn:
    """Payments that arrived, per currency."""

    currency: str
    payments: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a moment: money that arrived, invoices that became overdue, customers that changed in Xero, and failures."""

    since: datetime
    payments: tuple[PaymentsIn, ...]
    became_overdue: int
    changed_in_xero: int
    sent_to_xero: int
    failed: int

    @property
    def nothing(self) -> bool:
        """Whether nothing changed."""
        return not (self.payments or self.became_overdue or self.changed_in_xero or self.sent_to_xero or self.failed)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for a person. `what` is bill, chase, decide or fix; `record_kind` and `record_id` say what to open.

    `words` say why, `strong` is the part of them that matters most; `amount` is None where no money hangs on it. `contact_id` is the
    customer here, "" where there is none; `about` is the record a decision or failure is about, on either side.
    """

    what: str
    record_kind: str
    record_id: str
    title: str
    words: str
    amount: Decimal | None
    currency: str
    strong: str = ""
    contact_id: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead and since when it is known."""

    id: str
    name: str
    since: datetime


def receivables(source: Source, today: date) -> tuple[Receivables, ...]:
    """What customers owe per currency: the organisation's own first, then by code."""
    edges = [(today - timedelta(days=days)).isoformat() for days in (0, 30, 60, 90)]
    sql = """
        SELECT currency, SUM(due), COUNT(*),
            SUM(CASE WHEN due_date = '' OR due_date >= ?1 THEN due ELSE 0 END),
            SUM(CASE WHEN due_date <> '' AND due_date < ?1 AND due_date >= ?2 THEN due ELSE 0 END),
            SUM(CASE WHEN due_date <> '' AND due_date < ?2 AND due_date >= ?3 THEN due ELSE 0 END),
            SUM(CASE WHEN due_date <> '' AND due_date < ?3 AND due_date >= ?4 THEN due ELSE 0 END),
            SUM(CASE WHEN due_date <> '' AND due_date < ?4 THEN due ELSE 0 END),
            COUNT(DISTINCT CASE WHEN due_date <> '' AND due_date < ?1 THEN contact_xero_id END)
        FROM invoice INDEXED BY invoice_open WHERE type = 'ACCREC' AND status = 'AUTHORISED' AND due > 0
        GROUP BY currency
        ORDER BY currency <> (SELECT COALESCE(json_extract(body, '$.base_currency'), '') FROM connection), currency"""
    found = []
    for currency, total, invoices, not_due, days_30, days_60, days_90, older, customers in source.rows(sql, edges):
        found.append(
            Receivables(
                currency=currency,
                total=from_minor(total),
                not_due=from_minor(not_due),
                days_30=from_minor(days_30),
                days_60=from_minor(days_60),
                days_90=from_minor(days_90),
                older=from_minor(older),
                late=from_minor(total - not_due),
                late_customers=customers,
                invoices=invoices,
            )
        )
    return tuple(found)


def open_deals(source: Source) -> tuple[StageSum, ...]:
    """Deals neither won nor lost, by stage and currency, the largest first."""
    sql = """
        SELECT stage, currency, COUNT(*), SUM(amount) FROM deal
        WHERE status = 'active' AND stage NOT IN ('won', 'lost') GROUP BY stage, currency ORDER BY SUM(amount) DESC, stage"""
    return tuple(StageSum(stage, currency, deals, from_minor(amount)) for stage, currency, deals, amount in source.rows(sql))


def open_leads(source: Source) -> int:
    """How many leads there are."""
    return int(source.value("SELECT COUNT(*) FROM contact WHERE status = 'active' AND stage = 'lead'"))


def newest_leads(source: Source, limit: int) -> tuple[Lead, ...]:
    """The leads that came last."""
    sql = "SELECT id, name, created_at FROM contact WHERE status = 'active' AND stage = 'lead' ORDER BY created_at DESC, id DESC LIMIT ?"
    return tuple(Lead(identity, name, known_instant(at)) for identity, name, at in source.rows(sql, (limit,)))


def is_new(source: Source) -> bool:
    """Whether nothing is in the file yet: no customer, no deal, no invoice."""
    return not source.value("SELECT EXISTS (SELECT 1 FROM contact) OR EXISTS (SELECT 1 FROM invoice) OR EXISTS (SELECT 1 FROM deal)")


def won_not_billed(source: Source) -> tuple[StageSum, ...]:
    """Won deals without an invoice, per currency."""
    sql = """
        SELECT currency, COUNT(*), SUM(amount) FROM deal
        WHERE status = 'active' AND stage = 'won' AND invoice_xero_id = '' GROUP BY currency ORDER BY SUM(amount) DESC"""
    return tuple(StageSum("won", currency, deals, from_minor(amount)) for currency, deals, amount in source.rows(sql))


def last_visit(source: Source) -> datetime | None:
    """When Home was last left; None before the first visit."""
    return instant(source.value("SELECT MAX(at) FROM visit") or "")


def changed_since(source: Source, since: datetime, today: date, since_day: date) -> Since:
    """What changed since a moment. `since_day` is that moment's day where the organisation is."""
    at = instant_text(since)
    # by Xero's own instant of change: what merely was read first after it is no news
    payments = source.rows(
        "SELECT COALESCE(NULLIF(p.currency, ''), i.currency, ''), COUNT(*), SUM(p.amount) FROM payment p"
        " LEFT JOIN invoice i ON i.xero_id = p.document_id WHERE p.updated_at > ? AND p.status = 'AUTHORISED'"
        " AND p.type IN ('ACCRECPAYMENT', '') GROUP BY 1 ORDER BY 3 DESC",
        (at,),
    )
    overdue = source.value(
        "SELECT COUNT(*) FROM invoice INDEXED BY invoice_open WHERE type = 'ACCREC' AND status = 'AUTHORISED' AND due > 0"
        " AND due_date >= ? AND due_date < ?",
        (since_day.isoformat(), today.isoformat()),
    )
    return Since(
        since=since,
        payments=tuple(PaymentsIn(currency, number, from_minor(amount)) for currency, number, amount in payments),
        became_overdue=int(overdue),
        changed_in_xero=_changed(source, at, "to_crm", "done"),
        sent_to_xero=_changed(source, at, "to_xero", "done"),
        failed=int(source.value("SELECT COUNT(*) FROM entry WHERE at > ? AND result = 'failed' AND settled_by = 0", (at,))),
    )


def needs(source: Source, today: date, limit: int = 50) -> tuple[Need, ...]:
    """What waits for a person, most money first: to bill, to chase, to decide, to fix; at most `limit` of each."""
    found = [
        *_to_bill(source, today, limit),
        *_to_chase(source, today, limit),
        *_to_decide(source, limit),
        *_to_fix(source, limit),
    ]
    return tuple(sorted(found, key=lambda one: -(one.amount or Decimal(0))))


def need_counts(source: Source, today: date) -> dict[str, int]:
    """How many things of each sort wait for a person: bill, chase, decide, fix."""
    sql = {
        "bill": "SELECT COUNT(*) FROM deal WHERE status = 'active' AND stage = 'won' AND invoice_xero_id = ''",
        "chase": "SELECT COUNT(*) FROM invoice INDEXED BY invoice_open WHERE type = 'ACCREC' AND status = 'AUTHORISED' AND due > 0"
        " AND due_date <> '' AND due_date < ?",
        "decide": "SELECT COUNT(*) FROM conflict WHERE state = 'open'",
        "fix": "SELECT COUNT(*) FROM entry WHERE result = 'failed' AND settled_by = 0",
    }
    return {what: int(source.value(query, (today.isoformat(),) if "?" in query else ())) for what, query in sql.items()}


def need_count(source: Source, today: date) -> int:
    """How many things wait for a person (the badge)."""
    return int(
        source.value(
            "SELECT (SELECT COUNT(*) FROM deal WHERE status = 'active' AND stage = 'won' AND invoice_xero_id = '')"
            " + (SELECT COUNT(*) FROM invoice INDEXED BY invoice_open WHERE type = 'ACCREC' AND status = 'AUTHORISED' AND due > 0"
            " AND due_date <> '' AND due_date < ?)"
            " + (SELECT COUNT(*) FROM conflict WHERE state = 'open')"
            " + (SELECT COUNT(*) FROM entry WHERE result = 'failed' AND settled_by = 0)",
            (today.isoformat(),),
        )
    )


def _changed(source: Source, at: str, direction: str, result: str) -> int:
    sql = "SELECT COUNT(DISTINCT xero_id) FROM entry WHERE at > ? AND direction = ? AND result = ? AND kind = 'contact'"
    return int(source.value(sql, (at, direction, result)))


def _to_bill(source: Source, today: date, limit: int) -> list[Need]:
    sql = """
        SELECT d.id, COALESCE(c.name, ''), d.title, d.won_on, d.amount, d.currency, COALESCE(c.id, '')
        FROM deal d LEFT JOIN contact c ON c.id = d.contact_id
        WHERE d.status = 'active' AND d.stage = 'won' AND d.invoice_xero_id = '' ORDER BY d.amount DESC LIMIT ?"""
    found = []
    for identity, name, title, won_on, amount, currency, contact_id in source.rows(sql, (limit,)):
        words = f"{title} was won; there is no invoice yet"
        if won_on:
            days = (today - date.fromisoformat(won_on[:10])).days
            words = f"{title} was won {_days_ago(days)}; there is no invoice yet"
        found.append(Need("bill", "deal", identity, name or title, words, from_minor(amount), currency, title, contact_id))
    return found


def _to_chase(source: Source, today: date, limit: int) -> list[Need]:
    sql = """
        SELECT i.xero_id, i.contact_name, i.number, i.due_date, i.due, i.currency, i.contact_xero_id,
            COALESCE((SELECT l.crm_id FROM link l WHERE l.kind = 'contact' AND l.xero_id = i.contact_xero_id), '')
        FROM invoice i INDEXED BY invoice_open WHERE i.type = 'ACCREC' AND i.status = 'AUTHORISED' AND i.due > 0
            AND i.due_date <> '' AND i.due_date < ? ORDER BY i.due DESC LIMIT ?"""
    rows = source.rows(sql, (today.isoformat(), limit))
    usual = {contact: payment_habit(source, contact) for contact in {row[6] for row in rows}}
    return [
        Need(
            "chase", "invoice", xero_id, name, f"{number} is {_late(due_date, today)}{_usually(usual[contact])}", from_minor(due), currency,
            contact_id=contact_id,
        )
        for xero_id, name, number, due_date, due, currency, contact, contact_id in rows
    ]  # fmt: skip


def _to_decide(source: Source, limit: int) -> list[Need]:
    sql = (
        "SELECT id, title, reason, COALESCE(NULLIF(crm_id, ''), xero_id) FROM conflict WHERE state = 'open' ORDER BY opened_at, id LIMIT ?"
    )
    return [
        Need("decide", "conflict", identity, title, reason, None, "", about=about)
        for identity, title, reason, about in source.rows(sql, (limit,))
    ]


def _to_fix(source: Source, limit: int) -> list[Need]:
    sql = """
        SELECT id, title, COALESCE(NULLIF(error_message, ''), reason), COALESCE(NULLIF(crm_id, ''), xero_id) FROM entry
        WHERE result = 'failed' AND settled_by = 0 ORDER BY id DESC LIMIT ?"""
    return [
        Need("fix", "entry", str(number), title, words, None, "", about=about)
        for number, title, words, about in source.rows(sql, (limit,))
    ]


def _usually(habit: PaymentHabit | None) -> str:
    if habit is None:
        return ""
    if habit.days <= 0:
        return "; they usually pay in time"
    return f"; they usually pay {habit.days} {'day' if habit.days == 1 else 'days'} late"


def _days_ago(days: int) -> str:
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def _late(due_date: str, today: date) -> str:
    days = (today - date.fromisoformat(due_date)).days
    return "1 day late" if days == 1 else f"{days} days late"
