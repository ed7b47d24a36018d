"""Xero's instants in UTC, whatever way they are written."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xerodesk.xero.dates import http_date, instant, since_header


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/Date(1518685950940+0000)/", datetime(2018, 2, 15, 9, 12, 30, 940000, UTC)),
        ("/Date(1551399321043)/", datetime(2019, 3, 1, 0, 15, 21, 43000, UTC)),
        ("/Date(1551399321043+1300)/", datetime(2019, 3, 1, 0, 15, 21, 43000, UTC)),
        ("/Date(-62135596800000+0000)/", datetime(1, 1, 1, tzinfo=UTC)),
        ("2019-03-07T17:59:28Z", datetime(2019, 3, 7, 17, 59, 28, tzinfo=UTC)),
        ("2019-12-07T18:46:19.5165400", datetime(2019, 12, 7, 18, 46, 19, 516540, UTC)),
        ("2019-12-07T18:46:19.5", datetime(2019, 12, 7, 18, 46, 19, 500000, UTC)),
        ("2019-12-08T07:46:19+13:00", datetime(2019, 12, 7, 18, 46, 19, tzinfo=UTC)),
    ],
)
def test_instants(text: str, expected: datetime) -> None:
    assert instant(text) == expected


@pytest.mark.parametrize("value", [None, 5, "", "soon", "/Date(x)/", "/Date(99999999999999999999)/", {"a": 1}])
def test_what_is_no_instant(value: object) -> None:
    assert instant(value) is None


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)), st.sampled_from(["+0000", "", "+1300", "-1100"]))
def test_milliseconds_are_utc_whatever_offset_follows(when: datetime, offset: str) -> None:
    moment = when.replace(tzinfo=UTC, microsecond=when.microsecond // 1000 * 1000)
    milliseconds = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    assert instant(f"/Date({milliseconds}{offset})/") == moment


def test_the_delta_header_is_utc_to_the_second_in_24_hours() -> None:
    there = timezone(timedelta(hours=-5))
    assert since_header(datetime(2026, 2, 3, 16, 5, 6, 999999, there)) == "2026-02-03T21:05:06"


def test_the_date_header() -> None:
    assert http_date("Wed, 21 Oct 2015 07:28:00 GMT") == datetime(2015, 10, 21, 7, 28, tzinfo=UTC)
    assert http_date("yesterday") is None
    assert http_date(None) is None
