"""The frame that makes lines a box: a tint behind them and a bar along their left side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policyreport.document.tree import Tone
from policyreport.render.xlsx.cells import words
from policyreport.render.xlsx.lines import Line, Slot
from policyreport.render.xlsx.looks import Looks

_PADDING = 5.0


def boxed(lines: Iterable[Line], looks: Looks, tone: Tone | None = None) -> Iterator[Line]:
    """Yield the lines within a box, with room above and below them."""
    for line in (Line(height=_PADDING), *lines, Line(height=_PADDING)):
        slots = _barred(line.slots, looks, tone)
        yield replace(line, slots=tuple(_tinted(slot, looks) for slot in slots), ground=looks.box_ground())


def _barred(slots: tuple[Slot, ...], looks: Looks, tone: Tone | None) -> tuple[Slot, ...]:
    if not slots or slots[0].first > 1:
        slots = (Slot(words(""), looks.box_ground()), *slots)
    first = slots[0]
    return first._replace(look=replace(first.look, left=looks.box_bar(tone))), *slots[1:]


def _tinted(slot: Slot, looks: Looks) -> Slot:
    return slot._replace(look=replace(slot.look, fill=slot.look.fill or looks.box_ground().fill))
