"""Where the content of a table stands in its grid: one or two head rows, then the rows, some in one wide cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from policyreport.document.tree import Align, Column, Inline, Row, RowKind, Table


@dataclass(frozen=True, slots=True)
class Placed:
    """Content and the cells of the grid that it takes, counted from 0; ``kind`` is None in the head."""

    content: tuple[Inline, ...]
    row: int
    column: int
    columns: int = 1
    rows: int = 1
    kind: RowKind | None = None
    align: Align = "center"


def head_depth(table: Table) -> int:
    """Return how many head rows there are: two where columns stand under a common head."""
    return 2 if any(column.group for column in table.columns) else 1


def placed_parts(table: Table) -> Iterator[Placed]:
    """Yield everything that a table says, row by row from the left."""
    depth = head_depth(table)
    yield from _first_heads(table.columns, depth)
    if depth > 1:
        grouped = ((at, column) for at, column in enumerate(table.columns) if column.group)
        yield from (Placed(column.head, 1, at) for at, column in grouped)
    aligns: list[Align] = [column.align for column in table.columns]
    for at_row, row in enumerate(table.rows, start=depth):
        yield from _row(row, at_row, aligns)


def _first_heads(columns: Sequence[Column], depth: int) -> Iterator[Placed]:
    at = 0
    for group, found in groupby(columns, key=lambda column: column.group):
        members = list(found)
        if group:
            yield Placed(group, 0, at, columns=len(members))
        else:
            yield from (Placed(column.head, 0, i, rows=depth) for i, column in enumerate(members, start=at))
        at += len(members)


def _row(row: Row, at_row: int, aligns: Sequence[Align]) -> Iterator[Placed]:
    if row.kind == "group" and not any(row.cells[1:]):
        yield Placed(row.cells[0], at_row, 0, columns=len(aligns), kind="group", align="left")
        return
    for at, (content, align) in enumerate(zip(row.cells, aligns, strict=True)):
        yield Placed(content, at_row, at, kind=row.kind, align=align)
