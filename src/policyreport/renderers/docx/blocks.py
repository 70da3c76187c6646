"""Blocks as paragraphs and tables."""

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
)
from policyreport.renderers.docx.content_controls import number_control
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.inlines import PLAIN, RunFormat, inline, inlines, run
from policyreport.renderers.docx.paragraphs import (
    Fragment,
    contents_fragment,
    gap,
    heading_fragment,
    introducing_fragment,
    outline_fragments,
    page_break,
    paragraph_fragment,
    styled,
    table_fragment,
    text_fragment,
)
from policyreport.renderers.docx.pictures import picture_fragments
from policyreport.renderers.docx.styles import BOX_SIDE, CARD_SIDE, Line, borders, lamp_style
from policyreport.renderers.docx.tables import cell, grid, pairs_fragment, row, table_fragments
from policyreport.renderers.docx.units import half_points, letter_width, twips
from policyreport.renderers.docx.xml import Element, together, w
from policyreport.renderers.flow.blocks import (
    cells_of_cards,
    digits_and_units,
    figure_scale,
    has_caption,
    introduces,
    rows_of_cards,
)

_BETWEEN_CARDS = twips(8)


def block_fragments(blocks: Iterable[Block], context: RenderContext) -> Iterator[Fragment]:
    """Yield the fragments of blocks that follow each other, with a gap where a table would touch what is below it."""
    before: Block | None = None
    for block, below in pairwise([*blocks, None]):
        if block is not None:
            if isinstance(block, Paragraph) and introduces(before, block, below):
                yield introducing_fragment(block.content, context)
            else:
                yield from _block(block, context, noted=isinstance(below, Note))
            before = block
            if needs_gap(block, below):
                yield gap()


def needs_gap(block: Block, below: Block | None) -> bool:
    """Return whether a block ends so that what is below would touch it, and that leaves no room above itself."""
    is_heat = isinstance(block, Chart) and block.kind == "heat"
    if not (is_heat or isinstance(block, Box | Quote | Cards | Pairs | Table | Contents)):
        return False
    table = below.table if isinstance(below, Chart) else below.heading if isinstance(below, Picture) else below
    return not (isinstance(below, Heading | Note) or (isinstance(table, Table) and has_caption(table)))


def _block(block: Block, context: RenderContext, *, noted: bool) -> Iterator[Fragment]:
    """Yield the paragraphs and tables that one block becomes; ``noted`` says that a note to it follows."""
    match block:
        case Heading():
            yield heading_fragment(block, context)
        case Paragraph(content):
            yield text_fragment("Normal", content, context)
        case Note(content):
            yield text_fragment("Note", content, context)
        case Items(items):
            yield from outline_fragments(items, context)
        case Box():
            yield _box(block, context)
        case Cards(cards):
            yield from _card_fragments(cards, context)
        case Pairs(pairs):
            yield pairs_fragment(pairs, context)
        case Table():
            yield from table_fragments(block, context, noted=noted)
        case Chart():
            from policyreport.renderers.docx.charts import chart_fragments  # noqa: PLC0415 - most documents have none

            yield from chart_fragments(block, context, noted=noted)
        case Contents():
            yield contents_fragment(block, context)
        case Picture():
            yield from picture_fragments(block, context, noted=noted)
        case Quote(blocks):
            yield _quote(blocks, context)
        case Rule():
            yield paragraph_fragment(styled("Rule"))
        case PageBreak():
            yield page_break()
        case _:
            assert_never(block)


def _box(box: Box, context: RenderContext) -> Fragment:
    """Return a table of one cell, which may run on over pages; a tone colours its title and its borders."""
    within = _within_frame(context)
    look = RunFormat(lamp_style(box.tone)) if box.tone else PLAIN
    title = (text_fragment("BoxTitle", box.title, within, look),) if box.title else ()
    fragments = [*title, *block_fragments(box.blocks, within)] or [gap()]
    only = cell(context.width, (fragment.element for fragment in fragments))
    framed = (borders("tblBorders", *_box_lines(context.theme.lamps[box.tone].colour)),) if box.tone else ()
    printed = (replace(printed, row=1, column=1) for fragment in fragments for printed in fragment.printed)
    return Fragment(grid("PolicyBox", (context.width,), (w("tr", only),), *framed), "table", tuple(printed))


