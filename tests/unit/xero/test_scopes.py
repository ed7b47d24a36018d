"""The permissions asked for: reading first, writing only when wanted, payments never."""

import pytest

from xerodesk.domain.connection import may_write
from xerodesk.domain.errors import Misuse
from xerodesk.xero.scopes import granted, reasons, wanted
from xerodesk.xero.signin import check_client_id, looks_like_xeros


def test_looking_asks_for_nothing_that_writes() -> None:
    asked = wanted(write=False)
    assert all(name.endswith(".read") for name in asked if name.startswith("accounting."))
    assert "offline_access" in asked
    assert not may_write(frozenset(asked))


def test_writing_adds_contacts_settings_and_invoices_but_never_payments() -> None:
    more = set(wanted(write=True)) - set(wanted(write=False))
    assert more == {"accounting.contacts", "accounting.settings", "accounting.invoices"}
    assert may_write(frozenset(wanted(write=True)))


def test_each_permission_has_its_sentence() -> None:
    assert all(sentence.endswith(".") and len(sentence) > 20 for sentence in reasons(write=True).values())


def test_what_was_granted_decides() -> None:
    assert granted("openid accounting.contacts.read", ("a", "b")) == {"openid", "accounting.contacts.read"}
    assert granted("", ("a", "b")) == {"a", "b"}
    assert not may_write(granted("accounting.contacts accounting.invoices", ()))


@pytest.mark.parametrize("text", ["", "   ", "ABC DEF", "abc\n123", "https://x", "<script>", "abc/def", "x" * 200, "über"])
def test_a_client_id_that_cannot_be_one_is_refused(text: str) -> None:
    with pytest.raises(Misuse):
        check_client_id(text)


def test_client_ids_of_other_servers_pass_and_are_noticed() -> None:
    assert check_client_id("  0123456789ABCDEF0123456789ABCDEF ") == "0123456789ABCDEF0123456789ABCDEF"
    assert check_client_id("my-test_app") == "my-test_app"
    assert looks_like_xeros("0123456789ABCDEF0123456789ABCDEF")
    assert looks_like_xeros("ZYXWVUTSRQPONMLKJIHGFEDCBA987654")
    assert not looks_like_xeros("my-test_app")
