"""The frozen steps from an empty file to today's tables, and how a file is brought up to date."""

from __future__ import annotations

from collections.abc import Callable

from xerodesk.domain.errors import StoreTrouble
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.migrations import step_0001

STEPS: tuple[str, ...] = (step_0001.SQL,)
"""Step n brings `user_version` from n - 1 to n. A step that was released is never edited."""

NEWEST = len(STEPS)


def version_of(database: CompanyDatabase) -> int:
    """Which step the file stands at; 0 for an empty one."""
    return int(database.value("PRAGMA user_version") or 0)


def bring_up_to_date(database: CompanyDatabase, back_up: Callable[[], object], steps: tuple[str, ...] = STEPS) -> bool:
    """Run the steps the file still lacks, each in one transaction, after one call of `back_up` if the file holds anything.

    Returns whether any ran. Raises StoreTrouble when the file was made by a newer version.
    """
    version = version_of(database)
    if version > len(steps):
        raise StoreTrouble(
            "This company file was made by a newer version of xerodesk, which this one cannot read safely.",
            "Install the newest version of xerodesk and open it with that.",
        )
    if version == len(steps):
        return False
    if version > 0:
        back_up()
    for number in range(version + 1, len(steps) + 1):
        _run_step(database, number, steps[number - 1])
    return True


def _run_step(database: CompanyDatabase, number: int, sql: str) -> None:
    with database.write():
        if version_of(database) >= number:
            return  # another process was faster
        database.script(sql)
        # a pragma takes no parameters; the number is ours
        database.execute_sql(f"PRAGMA user_version = {number:d}")
