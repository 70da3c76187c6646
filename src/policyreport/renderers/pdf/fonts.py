"""The built-in fonts: how wide their characters are, which of them draws a character, and their subsets in a file.

A character's code in the pages' content is its number in Unicode, in two bytes; so text is drawn without being encoded
first, and what a reader copies is what was written (ISO 32000-1, 9.7).
"""

# ReportLab's stubs leave most of its own objects untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal, cast

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFZCompress
from reportlab.pdfbase.ttfonts import TTFontFace

from policyreport import fonts

_FOLDER = Path(fonts.__file__).parent


class _Metrics:
    """The width and the left side bearing of each glyph; the last width stands for all glyphs after it."""

    def __init__(self, advances: array[int], bearings: array[int]) -> None:
        self._advances, self._bearings = advances, bearings

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        return self._advances[min(glyph, len(self._advances) - 1)], self._bearings[glyph]


class TrueType(TTFontFace):
    """A font of the package; its tables are those of ISO/IEC 14496-22.

    ``glyphs`` holds the glyph of each of the first 65,536 characters of Unicode, 0 for none; ``advances`` the width of
    each glyph in thousandths of its size.
    """

    def __init__(self, name: str) -> None:
        self.glyphs = _numbers(zlib.decompress((_FOLDER / f"{name}.glyphs").read_bytes()), "H", "little")
        with (_FOLDER / f"{name}.ttf").open("rb") as file:
            super().__init__(file)

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: ARG002, N802, N803 - ReportLab's own names
        """Read the font's own information, and the widths of its glyphs."""
        super().extractInfo(charInfo=0)
        wide = self._table("hhea", "H")[-1]
        metrics = self._table("hmtx", "H")
        self.advances = metrics[0 : 2 * wide : 2]
        self._bearings = metrics[1 : 2 * wide : 2] + metrics[2 * wide :]
        self.defaultWidth = self.advances[0]

    def advance(self, code: int) -> int:
        """Return the width of a character; the last width stands for all glyphs after it."""
        return self.advances[min(self.glyphs[code], len(self.advances) - 1)]

    def draws(self, character: str) -> bool:
        """Return whether the font has a glyph for a character."""
        code = ord(character)
        return code < len(self.glyphs) and bool(self.glyphs[code])

    def makeSubset(self, subset: Sequence[int]) -> bytes:  # noqa: N802 - ReportLab's own name
        """Return the font cut to some characters."""
        self.charToGlyph = {code: self.glyphs[code] for code in subset}
        self.hmetrics = _Metrics(self.advances, self._bearings)
        is_long = self._table("head", "H")[25]
        self.glyphPos = self._table("loca", "I") if is_long else [2 * half for half in self._table("loca", "H")]
        return super().makeSubset(subset)

    def _table(self, name: str, kind: str) -> array[int]:
        return _numbers(self.get_table(name), kind, "big")


def _numbers(content: bytes, kind: str, order: str) -> array[int]:
    numbers = array(kind, content)
    if sys.byteorder != order:
        numbers.byteswap()
    return numbers


Face = Literal[
    "NotoSansKR-Regular", "NotoSansKR-Bold", "NotoSans-Regular", "NotoSansMath-Regular", "NotoSansSymbols2-Regular"
]
REGULAR: Face = "NotoSansKR-Regular"
BOLD: Face = "NotoSansKR-Bold"
FALLBACKS: tuple[Face, ...] = ("NotoSans-Regular", "NotoSansMath-Regular", "NotoSansSymbols2-Regular")
"""Tried in this order for what the two faces of Noto Sans KR lack; they have one weight."""

_UNITS = 1000
_NO_GLYPH_NEEDED = "\n"


@cache
def font(face: Face) -> TrueType:
    """Return the font of a face, read when it is first asked for."""
    return TrueType(face)


class NoGlyphError(KeyError):
    """A face was to draw a character that it does not have."""


class _Widths(dict[str, int]):
    """The widths of a face's characters, each looked up once; no character is there that the face does not draw."""

    def __init__(self, face: Face) -> None:
        super().__init__({_NO_GLYPH_NEEDED: 0})
        self.drawable = {_NO_GLYPH_NEEDED}
        self._font = font(face)

    def __missing__(self, character: str) -> int:
        if not self.has(character):
            raise NoGlyphError(character)
        return self[character]

    def has(self, character: str) -> bool:
        """Return whether the face draws a character, and remember its width if so."""
        if character not in self.drawable and self._font.draws(character):
            self.drawable.add(character)
            self[character] = self._font.advance(ord(character))
        return character in self.drawable


@cache
def _widths(face: Face) -> _Widths:
    return _Widths(face)


@cache
def word_width(word: str, face: Face) -> int:
    """Return how wide a word is that the face draws, in thousandths of its size."""
    widths = _widths(face)
    return sum([widths[character] for character in word])


def width(text: str, face: Face, size: float) -> float:
    """Return how wide a text is in one face and size, in points; the face draws all of it."""
    return word_width(text, face) * size / _UNITS


