"""Transforms: what each does, what its way back is worth, and that an inverse gives the value back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xerodesk.domain.values import Value
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.transform_kinds import BadValue
from xerodesk.mapping.transforms import TRANSFORMS, backward, forward, traced, way_back
from xerodesk.mapping.transforms_text import split_name
from xerodesk.mapping.wires import Transform

AU = Surroundings(tax_types={"OUTPUT": "GST on Income", "EXEMPT": "GST Free"}, accounts={"200": "Sales", "260": "Other Revenue"})


@pytest.mark.parametrize(
    ("step", "value", "result"),
    [
        (Transform("trim"), "  a b \r\n c  ", "a b\n c"),
        (Transform("case", {"style": "upper"}), "straße", "STRASSE"),
        (Transform("case", {"style": "words"}), "van der Berg", "Van Der Berg"),
        (Transform("default", {"value": "AUD"}), "", "AUD"),
        (Transform("default", {"value": "AUD"}), "NZD", "NZD"),
        (Transform("cut", {"length": "5"}), "abcd efgh", "abcd"),
        (Transform("split_name", {"part": "first"}), "Ada King Lovelace", "Ada King"),
        (Transform("split_name", {"part": "last"}), "Lovelace, Ada", "Lovelace"),
        (Transform("constant", {"value": "200"}), "anything", "200"),
        (Transform("phone_parts"), "02 9999 1234", "61·2·9999 1234"),
        (Transform("phone_e164"), "02 9999 1234", "+61299991234"),
        (Transform("phone_e164"), "call Mary", "call Mary"),
        (Transform("date", {"pattern": "DD/MM/YYYY"}), "03/06/2026", "2026-06-03"),
        (Transform("round", {"places": "2"}), "1.005", "1.01"),
        (Transform("lookup", {"list": "tax_type"}), "gst on income", "OUTPUT"),
        (Transform("lookup", {"list": "account"}), "200 - Sales", "200"),
        (Transform("lookup", {"list": "terms"}), "net30", "Net 30"),
        (Transform("yes_no", {"yes": "Y", "no": "N"}), True, "Y"),
        (Transform("yes_no", {}), "", ""),
        (Transform("value_map", {"pair:Won": "ACTIVE", "otherwise": "OTHER"}), "won", "ACTIVE"),
        (Transform("value_map", {"pair:Won": "ACTIVE", "otherwise": "OTHER"}), "lost", "OTHER"),
    ],
)
def test_each_transform(step: Transform, value: Value, result: Value) -> None:
    assert forward((step,), value, AU) == result


@pytest.mark.parametrize(
    ("step", "value"),
    [
        (Transform("date", {"pattern": "DD/MM/YYYY"}), "31/31/2026"),
        (Transform("round"), "twelve"),
        (Transform("lookup", {"list": "tax_type"}), "VAT"),
        (Transform("yes_no"), "perhaps"),
        (Transform("value_map", {"pair:a": "b"}), "c"),
    ],
)
def test_a_bad_value_is_told_in_words(step: Transform, value: Value) -> None:
    with pytest.raises(BadValue) as told:
        forward((step,), value, AU)
    assert str(value) in told.value.message
    assert told.value.advice


def test_steps_run_in_order_and_back_in_reverse() -> None:
    steps = (Transform("trim"), Transform("value_map", {"pair:yes": "1"}), Transform("case"))
    assert traced(steps, " yes ", AU) == ["yes", "1", "1"]
    assert backward(steps, "1", AU) == "yes"


@pytest.mark.parametrize(
    ("step", "worth"),
    [
        (Transform("trim"), "as_it_is"), (Transform("split_name"), "none"), (Transform("constant"), "none"), (Transform("unknown"), "none"),
        (Transform("phone_parts"), "inverse"), (Transform("value_map", {"pair:a": "x", "pair:b": "y"}), "inverse"),
        (Transform("value_map", {"pair:a": "x", "pair:b": "X"}), "none"),
    ],
)  # fmt: skip
def test_the_way_back_is_known(step: Transform, worth: str) -> None:
    assert way_back(step) == worth


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.text(min_size=1, max_size=5), max_size=5), st.data())
def test_a_reversible_value_map_gives_the_value_back(pairs: dict[str, str], data: st.DataObject) -> None:
    pairs = {" ".join(k.split()): " ".join(v.split()) for k, v in pairs.items() if k.split() and v.split()}
    step = Transform("value_map", {f"pair:{option}": target for option, target in pairs.items()})
    if way_back(step) == "inverse" and pairs:
        option = data.draw(st.sampled_from(sorted(pairs)))
        assert backward((step,), forward((step,), option, AU), AU) == option


@given(st.dates())
def test_a_date_comes_back(day: object) -> None:
    step = Transform("date", {"pattern": "YYYY-MM-DD"})
    assert backward((step,), forward((step,), str(day), AU), AU) == str(day)


@given(st.text())
def test_no_text_step_breaks_on_any_text(text: str) -> None:
    for name in ("trim", "case", "default", "cut", "split_name", "join", "phone_parts", "phone_e164"):
        forward((Transform(name),), text, AU)
        backward((Transform(name),), text, AU)
    first, last = split_name(text)
    assert sorted("".join(text.split()).replace(",", "")) == sorted((first + last).replace(" ", "").replace(",", ""))


def test_every_transform_is_described() -> None:
    for kind in TRANSFORMS.values():
        assert kind.label
        assert kind.explain.endswith(".")
        assert kind.check({setting.name: setting.default for setting in kind.settings if setting.default}) is not None
    assert TRANSFORMS["cut"].check({"length": "0"})
    assert TRANSFORMS["round"].check({"places": "x"})
    assert TRANSFORMS["yes_no"].check({"yes": "a", "no": "a"})
