"""The fast reading of a font gives what ReportLab's own gives."""

from __future__ import annotations

import io
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFontFace

from policyreport.renderers.pdf.truetype import TrueType

FACES = sorted(
    path.name.removesuffix(".ttf") for path in files("policyreport.fonts").iterdir() if path.name.endswith(".ttf")
)
NO_BREAK_SPACE = 0xA0
"""ReportLab lets every font have one, with the glyph of the space."""


@pytest.fixture(scope="module", params=FACES)
def both(request: pytest.FixtureRequest) -> tuple[TrueType, TTFontFace]:
    content = (files("policyreport.fonts") / f"{request.param}.ttf").read_bytes()
    return TrueType(request.param), TTFontFace(io.BytesIO(content))


def mapped(font: TTFontFace) -> dict[int, int]:
    return {code: glyph for code, glyph in font.charToGlyph.items() if glyph and code != NO_BREAK_SPACE}


def test_every_character_has_the_glyph_that_reportlab_finds(both: tuple[TrueType, TTFontFace]):
    ours, theirs = both
    found = {code: glyph for code, glyph in enumerate(ours.glyphs) if glyph and code != NO_BREAK_SPACE}
    assert found == mapped(theirs)


def test_every_character_is_as_wide_as_reportlab_finds(both: tuple[TrueType, TTFontFace]):
    ours, theirs = both
    codes = list(mapped(theirs))
    assert [ours.advance(code) for code in codes] == [theirs.charWidths[code] for code in codes]


def test_a_cut_font_is_the_one_that_reportlab_cuts(both: tuple[TrueType, TTFontFace]):
    ours, theirs = both
    codes = [code for code, glyph in enumerate(ours.glyphs) if glyph][::97]
    assert ours.makeSubset(codes) == theirs.makeSubset(codes)


@pytest.mark.parametrize("face", FACES)
def test_a_font_draws_what_its_own_character_map_holds(face: str):
    with (files("policyreport") / "fonts" / f"{face}.ttf").open("rb") as file:
        held = set(TTFont(file).getBestCmap())
    font = TrueType(face)
    assert {code for code in range(0x11000) if font.draws(chr(code))} == held
