from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.renderers.pdf.charts.specimens import Noted, bar, drawing_of, fills, texts_of, width_of

from policyreport.document.theme import Theme

COLOURS = Theme().colours


def parts_and_wholes(noted: list[Noted]) -> tuple[list[Noted], list[Noted]]:
    """Return the bars and the tracks without the legend's marks, which come first."""
    return fills(noted, COLOURS.accent)[1:], fills(noted, COLOURS.head_tint)[1:]


@given(st.integers(1, 10**15), st.integers(0, 2 * 10**15))
def test_a_bar_is_to_its_track_as_the_part_is_to_the_whole_up_to_twice(whole: int, part: int):
    (done,), (track,) = parts_and_wholes(drawing_of(bar(("사업", str(whole), str(part), "1"))))
    assert width_of(done) == pytest.approx(width_of(track) * min(part / whole, 2), rel=1e-6, abs=1e-6)


def test_tracks_are_of_one_length_whatever_the_amounts():
    _, tracks = parts_and_wholes(
        drawing_of(bar(("가", "1", "1", "100"), ("나", "99999", "1", "0"), ("다", "5", "9", "180")))
    )
    assert len({round(width_of(track), 3) for track in tracks}) == 1


def test_a_bar_past_its_whole_has_a_tick_where_the_whole_ends():
    noted = drawing_of(bar(("사업", "100", "125", "125")))
    (tick,) = fills(noted, COLOURS.title)
    _, (track,) = parts_and_wholes(noted)
    assert tick.box[0] < track.box[2] < tick.box[2] + 0.01


def test_a_bar_that_would_pass_twice_its_whole_ends_in_an_arrow():
    assert [each.kind for each in drawing_of(bar(("사업", "1", "50", "5000")))].count("polygon") == 1
    assert [each.kind for each in drawing_of(bar(("사업", "1", "2", "200")))].count("polygon") == 0


def test_the_rate_ends_at_the_right_edge_of_the_chart():
    noted = drawing_of(bar(("가", "10", "5", "50"), ("나", "10", "10", "100")))
    rights = {round(each.box[2], 2) for each in noted if each.fact.endswith(".2")}
    assert len(rights) == 1


def test_an_amount_that_is_missing_draws_no_bar_and_is_said():
    noted = drawing_of(bar(("집행 전", "50", None, None)))
    assert "자료 없음 / 50억원" in texts_of(noted)
    assert parts_and_wholes(noted)[0] == []


@pytest.mark.parametrize("part", ["0", "-3"])
def test_nothing_done_is_no_bar(part: str):
    (done,), _ = parts_and_wholes(drawing_of(bar(("사업", "50", part, "0"))))
    assert width_of(done) == 0
