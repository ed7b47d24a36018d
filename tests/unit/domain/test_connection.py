"""What a connection says of itself."""

from datetime import UTC, datetime

import pytest

from xerodesk.domain.connection import Connection, may_write

WRITING = frozenset({"accounting.contacts", "accounting.settings", "accounting.invoices"})


def connection(scopes: frozenset[str], connection_id: str = "c") -> Connection:
    return Connection("https://api.xero.com", "id", "t", connection_id, "Org", "file", scopes, datetime(2026, 1, 1, tzinfo=UTC))


def test_writing_takes_all_three_permissions() -> None:
    assert may_write(WRITING)
    assert may_write(WRITING - {"accounting.invoices"} | {"accounting.transactions"})
    for one in WRITING:
        assert not may_write(WRITING - {one})
    assert not may_write(frozenset(f"{one}.read" for one in WRITING))


@pytest.mark.parametrize(("connection_id", "live"), [("c", True), ("", False)])
def test_only_a_live_connection_may_write(connection_id: str, live: bool) -> None:
    found = connection(WRITING, connection_id)
    assert found.live is live
    assert found.can_write is live


def test_after_disconnecting_the_file_keeps_its_organisation() -> None:
    gone = connection(WRITING).disconnected()
    assert not gone.live
    assert not gone.can_write
    assert (gone.tenant_id, gone.organisation, gone.client_id) == ("t", "Org", "id")
