"""Where the rows and cells of a template stand in the filled sheet, and the blank rows for blocks that gave none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count, groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from lxml import etree

from policyreport.office_templates.excel.package import BLANK, x
from policyreport.office_templates.excel.references import MOST_COLUMNS, MOST_ROWS, Area, cell_at
from policyreport.office_templates.tags import Tag
from policyreport.office_templates.xml import Element, drop, drop_all

BLOCK, ENDED, TURN, TURNED = (x(local) for local in ("block", "ended", "turn", "turned"))


@dataclass(frozen=True, slots=True)
class BlockRange:
    """In which blocks a row or a cell of the template stands, and which of these are loops, the outermost first."""

    blocks: tuple[int, ...] = ()
    loops: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows of a sheet stand by their numbers, or the cells of a row by those of their columns.

    ``tags`` are the blocks whose tags took a row or a cell away, by its number.
    """

    positions: dict[int, BlockRange] = field(default_factory=dict[int, BlockRange])
    tags: dict[int, set[int]] = field(default_factory=dict[int, set[int]])


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The layout of a sheet's rows, and of the cells of each of them, by its number."""

    rows: Layout = field(default_factory=Layout)
    cells: dict[int, Layout] = field(default_factory=dict[int, Layout])


@dataclass(slots=True)
class _Open:
    number: int
    turns: bool


def mark_blocks(rows: Element, tag_of: Callable[[Element], Tag]) -> SheetLayout:
    """Mark the blocks among a sheet's rows and among the cells of each; return where rows and cells stand.

    ``tag_of`` gives the tag for which a mark stands.
    """
    cells: dict[int, Layout] = {}
    for row in rows.iterchildren(x("row")):
        marker = _Marker(tag_of, lambda cell: cell_at(cell)[1])
        marker.mark(row)
        cells[int(row.get("r"))] = marker.layout
    marker = _Marker(tag_of, lambda cell: cell_at(cell)[0])
    marker.mark(rows)
    return SheetLayout(marker.layout, cells)


class _Marker:
    """Marks the blocks of one text of rows or cells; ``number_of`` gives the number of what a cell's name names."""

    def __init__(self, tag_of: Callable[[Element], Tag], number_of: Callable[[str], int]) -> None:
        self.layout = Layout()
        self._tag_of, self._number_of = tag_of, number_of
        self._numbers = count(1)
        self._opened: list[_Open] = []

    def mark(self, container: Element) -> None:
        for child in list(container):
            if child.tag in (x("row"), x("c")):
                loops = tuple(one.number for one in self._opened if one.turns)
                position = BlockRange(tuple(one.number for one in self._opened), loops)
                self.layout.positions[_number(child, self._number_of)] = position
            elif child.tag is etree.PI:
                self._mark(child, self._tag_of(child))

    def _mark(self, mark: Element, tag: Tag) -> None:
        keyword = tag.keyword
        if keyword in ("for", "if"):
            number = next(self._numbers)
            self._opened.append(_Open(number, keyword == "for"))
            self._note(tag)
            mark.addprevious(_numbered(BLOCK, number))
            if keyword == "for":
                mark.addnext(_numbered(TURN, number))
        elif keyword in ("elif", "else", "endfor", "endif") and self._opened:
            self._note(tag)
            if self._opened[-1].turns and keyword != "endif":
                mark.addprevious(etree.Element(TURNED))
                self._opened[-1].turns = False
            if keyword in ("endfor", "endif"):
                mark.addnext(_numbered(ENDED, self._opened.pop().number))

    def _note(self, tag: Tag) -> None:
        number = self._number_of(tag.place.en.rpartition("!")[2])
        self.layout.tags.setdefault(number, set()).add(self._opened[-1].number)


def _number(child: Element, number_of: Callable[[str], int]) -> int:
    return int(child.get("r")) if child.tag == x("row") else number_of(child.get("r"))


def _numbered(tag: str, number: int) -> Element:
    return etree.Element(tag, {"n": str(number)})


Turns = tuple[tuple[int, int], ...]
"""The loops in which a row or a cell stands, the outermost first, each with the number of its turn."""
Region = tuple[int, int]
"""The first and the last row of a template with tags for rows: above nothing moves, below all moves alike."""
Run = tuple[int, int]
"""The first and the last of rows or columns that lie together."""
EVERYWHERE: Turns = ()
_NOWHERE: tuple[MappedRow, ...] = ()
_NO_BLOCKS = BlockRange()


