"""The plan of a sheet: its lines from the top down, and in each line which columns hold what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, NamedTuple

from policyreport.document.tree import Chart, RowKind
from policyreport.render.xlsx.cells import Value
from policyreport.render.xlsx.formulas import Formula
from policyreport.render.xlsx.looks import Look

Role = Literal["prose", "groups", "head", "body", "group", "subtotal", "total"]
"""What part of a table a line is, if of any: the heads of groups of columns, the head, or a row of some kind."""


class Slot(NamedTuple):
    """One cell of a line: the columns ``first`` to ``last`` (from 1), merged where they are more than one.

    ``sheet`` names the sheet of this workbook to which the cell leads. A tuple, for a sheet holds very many.
    """

    value: Value
    look: Look
    first: int = 1
    last: int = 1
    sheet: str = ""
    formula: Formula | None = None

    @property
    def spills(self) -> bool:
        """Whether its text may run over the empty cells beside it."""
        return not self.look.wraps


Group = tuple[int, int, Look]
"""The first and the last column of cells, and how they look."""


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
class Line:
    """One row of a sheet. ``height`` is the least it has, in points; ``ground`` dresses the columns without a slot.

    ``level`` is how deep the row is in an outline. The head of a table bears its ``plan``; the first of the lines that
    leave room for a picture bears the ``chart`` of the table above it.
    """

    slots: tuple[Slot, ...] = ()
    role: Role = "prose"
    height: float = 0
    ground: Look | None = None
    level: int = 0
    plan: Plan | None = None
    chart: Chart | None = None


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
    """A sheet with a name, as many columns as its widest block has, and its lines.

    ``groups`` are its cells by the columns that they take and how they look; those that read alike are one slot, which
    is there once.
    """

    name: str
    columns: int
    lines: tuple[Line, ...]
    groups: Mapping[Group, list[Slot]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Group the cells, for all that measures and checks goes through them."""
        object.__setattr__(self, "groups", _grouped(line.slots for line in self.lines))

    def regions(self) -> list[Region]:
        """Return where the sheet's tables stand, from the top down."""
        return [Region(line.plan, row) for row, line in enumerate(self.lines, 1) if line.plan]

    def found(self, wanted: Callable[[Slot], object]) -> Iterator[tuple[int, Slot]]:
        """Yield the cells that are wanted, with their rows (from 1); those that read alike are asked for once."""
        kept = {id(slot) for slots in self.groups.values() for slot in slots if wanted(slot)}
        for row, line in enumerate(self.lines, 1) if kept else ():
            if not kept.isdisjoint(map(id, line.slots)):
                yield from ((row, slot) for slot in line.slots if id(slot) in kept)


def _grouped(rows: Iterable[tuple[Slot, ...]]) -> Mapping[Group, list[Slot]]:
    slots = list(chain.from_iterable(rows))
    groups: dict[Group, list[Slot]] = {}
    for slot in dict(zip(map(id, slots), slots, strict=True)).values():
        _, look, first, last, _, _ = slot
        groups.setdefault((first, last, look), []).append(slot)
    return groups
