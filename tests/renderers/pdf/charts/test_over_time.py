"""Lines and columns."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.renderers.pdf.charts.specimens import (
    CHARTS,
    Noted,
    drawing_of,
    fills,
    height_of,
    over_time,
    texts_of,
    width_of,
)

from policyreport.document.contrast import contrast
from policyreport.document.nodes import Chart
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.charts.drawing import ChartContext

COLOURS = Theme().colours


def markers(noted: list[Noted]) -> list[tuple[float, float]]:
    """Return the middles of the markers."""
    boxes = [each.box for each in noted if each.kind == "polygon"]
    return [((left + right) / 2, (bottom + top) / 2) for left, bottom, right, top in boxes]


def foot(values: list[str | None]) -> Noted:
    """Return the line at the foot of a chart of one series."""
    noted = drawing_of(over_time("line", {"하나": values}))
    (line,) = [each for each in noted if each.kind == "polyline" and each.colour == COLOURS.rule]
    return line


def strokes(shown: Chart) -> list[Noted]:
    return [each for each in drawing_of(shown) if each.kind == "polyline" and each.colour == COLOURS.accent]


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=8).filter(lambda values: min(values) * 2 < max(values)))
def test_points_of_a_line_stand_as_high_above_zero_as_their_values(values: list[int]):
    noted = drawing_of(over_time("line", {"하나": [str(value) for value in values]}))
    (zero,) = [each.box[1] for each in noted if each.kind == "polyline" and each.colour == COLOURS.rule]
    heights = [y - zero for _, y in markers(noted)]
    assert heights == pytest.approx([max(heights) * value / max(values) for value in values], abs=0.01)


def test_points_in_time_are_evenly_spaced():
    xs = [x for x, _ in markers(drawing_of(over_time("line", {"하나": ["1", "5", "2", "9"]})))]
    assert len({round(right - left, 3) for left, right in pairwise(xs)}) == 1


def test_a_line_is_broken_where_a_value_is_missing():
    assert len(strokes(over_time("line", {"하나": ["1", "5", "2", "9"]}))) == 1
    assert len(strokes(over_time("line", {"하나": ["1", "5", None, "9", "8"]}))) == 2


def test_a_point_between_gaps_has_a_marker_alone():
    shown = over_time("line", {"하나": [None, "5", None, "9", None]})
    assert strokes(shown) == []
    assert len(markers(drawing_of(shown))) == 2


def test_a_line_far_from_zero_has_a_dashed_foot_and_one_near_it_a_line_of_zero():
    assert foot(["97", "98"]).dash
    assert not foot(["10", "98"]).dash


def test_the_last_value_of_each_series_is_printed_however_many_points_there_are():
    values: list[str | None] = [str(i * 37 % 101) for i in range(60)]
    facts = {each.fact for each in drawing_of(over_time("line", {"하나": values, "둘": values[::-1]}))}
    assert {"하나.59", "둘.59"} <= facts


def test_series_are_named_only_where_there_are_several():
    assert "하나" not in texts_of(drawing_of(over_time("line", {"하나": ["1", "2"]})))
    assert texts_of(drawing_of(over_time("line", {"하나": ["1", "2"], "둘": ["1", "2"]}))).startswith("하나둘")


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=8).filter(any))
def test_columns_are_as_high_as_their_values_and_negative_ones_hang_from_zero(values: list[int]):
    noted = drawing_of(over_time("column", {"하나": [str(value) for value in values]}))
    bars = fills(noted, COLOURS.accent)
    (zero,) = [each.box[1] for each in noted if each.kind == "polyline"]
    per_unit = max(map(height_of, bars)) / max(map(abs, values))
    for bar, value in zip(bars, values, strict=True):
        assert height_of(bar) == pytest.approx(abs(value) * per_unit, abs=0.01)
        assert (bar.box[1] if value >= 0 else bar.box[3]) == pytest.approx(zero, abs=0.01)


def test_columns_of_a_quarter_stand_side_by_side_without_touching():
    bars = [each for each in drawing_of(CHARTS["column-extreme"]) if each.kind == "fill"][6:]
    spans = sorted((bar.box[0], bar.box[2]) for bar in bars if width_of(bar))
    assert all(right <= left + 0.01 for (_, right), (left, _) in pairwise(spans))


def test_a_missing_column_reads_as_a_dash_and_zero_as_zero():
    noted = drawing_of(over_time("column", {"하나": ["5", None, "0"]}, "건"))
    assert [each.text for each in noted if each.fact] == ["5건", "0건", "-"]


def test_a_value_lies_on_no_column():
    for name in ("column", "column-one", "column-extreme"):
        noted = drawing_of(CHARTS[name])
        values = [each.box for each in noted if each.fact]
        bars = [each.box for each in noted if each.kind == "fill"]
        for (a, b, c, d), (e, f, g, h) in ((bar, value) for bar in bars for value in values):
            assert not (min(c, g) - max(a, e) > 0.05 and min(d, h) - max(b, f) > 0.05)


def test_the_first_three_tones_of_columns_are_told_apart_in_grey_and_from_the_page():
    style = ChartContext(Theme())
    tones = (COLOURS.accent, style.second, COLOURS.title)
    assert all(contrast(one, other) >= 1.5 for one, other in combinations(tones, 2))
    assert all(contrast(tone, "#FFFFFF") >= 3 for tone in tones)


@pytest.mark.parametrize("count", [3, 9, 15, 30])
@pytest.mark.parametrize("kind", ["line", "column"])
@pytest.mark.parametrize("length", [2, 9])
def test_every_point_has_its_name_however_narrow_its_slot_is(kind: str, count: int, length: int):
    names = [f"{n:02}" + "가나다라마바사아자차"[:length] for n in range(count)]
    noted = drawing_of(over_time(kind, {"하나": [str(n) for n in range(count)]}, names=names))
    said = texts_of(noted)
    assert all(name in said or all(part in said for part in (name[:6], name[6:])) for name in names)
    boxes = [each.box for each in noted if each.kind == "text" and not each.fact]
    assert not [
        (one, other)
        for one, other in combinations(boxes, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 0.1 and min(one[3], other[3]) - max(one[1], other[1]) > 0.1
    ]


def test_where_not_even_turned_names_have_room_it_is_said_how_many_are_left_out():
    noted = drawing_of(over_time("line", {"하나": [str(n) for n in range(120)]}))
    assert "개마다" in texts_of(noted)
