"""How each state of the business looks as a pill: the one place where a word like overdue gets its icon and colour."""

from __future__ import annotations

from xerodesk.ui.kit.pills import PillLook

PILLS: dict[str, PillLook] = {
    "overdue": PillLook("clock", "bad", "badbg"),
    "part_paid": PillLook("half-disc", "warn", "warnbg"),
    "awaiting_approval": PillLook("hourglass", "info"),
    "sent": PillLook("paper-plane", "info"),
    "paid": PillLook("check-circle", "ink2", icon_ink="good"),
    "draft": PillLook("dashed-circle", "ink3"),
    "voided": PillLook("struck-circle", "ink3", struck=True),
    "approved": PillLook("check", "info"),
    "credit_used": PillLook("bent-arrow", "ink3"),
    "credit_left": PillLook("bent-arrow", "info"),
    "failing": PillLook("crossed-circle", "bad", "badbg"),
    "warned": PillLook("triangle", "warn", "warnbg"),
    "done": PillLook("check-circle", "ink2", icon_ink="good"),
    "checking": PillLook("hourglass", "ink2"),
    "to_decide": PillLook("question", "warn", "warnbg"),
    "left_out": PillLook("struck-circle", "ink3"),
    "waiting": PillLook("clock", "ink2"),
    "create": PillLook("plus", "good", "goodbg"),
    "update": PillLook("pencil", "info", "infobg"),
    "same": PillLook("check-circle", "ink2", "neutralbg"),
    "archive": PillLook("archive", "ink2", "neutralbg"),
    "pair": PillLook("link", "ink2", "neutralbg"),
}


_DOCUMENTS = {
    "draft": ("draft", "Draft"),
    "awaiting approval": ("awaiting_approval", "Awaiting approval"),
    "approved": ("approved", "Approved"),
    "sent": ("sent", "Sent"),
    "part-paid": ("part_paid", "Part-paid"),
    "paid": ("paid", "Paid"),
    "overdue": ("overdue", "Overdue"),
    "voided": ("voided", "Voided"),
    "deleted": ("voided", "Deleted"),
    "credit used": ("credit_used", "Credit used"),
    "credit left": ("credit_left", "Credit left"),
    "part used": ("credit_left", "Partly used"),
    "accepted": ("done", "Accepted"),
    "declined": ("left_out", "Declined"),
    "invoiced": ("done", "Invoiced"),
}


def document_pill(state: str, late_days: int = 0) -> tuple[PillLook, str]:
    """The look and the words of a document's state (store.queries.states). `late_days`: late now, or when it was paid.

    A state of Xero's that is not known here is shown in Xero's own word.
    """
    name, words = _DOCUMENTS.get(state, ("", state.capitalize()))
    days = f"{late_days:,} day{'' if late_days == 1 else 's'}"
    if late_days > 0 and state == "overdue":
        words = f"Overdue, {days}"
    elif late_days > 0 and state == "paid":
        words = f"Paid {days} late"
    return PILLS.get(name, PillLook("info", "ink2")), words
