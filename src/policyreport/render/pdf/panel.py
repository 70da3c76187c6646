"""Boxes that hold others: the tinted panel of a summary, and cards side by side."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from policyreport.render.pdf.flow import filled, least_of
from policyreport.render.pdf.part import Part, TextBox
from policyreport.render.pdf.pen import Pen

_BAR = 2.4
PANEL_PAD_X, PANEL_PAD_Y = 16.0, 11.0
CARD_GAP, CARD_PAD = 9.0, 9.0


@dataclass(frozen=True, slots=True)
class PanelBox:
    """Boxes on a tint, with an accent bar at the left."""

    boxes: tuple[Part, ...]
    tint: str
    accent: str
    width: float
    before: float = 0
    stays_with_next: bool = False

    @property
    def height(self) -> float:
        """The height of what it holds, and its padding."""
        return 2 * PANEL_PAD_Y + sum(box.height + (box.before if i else 0) for i, box in enumerate(self.boxes))

    @property
    def least(self) -> float:
        """The least of what it holds, and its padding."""
        return 2 * PANEL_PAD_Y + least_of(self.boxes)

    def parted(self, room: float) -> tuple[Part, Part] | None:
        """Part it as a page parts what it holds, with padding on both parts."""
        if room < self.least:
            return None
        waiting = deque(self.boxes)
        first = tuple(each.box for each in filled(waiting, room - 2 * PANEL_PAD_Y))
        return replace(self, boxes=first), replace(self, boxes=tuple(waiting), before=0)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw tint and bar, then what it holds."""
        pen.fill(left, top - self.height, self.width, self.height, self.tint)
        pen.fill(left, top - self.height, _BAR, self.height, self.accent)
        y = top - PANEL_PAD_Y
        for i, box in enumerate(self.boxes):
            y -= box.before if i else 0
            box.draw(pen, left + PANEL_PAD_X, y)
            y -= box.height


@dataclass(frozen=True, slots=True)
class CardsBox:
    """Cards side by side, each a column of text boxes; they are never parted."""

    cards: tuple[tuple[TextBox, ...], ...]
    card_width: float
    rule: str
    accent: str
    before: float = 0
    stays_with_next: bool = False

    @property
    def height(self) -> float:
        """The height of the tallest card."""
        return 2 * CARD_PAD + max(sum(box.height for box in card) for card in self.cards)

    @property
    def least(self) -> float:
        """All of it."""
        return self.height

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
