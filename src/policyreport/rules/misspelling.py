"""Names that are nearly written right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

SHORTEST = 5
"""Letters that a name must have: of shorter ones, too many other words are one letter away."""

_WORD_START = re.compile(r"(?<!\w)\w")
_WORD_END = re.compile(r"(?:은|는|이|가|을|를|의|와|과|도|로|으로|에|에서|에게|및|등|장관|차관)?(?:는|도)?(?!\w)")


def near_misses(text: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what is written in a text in place of a name that is one edit away, with that name.

    It begins with a word, ends with the name's own last letter, and at most a particle follows. So 창업진흥 is not
    taken for 창업진흥원, but 중소벤처 기업부 and 중소벤쳐기업부를 are for 중소벤처기업부.
    """
    likely = [name for name in names if len(name) >= SHORTEST and _holds_half(text, name)]
    for start, name in product(_WORD_START.finditer(text), likely):
        if not text.startswith(name, start.start()):
            yield from ((written, name) for written in _written(text, start.start(), name))


def _holds_half(text: str, name: str) -> bool:
    """One edit leaves one of the name's halves as it was."""
    half = len(name) // 2
    return name[:half] in text or name[-half:] in text


def _written(text: str, start: int, name: str) -> Iterator[str]:
    for length in (len(name), len(name) + 1, len(name) - 1):
        end = start + length
        written = text[start:end]
        if written.endswith(name[-1]) and _WORD_END.match(text, end) and is_one_edit_apart(written, name):
            yield written
            return


def is_one_edit_apart(one: str, other: str) -> bool:
    """Say whether one letter put in, left out, replaced or swapped with its neighbour makes one word the other."""
    one, other = _without_common_start(one, other)
    one, other = _without_common_start(one[::-1], other[::-1])
    return max(len(one), len(other)) == 1 or (len(one) == len(other) == len("ab") and one == other[::-1])


def _without_common_start(one: str, other: str) -> tuple[str, str]:
    pairs = enumerate(zip(one, other, strict=False))
    common = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    return one[common:], other[common:]
