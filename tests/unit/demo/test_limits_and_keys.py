"""The call limits, idempotency keys, faults, and the demo's own address."""

import http.client
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.unit.demo.caller import Caller, tiny
from xerodesk.demo.elements import Refused
from xerodesk.demo.options import Fault, Options
from xerodesk.demo.server import DemoServer, write_port_file


def test_every_answer_says_what_is_left(xero: Caller) -> None:
    first, second = xero.get("Organisation"), xero.get("Contacts/none")
    assert second.status == 404
    for name in ("x-daylimit-remaining", "x-minlimit-remaining", "x-appminlimit-remaining"):
        assert int(first.headers[name]) - int(second.headers[name]) == 1
    assert first.headers["xero-correlation-id"] != second.headers["xero-correlation-id"]


def test_the_minute_and_the_day(xero: Caller, options: Options) -> None:
    options.limits, options.per_minute, options.per_day = True, 3, 5
    for _ in range(3):
        assert xero.get("Organisation").status == 200
    reply = xero.get("Organisation")
    assert (reply.status, reply.headers["x-rate-limit-problem"], reply.body) == (429, "minute", b"")
    assert 0 < int(reply.headers["retry-after"]) <= 60
    assert reply.headers["x-minlimit-remaining"] == "0"
    xero.server.world.move_clock(timedelta(seconds=61))
    assert [xero.get("Organisation").status for _ in range(2)] == [200, 200]
    reply = xero.get("Organisation")
    assert (reply.status, reply.headers["x-rate-limit-problem"]) == (429, "day")
    assert 80_000 < int(reply.headers["retry-after"]) <= 86_400
    xero.server.world.move_clock(timedelta(days=1))
    xero.sign_in()
    assert xero.get("Organisation").status == 200


def test_five_at_once(xero: Caller, options: Options) -> None:
    options.limits = True
    xero.server.fail(Fault("delay", path="Organisation", times=5, seconds=30))
    results: list[int] = []

    def ask() -> None:
        try:
            results.append(xero.get("Organisation").status)
        except http.client.HTTPException:
            results.append(0)  # the server stopped while we waited

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 10
    while xero.server.options.faults and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    while (reply := xero.get("Contacts", page=1)).status == 200 and time.monotonic() < deadline:
        pass
    assert (reply.status, reply.headers["x-rate-limit-problem"]) == (429, "concurrent")
    assert "retry-after" not in reply.headers
    xero.server.stop()
    for thread in threads:
        thread.join(10)
    assert len(results) == 5


def test_offline_mode(xero: Caller, options: Options) -> None:
    options.offline = True
    assert xero.get("Organisation").status == 503


def test_a_key_replays_for_six_minutes(xero: Caller) -> None:
    body = {"Contacts": [{"Name": "Once"}]}
    first = xero.put("Contacts", body, Idempotency_Key="k1")
    again = xero.put("Contacts", body, Idempotency_Key="k1")
    assert (again.status, again.body) == (200, first.body)
    other = xero.put("Contacts", {"Contacts": [{"Name": "Other"}]}, Idempotency_Key="k1")
    assert other.status == 400
    assert "Idempotency Key: k1 is used with a different request." in other.body.decode()
    xero.server.world.move_clock(timedelta(minutes=6, seconds=1))
    assert xero.put("Contacts", body, Idempotency_Key="k1").status == 400  # it works again, and the name is taken
    assert xero.put("Contacts", body, Idempotency_Key="k" * 129).status == 400
    assert len(xero.get("Contacts", page=1).json["Contacts"]) == 1


def test_a_refusal_is_replayed_too_and_keys_may_die_with_the_token(xero: Caller, options: Options) -> None:
    bad = {"Contacts": [{"Name": ""}]}
    first = xero.put("Contacts", bad, Idempotency_Key="k2")
    assert (first.status, xero.put("Contacts", bad, Idempotency_Key="k2").body) == (400, first.body)
    options.idempotency_scope = "token"
    body = {"Contacts": [{"Name": "Once"}]}
    assert xero.put("Contacts", body, Idempotency_Key="k3").status == 200
    xero.token = xero.renew().json["access_token"]
    assert xero.put("Contacts", body, Idempotency_Key="k3").status == 400


