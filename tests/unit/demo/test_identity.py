"""Signing in, as an app with PKCE meets it."""

import base64
import json
import re
import urllib.parse
from datetime import timedelta
from html import unescape

import pytest

from tests.unit.demo.caller import CALLBACK, CLIENT_ID, SCOPES, Caller, tiny
from xerodesk.demo.options import Options
from xerodesk.demo.server import DemoServer

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64)", "Accept": "text/html"}


def way_back(location: str) -> dict[str, str]:
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))


def test_a_script_is_sent_straight_back_with_code_and_state(server: DemoServer) -> None:
    reply = Caller(server).authorize()
    assert reply.status == 302
    assert reply.headers["location"].startswith(CALLBACK + "?")
    back = way_back(reply.headers["location"])
    assert back["state"] == "s-1"
    assert back["code"]


def test_a_browser_sees_the_page_and_its_form_leads_back(server: DemoServer) -> None:
    caller = Caller(server)
    page = caller.authorize(BROWSER)
    text = page.body.decode()
    assert page.status == 200
    assert "Harbour Joinery" in text
    assert "View and change your contacts" in text
    fields = {unescape(name): unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', text)}
    tenant = re.findall(r'type="radio" name="tenant" value="([^"]*)"', text)[0]
    allowed = caller.form("/identity/connect/authorize", **fields, tenant=tenant, decision="allow")
    assert allowed.status == 302
    assert "code" in way_back(allowed.headers["location"])
    refused = caller.form("/identity/connect/authorize", **fields, tenant=tenant, decision="cancel")
    assert way_back(refused.headers["location"])["error"] == "access_denied"
    assert way_back(refused.headers["location"])["state"] == "s-1"


def test_consent_can_be_denied_by_a_switch(server: DemoServer, options: Options) -> None:
    options.deny_consent = True
    assert way_back(Caller(server).authorize().headers["location"])["error"] == "access_denied"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"client_id": "short"}, "unauthorized_client"),
        ({"redirect_uri": "http://127.0.0.1:8742/callback"}, "Invalid redirect_uri"),
        ({"redirect_uri": "http://localhost:8742/elsewhere"}, "Invalid redirect_uri"),
        ({"scope": "openid accounting.transactions"}, "invalid_scope"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
    ],
)
def test_a_wrong_request_ends_on_an_error_page_that_never_comes_back(server: DemoServer, change: dict[str, str], word: str) -> None:
    reply = Caller(server).authorize(**change)
    assert "location" not in reply.headers
    assert word in reply.body.decode()
    assert "Error code: 500" in reply.body.decode()


