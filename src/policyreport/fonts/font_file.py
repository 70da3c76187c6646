"""Font files that are not the package's own: what they are called, how heavy they are, whether PDFs may hold them."""

# fontTools has no types.
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from policyreport.diagnostics import Message
from policyreport.document.theme import FontFile
from policyreport.fonts.variation_stores import cff2_stores, is_bounded

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_TRUETYPE = (b"\0\1\0\0", b"true", b"OTTO")
_COLLECTION = b"ttcf"
_PACKED = (b"wOFF", b"wOF2")
_MOST_IN_COLLECTION = 64
_NEEDED = ("head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2")
_OUTLINES = ("glyf", "CFF ", "CFF2")

_RIGHTS, _RESTRICTED, _NO_SUBSET, _BITMAPS_ONLY = 0x000E, 0x0002, 0x0100, 0x0200
"""Of ``fsType`` (ISO/IEC 14496-22, 5.2.8); where several rights are named, the most liberal holds."""
_FAMILY_NAMES, _POSTSCRIPT_NAME = (1, 16), 6
_WEIGHTS = range(1, 1001)
_BOLD_BITS, _BOLD, _REGULAR, _HEAVY = 1 << 5, 700, 400, 600
_ITALIC_BIT = 1
_EMS = range(16, 16385)

_RANGED_MAPS = (8, 12, 13)
_MOST_CHARACTERS, _MOST_OF_NAMES = 1_000_000, 4_000_000
"""How many characters all maps of a font may have together, and how many bytes all its names."""


SHIPPED = ("Noto Sans KR", "Noto Serif KR")
"""The families of the package, which a theme can choose by name."""


class FontError(ValueError):
    """A font cannot be used; ``what`` says why, ``hint`` what to do."""

    def __init__(self, what: Message, hint: Message) -> None:
        super().__init__(what.en)
        self.what, self.hint = what, hint


_OTHER_FILE = Message(
    "take it out of templates/house/fonts, or lay the font there anew as a .ttf or .otf file from its maker",
    "templates/house/fonts에서 빼거나, 배포한 곳에서 .ttf나 .otf 파일을 다시 받아 두십시오",
)
_OTHER_FONT = Message(
    "take it out of templates/house/fonts and choose a font that may be embedded in documents, such as Noto Serif KR, "
    "Noto Sans KR (both shipped) or another under the SIL Open Font License",
    "templates/house/fonts에서 빼고, 문서에 심을 수 있는 글꼴을 고르십시오. Noto Serif KR, Noto Sans KR(내장)이나 "
    "나눔명조처럼 SIL 오픈 폰트 라이선스인 글꼴은 심을 수 있습니다",
)
_NO_FONT = FontError(
    Message("this is no TrueType or OpenType font", "트루타입이나 오픈타입 글꼴 파일이 아닙니다"), _OTHER_FILE
)
_FOR_THE_WEB = FontError(
    Message("this is a font packed for web pages (WOFF)", "웹 페이지용으로 압축된 글꼴(WOFF)입니다"), _OTHER_FILE
)
_DAMAGED = FontError(Message("the font is cut off or damaged", "글꼴 파일이 잘렸거나 손상되었습니다"), _OTHER_FILE)
_NO_CHARACTERS = FontError(
    Message("the font does not say which characters its glyphs are", "글꼴이 어느 글자를 그리는지 적혀 있지 않습니다"),
    _OTHER_FONT,
)
_FORBIDDEN = FontError(
    Message(
        "its licence forbids to embed it in documents (OS/2 fsType: restricted)",
        "문서에 심는 것을 허락하지 않는 글꼴입니다(OS/2 fsType: 사용 제한)",
    ),
    _OTHER_FONT,
)
_ONLY_WHOLE = FontError(
    Message(
        "its licence forbids to embed a part of it (OS/2 fsType: no subsetting)",
        "일부 글자만 심는 것을 허락하지 않는 글꼴입니다(OS/2 fsType: 부분 포함 금지)",
    ),
    _OTHER_FONT,
)
_ONLY_BITMAPS = FontError(
    Message(
        "its licence allows bitmaps alone to be embedded (OS/2 fsType)",
        "윤곽선을 심는 것을 허락하지 않는 글꼴입니다(OS/2 fsType: 비트맵만)",
    ),
    _OTHER_FONT,
)


def characters_of(file: FontFile) -> frozenset[str]:
    """Return the characters for which a font has glyphs."""
    font: Any = open_font(file.content, file.number)
    return frozenset(map(chr, font.getBestCmap()))


@lru_cache(maxsize=32)
def read_fonts(path: str, content: bytes) -> tuple[FontFile, ...]:
    """Return the font of a file, or the fonts of a collection; raises ``FontError`` where one of them cannot be used.

    ``path`` is what users call the file.
    """
    start = content[:4]
    if start in _PACKED:
        raise _FOR_THE_WEB
    if start not in (*_TRUETYPE, _COLLECTION):
        raise _NO_FONT
    key = sha256(content).hexdigest()
    try:
        return tuple(_read(path, key, content, number) for number in _numbers(content))
    except FontError:
        raise
    except Exception as fault:  # fontTools raises whatever a damaged table leads to
        raise _DAMAGED from fault


