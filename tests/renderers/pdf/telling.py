"""A document in words alone, as one would read it aloud from its PDF: with marks, numbers of captions and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import assert_never

from policyreport.document.nodes import (
    Block,
    Box,
    Cards,
    Chart,
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
    Landscape,
    LineBreak,
    Link,
    Meta,
    Note,
    Number,
    PageBreak,
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
)
from policyreport.document.number_format import date_text, number_text, plain_text
from policyreport.document.numbering import number_mark
from policyreport.document.pages import all_blocks
from policyreport.document.theme import Theme

THEME = Theme()


def told(document: Document, pages: Mapping[str, int] | None = None) -> str:
    """Return what a document says outside the pictures of its charts, words apart.

    ``pages`` is where its headings stand, if it has contents.
    """
    return " ".join(" ".join(_Teller(document, pages or {}).all()).split())


class _Teller:
    def __init__(self, document: Document, pages: Mapping[str, int]) -> None:
        self._document, self._pages = document, pages
        self._tables = self._charts = self._notes = 0

    def all(self) -> Iterator[str]:
        yield from (self._document.meta.mark, self._document.meta.licence)
        yield from self._front(self._document.meta)
        for block in self._document.blocks:
            yield from self._block(block, 0)

    def _front(self, meta: Meta) -> Iterator[str]:
        pairs = [self._content(c) for pair in meta.particulars for c in (pair.label, pair.content)]
        match meta.front:
            case "head":
                yield from (meta.title, meta.subtitle, *pairs)
            case "cover":
                yield from (meta.title, meta.subtitle, *pairs, meta.organisation)
            case "notice":
                yield from (meta.banner, *pairs, meta.title, f"- {meta.subtitle} -")

    def _block(self, block: Block, level: int) -> Iterator[str]:
        match block:
            case Heading(content=content) | Paragraph(content):
                yield self._content(content)
            case Note(content):
                yield THEME.note_mark + " " + self._content(content)
            case Items(items):
                yield from self._items(items, level)
            case Box(title, blocks):
                yield self._content(title)
                yield from (text for inner in blocks for text in self._block(inner, 1))
            case Cards(cards):
                yield from (self._content(c) for card in cards for c in (card.label, card.figure, card.remark))
            case Pairs(pairs):
                yield from (self._content(c) for pair in pairs for c in (pair.label, pair.content))
            case Table():
                self._tables += bool(block.caption)
                yield from self._caption(block, f"표 {self._tables}. ")
                yield from self._table(block)
            case Chart(table=table):
                self._charts += bool(table.caption)
                yield from self._caption(table, f"그림 {self._charts}. ")
            case Contents(depth):
                yield from self._contents(depth)
            case Quote(blocks) | Landscape(blocks):
                yield from (text for inner in blocks for text in self._block(inner, level))
            case Picture():
                self._charts += bool(block.caption)
                yield from self._caption(block.heading, f"그림 {self._charts}. ")
                yield self._content(block.origin) if block.source else ""
            case Rule() | PageBreak():
                pass
            case _:
                assert_never(block)

    def _contents(self, depth: HeadingLevel) -> Iterator[str]:
        for block in all_blocks(self._document):
            if isinstance(block, Heading) and block.level <= depth:
                yield f"{plain_text(block.content)} {self._pages[plain_text(block.content)]}"

    def _items(self, items: Iterable[Item], level: int) -> Iterator[str]:
        for item in items:
            mark = number_mark(item) if item.number else THEME.item_marks[min(level, len(THEME.item_marks) - 1)]
            yield mark + " " + self._content(item.content)
            yield from self._items(item.items, level + 1)

    def _caption(self, table: Table, label: str) -> Iterator[str]:
        yield label + self._content(table.caption) if table.caption else ""
        yield f"(단위: {table.unit})" if table.unit else ""

    def _table(self, table: Table) -> Iterator[str]:
        below: list[str] = []
        for group, columns in groupby(table.columns, lambda column: column.group):
            heads = [self._content(column.head) for column in columns]
            yield from [self._content(group)] if group else heads
            below += heads if group else []
        yield from below
        for row in table.rows:
            yield from (self._content(cell) for cell in row.cells[: 1 if row.kind == "group" else None])

    def _content(self, content: Iterable[Inline]) -> str:
        return "".join(map(self._inline, content))

    def _inline(self, node: Inline) -> str:
        match node:
            case Text(text) | Script(text):
                return text
            case Number():
                return number_text(node)
            case Date():
                return date_text(node)
            case Lamp(tone, word):
                return f"{THEME.lamps[tone].shape} {word}"
            case Strong(content) | Link(content=content) | Reference(content=content):
                return self._content(content)
            case LineBreak():
                return "\n"
            case Footnote(content):
                self._notes += 1
                return f"{self._notes}) {self._notes}) {self._content(content)} "
            case _:
                assert_never(node)
