"""Xero's addresses: which may stand for Xero, and that a token goes nowhere else."""

import pytest

from xerodesk.domain.errors import Misuse, SignInNeeded
from xerodesk.xero.endpoints import endpoints, same_host


def test_xero_itself_without_a_setting() -> None:
    found = endpoints("")
    assert found.accounting == "https://api.xero.com/api.xro/2.0"
    assert found.authorize == "https://login.xero.com/identity/connect/authorize"
    assert found.exchange == "https://identity.xero.com/connect/token"
    assert not found.loopback


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "http://localhost:8080/", "http://[::1]:8080", "http://127.8.9.1:1"])
def test_one_host_stands_for_all_of_xero_on_this_computer(url: str) -> None:
    host = url.rstrip("/")
    found = endpoints(url)
    assert found.host == host
    assert found.authorize == f"{host}/identity/connect/authorize"
    assert found.exchange == f"{host}/connect/token"
    assert found.revocation == f"{host}/connect/revocation"
    assert found.connections == f"{host}/connections"
    assert found.accounting == f"{host}/api.xro/2.0"
    assert found.loopback


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com",
        "http://127.0.0.1.example.com",
        "http://10.0.0.1:80",
        "http://user:pass@127.0.0.1",
        "http://127.0.0.1@example.com",
        "ftp://127.0.0.1",
        "127.0.0.1:8000",
        "http://127.0.0.1:99999",
        "http://127.0.0.1/path",
        "http://localhost.example.com",
        "http://",
        "nonsense",
    ],
)
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(Misuse) as caught:
        endpoints(url)
    assert "XERODESK_XERO_URL" in caught.value.message


def test_another_secure_host_is_taken() -> None:
    assert endpoints("https://books.example.com").accounting == "https://books.example.com/api.xro/2.0"


def test_no_token_travels_to_another_address() -> None:
    same_host("http://127.0.0.1:5", endpoints("http://127.0.0.1:5"))
    for other in ("http://127.0.0.1:6", "http://localhost:5", ""):
        with pytest.raises(SignInNeeded):
            same_host("http://127.0.0.1:5", endpoints(other))
