"""Fonts (ISO 14289-1, 7.21; ISO 19005-2, 6.2.11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import pikepdf
from fontTools.ttLib import TTFont

from .opened import Opened

_SHOWS = ("Tj", "TJ", "'", '"')
_RANGE = re.compile(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>")
_SECTION = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_BASE = re.compile(r"/[A-Z]{6}\+\S+")
_NO_CHARACTERS = {0, 0xFEFF, 0xFFFE, *range(0xE000, 0xF900)}
"""What says nothing, and what each may use as he likes (ISO 19005-2, 6.2.11.7.3)."""
_BLANKS = " \u00a0\u3000\u2002\u2003\u2009\u200a"


@dataclass(frozen=True)
class Shown:
    """A composite font, and the codes that pages show with it."""

    entry: pikepdf.Object
    codes: frozenset[int]

    @property
    def name(self) -> str:
        return str(self.entry.get("/BaseFont", ""))

    @property
    def descendant(self) -> pikepdf.Object:
        return self.entry.DescendantFonts[0]

    @property
    def descriptor(self) -> pikepdf.Object:
        return self.descendant.FontDescriptor

    @cached_property
    def program(self) -> TTFont | None:
        """The embedded font program; None where there is none."""
        if "/FontFile2" not in self.descriptor:
            return None
        return TTFont(BytesIO(self.descriptor.FontFile2.read_bytes()))

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """The glyph of each code shown, 0 where the map goes no further."""
        table = self.descendant.CIDToGIDMap.read_bytes()
        return {code: int.from_bytes(table[2 * code : 2 * code + 2], "big") for code in self.codes}

    @cached_property
    def characters(self) -> dict[int, int]:
        """The first character of each code that ``ToUnicode`` maps."""
        if "/ToUnicode" not in self.entry:
            return {}
        sections = _SECTION.findall(self.entry.ToUnicode.read_bytes())
        ranges = [[int(n, 16) for n in found] for section in sections for found in _RANGE.findall(section)]
        return {code: char + code - low for low, high, char in ranges for code in range(low, high + 1)}

    @cached_property
    def widths(self) -> dict[int, float]:
        """The width of each code shown, in thousandths of the size."""
        widths = dict.fromkeys(self.codes, float(self.descendant.get("/DW", 1000)))
        given = list(self.descendant.get("/W", []))
        for first, listed in zip(given[::2], given[1::2], strict=True):
            widths.update((int(first) + i, float(width)) for i, width in enumerate(listed))
        return widths


def _fonts(pdf: Opened) -> list[Shown]:
    codes: dict[tuple[int, int], set[int]] = {}
    entries: dict[tuple[int, int], pikepdf.Object] = {}
    for page, operations in pdf.pages:
        fonts = page.get("/Resources", {}).get("/Font", {})
        current = (0, 0)
        for name, operands, _ in operations:
            if name == "Tf":
                entry = fonts[str(operands[0])]
                current = entry.objgen
                entries[current] = entry
            elif name in _SHOWS:
                codes.setdefault(current, set()).update(_codes(operands[-1]))
    return [Shown(entry, frozenset(codes.get(key, ()))) for key, entry in entries.items()]


def _codes(shown: pikepdf.Object) -> Iterator[int]:
    strings = (
        [each for each in shown if isinstance(each, pikepdf.String)] if isinstance(shown, pikepdf.Array) else [shown]
    )
    for string in map(bytes, strings):
        yield from (int.from_bytes(string[i : i + 2], "big") for i in range(0, len(string), 2))


def fonts_are_embedded(pdf: Opened) -> Iterator[str]:
    """Every font is in the file, as a subset by that name (ISO 19005-2, 6.2.11.4; ISO 32000-1, 9.6.4)."""
    for font in _fonts(pdf):
        if font.entry.get("/Subtype") != "/Type0" or font.entry.get("/Encoding") != "/Identity-H":
            yield f"{font.name} is no composite font of two bytes a code"
        names = {font.name, str(font.descendant.get("/BaseFont")), str(font.descriptor.get("/FontName"))}
        if len(names) > 1 or not _BASE.fullmatch(font.name):
            yield f"the subset {font.name} is called {sorted(names)}"
        if font.program is None:
            yield f"{font.name} is not embedded"
        if font.descendant.get("/Subtype") != "/CIDFontType2" or "/CIDToGIDMap" not in font.descendant:
            yield f"{font.name} says of no code which glyph it is"


def glyphs_exist(pdf: Opened) -> Iterator[str]:
    """No code shows .notdef or a glyph that draws nothing though it should (ISO 14289-1, 7.21.8; Matterhorn 31-030)."""
    for font in _fonts(pdf):
        if font.program is None:
            continue
        outlines, order = font.program["glyf"], font.program.getGlyphOrder()
        for code, glyph in font.glyphs.items():
            if not 0 < glyph < len(order):
                yield f"U+{code:04X} of {font.name} is glyph {glyph} of {len(order)}"
            elif not outlines[order[glyph]].numberOfContours and chr(code) not in _BLANKS:
                yield f"U+{code:04X} of {font.name} draws nothing"


def codes_say_characters(pdf: Opened) -> Iterator[str]:
    """Every code shown is mapped to a character (ISO 14289-1, 7.21.7; ISO 19005-2, 6.2.11.7)."""
    for font in _fonts(pdf):
        for code in sorted(font.codes):
            if font.characters.get(code, 0) in _NO_CHARACTERS:
                yield f"code {code:04X} of {font.name} says no character"


def widths_are_those_of_the_font(pdf: Opened) -> Iterator[str]:
    """Widths in the file are those in the font program (ISO 14289-1, 7.21.5; ISO 19005-2, 6.2.11.5)."""
    for font in _fonts(pdf):
        if font.program is None:
            continue
        scale, order, metrics = (
            1000 / font.program["head"].unitsPerEm,
            font.program.getGlyphOrder(),
            font.program["hmtx"],
        )
        for code, glyph in font.glyphs.items():
            if glyph < len(order) and abs(metrics[order[glyph]][0] * scale - font.widths[code]) > 1:
                yield f"U+{code:04X} of {font.name} is {font.widths[code]} wide"