def test_a_dropped_connection_before_and_after_saving(xero: Caller) -> None:
    xero.server.fail(Fault("drop_before", method="PUT", path="Contacts"))
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        xero.put("Contacts", {"Contacts": [{"Name": "A"}]})
    assert xero.get("Contacts", page=1).json["Contacts"] == []
    xero.server.fail(Fault("drop_after", method="PUT"))
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        xero.put("Contacts", {"Contacts": [{"Name": "A"}]})
    assert len(xero.get("Contacts", page=1).json["Contacts"]) == 1


def test_other_faults(xero: Caller) -> None:
    xero.server.fail(Fault("status", status=429, retry_after=66975, problem="day", skip=1))
    assert xero.get("Organisation").status == 200
    limited = xero.get("Organisation")
    assert (limited.status, limited.headers["retry-after"], limited.headers["x-rate-limit-problem"]) == (429, "66975", "day")
    assert xero.get("Organisation").status == 200
    xero.server.fail(Fault("html"))
    assert xero.get("Organisation").body.startswith(b"<!DOCTYPE html>")
    xero.server.fail(Fault("truncated"))
    with pytest.raises(ValueError, match=r".*"):
        _ = xero.get("Organisation").json
    xero.server.fail(Fault("empty"))
    assert xero.get("Organisation").body == b""
    xero.server.fail(Fault("status", status=500, after=True, method="PUT"))
    assert xero.put("Contacts", {"Contacts": [{"Name": "Saved"}]}).status == 500
    assert len(xero.get("Contacts", page=1).json["Contacts"]) == 1


def test_faults_clock_and_options_over_http(xero: Caller) -> None:
    assert xero.control("POST", "faults", {"kind": "status", "status": 503, "path": "/connections", "times": 2}).status == 200
    assert xero.raw("GET", "/connections").status == 503
    assert xero.control("DELETE", "faults").status == 200
    assert xero.raw("GET", "/connections").status == 401
    for wrong in ({"kind": "fire"}, {"kind": "html", "colour": 1}, {"kind": "html", "times": "many"}):
        assert xero.control("POST", "faults", wrong).status == 400
    assert xero.control("POST", "clock", {"minutes": 31}).status == 200
    assert xero.get("Organisation").status == 401
    assert xero.control("POST", "clock", {"now": "2031-05-06T00:00:00Z"}).json["now"].startswith("2031-05-06")
    assert xero.control("POST", "options", {"deny_consent": True, "refresh_grace": 5}).status == 200
    assert xero.server.options.refresh_grace == timedelta(seconds=5)
    assert xero.control("POST", "options", {"deny_consent": 1}).status == 400
    assert xero.control("POST", "options", {"nonsense": 1}).status == 400
    assert xero.control("POST", "options", {"auto_consent": "perhaps"}).status == 400
    assert xero.control("POST", "clock", {"seconds": 1e300}).status == 400
    assert xero.control("GET", "nonsense").status == 404
    assert xero.raw("POST", "/_demo/clock", "{}", {"Origin": "https://evil.example"}).status == 403


def test_the_list_of_requests_has_no_secrets(xero: Caller) -> None:
    xero.control("DELETE", "requests")
    xero.get("Contacts", page=1)
    xero.sign_in()
    data = xero.control("GET", "requests").json
    paths = [row["path"] for row in data["requests"]]
    assert paths.count("/api.xro/2.0/Contacts") == 1
    assert data["count"] == len(data["requests"])
    row = next(row for row in data["requests"] if row["path"].endswith("Contacts"))
    assert (row["method"], row["status"], row["query"]) == ("GET", 200, "page=1")
    assert row["ms"] > 0
    assert xero.token not in str(data)
    assert "code_challenge" not in str(data)


