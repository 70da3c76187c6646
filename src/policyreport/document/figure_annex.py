"""What charts draw, told once more as tables at a document's end, for those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from policyreport.document.tree import Block, Box, Chart, Contents, Document, Heading, Table, Text

_HEADING = "그림 자료"


def with_figures_told(document: Document) -> Document:
    """Return a document with a last chapter that holds each chart's table, in order; itself where it has no chart.

    A document without contents is too short to have an annex: what its charts show is said in their words (``alt``).
    """
    if not any(isinstance(block, Contents) for block in document.blocks):
        return document
    numbers = count(1)
    tables = [_told(table, next(numbers)) if table.caption else table for table in _drawn(document.blocks)]
    if not tables:
        return document
    return replace(document, blocks=(*document.blocks, Heading(1, (Text(_HEADING),)), *tables))


def _drawn(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        match block:
            case Chart(table=table):
                yield table
            case Box(blocks=inner):
                yield from _drawn(inner)
            case _:
                pass


def _told(table: Table, number: int) -> Table:
    return replace(table, caption=(Text(f"그림 {number}의 자료: "), *table.caption))
