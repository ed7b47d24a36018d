"""The order of a table, its clock's steps, and Xero's JSON."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.demo.caller import START, tiny
from xerodesk.demo.state import Record, Table
from xerodesk.demo.wire import day_fields, decode, encode, read_day, read_stamp, stamp


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 5), st.sampled_from(["put", "drop", "touch"]))))
def test_the_order_is_that_of_a_fresh_sort_whatever_happens(steps: list[tuple[str, int, str]]) -> None:
    table = Table()
    for key, second, step in steps:
        moment = START + timedelta(seconds=second)
        if step == "put":
            table[key] = Record({}, moment)
        elif key in table:
            if step == "drop":
                del table[key]
            elif step == "touch":
                table.touch(key, moment)
        assert table.ordered() == sorted(table.items(), key=lambda pair: (pair[1].updated, pair[0]))


def test_changes_within_one_millisecond_keep_their_order() -> None:
    org = tiny()
    org.now = lambda: START
    moments = [org.later() for _ in range(3)]
    assert moments == sorted(set(moments))
    assert org.later(START - timedelta(days=1)) > moments[-1]


def test_today_is_the_organisations_day() -> None:
    org = tiny()
    org.now = lambda: datetime(2024, 6, 30, 15, 0, tzinfo=UTC)  # one in the morning in Sydney
    assert org.today() == date(2024, 7, 1)


def test_money_keeps_its_decimals_and_text_its_marks() -> None:
    data = {"Total": Decimal("22.00"), "Rate": Decimal("1.000000"), "Name": 'Zoë "\u0001" 12.50', "Empty": None, "Sum": 3}
    text = encode(data)
    assert '"Total":22.00' in text
    assert '"Rate":1.000000' in text
    assert decode(text) == data


@pytest.mark.parametrize("text", ["2024-02-29", "2024-02-29T13:00:00", "/Date(1709164800000+0000)/", "/Date(1709164800000)/"])
def test_days_are_read_in_every_form(text: str) -> None:
    assert read_day(text) == date(2024, 2, 29)


def test_dates_have_a_twin() -> None:
    assert day_fields("Date", date(2024, 2, 29)) == {"DateString": "2024-02-29T00:00:00", "Date": "/Date(1709164800000+0000)/"}
    moment = datetime(2018, 2, 15, 6, 12, 30, 940000, tzinfo=UTC)
    assert stamp(moment) == "/Date(1518675150940+0000)/"
    assert read_stamp(stamp(moment)) == moment
    assert read_day("soon") is None
