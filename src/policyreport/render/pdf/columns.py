"""How wide a table's columns are: as wide as their contents ask, within the width that there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """What a column asks for, in points: the width of its widest word, and of its longest content on one line."""

    least: float
    natural: float


def column_widths(wishes: Sequence[Wish], room: float) -> tuple[float, ...] | None:
    """Return the columns' widths, which add up to ``room``; None when even the widest words do not fit.

    With room to spare each column gets its natural width and a share of the rest by that width; else what is left past
    the least widths goes to the columns by what they ask beyond them.
    """
    natural, least = sum(w.natural for w in wishes), sum(w.least for w in wishes)
    if natural <= room:
        return tuple(w.natural * room / natural if natural else room / len(wishes) for w in wishes)
    if least > room:
        return None
    share = (room - least) / (natural - least)
    return tuple(w.least + (w.natural - w.least) * share for w in wishes)
