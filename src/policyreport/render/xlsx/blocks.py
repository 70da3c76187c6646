"""Each block of a document as lines of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from policyreport.document.tree import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    Contents,
    Heading,
    Item,
    Items,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Table,
)
from policyreport.render.xlsx.boxes import boxed
from policyreport.render.xlsx.cells import led_by
from policyreport.render.xlsx.drawable import is_drawn, picture_height
from policyreport.render.xlsx.lines import Line, Part, Slot
from policyreport.render.xlsx.setting import Setting
from policyreport.render.xlsx.tables import table_parts

_GAP = 9.0
_PAIR_HEIGHT = 19.0
_CARD_HEIGHT = 25.0


def columns_of(blocks: Iterable[Block]) -> int:
    """Return how many columns the widest of the blocks needs, at least one."""
    return max(map(_columns, blocks), default=1)


def block_lines(blocks: Iterable[Block], setting: Setting) -> Iterator[Part]:
    """Yield the lines of the blocks, one block below the other, with room between those that do not belong together."""
    before: Block | None = None
    for block in blocks:
        if before is not None and not _belongs(block, before):
            yield Line(height=_GAP)
        yield from _lines(block, setting)
        yield from footnote_lines(setting)
        before = block


def footnote_lines(setting: Setting) -> Iterator[Line]:
    """Yield a line for each footnote that waits to be printed below what it stands in."""
    for mark, note in setting.footnotes.taken():
        value = led_by(f"{mark} ", setting.value(note.content))
        yield Line((setting.across(value, setting.looks.note()),))


def pair_lines(pairs: Iterable[Pair], setting: Setting) -> Iterator[Line]:
    """Yield a line for each pair: its label in the first column, its content in the rest."""
    for i, pair in enumerate(pairs):
        label = setting.slot(setting.value(pair.label), setting.looks.pair_label(opens=i == 0), 1)
        content = setting.across(setting.value(pair.content), setting.looks.pair_content(opens=i == 0), 2)
        yield Line((label, content), height=_PAIR_HEIGHT)


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


def _lines(block: Block, setting: Setting) -> Iterator[Part]:
    match block:
        case Heading(level, content):
            yield Line((setting.across(setting.value(content), setting.looks.heading(level)),))
        case Paragraph(content):
            yield Line((setting.across(setting.value(content), setting.looks.prose()),))
        case Note(content):
            value = led_by(f"{setting.theme.note_mark} ", setting.value(content))
            yield Line((setting.across(value, setting.looks.note()),))
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


def chart_lines(chart: Chart, setting: Setting) -> Iterator[Part]:
    """Yield the table that a chart draws, and below it the room for the picture where Excel can draw it."""
    for part in table_parts(chart.table, setting, counts=chart.kind == "heat"):
        yield _unnamed(part.recast(_without_dash) if chart.kind == "line" else part)
    yield from footnote_lines(setting)
    if is_drawn(chart):
        yield Line(height=_GAP)
        yield Line(height=picture_height(chart), chart=chart)


def _without_dash(slot: Slot) -> Slot:
    """Return nothing where a number is missing: Excel would draw a line down to zero for a dash."""
    return slot._replace(value=slot.value._replace(text="", units=0)) if slot.value.is_missing else slot


def _unnamed(part: Part) -> Part:
    """Return a part of a chart's table, to which nothing leads."""
    return replace(part, name="") if isinstance(part, Line) else replace(part, names=("",) * part.rows)


def _item_lines(items: Iterable[Item], setting: Setting, level: int = 0) -> Iterator[Line]:
    marks = setting.theme.item_marks
    for item in items:
        value = led_by(f"{marks[min(level, len(marks) - 1)]} ", setting.value(item.content))
        yield Line((setting.across(value, setting.looks.prose(indent=level)),))
        yield from _item_lines(item.items, setting, level + 1)


def _box_lines(box: Box, setting: Setting) -> Iterator[Part]:
    title = setting.value(box.title)
    if box.tone:
        title = led_by(f"{setting.theme.lamps[box.tone].shape} ", title)
    yield Line((setting.across(title, setting.looks.box_title(box.tone)),))
    yield from map(_indented, block_lines(box.blocks, setting))


def _indented(part: Part) -> Part:
    if not isinstance(part, Line) or part.role != "prose":
        return part
    return part.recast(lambda slot: slot._replace(look=replace(slot.look, indent=slot.look.indent + (slot.first == 1))))


def _card_lines(cards: Iterable[Card], setting: Setting) -> Iterator[Line]:
    looks = setting.looks
    for i, card in enumerate(cards):
        label = setting.slot(setting.value(card.label), looks.card_label(opens=i == 0), 1)
        figure = setting.slot(setting.value(card.figure), looks.card_figure(opens=i == 0), 2)
        remark = setting.across(setting.value(card.remark), looks.card_remark(opens=i == 0), 3)
        yield Line((label, figure, remark), height=_CARD_HEIGHT)
