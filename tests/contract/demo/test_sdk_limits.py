"""Xero's limits, tokens and scopes as the official SDK meets them."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from xero_python.accounting import Contact, Contacts
from xero_python.api_client.oauth2 import TokenApi
from xero_python.exceptions import HTTPStatusException, RateLimitException

from tests.contract.demo.sdk import CLIENT_ID, SCOPES, Xero, signed_in
from xerodesk.demo.options import Options
from xerodesk.demo.seed.books import build

READ_ONLY = "openid offline_access accounting.contacts.read accounting.settings.read"


@pytest.fixture
def limited() -> Iterator[Xero]:
    with signed_in(build("NZ", 3, 4, today=date.today()), Options(per_minute=5, per_day=9)) as app:
        yield app


def headers_of(error: HTTPStatusException) -> Any:
    return error.http_resp.urllib3_response.headers


def test_the_minute_limit_stops_and_passes(limited: Xero) -> None:
    for left in (4, 3, 2, 1, 0):
        limited.api.get_organisations(limited.tenant)
        assert limited.client.last_response.urllib3_response.headers["X-MinLimit-Remaining"] == str(left)
    with pytest.raises(RateLimitException) as caught:
        limited.api.get_organisations(limited.tenant)
    headers = headers_of(caught.value)
    assert (caught.value.status, headers["X-Rate-Limit-Problem"], headers["X-MinLimit-Remaining"]) == (429, "minute", "0")
    wait = int(headers["Retry-After"])
    assert 1 <= wait <= 60
    limited.server.world.move_clock(timedelta(seconds=wait))
    assert limited.api.get_organisations(limited.tenant).organisations


def test_the_day_limit_says_when_to_come_back(limited: Xero) -> None:
    for _ in range(9):
        limited.api.get_organisations(limited.tenant)
        limited.server.world.move_clock(timedelta(seconds=15))
    with pytest.raises(RateLimitException) as caught:
        limited.api.get_organisations(limited.tenant)
    headers = headers_of(caught.value)
    assert (headers["X-Rate-Limit-Problem"], headers["X-DayLimit-Remaining"]) == ("day", "0")
    assert 80_000 < int(headers["Retry-After"]) <= 86_400


def test_an_access_token_ends_after_half_an_hour_and_the_sdk_refreshes_it(limited: Xero, monkeypatch: pytest.MonkeyPatch) -> None:
    limited.server.world.move_clock(timedelta(seconds=1801))
    with pytest.raises(HTTPStatusException) as caught:
        limited.api.get_organisations(limited.tenant)
    assert caught.value.status == 401
    monkeypatch.setattr(TokenApi, "refresh_token_url", f"{limited.server.url}/connect/token")
    before = limited.client.get_oauth2_token()["refresh_token"]
    fresh = limited.client.refresh_oauth2_token()
    assert fresh["refresh_token"] != before
    assert limited.api.get_organisations(limited.tenant).organisations


def refresh(app: Xero, token: str) -> dict[str, Any]:
    form = urlencode({"grant_type": "refresh_token", "client_id": CLIENT_ID, "refresh_token": token}).encode()
    with urlopen(f"{app.server.url}/connect/token", form, timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def test_a_replaced_refresh_token_works_for_half_an_hour_more(limited: Xero) -> None:
    old = limited.token["refresh_token"]
    assert {"access_token", "refresh_token", "expires_in", "token_type", "scope", "id_token"} <= set(refresh(limited, old))
    limited.server.world.move_clock(timedelta(minutes=29))
    assert refresh(limited, old)["expires_in"] == 1800
    limited.server.world.move_clock(timedelta(minutes=2))
    with pytest.raises(HTTPError) as caught:
        refresh(limited, old)
    with caught.value as answer:
        assert (answer.code, json.load(answer)) == (400, {"error": "invalid_grant"})


def test_reading_scopes_do_not_write() -> None:
    with signed_in(build("UK", 2, 2, today=date.today()), scopes=READ_ONLY) as app:
        assert app.api.get_contacts(app.tenant).contacts
        with pytest.raises(HTTPStatusException) as caught:
            app.api.create_contacts(app.tenant, Contacts(contacts=[Contact(name="No")]))
        assert caught.value.status in (401, 403)
        assert "insufficient_scope" in headers_of(caught.value)["WWW-Authenticate"]
        with pytest.raises(HTTPStatusException):
            app.api.get_invoices(app.tenant)


def test_no_refresh_token_without_offline_access() -> None:
    with signed_in(build("US", 2, 2, today=date.today()), scopes=SCOPES.replace("offline_access ", "")) as app:
        assert "refresh_token" not in app.token
        assert app.api.get_contacts(app.tenant).contacts


def test_another_organisation_is_not_reachable(limited: Xero) -> None:
    with pytest.raises(HTTPStatusException) as caught:
        limited.api.get_organisations("5e0e9a0f-3a5a-4d1c-9b8e-6f3f0f3f3f3f")
    assert caught.value.status in (401, 403)
