"""Blocks as paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import assert_never

from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    Contents,
    Heading,
    Inline,
    Items,
    Note,
    Number,
    Pairs,
    Paragraph,
    Table,
)
from policyreport.document.number_format import number_text, plain_text
from policyreport.document.theme import Theme
from policyreport.ooxml.text_width import text_width
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.fragments import Fragment, Printed, paragraph_fragment, printed_in_cell, table_fragment
from policyreport.renderers.docx.grid import cell, grid, long_row, row
from policyreport.renderers.docx.inlines import RunFormat, inline, inlines, lamp_style, looking
from policyreport.renderers.docx.numbering import NOTE_STYLE
from policyreport.renderers.docx.pairs import pairs_fragment
from policyreport.renderers.docx.paragraphs import gap, headed, marked, outline, spoken, styled
from policyreport.renderers.docx.styles import BOX_SIDE, CARD_SIDE, Line
from policyreport.renderers.docx.tables import table_fragments
from policyreport.renderers.docx.toc import contents_fragment
from policyreport.renderers.docx.units import half_points, letter_width, twips
from policyreport.renderers.docx.xml import Element, w


def needs_room_below(said: Block) -> bool:
    """Whether a block ends so that what follows would touch it."""
    return isinstance(said, Box | Cards | Pairs | Table | Contents) or (isinstance(said, Chart) and said.kind == "heat")


def keeps_distance(below: Block | None) -> bool:
    """Whether a block begins with a paragraph whose style leaves room above it."""
    table = below.table if isinstance(below, Chart) else below
    return isinstance(below, Heading | Note) or (isinstance(table, Table) and bool(table.caption or table.unit))


_BAR = 3.0


def box_title(box: Box, setting: RenderContext) -> Iterator[Fragment]:
    """Yield the title, where there is one, in the colour of the box's tone."""
    if box.title:
        look = RunFormat(lamp_style(box.tone)) if box.tone else RunFormat()
        words = marked(inlines(box.title, setting, look), setting)
        yield paragraph_fragment(styled("BoxTitle", words), box.title)


def box_styles(box: Box, setting: RenderContext) -> Iterator[Element]:
    """Yield the borders of a box with a tone: a bar at the left and thin edges of its colour."""
    if box.tone:
        colour = setting.theme.lamps[box.tone].colour
        thin = [Line(side, 0.5, colour) for side in ("bottom", "right")]
        edges = (Line("top", 0.5, colour), Line("left", _BAR, colour), *thin)
        yield w("tblBorders", *(edge.element() for edge in edges))


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
        return sum(text_width(text) * letter_width(self.figure if is_large else self.unit) for text, is_large in parts)

    def look(self, *, is_large: bool) -> RunFormat:
        """Return the look of digits or of a unit, which names a size only where the style's is too large."""
        size = self.scale * (self.figure if is_large else self.unit)
        return RunFormat("" if is_large else "CardUnit", half_points=half_points(size) if self.scale < 1 else 0)


def card_fragments(cards: Sequence[Card], setting: RenderContext) -> Iterator[Fragment]:
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


def _row_of(cards: Sequence[Card], count: int, setting: RenderContext) -> Fragment:
    width = (setting.width - (count - 1) * _BETWEEN) // count
    cells = list(_cells(cards, width, _fitting(cards, width, setting.theme), setting))
    widths = [_BETWEEN if i % 2 else width for i in range(len(cells))]
    return table_fragment(grid("PolicyCards", widths, (row(cells),)), _printed(cards))


def _cells(cards: Sequence[Card], width: int, sizes: _Sizes, setting: RenderContext) -> Iterator[Element]:
    for i, card in enumerate(cards):
        if i:
            yield cell(_BETWEEN, (styled("Gap"),))
        yield cell(width, _paragraphs(card, sizes, setting), _frame(setting.theme))


def _paragraphs(card: Card, sizes: _Sizes, setting: RenderContext) -> Iterator[Element]:
    yield styled("CardLabel", *inlines(card.label, setting))
    yield styled("CardFigure", *_figure(card.figure, sizes, setting))
    if card.remark:
        yield styled("CardRemark", *inlines(card.remark, setting))


def _figure(figure: Iterable[Inline], sizes: _Sizes, setting: RenderContext) -> Iterator[Element]:
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


def blocks(said: Iterable[Block], setting: RenderContext) -> Iterator[Fragment]:
    """Yield the pieces of blocks that follow each other, parted where a table would else touch what is below it."""
    following = [*said, None]
    for this, below in pairwise(following):
        if this is not None:
            yield from block(this, setting, noted=isinstance(below, Note))
            if needs_room_below(this) and not keeps_distance(below):
                yield gap()


def block(said: Block, setting: RenderContext, *, noted: bool = False) -> Iterator[Fragment]:
    """Yield the paragraphs and tables that one block becomes; ``noted`` says that a note to it follows."""
    match said:
        case Heading():
            yield headed(said, setting)
        case Paragraph(content):
            yield spoken("Normal", content, setting)
        case Note(content):
            yield spoken(NOTE_STYLE, content, setting)
        case Items(items):
            yield from outline(items, setting)
        case Box():
            yield _box(said, setting)
        case Cards(cards):
            yield from card_fragments(cards, setting)
        case Pairs(pairs):
            yield pairs_fragment(pairs, setting)
        case Table():
            yield from table_fragments(said, setting, noted=noted)
        case Chart():
            yield from _chart(said, setting, noted=noted)
        case Contents():
            yield contents_fragment(said, setting)
        case _:
            assert_never(said)


def _chart(said: Chart, setting: RenderContext, *, noted: bool) -> Iterator[Fragment]:
    from policyreport.renderers.docx.charts import chart_fragments  # noqa: PLC0415 - most documents have none

    return chart_fragments(said, setting, noted=noted)


def _box(said: Box, setting: RenderContext) -> Fragment:
    within = replace(setting, width=setting.width - 2 * twips(BOX_SIDE))
    pieces = [*box_title(said, within), *blocks(said.blocks, within)] or [gap()]
    only = cell(setting.width, (piece.element for piece in pieces))
    printed = (replace(stands, row=1, column=1) for piece in pieces for stands in piece.printed)
    return table_fragment(
        grid("PolicyBox", (setting.width,), (long_row((only,)),), *box_styles(said, setting)), printed
    )
