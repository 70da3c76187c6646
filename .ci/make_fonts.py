"""Make the fonts of the package from npm packages of ``@expo-google-fonts``.

    python .ci/make_fonts.py FOLDER

The folder holds the unpacked packages ``noto-sans-kr``, ``noto-serif-kr``, ``noto-sans``, ``noto-sans-math`` and
``noto-sans-symbols-2`` under those names.

The same source and the same fontTools give the same bytes on any day.
"""

from __future__ import annotations

import sys
import unicodedata
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "src" / "policyreport" / "fonts"
WEIGHTS = {"400Regular": "Regular", "700Bold": "Bold"}
KOREAN = {"noto-sans-kr": "NotoSansKR", "noto-serif-kr": "NotoSerifKR"}
FALLBACKS = {"noto-sans": "NotoSans", "noto-sans-math": "NotoSansMath", "noto-sans-symbols-2": "NotoSansSymbols2"}
"""The fonts for what Noto Sans KR lacks, in the order in which they are asked."""
BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20CF),  # currency
    (0x2100, 0x218F),  # letterlike symbols, number forms
    (0x2190, 0x22FF),  # arrows, mathematical operators
    (0x2460, 0x27BF),  # enclosed alphanumerics, box drawing, geometric shapes, symbols, dingbats
    (0x3000, 0x303F),  # CJK punctuation
    (0x3130, 0x318F),  # Hangul compatibility jamo
    (0x3200, 0x33FF),  # enclosed letters, squared units
    (0xAC00, 0xD7A3),  # Hangul syllables
    (0xFF00, 0xFFEF),  # half-width and full-width forms
)
FALLBACK_BLOCKS = (
    (0x0100, 0x024F),  # Latin extended
    (0x0370, 0x052F),  # Greek and Cyrillic
    (0x2010, 0x2BFF),  # punctuation, signs, arrows, mathematics, shapes, symbols
)
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14]


def of_blocks(blocks: Iterable[tuple[int, int]]) -> set[int]:
    """Return the code points of blocks, each given by its first and its last."""
    return {code for first, last in blocks for code in range(first, last + 1)}


def ks_x_1001() -> set[int]:
    """Return the code points of every two-byte code of EUC-KR."""
    pairs = (bytes((lead, trail)) for lead in range(0xA1, 0xFF) for trail in range(0xA1, 0xFF))
    return {ord(char) for pair in pairs for char in pair.decode("euc_kr", errors="ignore")}


def visible(font: TTFont, codes: set[int]) -> set[int]:
    """Return those codes that the font draws, and those blanks among them that are meant to be blank."""
    names, glyphs = font.getBestCmap(), font["glyf"]
    return {
        code
        for code in codes & names.keys()
        if glyphs[names[code]].numberOfContours or unicodedata.category(chr(code)) in ("Zs", "Cf")
    }


def options() -> Options:
    """Return how to subset: outlines, widths and names stay; hints, layout and vertical setting go."""
    chosen = Options()
    chosen.hinting = False
    chosen.layout_features = []
    chosen.drop_tables = [*chosen.drop_tables, "BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx", "gasp"]
    chosen.name_IDs = KEPT_NAMES
    chosen.notdef_outline = True
    chosen.glyph_names = False
    return chosen


def make(source: Path, name: str, wanted: set[int]) -> set[int]:
    """Write the subset of the font ``source`` that has what is ``wanted``; return the code points that it has."""
    target = FONTS / f"{name}.ttf"
    with TTFont(source, recalcTimestamp=False) as font:
        kept = visible(font, wanted)
        subsetter = Subsetter(options())
        subsetter.populate(unicodes=kept)
        subsetter.subset(font)
        font.save(target)
        target.with_suffix(".glyphs").write_bytes(glyph_table(font))
    print(f"{target.name}: {target.stat().st_size:,} bytes, {len(kept):,} characters")
    return kept


def glyph_table(font: TTFont) -> bytes:
    """Return the glyph of each of the 65,536 first characters of Unicode, 0 for none, as packed 16-bit numbers.

    It is the font's own character map, in a form that is read at once.
    """
    table = array("H", bytes(2 * 0x10000))
    for code, name in font.getBestCmap().items():
        table[code] = font.getGlyphID(name)
    if sys.byteorder == "big":
        table.byteswap()
    return zlib.compress(table.tobytes(), 9)


def licence(packages: Path) -> str:
    """Return the licence that all the fonts have, under the copyright notices of all."""
    texts = [(packages / name / "LICENSE_FONT").read_text(encoding="utf-8") for name in (*KOREAN, *FALLBACKS)]
    return "".join(text.partition("\n")[0] + "\n" for text in texts[1:]) + texts[0]


def main(packages: Path) -> None:
    """Write both weights, the fonts for what they lack, and their licence into the package's folder of fonts."""
    had: set[int] = set()
    for package, name in KOREAN.items():
        for folder, weight in WEIGHTS.items():
            source = packages / package / folder / f"{name}_{folder}.ttf"
            drawn = make(source, f"{name}-{weight}", of_blocks(BLOCKS) | ks_x_1001())
            had |= drawn if package == next(iter(KOREAN)) else set()
    for package, name in FALLBACKS.items():
        source = packages / package / "400Regular" / f"{name}_400Regular.ttf"
        had |= make(source, f"{name}-Regular", of_blocks(FALLBACK_BLOCKS) - had | {ord(" ")})
    (FONTS / "OFL.txt").write_text(licence(packages), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
