"""Frozen steps: they make the tables the models describe, back up first, and run whole or not at all."""

from __future__ import annotations

import peewee
import pytest

from xerodesk.store.backup import backups
from xerodesk.store.books_tables import BOOKS_TABLES
from xerodesk.store.company import CompanyFile
from xerodesk.store.contacts import Contacts
from xerodesk.store.migrations.steps import NEWEST, STEPS, bring_up_to_date, version_of
from xerodesk.store.sync_tables import SYNC_TABLES
from xerodesk.store.tables import CRM_TABLES

ALL = (*CRM_TABLES, *BOOKS_TABLES, *SYNC_TABLES)


def columns(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [tuple(row[1:]) for row in rows]


def indexes(database: peewee.SqliteDatabase, table: str) -> dict[object, object]:
    found = {}
    for row in database.execute_sql(f"PRAGMA index_list({table})").fetchall():
        parts = database.execute_sql(f"PRAGMA index_xinfo({row[1]})").fetchall()
        found[tuple(part[2:5] for part in parts), row[2], row[4]] = True
    return found


def test_models_and_steps_agree(company: CompanyFile) -> None:
    models = peewee.SqliteDatabase(":memory:")
    with models.bind_ctx(ALL):
        models.create_tables(ALL)
    names = [row[0] for row in models.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    names = [name for name in names if not name.startswith("sqlite_")]
    assert len(names) == len(ALL)
    for name in names:
        wanted = models.execute_sql(f"PRAGMA table_info({name})").fetchall()
        assert columns(company.database.rows(f"PRAGMA table_info({name})")) == columns(wanted), name
        assert indexes(company.database, name) == indexes(models, name), name
        keys = models.execute_sql(f"PRAGMA foreign_key_list({name})").fetchall()
        assert company.database.rows(f"PRAGMA foreign_key_list({name})") == keys, name
    models.close()


def test_a_new_file_stands_at_the_newest_step(company: CompanyFile) -> None:
    assert company.schema_version() == NEWEST == len(STEPS)
    assert backups(company.folder) == []


def test_a_step_runs_after_one_backup(company: CompanyFile) -> None:
    Contacts(company.database).create({"name": "Kept"}, by="test")
    steps = (*STEPS, "CREATE TABLE extra (id TEXT);\nINSERT INTO extra VALUES ('a;\nb');", "ALTER TABLE extra ADD COLUMN more TEXT;")
    calls: list[int] = []
    ran = bring_up_to_date(company.database, lambda: (calls.append(version_of(company.database)), company.back_up("update")), steps)
    assert ran
    assert calls == [NEWEST]
    assert version_of(company.database) == NEWEST + 2
    assert company.database.rows("SELECT * FROM extra") == [("a;\nb", None)]
    assert [one.why for one in company.backups()] == ["update"]
    assert not bring_up_to_date(company.database, lambda: calls.append(0), steps)
    assert len(calls) == 1


def test_a_step_that_fails_leaves_the_file_as_it_was(company: CompanyFile) -> None:
    steps = (*STEPS, "CREATE TABLE extra (id TEXT);\nINSERT INTO nowhere VALUES (1);")
    with pytest.raises(peewee.OperationalError):
        bring_up_to_date(company.database, lambda: None, steps)
    assert version_of(company.database) == NEWEST
    assert company.database.value("SELECT COUNT(*) FROM sqlite_master WHERE name = 'extra'") == 0


def test_nothing_runs_when_the_backup_fails(company: CompanyFile) -> None:
    def fail() -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        bring_up_to_date(company.database, fail, (*STEPS, "CREATE TABLE extra (id TEXT);"))
    assert version_of(company.database) == NEWEST
