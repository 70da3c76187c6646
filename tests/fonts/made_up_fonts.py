"""Fonts made up of a few shapes, in each of the forms in which fonts come."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation

LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "가나다라마바사아자차카타파하초안년월일분기·□○①"
EM = 1000
NO_DAY = 2_082_844_800


def truetype(
    family: str = "사무실체", letters: str = LETTERS, weight: int = 400, rights: int = 0, em: int = EM
) -> bytes:
    """Return a TrueType font; its letters are squares, those of bold weights wider ones."""
    builder = _builder(family, letters, weight, em, rights=rights)
    return _saved(builder)


def opentype(family: str = "사무실체", letters: str = LETTERS, weight: int = 400) -> bytes:
    """Return a font with outlines in CFF; its letters are discs."""
    return _saved(_builder(family, letters, weight, EM, is_truetype=False))


def variable(family: str = "사무실체", letters: str = LETTERS) -> bytes:
    """Return a variable font, whose letters are 300 wide at weight 400 and 600 at weight 700."""
    builder = _builder(family, letters, 400, EM)
    builder.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    wider: list[tuple[int, int]] = [(0, 0), (0, 0), (300, 0), (300, 0), (0, 0), (300, 0), (0, 0), (0, 0)]
    names = [name for name in builder.font.getGlyphOrder() if name not in (".notdef", "blank")]
    builder.setupGvar({name: [TupleVariation({"wght": (0, 1, 1)}, wider)] for name in names})
    return _saved(builder)


def variable_opentype(family: str = "사무실체", letters: str = LETTERS) -> bytes:
    """Return a variable font with outlines in CFF2, whose store of variations is that of one region."""
    builder = _builder(family, letters, 400, EM, is_truetype=False)
    del builder.font["CFF "]
    builder.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    strings = {name: _disc(0 if name in (".notdef", "blank") else 300, None) for name in builder.font.getGlyphOrder()}
    builder.setupCFF2(strings, regions=[{"wght": (0, 1, 1)}])
    return _saved(builder)


def _builder(  # noqa: PLR0913 - what a font is made of
    family: str, letters: str, weight: int, em: int, *, rights: int = 0, is_truetype: bool = True
) -> Any:  # noqa: ANN401 - fontTools has no types
    names = {ord(letter): "blank" if letter == " " else f"u{ord(letter):04X}" for letter in letters}
    order = [".notdef", "blank", *dict.fromkeys(name for name in names.values() if name != "blank")]
    builder = FontBuilder(em, isTTF=is_truetype)
    builder.updateHead(created=NO_DAY, modified=NO_DAY)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    width = em * 3 // 10 if weight < 600 else em * 6 // 10
    if is_truetype:
        builder.setupGlyf({name: _square(0 if name == "blank" else width, em) for name in order})
    else:
        strings = {name: _disc(0 if name == "blank" else width) for name in order}
        builder.setupCFF(family.encode("ascii", "ignore").decode() or "Made", {}, strings, {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (width, 0)))
    builder.setupHorizontalHeader(ascent=em * 8 // 10, descent=-em * 2 // 10)
    builder.setupNameTable({"familyName": {"en": "Made Up", "ko": family}, "psName": "MadeUp-Regular"})
    builder.setupOS2(usWeightClass=weight, fsType=rights, sCapHeight=em * 7 // 10)
    builder.setupPost()
    return builder


def _square(width: int, em: int) -> Any:  # noqa: ANN401 - fontTools has no types
    pen: Any = TTGlyphPen(None)
    if width:
        pen.moveTo((0, 0))
        for point in ((0, em // 2), (width, em // 2), (width, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def _disc(width: int, advance: int | None = -1) -> Any:  # noqa: ANN401 - fontTools has no types
    pen: Any = T2CharStringPen(width if advance == -1 else advance, None, CFF2=advance is None)
    if width:
        pen.moveTo((0, 250))
        pen.curveTo((0, 400), (100, 500), (150, 500))
        pen.curveTo((250, 500), (300, 400), (300, 250))
        pen.curveTo((300, 100), (200, 0), (150, 0))
        pen.curveTo((50, 0), (0, 100), (0, 250))
        pen.closePath()
    return pen.getCharString()


def _saved(builder: Any) -> bytes:  # noqa: ANN401 - fontTools has no types
    file = BytesIO()
    builder.save(file)
    return file.getvalue()
