"""The words of connecting."""

from dataclasses import replace
from datetime import UTC, datetime

from xerodesk.domain.connection import Connection
from xerodesk.services.connect import client_id_problem, permissions, redirect_addresses, sentence

SCOPES = frozenset({"accounting.contacts", "accounting.settings", "accounting.invoices"})
CONNECTION = Connection(
    "https://api.xero.com", "id", "t", "c", "Demo Company (AU)", "file", SCOPES, datetime(2026, 1, 1, tzinfo=UTC), user_name="Jo Smith"
)


def test_one_line_says_who_and_what_they_may_do() -> None:
    able = replace(CONNECTION, can=frozenset({"CreateDraftInvoice", "CreateSentQuote", "UseMulticurrency", "CreateRepeatingInvoice"}))
    assert sentence(able) == (
        "Connected to Demo Company (AU) as Jo Smith. Xero lets you add and update customers and products, draft invoices, send quotes, "
        "set up repeating invoices and use foreign currencies, but not approve invoices."
    )


def test_nothing_is_claimed_that_xero_did_not_tell() -> None:
    assert sentence(CONNECTION) == "Connected to Demo Company (AU) as Jo Smith. You can add and update customers and products."


def test_one_line_for_looking_only_and_for_an_unknown_person() -> None:
    looking = replace(CONNECTION, scopes=frozenset(), user_name="", user_email="jo@example.com")
    assert sentence(looking) == "Connected to Demo Company (AU) as jo@example.com. Looking only: nothing in Xero can be changed."
    assert sentence(replace(looking, user_email="")).startswith("Connected to Demo Company (AU). Looking only")


def test_a_pasted_client_id_is_judged_while_typing() -> None:
    assert client_id_problem("0123456789ABCDEF0123456789ABCDEF") == ""
    assert "32" in client_id_problem("0123456789ABCDEF")
    assert client_id_problem("two words")
    assert client_id_problem("")


def test_the_guide_names_one_address_first_and_every_permission() -> None:
    addresses = redirect_addresses()
    assert len(set(addresses)) == 8
    assert all(one.startswith("http://localhost:") and one.endswith("/callback") for one in addresses)
    assert all(10_000 <= int(one.split(":")[2].split("/")[0]) < 32_000 for one in addresses)
    assert set(permissions(write=True)) > set(permissions(write=False))
