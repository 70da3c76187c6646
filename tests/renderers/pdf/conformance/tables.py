"""Tables (ISO 14289-1, 7.5; ISO 32000-1, 14.8.4.3.4 and 14.8.5.7)."""

from __future__ import annotations

from collections.abc import Iterator

from .opened import Element, Opened

_SCOPES = ("/Row", "/Column", "/Both")


def rows_fill_the_same_grid(pdf: Opened) -> Iterator[str]:
    """All rows of a table have as many columns, what spans several counted; no cells overlap (Matterhorn 15-x)."""
    for table in _tables(pdf):
        filled = [len(row) for row in _grid(table)]
        if len(set(filled)) > 1 or 0 in filled:
            yield f"the rows of {table} have {sorted(set(filled))} columns"


def _grid(table: Element) -> list[set[int]]:
    """Return the columns that are filled in each row; a cell that would cover another shifts to the right."""
    rows = [row for part in (table, *table.elements) for row in part.elements if row.role == "/TR"]
    grid: list[set[int]] = [set() for _ in rows]
    for at, row in enumerate(rows):
        for cell in row.elements:
            first = next(column for column in range(len(grid[at]) + 1) if column not in grid[at])
            for below in range(at, at + cell.number("/RowSpan")):
                columns = range(first, first + cell.number("/ColSpan"))
                if below >= len(grid):
                    grid.append(set())
                grid[below].update(columns)
    return grid


def header_cells_say_their_scope(pdf: Opened) -> Iterator[str]:
    """Each header cell says what it is the head of, and each table has one (ISO 14289-1, 7.5)."""
    for table in _tables(pdf):
        heads = [element for element in table.all() if element.role == "/TH"]
        if not heads:
            yield f"{table} has no header cell"
        yield from (f"{cell} has no scope" for cell in heads if str(cell.attribute("/Scope")) not in _SCOPES)


def _tables(pdf: Opened) -> Iterator[Element]:
    return (element for element in pdf.elements if element.role == "/Table")
