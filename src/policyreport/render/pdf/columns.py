"""How wide a table's columns are: as wide as their contents ask, within the width that there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Wish(NamedTuple):
    """What a column asks for, in points: the width of its widest word, of most contents on one line, and of all."""

    least: float
    usual: float
    natural: float


def column_widths(wishes: Sequence[Wish], room: float) -> tuple[float, ...] | None:
    """Return the columns' widths, which add up to ``room``; None when even the widest words do not fit.

    With room to spare each column gets its natural width and a share of the rest by that width. Else what is left past
    the usual widths, or where even these do not fit past the least ones, goes to the columns by what they ask beyond.
    """
    least, usual, natural = (sum(each) for each in zip(*wishes, strict=True))
    if natural <= room:
        return tuple(w.natural * room / natural if natural else room / len(wishes) for w in wishes)
    if least > room:
        return None
    if usual <= room:
        return _shared([(w.usual, w.natural) for w in wishes], room)
    return _shared([(w.least, w.usual) for w in wishes], room)


def _shared(asked: Sequence[tuple[float, float]], room: float) -> tuple[float, ...]:
    """Return widths between what each column must have and what it would like, which add up to ``room``."""
    least, most = (sum(each) for each in zip(*asked, strict=True))
    share = (room - least) / (most - least)
    return tuple(must + (like - must) * share for must, like in asked)