def test_tokens_have_xeros_form(server: DemoServer) -> None:
    caller = Caller(server)
    code = way_back(caller.authorize().headers["location"])["code"]
    tokens = caller.exchange(code).json
    assert (tokens["expires_in"], tokens["token_type"], tokens["scope"]) == (1800, "Bearer", SCOPES)
    body = tokens["access_token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    assert claims["exp"] - claims["nbf"] == 1800
    assert claims["client_id"] == CLIENT_ID
    assert tokens["id_token"].count(".") == 2


def test_a_code_is_good_once_and_only_with_its_verifier_and_address(server: DemoServer) -> None:
    caller = Caller(server)

    def fresh() -> str:
        return way_back(caller.authorize().headers["location"])["code"]

    code = fresh()
    assert caller.exchange(code).status == 200
    for reply in (
        caller.exchange(code),
        caller.exchange(fresh(), code_verifier="w" * 64),
        caller.exchange(fresh(), redirect_uri="http://localhost:9999/callback"),
    ):
        assert (reply.status, reply.json) == (400, {"error": "invalid_grant"})


def test_without_offline_access_there_is_no_refresh_token(server: DemoServer) -> None:
    assert Caller(server).sign_in(scope="openid accounting.contacts").refresh == ""


def test_an_access_token_lasts_thirty_minutes(xero: Caller) -> None:
    xero.server.world.move_clock(timedelta(seconds=1799))
    assert xero.get("Organisation").status == 200
    xero.server.world.move_clock(timedelta(seconds=2))
    reply = xero.get("Organisation")
    assert reply.status == 401
    assert reply.json["Detail"].startswith("TokenExpired")


def test_refresh_tokens_rotate_with_thirty_minutes_of_grace(xero: Caller) -> None:
    first = xero.refresh
    second = xero.renew(first).json["refresh_token"]
    assert second != first
    xero.server.world.move_clock(timedelta(minutes=29))
    assert xero.renew(first).status == 200
    xero.server.world.move_clock(timedelta(minutes=2))
    assert xero.renew(first).json == {"error": "invalid_grant"}
    assert xero.renew(second).status == 200


def test_an_idle_refresh_token_dies_after_sixty_days(xero: Caller) -> None:
    xero.server.world.move_clock(timedelta(days=61))
    assert (xero.renew().status, xero.renew().json) == (400, {"error": "invalid_grant"})


def test_connections_are_a_bare_array_without_limit_headers(xero: Caller) -> None:
    reply = xero.raw("GET", "/connections", headers={"Authorization": f"Bearer {xero.token}"})
    row = reply.json[0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}", row["createdDateUtc"])
    assert (row["tenantType"], row["tenantName"]) == ("ORGANISATION", "Harbour Joinery")
    assert row["id"] != row["tenantId"]
    assert not [name for name in reply.headers if "limit" in name]
    none = "00000000-0000-0000-0000-000000000000"
    other = xero.raw("GET", f"/connections?authEventId={none}", headers={"Authorization": f"Bearer {xero.token}"})
    assert other.json == []


def test_disconnecting_takes_the_connection_id(xero: Caller) -> None:
    headers = {"Authorization": f"Bearer {xero.token}"}
    row = xero.connections()[0]
    assert xero.raw("DELETE", f"/connections/{row['tenantId']}", headers=headers).status == 404
    assert xero.raw("DELETE", f"/connections/{row['id']}", headers=headers).status == 204
    assert xero.connections() == []
    assert xero.get("Organisation").status == 403


def test_revoking_ends_tokens_and_connections(xero: Caller) -> None:
    assert xero.form("/connect/revocation", token=xero.refresh, client_id=CLIENT_ID).status == 200
    assert xero.renew().status == 400
    assert xero.get("Organisation").status == 401


def test_the_tenant_header_must_name_a_connected_organisation(xero: Caller) -> None:
    assert xero.get("Organisation", headers={"xero-tenant-id": ""}).status == 403
    assert xero.get("Organisation", headers={"xero-tenant-id": "99999999-9999-4999-8999-999999999999"}).status == 403
    assert xero.get("Organisation", headers={"Authorization": "Bearer nonsense"}).status == 401


def test_scopes_are_kept_per_resource_and_method(server: DemoServer) -> None:
    xero = Caller(server).sign_in(scope="openid accounting.contacts.read accounting.settings.read")
    assert xero.get("Contacts", page=1).status == 200
    for reply in (xero.put("Contacts", {"Contacts": [{"Name": "A"}]}), xero.get("Invoices", page=1), xero.get("Payments")):
        assert reply.status == 401
        assert "insufficient_scope" in reply.headers["www-authenticate"]


def test_two_organisations_are_two_connections() -> None:
    second = tiny("Second Books", "55555555-5555-4555-8555-555555555555")
    with DemoServer([tiny(), second], options=Options(limits=False)) as server:
        caller = Caller(server).sign_in()
        assert {row["tenantName"] for row in caller.connections()} == {"Harbour Joinery", "Second Books"}
        one = Caller(server).sign_in(tenant=second.tenant_id, client_id="F" * 32)
        assert [row["tenantName"] for row in one.connections()] == ["Second Books"]
