"""Fonts in the file: each face once, cut to the characters that were drawn with it (ISO 32000-1, 9.7).

A character's code in the pages' content is its number in Unicode, in two bytes; so text is drawn without being encoded
first, and what a reader copies is what was written.
"""

# ReportLab's stubs leave most of its own objects untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import cast

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFZCompress

from policyreport.renderers.pdf.fonts import Face, TrueType, font

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
            "W": _widths(typeface, codes, usual),
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
    found = {code: numbers.setdefault(typeface.glyphs[code], len(numbers)) for code in codes}
    table = bytearray(2 * (max(found) + 1))
    for code, glyph in found.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _widths(typeface: TrueType, codes: Iterable[int], usual: int) -> str:
    """Return the widths of those codes that have another than the usual one."""
    widths = {code: typeface.advance(code) for code in codes}
    return "[" + " ".join(f"{code}[{width}]" for code, width in widths.items() if width != usual) + "]"


def _to_unicode(codes: Iterable[int]) -> bytes:
    """Return the map from codes to characters: each is its own."""
    ranges = [f"<{first:04X}> <{last:04X}> <{first:04X}>" for first, last in _ranges(codes)]
    lists = [ranges[i : i + _LONGEST_LIST] for i in range(0, len(ranges), _LONGEST_LIST)]
    said = "\n".join(f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange" for part in lists)
    return _TO_UNICODE.format(ranges=said).encode("ascii")


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
