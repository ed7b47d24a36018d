"""Phones, payment terms and people: what is understood, what is kept whole, and that going there and back changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.mapping.samples import people, phone_values
from xerodesk.mapping import phones, terms
from xerodesk.mapping.people import lay_over, xero_key


@pytest.mark.parametrize(
    ("text", "country", "parts"),
    [
        ("(02) 9999 1234", "AU", ("61", "2", "9999 1234")),
        ("0412 345 678", "AU", ("61", "", "412 345 678")),
        ("+64 9 307 7000", "AU", ("64", "9", "307 7000")),
        ("020 7946 0958", "GB", ("44", "20", "7946 0958")),
        ("ask for Mary", "AU", ("", "", "ask for Mary")),
        ("12", "AU", ("", "", "12")),
        ("", "AU", ("", "", "")),
    ],
)
def test_typed_numbers_become_xeros_parts(text: str, country: str, parts: tuple[str, str, str]) -> None:
    assert tuple(phones.to_parts(text, country)) == parts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("61·2·9999 1234", "(02) 9999 1234"),
        ("61·02·99991234", "(02) 9999 1234"),
        ("64·9·307 7000", "+64 9 307 7000"),
        ("··(02) 9999 1234", "(02) 9999 1234"),
        ("·02·9999 1234", "(02) 9999 1234"),
        ("··ask for Mary", "ask for Mary"),
        ("xx·1·2", "xx 1 2"),
        ("", ""),
    ],
)
def test_xeros_parts_become_one_readable_text(value: str, text: str) -> None:
    assert phones.readable(value, "AU") == text


def test_extension_is_neither_lost_nor_overlooked() -> None:
    assert "5" in phones.to_parts("02 9999 1234 ext 5", "AU").number
    assert phones.crm_key("02 9999 1234 ext 5", "AU") != phones.crm_key("02 9999 1234", "AU")


@given(
    st.one_of(phone_values(), st.text(max_size=30), st.from_regex(r"(\+61|0)[2-9][0-9]{8}", fullmatch=True)),
    st.sampled_from(["AU", "US", "GB", ""]),
)
def test_there_and_back_is_the_same_number(text: str, country: str) -> None:
    there = phones.to_parts(text, country).text
    back = phones.readable(there, country)
    again = phones.to_parts(back, country).text
    assert phones.xero_key(again, country) == phones.xero_key(there, country)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Net30", "Net 30"),
        ("30 days", "Net 30"),
        ("net 14 days", "Net 14"),
        ("due on receipt", "Net 0"),
        ("COD", "Net 0"),
        ("7", "Net 7"),
        ("30-days", "Net 30"),
        ("14 days after the bill date", "Net 14"),
        ("15 days after the end of the month", "15 days after the end of the month"),
        ("30 days EOM", "30 days after the end of the month"),
        ("EOM+30", "30 days after the end of the month"),
        ("end of month", "0 days after the end of the month"),
        ("20th of this month", "20th of this month"),
        ("20th of next month", "20th of next month"),
        ("20 of the following month", "20th of next month"),
        ("20th of the month following", "20th of next month"),
        ("1st of the current month", "1st of this month"),
        ("22nd of next month", "22nd of next month"),
        ("half now, half later", "half now, half later"),
        ("", ""),
    ],
)
def test_payment_terms_are_read_tolerantly(text: str, canonical: str) -> None:
    assert terms.key(text) == canonical


@given(st.integers(0, 31), st.sampled_from([terms.AFTER_DATE, terms.AFTER_MONTH, terms.THIS_MONTH, terms.NEXT_MONTH]))
def test_terms_as_written_are_read_back(day: int, kind: str) -> None:
    assert terms.parse(terms.text_of(terms.Terms(day, kind))) == terms.Terms(day, kind)


def test_role_and_phone_survive_what_arrives_from_xero() -> None:
    here = [
        {"first_name": "Ann", "last_name": "Lee", "email": "ann@x.com", "phone": "123", "role": "Owner", "gets_invoice": True},
        {"first_name": "Bob", "last_name": "Low", "email": "", "phone": "456", "role": "Cook", "gets_invoice": False},
    ]
    arrived = [
        {"first_name": "Bob", "last_name": "Low", "email": "bob@x.com", "gets_invoice": True},
        {"first_name": "Ann", "last_name": "Leigh", "email": "Ann@x.com", "gets_invoice": True},
        {"first_name": "New", "last_name": "", "email": "", "gets_invoice": False},
    ]
    merged = lay_over(here, arrived)
    assert [one["role"] for one in merged] == ["Cook", "Owner", ""]
    assert merged[1]["last_name"] == "Leigh"
    assert merged[0]["email"] == "bob@x.com"


@given(people(), st.randoms())
def test_the_order_of_people_is_no_change(listed: list[dict[str, str | bool]], random: object) -> None:
    shuffled = list(listed)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis hands in a random.Random
    assert xero_key(shuffled) == xero_key(listed)
    assert xero_key(lay_over(listed, shuffled)) == xero_key(listed)
