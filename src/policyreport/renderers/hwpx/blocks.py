"""Blocks as paragraphs, some of which hold a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
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
    PageBreak,
    Pairs,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    Text,
)
from policyreport.renderers.flow.blocks import cells_of_cards, digits_and_units, figure_scale, introduces, rows_of_cards
from policyreport.renderers.flow.inlines import shown_text
from policyreport.renderers.hwpx.context import Own, RenderContext
from policyreport.renderers.hwpx.inlines import inline, inlines
from policyreport.renderers.hwpx.paragraphs import (
    Fragment,
    contents_fragments,
    heading_fragment,
    line_fragment,
    outline_fragments,
    page_break,
    text_fragment,
)
from policyreport.renderers.hwpx.pictures import picture_fragments
from policyreport.renderers.hwpx.styles import Frame, Line
from policyreport.renderers.hwpx.tables import (
    Cell,
    Grid,
    Margins,
    chart_fragments,
    grid_fragment,
    pairs_fragment,
    table_fragment,
)
from policyreport.renderers.hwpx.units import PAGE_HEIGHT, hwp_units
from policyreport.renderers.hwpx.xml import Xml

_BETWEEN_CARDS = hwp_units(8)
_CARD_MARGINS = Margins(ends=hwp_units(5), sides=hwp_units(8))
_BOX_MARGINS = Margins(ends=hwp_units(8), sides=hwp_units(12))
_HIGHEST_CELL = 0.7 * PAGE_HEIGHT
"""How high a cell may be that surely stands on one page."""


def block_fragments(blocks: Iterable[Block], context: RenderContext) -> Iterator[Fragment]:
    """Yield the fragments of blocks that follow each other."""
    before: Block | None = None
    for block, below in pairwise([*blocks, None]):
        if block is not None:
            if isinstance(block, Paragraph) and introduces(before, block, below):
                layout = replace(context.registry.styles["Body"].layout, keep_next=True)
                yield text_fragment("Body", block.content, context, Own(layout))
            else:
                yield from _block(block, context)
            before = block


def _block(block: Block, context: RenderContext) -> Iterator[Fragment]:
    """Yield the paragraphs that one block becomes."""
    match block:
        case Heading():
            yield heading_fragment(block, context)
        case Paragraph(content):
            yield text_fragment("Body", content, context)
        case Note(content):
            yield text_fragment("Note", content, context)
        case Items(items):
            yield from outline_fragments(items, context)
        case Box():
            yield _box(block, context)
        case Cards(cards):
            rows = rows_of_cards(cards)
            yield from (_card_row(row, len(rows[0]), context) for row in rows)
        case Pairs(pairs):
            yield from (pairs_fragment(pairs, context),) if pairs else ()
        case Table():
            yield table_fragment(block, context)
        case Chart():
            yield from chart_fragments(block, context)
        case Contents():
            yield from contents_fragments(block, context)
        case Picture():
            yield from picture_fragments(block, context)
        case Quote(blocks):
            yield _quote(blocks, context)
        case Rule():
            yield line_fragment("Rule", "", context)
        case PageBreak():
            yield page_break(context)
        case _:
            assert_never(block)


def _box(box: Box, context: RenderContext) -> Fragment:
    """Return a table of one cell; a page break may split it."""
    theme = context.theme
    within = _within_frame(context)
    title = (text_fragment("Box Title", box.title, within),) if box.title else ()
    fragments = [*title, *block_fragments(box.blocks, within)] or [line_fragment("Body", "", within)]
    colour = theme.lamps[box.tone].colour if box.tone else theme.colours.accent
    return _framed(fragments, Frame((Line("left", 3, colour),), theme.colours.box_tint), context)


def _quote(blocks: Iterable[Block], context: RenderContext) -> Fragment:
    within = _within_frame(context)
    fragments = [fragment for block in blocks for fragment in _quoted(block, within)]
    return _framed(fragments, Frame((Line("left", 3, context.theme.colours.rule),)), context)


def _quoted(block: Block, context: RenderContext) -> Iterable[Fragment]:
    if isinstance(block, Paragraph):
        return (text_fragment("Quote", block.content, context),)
    return _block(block, context)


def _within_frame(context: RenderContext) -> RenderContext:
    """Return the context of what stands in a frame, whose items are not marked as the outermost."""
    return replace(context, width=context.width - 2 * _BOX_MARGINS.sides, item_level=max(context.item_level, 1))


def _framed(fragments: Sequence[Fragment], frame: Frame, context: RenderContext) -> Fragment:
    """Return a table of one cell; of a cell a paragraph where a page cannot hold them all.

    Programs other than 한글 part a cell that is higher than a page at each of its paragraphs, a page for each.
    """
    height = sum(fragment.height for fragment in fragments) + 2 * _BOX_MARGINS.ends
    parts = [[fragment] for fragment in fragments] if height > _HIGHEST_CELL else [fragments]
    cells = [_framed_cell(part, at, len(parts), frame, context.width) for at, part in enumerate(parts)]
    heights = [cell.height for cell in cells]
    grid = Grid([(cell,) for cell in cells], (context.width,), heights, _BOX_MARGINS, splits_rows=True)
    printed = (
        replace(printed, row=row, column=1)
        for row, part in enumerate(parts, start=1)
        for fragment in part
        for printed in fragment.printed
    )
    return replace(grid_fragment(grid, context), printed=tuple(printed))


def _framed_cell(fragments: Sequence[Fragment], at: int, count: int, frame: Frame, width: int) -> Cell:
    """Return a cell of a frame of so many; only the first has space above it, and the last below it."""
    above, below = (_BOX_MARGINS.ends if is_edge else 0 for is_edge in (not at, at == count - 1))
    height = sum(fragment.height for fragment in fragments) + above + below
    margins = None if count == 1 else Margins(above, _BOX_MARGINS.sides, below)
    return Cell([fragment.as_text() for fragment in fragments], at, 0, width, height, frame, margins=margins)


def _card_row(cards: Sequence[Card], count: int, context: RenderContext) -> Fragment:
    """Return a row of cards; where one has a remark, all have, so that labels and figures stand level."""
    theme, width = context.theme, (context.width - (count - 1) * _BETWEEN_CARDS) // count
    height = max(_card_height(card, width, context) for card in cards)
    letters = (hwp_units(theme.sizes.heading3) / 2, hwp_units(theme.sizes.card) / 2)
    scale = figure_scale(cards, width - 2 * _CARD_MARGINS.sides, letters, theme)
    edges = (Line(side, 0.5, theme.colours.rule) for side in ("left", "right", "bottom"))
    frame = Frame((Line("top", 1.5, theme.colours.accent), *edges))
    no_remark = (Text(""),) if any(card.remark for card in cards) else ()
    cells: list[Cell] = []
    for card in cards:
        if cells:
            cells.append(Cell((context.paragraph("Card Label", ()),), 0, len(cells), _BETWEEN_CARDS, height))
        paragraphs = list(_card(replace(card, remark=card.remark or no_remark), scale, context))
        cells.append(Cell(paragraphs, 0, len(cells), width, height, frame))
    grid = Grid((cells,), [cell.width for cell in cells], (height,), _CARD_MARGINS)
    return grid_fragment(grid, context, cells_of_cards(cards))


def _styled_parts(card: Card) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    yield "Card Label", card.label
    yield "Card Figure", card.figure
    if card.remark:
        yield "Card Remark", card.remark


def _card_height(card: Card, width: int, context: RenderContext) -> int:
    """Return how high a card is; its figure never takes a second line."""
    room = {"Card Figure": context.width}
    inside = width - 2 * _CARD_MARGINS.sides
    texts = ((style, shown_text(content, context.theme)) for style, content in _styled_parts(card))
    return sum(context.height_of(text, style, room.get(style, inside)) for style, text in texts) + (
        2 * _CARD_MARGINS.ends
    )


def _card(card: Card, scale: float, context: RenderContext) -> Iterator[Xml]:
    for style, content in _styled_parts(card):
        is_figure = style == "Card Figure"
        runs = _figure(content, scale, context) if is_figure else inlines(content, context.letters(style), context)
        yield context.paragraph(style, runs)


def _figure(figure: Iterable[Inline], scale: float, context: RenderContext) -> Iterator[Xml]:
    digits = context.letters("Card Figure")
    unit = replace(digits, size=context.theme.sizes.heading3)
    if scale < 1:
        digits, unit = (replace(letters, size=round(letters.size * scale, 1)) for letters in (digits, unit))
    for node in figure:
        if isinstance(node, Number):
            yield from context.bookmark(node.fact, digits)
            yield from (context.run(text, digits if is_large else unit) for text, is_large in digits_and_units(node))
        else:
            yield from inline(node, digits, context)
