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
    "credit_used": PillLook("bent-arrow", "ink3"),
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
