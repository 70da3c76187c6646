"""The plan of a sheet: its lines and bands from the top down, and which columns hold what in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain
from typing import Literal, NamedTuple

from policyreport.document.nodes import Chart, Image, Picture, RowKind
from policyreport.renderers.xlsx.cells import Value
from policyreport.renderers.xlsx.chart_source import ChartSource
from policyreport.renderers.xlsx.formulas import Formula
from policyreport.renderers.xlsx.styles import CellStyle

Role = Literal["prose", "groups", "head", "group", "subtotal", "total"]
"""What part of a table a line is, if of any: the heads of groups of columns, the head, or a row that is no body."""


class Slot(NamedTuple):
    """One cell of a line: the columns ``first`` to ``last`` (from 1), merged where they are more than one.

    ``sheet`` names the sheet of this workbook to which the cell leads. A tuple, for a sheet holds very many.
    """

    value: Value
    style: CellStyle
    first: int = 1
    last: int = 1
    sheet: str = ""
    formula: Formula | None = None


Group = tuple[int, int, CellStyle]
"""The first and the last column of cells, and their style."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is peculiar to a table's columns (from 1): ``lamps`` hold statuses, ``rates`` rates as their only numbers.

    Where it is a table of ``counts``, all columns but the first are tinted by how high they are.
    """

    lamps: frozenset[int] = frozenset()
    rates: frozenset[int] = frozenset()
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A table as planned: the heads of its columns, what kinds its rows have, and what its columns are."""

    heads: tuple[Value, ...]
    kinds: tuple[RowKind, ...]
    traits: Traits = Traits()
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet. ``height`` is its minimum in points; columns without a slot have the style ``background``.

    The head of a table bears its ``plan``; a line that leaves room for a ``chart`` knows whose cells it draws, its
    ``source``. References lead to a line by its ``name``. A printed page ends with a line that ``ends_page``.
    One with a ``picture`` or the ``logo`` leaves room for it.
    """

    slots: tuple[Slot, ...] = ()
    role: Role = "prose"
    height: float = 0
    background: CellStyle | None = None
    plan: Plan | None = None
    chart: Chart | None = None
    source: ChartSource | None = None
    name: str = ""
    ends_page: bool = False
    picture: Picture | None = None
    logo: Image | None = None

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return 1

    def map_slots(self, change: Callable[[Slot], Slot]) -> SheetRow:
        """Return the line with each of its cells changed."""
        return replace(self, slots=tuple(map(change, self.slots)))


@dataclass(frozen=True, slots=True)
class RowBand:
    """Body rows of a table that follow one another, column by column, for a sheet may hold very many.

    Cells of a column that read alike are one slot. Each row has at least the ``height``, in points; ``level`` is how
    deep the rows are in an outline. References lead to the rows by their ``names``.
    """

    columns: tuple[Sequence[Slot], ...]
    names: tuple[str, ...]
    height: float = 0
    level: int = 0
    background: CellStyle | None = None

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return len(self.names)

    def map_slots(self, change: Callable[[Slot], Slot]) -> RowBand:
        """Return the band with each of its cells changed; what was one slot stays one."""
        changed = {id(slot): change(slot) for column in self.columns for slot in _distinct(column)}
        return replace(self, columns=tuple([changed[id(slot)] for slot in column] for column in self.columns))


Part = SheetRow | RowBand
"""What a sheet consists of, from the top down."""


class Region(NamedTuple):
    """Where a planned table stands: the row of its head (from 1); its rows are the next ones."""

    plan: Plan
    head: int

    @property
    def first(self) -> int:
        """The row of the table's first row."""
        return self.head + 1

    @property
    def last(self) -> int:
        """The row of the table's last row, or of its head where it has none."""
        return self.head + len(self.plan.kinds)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a name, as many columns as its widest block has, and its lines and bands.

    ``groups`` are its cells by the columns that they take and their style; those that read alike are one slot, which
    is there once.
    """

    name: str
    columns: int
    parts: tuple[Part, ...]
    groups: Mapping[Group, list[Slot]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Group the cells, for all that measures and checks goes through them."""
        groups: dict[Group, list[Slot]] = {}
        for slot in _distinct(list(chain.from_iterable(chain.from_iterable(map(_runs, self.parts))))):
            _, style, first, last, _, _ = slot
            groups.setdefault((first, last, style), []).append(slot)
        object.__setattr__(self, "groups", groups)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(part.rows for part in self.parts)

    def placed(self) -> Iterator[tuple[int, Part]]:
        """Yield each part with its first row (from 1)."""
        starts = accumulate((part.rows for part in self.parts), initial=1)
        return zip(starts, self.parts, strict=False)

    def lines(self) -> Iterator[tuple[int, SheetRow]]:
        """Yield each line with its row (from 1)."""
        return ((row, part) for row, part in self.placed() if isinstance(part, SheetRow))

    def row(self, number: int) -> tuple[Slot, ...]:
        """Return the cells of one row (from 1)."""
        first, part = next((first, part) for first, part in self.placed() if number < first + part.rows)
        return part.slots if isinstance(part, SheetRow) else tuple(column[number - first] for column in part.columns)

    def regions(self) -> list[Region]:
        """Return where the sheet's tables stand, from the top down."""
        return [Region(line.plan, row) for row, line in self.lines() if line.plan]

    def select(self, condition: Callable[[Slot], object]) -> list[tuple[int, Slot]]:
        """Return the cells that meet a condition, with their rows (from 1); cells that read alike are tested once."""
        ids = {id(slot) for slots in self.groups.values() for slot in slots if condition(slot)}
        cells: list[tuple[int, Slot]] = []
        for first, part in self.placed() if ids else ():
            for run in _runs(part):
                # most columns of a large table have no such cell
                if not ids.isdisjoint(map(id, run)):
                    cells += [(row, slot) for row, slot in enumerate(run, first) if id(slot) in ids]
        return sorted(cells, key=lambda cell: (cell[0], cell[1].first))


def _runs(part: Part) -> Iterable[Sequence[Slot]]:
    """Return the cells of a line one by one, or those of a band column by column."""
    return ((slot,) for slot in part.slots) if isinstance(part, SheetRow) else part.columns


def _distinct(slots: Sequence[Slot]) -> Iterable[Slot]:
    return dict(zip(map(id, slots), slots, strict=True)).values()
