"""The frame that makes lines a box: a tint behind them and a bar along their left side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from policyreport.document.tree import Tone
from policyreport.render.xlsx.cells import words
from policyreport.render.xlsx.lines import Line, Part, Slot
from policyreport.render.xlsx.looks import Look, Looks

_PADDING = 5.0


def boxed(parts: Iterable[Part], looks: Looks, tone: Tone | None = None) -> Iterator[Part]:
    """Yield the lines and bands within a box, with room above and below them."""
    ground, bar = looks.box_ground(), looks.box_bar(tone)

    @cache
    def within(look: Look, *, opens: bool) -> Look:
        return replace(look, fill=look.fill or ground.fill, left=bar if opens else look.left)

    for part in (Line(height=_PADDING), *parts, Line(height=_PADDING)):
        dressed = _opened(part, ground).recast(
            lambda slot: slot._replace(look=within(slot.look, opens=slot.first == 1))
        )
        yield replace(dressed, ground=ground)


def _opened(part: Part, ground: Look) -> Part:
    """Return a part that has a cell in the first column, where the bar is drawn."""
    if not isinstance(part, Line) or (part.slots and part.slots[0].first == 1):
        return part
    return replace(part, slots=(Slot(words(""), ground), *part.slots))
