"""A document as sheets: a cover, and each chapter a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import assert_never

from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    Contents,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    Meta,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Table,
    Tone,
)
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.cells import Value, led_by, words
from policyreport.renderers.xlsx.charts import is_drawn, picture_height
from policyreport.renderers.xlsx.context import RenderContext
from policyreport.renderers.xlsx.labels import CONTENTS, COVER, holding_text, line_text
from policyreport.renderers.xlsx.plan import Part, Sheet, SheetRow, Slot
from policyreport.renderers.xlsx.styles import CellStyle, CellStyles
from policyreport.renderers.xlsx.tables import table_parts

_PADDING = 5.0


def boxed(parts: Iterable[Part], looks: CellStyles, tone: Tone | None = None) -> Iterator[Part]:
    """Yield the lines and bands within a box, with room above and below them."""
    ground, bar = looks.box_ground(), looks.box_bar(tone)

    @cache
    def within(look: CellStyle, *, opens: bool) -> CellStyle:
        return replace(look, fill=look.fill or ground.fill, left=bar if opens else look.left)

    for part in (SheetRow(height=_PADDING), *parts, SheetRow(height=_PADDING)):
        dressed = _opened(part, ground).recast(
            lambda slot: slot._replace(look=within(slot.look, opens=slot.first == 1))
        )
        yield replace(dressed, ground=ground)


def _opened(part: Part, ground: CellStyle) -> Part:
    """Return a part that has a cell in the first column, where the bar is drawn."""
    if not isinstance(part, SheetRow) or (part.slots and part.slots[0].first == 1):
        return part
    return replace(part, slots=(Slot(words(""), ground), *part.slots))


_BLOCK_GAP = 9.0
_PAIR_HEIGHT = 19.0
_CARD_HEIGHT = 25.0


def columns_of(blocks: Iterable[Block]) -> int:
    """Return how many columns the widest of the blocks needs, at least one."""
    return max(map(_columns, blocks), default=1)


def block_lines(blocks: Iterable[Block], setting: RenderContext) -> Iterator[Part]:
    """Yield the lines of the blocks, one block below the other, with room between those that do not belong together."""
    before: Block | None = None
    for block in blocks:
        if before is not None and not _belongs(block, before):
            yield SheetRow(height=_BLOCK_GAP)
        yield from _lines(block, setting)
        yield from footnote_lines(setting)
        before = block


def footnote_lines(setting: RenderContext) -> Iterator[SheetRow]:
    """Yield a line for each footnote that waits to be printed below what it stands in."""
    for mark, note in setting.footnotes.taken():
        value = led_by(f"{mark} ", setting.value(note.content))
        yield SheetRow((setting.across(value, setting.looks.note()),))


def pair_lines(pairs: Iterable[Pair], setting: RenderContext) -> Iterator[SheetRow]:
    """Yield a line for each pair: its label in the first column, its content in the rest."""
    for i, pair in enumerate(pairs):
        label = setting.slot(setting.value(pair.label), setting.looks.pair_label(opens=i == 0), 1)
        content = setting.across(setting.value(pair.content), setting.looks.pair_content(opens=i == 0), 2)
        yield SheetRow((label, content), height=_PAIR_HEIGHT)


def _columns(block: Block) -> int:
    match block:
        case Table(columns) | Chart(table=Table(columns)):
            return len(columns)
        case Cards():
            return 3
        case Pairs():
            return 2
        case Box(_, blocks):
            return columns_of(blocks)
        case _:
            return 1


def _belongs(block: Block, before: Block) -> bool:
    """Return whether a block stands close to the one before it: prose to prose, a note to what it notes."""
    prose = Paragraph | Items | Note
    return (
        isinstance(block, Note)
        or isinstance(before, Heading)
        or (isinstance(block, prose) and isinstance(before, prose))
    )


def _lines(block: Block, setting: RenderContext) -> Iterator[Part]:
    match block:
        case Heading(level, content):
            yield SheetRow((setting.across(setting.value(content), setting.looks.heading(level)),))
        case Paragraph(content):
            yield SheetRow((setting.across(setting.value(content), setting.looks.prose()),))
        case Note(content):
            value = led_by(f"{setting.theme.note_mark} ", setting.value(content))
            yield SheetRow((setting.across(value, setting.looks.note()),))
        case Items(items):
            yield from _item_lines(items, setting)
        case Box():
            yield from boxed(_box_lines(block, setting), setting.looks, block.tone)
        case Cards(cards):
            yield from _card_lines(cards, setting)
        case Pairs(pairs):
            yield from pair_lines(pairs, setting)
        case Table():
            yield from table_parts(block, setting)
        case Chart():
            yield from chart_lines(block, setting)
        case Contents():
            pass
        case _:
            assert_never(block)


def chart_lines(chart: Chart, setting: RenderContext) -> Iterator[Part]:
    """Yield the table that a chart draws, and below it the room for the picture where Excel can draw it."""
    for part in table_parts(chart.table, setting, counts=chart.kind == "heat"):
        yield _unnamed(part.recast(_without_dash) if chart.kind == "line" else part)
    yield from footnote_lines(setting)
    if is_drawn(chart):
        yield SheetRow(height=_BLOCK_GAP)
        yield SheetRow(height=picture_height(chart), chart=chart)


def _without_dash(slot: Slot) -> Slot:
    """Return nothing where a number is missing: Excel would draw a line down to zero for a dash."""
    return slot._replace(value=slot.value._replace(text="", units=0)) if slot.value.is_missing else slot


def _unnamed(part: Part) -> Part:
    """Return a part of a chart's table, to which nothing leads."""
    return replace(part, name="") if isinstance(part, SheetRow) else replace(part, names=("",) * part.rows)


