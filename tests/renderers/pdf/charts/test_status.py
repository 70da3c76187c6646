from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.renderers.pdf.charts.specimens import LAMPS, drawing_of, fills, status, texts_of, width_of

from policyreport.document.theme import Theme

LAMP_LOOKS = Theme().lamps


def test_the_legend_says_each_status_by_shape_and_word():
    text = texts_of(drawing_of(status(("전략", ["1", "1", "1", "1", "1"]))))
    assert text.startswith("● 정상▲ 주의■ 지연◆ 완료○ 미착수")


@given(st.lists(st.integers(1, 10**6), min_size=4, max_size=4))
def test_parts_of_a_bar_are_as_wide_as_their_counts_but_for_the_gaps_between(counts: list[int]):
    noted = drawing_of(status(("전략", [str(count) for count in counts])))
    parts = [fills(noted, LAMP_LOOKS[lamp.tone].colour)[0] for lamp in LAMPS[:4]]
    whole = parts[-1].box[2] - parts[0].box[0]
    for part, count in zip(parts, counts, strict=True):
        assert width_of(part) == pytest.approx(whole * count / sum(counts), abs=1.01)


def test_bars_of_all_rows_are_to_one_scale():
    noted = drawing_of(status(("가", ["10"]), ("나", ["5"])))
    first, second = fills(noted, LAMP_LOOKS["good"].colour)
    assert width_of(first) == pytest.approx(2 * width_of(second))


def test_a_count_stands_in_its_part_where_there_is_room_else_outside_all_of_them():
    wide = drawing_of(status(("전략", ["10", "12"])))
    narrow = drawing_of(status(("전략", ["1000", "1"])))
    assert [each.colour for each in wide if each.fact] == ["#FFFFFF"] * 2
    assert [each.colour for each in narrow if each.fact] == [LAMP_LOOKS[t].colour for t in ("good", "watch")]


def test_what_has_no_status_is_an_outline():
    noted = drawing_of(status(("전략", ["1", "1", "1", "1", "1"])))
    (outline,) = [each for each in noted if each.kind == "frame"]
    assert outline.colour == LAMP_LOOKS["none"].colour


def test_no_count_at_all_is_told_from_counts_that_are_missing():
    assert texts_of(drawing_of(status(("전략", ["0", "0"])))).endswith("전략0건")
    assert texts_of(drawing_of(status(("전략", [None, None])))).endswith("전략자료 없음")


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (["10", None, "12"], "● 10건■ 12건▲ -"),
        (["1000", None, "1"], "●● 1,000건  ■ 1건  ▲ -"),
        (["0", None], "0건  ▲ -"),
        (["5", "0"], "● 5건"),
    ],
    ids=["in the bar", "beside the bar", "without a bar", "none is no bar"],
)
def test_a_missing_count_beside_known_ones_reads_as_a_dash_after_its_shape(counts: list[str | None], told: str):
    assert texts_of(drawing_of(status(("전략", counts)))).partition("전략")[2] == told