class Span(NamedTuple):
    """Rows or columns of the template, and the turns of loops for which its first and its last one are meant."""

    first: int
    last: int
    from_turns: Turns = EVERYWHERE
    to_turns: Turns = EVERYWHERE

    @property
    def turns(self) -> Turns:
        """The turns for which all between the first and the last one is meant."""
        return self.from_turns if self.from_turns == self.to_turns else EVERYWHERE


class Column(NamedTuple):
    """Where a cell of the template came to stand in its row, and the turns of loops of cells that made it."""

    number: int
    turns: Turns = EVERYWHERE


class MappedRow(NamedTuple):
    """A row of the filled sheet: the template's row that it was, its number, and the turns of loops that made it.

    ``columns`` are the places of the template's columns where cells of the row were repeated; None where none were. A
    ``blank`` row stands for a block from which none came.
    """

    origin: int
    number: int
    turns: Turns = EVERYWHERE
    columns: Mapping[int, Sequence[Column]] | None = None
    blank: bool = False

    def places(self, column: int, turns: Turns = EVERYWHERE) -> Sequence[Column]:
        """Return where a column of the template stands in this row, as far as it was made in the same turns.

        The turns of loops side by side, or in another row, are the same where they have the same numbers.
        """
        if self.columns is None:
            return (Column(column),)
        if column > self._width:
            return (Column(column + self._shift),)
        return [one for one in self.columns.get(column, ()) if _agree(one.turns, turns)]

    def runs(self, columns: Span) -> list[Run]:
        """Return what columns of the template became in this row, as runs of columns that lie together."""
        if self.columns is None or columns[:2] == (1, MOST_COLUMNS):
            return [columns[:2]]
        within = range(columns.first, min(columns.last, self._width) + 1)
        numbers = sorted({placed.number for column in within for placed in self.places(column, columns.turns)})
        if columns.from_turns != columns.to_turns:
            first = [placed.number for column in within for placed in self.places(column, columns.from_turns)]
            last = [placed.number for column in within for placed in self.places(column, columns.to_turns)]
            numbers = [n for n in numbers if min(first, default=n) <= n <= max(last, default=n)]
        runs = list(_runs(numbers))
        if columns.last > self._width:
            start = max(columns.first, self._width + 1) + self._shift
            runs.append((start, min(columns.last + self._shift, MOST_COLUMNS)))
        return list(joined_runs(runs))

    @property
    def _width(self) -> int:
        return max(self.columns or (), default=0)

    @property
    def _shift(self) -> int:
        placed = (one.number for each in (self.columns or {}).values() for one in each)
        return max(placed, default=0) - self._width


