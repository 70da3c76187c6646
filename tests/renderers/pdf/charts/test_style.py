from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyreport.document.theme import Theme
from policyreport.renderers.pdf.charts.drawing import ChartContext, Fill, Polyline, hatching, mixed, series_bar

lengths = st.floats(1, 300)


def test_a_colour_with_nothing_left_is_white_and_with_all_left_itself():
    assert mixed("#1B6A80", 0) == "#FFFFFF"
    assert mixed("#1B6A80", 1) == "#1B6A80"


@given(lengths, lengths, st.floats(1, 20))
def test_hatching_stays_within_its_rectangle(width: float, height: float, step: float):
    for stroke in hatching(Fill(3, -7, width, height, ""), "#FFFFFF", step):
        assert isinstance(stroke, Polyline)
        assert all(2.999 <= x <= 3.001 + width and -7.001 <= y <= -6.999 + height for x, y in stroke.points)


def test_eight_series_of_columns_have_looks_of_their_own():
    area = Fill(0, 0, 20, 40, "")
    assert len({tuple(series_bar(ChartContext(Theme()), series, area)) for series in range(8)}) == 8
