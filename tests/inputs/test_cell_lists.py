from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyreport.inputs.tables import joined, listed

texts = st.lists(st.text("가a \\\n-,").filter(str.strip))
ids = st.lists(st.from_regex(r"[a-z0-9]+(?:[-.][a-z0-9]+)*", fullmatch=True))


@given(texts)
@example(["-"])
@example(["\\", "\\\n\\"])
@example(["가\n나", "다\\"])
def test_texts_that_are_joined_in_a_cell_are_listed_as_the_same(items: list[str]):
    assert listed(joined(items, "texts"), "texts") == items


@given(ids)
def test_ids_that_are_joined_in_a_cell_are_listed_as_the_same(items: list[str]):
    assert listed(joined(items, "ids"), "ids") == items


@pytest.mark.parametrize("text", ["s1,s2", "s1, s2", "s1\ns2", " s1 ,\n s2,", "s1,,s2"])
def test_ids_stand_between_commas_or_line_ends(text: str):
    assert listed(text, "ids") == ["s1", "s2"]


def test_a_comma_is_part_of_a_text():
    assert listed("가, 나\n다", "texts") == ["가, 나", "다"]


def test_blank_lines_are_no_texts():
    assert listed("가\n\n \n나\n", "texts") == ["가", "나"]


def test_a_backslash_keeps_a_line_end_within_the_text():
    assert listed("가\\\n나\n다", "texts") == ["가\n나", "다"]


@pytest.mark.parametrize("what", ["ids", "texts"])
def test_a_hyphen_alone_is_an_empty_list(what: Literal["ids", "texts"]):
    assert listed("-", what) == []
