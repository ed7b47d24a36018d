"""What each refusal of Xero becomes."""

import json
from decimal import Decimal

import pytest

from xerodesk.domain.errors import AnswerLost, NotAllowed, NotOffered, NotThere, Refused, SignInNeeded, XerodeskError
from xerodesk.xero.faults import document, refusal
from xerodesk.xero.transport import Reply

HTML = b"<!DOCTYPE html><html><body>Please sign in to the Wi-Fi</body></html>"


def reply(status: int, body: bytes | object = b"", **headers: str) -> Reply:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    names = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, {"Content-Type": "application/json", **names}, content)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (reply(401, {"Type": None, "Title": "Unauthorized", "Status": 401, "Detail": "TokenExpired: token expired"}), SignInNeeded),
        (reply(401, WWW_Authenticate='Bearer error="insufficient_scope"'), NotAllowed),
        (reply(403, WWW_Authenticate="insufficent_scope"), NotAllowed),
        (reply(403, {"Title": "Forbidden", "Detail": "AuthenticationUnsuccessful"}), SignInNeeded),
        (reply(403, HTML, Content_Type="text/html"), AnswerLost),
        (reply(404, b""), NotThere),
        (reply(404, HTML, Content_Type="text/html"), AnswerLost),
        (reply(404, HTML, Content_Type="text/html", X_DayLimit_Remaining="900"), NotThere),
        (reply(412, {"Message": "x"}), Refused),
        (reply(500, {"Message": "An error occurred in Xero."}), AnswerLost),
        (reply(502, HTML, Content_Type="text/html"), AnswerLost),
        (reply(503), AnswerLost),
        (reply(501), NotOffered),
        (reply(302, b"", Location="https://portal.example.com"), AnswerLost),
        (reply(400, b"not json"), AnswerLost),
    ],
)
def test_status_and_body_say_which_error(answer: Reply, expected: type[XerodeskError]) -> None:
    error = refusal(answer)
    assert type(error) is expected
    assert error.message.endswith((".", ")"))
    assert error.advice


def test_a_missing_permission_is_told_apart_from_a_lapsed_sign_in() -> None:
    assert "permission" in refusal(reply(401, WWW_Authenticate='Bearer error="insufficient_scope"')).message
    assert "no longer accepts" in refusal(reply(401)).message


def test_a_validation_error_names_the_field_and_says_xeros_words() -> None:
    body = {
        "ErrorNumber": 10,
        "Type": "ValidationException",
        "Message": "A validation exception occurred",
        "Elements": [
            {
                "ContactID": "0",
                "ValidationErrors": [{"Message": "Email address must be valid."}],
                "Addresses": [{"ValidationErrors": [{"Message": "Country is too long"}]}],
            }
        ],
    }
    error = refusal(reply(400, body))
    assert isinstance(error, Refused)
    assert error.message == "Xero said no: Email address must be valid. Country is too long."
    assert error.fields == {"Addresses": "Country is too long"}
    assert error.status == 400


def test_a_key_used_for_other_content_is_told() -> None:
    error = refusal(reply(400, {"Message": "Idempotency Key: abc is used with a different request."}))
    assert isinstance(error, Refused)
    assert "seen this request before" in error.message


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (reply(200, HTML, Content_Type="text/html"), "web page"),
        (reply(200, HTML), "web page"),
        (reply(200, b'{"Contacts":[{"Name":"A'), "broke off"),
        (reply(200, b"  "), "empty"),
        (reply(200, b"OK", Content_Type="text/plain"), "text/plain"),
        (reply(200, b"[" * 100_000), "broke off"),
        (reply(200, b"\xff\xfe\x00"), "not an answer"),
    ],
)
def test_what_is_no_json_is_told_by_what_it_is(answer: Reply, word: str) -> None:
    with pytest.raises(AnswerLost, match=word):
        document(answer)


def test_money_is_never_a_float() -> None:
    found = document(reply(200, b'{"Total": 4120.10, "CurrencyRate": 1.000000, "page": 1}'))
    assert found == {"Total": Decimal("4120.10"), "CurrencyRate": Decimal("1.000000"), "page": 1}
    assert isinstance(found["Total"], Decimal)