def test_the_user_of_xero_acts(xero: Caller) -> None:
    def act(name: str, **values: Any) -> Any:
        reply = xero.control("POST", "act", {"act": name, **values})
        assert reply.status == 200, reply.body
        return reply.json["record"]

    contact = act("add_contact", fields={"Name": "Acme", "EmailAddress": "a@example.com"})
    act("edit_contact", contact="Acme", fields={"FirstName": "Kim"})
    invoice = act("add_invoice", contact="Acme", amount=110, status="DRAFT")
    assert act("approve_invoice", invoice=invoice["InvoiceNumber"])["Status"] == "AUTHORISED"
    assert act("send_invoice", invoice=invoice["InvoiceNumber"])["SentToContact"] is True
    payment = act("record_payment", invoice=invoice["InvoiceNumber"], amount=50)
    note = act("add_credit_note", invoice=invoice["InvoiceNumber"], amount=10)
    assert note["Status"] == "PAID"
    assert act("remove_payment", payment=payment["PaymentID"])["Status"] == "DELETED"
    other = act("add_invoice", contact=contact["ContactID"], amount=5)
    assert act("void_invoice", invoice=other["InvoiceID"])["Status"] == "VOIDED"
    assert act("edit_item", fields={"Code": "X", "Name": "Ex"})["Code"] == "X"
    act("remove_item", item="X")
    act("add_contact", fields={"Name": "Twin"})
    act("merge_contacts", contact="Twin", into="Acme")
    assert act("archive_contact", contact="Acme")["ContactStatus"] == "ARCHIVED"
    assert act("restore_contact", contact=contact["ContactID"])["ContactStatus"] == "ACTIVE"
    users = {row["User"] for row in xero.get(f"Contacts/{contact['ContactID']}/History").json["HistoryRecords"]}
    assert users == {"Kim Ash"}
    assert xero.control("POST", "act", {"act": "dance"}).status == 400
    assert xero.control("POST", "act", {"act": "void_invoice", "invoice": "NOPE"}).status == 400
    with pytest.raises(Refused, match="no contact"):
        xero.server.act("archive_contact", contact="Nobody")


def test_sessions_and_connections_can_end_inside_xero(xero: Caller) -> None:
    assert xero.control("DELETE", "connections").status == 200
    assert xero.get("Organisation").status == 403
    xero.sign_in()
    assert xero.control("DELETE", "sessions").status == 200
    assert (xero.get("Organisation").status, xero.renew().status) == (401, 400)
    state = xero.control("GET", "").json
    assert state["organisations"][0]["name"] == "Harbour Joinery"
    assert "record_payment" in state["acts"]


def test_ids_are_the_same_every_time() -> None:
    def first_id() -> Any:
        with DemoServer([tiny()], options=Options(limits=False)) as server:
            return server.act("add_contact", fields={"Name": "A"})["ContactID"]

    assert first_id() == first_id()


def test_a_connection_stays_open_for_more_and_stop_closes_it(server: DemoServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(server.url.rpartition(":")[2]), timeout=10)
    for _ in range(3):
        connection.request("GET", "/_demo/requests")
        assert connection.getresponse().read()
    server.stop()

    def once_more() -> None:
        connection.request("GET", "/_demo/requests")
        connection.getresponse()

    with pytest.raises((http.client.HTTPException, ConnectionError)):
        once_more()
    connection.close()


def test_requests_that_are_no_requests(xero: Caller) -> None:
    assert xero.raw("PUT", "/api.xro/2.0/Contacts", headers={"Content-Length": "x"}).status == 413
    assert xero.raw("GET", "/nowhere").status == 404
    assert xero.raw("POST", "/_demo/act", "not json").status == 400


def test_the_port_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "port"
    write_port_file(path, 4711)
    assert path.read_text() == "4711\n"
    assert [item.name for item in tmp_path.iterdir()] == ["port"]
