"""How values stand in columns."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xerodesk.domain.errors import Misuse
from xerodesk.store.amounts import minor_of, price_column, price_of, price_value, rate_of
from xerodesk.store.columns import clean, day, fold, instant, instant_text, json_text, raw_value
from xerodesk.store.xero_json import day_of, instant_of, list_of, part_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Pâtisserie Zoë LEFÈVRE", "patisserie zoe lefevre"),
        ("Straße", "strasse"),
        ("  two\t\nlines ", "two lines"),
        ("Đặng", "đang"),
        ("ﬁne №", "fine no"),
        ("שלום", "שלום"),
        ("🦘 Joey", "🦘 joey"),
        ("a\x00b", "a b"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec=None)))
def test_clean_text_can_be_stored(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_come_back_and_sort_as_text(at: datetime) -> None:
    assert instant(instant_text(at)) == at
    if at < datetime(9999, 1, 1, tzinfo=UTC):
        assert instant_text(at) < instant_text(at + timedelta(microseconds=1))


def test_instants_of_other_zones_become_utc() -> None:
    at = datetime(2026, 6, 3, 14, 2, tzinfo=timezone(timedelta(hours=10)))
    assert instant_text(at) == "2026-06-03T04:02:00.000000Z"
    assert instant("") is None


@pytest.mark.parametrize(
    ("value", "hundredths"),
    [
        (12, 1200),
        (12.5, 1250),
        (0.1 + 0.2, 30),
        (Decimal("1.005"), 101),
        ("22.00", 2200),
        (-4.5, -450),
        (Decimal("90071992547409.93"), 9007199254740993),
        (None, 0),
        (True, 0),
        ("abc", 0),
        (float("nan"), 0),
        ("1e400", 0),
        ([], 0),
        ({}, 0),
    ],
)
def test_amounts_of_any_form(value: object, hundredths: int) -> None:
    assert minor_of(value) == hundredths


@given(st.integers(-(10**13), 10**13))
def test_hundredths_survive_json_numbers(hundredths: int) -> None:
    assert minor_of(Decimal(hundredths) / 100) == hundredths
    assert minor_of(hundredths / 100) == hundredths
    assert minor_of(f"{Decimal(hundredths) / 100}") == hundredths


def test_prices_rates_and_what_is_no_amount() -> None:
    assert price_of(33.3333) == 333333
    assert price_value(price_column("0.0375")) == "0.0375"
    assert price_value(price_column(" 12.5 ")) == "12.50"
    assert price_value(price_column("")) == ""
    assert rate_of(Decimal("1.080000")) == "1.08"
    assert rate_of(None) == ""
    for text in ("twelve", "1,50", "inf", "1e20"):
        with pytest.raises(Misuse, match="not an amount"):
            price_column(text)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ({"DateString": "2026-05-01T00:00:00", "Date": "/Date(0)/"}, "2026-05-01"),
        ({"Date": "/Date(1518652800000+0000)/"}, "2018-02-15"),
        ({"Date": "/Date(1518652800000+1300)/"}, "2018-02-15"),
        ({"Date": "/Date(1551398400000)/"}, "2019-03-01"),
        ({"Date": "2026-05-01"}, "2026-05-01"),
        ({"DateString": "rubbish", "Date": "2026-05-01"}, "2026-05-01"),
        ({"Date": None}, ""),
        ({"Date": "/Date(99999999999999999999)/"}, ""),
        ({"Date": 5}, ""),
        ({}, ""),
    ],
)
def test_days_of_xero(raw: dict[str, object], found: str) -> None:
    assert day_of(raw, "Date") == found
    assert day(found) == (date.fromisoformat(found) if found else None)


def test_instants_of_xero() -> None:
    assert instant_of({"UpdatedDateUTC": "/Date(1573755038314)/"}) == "2019-11-14T18:10:38.314000Z"
    assert instant_of({"UpdatedDateUTC": "2019-11-14T18:10:38"}) == "2019-11-14T18:10:38.000000Z"
    assert instant_of({"UpdatedDateUTC": "soon"}) == ""


def test_null_lists_and_objects_are_none() -> None:
    assert list_of({"Lines": None}, "Lines") == []
    assert list_of({"Lines": [None, {"a": 1}, 3]}, "Lines") == [{"a": 1}]
    assert part_of({"Contact": []}, "Contact") == {}


def test_json_keeps_decimals() -> None:
    assert raw_value(json_text({"UnitPrice": Decimal("33.3333"), "N": 5})) == {"UnitPrice": Decimal("33.3333"), "N": 5}
