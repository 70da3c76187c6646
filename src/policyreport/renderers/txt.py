"""Render a document as plain text, for people who listen to it or set it larger themselves."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import assert_never

from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    Column,
    Contents,
    Date,
    Document,
    Footnote,
    Heading,
    HeadingLevel,
    Inline,
    Item,
    Items,
    Lamp,
    LineBreak,
    Link,
    Note,
    Number,
    PageBreak,
    Pair,
    Pairs,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Rule,
    Script,
    Strong,
    Table,
    Text,
    walk,
)
from policyreport.document.number_format import date_text, number_text, plain_text, script_text
from policyreport.document.numbering import number_mark
from policyreport.document.output import Placement, Rendered
from policyreport.document.pages import all_blocks
from policyreport.document.theme import Theme


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a line, and the id of the fact that they show, if any."""

    text: str
    fact: str = ""


Line = tuple[Span, ...]
"""One line, never wrapped: how wide it is shown is for the reader's own program to decide."""

EMPTY: Line = ()


_LINE_END = "\r\n"
_BETWEEN_CELLS = "; "
_LEVELS: dict[HeadingLevel, str] = {1: "[장]", 2: "[절]", 3: "[항]"}


def render(document: Document, theme: Theme) -> Rendered:
    """Return a text file with all that the document holds, for people who cannot see or need larger type.

    It is what 장애인차별금지 및 권리구제 등에 관한 법률 시행령 제14조 calls a means of the same worth: nothing in it
    depends on place, colour or shape, and no line is wrapped. It is UTF-8 with a byte order mark, its lines end with CR
    and LF, so that every Notepad and note taker reads it. Numbers are placed by line, counted from 1.
    """
    lines = _without_double_gaps(_lines(document, theme))
    text = "".join("".join(span.text for span in line) + _LINE_END for line in lines)
    placements = tuple(
        Placement(span.fact, span.text, f"line {number}")
        for number, line in enumerate(lines, 1)
        for span in line
        if span.fact
    )
    return Rendered(codecs.BOM_UTF8 + text.encode(), placements)


def _lines(document: Document, theme: Theme) -> Iterator[Line]:
    meta = document.meta
    writer = TextWriter(theme, [block for block in walk(document.blocks) if isinstance(block, Heading)])
    for text in (meta.mark, meta.banner, meta.title, meta.subtitle):
        yield from in_lines(plain(text))
    yield from writer.pairs(meta.particulars)
    yield from writer.chapters(all_blocks(document))
    yield EMPTY
    for text in (meta.organisation, f"{meta.quarter} · {date_text(Date.of(meta.as_of))} 기준", meta.licence):
        yield from in_lines(plain(text))


def _without_double_gaps(lines: Iterable[Line]) -> list[Line]:
    """Return lines with at most one empty line between others, and none at either end."""
    kept = [line for before, line in pairwise([EMPTY, *lines]) if line or before]
    return kept[:-1] if kept and not kept[-1] else kept


def plain(text: str) -> Line:
    """Return words without a fact as one line."""
    return (Span(text),)


def in_lines(spans: Iterable[Span]) -> Iterator[Line]:
    """Yield spans as lines, a new one after each line end in them; none where they are empty."""
    line: list[Span] = []
    for span in spans:
        first, *more = span.text.split("\n")
        line.append(replace(span, text=first))
        for text in more:
            yield tuple(line)
            line = [replace(span, text=text)]
    if any(span.text for span in line):
        yield tuple(line)


def in_one_line(spans: Iterable[Span]) -> Line:
    """Return spans as one line, with a blank for each line end in them."""
    return tuple(replace(span, text=span.text.replace("\n", " ")) for span in spans)


