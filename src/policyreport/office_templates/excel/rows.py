"""The rows and cells of a filled sheet, each given its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from policyreport.office_templates.excel.blank_rows import Ended, Made, with_blanks
from policyreport.office_templates.excel.namespaces import BLANK, TURNS_OF_CELL, WIDTH, x
from policyreport.office_templates.excel.references import cell_at
from policyreport.office_templates.excel.row_map import (
    BLOCK,
    ENDED,
    TURN,
    TURNED,
    Column,
    MappedRow,
    Region,
    RowMap,
    Turns,
    moved,
)
from policyreport.office_templates.excel.template import SheetTemplate
from policyreport.office_templates.xml import Element, drop
from policyreport.ooxml.cell_references import coordinate


def numbered(page: SheetTemplate, rows: Element) -> RowMap:
    """Give each row of a filled sheet and each of its cells its place, and return where those of the template went."""
    walk = _Walk(rows)
    whole = with_blanks(walk.made, walk.ended, page.needs, page.blank)
    made = [(one.row, one.turns, _place_cells(one.row)) for one in whole]
    for element in list(rows):
        drop(element)
    rows.extend(row for row, _, _ in made)
    lines = [MappedRow(int(row.get("r")), 0, turns, columns, BLANK in row.attrib) for row, turns, columns in made]
    numbers = list(_numbers(lines, page.region))
    for (row, _, _), number in zip(made, numbers, strict=True):
        _set_number(row, number)
    numbered_lines = [line._replace(number=number) for line, number in zip(lines, numbers, strict=True)]
    return RowMap(page.sheet.name, numbered_lines, page.layout, page.region)


def turns_of(cell: Element) -> Turns:
    """Return the turns of loops of cells in which a cell of a filled sheet was made."""
    pairs = (pair.split(".") for pair in cell.get(TURNS_OF_CELL, "").split())
    return tuple((int(loop), int(turn)) for loop, turn in pairs)


class _Walk:
    """Walks through the rows of a filled sheet and the marks of blocks between them."""

    def __init__(self, rows: Element) -> None:
        self.made: list[Made] = []
        self.ended: list[Ended] = []
        self._turns: list[tuple[int, int]] = []
        self._path: list[tuple[int, int]] = []
        self._counted = count(1)
        for element in rows:
            self._step(element)

    def _step(self, element: Element) -> None:
        if element.tag == x("row"):
            self.made.append(Made(element, tuple(self._turns), tuple(self._path)))
        elif element.tag == BLOCK:
            self._path.append((int(element.get("n")), next(self._counted)))
        elif element.tag == TURN:
            self._path[-1] = (int(element.get("n")), next(self._counted))
            self._turns.append(self._path[-1])
        elif element.tag == TURNED:
            self._path[-1] = (self._path[-1][0], next(self._counted))
            self._turns.pop()
        elif element.tag == ENDED:
            self.ended.append(Ended(len(self.made), tuple(self._turns), tuple(self._path)))
            self._path.pop()


def _numbers(lines: Sequence[MappedRow], region: Region | None) -> Iterator[int]:
    first, last = region or (0, 0)
    shift, within = moved(lines, region), count(first)
    for line in lines:
        if first <= line.origin <= last:
            yield next(within)
        else:
            yield line.origin + (shift if line.origin > last else 0)


def _place_cells(row: Element) -> Mapping[int, Sequence[Column]] | None:
    """Give the cells of a row the numbers of their columns where it has tags for cells; return where they went."""
    if WIDTH not in row.attrib:
        return None
    columns: dict[int, list[Column]] = {column: [] for column in range(1, int(row.get(WIDTH)) + 1)}
    turns: list[tuple[int, int]] = []
    counted: dict[int, count[int]] = {}
    number = 0
    for element in list(row):
        if element.tag == x("c"):
            number += 1
            origin = cell_at(element.get("r"))
            columns.setdefault(origin[1], []).append(Column(number, tuple(turns)))
            element.set("r", coordinate(origin[0], number))
            element.set(TURNS_OF_CELL, " ".join(f"{loop}.{turn}" for loop, turn in turns))
        elif element.tag == TURN:
            loop = int(element.get("n"))
            turns.append((loop, next(counted.setdefault(loop, count(1)))))
            drop(element)
        else:
            if element.tag == TURNED:
                turns.pop()
            drop(element)
    return columns


def _set_number(row: Element, number: int) -> None:
    if row.get("r") != str(number):
        before = len(row.get("r"))
        row.set("r", str(number))
        for cell in row:
            cell.set("r", f"{cell.get('r')[:-before]}{number}")
