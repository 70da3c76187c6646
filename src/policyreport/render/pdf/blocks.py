"""Blocks of the tree as laid-out boxes of the page's column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import assert_never

from policyreport.document.text import plain_text
from policyreport.document.theme import Theme
from policyreport.document.tree import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    Contents,
    Heading,
    Inline,
    Item,
    Items,
    Note,
    Pairs,
    Paragraph,
    Table,
)
from policyreport.errors import PolicyReportError, Problem, raise_any
from policyreport.render.pdf.faces import BOLD, REGULAR, Face
from policyreport.render.pdf.lines import Line, broken, natural_width
from policyreport.render.pdf.panel import CARD_GAP, CARD_PAD, PANEL_PAD_X, CardsBox, PanelBox
from policyreport.render.pdf.part import Part, TextBox
from policyreport.render.pdf.runs import Look, runs
from policyreport.render.pdf.tables import caption, pairs_table, table_box

_ITEM_LOOKS: tuple[tuple[float, Face, float], ...] = (
    (1.05, BOLD, 7),
    (1.0, REGULAR, 3.5),
    (0.94, REGULAR, 2),
    (0.94, REGULAR, 2),
)
"""For each level of items: its size over the body's, its face, and the space before it in points."""

_LABEL_GAP = 4.0
_PANEL_LEVEL = 1
_MOST_IN_A_ROW = 4
_DEEPEST = 3


class Setter:
    """Sets blocks in the type of a theme, in a column ``width`` points wide; tables are numbered as they come."""

    def __init__(self, theme: Theme, width: float) -> None:
        self._theme = theme
        self._width = width
        self._tables = 0

    def blocks(self, blocks: Iterable[Block]) -> list[Part]:
        """Return the parts of blocks, in order; raises ``PolicyReportError`` for all of those that cannot fit."""
        parts: list[Part] = []
        problems: list[Problem] = []
        for block in blocks:
            try:
                parts += self.block(block, self._width)
            except PolicyReportError as error:
                problems += error.problems
        raise_any(problems)
        return parts

    def block(self, block: Block, width: float, first_level: int = 0) -> Iterator[Part]:
        """Yield the parts of one block in a column ``width`` points wide; items begin at ``first_level``."""
        sizes, colours = self._theme.sizes, self._theme.colours
        match block:
            case Heading():
                yield self._heading(block, width)
            case Paragraph(content):
                yield self.text(content, Look(sizes.body, colours.ink), width, before=5)
            case Note(content):
                yield self._note(content, width)
            case Items(items):
                yield from self._items(items, first_level, width)
            case Box(title, blocks):
                yield self._panel(title, blocks, width)
            case Cards(cards):
                yield from self._cards(cards, width)
            case Pairs(pairs):
                yield from [pairs_table(block, self._theme, width)] if pairs else []
            case Table():
                self._tables += bool(block.caption)
                yield from caption(block, self._tables, self._theme, width)
                yield table_box(block, self._theme, width)
            case Chart(table=table):
                yield from self.block(table, width)
            case Contents():
                pass
            case _:
                assert_never(block)

    def text(self, content: Sequence[Inline], look: Look, width: float, before: float = 0) -> TextBox:
        """Return content as lines across a column."""
        return TextBox(self._broken(content, look, width), look.size * self._theme.leading, before)

    def _broken(self, content: Sequence[Inline], look: Look, width: float) -> list[Line]:
        return broken(runs(content, look, self._theme), width)

    def _heading(self, heading: Heading, width: float) -> TextBox:
        sizes, colours = self._theme.sizes, self._theme.colours
        size, before = {1: (sizes.heading1, 20), 2: (sizes.heading2, 13), 3: (sizes.heading3, 9)}[heading.level]
        colour = colours.ink if heading.level == _DEEPEST else colours.title
        lines = self._broken(heading.content, Look(size, colour, BOLD), width)
        entry = heading.level - 1, plain_text(heading.content).replace("\n", " ")
        return TextBox(lines, size * 1.5, before, stays_with_next=True, entry=entry)

    def _note(self, content: Sequence[Inline], width: float) -> TextBox:
        look = Look(self._theme.sizes.note, self._theme.colours.quiet)
        mark = look.run(self._theme.note_mark)
        indent = mark.width + _LABEL_GAP
        lines = self._broken(content, look, width - indent)
        return TextBox(lines, look.size * 1.5, 4, indent=indent, mark=mark)

    def _items(self, items: Iterable[Item], level: int, width: float) -> Iterator[Part]:
        body = self._theme.sizes.body
        share, face, before = _ITEM_LOOKS[min(level, len(_ITEM_LOOKS) - 1)]
        marks = self._theme.item_marks
        mark = Look(body * share, self._theme.colours.accent).run(marks[min(level, len(marks) - 1)])
        look = Look(body * share, self._theme.colours.ink, face)
        hang = level * body * 1.25
        indent = hang + max(mark.width, body * 0.9) + _LABEL_GAP
        for item in items:
            lines = self._broken(item.content, look, width - indent)
            leading = look.size * self._theme.leading
            yield TextBox(lines, leading, before, indent, mark, hang, stays_with_next=bool(item.items))
            yield from self._items(item.items, level + 1, width)

    def _panel(self, title: Sequence[Inline], blocks: Iterable[Block], width: float) -> PanelBox:
        sizes, colours = self._theme.sizes, self._theme.colours
        inner = width - 2 * PANEL_PAD_X
        head = replace(self.text(title, Look(sizes.heading3, colours.accent, BOLD), inner), stays_with_next=True)
        boxes = (head, *(box for block in blocks for box in self.block(block, inner, _PANEL_LEVEL)))
        return PanelBox(boxes, colours.box_tint, colours.accent, width, before=10)

    def _cards(self, cards: Sequence[Card], width: float) -> Iterator[CardsBox]:
        """Yield rows of at most four cards, as evenly filled as they come."""
        rows = ceil(len(cards) / _MOST_IN_A_ROW)
        count = ceil(len(cards) / rows) if rows else 1
        card_width = (width - CARD_GAP * (count - 1)) / count
        colours = self._theme.colours
        laid = [self._card(card, card_width - 2 * CARD_PAD) for card in cards]
        for start in range(0, len(cards), count):
            row = tuple(laid[start : start + count])
            yield CardsBox(row, card_width, colours.rule, colours.accent, before=CARD_GAP if start else 12)

    def _card(self, card: Card, width: float) -> tuple[TextBox, ...]:
        sizes, colours = self._theme.sizes, self._theme.colours
        label = self._broken(card.label, Look(sizes.note, colours.quiet), width)
        remark = self._broken(card.remark, Look(sizes.note - 0.5, colours.quiet), width)
        figure = self._card_figure(card.figure, width)
        return (
            TextBox(label, sizes.note * 1.5),
            TextBox(figure, sizes.card * 1.45),
            *([TextBox(remark, sizes.note * 1.45)] if card.remark else []),
        )

    def _card_figure(self, content: Sequence[Inline], width: float) -> list[Line]:
        """Return a card's figure on one line, smaller where it would not fit."""
        size = self._theme.sizes.card
        look = Look(size, self._theme.colours.title, BOLD)
        wide = natural_width(runs(content, look, self._theme))
        fitting = max(self._theme.sizes.body, size * min(1, width / wide)) if wide else size
        return self._broken(content, Look(fitting, look.colour, BOLD), width)
