from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.inputs.files import REFUSED, ZERO_WIDTH, clean_text, code_point


@pytest.mark.parametrize(
    "text", ["R&D <5% & \"x\" 'y' &amp;", "두 줄\n글", "😀 㐂 国", "빈칸\u3000\u00a0", "{{ 7*7 }}", ""]
)
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean_text(text) == (text, (), ())


def test_decomposed_hangul_is_composed() -> None:
    assert clean_text(unicodedata.normalize("NFD", "글로벌 팁스")).text == "글로벌 팁스"


@pytest.mark.parametrize("character", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_a_zero_width_character_is_removed_and_told_of(character: str) -> None:
    assert clean_text(f"가{character}나") == ("가나", (character,), ())


@pytest.mark.parametrize(
    "character",
    [*"\x00\t\x0b\r\x1f\x7f\x85\u2028\u061c\u200e\u202e\u2066\ud83d\ufffe\uffff\ufffd\ue000\uf8ff"],
    ids=code_point,
)
def test_a_refused_character_is_told_of(character: str) -> None:
    assert clean_text(f"가{character}나").refused == (character,)


@given(st.text(st.characters()))
def test_a_cleaned_text_is_clean(text: str) -> None:
    cleaned = clean_text(text).text
    assert clean_text(cleaned) == (cleaned, (), ())
    assert unicodedata.is_normalized("NFC", cleaned)


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not REFUSED.search(text)))
def test_nothing_but_zero_width_characters_is_lost(text: str) -> None:
    assert clean_text(text).text == unicodedata.normalize("NFC", ZERO_WIDTH.sub("", text))


def test_a_code_point_is_written_as_unicode_writes_it() -> None:
    assert code_point("\x0b") == "U+000B"
