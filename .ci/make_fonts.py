"""Make the fonts of the package from the npm package ``@expo-google-fonts/noto-sans-kr``.

    python .ci/make_fonts.py FOLDER_OF_THE_UNPACKED_NPM_PACKAGE

The same source and the same fontTools give the same bytes on any day.
"""

from __future__ import annotations

import shutil
import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "src" / "policyreport" / "fonts"
WEIGHTS = {"400Regular": "Regular", "700Bold": "Bold"}
BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x2000, 0x206F),  # general punctuation
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
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14]


def wanted() -> set[int]:
    """Return the code points of the blocks above and of KS X 1001, which has 4,888 hanja."""
    return {code for first, last in BLOCKS for code in range(first, last + 1)} | ks_x_1001()


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


def make(source: Path, target: Path) -> None:
    """Write the subset of the font ``source`` to ``target``."""
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = Subsetter(options())
        subsetter.populate(unicodes=visible(font, wanted()))
        subsetter.subset(font)
        font.save(target)


def main(package: Path) -> None:
    """Write both weights and their licence into the package's folder of fonts."""
    for folder, weight in WEIGHTS.items():
        target = FONTS / f"NotoSansKR-{weight}.ttf"
        make(package / folder / f"NotoSansKR_{folder}.ttf", target)
        print(f"{target.name}: {target.stat().st_size:,} bytes")
    shutil.copyfile(package / "LICENSE_FONT", FONTS / "OFL.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