def _item_lines(items: Iterable[Item], setting: RenderContext, level: int = 0) -> Iterator[SheetRow]:
    marks = setting.theme.item_marks
    for item in items:
        value = led_by(f"{marks[min(level, len(marks) - 1)]} ", setting.value(item.content))
        yield SheetRow((setting.across(value, setting.looks.prose(indent=level)),))
        yield from _item_lines(item.items, setting, level + 1)


def _box_lines(box: Box, setting: RenderContext) -> Iterator[Part]:
    title = setting.value(box.title)
    if box.tone:
        title = led_by(f"{setting.theme.lamps[box.tone].shape} ", title)
    yield SheetRow((setting.across(title, setting.looks.box_title(box.tone)),))
    yield from map(_indented, block_lines(box.blocks, setting))


def _indented(part: Part) -> Part:
    if not isinstance(part, SheetRow) or part.role != "prose":
        return part
    return part.recast(lambda slot: slot._replace(look=replace(slot.look, indent=slot.look.indent + (slot.first == 1))))


def _card_lines(cards: Iterable[Card], setting: RenderContext) -> Iterator[SheetRow]:
    looks = setting.looks
    for i, card in enumerate(cards):
        label = setting.slot(setting.value(card.label), looks.card_label(opens=i == 0), 1)
        figure = setting.slot(setting.value(card.figure), looks.card_figure(opens=i == 0), 2)
        remark = setting.across(setting.value(card.remark), looks.card_remark(opens=i == 0), 3)
        yield SheetRow((label, figure, remark), height=_CARD_HEIGHT)


_COVER_GAP = 10.0
_ENTRY_HEIGHT = 19.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of sheets: the sheet's name, and its title."""

    sheet: str
    title: tuple[Inline, ...]


def cover(meta: Meta, opening: Sequence[Block], entries: Sequence[Entry], theme: Theme) -> Sheet:
    """Return the plan of the first sheet; ``opening`` are the blocks that stand before the first chapter."""
    setting = RenderContext(theme, max(columns_of(opening), 2))
    parts = (
        _cover_title_lines(meta, setting),
        pair_lines(meta.particulars, setting),
        _summary_lines(meta, setting),
        block_lines(opening, setting),
        _contents_lines(entries, setting),
    )
    return Sheet(COVER, setting.columns, tuple(_apart([tuple(part) for part in parts])))


def _apart(parts: Sequence[tuple[Part, ...]]) -> Iterator[Part]:
    for i, part in enumerate(part for part in parts if part):
        if i:
            yield SheetRow(height=_COVER_GAP)
        yield from part


def _cover_title_lines(meta: Meta, setting: RenderContext) -> Iterator[SheetRow]:
    looks = setting.looks
    said = ((meta.mark, looks.mark()), (meta.title, looks.title()), (meta.subtitle, looks.subtitle()))
    return (_line(words(text), look, setting) for text, look in said if text)


def _summary_lines(meta: Meta, setting: RenderContext) -> Iterator[Part]:
    if meta.summary:
        yield from boxed([_line(words(meta.summary), setting.looks.prose(indent=1), setting)], setting.looks)


def _contents_lines(entries: Sequence[Entry], setting: RenderContext) -> Iterator[SheetRow]:
    if entries:
        yield _line(words(CONTENTS), setting.looks.heading(2), setting)
    for entry in entries:
        slot = setting.across(setting.value(entry.title), setting.looks.contents())
        yield SheetRow((slot._replace(sheet=entry.sheet),), height=_ENTRY_HEIGHT)


def _line(value: Value, look: CellStyle, setting: RenderContext) -> SheetRow:
    return SheetRow((setting.across(value, look),))


_GAP = 10.0


@dataclass(frozen=True, slots=True)
class _Chapter:
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


def planned(document: Document, theme: Theme) -> tuple[Sheet, ...]:
    """Return the plan of every sheet: first the cover, then one for each heading of the first level, named by it."""
    opening, chapters = _divided(document.blocks)
    entries = [Entry(line_text(chapter.title), chapter.title) for chapter in chapters]
    return (
        cover(document.meta, opening, entries, theme),
        *(_sheet(chapter, document.meta, theme) for chapter in chapters),
    )


def _divided(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[_Chapter]]:
    starts = [i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    opening, *chapters = (blocks[start:end] for start, end in pairwise([0, *starts, len(blocks)]))
    return opening, [_chapter(chapter) for chapter in chapters]


def _chapter(blocks: tuple[Block, ...]) -> _Chapter:
    heading, *rest = blocks
    return _Chapter(heading.content if isinstance(heading, Heading) else (), tuple(rest))


def _sheet(chapter: _Chapter, meta: Meta, theme: Theme) -> Sheet:
    setting = RenderContext(theme, columns_of(chapter.blocks))
    parts = (*_title_lines(chapter, meta, setting), *block_lines(chapter.blocks, setting))
    return Sheet(line_text(chapter.title), setting.columns, parts)


def _title_lines(chapter: _Chapter, meta: Meta, setting: RenderContext) -> Iterator[SheetRow]:
    title = setting.across(setting.value(chapter.title), setting.looks.heading(1))
    yield SheetRow((title._replace(sheet=COVER),))
    yield SheetRow((setting.across(words(holding_text(meta)), setting.looks.holding()),))
    yield SheetRow(height=_GAP)
