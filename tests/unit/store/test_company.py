"""The company folder: ways in, what refuses to open and in which words, backups."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from xerodesk.domain.errors import Busy, KeyNeeded, StoreTrouble
from xerodesk.store.company import FILE_NAME, CompanyFile
from xerodesk.store.contacts import Contacts
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.keys import KEYS_NAME
from xerodesk.store.migrations.steps import NEWEST

PASSWORD = "Grüße, 42 Emus"


class Ring:
    """A keyring in memory; `broken` behaves like one that is locked."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = False

    def get(self, service: str, user: str, /) -> str | None:
        self._check()
        return self.kept.get((service, user))

    def set(self, service: str, user: str, secret: str, /) -> None:
        self._check()
        self.kept[service, user] = secret

    def delete(self, service: str, user: str, /) -> None:
        self.kept.pop((service, user), None)

    def _check(self) -> None:
        if self.broken:
            raise KeyNeeded("The system's keyring is locked.", "Unlock it.")


@pytest.fixture(autouse=True)
def _no_password_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XERODESK_PASSWORD", raising=False)
    monkeypatch.setattr("xerodesk.store.keys._SCRYPT_N", 2**10)  # the cost is kept in company.keys, so files stay readable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "company"


def made(folder: Path, **ways: object) -> str:
    """A company with one contact in it, closed again; returns its recovery key."""
    created = CompanyFile.create(folder, **ways)  # type: ignore[arg-type]  # the ways in under test
    Contacts(created.company.database).create({"name": "Yarra Bend"}, by="test")
    created.company.close()
    return created.recovery_key


def names(company: CompanyFile) -> list[str]:
    try:
        return [row[0] for row in company.database.rows("SELECT name FROM contact")]
    finally:
        company.close()


def test_a_password_opens_it_and_nothing_is_readable_on_disk(folder: Path) -> None:
    made(folder, password=PASSWORD)
    assert names(CompanyFile.open(folder, password=PASSWORD)) == ["Yarra Bend"]
    for path in folder.iterdir():
        assert b"Yarra" not in path.read_bytes()
        assert b"SQLite format" not in path.read_bytes()


def test_the_key_itself_is_in_no_file(folder: Path) -> None:
    company = CompanyFile.create(folder, password=PASSWORD).company
    key = company.database.key
    company.close()
    for path in folder.iterdir():
        body = path.read_bytes()
        assert key not in body
        assert key.hex().encode() not in body
        assert PASSWORD.encode() not in body
    assert (folder / KEYS_NAME).stat().st_mode & 0o077 == 0


def test_a_wrong_password_is_said(folder: Path) -> None:
    made(folder, password=PASSWORD)
    with pytest.raises(KeyNeeded, match="password does not open"):
        CompanyFile.open(folder, password=PASSWORD + "!")


def test_the_environment_gives_the_password(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XERODESK_PASSWORD", PASSWORD)
    made(folder)
    assert names(CompanyFile.open(folder)) == ["Yarra Bend"]
    monkeypatch.setenv("XERODESK_PASSWORD", "another")
    with pytest.raises(KeyNeeded):
        CompanyFile.open(folder)


def test_neither_password_nor_keyring_is_asked_for_in_words(folder: Path) -> None:
    with pytest.raises(KeyNeeded, match="nowhere to keep") as nowhere:
        CompanyFile.create(folder)
    assert "XERODESK_PASSWORD" in nowhere.value.advice
    assert not CompanyFile.exists(folder)
    made(folder, password=PASSWORD)
    with pytest.raises(KeyNeeded, match="no password was given"):
        CompanyFile.open(folder)


def test_the_recovery_key_opens_it_however_it_is_typed(folder: Path) -> None:
    recovery = made(folder, password=PASSWORD)
    assert names(CompanyFile.open(folder, recovery_key=recovery.lower().replace("-", " "))) == ["Yarra Bend"]
    with pytest.raises(KeyNeeded, match="recovery key"):
        CompanyFile.open(folder, recovery_key=recovery[:-1] + ("A" if recovery[-1] != "A" else "B"))


def test_the_keyring_opens_it_and_a_locked_one_says_so(folder: Path) -> None:
    ring = Ring()
    made(folder, keyring=ring)
    assert names(CompanyFile.open(folder, keyring=ring)) == ["Yarra Bend"]
    ring.broken = True
    with pytest.raises(KeyNeeded, match="locked"):
        CompanyFile.open(folder, keyring=ring)
    ring.broken = False
    ring.kept.clear()
    with pytest.raises(KeyNeeded):
        CompanyFile.open(folder, keyring=ring)


def test_a_locked_keyring_does_not_stop_a_company_with_a_password(folder: Path) -> None:
    ring = Ring()
    ring.broken = True
    made(folder, password=PASSWORD, keyring=ring)
    with pytest.raises(KeyNeeded, match="no password was given"):
        CompanyFile.open(folder, keyring=ring)
    assert names(CompanyFile.open(folder, password=PASSWORD, keyring=ring)) == ["Yarra Bend"]


def test_ways_in_can_be_changed(folder: Path) -> None:
    ring = Ring()
    recovery = made(folder, password=PASSWORD)
    company = CompanyFile.open(folder, password=PASSWORD)
    with pytest.raises(KeyNeeded, match="only way"):
        company.remove_password()
    company.keep_in_keyring(ring)
    company.remove_password()
    fresh = company.new_recovery_key()
    company.close()
    with pytest.raises(KeyNeeded):
        CompanyFile.open(folder, password=PASSWORD)
    with pytest.raises(KeyNeeded):
        CompanyFile.open(folder, recovery_key=recovery)
    assert names(CompanyFile.open(folder, recovery_key=fresh)) == ["Yarra Bend"]
    again = CompanyFile.open(folder, keyring=ring)
    again.set_password("new")
    again.close()
    assert names(CompanyFile.open(folder, password="new")) == ["Yarra Bend"]


def test_the_sample_company_opens_for_everybody(folder: Path) -> None:
    assert made(folder, sample=True) == ""
    company = CompanyFile.open(folder)
    assert company.is_sample
    company.close()


def test_no_company_and_one_too_many(folder: Path) -> None:
    with pytest.raises(StoreTrouble, match="no company"):
        CompanyFile.open(folder)
    made(folder, password=PASSWORD)
    with pytest.raises(StoreTrouble, match="already"):
        CompanyFile.create(folder, password=PASSWORD)


def test_other_things_in_the_folder_are_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    made(folder, password=PASSWORD)
    assert (folder / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"This is a letter to my aunt. " * 400, "not a company file"),
        (b"SQLite format 3\x00" + bytes(9000), "not a company file"),
        (b"short", "not a company file"),
    ],
)
def test_what_is_no_company_file_is_refused_in_words(folder: Path, body: bytes, words: str) -> None:
    made(folder, password=PASSWORD)
    (folder / FILE_NAME).write_bytes(body)
    with pytest.raises(StoreTrouble, match=words) as trouble:
        CompanyFile.open(folder, password=PASSWORD)
    assert trouble.value.advice
    assert (folder / FILE_NAME).read_bytes() == body