def led_by(words: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines, the first of them after some words and a blank; the words alone where there are no lines."""
    first, *more = list(lines) or [EMPTY]
    yield (Span(f"{words} " if words and first else words), *first)
    yield from more


def joined(parts: Iterable[Line], by: str) -> Line:
    """Return parts as one line, with words between them; empty parts are left out."""
    filled = [part for part in parts if any(span.text for span in part)]
    return tuple(span for number, part in enumerate(filled) for span in ((Span(by), *part) if number else part))


class Footnotes:
    """The footnotes of a document, numbered from 1 as they are met, which are written at their chapter's end."""

    def __init__(self) -> None:
        self._count = 0
        self._waiting: list[tuple[str, Footnote]] = []

    def mark(self, note: Footnote) -> str:
        """Return the mark of a note that is met in the text."""
        self._count += 1
        mark = f"[주 {self._count}]"
        self._waiting.append((mark, note))
        return mark

    def take(self) -> Iterator[Line]:
        """Yield the notes met since the last call, with those that they themselves mark."""
        while self._waiting:
            mark, note = self._waiting.pop(0)
            yield from led_by(mark, in_lines(spans(note.content, self)))


def spans(content: Iterable[Inline], notes: Footnotes) -> Iterator[Span]:
    """Yield the words of content in order. Emphasis has no sign, for a voice would spell it."""
    for node in content:
        match node:
            case Text(text):
                yield Span(text)
            case Number():
                yield Span(number_text(node), node.fact)
            case Date():
                yield Span(date_text(node))
            case Lamp(word=word):
                yield Span(word)
            case Strong(inner) | Reference(content=inner):
                yield from spans(inner, notes)
            case Link(address, inner):
                yield from spans(inner, notes)
                yield from () if plain_text(inner) == address else (Span(f" ({address})"),)
            case LineBreak():
                yield Span("\n")
            case Footnote():
                yield Span(notes.mark(node))
            case Script():
                yield Span(script_text(node))
            case _:
                assert_never(node)


def table_lines(table: Table, notes: Footnotes) -> Iterator[Line]:
    """Yield a table: its caption and unit, the heads of its columns, and a line ``머리: 값; 머리: 값`` for each row."""
    yield from _named("[표]", table, notes)
    yield from _rows(table, notes)
    yield plain("[표 끝]")


def chart_lines(chart: Chart, notes: Footnotes) -> Iterator[Line]:
    """Yield a chart: what its picture shows, in words, and what it is drawn from as a table."""
    yield from _named("[그림]", chart.table, notes)
    yield in_one_line((Span(chart.alt),))
    yield from _rows(chart.table, notes)
    yield plain("[그림 끝]")


def _named(mark: str, table: Table, notes: Footnotes) -> Iterator[Line]:
    caption = in_one_line(spans(table.caption, notes))
    unit = in_one_line((Span(f"(단위: {table.unit})" if table.unit else ""),))
    yield from led_by(mark, [joined((caption, unit), " ")])


def _rows(table: Table, notes: Footnotes) -> Iterator[Line]:
    yield from led_by("열:", [joined((_head(column, notes) for column in table.columns), _BETWEEN_CELLS)])
    names = [plain_text((*column.group, Text(" "), *column.head)).strip() for column in table.columns]
    for row in table.rows:
        cells = [in_one_line(spans(cell, notes)) for cell in row.cells]
        if row.kind == "group":
            yield from led_by("[묶음]", [joined(cells, _BETWEEN_CELLS)])
        else:
            yield joined(map(_cell, names, cells), _BETWEEN_CELLS)


def _head(column: Column, notes: Footnotes) -> Line:
    return joined((in_one_line(spans(part, notes)) for part in (column.group, column.head)), " ")


def _cell(name: str, cell: Line) -> Line:
    """Return a cell after the name of its column; nothing for an empty cell."""
    has_text = any(span.text for span in cell)
    return in_one_line((Span(f"{name}: "), *cell)) if has_text and name else cell


class TextWriter:
    """Writes blocks as lines, with the notes of a chapter at its end. ``headings`` are all those of the document."""

    def __init__(self, theme: Theme, headings: Sequence[Heading]) -> None:
        self._theme, self._headings = theme, headings
        self._notes = Footnotes()

    def chapters(self, blocks: Iterable[Block]) -> Iterator[Line]:
        """Yield the lines of a document's blocks; empty lines stand between blocks."""
        for block in blocks:
            if isinstance(block, Heading) and block.level == 1:
                yield from self.notes()
            yield EMPTY
            yield from self._block(block)
        yield from self.notes()

    def notes(self) -> Iterator[Line]:
        """Yield the footnotes that are still to be written."""
        yield EMPTY
        yield from self._notes.take()

    def pairs(self, pairs: Iterable[Pair]) -> Iterator[Line]:
        """Yield each label with its content."""
        for pair in pairs:
            label = in_one_line(self._spans(pair.label))
            yield from in_lines(joined((label, tuple(self._spans(pair.content))), ": "))

    def _block(self, block: Block) -> Iterator[Line]:
        match block:
            case Heading(level, content):
                yield from led_by(_LEVELS[level], [in_one_line(self._spans(content))])
            case Paragraph(content):
                yield from in_lines(self._spans(content))
            case Note(content):
                yield from led_by(self._theme.note_mark, in_lines(self._spans(content)))
            case Items(items):
                yield from self._items(items, self._theme.item_marks)
            case Box():
                yield from self._box(block)
            case Cards(cards):
                yield from map(self._card, cards)
            case Pairs(pairs):
                yield from self.pairs(pairs)
            case Table():
                yield from table_lines(block, self._notes)
            case Chart():
                yield from chart_lines(block, self._notes)
            case Contents(depth):
                yield from self._contents(depth)
            case Picture():
                yield from _named("[그림]", block.heading, self._notes)
                yield in_one_line((Span(block.alt),))
                yield from in_lines(self._spans(block.origin))
                yield plain("[그림 끝]")
            case Quote(blocks):
                yield plain("[인용]")
                yield from (line for inner in blocks for line in self._block(inner))
                yield plain("[인용 끝]")
            case Rule() | PageBreak():
                pass
            case _:
                assert_never(block)

    def _spans(self, content: Iterable[Inline]) -> Iterator[Span]:
        return spans(content, self._notes)

    def _items(self, items: Iterable[Item], marks: Sequence[str]) -> Iterator[Line]:
        """Yield items with the mark of their level, which those below the last level with a mark share."""
        mark, *deeper = marks or ("",)
        for item in items:
            yield from led_by(number_mark(item) or mark, in_lines(self._spans(item.content)))
            yield from self._items(item.items, deeper or (mark,))

    def _box(self, box: Box) -> Iterator[Line]:
        yield from led_by("[상자]", [in_one_line(self._spans(box.title))])
        for block in box.blocks:
            yield from self._block(block)
        yield plain("[상자 끝]")

    def _card(self, card: Card) -> Line:
        label, figure, remark = (in_one_line(self._spans(part)) for part in (card.label, card.figure, card.remark))
        return joined((joined((label, figure), ": "), remark), ", ")

    def _contents(self, depth: HeadingLevel) -> Iterator[Line]:
        yield plain("[차례]")
        for heading in self._headings:
            if heading.level <= depth:
                yield in_one_line((Span(f"{_LEVELS[heading.level]} {plain_text(heading.content)}"),))
        yield plain("[차례 끝]")