class RowMap:
    """A filled sheet's rows, and where those of its template went.

    ``sheet`` is its name; ``layout`` tells in which blocks the template's rows and cells stood.
    """

    def __init__(self, sheet: str, lines: Sequence[MappedRow], layout: SheetLayout, region: Region | None) -> None:
        self.sheet, self.layout, self.region, self.lines = sheet, layout, region, lines
        self._under: dict[tuple[int, Turns], list[MappedRow]] = {}
        for line in lines:
            for depth in range(len(line.turns) + 1):
                self._under.setdefault((line.origin, line.turns[:depth]), []).append(line)
        self.moved = moved(lines, region)
        self._repeating = [line for line in lines if line.columns is not None]

    @property
    def moves(self) -> bool:
        """Whether any cell may stand elsewhere than in the template."""
        return self.region is not None or bool(self._repeating)

    def made_of(self, origin: int, turns: Turns = EVERYWHERE) -> Sequence[MappedRow]:
        """Return the rows that a row of the template became; of several, those that were made in the same turns."""
        if self.region is None or not self.region[0] <= origin <= self.region[1]:
            number = origin + (self.moved if self.region and origin > self.region[1] else 0)
            return self._under.get((origin, EVERYWHERE)) or (MappedRow(origin, number),)
        return self._under.get((origin, turns[: self.shared(origin, turns)]), _NOWHERE)

    def origin(self, number: int) -> int:
        """Return the row of the template that a row of the filled sheet was."""
        line = next(iter(_between(self.lines, number, number)), None)
        if line is not None:
            return line.origin
        return number - self.moved if self.region and number > self.region[1] + self.moved else number

    def shared(self, origin: int, turns: Turns) -> int:
        """Return how many of some turns' loops a row of the template stands in as well."""
        loops = self.layout.rows.positions.get(origin, _NO_BLOCKS).loops
        shared = 0
        while shared < min(len(loops), len(turns)) and loops[shared] == turns[shared][0]:
            shared += 1
        return shared

    def top(self, first: int, last: int, turns: Turns = EVERYWHERE) -> MappedRow | None:
        """Return the first row that rows of the template became, None where there is none."""
        return next((rows[0] for row in range(first, last + 1) if (rows := self.made_of(row, turns))), None)

    def bottom(self, first: int, last: int, turns: Turns = EVERYWHERE) -> MappedRow | None:
        """Return the last row that rows of the template became, None where there is none."""
        return next((rows[-1] for row in range(last, first - 1, -1) if (rows := self.made_of(row, turns))), None)

    def areas(self, rows: Span, columns: Span) -> list[Area]:
        """Return exactly the cells that rows and columns of the template became, as few areas."""
        return [
            Area(top, left, bottom, right)
            for first, last in self.runs(rows)
            for (top, bottom), across in self._alike(first, last, columns)
            for left, right in across
        ]

    def runs(self, rows: Span) -> list[Run]:
        """Return what rows of the template became, as runs of rows that lie together."""
        if self.region is None or rows[:2] == (1, MOST_ROWS):
            return [rows[:2]]
        start, end = self.region
        runs = self._runs_within(rows._replace(first=max(rows.first, start), last=min(rows.last, end)))
        if rows.first < start:
            runs.insert(0, (rows.first, min(rows.last, start - 1)))
        if rows.last > end:
            runs.append((max(rows.first, end + 1) + self.moved, min(rows.last + self.moved, MOST_ROWS)))
        return list(joined_runs(runs))

    def stretched(self, area: Area) -> Area | None:
        """Return an area around all that became of it, None where that is nothing."""
        rows = self.pieces(area)
        if not rows:
            return None
        left, right = min(one.left for one in rows), max(one.right for one in rows)
        return Area(rows[0].top, left, max(one.bottom for one in rows), right)

    def copies(self, area: Area) -> Iterator[tuple[Area, MappedRow, Turns]]:
        """Yield an area each time that it was repeated, with its first row and the turns of its cells."""
        for row in range(area.top, area.bottom + 1):
            for line in self.made_of(row):
                end = self.bottom(row, area.bottom, line.turns) or line
                for placed in line.places(area.left):
                    right = line.places(area.right, placed.turns)
                    last = right[-1].number if right else placed.number
                    yield Area(line.number, placed.number, end.number, last), line, placed.turns
            if self.made_of(row):
                return

    def pieces(self, area: Area) -> list[Area]:
        """Return all that became of an area, as few areas without what came between its cells."""
        return self.areas(Span(area.top, area.bottom), Span(area.left, area.right))

    def _runs_within(self, rows: Span) -> list[Run]:
        """Return the runs of rows that are repeated or chosen; where all lie together, without looking at each."""
        within = range(rows.first, rows.last + 1)
        parts = [lines for row in within if (lines := self.made_of(row, rows.turns))]
        if rows.from_turns != rows.to_turns:
            first = [lines[0].number for row in within if (lines := self.made_of(row, rows.from_turns))]
            last = [lines[-1].number for row in within if (lines := self.made_of(row, rows.to_turns))]
            if not first or not last:
                return []
            parts = [part for one in parts if (part := _between(one, min(first), max(last)))]
        if not parts:
            return []
        top, bottom = min(part[0].number for part in parts), max(part[-1].number for part in parts)
        if sum(map(len, parts)) == bottom - top + 1:
            return [(top, bottom)]
        return list(_runs(sorted(line.number for part in parts for line in part)))

    def _alike(self, first: int, last: int, columns: Span) -> Iterator[tuple[Run, list[Run]]]:
        """Yield rows that lie together as runs of those in which columns of the template became the same."""
        for across, group in groupby(self._segments(first, last, columns), itemgetter(1)):
            rows = [run for run, _ in group]
            yield (rows[0][0], rows[-1][1]), across

    def _segments(self, first: int, last: int, columns: Span) -> Iterator[tuple[Run, list[Run]]]:
        at = first
        for line in _between(self._repeating, first, last):
            if line.number > at:
                yield (at, line.number - 1), [columns[:2]]
            yield (line.number, line.number), line.runs(columns)
            at = line.number + 1
        if at <= last:
            yield (at, last), [columns[:2]]


def moved(lines: Iterable[MappedRow], region: Region | None) -> int:
    """Return by how many rows all moves that stands below the rows that are repeated or chosen."""
    if region is None:
        return 0
    first, last = region
    return sum(first <= line.origin <= last for line in lines) - (last - first + 1)


