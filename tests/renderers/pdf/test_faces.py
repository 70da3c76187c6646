from __future__ import annotations

from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

from policyreport.document.nodes import Paragraph, Strong
from policyreport.renderers.pdf.fonts import SANS, Face, lacking, width

from .specimens import META, rendered, said, squeezed, texts

SYLLABLES = "".join(map(chr, range(0xAC00, 0xD7A4)))


@pytest.fixture(scope="module", params=[False, True], ids=["regular", "bold"])
def every_syllable(request: pytest.FixtureRequest) -> str:
    """What a reader finds in a PDF of all the syllables below the title."""
    content = said(SYLLABLES)
    file = rendered(Paragraph((Strong(content),) if request.param else content))
    return squeezed("".join(texts(file))).removeprefix(squeezed(META.title + META.subtitle))


def test_every_syllable_comes_back_from_a_pdf_in_order(every_syllable: str):
    assert every_syllable == SYLLABLES


@pytest.mark.parametrize("face", SANS)
def test_a_width_is_that_of_the_font_file(face: Face):
    with (files("policyreport") / "fonts" / f"{face.name}.ttf").open("rb") as file:
        font = TTFont(file)
        advance = font["hmtx"][font.getBestCmap()[ord("가")]][0] / font["head"].unitsPerEm
    assert width("가가", face, 10) == pytest.approx(2 * 10 * advance)


def test_what_the_font_lacks_is_told_once_and_in_order():
    assert lacking("가㐂나😀 㐂\n", SANS.regular) == "㐂😀"
