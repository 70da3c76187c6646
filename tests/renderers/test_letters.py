from hypothesis import given
from hypothesis import strategies as st

from policyreport.ooxml.text_width import ColumnNeed, need_of, share_out, text_width

NEEDS = st.lists(st.tuples(st.floats(1, 20), st.floats(0, 70)).map(lambda n: ColumnNeed(n[0], n[0] + n[1])), min_size=1)


def test_a_hangul_syllable_is_two_letters_wide():
    assert text_width("가나다") == 6


def test_latin_is_narrower_than_hangul():
    assert text_width("abc") < text_width("가나다")


def test_a_column_needs_room_for_its_longest_word_and_would_have_its_longest_line():
    need = need_of(["지원사업", "온디바이스 인공지능 챌린지"])
    assert (need.least, need.most) == (10, text_width("온디바이스 인공지능 챌린지"))


def test_a_short_text_such_as_a_date_is_not_broken():
    need = need_of(["2025. 6. 30."])
    assert need.least == need.most


def test_each_line_of_a_cell_counts_for_itself():
    assert need_of(["가나\n다라마"]) == ColumnNeed(6, 6)


def test_one_endless_word_cannot_starve_the_other_columns():
    assert need_of(["가" * 500]) == ColumnNeed(20, 90)


@given(NEEDS, st.integers(2000, 20000))
def test_the_widths_add_up_to_the_whole(needs: list[ColumnNeed], total: int):
    assert sum(share_out(needs, total, 90, 200)) == total


def test_where_all_fits_the_rest_is_shared_in_proportion():
    assert share_out([ColumnNeed(5, 10), ColumnNeed(5, 30)], 1000, 10, 0) == [250, 750]


def test_where_lines_must_break_the_narrow_columns_keep_theirs():
    assert share_out([ColumnNeed(6, 6), ColumnNeed(4, 80)], 600, 10, 0) == [60, 540]


def test_where_not_even_words_fit_long_words_are_broken_before_short_ones():
    assert share_out([ColumnNeed(10, 10), ColumnNeed(30, 30)], 200, 10, 0) == [71, 129]


def test_where_there_is_room_for_next_to_nothing_all_give_way_alike():
    assert share_out([ColumnNeed(10, 10), ColumnNeed(30, 30)], 20, 10, 0) == [5, 15]
