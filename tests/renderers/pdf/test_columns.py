from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.renderers.pdf.table_layout import Wish, column_widths

sizes = st.floats(1, 300)
wishes = st.lists(
    st.builds(lambda least, more, most: Wish(least, least + more, least + more + most), sizes, sizes, sizes),
    min_size=1,
    max_size=12,
)


@given(wishes, st.floats(100, 600))
def test_widths_add_up_to_the_room(asked: list[Wish], room: float):
    widths = column_widths(asked, room)
    assert widths is None or sum(widths) == pytest.approx(room)


@given(wishes, st.floats(100, 600))
def test_no_column_gets_less_than_its_widest_word(asked: list[Wish], room: float):
    for wish, width in zip(asked, column_widths(asked, room) or [w.least for w in asked], strict=True):
        assert width >= wish.least - 1e-6


@given(wishes, st.floats(100, 600))
def test_there_are_no_widths_only_where_the_widest_words_do_not_fit(asked: list[Wish], room: float):
    assert (column_widths(asked, room) is None) == (sum(w.least for w in asked) > room)


def test_spare_room_is_shared_by_what_columns_ask():
    assert column_widths([Wish(10, 50, 100), Wish(10, 50, 50)], 300) == (200, 100)


def test_scarce_room_goes_to_those_whose_usual_contents_ask_for_more():
    asked = [Wish(50, 50, 50), Wish(50, 150, 900), Wish(50, 350, 400)]
    assert column_widths(asked, 350) == (50, 100, 200)


def test_one_long_content_takes_only_what_the_usual_ones_leave():
    assert column_widths([Wish(50, 100, 100), Wish(50, 100, 900)], 300) == (100, 200)


def test_columns_of_nothing_share_the_room_evenly():
    assert column_widths([Wish(0, 0, 0), Wish(0, 0, 0)], 100) == (50, 50)