def _within_frame(context: RenderContext) -> RenderContext:
    """Return the context of what stands in a frame, whose items are not marked as the outermost."""
    return replace(context, width=context.width - 2 * twips(BOX_SIDE), item_level=max(context.item_level, 1))


def _quote(blocks: Iterable[Block], context: RenderContext) -> Fragment:
    """Return a table of one cell with a bar at its left: the items of lists would each have theirs where they begin."""
    within = _within_frame(context)
    fragments = [fragment for block in blocks for fragment in _quoted(block, within)]
    only = cell(context.width, (fragment.element for fragment in fragments))
    printed = (replace(printed, row=1, column=1) for fragment in fragments for printed in fragment.printed)
    return Fragment(grid("PolicyQuote", (context.width,), (w("tr", only),)), "table", tuple(printed))


def _quoted(block: Block, context: RenderContext) -> Iterable[Fragment]:
    if isinstance(block, Paragraph):
        return (text_fragment("Quote", block.content, context),)
    return _block(block, context, noted=False)


def _box_lines(colour: str) -> Iterator[Line]:
    """Yield a bar at the left and thin edges."""
    yield Line("top", 0.5, colour)
    yield Line("left", 3.0, colour)
    yield Line("bottom", 0.5, colour)
    yield Line("right", 0.5, colour)


def _card_fragments(cards: Sequence[Card], context: RenderContext) -> Iterator[Fragment]:
    """Yield a table for every row of cards, with gaps between the tables."""
    rows = rows_of_cards(cards)
    for at, in_row in enumerate(rows):
        if at:
            yield gap()
        yield _card_row(in_row, len(rows[0]), context)


def _card_row(cards: Sequence[Card], count: int, context: RenderContext) -> Fragment:
    width, sizes = (context.width - (count - 1) * _BETWEEN_CARDS) // count, context.theme.sizes
    letters = (letter_width(sizes.heading3), letter_width(sizes.card))
    scale = figure_scale(cards, width - 2 * twips(CARD_SIDE), letters, context.theme)
    ink = context.theme.colours
    edges = (Line(side, 0.5, ink.rule) for side in ("left", "bottom", "right"))
    frame = borders("tcBorders", Line("top", 1.5, ink.accent), *edges)
    cells = [cell(width, _card(card, scale, context), frame) for card in cards]
    separated = [part for each in cells for part in (cell(_BETWEEN_CARDS, (styled("Gap"),)), each)][1:]
    widths = [_BETWEEN_CARDS if at % 2 else width for at in range(len(separated))]
    return table_fragment(grid("PolicyCards", widths, (row(separated),)), cells_of_cards(cards))


def _card(card: Card, scale: float, context: RenderContext) -> Iterator[Element]:
    yield styled("CardLabel", *inlines(card.label, context))
    yield styled("CardFigure", *_figure(card.figure, scale, context))
    if card.remark:
        yield styled("CardRemark", *inlines(card.remark, context))


def _figure(figure: Iterable[Inline], scale: float, context: RenderContext) -> Iterator[Element]:
    """Yield the runs of a figure, which name a size only where the styles' are too large."""
    sizes = context.theme.sizes
    large, small = (half_points(scale * size) if scale < 1 else 0 for size in (sizes.card, sizes.heading3))
    digits, unit = RunFormat(half_points=large), RunFormat("CardUnit", half_points=small)
    for node in figure:
        if isinstance(node, Number):
            parts = (run(text, digits if is_large else unit) for text, is_large in digits_and_units(node))
            yield number_control(node.fact, together(parts), context)
        else:
            yield from inline(node, context, digits)
