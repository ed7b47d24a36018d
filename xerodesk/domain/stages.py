"""How far a deal has come: the stages as shipped, in their order. A file or another CRM may bring others; they stand before the ends."""

from __future__ import annotations

WON, LOST = "won", "lost"
OPEN_STAGES = ("lead", "qualified", "quoted", "verbal yes")
STAGES = (*OPEN_STAGES, WON, LOST)


def next_stage(stage: str) -> str:
    """The stage after this one on the way to won; "" where there is none to go to by itself."""
    if stage in OPEN_STAGES:
        return STAGES[STAGES.index(stage) + 1]
    return ""
