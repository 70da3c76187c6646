"""Cards of figures, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from policyreport.document.theme import Theme
from policyreport.document.tree import Card, Inline
from policyreport.render.pdf.faces import BOLD
from policyreport.render.pdf.lines import Line, broken, natural_width
from policyreport.render.pdf.panel import CARD_GAP, CARD_PAD, CardsBox
from policyreport.render.pdf.part import TextBox
from policyreport.render.pdf.runs import Look, Numbering, runs
from policyreport.render.pdf.structure import Element

_MOST_IN_A_ROW = 4


class CardSetter:
    """Sets cards in the type of a theme."""

    def __init__(self, theme: Theme, numbering: Numbering) -> None:
        self._theme, self._numbering = theme, numbering

    def rows(self, cards: Sequence[Card], width: float, parent: Element) -> Iterator[CardsBox]:
        """Yield rows of at most four cards, as evenly filled as they come, across a column ``width`` points wide."""
        rows = ceil(len(cards) / _MOST_IN_A_ROW)
        count = ceil(len(cards) / rows) if rows else 1
        card_width = (width - CARD_GAP * (count - 1)) / count
        colours = self._theme.colours
        laid = [self._card(card, card_width - 2 * CARD_PAD, parent.add("Div")) for card in cards]
        for start in range(0, len(cards), count):
            row = laid[start : start + count]
            yield CardsBox(row, card_width, colours.rule, colours.accent, before=CARD_GAP if start else 12)

    def _card(self, card: Card, width: float, element: Element) -> list[TextBox]:
        sizes, quiet = self._theme.sizes, self._theme.colours.quiet
        label = self._broken(card.label, Look(sizes.note, quiet), width)
        boxes = [
            TextBox(label, sizes.note * 1.5, element.add("P")),
            TextBox(self._figure(card.figure, width), sizes.card * 1.45, element.add("P")),
        ]
        if card.remark:
            remark = self._broken(card.remark, Look(sizes.note * 0.94, quiet), width)
            boxes.append(TextBox(remark, sizes.note * 1.45, element.add("P")))
        return boxes

    def _broken(self, content: Sequence[Inline], look: Look, width: float) -> list[Line]:
        return broken(runs(content, look, self._theme, self._numbering), width)

    def _figure(self, content: Sequence[Inline], width: float) -> list[Line]:
        """Return a card's figure on one line, smaller where it would not fit."""
        size = self._theme.sizes.card
        look = Look(size, self._theme.colours.title, BOLD)
        wide = natural_width(runs(content, look, self._theme))
        fitting = max(self._theme.sizes.body, size * min(1, width / wide)) if wide else size
        return self._broken(content, look._replace(size=fitting), width)
