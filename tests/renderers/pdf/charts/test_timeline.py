from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.at_night import tries
from tests.renderers.pdf.charts.specimens import (
    CHARTS,
    LAMPS,
    LARGE,
    Noted,
    drawing_of,
    fills,
    texts_of,
    timeline,
    width_of,
)

from policyreport.document.nodes import Date, Lamp
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.charts.drawing import WHITE
from policyreport.renderers.pdf.charts.timeline import Quarters, first_day, last_day

COLOURS = Theme().colours
WHOLE_YEAR = ("한 해", date(2024, 1, 1), date(2024, 12, 31), None, "")


def diamonds(noted: list[Noted]) -> list[float]:
    """Return the middles of all diamonds."""
    return [(each.box[0] + each.box[2]) / 2 for each in noted if each.kind == "polygon"]


def test_quarters_are_named_above_with_the_year_at_the_first_and_where_one_begins():
    assert texts_of(drawing_of(CHARTS["timeline"])).startswith("’24. 1분기2분기3분기4분기’25. 1분기2분기")


def test_years_are_named_where_quarters_are_too_narrow():
    assert texts_of(drawing_of(CHARTS["timeline"], 220)).startswith("2024년2025년")


@given(st.dates(date(2024, 1, 1), date(2024, 12, 30)), st.integers(1, 400))
def test_a_bar_is_as_long_as_its_days(start: date, days: int):
    end = min(start + timedelta(days=days), date(2024, 12, 31))
    noted = drawing_of(timeline(WHOLE_YEAR, ("과제", start, end, None, "")))
    year, bar = fills(noted, COLOURS.accent)
    assert width_of(bar) == pytest.approx(width_of(year) * ((end - start).days + 1) / 366)
    assert bar.box[0] - year.box[0] == pytest.approx(width_of(year) * (start - date(2024, 1, 1)).days / 366)


def test_a_single_day_or_an_end_without_a_beginning_is_a_diamond_alone():
    day = date(2024, 7, 1)
    noted = drawing_of(timeline(WHOLE_YEAR, ("하루", day, day, None, ""), ("끝", None, day, None, "")))
    assert len(fills(noted, COLOURS.accent)) == 1
    assert diamonds(noted)[1:] == pytest.approx([diamonds(noted)[1]] * 2, abs=2)


def test_a_beginning_without_an_end_is_a_dashed_line_without_a_diamond():
    noted = drawing_of(timeline(WHOLE_YEAR, ("과제", date(2024, 7, 1), None, None, "")))
    assert len(diamonds(noted)) == 1
    (line,) = [each for each in noted if each.kind == "polyline" and each.colour == COLOURS.accent]
    assert line.box[2] == pytest.approx(fills(noted, COLOURS.accent)[0].box[2])


def test_an_end_before_the_beginning_is_no_bar():
    noted = drawing_of(timeline(WHOLE_YEAR, ("과제", date(2024, 7, 1), date(2024, 3, 1), None, "")))
    assert len(fills(noted, COLOURS.accent)) == 1


def test_a_state_is_said_by_shape_and_word():
    assert "■ 지연" in texts_of(drawing_of(timeline(("과제", None, date(2024, 1, 1), LAMPS[2], ""))))


def test_what_has_no_days_says_so():
    noted = drawing_of(timeline(WHOLE_YEAR, ("미정", None, None, None, "협의 중")))
    assert "자료 없음 협의 중" in texts_of(noted)


@pytest.mark.parametrize("remark", ["짧은 말", "긴 말 " * 30])
@pytest.mark.parametrize("end", [date(2024, 2, 1), date(2024, 7, 1), date(2024, 12, 31)])
def test_a_remark_lies_neither_on_the_bar_nor_on_the_diamond(remark: str, end: date):
    noted = drawing_of(timeline(WHOLE_YEAR, ("과제", date(2024, 1, 20), end, LAMPS[0], remark)))
    marks = [each.box for each in noted if each.kind in {"polygon", "fill"} and each.colour != WHITE]
    words = [each.box for each in noted if each.text.strip() and "말" in each.text]
    for a, b, c, d in marks:
        assert not any(min(c, g) - max(a, e) > 0.01 and min(d, h) - max(b, f) > 0.01 for e, f, g, h in words)


@pytest.mark.parametrize("remark", ["짧은 말", "긴 말 " * 30])
def test_no_line_of_a_quarter_runs_through_a_remark(remark: str):
    noted = drawing_of(timeline(WHOLE_YEAR, ("과제", date(2024, 1, 20), date(2024, 5, 1), LAMPS[0], remark)))
    words = [at for at, each in enumerate(noted) if "말" in each.text]
    assert words
    for at in words:
        ground = noted[at - 1]
        assert ground.colour == WHITE
        assert (ground.box[0], ground.box[2]) == pytest.approx((noted[at].box[0], noted[at].box[2]))


@pytest.mark.parametrize("width", [300, 480])
def test_a_state_is_never_broken(width: float):
    state = Lamp("good", "이번 분기 실적")
    noted = drawing_of(timeline(WHOLE_YEAR, ("과제", None, date(2024, 1, 1), state, "")), width, LARGE)
    assert [each.text for each in noted if "분기 실적" in each.text] == ["● 이번 분기 실적"]


def test_a_month_or_a_year_lasts_from_its_first_day_to_its_last():
    assert (first_day(Date(2024, 2)), last_day(Date(2024, 2))) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (first_day(Date(2025)), last_day(Date(2025))) == (date(2025, 1, 1), date(2025, 12, 31))


@settings(max_examples=tries(30, 100))
@given(st.lists(st.dates(), min_size=1))
def test_every_day_lies_within_the_quarters_over_it(days: list[date]):
    quarters = Quarters.over(days)
    assert all(0 <= quarters.at(day) < 1 for day in days)
    assert quarters.begins() == sorted(quarters.begins())
    assert len(quarters.labels()) == len(quarters.begins()) == quarters.count
