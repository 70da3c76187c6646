"""Whatever kind of outlines a font has, a subset of it is TrueType, sound, and the same each time."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from fontTools.cffLib import SubrsIndex
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from tests.fonts.made_up_fonts import LETTERS, opentype, truetype, variable

from policyreport.fonts.font_file import read_fonts
from policyreport.fonts.outline_font import OutlineFont

RARE, OLD, ARABIC, MARK, OWN_USE = "\U00020000", "\u1112\u119e", "\u0628", "\u0301", "\ue000"


def outlines(content: bytes, weight: int = 400) -> OutlineFont:
    return OutlineFont(read_fonts("글꼴.ttf", content)[0], weight)


def cut(font: OutlineFont, text: str) -> tuple[Any, dict[int, int]]:
    subset = font.subset([ord(letter) for letter in text])
    return TTFont(BytesIO(subset.content)), dict(subset.glyphs)


@pytest.mark.parametrize("content", [truetype(), opentype(), variable()], ids=["TrueType", "CFF", "variable"])
def test_a_subset_has_the_outlines_and_widths_of_its_letters_alone(content: bytes) -> None:
    font, glyphs = cut(outlines(content), " 가나")
    assert set(font.keys()) - {"GlyphOrder"} == {"head", "hhea", "maxp", "hmtx", "loca", "glyf", "post"}
    assert sorted(glyphs.values()) == [1, 2, 3]
    order, shapes = font.getGlyphOrder(), font["glyf"]
    assert [shapes[order[glyphs[ord(letter)]]].numberOfContours for letter in " 가나"] == [0, 1, 1]
    box = shapes[order[glyphs[ord("가")]]]
    assert (box.xMin, box.yMin, box.xMax, box.yMax) == (0, 0, 300, 500)
    assert font["hmtx"][order[glyphs[ord("가")]]] == (300, 0)


def test_a_variable_font_is_drawn_in_the_weight_that_is_asked_for() -> None:
    plain, bold = (outlines(variable(), weight) for weight in (400, 700))
    assert [font.advance(ord("가")) for font in (plain, bold)] == [300, 600]
    font, glyphs = cut(bold, "가")
    assert font["glyf"][font.getGlyphOrder()[glyphs[ord("가")]]].xMax == 600


def test_widths_are_in_thousandths_whatever_the_units_of_the_font() -> None:
    font = outlines(truetype(em=2048))
    assert font.advance(ord("가")) == 300
    assert font.metrics.ascent == 800


@pytest.mark.parametrize("content", [truetype(), opentype(), variable()], ids=["TrueType", "CFF", "variable"])
def test_a_subset_is_the_same_bytes_each_time(content: bytes) -> None:
    codes = [ord(letter) for letter in "가나다 ABC"]
    assert outlines(content, 700).subset(codes) == outlines(content, 700).subset(codes)


def test_a_character_beyond_the_first_plane_is_drawn() -> None:
    assert outlines(truetype(letters=LETTERS + RARE)).draws(RARE)


@pytest.mark.parametrize("letter", [*OLD, ARABIC, MARK, OWN_USE])
def test_what_a_glyph_alone_would_draw_wrongly_is_not_drawn(letter: str) -> None:
    assert not outlines(truetype(letters=LETTERS + letter)).draws(letter)


def test_a_letter_that_shows_nothing_is_not_drawn() -> None:
    font = TTFont(BytesIO(truetype()))
    font["glyf"]["uAC00"] = font["glyf"]["blank"]
    file = BytesIO()
    font.save(file)
    assert [outlines(file.getvalue()).draws(letter) for letter in "가나 "] == [False, True, True]


def composed(parts: dict[str, list[str]]) -> bytes:
    """Return a font in which glyphs consist of others."""
    font = TTFont(BytesIO(truetype()))
    for name, others in parts.items():
        pen: Any = TTGlyphPen(dict.fromkeys(font.getGlyphOrder()))
        for other in others:
            pen.addComponent(other, (1, 0, 0, 1, 0, 0))
        glyph = pen.glyph()
        glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0
        font["glyf"][name] = glyph
    file = BytesIO()
    font.recalcBBoxes = False
    font.save(file)
    return file.getvalue()


def test_a_glyph_of_other_glyphs_is_drawn_as_one() -> None:
    font, glyphs = cut(outlines(composed({"uAC00": ["uB098", "uB2E4"]})), "가")
    assert font["glyf"][font.getGlyphOrder()[glyphs[ord("가")]]].numberOfContours == 2


def test_a_glyph_that_grows_without_end_is_not_drawn() -> None:
    letters = [f"u{ord(letter):04X}" for letter in LETTERS if letter != " "][:30]
    doubling = {name: [after, after] for name, after in pairwise(letters)}
    font = outlines(composed({**doubling, "uAC00": ["uB098"], "uB098": ["uAC00"]}))
    assert [font.draws(letter) for letter in "!가나다"] == [False, False, False, True]


def test_outlines_that_call_one_another_without_end_are_not_drawn() -> None:
    builder = FontBuilder(font=TTFont(BytesIO(opentype())))
    top = builder.font["CFF "].cff.topDictIndex[0]
    strings = top.CharStrings
    private = top.Private
    private.Subrs = SubrsIndex()
    bias = 107
    for number in range(40):
        calls = [number + 1 - bias, "callsubr"] * 2 if number < 39 else []
        private.Subrs.append(T2CharString(program=[*calls, "return"], private=private))
    strings["uAC00"] = T2CharString(program=[-bias, "callsubr", "endchar"], private=private)
    file = BytesIO()
    builder.font.recalcBBoxes = False
    builder.save(file)
    assert [outlines(file.getvalue()).draws(letter) for letter in "가나"] == [False, True]
