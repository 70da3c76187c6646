"""A chart as rows under a head, parted between rows where a page ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policyreport.render.pdf.charts.drawing import Drawing
from policyreport.render.pdf.part import Part
from policyreport.render.pdf.pen import Pen

_EDGE = 0.9
_FEWEST_ROWS, _SHORT_CHART = 2, 3


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a chart; ``head`` is drawn above the first of those rows that have it, on every page anew.

    A strip that ``stays_with_next`` is never the last on a page.
    """

    drawing: Drawing
    head: Drawing | None = None
    stays_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """Strips below one another, between two rules of the colour ``edge``."""

    strips: tuple[Strip, ...]
    width: float
    edge: str
    before: float = 3
    stays_with_next: bool = False
    stays_with_last: bool = False

    @property
    def height(self) -> float:
        """The height of all strips and heads."""
        return sum(drawing.height for drawing in _drawings(self.strips))

    @property
    def least(self) -> float:
        """The height of the first rows with their head: all of a short chart, else two."""
        few = len(self.strips) if len(self.strips) <= _SHORT_CHART else _FEWEST_ROWS
        while few < len(self.strips) and self.strips[few - 1].stays_with_next:
            few += 1
        return sum(drawing.height for drawing in _drawings(self.strips[:few]))

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its texts mark."""
        return [note for drawing in _drawings(self.strips) for note in drawing.notes()]

    def parted(self, room: float) -> tuple[Part, Part] | None:
        """Part between rows, so that neither part is empty nor the first ends with the head of a group."""
        count = self._fitting(room)
        if count == len(self.strips) - 1 and count > _FEWEST_ROWS:
            count -= 1
        while count and self.strips[count - 1].stays_with_next:
            count -= 1
        if not 0 < count < len(self.strips):
            return None
        return replace(self, strips=self.strips[:count]), replace(self, strips=self.strips[count:], before=0)

    def _fitting(self, room: float) -> int:
        used, head = 0.0, None
        for count, strip in enumerate(self.strips):
            used += strip.drawing.height + (strip.head.height if strip.head and strip.head is not head else 0)
            head = strip.head
            if used > room:
                return count
        return len(self.strips)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw rows, heads and the rules above and below."""
        y = top
        for drawing in _drawings(self.strips):
            drawing.draw(pen, left, y)
            y -= drawing.height
        for edge in (top, y):
            pen.rule(left, left + self.width, edge, self.edge, _EDGE)


def _drawings(strips: tuple[Strip, ...]) -> Iterator[Drawing]:
    """Yield strips from the top down, each head before the first of its strips."""
    head = None
    for strip in strips:
        if strip.head is not None and strip.head is not head:
            yield strip.head
        head = strip.head
        yield strip.drawing
