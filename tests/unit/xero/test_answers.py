"""The verdict on each element of a write, whatever way Xero says it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xerodesk.domain.errors import AnswerLost
from xerodesk.mapping.kinds import KINDS
from xerodesk.xero.answers import counted, elements, rows, verdicts

CONTACT = KINDS["contact"]
ITEM = KINDS["product"]
NIL = "00000000-0000-0000-0000-000000000000"
ID = "bd2270c3-8706-4c11-9cfb-000b551c3f51"
OTHER = "ae2270c3-8706-4c11-9cfb-000b551c3f52"


def judged(sent: list[dict[str, Any]], answered: list[dict[str, Any]]) -> list[Any]:
    return verdicts(sent, {"Contacts": answered}, 200, CONTACT)


def test_saved_means_ok_and_an_id() -> None:
    echo = {"Name": "A", "ContactID": ID, "StatusAttributeString": "OK", "Addresses": [{"ValidationErrors": []}]}
    [verdict] = judged([{"Name": "A"}], [echo])
    assert verdict.ok
    assert verdict.raw is not None
    assert verdict.raw["ContactID"] == ID
    assert verdict.errors == ()


@pytest.mark.parametrize("echo", [{"ContactID": NIL}, {"ContactID": ""}, {"ContactID": None}, {}])
def test_no_id_is_not_saved(echo: dict[str, Any]) -> None:
    [verdict] = judged([{"Name": "A"}], [{"Name": "A", "StatusAttributeString": "OK", **echo}])
    assert not verdict.ok
    assert verdict.raw is None
    assert verdict.errors


def test_a_warning_is_saved() -> None:
    text = "Only AUTHORISED invoices may have SentToContact updated."
    [verdict] = judged([{"ContactID": ID}], [{"ContactID": ID, "StatusAttributeString": "WARNING", "Warnings": [{"Message": text}]}])
    assert verdict.ok
    assert verdict.warnings == (text,)


@pytest.mark.parametrize(
    "mark",
    [
        {"StatusAttributeString": "ERROR"},
        {"HasErrors": True},
        {"HasValidationErrors": True, "StatusAttributeString": "OK"},
        {"ValidationErrors": [{"Message": "Email address must be valid."}], "StatusAttributeString": "OK"},
        {"Addresses": [{"AddressLine1": "x", "ValidationErrors": [{"Message": "Too long"}]}]},
    ],
)
def test_refused_in_every_spelling_even_with_an_id(mark: dict[str, Any]) -> None:
    [verdict] = judged([{"ContactID": ID, "Name": "A"}], [{"ContactID": ID, "Name": "A", **mark}])
    assert not verdict.ok
    assert verdict.errors


def test_each_message_once_from_anywhere_in_the_tree() -> None:
    error = {"ValidationErrors": [{"Message": "Same"}]}
    [verdict] = judged([{"Name": "A"}], [{"Name": "A", **error, "Phones": [error, {"ValidationErrors": [{"Message": "Other"}]}]}])
    assert sorted(verdict.errors) == ["Other", "Same"]


def test_elements_are_told_apart_by_marker_then_name_then_place() -> None:
    sent = [{"Name": "A", "ContactNumber": "XD-1"}, {"Name": "B", "ContactNumber": "XD-2"}]
    turned = [
        {"Name": "b", "ContactNumber": "XD-2", "ContactID": OTHER, "StatusAttributeString": "OK"},
        {"Name": "A", "ContactNumber": "XD-1", "ContactID": ID, "StatusAttributeString": "OK"},
    ]
    assert [one.raw["ContactID"] for one in judged(sent, turned)] == [ID, OTHER]
    by_name = [{key: value for key, value in one.items() if key != "ContactNumber"} for one in turned]
    assert [one.raw["ContactID"] for one in judged(sent, by_name)] == [ID, OTHER]
    cut = [{"Name": "changed by Xero", "ContactID": ID}, {"Name": "B", "ContactID": OTHER}]
    assert [one.raw["ContactID"] for one in judged(sent, cut)] == [ID, OTHER]


def test_an_answer_that_leaves_one_out_leaves_the_fate_open() -> None:
    sent = [{"ContactID": ID}, {"ContactID": OTHER}]
    with pytest.raises(AnswerLost):
        judged(sent, [{"ContactID": ID, "StatusAttributeString": "OK"}])
    with pytest.raises(AnswerLost):
        judged(sent, [])


def test_a_batch_refused_as_a_whole_gives_each_its_reason() -> None:
    sent = [{"Name": "A"}, {"Name": "B"}, {"Name": "C"}]
    body = {
        "ErrorNumber": 10,
        "Type": "ValidationException",
        "Elements": [{"Name": "B", "ContactID": NIL, "ValidationErrors": [{"Message": "The contact name B is already assigned"}]}],
    }
    first, second, third = verdicts(sent, body, 400, CONTACT)
    assert [one.ok for one in (first, second, third)] == [False] * 3
    assert second.errors == ("The contact name B is already assigned",)
    assert "another record" in first.errors[0]


def test_items_are_told_apart_by_their_code() -> None:
    sent = [{"Code": "X"}, {"Code": "Y"}]
    answer = {"Items": [{"Code": "Y", "ItemID": OTHER}, {"Code": "X", "ItemID": ID}]}
    assert [one.raw["ItemID"] for one in verdicts(sent, answer, 200, ITEM) if one.raw] == [ID, OTHER]


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_any_order_and_any_failures_come_back_to_the_right_element(order: list[int], bad: set[int]) -> None:
    sent = [{"Name": f"N{index}", "ContactNumber": f"XD-{index}"} for index in range(6)]
    answered = [
        {**sent[index], "ContactID": NIL, "ValidationErrors": [{"Message": f"bad {index}"}]}
        if index in bad
        else {**sent[index], "ContactID": f"id-{index}", "StatusAttributeString": "OK"}
        for index in order
    ]
    for index, verdict in enumerate(judged(sent, answered)):
        assert verdict.ok == (index not in bad)
        if verdict.raw is not None:
            assert verdict.raw["ContactID"] == f"id-{index}"
        else:
            assert verdict.errors == (f"bad {index}",)


@pytest.mark.parametrize("body", [{"Contacts": []}, {"Contacts": None}, {"Status": "OK"}, {"DateTimeUTC": "/Date(0)/"}])
def test_nothing_is_nothing_in_each_of_xeros_spellings(body: dict[str, Any]) -> None:
    assert rows(body, "Contacts") == []


@pytest.mark.parametrize("body", [{}, {"hello": "world"}, {"Contacts": "none"}, {"Contacts": 5}])
def test_a_strangers_json_never_reads_as_nothing(body: dict[str, Any]) -> None:
    with pytest.raises(AnswerLost):
        rows(body, "Contacts")


def test_counts_are_zero_where_there_are_none() -> None:
    assert counted({"pagination": {"pageCount": 3, "itemCount": 2500, "pageSize": 1000}}) == (3, 2500)
    assert counted({"pagination": {"pageCount": "3", "itemCount": None}}) == (0, 0)
    assert counted({}) == (0, 0)


def test_what_may_be_sent() -> None:
    assert elements(json.dumps({"Contacts": [{"Name": "A"}]}).encode(), "Contacts") == [{"Name": "A"}]
    assert elements(b'[{"Name":"A"}]', "Contacts") == [{"Name": "A"}]
    assert elements(b'{"Name":"A"}', "Contacts") == [{"Name": "A"}]
    for body in (b"[]", b'{"Contacts":[]}', b"5", b'{"Contacts":["A"]}', b"[1]"):
        with pytest.raises(ValueError, match="not a request"):
            elements(body, "Contacts")
