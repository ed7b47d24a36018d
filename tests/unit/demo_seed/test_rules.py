"""The small rules behind the books: sums, due days, names, check digits."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.au import abn as stdnum_abn
from stdnum.ean import is_valid as ean_is_valid
from stdnum.gb import vat as stdnum_vat
from stdnum.nz import ird as stdnum_ird

from xerodesk.demo.seed.arithmetic import halves_up, line_sum, money
from xerodesk.demo.seed.australia import AU
from xerodesk.demo.seed.documents import due_day
from xerodesk.demo.seed.draws import Calendar, Draws
from xerodesk.demo.seed.lines import foot
from xerodesk.demo.seed.naming import Namer, folded
from xerodesk.demo.seed.tax_numbers import abn, ird, nzbn, vat

CENT = Decimal("0.01")


def test_xeros_own_rounding_example() -> None:
    """25.06 + 25.61 + 25.63 at 15%: 11.44 when each line is rounded, 11.45 when only the sum is."""
    sums = [line_sum(10_000, price * 100, 1_500) for price in (2_506, 2_561, 2_563)]
    assert foot("Exclusive", sums).tax == 1_144


@given(st.integers(-10**12, 10**12), st.integers(1, 10**6))
def test_halves_go_away_from_zero(numerator: int, denominator: int) -> None:
    expected = (Decimal(numerator) / denominator).quantize(Decimal(1), ROUND_HALF_UP)
    assert halves_up(numerator, denominator) == expected


@given(
    st.integers(1, 10**8), st.integers(1, 10**8), st.sampled_from((0, 500, 700, 1_000, 1_500, 2_000)), st.integers(0, 10_000), st.booleans()
)
def test_a_line_is_what_decimal_arithmetic_says(quantity: int, price: int, points: int, discount: int, inclusive: bool) -> None:
    total = line_sum(quantity, price, points, discount, inclusive=inclusive)
    gross = Decimal(quantity).scaleb(-4) * Decimal(price).scaleb(-4)
    amount = (gross * (10_000 - discount) / 10_000).quantize(CENT, ROUND_HALF_UP)
    tax = (amount * points / (10_000 + points if inclusive else 10_000)).quantize(CENT, ROUND_HALF_UP)
    assert (money(total.amount), money(total.tax)) == (amount, tax)
    assert total.amount + total.discount == gross.quantize(CENT, ROUND_HALF_UP).scaleb(2)


@pytest.mark.parametrize(
    ("day", "terms", "due"),
    [
        ("2026-01-31", None, "2026-03-02"),
        ("2026-01-31", (14, "DAYSAFTERBILLDATE"), "2026-02-14"),
        ("2026-01-15", (10, "DAYSAFTERBILLMONTH"), "2026-02-10"),
        ("2026-02-03", (20, "OFFOLLOWINGMONTH"), "2026-03-20"),
        ("2026-01-10", (31, "OFFOLLOWINGMONTH"), "2026-02-28"),
        ("2026-02-03", (28, "OFCURRENTMONTH"), "2026-02-28"),
        ("2026-02-03", (31, "OFCURRENTMONTH"), "2026-02-28"),
        ("2026-03-30", (28, "OFCURRENTMONTH"), "2026-04-28"),
        ("2025-12-20", (15, "OFFOLLOWINGMONTH"), "2026-01-15"),
    ],
)
def test_due_days(day: str, terms: tuple[int, str] | None, due: str) -> None:
    wire = {"Day": terms[0], "Type": terms[1]} if terms else None
    assert due_day(date.fromisoformat(day), wire) == date.fromisoformat(due)


def test_hundreds_of_numbers_pass_their_checks() -> None:
    draw = Random(7)
    for _ in range(400):
        assert stdnum_abn.is_valid(abn(draw))
        assert stdnum_ird.is_valid(ird(draw))
        assert stdnum_vat.is_valid(vat(draw))
        assert ean_is_valid(nzbn(draw))


def test_names_never_repeat_even_when_words_run_out() -> None:
    namer = Namer(AU, Draws("names"))
    names = [namer.business() for _ in range(3_000)] + [namer.private()[0] for _ in range(3_000)] + [namer.supplier() for _ in range(1_000)]
    assert len({folded(name) for name in names}) == len(names)
    assert max(map(len, names)) <= 255


def test_ids_look_like_uuid4_and_do_not_repeat() -> None:
    draw = Draws("ids")
    ids = [draw.new_id() for _ in range(5_000)]
    assert len(set(ids)) == len(ids)
    assert all(len(ident) == 36 and ident[14] == "4" and ident[19] in "89ab" for ident in ids)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_workdays_are_workdays(day: date) -> None:
    worked = Calendar(day).workday(day)
    assert worked.weekday() < 5
    assert 0 <= (day - worked).days <= 2
