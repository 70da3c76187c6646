"""Blocks as paragraphs, some of which hold a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
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
    Text,
)
from policyreport.document.number_format import number_text
from policyreport.document.theme import Theme
from policyreport.ooxml.text_width import text_width
from policyreport.renderers.hwpx.context import RenderContext
from policyreport.renderers.hwpx.fragments import Fragment, Printed, printed_in
from policyreport.renderers.hwpx.grid import Cell, Grid, Margins, grid_fragment
from policyreport.renderers.hwpx.inlines import inline, inlines, run, shown_text
from policyreport.renderers.hwpx.pairs import pairs_fragment
from policyreport.renderers.hwpx.paragraph import height_of, paragraph
from policyreport.renderers.hwpx.paragraphs import contents, heading, outline, spoken, worded
from policyreport.renderers.hwpx.styles import Frame, Line, Type
from policyreport.renderers.hwpx.tables import chart_fragments, table_fragments
from policyreport.renderers.hwpx.units import hwp_units
from policyreport.renderers.hwpx.xml import Xml

_MOST_IN_A_ROW = 4
_BETWEEN = hwp_units(8)
_MARGINS = Margins(ends=hwp_units(5), sides=hwp_units(8))
_LEEWAY = 1.12
"""For a font that is wider than was reckoned."""
_DIGITS = re.compile(r"([\d,.:△-]+)")


def card_fragments(cards: Sequence[Card], setting: RenderContext) -> Iterator[Fragment]:
    """Yield a table of one row for every four cards, as evenly filled as they come."""
    count = ceil(len(cards) / ceil(len(cards) / _MOST_IN_A_ROW)) if cards else 1
    for start in range(0, len(cards), count):
        yield _row_of(cards[start : start + count], count, setting)


def _row_of(cards: Sequence[Card], count: int, setting: RenderContext) -> Fragment:
    width = (setting.width - (count - 1) * _BETWEEN) // count
    height = max(_height(card, width, setting) for card in cards)
    scale = _scale(cards, width, setting.theme)
    cells: list[Cell] = []
    alike = [replace(card, remark=card.remark or _nothing_said(cards)) for card in cards]
    for card in alike:
        if cells:
            cells.append(Cell((paragraph("Card Label", (), setting),), 0, len(cells), _BETWEEN, height))
        held = list(_paragraphs(card, scale, setting))
        cells.append(Cell(held, 0, len(cells), width, height, _card_frame(setting.theme)))
    widths = [cell.width for cell in cells]
    return grid_fragment(Grid((cells,), widths, (height,), _MARGINS), setting, _printed(cards))


def _nothing_said(cards: Iterable[Card]) -> tuple[Inline, ...]:
    """Return an empty remark where other cards of the row have one, so that labels and figures stand level."""
    return (Text(""),) if any(card.remark for card in cards) else ()


def _parts(card: Card) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    yield "Card Label", card.label
    yield "Card Figure", card.figure
    if card.remark:
        yield "Card Remark", card.remark


def _printed(cards: Iterable[Card]) -> Iterator[Printed]:
    for i, card in enumerate(cards):
        for _, content in _parts(card):
            yield from printed_in(content, 1, 2 * i + 1)


def _height(card: Card, width: int, setting: RenderContext) -> int:
    """Return how high a card is; its figure never takes a second line."""
    room = {"Card Figure": setting.width}
    texts = ((style, shown_text(content, setting.theme)) for style, content in _parts(card))
    held = (height_of(text, style, room.get(style, width - 2 * _MARGINS.sides), setting) for style, text in texts)
    return sum(held) + 2 * _MARGINS.ends


def _paragraphs(card: Card, scale: float, setting: RenderContext) -> Iterator[Xml]:
    for style, content in _parts(card):
        is_figure = style == "Card Figure"
        runs = _figure(content, scale, setting) if is_figure else inlines(content, setting.letters(style), setting)
        yield paragraph(style, runs, setting)


def _figure(figure: Iterable[Inline], scale: float, setting: RenderContext) -> Iterator[Xml]:
    large, small = (_scaled(letters, scale) for letters in _sizes(setting))
    for node in figure:
        if isinstance(node, Number):
            yield from (run(text, large if is_large else small, setting) for text, is_large in _divided(node))
        else:
            yield from inline(node, large, setting)


def _sizes(setting: RenderContext) -> tuple[Type, Type]:
    """Return the letters of digits and of units."""
    large = setting.letters("Card Figure")
    return large, replace(large, size=setting.theme.sizes.heading3)


def _scaled(letters_: Type, scale: float) -> Type:
    return replace(letters_, size=round(letters_.size * scale, 1)) if scale < 1 else letters_


def _divided(node: Number) -> Iterator[tuple[str, bool]]:
    """Yield the parts of what a number prints, and whether each is large, as its digits are."""
    parts = _DIGITS.split(number_text(node))
    return ((part, bool(i % 2)) for i, part in enumerate(parts) if part)


def _scale(cards: Iterable[Card], width: int, theme: Theme) -> float:
    """Return how much smaller the figures of one row are, so that the widest takes one line."""
    room = (width - 2 * _MARGINS.sides) / _LEEWAY
    return min(1.0, room / max(1.0, *(_width(card.figure, theme) for card in cards)))


def _width(figure: Iterable[Inline], theme: Theme) -> float:
    sizes = (theme.sizes.heading3, theme.sizes.card)
    return sum(
        text_width(text) * hwp_units(sizes[is_large]) / 2 for node in figure for text, is_large in _shown(node, theme)
    )


def _shown(node: Inline, theme: Theme) -> Iterator[tuple[str, bool]]:
    return _divided(node) if isinstance(node, Number) else iter(((shown_text((node,), theme), True),))


def _card_frame(theme: Theme) -> Frame:
    rule = theme.colours.rule
    sides = (Line("left", 0.5, rule), Line("right", 0.5, rule), Line("bottom", 0.5, rule))
    return Frame((Line("top", 1.5, theme.colours.accent), *sides))


_BOX_MARGINS = Margins(ends=hwp_units(8), sides=hwp_units(12))


def blocks(said: Iterable[Block], setting: RenderContext) -> Iterator[Fragment]:
    """Yield the pieces of blocks that follow each other."""
    for this in said:
        yield from block(this, setting)


def block(said: Block, setting: RenderContext) -> Iterator[Fragment]:
    """Yield the paragraphs that one block becomes."""
    match said:
        case Heading():
            yield heading(said, setting)
        case Paragraph(content):
            yield spoken("Body", content, setting)
        case Note(content):
            yield spoken("Note", content, setting)
        case Items(items):
            yield from outline(items, setting)
        case Box():
            yield _box(said, setting)
        case Cards(cards):
            yield from card_fragments(cards, setting)
        case Pairs(pairs):
            yield from (pairs_fragment(pairs, setting),) if pairs else ()
        case Table():
            yield from table_fragments(said, setting)
        case Chart():
            yield from chart_fragments(said, setting)
        case Contents():
            yield from contents(said, setting)
        case _:
            assert_never(said)


def _box(box: Box, setting: RenderContext) -> Fragment:
    """Return a table of one cell; a page break may part it."""
    within = replace(setting, width=setting.width - 2 * _BOX_MARGINS.sides)
    title = (spoken("Box Title", box.title, within),) if box.title else ()
    pieces = [*title, *blocks(box.blocks, within)] or [worded("Body", "", within)]
    height = sum(piece.height for piece in pieces) + 2 * _BOX_MARGINS.ends
    cell = Cell([piece.paragraph for piece in pieces], 0, 0, setting.width, height, _frame(box, setting))
    printed = (Printed(stands.number, 1, 1) for piece in pieces for stands in piece.printed)
    grid = Grid(((cell,),), (setting.width,), (height,), _BOX_MARGINS, parts_rows=True)
    return grid_fragment(grid, setting, printed)


def _frame(box: Box, setting: RenderContext) -> Frame:
    theme = setting.theme
    colour = theme.lamps[box.tone].colour if box.tone else theme.colours.accent
    return Frame((Line("left", 3, colour),), theme.colours.box_tint)
