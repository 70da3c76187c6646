"""What formulas of Word's and 한글's tables have in common: which rows are of one loop, which are totals of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Loops = tuple[str, ...]
"""The loops of rows in which a row of a template stands, the outermost first; each named by the row of its tag."""

_TAG_OF_ROWS = re.compile(r"\{%-?tr\s+(for|endfor)\b")
_TOTAL = re.compile(r"(?:소|합|총|누|중|총합)?계|평균|전체")


def loops_of(rows: Iterable[str]) -> Iterator[Loops]:
    """Yield for each row of a template, given as its text, the loops in which it stands."""
    loops: Loops = ()
    for number, text in enumerate(rows):
        yield loops
        for tag in _TAG_OF_ROWS.finditer(text):
            loops = (*loops, str(number)) if tag[1] == "for" else loops[:-1]


def share_loop(one: Loops, other: Loops) -> bool:
    """Whether two rows are repeated by the same loop, so that which turns of one belong to the other is not plain."""
    return bool(one) and one[:1] == other[:1]


def is_group_of(outer: Loops, inner: Loops) -> bool:
    """Whether a row in the loops ``outer`` begins or ends a group of rows in ``inner``."""
    return bool(outer) and outer != inner and outer == inner[: len(outer)]


def names_total(text: str) -> bool:
    """Whether the name of a row or column says that its amounts are those of others together."""
    return bool(_TOTAL.fullmatch("".join(text.split())))
