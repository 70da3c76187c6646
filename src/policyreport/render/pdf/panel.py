"""Boxes that hold others: the tinted panel of a summary, cards side by side, and the frame of a drawn figure."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from policyreport.render.pdf.flow import filled, least_of
from policyreport.render.pdf.part import Part, TextBox
from policyreport.render.pdf.pen import Pen
from policyreport.render.pdf.structure import Element, bounded

_BAR = 2.4
PANEL_PAD_X, PANEL_PAD_Y = 16.0, 11.0
CARD_GAP, CARD_PAD = 9.0, 9.0


class PanelBox(NamedTuple):
    """Boxes on a tint, with a bar at the left; no higher than ``kept_whole`` points they are not parted."""

    boxes: Sequence[Part]
    tint: str
    bar: str
    width: float
    kept_whole: float = 0
    before: float = 0
    stays_with_next: bool = False
    stays_with_last: bool = False

    @property
    def height(self) -> float:
        """The height of what it holds, and its padding."""
        return 2 * PANEL_PAD_Y + sum(box.height + (box.before if i else 0) for i, box in enumerate(self.boxes))

    @property
    def least(self) -> float:
        """All of a low one; else the least of what it holds, and its padding."""
        return self.height if self.height <= self.kept_whole else 2 * PANEL_PAD_Y + least_of(self.boxes)

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that what it holds marks."""
        return [number for box in self.boxes for number in box.notes()]

    def parted(self, room: float) -> tuple[Part, Part] | None:
        """Part it as a page parts what it holds, with padding on both parts."""
        if room < 2 * PANEL_PAD_Y + least_of(self.boxes):
            return None
        waiting = deque(self.boxes)
        first = tuple(each.box for each in filled(waiting, room - 2 * PANEL_PAD_Y))
        return self._replace(boxes=first), self._replace(boxes=tuple(waiting), before=0)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw tint and bar, then what it holds."""
        pen.fill(left, top - self.height, self.width, self.height, self.tint)
        pen.fill(left, top - self.height, _BAR, self.height, self.bar)
        y = top - PANEL_PAD_Y
        for i, box in enumerate(self.boxes):
            y -= box.before if i else 0
            box.draw(pen, left + PANEL_PAD_X, y)
            y -= box.height


class CardsBox(NamedTuple):
    """Cards side by side, each a column of text boxes; they are never parted."""

    cards: Sequence[Sequence[TextBox]]
    card_width: float
    rule: str
    accent: str
    before: float = 0
    stays_with_next: bool = False
    stays_with_last: bool = False

    @property
    def height(self) -> float:
        """The height of the tallest card."""
        return 2 * CARD_PAD + max(sum(box.height for box in card) for card in self.cards)

    @property
    def least(self) -> float:
        """All of it."""
        return self.height

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its cards mark."""
        return [number for card in self.cards for box in card for number in box.notes()]

    def parted(self, room: float) -> tuple[Part, Part] | None:  # noqa: ARG002
        """Cards stay together."""
        return None

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw each card's frame, its accent rule and its lines."""
        for card in self.cards:
            pen.frame(left, top - self.height, self.card_width, self.height, self.rule)
            pen.rule(left - 0.3, left + self.card_width + 0.3, top, self.accent, 2)
            y = top - CARD_PAD
            for box in card:
                box.draw(pen, left + CARD_PAD, y)
                y -= box.height
            left += self.card_width + CARD_GAP


class FigureBox(NamedTuple):
    """A drawing that is read as one figure; one higher than ``kept_whole`` points may go on on the next page."""

    drawing: Part
    element: Element
    width: float
    kept_whole: float = 0
    before: float = 4
    stays_with_next: bool = False
    stays_with_last: bool = False

    @property
    def height(self) -> float:
        """The height of the drawing."""
        return self.drawing.height

    @property
    def least(self) -> float:
        """All of a low drawing; else the least of it."""
        return self.height if self.height <= self.kept_whole else self.drawing.least

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that the drawing marks."""
        return self.drawing.notes()

    def parted(self, room: float) -> tuple[Part, Part] | None:
        """Part it as the drawing parts."""
        parts = self.drawing.parted(room)
        return parts and (self._replace(drawing=parts[0]), self._replace(drawing=parts[1], before=0))

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the figure; its element says where it stands (ISO 32000-1, 14.8.5.4.3)."""
        if not self.element.kids:
            self.element.entries += bounded(left, top - self.height, left + self.width, top)
        with pen.figure(self.element):
            self.drawing.draw(pen, left, top)
