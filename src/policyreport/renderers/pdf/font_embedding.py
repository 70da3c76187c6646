"""Fonts as a PDF holds them: cut to what is drawn with them, with the maps from codes to glyphs and to characters.

A character's code in the pages' content is its number in Unicode, in two bytes; so text is drawn without being encoded
first, and what a reader copies is what was written (ISO 32000-1, 9.7). Only characters beyond the first 65,536 have
codes of their own, from the range that no character has.
"""

# ReportLab's stubs leave most of its own objects untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import cast

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFZCompress

from policyreport.fonts.typeface import Typeface
from policyreport.renderers.pdf.fonts import Face, NoGlyphError

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


_FIRST_PLANE = 0xFFFF
_FREE_CODES = range(0xD800, 0xF900)
"""What no character has: the halves of surrogate pairs, and what each may use as he likes."""


class EmbeddedFace:
    """A face as ReportLab's document takes a font that is cut at the end; it gathers the texts drawn with it."""

    def __init__(self, face: Face, name: str) -> None:
        self.fontName = face.name
        self.name = name
        self._face = face
        self._drawn: list[str] = [" "]
        self._codes: dict[str, str] = {}

    def encode(self, text: str) -> str:
        """Return the codes of a text that is drawn, in hexadecimal numbers."""
        if self._face.typeface.has_rare and max(text, default="") > chr(_FIRST_PLANE):
            text = "".join(map(self._code, text))
        self._drawn.append(text)
        return text.encode("utf-16-be", "surrogatepass").hex()

    def _code(self, character: str) -> str:
        """Return a character, or the one that stands for it in this file."""
        if ord(character) <= _FIRST_PLANE:
            return character
        if len(self._codes) == len(_FREE_CODES):
            raise NoGlyphError(character)
        return self._codes.setdefault(character, chr(_FREE_CODES[len(self._codes)]))

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - ReportLab's own name
        """Add the font, its outlines and its maps to a document."""
        codes = sorted(map(ord, set("".join(self._drawn))))
        characters = {code: code for code in codes} | {ord(code): ord(char) for char, code in self._codes.items()}
        base = f"{_tag(self.name)}+{self.fontName}"
        composite = PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": PDFName(base),
                "Encoding": "/Identity-H",
                "DescendantFonts": PDFArray(
                    [document.Reference(_descendant(document, self._face.typeface, base, characters))]
                ),
                "ToUnicode": document.Reference(_stream(_to_unicode(characters))),
            }
        )
        fonts = cast("PDFDictionary", document.idToObject["BasicFonts"])
        fonts[self.name] = document.Reference(composite)


def _descendant(document: PDFDocument, typeface: Typeface, base: str, characters: Mapping[int, int]) -> PDFDictionary:
    """Return the font that the composite one consists of; ``characters`` are those of each code."""
    usual = Counter(map(typeface.advance, characters.values())).most_common(1)[0][0]
    subset = typeface.subset(list(characters.values()))
    glyphs = {code: subset.glyphs[character] for code, character in characters.items()}
    return PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": PDFName(base),
            "CIDSystemInfo": PDFDictionary({"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}),
            "FontDescriptor": document.Reference(_descriptor(document, typeface, base, subset.content)),
            "DW": usual,
            "W": _width_list(typeface, characters, usual),
            "CIDToGIDMap": document.Reference(_stream(_glyph_map(glyphs))),
        }
    )


def _descriptor(document: PDFDocument, typeface: Typeface, base: str, content: bytes) -> PDFDictionary:
    outlines = _stream(content)
    outlines.dictionary["Length1"] = len(outlines.content)
    metrics = typeface.metrics
    return PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": PDFName(base),
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray(metrics.box),
            "ItalicAngle": metrics.italic_angle,
            "Ascent": metrics.ascent,
            "Descent": metrics.descent,
            "CapHeight": metrics.cap_height,
            "StemV": metrics.stem,
            "FontFile2": document.Reference(outlines),
        }
    )


def _stream(content: bytes) -> PDFStream:
    return PDFStream(content=content, filters=[PDFZCompress])


def _glyph_map(glyphs: Mapping[int, int]) -> bytes:
    """Return the glyph of each code, as 16-bit numbers from code 0 on."""
    table = bytearray(2 * (max(glyphs) + 1))
    for code, glyph in glyphs.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _width_list(typeface: Typeface, characters: Mapping[int, int], usual: int) -> str:
    """Return the widths of those codes that have another than the usual one."""
    widths = {code: typeface.advance(character) for code, character in characters.items()}
    return "[" + " ".join(f"{code}[{width}]" for code, width in widths.items() if width != usual) + "]"


def _to_unicode(characters: Mapping[int, int]) -> bytes:
    """Return the map from codes to characters: each is its own, but those beyond the first plane."""
    own = [code for code, character in characters.items() if code == character]
    ranges = [f"<{first:04X}> <{last:04X}> <{first:04X}>" for first, last in _ranges(own)]
    ranges += [
        f"<{code:04X}> <{code:04X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in characters.items()
        if code != character
    ]
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
