"""What the gutter shows, as numbers: chips that do not overlap, bundles, ports, lines that leave the picture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xerodesk.ui.sync.field_map.geometry import Box, Curve, place_chips
from xerodesk.ui.sync.field_map.scene import Anchor, Line, lay_out

SIZE = (160.0, 400.0)


def line(crm: str, xero: str, **more: str) -> Line:
    return Line(((crm,), xero), "both", "ok", **more)  # type: ignore[arg-type]


def width(_words: str, _icon: str) -> float:
    return 40.0


def test_the_curve_runs_from_end_to_end_and_knows_its_distance() -> None:
    curve = Curve(10, 50, 150, 90)
    assert curve.at(0) == (10, 50)
    assert curve.at(1) == (150, 90)
    assert curve.at(0.5) == (80, 70)
    assert curve.distance(80, 70) < 0.5
    assert 9 < curve.distance(10, 40) < 11
    assert curve.distance(80, 300) > 100


@given(st.lists(st.tuples(st.integers(20, 380), st.integers(20, 380)), min_size=1, max_size=12))
def test_chips_find_their_own_place(ends: list[tuple[int, int]]) -> None:
    """No two chips overlap as long as there is a free place on the curve; every chip of a whole curve is shown, inside the picture."""
    wanted = [(Curve(10, left, 150, right), 30.0) for left, right in ends]
    placed = place_chips(wanted, SIZE[1])
    assert all(box is not None and 0 < box.y < SIZE[1] for box in placed)
    assert place_chips(wanted, SIZE[1]) == placed


def test_two_crossing_lines_get_two_places() -> None:
    one, two = place_chips([(Curve(10, 50, 150, 150), 40), (Curve(10, 150, 150, 50), 40)], 400)
    assert one is not None
    assert two is not None
    assert not one.meets(two)


def test_a_small_box_is_as_large_as_a_finger_tip() -> None:
    assert Box(50, 50, 24, 18).holds(50, 61, least=24)
    assert not Box(50, 50, 24, 18).holds(50, 63, least=24)


def test_free_and_used_ports_stand_on_their_rows() -> None:
    scene = lay_out([line("name", "Name")], {"name": Anchor(20), "owner": Anchor(48)}, {"Name": Anchor(20)}, SIZE, width)
    assert {(port.field, port.used) for port in scene.ports} == {("name", True), ("owner", False), ("Name", True)}
    port = scene.port_at(8, 55)
    assert port is not None
    assert port.field == "owner"
    assert scene.port_at(80, 48) is None


def test_closed_groups_are_one_bundle_with_its_count() -> None:
    crm = {f"a{n}": Anchor(30, "Delivery") for n in range(3)}
    xero = {f"B{n}": Anchor(60, "Street") for n in range(3)}
    scene = lay_out([line(f"a{n}", f"B{n}") for n in range(3)], crm, xero, SIZE, width)
    assert len(scene.strands) == 1
    assert scene.strands[0].bundle
    assert scene.strands[0].words == "3"
    assert scene.strands[0].name == "3 pairs between Delivery and Street"


def test_a_bundle_shows_the_worst_of_its_pairs() -> None:
    crm = {"a": Anchor(30, "G"), "b": Anchor(30, "G")}
    xero = {"A": Anchor(60, "H"), "B": Anchor(60, "H")}
    lines = [line("a", "A"), Line((("b",), "B"), "to_xero", "error")]
    scene = lay_out(lines, crm, xero, SIZE, width)
    assert (scene.strands[0].state, scene.strands[0].icon) == ("error", "x")


def test_lines_that_leave_the_picture_are_counted_at_its_edge() -> None:
    crm = {"a": Anchor(100), "b": Anchor(130), "c": Anchor(700)}
    xero = {"A": Anchor(450), "B": Anchor(520), "C": Anchor(800)}
    scene = lay_out([line("a", "A"), line("b", "B"), line("c", "C")], crm, xero, SIZE, width)
    assert len(scene.strands) == 2, "a line with both ends outside is not drawn"
    assert [(stub.words, stub.side, stub.field) for stub in scene.stubs] == [("2 below", "xero", "A")]
    assert scene.stub_at(80, 385) == scene.stubs[0]


def test_a_filtered_field_takes_its_line_along() -> None:
    scene = lay_out([line("a", "A")], {"a": Anchor(20)}, {}, SIZE, width)
    assert scene.strands == ()


def test_walking_goes_from_top_to_bottom() -> None:
    crm = {"a": Anchor(100), "b": Anchor(20), "far": Anchor(900)}
    xero = {"A": Anchor(20), "B": Anchor(50), "F": Anchor(950)}
    scene = lay_out([line("a", "A"), line("far", "F"), line("b", "B")], crm, xero, SIZE, width)
    assert [key[0][0] for key in scene.order] == ["b", "a", "far"]


def test_the_nearest_line_is_hit() -> None:
    scene = lay_out(
        [line("a", "A"), line("b", "B")], {"a": Anchor(20), "b": Anchor(60)}, {"A": Anchor(20), "B": Anchor(60)}, SIZE, width
    )
    found = scene.strand_at(30, 58)
    assert found is not None
    assert found.keys == ((("b",), "B"),)
    assert scene.strand_at(30, 40) is None
