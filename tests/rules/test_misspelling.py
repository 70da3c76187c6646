from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.rules.spelling import is_one_edit_apart, near_misses

NAME = "중소벤처기업부"
WORDS = st.text(alphabet="가나다라", min_size=1, max_size=8)


@given(WORDS, st.data())
def test_a_word_with_one_letter_put_in_is_one_edit_apart(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word)))
    longer = word[:at] + "마" + word[at:]
    assert is_one_edit_apart(word, longer)
    assert is_one_edit_apart(longer, word)


@given(WORDS, st.data())
def test_a_word_with_one_letter_replaced_is_one_edit_apart(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    assert is_one_edit_apart(word, word[:at] + "마" + word[at + 1 :])


@given(WORDS)
def test_a_word_is_not_one_edit_apart_from_itself(word: str) -> None:
    assert not is_one_edit_apart(word, word)


def test_letters_swapped_with_their_neighbours_are_one_edit() -> None:
    assert is_one_edit_apart("중벤소처", "중소벤처")


@pytest.mark.parametrize("other", ["중소기업벤처부", "중소벤처", "중소벤쳐기엄부"])
def test_more_than_one_edit_is_too_far(other: str) -> None:
    assert not is_one_edit_apart(other, NAME)


@pytest.mark.parametrize("text", ["중소벤쳐기업부", "(중소벤쳐기업부)에서", "소관: 중소벤쳐기업부에서는"])
def test_a_near_miss_is_found_between_marks_and_before_particles(text: str) -> None:
    assert list(near_misses(text, [NAME])) == [("중소벤쳐기업부", NAME)]


@pytest.mark.parametrize("text", ["중소벤쳐기업부문", "중소벤처기업", "중소벤처기업부부"])
def test_a_longer_word_a_shorter_one_and_the_name_with_more_behind_are_none(text: str) -> None:
    assert not list(near_misses(text, [NAME]))


def test_names_of_four_letters_are_not_looked_for() -> None:
    assert not list(near_misses("금융위언회", ["금융위원"]))
