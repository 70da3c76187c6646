"""A font that is not the package's own, read by its outlines: of whatever kind these are, PDFs hold them as TrueType.

Nothing of the file but outlines and widths comes into a PDF: no instructions, no tables that a viewer would interpret.
"""

# fontTools has no types.
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from policyreport.document.theme import FontFile
from policyreport.fonts.font_file import open_font
from policyreport.fonts.typeface import FontMetrics, FontSubset

_UNITS = 1000
_PER_MILLE = 0.001
_NO_DAY = 2_082_844_800
"""The beginning of 1970, as fonts count seconds."""
_NO_NAME = ""
"""The glyph of the space of a font that has none: text in it ends with one where a line does."""
_MOST_STEPS = 10_000
_FARTHEST = 16_000
"""Bounds of a glyph's outline: how many lines and curves it has, and how far they reach, in the font's own units."""
_MOST_PARTS = 64
"""How many other glyphs a glyph may consist of, those of which these consist counted."""
_MOST_SUBROUTINES = 5_000
"""How often the outline of one glyph may call another piece of outline (CFF)."""

_BLANK = ("Zs", "Cf")
_NEVER = ("Mn", "Mc", "Me", "Cc", "Cs", "Co", "Cn")
"""Marks that are placed on other letters, which needs more than a glyph, and what has no meaning that all share."""
_JOINED = (
    (0x0590, 0x08FF),  # Hebrew, Arabic and others that run from right to left
    (0x0900, 0x109F),  # scripts of India, Thai, Lao, Tibetan, Burmese
    (0x1100, 0x11FF),  # old Hangul
    (0x1780, 0x18AF),  # Khmer, Mongolian
    (0x1900, 0x1CFF),
    (0xA800, 0xABFF),  # scripts of India and Java, old Hangul
    (0xA960, 0xA97F),
    (0xD7B0, 0xD7FF),
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFE),
    (0x10800, 0x11FFF),
    (0x1E800, 0x1EEFF),
)
"""Blocks whose letters join, move or change by their neighbours: drawn one by one they would be wrong."""

Step = tuple[str, tuple[Any, ...]]


class OutlineError(ValueError):
    """An outline is beyond what a letter can be."""


