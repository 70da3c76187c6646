from hypothesis import given
from hypothesis import strategies as st

from policyreport.renderers.docx.page_estimate.metrics import line_count


def test_an_empty_text_takes_a_line():
    assert line_count("", 10, 100) == 1


def test_lines_break_between_words():
    assert line_count("가나다라 마바사아", 10, 50) == 2


def test_a_word_wider_than_a_line_is_cut():
    assert line_count("가" * 30, 10, 100) == 3


def test_each_new_line_counts():
    assert line_count("가\n\n나", 10, 100) == 3


def test_bold_text_is_wider():
    assert line_count("a" * 17, 10, 100) < line_count("a" * 18, 10, 100, bold=True)


@given(st.text(alphabet="가나 ab1.\n", max_size=80), st.floats(20, 400))
def test_more_room_never_takes_more_lines(text: str, width: float):
    assert line_count(text, 10, width + 50) <= line_count(text, 10, width)
