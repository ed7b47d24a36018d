"""The state of a document in words, computed from what Xero says and the organisation's today.

Xero keeps AUTHORISED for unpaid and part-paid alike, and has no word for overdue (Xero, Invoices: status codes).
"""

from __future__ import annotations

from datetime import date

DRAFT = "draft"
AWAITING = "awaiting approval"
APPROVED = "approved"
SENT = "sent"
PART_PAID = "part-paid"
PAID = "paid"
OVERDUE = "overdue"
VOIDED = "voided"
DELETED = "deleted"

_PLAIN = {"DRAFT": DRAFT, "SUBMITTED": AWAITING, "PAID": PAID, "VOIDED": VOIDED, "DELETED": DELETED}

OVERDUE_SQL = "i.status = 'AUTHORISED' AND i.due > 0 AND i.due_date <> '' AND i.due_date < ?"
"""True of an overdue invoice `i`; its one parameter is today."""

INVOICE_STATES: dict[str, str] = {
    DRAFT: "i.status = 'DRAFT'",
    AWAITING: "i.status = 'SUBMITTED'",
    OVERDUE: OVERDUE_SQL,
    PART_PAID: f"i.status = 'AUTHORISED' AND i.paid + i.credited > 0 AND NOT ({OVERDUE_SQL})",
    SENT: f"i.status = 'AUTHORISED' AND i.paid + i.credited <= 0 AND i.sent = 1 AND NOT ({OVERDUE_SQL})",
    APPROVED: f"i.status = 'AUTHORISED' AND i.paid + i.credited <= 0 AND i.sent = 0 AND NOT ({OVERDUE_SQL})",
    PAID: "i.status = 'PAID'",
    VOIDED: "i.status = 'VOIDED'",
    DELETED: "i.status = 'DELETED'",
}
"""The same rules as `invoice_state`, as SQL about an invoice `i`; where there is a question mark, today goes in."""


def invoice_state(status: str, *, due: int, settled: int, sent: bool, due_date: str, today: date) -> str:
    """The state in words. `due` is still owed, `settled` paid or credited (hundredths); a status unknown to us is shown in Xero's word."""
    if status != "AUTHORISED":
        return _PLAIN.get(status, status.replace("_", " ").lower())
    if due > 0 and due_date and due_date < today.isoformat():
        return OVERDUE
    if settled > 0:
        return PART_PAID
    return SENT if sent else APPROVED


def credit_state(status: str, *, remaining: int, total: int) -> str:
    """The state of a credit note, overpayment or prepayment in words."""
    if status == "PAID" or (status == "AUTHORISED" and remaining <= 0):
        return "credit used"
    if status == "AUTHORISED":
        return "credit left" if remaining >= total else "part used"
    return _PLAIN.get(status, status.lower())


def days_late(due_date: str, today: date) -> int:
    """How many days after its due day `today` is; 0 when it is not late or has no due day."""
    return max(0, (today - date.fromisoformat(due_date)).days) if due_date else 0