class OutlineFont:
    """A font file in one weight; what it does not draw soundly it does not draw at all."""

    def __init__(self, file: FontFile, weight: int) -> None:
        self._file = file
        self._font: Any = open_font(file.content, file.number)
        least, most = file.weights
        location = {"wght": float(min(max(weight, least), most))} if file.is_variable else None
        self._glyphs = self._font.getGlyphSet(location=location, recalcBounds=False)
        self._names: dict[int, str] = {ord(" "): _NO_NAME} | self._font.getBestCmap()
        self._em: int = self._font["head"].unitsPerEm
        self._outlines: dict[str, list[Step] | None] = {_NO_NAME: []}

    @property
    def has_rare(self) -> bool:
        """Whether it may draw characters beyond the first 65,536 of Unicode."""
        return True

    @property
    def metrics(self) -> FontMetrics:
        """What the font's descriptor says of it."""
        head, lines, signs = self._font["head"], self._font["hhea"], self._font["OS/2"]
        box = [self._scaled(value) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
        ascent, descent = self._scaled(lines.ascent), self._scaled(lines.descent)
        capitals = self._scaled(getattr(signs, "sCapHeight", 0)) or ascent
        angle = self._font["post"].italicAngle if "post" in self._font else 0
        return FontMetrics(box, angle, ascent, descent, capitals, _stem(signs.usWeightClass))

    def draws(self, character: str) -> bool:
        """Return whether it has a glyph for a character, whose outline shows something where it should."""
        name = self._names.get(ord(character))
        if name is None or not _stands_alone(character):
            return False
        outline = self._outline(name)
        return outline is not None and (bool(outline) or unicodedata.category(character) in _BLANK)

    def advance(self, code: int) -> int:
        """Return the width of a character that it draws, in thousandths of its size."""
        return self._scaled(self._width(self._names[code]))

    def _width(self, name: str) -> float:
        return self._glyphs[name].width if name != _NO_NAME else self._em / 4

    def subset(self, codes: Sequence[int]) -> FontSubset:
        """Return its outlines of some characters as a TrueType font; its first glyph is that of no character."""
        from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 - few themes have fonts of their own

        names = list(dict.fromkeys(self._names[code] for code in codes))
        order = [".notdef", *(f"g{number}" for number in range(1, len(names) + 1))]
        builder: Any = FontBuilder(self._em, isTTF=True)
        builder.updateHead(created=_NO_DAY, modified=_NO_DAY)
        builder.setupGlyphOrder(order)
        outlines = {
            ".notdef": [],
            **{new: self._outline(name) or [] for new, name in zip(order[1:], names, strict=True)},
        }
        glyphs = {name: self._truetype(outline) for name, outline in outlines.items()}
        builder.setupGlyf(glyphs)
        widths = [self._em, *(round(self._width(name)) for name in names)]
        bearings = [getattr(glyphs[name], "xMin", 0) for name in order]
        builder.setupHorizontalMetrics(dict(zip(order, zip(widths, bearings, strict=True), strict=True)))
        lines = self._font["hhea"]
        builder.setupHorizontalHeader(ascent=lines.ascent, descent=lines.descent)
        builder.setupPost(keepGlyphNames=False)
        file = BytesIO()
        builder.save(file)
        numbers = {name: number for number, name in enumerate(names, 1)}
        return FontSubset(file.getvalue(), {code: numbers[self._names[code]] for code in codes})

    def _scaled(self, value: float) -> int:
        return round(value * _UNITS / self._em)

    def _outline(self, name: str) -> list[Step] | None:
        """Return the outline of a glyph; None where it is damaged, or beyond what a letter can be."""
        if name not in self._outlines:
            self._outlines[name] = self._drawn(name)
        return self._outlines[name]

    def _drawn(self, name: str) -> list[Step] | None:
        pen = _OutlinePen(self._glyphs)
        try:
            pen.draw(name)
        except Exception:  # noqa: BLE001 - fontTools raises whatever a damaged outline leads to
            return None
        return pen.steps

    def _truetype(self, outline: list[Step]) -> Any:  # noqa: ANN401 - fontTools has no types
        """Return an outline with the curves of TrueType, a thousandth of the size from its own at most."""
        from fontTools.pens.cu2quPen import Cu2QuPen  # noqa: PLC0415 - as above
        from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415 - as above

        target: Any = TTGlyphPen(None)
        is_cubic = any(step == "curveTo" for step, _ in outline)
        pen: Any = Cu2QuPen(target, self._em * _PER_MILLE, reverse_direction=True) if is_cubic else target
        for step, points in outline:
            getattr(pen, step)(*points)
        return target.glyph()


class _OutlinePen:
    """Gathers the steps of a glyph's outline as fontTools draws it, within bounds."""

    def __init__(self, glyphs: Any) -> None:  # noqa: ANN401 - fontTools has no types
        self.steps: list[Step] = []
        self._glyphs = glyphs
        self._parts = 0

    def draw(self, name: str) -> None:
        """Draw a glyph; raises ``OutlineError`` where it is too much."""
        strings = getattr(self._glyphs, "charStrings", None)
        if strings is not None:
            strings[name].outlineExtractor = _bounded_extractor()
        self._glyphs[name].draw(self)

    def addComponent(self, name: str, transformation: Any) -> None:  # noqa: ANN401, N802 - fontTools' own protocol
        """Draw a glyph of which the glyph consists."""
        from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415 - few themes have fonts of their own

        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise OutlineError
        self._glyphs[name].draw(TransformPen(self, transformation))

    def moveTo(self, *points: Any) -> None:  # noqa: ANN401, N802 - as above
        self._add("moveTo", points)

    def lineTo(self, *points: Any) -> None:  # noqa: ANN401, N802 - as above
        self._add("lineTo", points)

    def curveTo(self, *points: Any) -> None:  # noqa: ANN401, N802 - as above
        self._add("curveTo", points)

    def qCurveTo(self, *points: Any) -> None:  # noqa: ANN401, N802 - as above
        self._add("qCurveTo", points)

    def closePath(self) -> None:  # noqa: N802 - as above
        self._add("closePath", ())

    def endPath(self) -> None:  # noqa: N802 - as above
        self._add("endPath", ())

    def _add(self, step: str, points: tuple[Any, ...]) -> None:
        named = [point for point in points if point is not None]
        if len(self.steps) >= _MOST_STEPS or any(not abs(value) <= _FARTHEST for point in named for value in point):
            raise OutlineError
        self.steps.append((step, points))


@cache
def _bounded_extractor() -> Any:  # noqa: ANN401 - fontTools has no types
    """Return the class that draws outlines in CFF, with a bound of the pieces that one may call."""
    from fontTools.misc.psCharStrings import T2OutlineExtractor  # noqa: PLC0415 - few themes have fonts of their own

    class Bounded(T2OutlineExtractor):
        calls = 0

        def execute(self, charString: Any) -> None:  # noqa: ANN401, N803 - fontTools' own names
            self.calls += 1
            if self.calls > _MOST_SUBROUTINES:
                raise OutlineError
            super().execute(charString)  # pyright: ignore[reportUnknownMemberType]

    return Bounded


def _stands_alone(character: str) -> bool:
    """Return whether a character is drawn whole by a glyph of its own, whatever stands beside it."""
    code = ord(character)
    if any(first <= code <= last for first, last in _JOINED):
        return False
    return unicodedata.category(character) not in _NEVER


def _stem(weight: int) -> int:
    """Return about how thick stems are at a weight."""
    return 50 + int((weight / 65) ** 2)
