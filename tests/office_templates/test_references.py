"""What leads to a row elsewhere is, in a drawn file, its words."""

from __future__ import annotations

from . import drawing, drawing_in_hangul

TAG = "{{ count.measures | leads_to(measures) }}"


def test_a_reference_prints_its_words():
    assert drawing.texts(TAG) == drawing_in_hangul.texts(TAG) == ["2개"]


def test_a_number_that_leads_somewhere_is_traced():
    assert [placed.fact for placed in drawing.filled(TAG).placements] == ["count.measures"]
