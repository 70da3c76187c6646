"""Plan a document as sheets: a cover, and each chapter a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple, assert_never

from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    Contents,
    Date,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    Meta,
    Note,
    PageBreak,
    Pair,
    Pairs,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    Tone,
    blocks_within,
)
from policyreport.document.number_format import date_text
from policyreport.document.numbering import number_mark
from policyreport.document.pages import all_blocks, without_empty_pages
from policyreport.document.picture_size import logo_size
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.cells import line_text, prefixed, text_value
from policyreport.renderers.xlsx.chart_source import own_source, shared_source
from policyreport.renderers.xlsx.charts import is_drawn, picture_height
from policyreport.renderers.xlsx.context import RenderContext
from policyreport.renderers.xlsx.pictures import image_size
from policyreport.renderers.xlsx.plan import Part, Sheet, SheetRow, Slot
from policyreport.renderers.xlsx.styles import BorderRule, CellStyle, CellStyles
from policyreport.renderers.xlsx.tables import table_parts

_COVER, _CONTENTS = "표지", "차례"
_BOX_PADDING = 5.0
_BLOCK_GAP = 9.0
_LOGO_ROOM = 6.0
_SECTION_GAP = 10.0
_PAIR_HEIGHT = 19.0
_CARD_HEIGHT = 25.0
_ENTRY_HEIGHT = 19.0


class _Chapter(NamedTuple):
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]

    @property
    def sheet(self) -> str:
        return line_text(self.title)


def plan_sheets(document: Document, theme: Theme) -> Iterator[Sheet]:
    """Yield the plan of every sheet: first the cover, then one for each heading of the first level, named by it."""
    opening, chapters = _divided(document)
    yield _cover(document.meta, opening, chapters, theme)
    for chapter in chapters:
        yield _chapter_sheet(chapter, document.meta, theme)


def sheet_names(document: Document) -> list[str]:
    """Return the names of the sheets, in their order."""
    return [_COVER, *(chapter.sheet for chapter in _divided(document)[1])]


def _divided(document: Document) -> tuple[Sequence[Block], Sequence[_Chapter]]:
    """Return the blocks that stand before the first chapter, and the chapters, which begin pages anyway."""
    blocks = all_blocks(document)
    starts = [i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    chapters = [
        _Chapter(block.content, without_empty_pages(blocks[start + 1 : end], begun=False, unseen=Contents))
        for start, end in pairwise([*starts, len(blocks)])
        if isinstance(block := blocks[start], Heading)
    ]
    opening = blocks[: starts[0]] if starts else blocks
    return without_empty_pages(opening, begun=document.meta.front != "cover", unseen=Contents), chapters


def _cover(meta: Meta, opening: Sequence[Block], chapters: Sequence[_Chapter], theme: Theme) -> Sheet:
    """Return the plan of the first sheet; ``opening`` are the blocks that stand before the first chapter."""
    context = RenderContext(theme, max(columns_of(opening), 2))
    styles = context.styles
    titles = ((meta.mark, styles.mark()), (meta.title, styles.title()), (meta.subtitle, styles.subtitle()))
    summary = [context.line(text_value(meta.summary), styles.prose(indent=1))] if meta.summary else []
    sections = (
        [context.line(text_value(text), style) for text, style in titles if text],
        list(_pair_lines(meta.particulars, context)),
        list(_boxed(summary, styles)) if summary else [],
        list(block_lines(opening, context)),
        list(_contents_lines(chapters, context)),
    )
    parts: list[Part] = [SheetRow(height=logo_size(theme.logo)[1] + _LOGO_ROOM, logo=theme.logo)] if theme.logo else []
    for section in filter(None, sections):
        parts += [SheetRow(height=_SECTION_GAP), *section] if parts else section
    return Sheet(_COVER, context.columns, tuple(parts))


def _contents_lines(chapters: Sequence[_Chapter], context: RenderContext) -> Iterator[SheetRow]:
    if chapters:
        yield context.line(text_value(_CONTENTS), context.styles.heading(2))
    for chapter in chapters:
        slot = context.across(context.value(chapter.title), context.styles.contents())
        yield SheetRow((slot._replace(sheet=chapter.sheet),), height=_ENTRY_HEIGHT)


def _chapter_sheet(chapter: _Chapter, meta: Meta, theme: Theme) -> Sheet:
    context = RenderContext(theme, columns_of(chapter.blocks))
    title = context.across(context.value(chapter.title), context.styles.heading(1))
    validity = " · ".join(filter(None, (meta.quarter, f"{date_text(Date.of(meta.as_of))} 기준", meta.mark)))
    parts = (
        SheetRow((title._replace(sheet=_COVER),)),
        context.line(text_value(validity), context.styles.validity()),
        SheetRow(height=_SECTION_GAP),
        *block_lines(chapter.blocks, context),
    )
    return Sheet(chapter.sheet, context.columns, parts)


def columns_of(blocks: Iterable[Block]) -> int:
    """Return how many columns the widest of the blocks needs, at least one."""
    return max(map(_columns, blocks), default=1)


def _columns(block: Block) -> int:
    match block:
        case Table(columns) | Chart(table=Table(columns)):
            return len(columns)
        case Cards():
            return 3
        case Pairs():
            return 2
        case Box() | Quote():
            return columns_of(blocks_within(block))
        case _:
            return 1


def block_lines(blocks: Iterable[Block], context: RenderContext) -> Iterator[Part]:
    """Yield the lines of the blocks, one block below the other, with room between those that do not belong together."""
    before: Block | None = None
    for block in blocks:
        if before is not None and not _belongs(block, before):
            yield SheetRow(height=_BLOCK_GAP)
        yield from _lines(block, context)
        yield from _footnote_lines(context)
        before = block


def _belongs(block: Block, before: Block) -> bool:
    """Return whether a block stands close to the one before it: prose to prose, a note to what it notes."""
    prose = Paragraph | Items | Note
    return (
        isinstance(block, Note)
        or isinstance(before, Heading)
        or (isinstance(block, prose) and isinstance(before, prose))
    )


def _footnote_lines(context: RenderContext) -> Iterator[SheetRow]:
    """Yield a line for each footnote that is to be printed below the block in which it is marked."""
    for mark, note in context.take_footnotes():
        yield context.line(prefixed(f"{mark} ", context.value(note.content)), context.styles.note())


def _lines(block: Block, context: RenderContext) -> Iterator[Part]:
    styles = context.styles
    match block:
        case Heading(level, content):
            yield context.line(context.value(content), styles.heading(level))
        case Paragraph(content):
            yield context.line(context.value(content), styles.prose())
        case Note(content):
            yield context.line(prefixed(f"{context.theme.note_mark} ", context.value(content)), styles.note())
        case Items(items):
            yield from _item_lines(items, context)
        case Box():
            yield from _boxed(_box_lines(block, context), styles, block.tone)
        case Cards(cards):
            yield from _card_lines(cards, context)
        case Pairs(pairs):
            yield from _pair_lines(pairs, context)
        case Table():
            yield from table_parts(block, context)
        case Chart():
            yield from _chart_lines(block, context)
        case Contents():
            pass
        case Picture():
            yield from _picture_lines(block, context)
        case Quote(blocks):
            yield from (_quoted(part, styles.quote_bar()) for part in block_lines(blocks, context))
        case Rule():
            yield context.line(text_value(""), styles.rule())
        case PageBreak():
            yield SheetRow(height=_BLOCK_GAP, ends_page=True)
        case _:
            assert_never(block)


def _picture_lines(picture: Picture, context: RenderContext) -> Iterator[SheetRow]:
    """Yield the caption, the room for the picture, and where it comes from."""
    if picture.caption:
        yield context.line(context.value(picture.caption), replace(context.styles.caption(), wraps=True))
    yield SheetRow(height=image_size(picture, context.theme)[1], picture=picture)
    if picture.source:
        yield context.line(context.value(picture.origin), context.styles.note())


def _quoted(part: Part, bar: BorderRule) -> Part:
    """Return a line of a quotation, with the bar at its left."""
    return _indented(part).map_slots(
        lambda slot: slot._replace(style=replace(slot.style, left=bar)) if slot.first == 1 else slot
    )


def _item_lines(items: Iterable[Item], context: RenderContext, level: int = 0) -> Iterator[SheetRow]:
    marks = context.theme.item_marks
    for item in items:
        mark = number_mark(item) or marks[min(level, len(marks) - 1)]
        value = prefixed(f"{mark} ", context.value(item.content))
        yield context.line(value, context.styles.prose(indent=level))
        yield from _item_lines(item.items, context, level + 1)


def _box_lines(box: Box, context: RenderContext) -> Iterator[Part]:
    title = context.value(box.title)
    if box.tone:
        title = prefixed(f"{context.theme.lamps[box.tone].shape} ", title)
    yield context.line(title, context.styles.box_title(box.tone))
    yield from map(_indented, block_lines(box.blocks, context))


def _indented(part: Part) -> Part:
    def indent(slot: Slot) -> Slot:
        return slot._replace(style=replace(slot.style, indent=slot.style.indent + (slot.first == 1)))

    return part.map_slots(indent) if isinstance(part, SheetRow) and part.role == "prose" else part


def _boxed(parts: Iterable[Part], styles: CellStyles, tone: Tone | None = None) -> Iterator[Part]:
    """Yield the lines and bands within a box, with room above and below them."""
    background, bar = styles.box_background(), styles.box_bar(tone)

    @cache
    def within(style: CellStyle, *, opens: bool) -> CellStyle:
        return replace(style, fill=style.fill or background.fill, left=bar if opens else style.left)

    for part in (SheetRow(height=_BOX_PADDING), *parts, SheetRow(height=_BOX_PADDING)):
        if isinstance(part, SheetRow) and not (part.slots and part.slots[0].first == 1):
            # the bar is drawn at a cell in the first column
            part = replace(part, slots=(Slot(text_value(""), background), *part.slots))  # noqa: PLW2901
        part = part.map_slots(lambda slot: slot._replace(style=within(slot.style, opens=slot.first == 1)))  # noqa: PLW2901
        yield replace(part, background=background)


def _card_lines(cards: Iterable[Card], context: RenderContext) -> Iterator[SheetRow]:
    styles = context.styles
    for i, card in enumerate(cards):
        label = context.slot(context.value(card.label), styles.card_label(opens=i == 0), 1)
        figure = context.slot(context.value(card.figure), styles.card_figure(opens=i == 0), 2)
        remark = context.across(context.value(card.remark), styles.card_remark(opens=i == 0), 3)
        yield SheetRow((label, figure, remark), height=_CARD_HEIGHT)


def _pair_lines(pairs: Iterable[Pair], context: RenderContext) -> Iterator[SheetRow]:
    """Yield a line for each pair: its label in the first column, its content in the rest."""
    for i, pair in enumerate(pairs):
        label = context.slot(context.value(pair.label), context.styles.pair_label(opens=i == 0), 1)
        content = context.across(context.value(pair.content), context.styles.pair_content(opens=i == 0), 2)
        yield SheetRow((label, content), height=_PAIR_HEIGHT)


def _chart_lines(chart: Chart, context: RenderContext) -> Iterator[Part]:
    """Yield the table that a chart draws, and below it the room for the picture where Excel can draw it.

    The table is left out where one above it on the sheet has all that the picture draws.
    """
    shared = shared_source(chart, context.tables) if is_drawn(chart) else None
    if shared:
        yield SheetRow(height=picture_height(chart), chart=chart, source=shared)
        return
    for part in table_parts(chart.table, context, counts=chart.kind == "heat"):
        drawn = part.map_slots(_without_dash) if chart.kind == "line" else part
        # nothing leads to the rows of a chart's table
        yield replace(drawn, name="") if isinstance(drawn, SheetRow) else replace(drawn, names=("",) * drawn.rows)
    yield from _footnote_lines(context)
    if is_drawn(chart):
        yield SheetRow(height=_BLOCK_GAP)
        own = own_source(chart, len(context.tables) - 1)
        yield SheetRow(height=picture_height(chart), chart=chart, source=own)


def _without_dash(slot: Slot) -> Slot:
    """Return nothing where a number is missing: Excel would draw a line down to zero for a dash.

    It is then printed nowhere, so that the cell has no number.
    """
    return slot._replace(value=slot.value._replace(text="", units=0, numbers=())) if slot.value.is_missing else slot
