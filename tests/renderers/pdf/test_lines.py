from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policyreport.document.nodes import Date, Inline, Number, Strong, Text
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.fonts import SANS
from policyreport.renderers.pdf.line_breaking import Line, broken, least_width, natural_width
from policyreport.renderers.pdf.runs import RenderContext, RunStyle

CLOSING, OPENING = ")]}」』》〉’”.,:;!?%·…", "([{「『《〈‘“"
LETTER = 10.0
"""Points: wider than any one letter in the size that is tried."""
PLAIN = RunStyle(10, "#000000", SANS.regular)
ROUNDING = 1e-6

words = st.text("가나다힣AIw09&<", min_size=1, max_size=9)
any_text = st.text("가나다힣AIw09.,%()「」·  \n", max_size=120)


def laid(text: str, room: float) -> list[str]:
    """Return a text's lines as texts."""
    return [text_of(line) for line in broken([PLAIN.run(text)], room)]


def without_spaces_at_line_ends(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


def text_of(line: Line) -> str:
    return "".join(run.text for run in line.runs)


def content_runs(*content: Inline):
    return RenderContext(Theme()).runs(content, PLAIN)


@given(any_text, st.floats(LETTER, 400))
def test_no_line_is_wider_than_the_room(text: str, room: float):
    assert all(line.width <= room + ROUNDING for line in broken([PLAIN.run(text)], room))


@given(any_text, st.floats(LETTER, 400))
def test_a_lines_width_is_that_of_its_runs(text: str, room: float):
    for line in broken([PLAIN.run(text)], room):
        assert line.width == pytest.approx(sum(run.width for run in line.runs))


@given(any_text, st.floats(1, 400))
def test_the_lines_say_the_text_but_for_spaces_where_they_break(text: str, room: float):
    lines = r"[ \n]*".join(map(re.escape, laid(text, room)))
    assert re.fullmatch(rf"[ \n]*{lines}[ \n]*", text)


@given(st.lists(words, min_size=1), st.floats(100, 400))
def test_words_that_fit_a_line_stay_whole(given_words: list[str], room: float):
    assert " ".join(laid(" ".join(given_words), room)).split() == given_words


def test_a_line_is_filled_before_the_next_begins():
    five = natural_width([PLAIN.run("가 가 가")])
    assert laid("가 가 가 가 가", five + ROUNDING) == ["가 가 가", "가 가"]


marked_words = st.builds(
    "".join,
    st.tuples(
        st.text(OPENING, max_size=2),
        st.text("가나다힣", min_size=1, max_size=30),
        st.text(CLOSING, max_size=2),
    ),
)
gaps = st.sampled_from(["", " ", "  "])


@given(st.lists(st.tuples(marked_words, gaps), min_size=1, max_size=20), st.floats(8 * LETTER, 300))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(parts: list[tuple[str, str]], room: float):
    lines = laid("".join(word + gap for word, gap in parts).strip(), room)
    assert not [line for line in lines[1:] if line[0] in CLOSING]
    assert not [line for line in lines[:-1] if line[-1] in OPENING]


@pytest.mark.parametrize("apart", ["가나다 라마바 · 사아자", "가나다 라마바 ) 사아자", "가나다 ( 라마바 사아자"])
def test_a_mark_set_apart_by_spaces_does_not_stand_at_the_wrong_end_of_a_line(apart: str):
    for room in range(40, 130):
        lines = laid(apart, room)
        assert not [line for line in lines if line[0] in CLOSING or line[-1] in OPENING], room


def test_a_closing_mark_takes_the_letter_before_it_to_the_next_line():
    four = natural_width([PLAIN.run("가나다라")])
    assert laid("가나다라.마", four + 1) == ["가나다", "라.마"]


def test_more_closing_marks_than_a_line_holds_are_broken_all_the_same():
    assert "".join(laid("가" + "」" * 100, 50)) == "가" + "」" * 100


numbers = st.builds(lambda value: Number("f", Decimal(value), "억원"), st.integers(-10_000_000, 10_000_000))
dates = st.builds(Date, st.integers(2000, 2099), st.integers(1, 12), st.integers(1, 28))
letters = st.builds(Text, st.text("가나다 ", max_size=20))


@given(st.lists(st.one_of(numbers, dates, letters), max_size=15), st.floats(130, 300))
def test_a_number_and_a_date_stand_whole_on_one_line(content: list[Inline], room: float):
    asked = content_runs(*content)
    unbroken = [run.text for run in asked if run.unbroken]
    found = [run.text for line in broken(asked, room) for run in line.runs if run.unbroken]
    assert found == unbroken


@given(st.text("가나다", min_size=20, max_size=40), st.integers(0, 20), st.floats(60, 120))
def test_digits_within_a_long_word_stay_together(word: str, at: int, room: float):
    lines = laid(f"{word[:at]}1,524.5{word[at:]}", room)
    assert [line for line in lines if "1,524.5" in line]


def test_two_numbers_of_one_fact_side_by_side_stay_two():
    twice = content_runs(*(Number("f", Decimal(5), "개"),) * 2)
    (line,) = broken(twice, 500)
    assert [run.text for run in line.runs] == ["5개", "5개"]


def test_a_number_wider_than_the_line_is_parted_rather_than_cut_off():
    lines = broken(content_runs(Number("f", Decimal(123456789012345), "개사")), 40)
    assert "".join(map(text_of, lines)) == "123,456,789,012,345개사"
    assert all(line.width <= 40 for line in lines)


def test_a_word_of_twenty_thousand_letters_fills_line_after_line():
    lines = laid("가" * 20_000, 400)
    assert "".join(lines) == "가" * 20_000
    assert len(set(map(len, lines[:-1]))) == 1


@pytest.mark.parametrize(
    "word", [" " * 20_000, "·" * 20_000, "1" * 20_000, "A" * 20_000, "가 " * 10_000, "( " * 10_000]
)
def test_long_runs_of_one_kind_lose_nothing(word: str):
    assert "".join("".join(laid(word, 300)).split()) == "".join(word.split())


def test_a_line_break_begins_a_line():
    assert laid("가\n나 다", 500) == ["가", "나 다"]


def test_the_space_between_two_looks_is_kept_once():
    (line,) = broken(content_runs(Text("앞 "), Strong((Text("뒤"),)), Text(" 끝")), 500)
    assert [(run.text, run.face == SANS.bold) for run in line.runs] == [("앞 ", False), ("뒤", True), (" 끝", False)]


def test_nothing_is_one_empty_line():
    assert broken([], 100) == [Line((), 0)]


@given(any_text.map(without_spaces_at_line_ends))
def test_the_natural_width_is_that_of_the_longest_line(text: str):
    assume(text.strip())
    wide = natural_width([PLAIN.run(text)])
    assert max(line.width for line in broken([PLAIN.run(text)], wide + ROUNDING)) == pytest.approx(wide)


@given(st.lists(st.text("가나다", min_size=1, max_size=8), min_size=1))
def test_in_the_least_width_no_word_of_eight_letters_parts(given_words: list[str]):
    text = " ".join(given_words)
    assert " ".join(laid(text, least_width([PLAIN.run(text)]) + ROUNDING)).split() == given_words


def test_a_longer_word_asks_for_no_more_than_eight_letters():
    assert least_width([PLAIN.run("가" * 100)]) == 8 * PLAIN.size


def test_a_number_asks_for_its_whole_width():
    long = content_runs(Number("f", Decimal(123456789012345), "개사"))
    assert least_width(long) == pytest.approx(natural_width(long))