def split_by_font(text: str, face: Face) -> Iterator[tuple[str, Face]]:
    """Yield a text in stretches, each with the face that draws it; what no face draws stays with the first."""
    if draws(face, text):
        yield text, face
    else:
        order: tuple[Face, ...] = (face, *FALLBACKS)
        faces = [next((one for one in order if draws(one, character)), face) for character in text]
        for one, part in groupby(zip(faces, text, strict=True), itemgetter(0)):
            yield "".join(character for _, character in part), one


def draws(face: Face, text: str) -> bool:
    """Return whether a face draws all of a text."""
    widths = _widths(face)
    return widths.drawable.issuperset(text) or all(map(widths.has, text))


def lacking(text: str) -> str:
    """Return those characters of a text that no face can draw, each once, in order."""
    if draws(REGULAR, text):
        return ""
    return "".join(dict.fromkeys(c for c in text if not any(draws(face, c) for face in (REGULAR, *FALLBACKS))))


_SYMBOLIC = 4
_LONGEST_LIST = 100
"""A character map may list so many ranges at once (Adobe Technical Note 5014)."""

_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{ranges}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class EmbeddedFace:
    """A face as ReportLab's document takes a font that is cut at the end; ``drawn`` gathers the texts drawn with it."""

    def __init__(self, face: Face, name: str) -> None:
        self.fontName = face
        self.name = name
        self.drawn: list[str] = []

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - ReportLab's own name
        """Add the font, its outlines and its maps to a document."""
        codes = sorted(map(ord, set("".join(self.drawn))))
        typeface = font(self.fontName)
        base = f"{_tag(self.name)}+{self.fontName}"
        composite = PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": PDFName(base),
                "Encoding": "/Identity-H",
                "DescendantFonts": PDFArray([document.Reference(_descendant(document, typeface, base, codes))]),
                "ToUnicode": document.Reference(_stream(_to_unicode(codes))),
            }
        )
        fonts = cast("PDFDictionary", document.idToObject["BasicFonts"])
        fonts[self.name] = document.Reference(composite)


def _descendant(document: PDFDocument, typeface: TrueType, base: str, codes: Sequence[int]) -> PDFDictionary:
    usual = Counter(typeface.advance(code) for code in codes).most_common(1)[0][0]
    return PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": PDFName(base),
            "CIDSystemInfo": PDFDictionary({"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}),
            "FontDescriptor": document.Reference(_descriptor(document, typeface, base, codes)),
            "DW": usual,
            "W": _width_list(typeface, codes, usual),
            "CIDToGIDMap": document.Reference(_stream(_glyphs(typeface, codes))),
        }
    )


def _descriptor(document: PDFDocument, typeface: TrueType, base: str, codes: Sequence[int]) -> PDFDictionary:
    outlines = _stream(typeface.makeSubset(list(codes)))
    outlines.dictionary["Length1"] = len(outlines.content)
    return PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": PDFName(base),
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray(typeface.bbox),
            "ItalicAngle": typeface.italicAngle,
            "Ascent": typeface.ascent,
            "Descent": typeface.descent,
            "CapHeight": typeface.capHeight,
            "StemV": typeface.stemV,
            "FontFile2": document.Reference(outlines),
        }
    )


def _stream(content: bytes) -> PDFStream:
    return PDFStream(content=content, filters=[PDFZCompress])


def _glyphs(typeface: TrueType, codes: Iterable[int]) -> bytes:
    """Return the glyph of each code, as 16-bit numbers from code 0 on.

    ReportLab's subset numbers glyphs in the order in which codes first ask for them.
    """
    numbers = {0: 0}
    glyphs = {code: numbers.setdefault(typeface.glyphs[code], len(numbers)) for code in codes}
    table = bytearray(2 * (max(glyphs) + 1))
    for code, glyph in glyphs.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _width_list(typeface: TrueType, codes: Iterable[int], usual: int) -> str:
    """Return the widths of those codes that have another than the usual one."""
    widths = {code: typeface.advance(code) for code in codes}
    return "[" + " ".join(f"{code}[{width}]" for code, width in widths.items() if width != usual) + "]"


def _to_unicode(codes: Iterable[int]) -> bytes:
    """Return the map from codes to characters: each is its own."""
    ranges = [f"<{first:04X}> <{last:04X}> <{first:04X}>" for first, last in _ranges(codes)]
    lists = [ranges[i : i + _LONGEST_LIST] for i in range(0, len(ranges), _LONGEST_LIST)]
    text = "\n".join(f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange" for part in lists)
    return _TO_UNICODE.format(ranges=text).encode("ascii")


def _ranges(codes: Iterable[int]) -> list[tuple[int, int]]:
    """Return codes in ascending order as ranges that differ in their last byte only."""
    ranges: list[tuple[int, int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1 and code & 0xFF:
            ranges[-1] = ranges[-1][0], code
        else:
            ranges.append((code, code))
    return ranges


def _tag(name: str) -> str:
    """Return the six letters that mark a subset, from the font's name in the file: F1 gives AAAAAB (9.6.4)."""
    return "AAAAA" + chr(ord("A") + int(name[1:]))
