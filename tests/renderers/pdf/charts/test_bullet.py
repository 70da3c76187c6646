from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.renderers.pdf.charts.specimens import Noted, bullet, drawing_of, fills, height_of, texts_of, width_of

from policyreport.document.theme import Theme
from policyreport.renderers.pdf.charts.drawing import ChartContext

COLOURS = Theme().colours
FAINT = ChartContext(Theme()).faint


def bars(noted: list[Noted], colour: str = COLOURS.accent) -> list[Noted]:
    """Return the bars of a colour without the legend's mark, which comes first."""
    return fills(noted, colour)[1:]


def tick(noted: list[Noted]) -> float:
    """Return the middle of the only row's tick."""
    (found,) = fills(noted, COLOURS.title)[1:]
    return (found.box[0] + found.box[2]) / 2


@given(st.integers(1, 10**15), st.integers(1, 10**15))
def test_a_bar_is_to_the_way_to_its_target_as_the_actual_is_to_the_target(actual: int, target: int):
    noted = drawing_of(bullet(("지표", None, str(actual), str(target), "")))
    (bar,) = bars(noted)
    longer = max(actual, target)
    way = (tick(noted) - bar.box[0]) * actual / longer
    assert width_of(bar) * target / longer == pytest.approx(way, abs=0.01)


def test_rows_have_scales_of_their_own():
    noted = drawing_of(bullet(("가", None, "1", "2", "%"), ("나", None, "5000", "10000", "억원")))
    first, second = bars(noted)
    assert width_of(first) == pytest.approx(width_of(second))


def test_a_baseline_stands_in_for_a_missing_actual_in_a_lighter_tone_and_by_name():
    noted = drawing_of(bullet(("지표", "4000", None, "10000", "명")))
    assert fills(noted, COLOURS.accent) == []
    (baseline,) = bars(noted, FAINT)
    assert width_of(baseline) == pytest.approx((tick(noted) - baseline.box[0]) * 0.4)
    assert "기준값 4,000명" in texts_of(noted)


def test_a_baseline_shows_behind_a_thinner_bar_of_the_actual():
    noted = drawing_of(bullet(("지표", "10", "20", "40", "")))
    (actual,), (baseline,) = bars(noted), bars(noted, FAINT)
    assert height_of(actual) < height_of(baseline)


def test_a_tick_is_higher_than_the_track():
    noted = drawing_of(bullet(("지표", None, "1", "2", "")))
    mark = fills(noted, COLOURS.title)[1]
    assert height_of(mark) > height_of(fills(noted, COLOURS.head_tint)[0])


def test_what_is_missing_is_said_in_words():
    noted = drawing_of(bullet(("가", None, None, "5", ""), ("나", None, "5", None, "")))
    assert "자료 없음" in texts_of(noted)
    assert "2027년 목표 자료 없음" in texts_of(noted)
    assert len(bars(noted)) == 1


def test_a_target_that_is_passed_is_named():
    noted = drawing_of(bullet(("지표", None, "48", "40", "개사")))
    assert "2027년 목표 40개사" in texts_of(noted)
    assert tick(noted) == pytest.approx(bars(noted)[0].box[0] + width_of(bars(noted)[0]) * 40 / 48)


def test_a_decrease_runs_to_the_left_of_zero():
    noted = drawing_of(bullet(("증감률", "-12", "-3", "4", "%p")))
    (actual,), (baseline,) = bars(noted), bars(noted, FAINT)
    assert actual.box[2] == pytest.approx(baseline.box[2])
    assert width_of(actual) * 4 == pytest.approx(width_of(baseline))
    assert tick(noted) > actual.box[2]