def _agree(turns_of_cell: Turns, turns: Turns) -> bool:
    """Return whether a cell was made in some turns, as far as both stand in loops."""
    return all(one[1] == other[1] for one, other in zip(turns_of_cell, turns, strict=False))


def _between(lines: Sequence[MappedRow], first: int, last: int) -> Sequence[MappedRow]:
    number = attrgetter("number")
    return lines[bisect_left(lines, first, key=number) : bisect_right(lines, last, key=number)]


def _runs(numbers: Sequence[int]) -> Iterator[Run]:
    start = 0
    for at, number in enumerate(numbers):
        if at + 1 == len(numbers) or numbers[at + 1] != number + 1:
            yield numbers[start], number
            start = at + 1


def joined_runs(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs with those as one that lie together."""
    before: Run | None = None
    for run in runs:
        if before and before[1] + 1 == run[0]:
            before = before[0], run[1]
        else:
            if before:
                yield before
            before = run
    if before:
        yield before


Path = tuple[tuple[int, int], ...]
"""The blocks in which something stands in a filled sheet, the outermost first, each with the number of its turn."""


class Need(NamedTuple):
    """Rows of the template of which something names one at least.

    ``within`` are the blocks in which all of them stand together with what names them, and in each turn of which one
    of them must be; ``blocks`` are those in which the first of them stands besides.
    """

    rows: tuple[int, ...]
    within: tuple[int, ...]
    blocks: tuple[int, ...]


class Made(NamedTuple):
    """A row of a filled sheet before it has its number: in which turns of loops, and where among the blocks."""

    row: Element
    turns: Turns
    path: Path


class Ended(NamedTuple):
    """The end of a block in a filled sheet: before which row, in which turns of loops, and where among the blocks."""

    at: int
    turns: Turns
    path: Path


def need(first: int, last: int, blocks: tuple[int, ...], positions: Mapping[int, BlockRange]) -> Need | None:
    """Return the need of what stands in some blocks and names rows; None where these are always there."""
    rows = tuple(row for row in sorted(positions) if first <= row <= last)
    if not rows:
        return None
    within = _shared([blocks, *(positions[row].blocks for row in rows)])
    if any(positions[row].blocks == within for row in rows):
        return None
    return Need(rows, within, positions[rows[0]].blocks[len(within) :])


def blank_row(row: Element) -> Element:
    """Return a row of the template without what it says."""
    result = deepcopy(row)
    result.tail = None
    result.set(BLANK, "1")
    for child in list(result):
        if child.tag != x("c"):
            drop(child)
            continue
        child.attrib.pop("t", None)
        drop_all(child)
    return result


def with_blanks(
    rows: Sequence[Made], ended: Sequence[Ended], needs: Iterable[Need], blank: Mapping[int, Element]
) -> list[Made]:
    """Return the rows of a filled sheet with the blank ones that are needed, each at the end of its block."""
    added: list[tuple[int, int, Made]] = []
    for one in sorted(set(needs)):
        for end in _lacking(one, [*rows, *(row for _, _, row in added)], ended):
            row = Made(deepcopy(blank[one.rows[0]]), end.turns, end.path)
            added.append((end.at, one.rows[0], row))
    whole = [(at, 0, row) for at, row in enumerate(rows, start=1)]
    return [row for _, _, row in sorted([*whole, *added], key=lambda each: each[:2])]


def _lacking(need: Need, rows: Iterable[Made], ended: Sequence[Ended]) -> Iterator[Ended]:
    """Yield for each turn in which none of the rows is there the end of the innermost block that is."""
    depth = len(need.within)
    there = {one.path[:depth] for one in rows if int(one.row.get("r")) in need.rows}
    chain = (*need.within, *need.blocks)
    among = [end for end in ended if len(end.path) > depth and _block_numbers(end.path) == chain[: len(end.path)]]
    for turns in dict.fromkeys(end.path[:depth] for end in among):
        if turns not in there:
            ends = [end for end in among if end.path[:depth] == turns]
            yield max(ends, key=lambda end: (len(end.path), -end.at))


def _block_numbers(path: Path) -> tuple[int, ...]:
    return tuple(number for number, _ in path)


def _shared(chains: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the blocks with which all of some chains of blocks begin."""
    shared = 0
    while all(len(chain) > shared and chain[shared] == chains[0][shared] for chain in chains):
        shared += 1
    return chains[0][:shared]
