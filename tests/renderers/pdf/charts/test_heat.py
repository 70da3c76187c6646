from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.renderers.pdf.charts.specimens import (
    CHARTS,
    HUGE,
    LARGE,
    chart,
    drawing_of,
    fills,
    heat,
    number,
    said,
    texts_of,
)

from policyreport.document.contrast import contrast, luminance
from policyreport.document.nodes import Row
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.charts.drawing import ChartContext, heat_tints
from policyreport.renderers.pdf.charts.status_heat import step

TINTS = heat_tints(ChartContext(Theme()))
NONE = Theme().colours.box_tint


def test_the_more_the_darker():
    noted = drawing_of(heat(["가", "나", "다", "라", "마"], {"시책": ["1", "2", "3", "4", "5"]}))
    assert [each.colour for each in noted if each.kind == "fill"] == list(TINTS)


def test_none_reads_0_and_what_is_missing_a_dash_on_the_ground_of_none():
    noted = drawing_of(heat(["가", "나", "다"], {"시책": ["0", None, "3"]}))
    assert [each.colour for each in noted if each.kind == "fill"] == [NONE, NONE, TINTS[-1]]
    assert [each.text for each in noted if each.fact] == ["0", "-", "3"]


def test_none_reads_0_in_a_row_of_sums_and_with_its_unit():
    rows = [Row((said("시책"), number("a", "0", "개사"))), Row((said("계"), number("b", "0", "개사")), "total")]
    assert texts_of(drawing_of(chart("heat", ["시책", "분야"], rows))).endswith("시책0개사계0개사")


def test_sums_neither_are_tinted_nor_lighten_the_others():
    rows = [Row((said("시책"), number("a", "5"))), Row((said("계"), number("b", "500")), "total")]
    noted = drawing_of(chart("heat", ["시책", "분야"], rows))
    assert [each.colour for each in noted if each.kind == "fill"] == [TINTS[-1], NONE]


def test_tints_are_told_apart_in_grey_and_the_count_reads_on_each():
    luminances = [luminance(tint) for tint in (NONE, *TINTS)]
    assert all(lighter > darker + 0.05 for lighter, darker in pairwise(luminances[1:]))
    inks = [Theme().colours.ink] * 5 + ["#FFFFFF"]
    assert all(contrast(ink, tint) >= 4.5 for ink, tint in zip(inks, (NONE, *TINTS), strict=True))


def test_fields_without_room_follow_below_under_a_head_of_their_own():
    noted = drawing_of(CHARTS["heat"], 200)
    assert texts_of(noted).count("글로벌 팁스") > 1
    assert len(fills(noted, NONE)) == len(fills(drawing_of(CHARTS["heat"]), NONE))


def test_a_cell_is_as_high_as_a_count_of_two_lines_asks():
    noted = drawing_of(heat(["분야"], {"시책": [HUGE * 2]}, "억원"), 200, LARGE)
    (place,) = fills(noted, TINTS[-1])
    counts = [each for each in noted if each.fact]
    assert len(counts) > 1
    assert all(place.box[1] <= each.box[1] and each.box[3] <= place.box[3] for each in counts)


@given(st.decimals("0.01", "1e9"), st.decimals("0.01", "1e9"))
def test_steps_run_from_the_first_to_the_last(one: Decimal, other: Decimal):
    low, high = sorted((one, other))
    assert 0 <= step(low, high, 5) <= step(high, high, 5) == 4


@pytest.mark.parametrize(("count", "expected"), [("1", 0), ("20", 0), ("20.1", 1), ("80", 3), ("80.1", 4), ("100", 4)])
def test_a_step_is_a_fifth_of_the_highest_count(count: str, expected: int):
    assert step(Decimal(count), Decimal(100), 5) == expected
