"""Figures side by side: cells with a label, the figure in large type and a remark, narrow empty cells between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from policyreport.document.text import number_text, plain_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Card, Inline, Number
from policyreport.render.docx.grid import cell, grid, row
from policyreport.render.docx.inlines import Look, inline, inlines, looking
from policyreport.render.docx.paragraphs import gap, styled
from policyreport.render.docx.piece import Piece, Printed, printed_in_cell, table_piece
from policyreport.render.docx.setting import Setting
from policyreport.render.docx.style import Line
from policyreport.render.docx.table_styles import CARD_SIDE
from policyreport.render.docx.units import half_points, letter_width, twips
from policyreport.render.docx.xml import Element, w
from policyreport.render.letters import letters

_MOST_IN_A_ROW = 4
_BETWEEN = twips(8)
_LEEWAY = 1.12
"""For a font that is wider than was reckoned, and the space that some programs put between Hangul and digits."""
_DIGITS = re.compile(r"([\d,.:△-]+)")


@dataclass(frozen=True, slots=True)
class _Sizes:
    """In points, how large figures and their units are by their styles, and how much smaller those of one row are."""

    figure: float
    unit: float
    scale: float = 1.0

    def width(self, figure: Iterable[Inline]) -> float:
        """Return a figure's width in twips, not made smaller."""
        parts = (part for node in figure for part in _divided(node))
        return sum(letters(text) * letter_width(self.figure if is_large else self.unit) for text, is_large in parts)

    def look(self, *, is_large: bool) -> Look:
        """Return the look of digits or of a unit, which names a size only where the style's is too large."""
        size = self.scale * (self.figure if is_large else self.unit)
        return Look("" if is_large else "CardUnit", half_points=half_points(size) if self.scale < 1 else 0)


def card_pieces(cards: Sequence[Card], setting: Setting) -> Iterator[Piece]:
    """Yield a table of one row for every four cards, as evenly filled as they come, with gaps between the tables."""
    rows = list(in_rows(cards))
    for at, these in enumerate(rows):
        if at:
            yield gap()
        yield _row_of(these, len(rows[0]), setting)


def in_rows(cards: Sequence[Card]) -> Iterator[Sequence[Card]]:
    """Yield the cards of each row."""
    count = ceil(len(cards) / ceil(len(cards) / _MOST_IN_A_ROW)) if cards else 1
    for start in range(0, len(cards), count):
        yield cards[start : start + count]


def _row_of(cards: Sequence[Card], count: int, setting: Setting) -> Piece:
    width = (setting.width - (count - 1) * _BETWEEN) // count
    cells = list(_cells(cards, width, _fitting(cards, width, setting.theme), setting))
    widths = [_BETWEEN if i % 2 else width for i in range(len(cells))]
    return table_piece(grid("PolicyCards", widths, (row(cells),)), _printed(cards))


def _cells(cards: Sequence[Card], width: int, sizes: _Sizes, setting: Setting) -> Iterator[Element]:
    for i, card in enumerate(cards):
        if i:
            yield cell(_BETWEEN, (styled("Gap"),))
        yield cell(width, _paragraphs(card, sizes, setting), _frame(setting.theme))


def _paragraphs(card: Card, sizes: _Sizes, setting: Setting) -> Iterator[Element]:
    yield styled("CardLabel", *inlines(card.label, setting))
    yield styled("CardFigure", *_figure(card.figure, sizes, setting))
    if card.remark:
        yield styled("CardRemark", *inlines(card.remark, setting))


def _figure(figure: Iterable[Inline], sizes: _Sizes, setting: Setting) -> Iterator[Element]:
    for node in figure:
        if isinstance(node, Number):
            yield from (looking(text, sizes.look(is_large=is_large)) for text, is_large in _divided(node))
        else:
            yield from inline(node, setting, sizes.look(is_large=True))


def _divided(node: Inline) -> Iterator[tuple[str, bool]]:
    """Yield what a node prints, and whether it is large: of a number its digits are, of other nodes all is."""
    parts = _DIGITS.split(number_text(node)) if isinstance(node, Number) else ["", plain_text((node,))]
    return ((part, bool(i % 2)) for i, part in enumerate(parts) if part)


def _fitting(cards: Iterable[Card], width: int, theme: Theme) -> _Sizes:
    """Return the theme's sizes, made smaller where the widest of the figures would else take two lines."""
    sizes = _Sizes(theme.sizes.card, theme.sizes.heading3)
    widest = max(sizes.width(card.figure) for card in cards)
    room = (width - 2 * twips(CARD_SIDE)) / _LEEWAY
    return replace(sizes, scale=room / widest) if widest > room else sizes


def _frame(theme: Theme) -> Element:
    rule = theme.colours.rule
    lines = (Line("top", 1.5, theme.colours.accent), *(Line(side, 0.5, rule) for side in ("left", "bottom", "right")))
    return w("tcBorders", *(line.element() for line in lines))


def _printed(cards: Iterable[Card]) -> Iterator[Printed]:
    for i, card in enumerate(cards):
        for content in (card.label, card.figure, card.remark):
            yield from printed_in_cell(content, 1, 2 * i + 1)
