"""The rows and cells of a filled sheet, each given its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import count

from policyreport.drawn.excel.blocks import BLOCK, ENDED, TURN, TURNED, Standing
from policyreport.drawn.excel.coordinates import cell_at, coordinate
from policyreport.drawn.excel.grid import Column, Grid, Line, Region, Turns, moved
from policyreport.drawn.excel.names import BLANK, TURN_OF_CELL, WIDTH, x
from policyreport.drawn.xml import Element, drop

Blanks = Callable[[int], Sequence[Element]]
"""Gives the blank rows that are to stand for a block, by its number, from which no row came."""


def numbered(
    sheet: str, rows: Element, standing: Mapping[int, Standing], region: Region | None, blanks: Blanks
) -> Grid:
    """Give each row of a filled sheet and each of its cells its place, and return where those of the template went."""
    made = [(row, turns, _place_cells(row)) for row, turns in list(_rows(rows, blanks))]
    for element in list(rows):
        drop(element)
    rows.extend(row for row, _, _ in made)
    lines = [Line(int(row.get("r")), 0, turns, columns, BLANK in row.attrib) for row, turns, columns in made]
    numbers = list(_numbers(lines, region))
    for (row, _, _), number in zip(made, numbers, strict=True):
        _set_number(row, number)
    return Grid(sheet, [line._replace(number=n) for line, n in zip(lines, numbers, strict=True)], standing, region)


def _rows(rows: Element, blanks: Blanks) -> Iterator[tuple[Element, Turns]]:
    """Yield the rows with the turns of loops in which they were made, and blank rows for blocks without any."""
    turns: list[tuple[int, int]] = []
    counted, given = count(1), 0
    opened: list[int] = []
    for element in rows:
        if element.tag == x("row"):
            given += 1
            yield element, tuple(turns)
        elif element.tag == BLOCK:
            opened.append(given)
        elif element.tag == TURN:
            turns.append((int(element.get("n")), next(counted)))
        elif element.tag == TURNED:
            turns.pop()
        elif element.tag == ENDED and opened.pop() == given:
            for blank in blanks(int(element.get("n"))):
                given += 1
                yield deepcopy(blank), tuple(turns)


def _numbers(lines: Sequence[Line], region: Region | None) -> Iterator[int]:
    first, last = region or (0, 0)
    shift, within = moved(lines, region), count(first)
    for line in lines:
        if first <= line.origin <= last:
            yield next(within)
        else:
            yield line.origin + (shift if line.origin > last else 0)


def _place_cells(row: Element) -> Mapping[int, Sequence[Column]] | None:
    """Give the cells of a row the numbers of their columns where cells were repeated; return where they went."""
    if not any(element.tag != x("c") for element in row):
        return None
    columns: dict[int, list[Column]] = {column: [] for column in range(1, int(row.get(WIDTH, "0")) + 1)}
    turns: list[int] = []
    counted: dict[str, count[int]] = {}
    number = 0
    for element in list(row):
        if element.tag == x("c"):
            number += 1
            origin = cell_at(element.get("r"))
            columns.setdefault(origin[1], []).append(Column(number, turns[-1] if turns else 0))
            element.set("r", coordinate(origin[0], number))
            element.set(TURN_OF_CELL, str(turns[-1] if turns else 0))
        elif element.tag == TURN:
            turns.append(next(counted.setdefault(element.get("n"), count(1))))
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