def _numbers(content: bytes) -> range:
    if content[:4] != _COLLECTION:
        return range(1)
    fonts = int.from_bytes(content[8:12], "big")
    if not 0 < fonts <= _MOST_IN_COLLECTION:
        raise _DAMAGED
    return range(fonts)


def open_font(content: bytes, number: int) -> TTFont:
    """Return one font of a file, whose tables are read when they are first asked for."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - few themes have fonts of their own

    # what fontTools remarks of a font in passing is nothing that a user asked about
    logging.getLogger("fontTools").addHandler(logging.NullHandler())
    return TTFont(BytesIO(content), fontNumber=number, lazy=True, recalcTimestamp=False, recalcBBoxes=False)


def _read(path: str, key: str, content: bytes, number: int) -> FontFile:
    font: Any = open_font(content, number)
    _require_bounded(font)
    if not any(table in font for table in _OUTLINES) or any(table not in font for table in _NEEDED):
        raise _DAMAGED
    _require_licence(font["OS/2"].fsType)
    if not font.getBestCmap():
        raise _NO_CHARACTERS
    if font["head"].unitsPerEm not in _EMS or "VARC" in font:
        raise _DAMAGED
    font.getGlyphSet()  # reads the head of the outlines
    names = font["name"]
    families = tuple(dict.fromkeys(_names(names, _FAMILY_NAMES)))
    if not families:
        raise _DAMAGED
    italic = bool(font["OS/2"].fsSelection & _ITALIC_BIT)
    name = _postscript_name(next(_names(names, (_POSTSCRIPT_NAME,)), ""))
    return FontFile(path, key, name, families, _weights(font), italic, number, content)


def _require_bounded(font: Any) -> None:  # noqa: ANN401 - fontTools has no types
    """Raise ``FontError`` for tables that few bytes of blow up: they would take all memory when they are read."""
    if sum(_sizes_of_maps(font.reader["cmap"])) > _MOST_CHARACTERS:
        raise _DAMAGED
    names = font.reader["name"]
    lengths = [int.from_bytes(names[at + 8 : at + 10], "big") for at in range(6, len(names) - 11, 12)]
    if sum(lengths[: int.from_bytes(names[2:4], "big")]) > _MOST_OF_NAMES:
        raise _DAMAGED
    for table in ("HVAR", "VVAR"):
        if table in font:
            content = font.reader[table]
            if not is_bounded(content, int.from_bytes(content[4:8], "big")):
                raise _DAMAGED
    if "CFF2" in font:
        content = font.reader["CFF2"]
        if not all(is_bounded(content, store) for store in cff2_stores(content)):
            raise _DAMAGED


def _sizes_of_maps(cmap: bytes) -> Iterator[int]:
    """Yield how many characters the maps of a font say to have that are written as ranges of any length."""
    for record in range(int.from_bytes(cmap[2:4], "big")):
        start = int.from_bytes(cmap[8 + 8 * record : 12 + 8 * record], "big")
        if int.from_bytes(cmap[start : start + 2], "big") in _RANGED_MAPS:
            groups = min(int.from_bytes(cmap[start + 12 : start + 16], "big"), len(cmap) // 12)
            for at in range(start + 16, start + 16 + 12 * groups, 12):
                first, last = (int.from_bytes(cmap[i : i + 4], "big") for i in (at, at + 4))
                yield max(last - first + 1, 0)


def _require_licence(rights: int) -> None:
    if rights & _RIGHTS == _RESTRICTED:
        raise _FORBIDDEN
    if rights & _NO_SUBSET:
        raise _ONLY_WHOLE
    if rights & _BITMAPS_ONLY:
        raise _ONLY_BITMAPS


def _names(names: Any, kinds: tuple[int, ...]) -> Iterator[str]:  # noqa: ANN401 - fontTools has no types
    for record in names.names:
        if record.nameID in kinds:
            text = " ".join(record.toUnicode(errors="replace").split())
            if text and text.isprintable():
                yield text


def _postscript_name(name: str) -> str:
    """Return a name of a font that a PDF can hold as it is."""
    kept = "".join(character for character in name if character.isascii() and (character.isalnum() or character == "-"))
    return kept[:60] or "Font"


def _weights(font: Any) -> tuple[int, int]:  # noqa: ANN401 - fontTools has no types
    """Return the least and the most weight of a font, which are those of its axis where it is variable."""
    for axis in font["fvar"].axes if "fvar" in font else ():
        if axis.axisTag == "wght":
            return round(axis.minValue), round(axis.maxValue)
    weight = font["OS/2"].usWeightClass
    if weight < 10:  # noqa: PLR2004 - old fonts count from 1 to 9
        weight *= 100
    if font["OS/2"].fsSelection & _BOLD_BITS and weight < _HEAVY:
        weight = _BOLD
    return (weight, weight) if weight in _WEIGHTS else (_REGULAR, _REGULAR)