def test_a_truncated_file_is_damaged(folder: Path) -> None:
    made(folder, password=PASSWORD)
    body = (folder / FILE_NAME).read_bytes()
    (folder / FILE_NAME).write_bytes(body[: len(body) // 2])
    with pytest.raises(StoreTrouble, match="damaged"):
        names(CompanyFile.open(folder, password=PASSWORD))


def test_a_folder_where_the_file_should_be(folder: Path) -> None:
    (folder / FILE_NAME).mkdir(parents=True)
    with pytest.raises(StoreTrouble, match="not a file"):
        CompanyFile.open(folder, password=PASSWORD)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"format": 1}', b"\xff\xfe", b'{"format":1,"company":"x","ways":7}'])
def test_damaged_keys_are_said(folder: Path, body: bytes) -> None:
    made(folder, password=PASSWORD)
    (folder / KEYS_NAME).write_bytes(body)
    with pytest.raises(StoreTrouble, match="is damaged"):
        CompanyFile.open(folder, password=PASSWORD)


@pytest.mark.parametrize(
    "settings",
    [{}, {"n": 16}, {"n": 2**40, "r": 8, "p": 1, "salt": "00", "wrapped": ""}, {"n": "x"}, {"n": 16, "r": 8, "p": 1, "salt": "zz"}],
)
def test_a_damaged_way_in_is_said(folder: Path, settings: dict[str, object]) -> None:
    CompanyFile.create(folder, password=PASSWORD).company.close()
    keys = json.loads((folder / "company.keys").read_text())
    keys["ways"]["password"] = settings
    (folder / "company.keys").write_text(json.dumps(keys))
    with pytest.raises(StoreTrouble, match="damaged"):
        CompanyFile.open(folder, password=PASSWORD)


def test_keys_without_a_file_are_kept_when_a_new_company_is_made(folder: Path) -> None:
    """The file may be elsewhere for the moment; without its keys it would be lost."""
    CompanyFile.create(folder, password=PASSWORD).company.close()
    before = (folder / "company.keys").read_bytes()
    (folder / "company.xerodesk").rename(folder / "elsewhere")
    CompanyFile.create(folder, password=PASSWORD).company.close()
    assert [path.read_bytes() for path in folder.glob("company.keys.*.old")] == [before]


def test_missing_keys_are_said(folder: Path) -> None:
    made(folder, password=PASSWORD)
    (folder / KEYS_NAME).unlink()
    with pytest.raises(KeyNeeded, match="missing"):
        CompanyFile.open(folder, password=PASSWORD)


def test_the_keys_of_another_company_do_not_fit(folder: Path, tmp_path: Path) -> None:
    made(folder, password=PASSWORD)
    made(tmp_path / "other", password=PASSWORD)
    (folder / KEYS_NAME).write_bytes((tmp_path / "other" / KEYS_NAME).read_bytes())
    with pytest.raises(StoreTrouble, match="not the one these keys belong to"):
        CompanyFile.open(folder, password=PASSWORD)


def test_a_newer_file_is_refused(folder: Path) -> None:
    made(folder, password=PASSWORD)
    company = CompanyFile.open(folder, password=PASSWORD)
    company.database.execute_sql(f"PRAGMA user_version = {NEWEST + 1}")
    company.close()
    with pytest.raises(StoreTrouble, match="newer version"):
        CompanyFile.open(folder, password=PASSWORD)


def test_newer_keys_are_refused(folder: Path) -> None:
    made(folder, password=PASSWORD)
    keys = json.loads((folder / KEYS_NAME).read_text())
    (folder / KEYS_NAME).write_text(json.dumps({**keys, "format": 99}))
    with pytest.raises(StoreTrouble, match="newer version"):
        CompanyFile.open(folder, password=PASSWORD)


def test_a_full_disk_is_said_and_nothing_is_lost(company: CompanyFile) -> None:
    contacts = Contacts(company.database)
    kept = contacts.create({"name": "Before"}, by="test")
    pages = int(company.database.value("PRAGMA page_count"))
    company.database.execute_sql(f"PRAGMA max_page_count = {pages + 2}")  # what SQLite meets when the disk is full
    with pytest.raises(StoreTrouble, match="disk is full"):
        contacts.create({"name": "After", "notes": "x" * 500_000}, by="test")
    company.database.execute_sql("PRAGMA max_page_count = 1073741823")
    assert contacts.get(kept) is not None
    assert company.database.value("SELECT COUNT(*) FROM contact") == 1
    contacts.create({"name": "After"}, by="test")


def test_a_file_locked_by_another_program_is_said(company: CompanyFile) -> None:
    other = CompanyDatabase(company.folder / FILE_NAME, company.database.key)
    company.database.execute_sql("PRAGMA busy_timeout = 10")
    try:
        with other.write(), pytest.raises(Busy, match="locked"):
            Contacts(company.database).create({"name": "Blocked"}, by="test")
    finally:
        other.close_all()


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreTrouble, match="cannot be made"):
        CompanyFile.create(tmp_path / "file" / "company", password=PASSWORD)


