"""How much the variations of a font would take when they are read: few bytes can stand for far more than memory holds.

The parts of a store are named by offsets, so that they may lie over one another (ISO/IEC 14496-22, 7.2.3).
"""

from __future__ import annotations

from collections.abc import Iterator

MOST_DELTAS = 4_000_000
"""How many values all parts of a store may have together; the largest fonts of East Asia have some hundred thousand."""

_VERSION_2_HEAD = 5
_STORE = 24
"""The operator of a CFF2 font's top dictionary that says where its store is (The CFF2 table, operator 24)."""
_ESCAPE, _LAST_OPERATOR, _SHORT, _LONG, _REAL = 12, 27, 28, 29, 30
_END_OF_REAL = 0xF
_ONE_BYTE, _TWO_BYTES = range(32, 247), range(247, 255)


def is_bounded(table: bytes, start: int) -> bool:
    """Return whether a store of variations that begins at a place of a table can be read in bounded memory."""
    parts = int.from_bytes(table[start + 6 : start + 8], "big")
    offsets = [int.from_bytes(table[at : at + 4], "big") for at in range(start + 8, start + 8 + 4 * parts, 4)]
    return len(set(offsets)) == len(offsets) and sum(_deltas(table, start + one) for one in offsets) <= MOST_DELTAS


def _deltas(table: bytes, part: int) -> int:
    """Return how many values a part says to have; an item without any takes room too."""
    items, regions = (int.from_bytes(table[at : at + 2], "big") for at in (part, part + 4))
    return (items + 1) * (regions + 1)


def cff2_stores(table: bytes) -> list[int]:
    """Return where the store of a CFF2 table begins, of which a sound one says at most once, behind its length."""
    head = table[2] if len(table) > _VERSION_2_HEAD else 0
    size = int.from_bytes(table[3:5], "big")
    return [at + 2 for operator, at in _operators(table[head : head + size]) if operator == _STORE]


def _operators(dictionary: bytes) -> Iterator[tuple[int, int]]:
    """Yield the operators of a dictionary, each with the last whole number before it."""
    at, number = 0, 0
    while at < len(dictionary):
        first = dictionary[at]
        if first <= _LAST_OPERATOR:
            at += 2 if first == _ESCAPE else 1
            yield first, number
        elif first in (_SHORT, _LONG):
            length = 2 if first == _SHORT else 4
            number = int.from_bytes(dictionary[at + 1 : at + 1 + length], "big", signed=True)
            at += 1 + length
        elif first == _REAL:
            at += 1
            while at < len(dictionary) and _END_OF_REAL not in (dictionary[at] >> 4, dictionary[at] & 0xF):
                at += 1
            at += 1
        elif first in _ONE_BYTE:
            number, at = first - 139, at + 1
        elif first in _TWO_BYTES:
            second = int.from_bytes(dictionary[at + 1 : at + 2], "big")
            number = (first - 247) * 256 + second + 108 if first < 251 else -(first - 251) * 256 - second - 108  # noqa: PLR2004
            at += 2
        else:
            at += 1
