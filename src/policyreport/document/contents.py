"""What is written in a block of a document, whichever kind of block it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from policyreport.document.nodes import (
    Block,
    Box,
    Cards,
    Chart,
    Contents,
    Heading,
    Inline,
    Item,
    Items,
    Note,
    PageBreak,
    Pairs,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    Text,
)


def contents_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Yield each piece of inline content in a block, and in the blocks within it, in order."""
    match block:
        case Heading(content=content) | Paragraph(content) | Note(content):
            yield content
        case Items(items):
            yield from _item_contents(items)
        case Box(title, blocks):
            yield title
            yield from (content for inner in blocks for content in contents_of(inner))
        case Cards(cards):
            yield from (content for c in cards for content in (c.label, c.figure, c.remark))
        case Pairs(pairs):
            yield from (content for p in pairs for content in (p.label, p.content))
        case Table(columns, rows, caption, unit):
            yield caption
            yield (Text(unit),)
            yield from (content for column in columns for content in (column.group, column.head))
            yield from (cell for row in rows for cell in row.cells)
        case Chart(table=table):
            yield from contents_of(table)
        case Contents() | Rule() | PageBreak():
            pass
        case Picture():
            yield block.caption
            yield block.origin
        case Quote(blocks):
            yield from (content for inner in blocks for content in contents_of(inner))
        case _:
            assert_never(block)


def _item_contents(items: Iterable[Item]) -> Iterator[tuple[Inline, ...]]:
    for item in items:
        yield item.content
        yield from _item_contents(item.items)