def test_each_thread_has_its_own_connection_and_all_are_closed(company: CompanyFile) -> None:
    seen: list[object] = []

    def read() -> None:
        seen.append(company.database.connection())
        seen.append(company.database.value("SELECT COUNT(*) FROM contact"))

    workers = [threading.Thread(target=read) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    connections = [one for one in seen if one != 0]
    assert len({id(one) for one in [*connections, company.database.connection()]}) == 4
    company.close()
    for one in connections:
        with pytest.raises(Exception, match="closed"):
            one.execute("SELECT 1")  # type: ignore[attr-defined]  # a driver's connection


def test_a_transaction_is_kept_together(company: CompanyFile) -> None:
    contacts = Contacts(company.database)

    def import_two_then_fail() -> None:
        with company.transaction():
            contacts.create({"name": "One"}, by="test")
            contacts.create({"name": "Two"}, by="test")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        import_two_then_fail()
    assert company.database.value("SELECT COUNT(*) FROM contact") == 0


def test_what_must_outlive_a_power_cut_is_synced(company: CompanyFile) -> None:
    full, normal = 2, 1  # SQLite's numbers of the synchronous levels
    with company.database.write(durable=True):
        assert company.database.value("PRAGMA synchronous") == full
    assert company.database.value("PRAGMA synchronous") == normal
    with company.database.write():
        assert company.database.value("PRAGMA synchronous") == normal


def test_backup_and_restore(folder: Path, tmp_path: Path) -> None:
    made(folder, password=PASSWORD)
    company = CompanyFile.open(folder, password=PASSWORD)
    backup = company.back_up("manual")
    Contacts(company.database).create({"name": "Later"}, by="test")
    assert [one.path for one in company.backups()] == [backup.path]
    assert company.backups()[0].why == "manual"
    company.close()
    assert b"Yarra" not in backup.path.read_bytes()
    CompanyFile.restore(backup.path, tmp_path / "restored")
    assert names(CompanyFile.open(tmp_path / "restored", password=PASSWORD)) == ["Yarra Bend"]
    with pytest.raises(StoreTrouble, match="already"):
        CompanyFile.restore(backup.path, tmp_path / "restored")
    assert sorted(one.name for one in (folder / "backups").iterdir()) == sorted([backup.path.name, backup.path.with_suffix(".keys").name])


def test_search_still_works_in_a_restored_backup(company: CompanyFile, tmp_path: Path) -> None:
    contacts = Contacts(company.database)
    ids = [contacts.create({"name": f"Customer {n}"}, by="test") for n in range(20)]
    company.database.execute_sql("DELETE FROM contact WHERE id = ?", (ids[3],))  # a gap that compacting would close
    backup = company.back_up()
    CompanyFile.restore(backup.path, tmp_path / "restored")
    restored = CompanyFile.open(tmp_path / "restored")
    sql = "SELECT c.name FROM contact_search s JOIN contact c ON c.number = s.rowid WHERE s.folded MATCH ?"
    assert restored.database.rows(sql, ('"customer 15"',)) == [("Customer 15",)]
    restored.close()
