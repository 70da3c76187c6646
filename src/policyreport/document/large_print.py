"""Large print: the same content laid out at larger sizes, not magnified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace

from policyreport.document.nodes import Block, Box, Column, Document, DocumentBlock, Landscape, Row, Table, Text
from policyreport.document.theme import Page, Sizes, Theme

_LEAST = 13.5
"""Points of the smallest type: half a point to spare for the little that renderers set smaller than a theme's size."""
_BODY = 16.0
_LARGEST = 72.0
_LEAST_LEADING = 1.5
_EDGE, _SIDE = 24.0, 20.0
"""The most that margins may be, in millimetres, so that lines hold as many words as the larger type allows."""


def large_print(theme: Theme) -> Theme:
    """Return a theme in which all type has at least 13 points and lines of text stand 1.5 times their size apart.

    An enlarged document (장애인차별금지 및 권리구제 등에 관한 법률 시행령 제14조) asks for 13 points and 130 %. The
    body is 16 points; what is larger keeps its distance from it, what is smaller lies between the two in its old order.
    Nothing becomes smaller than it was. A reference file is left out, for its sizes would stand in place of these.
    """
    sizes = {name: _enlarged(size, theme.sizes) for name, size in asdict(theme.sizes).items()}
    page = theme.page
    margins = Page(top=min(page.top, _EDGE), bottom=min(page.bottom, _EDGE), side=min(page.side, _SIDE))
    leading = max(theme.leading, _LEAST_LEADING)
    return replace(theme, sizes=Sizes(**sizes), page=margins, leading=leading, reference=b"")


def _enlarged(size: float, sizes: Sizes) -> float:
    if size >= sizes.body:
        return min(_LARGEST, max(size, _BODY + size - sizes.body))
    least = min(asdict(sizes).values())
    return max(size, _LEAST + (_BODY - _LEAST) * (size - least) / (sizes.body - least))


def with_narrow_tables(document: Document, most_columns: int) -> Document:
    """Return a document whose tables of more columns than that have a row for each cell, under the name of its row.

    So they fit a page of large print, and are read without losing the line.
    """

    def narrow(block: Block) -> Block:
        match block:
            case Box():
                return replace(block, blocks=tuple(map(narrow, block.blocks)))
            case Table() if len(block.columns) > most_columns:
                columns = Column((Text("항목"),)), Column((Text("내용"),))
                return replace(block, columns=columns, rows=tuple(_unfolded(block)))
            case _:
                return block

    def turned(block: DocumentBlock) -> DocumentBlock:
        if isinstance(block, Landscape):
            return replace(block, blocks=tuple(map(narrow, block.blocks)))
        return narrow(block)

    return replace(document, blocks=tuple(map(turned, document.blocks)))


def _unfolded(table: Table) -> Iterator[Row]:
    for row in table.rows:
        yield Row((row.cells[0], ()), "group", row.name)
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
            if cell:
                between = (Text(" "),) if column.group and column.head else ()
                yield Row(((*column.group, *between, *column.head), cell))
