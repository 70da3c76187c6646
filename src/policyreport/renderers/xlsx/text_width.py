"""How wide text is, reckoned without a font: a Hangul is two digits wide, all else one."""

from __future__ import annotations

from collections.abc import Collection
from unicodedata import combining, east_asian_width

_WIDE = frozenset("WFA")


def units(text: str) -> float:
    """Return a line's width in digits' widths; what is of ambiguous width counts as wide as a Hangul."""
    return len(text) if text.isascii() else len(measurable(text))


def longest_line(text: str) -> float:
    """Return the width of a text's longest line in digits' widths."""
    return units(text) if "\n" not in text else max(map(units, text.split("\n")))


def longest_lines(texts: Collection[str]) -> list[float]:
    """Return the width of each text's longest line in digits' widths, all measured in one go."""
    measured = measurable("\n".join(texts)).split(b"\n")
    return list(map(len, measured)) if len(measured) == len(texts) else list(map(longest_line, texts))


def longest_word(text: str) -> float:
    """Return the width of a text's longest word in digits' widths."""
    return max(map(len, measurable(text).split()), default=0)


def measurable(text: str) -> bytes:
    """Return as many bytes for each character as it is digits wide; ASCII stays as it is.

    So does the code page of Korean Windows; in its place, characters that it lacks have letters.
    """
    try:
        return text.encode("cp949")
    except UnicodeEncodeError:
        return text.translate(_STAND_INS).encode("cp949")


class _StandIns(dict[int, str]):
    """What stands for each character where a text has one that the code page lacks; found when it is first met."""

    def __missing__(self, character: int) -> str:
        self[character] = found = _stand_in(chr(character))
        return found


def _stand_in(character: str) -> str:
    if character.isascii():
        return character
    if combining(character):
        return ""
    return "가" if east_asian_width(character) in _WIDE else "a"


_STAND_INS = _StandIns()
