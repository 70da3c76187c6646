"""Blocks as lines, told apart by words and marks; never by blanks or by where a line begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    HeadingLevel,
    Inline,
    Item,
    Items,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Table,
)
from policyreport.render.txt.inlines import Footnotes, spans
from policyreport.render.txt.lines import EMPTY, Line, Span, in_lines, in_one_line, joined, led_by, plain
from policyreport.render.txt.tables import chart_lines, table_lines

_LEVELS: dict[HeadingLevel, str] = {1: "[장]", 2: "[절]", 3: "[항]"}


def headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    """Yield every heading in order, those within boxes too."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Box):
            yield from headings(block.blocks)


class Telling:
    """Tells blocks as lines, with the notes of a chapter at its end. ``found`` are all headings of the document."""

    def __init__(self, theme: Theme, found: Sequence[Heading]) -> None:
        self._theme, self._found = theme, found
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
        """Yield the footnotes that are still to be told."""
        yield EMPTY
        yield from self._notes.told()

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
            case _:
                assert_never(block)

    def _spans(self, content: Iterable[Inline]) -> Iterator[Span]:
        return spans(content, self._notes)

    def _items(self, items: Iterable[Item], marks: Sequence[str]) -> Iterator[Line]:
        """Yield items with the mark of their level, which those below the last level with a mark share."""
        mark, *deeper = marks or ("",)
        for item in items:
            yield from led_by(mark, in_lines(self._spans(item.content)))
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
        for heading in self._found:
            if heading.level <= depth:
                yield in_one_line((Span(f"{_LEVELS[heading.level]} {plain_text(heading.content)}"),))
        yield plain("[차례 끝]")
