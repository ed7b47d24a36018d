"""Money to the cent, days as people write them, ages that say when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xerodesk.ui import wording

TODAY = date(2026, 6, 3)
NOW = datetime(2026, 6, 3, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "0.00"),
        ("4120", "4,120.00"),
        ("-220", "\N{MINUS SIGN}220.00"),
        ("1234567.891", "1,234,567.89"),
        ("-0.001", "0.00"),
        ("0.005", "0.01"),
        ("99999999999999.99", "99,999,999,999,999.99"),
    ],
)
def test_money_is_exact_and_grouped(amount: str, words: str) -> None:
    """No double in between: every cent stays."""
    assert wording.money(Decimal(amount)) == words


@given(st.integers(-(10**16), 10**16))
def test_money_reads_back(hundredths: int) -> None:
    """What is written is what was meant."""
    amount = Decimal(hundredths).scaleb(-2)
    written = wording.money(amount).replace(",", "").replace(wording.MINUS, "-")
    assert Decimal(written) == amount


def test_money_with_its_currency() -> None:
    """The currency after it, nothing when there is none."""
    assert wording.money_in(Decimal(640), "NZD") == "640.00 NZD"
    assert wording.money_in(Decimal(640), "") == "640.00"
    assert wording.money_or_dash(Decimal(0)) == wording.DASH


def test_days_carry_their_year_when_it_is_another() -> None:
    """This year's go without."""
    assert wording.short_day(date(2026, 5, 16), TODAY) == "16 May"
    assert wording.short_day(date(2025, 12, 4), TODAY) == "4 Dec 2025"
    assert wording.short_day(None, TODAY) == wording.DASH
    assert wording.spoken_day(date(2026, 6, 20), TODAY) == "20 June"
    assert wording.full_day(date(2019, 3, 14)) == "14 Mar 2019"
    assert wording.month(date(2026, 5, 1)) == "May 2026"


def test_ages_are_times_today_and_days_before() -> None:
    """In the zone where they are read."""
    assert wording.age(datetime(2026, 6, 3, 14, 2, tzinfo=UTC), NOW, UTC) == "as of 14:02"
    assert wording.age(datetime(2026, 6, 2, 14, 2, tzinfo=UTC), NOW, UTC) == "as of 2 Jun"
    assert wording.age(datetime(2025, 6, 2, 14, 2, tzinfo=UTC), NOW, UTC) == "as of 2 Jun 2025"
    assert wording.age(None, NOW, UTC) == ""
    sydney = timezone(timedelta(hours=10))
    assert wording.age(datetime(2026, 6, 2, 20, 0, tzinfo=UTC), NOW, sydney) == "as of 06:00"
    assert wording.moment(datetime(2026, 6, 2, 14, 2, tzinfo=UTC), NOW, UTC) == "2 Jun 14:02"


def test_counts_have_their_noun() -> None:
    """One, and more than one."""
    assert wording.counted(1, "invoice") == "1 invoice"
    assert wording.counted(2023, "invoice") == "2,023 invoices"
    assert wording.counted(0, "person", "people") == "0 people"
    assert wording.days(1) == "1 day"
