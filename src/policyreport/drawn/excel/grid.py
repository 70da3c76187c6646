"""Where the rows and cells of a template came to stand when it was filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from policyreport.drawn.excel.blocks import Standing
from policyreport.drawn.excel.coordinates import MOST_COLUMNS, Area

Turns = tuple[tuple[int, int], ...]
"""The loops in which a row stands, the outermost first, each with the number of its turn."""
Region = tuple[int, int]
"""The first and the last row of a template with tags for rows: above nothing moves, below all moves alike."""

_NOWHERE: tuple[Line, ...] = ()
_NO_BLOCKS = Standing()


class Column(NamedTuple):
    """Where a cell of the template came to stand in its row, and in which turn of a loop of cells (0 for none)."""

    number: int
    turn: int = 0


class Line(NamedTuple):
    """A row of the filled sheet: the template's row that it was, its number, and the turns of loops that made it.

    ``columns`` are the places of the template's columns where cells of the row were repeated; None where none were. A
    ``blank`` row stands for a block from which none came.
    """

    origin: int
    number: int
    turns: Turns = ()
    columns: Mapping[int, Sequence[Column]] | None = None
    blank: bool = False

    def places(self, column: int, turn: int = 0) -> Sequence[Column]:
        """Return where a column of the template stands in this row; of several, those that were made in one turn."""
        if self.columns is None:
            return (Column(column),)
        last = max(self.columns, default=0)
        if column > last:
            widest = max((placed.number for each in self.columns.values() for placed in each), default=0)
            return (Column(column + widest - last),)
        placed = self.columns.get(column, ())
        return [one for one in placed if one.turn == turn] or placed


class Grid:
    """A filled sheet's rows, and where those of its template went.

    ``sheet`` is its name; ``standing`` tells in which blocks a row of the template stood.
    """

    def __init__(
        self, sheet: str, lines: Sequence[Line], standing: Mapping[int, Standing], region: Region | None
    ) -> None:
        self.sheet, self.standing, self.region, self.lines = sheet, standing, region, lines
        self._under: dict[tuple[int, Turns], list[Line]] = {}
        for line in lines:
            for depth in range(len(line.turns) + 1):
                self._under.setdefault((line.origin, line.turns[:depth]), []).append(line)
        self.moved = moved(lines, region)
        self._repeating = {line.number: line for line in lines if line.columns is not None}

    @property
    def moves(self) -> bool:
        """Whether any cell may stand elsewhere than in the template."""
        return self.region is not None or bool(self._repeating)

    def made_of(self, origin: int, turns: Turns = ()) -> Sequence[Line]:
        """Return the rows that a row of the template became; of several, those that were made in the same turns."""
        if self.region is None or not self.region[0] <= origin <= self.region[1]:
            number = origin + (self.moved if self.region and origin > self.region[1] else 0)
            return self._under.get((origin, ())) or (Line(origin, number),)
        loops, shared = self.standing.get(origin, _NO_BLOCKS).loops, 0
        while shared < min(len(loops), len(turns)) and loops[shared] == turns[shared][0]:
            shared += 1
        return self._under.get((origin, turns[:shared]), _NOWHERE)

    def top(self, first: int, last: int, turns: Turns = ()) -> Line | None:
        """Return the first row that rows of the template became, None where there is none."""
        return next((made[0] for row in range(first, last + 1) if (made := self.made_of(row, turns))), None)

    def bottom(self, first: int, last: int, turns: Turns = ()) -> Line | None:
        """Return the last row that rows of the template became, None where there is none."""
        return next((made[-1] for row in range(last, first - 1, -1) if (made := self.made_of(row, turns))), None)

    def across(self, left: int, right: int, rows: tuple[int, int], turn: int = 0) -> tuple[int, int]:
        """Return the first and last column that columns of the template became in some filled rows."""
        repeating = self._among(rows)
        if not repeating:
            return left, right
        numbers = [
            placed.number
            for line in repeating
            for column in range(left, min(right, MOST_COLUMNS) + 1)
            for placed in line.places(column, turn)
        ]
        whole = not numbers or len(repeating) <= rows[1] - rows[0]
        return min([*numbers, left] if whole else numbers), max([*numbers, right] if whole else numbers)

    def stretched(self, area: Area) -> Area | None:
        """Return an area with all that became of it, None where that is nothing."""
        top, bottom = self.top(area.top, area.bottom), self.bottom(area.top, area.bottom)
        if top is None or bottom is None:
            return None
        left, right = self.across(area.left, area.right, (top.number, bottom.number))
        return Area(top.number, left, bottom.number, right)

    def copies(self, area: Area) -> Iterator[tuple[Area, Line, int]]:
        """Yield an area each time that it was repeated, with its first row and the turn of its cells."""
        for row in range(area.top, area.bottom + 1):
            for line in self.made_of(row):
                end = self.bottom(row, area.bottom, line.turns) or line
                for placed in line.places(area.left):
                    right = line.places(area.right, placed.turn)
                    last = right[-1].number if right else placed.number
                    yield Area(line.number, placed.number, end.number, last), line, placed.turn
            if self.made_of(row):
                return

    def pieces(self, area: Area) -> Sequence[Area]:
        """Return all that became of an area, as few areas without what came between its rows."""
        region = self.region
        if region is None or area.bottom < region[0] or area.top > region[1]:
            stretched = self.stretched(area)
            return [stretched] if stretched else []
        numbers = sorted(
            line.number
            for row in range(max(area.top, region[0]), min(area.bottom, region[1]) + 1)
            for line in self.made_of(row)
        )
        runs = list(_runs(numbers))
        if area.top < region[0]:
            runs.insert(0, (area.top, region[0] - 1))
        if area.bottom > region[1]:
            runs.append((region[1] + 1 + self.moved, area.bottom + self.moved))
        return [Area(top, *_corners(self.across(area.left, area.right, (top, end)), end)) for top, end in _joined(runs)]

    def _among(self, rows: tuple[int, int]) -> list[Line]:
        if not self._repeating:
            return []
        if rows[0] == rows[1]:
            return [self._repeating[rows[0]]] if rows[0] in self._repeating else []
        return [line for number, line in self._repeating.items() if rows[0] <= number <= rows[1]]


def moved(lines: Iterable[Line], region: Region | None) -> int:
    """Return by how many rows all moves that stands below the rows that are repeated or chosen."""
    if region is None:
        return 0
    first, last = region
    return sum(first <= line.origin <= last for line in lines) - (last - first + 1)


def _corners(across: tuple[int, int], bottom: int) -> tuple[int, int, int]:
    return across[0], bottom, across[1]


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, number in enumerate(numbers):
        if at + 1 == len(numbers) or numbers[at + 1] != number + 1:
            yield numbers[start], number
            start = at + 1


def _joined(runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    before: tuple[int, int] | None = None
    for run in runs:
        if before and before[1] + 1 == run[0]:
            before = before[0], run[1]
        else:
            if before:
                yield before
            before = run
    if before:
        yield before
