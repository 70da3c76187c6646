"""What formulas are computed with: areas, arrays, the cells that they can ask for, and functions of single values."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol, TypeVar

from policyreport.office_templates.excel.area_values import AreaIndex, AreaTotals
from policyreport.office_templates.excel.formula_eval import Cell, UnknownError, Value, WrongError
from policyreport.office_templates.excel.references import Area

Item = Value | WrongError | None
"""What a cell or a member of an array is: a value, an error, or None for nothing."""


class Ref(NamedTuple):
    """An area of a sheet, whose name is case folded."""

    sheet: str
    area: Area

    @property
    def height(self) -> int:
        """Its rows."""
        return self.area.bottom - self.area.top + 1

    @property
    def width(self) -> int:
        """Its columns."""
        return self.area.right - self.area.left + 1

    @property
    def is_cell(self) -> bool:
        """Whether it is one cell."""
        return self.area[:2] == self.area[2:]

    def at(self, row: int, column: int) -> Cell:
        """Return the cell so many rows below and columns to the right of the first."""
        return self.sheet, self.area.top + row, self.area.left + column


@dataclass(frozen=True, slots=True)
class Union:
    """Several areas in brackets."""

    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Array:
    """Values in rows of the same length."""

    rows: tuple[tuple[Item, ...], ...]

    @property
    def items(self) -> Iterator[Item]:
        """The values, row by row."""
        return (item for row in self.rows for item in row)


Result = Value | Ref | Union | Array | None
_Made = TypeVar("_Made")


class CellValues(Protocol):
    """What formulas can ask of a workbook; raises ``UnknownError`` for what is not known."""

    counts_from_1904: bool

    def held(self, cell: Cell) -> Value | None:
        """Return what a cell holds; raises ``WrongError`` for an error."""
        ...

    def item(self, cell: Cell) -> Item:
        """Return what a cell holds, an error as such."""
        ...

    def found(self, written: str, formula_cell: Cell) -> Ref | float:
        """Return the area, or the number, that a name, an address or a table's column stands for."""
        ...

    def bounded(self, ref: Ref) -> Ref:
        """Return an area without the rows and columns beyond all that stands on its sheet."""
        ...

    def array(self, ref: Ref) -> Array:
        """Return what the cells of an area hold."""
        ...

    def totals(self, ref: Ref, *, subtotal: bool = False) -> AreaTotals:
        """Return what the numbers of an area add up to; for a subtotal without those of other subtotals."""
        ...

    def index(self, ref: Ref) -> AreaIndex:
        """Return where the values of a row or column stand in it; it may know more cells after the last."""
        ...

    def once(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return what is made for a key, which is made once."""
        ...

    def charge(self, cells: int) -> None:
        """Count so many cells as looked at; ``UnknownError`` where they become too many."""
        ...


@dataclass(frozen=True, slots=True)
class Frame:
    """One formula: the cells that it can ask for, its own, and what its names and numbers are written like.

    Where ``is_array``, an area stands for all of its values, as in ``SUMPRODUCT``.
    """

    cells: CellValues
    cell: Cell
    operands: tuple[str, ...]
    is_array: bool = False

    def with_arrays(self) -> Frame:
        """Return the frame of what takes areas for their values."""
        return self if self.is_array else replace(self, is_array=True)


Node = Callable[[Frame], Result]
"""Computes a part of a formula."""
Builder = Callable[[Sequence[Node]], Node]
"""Returns what computes a function of what it is given."""


class Function(NamedTuple):
    """A function: what builds it, and how many arguments it takes (None for any number)."""

    build: Builder
    least: int
    most: int | None


def value_of(result: Result, frame: Frame) -> Value | Array | None:
    """Return a result as values: that of a cell, or all those of an area where these are asked for."""
    if isinstance(result, Ref):
        if result.is_cell:
            return frame.cells.held(result.at(0, 0))
        if not frame.is_array:
            raise UnknownError
        return frame.cells.array(result)
    if isinstance(result, Union):
        raise UnknownError
    return result


def one(node: Node, frame: Frame) -> Value | None:
    """Return the one value of a part of a formula."""
    value = value_of(node(frame), frame)
    if isinstance(value, Array):
        raise UnknownError
    return value


def optional(nodes: Sequence[Node], place: int) -> Node | None:
    """Return the argument at a place (from 0); None where there is none."""
    return nodes[place] if len(nodes) > place else None


def ref_of(node: Node, frame: Frame) -> Ref:
    """Return the area that a part of a formula names."""
    result = node(frame)
    if not isinstance(result, Ref):
        raise UnknownError
    return result


def item_of(node: Node, frame: Frame) -> Item | Array:
    """Return the values of a part of a formula, an error as such."""
    try:
        return value_of(node(frame), frame)
    except WrongError as error:
        return error


def each(function: Callable[..., Item], values: Sequence[Item | Array]) -> Array:
    """Return an array of what a function makes of the members of arrays, of which it is given errors too."""
    arrays = [value for value in values if isinstance(value, Array)]
    height, width = (max(len(a.rows) for a in arrays), max(len(a.rows[0]) for a in arrays))
    if any(len(a.rows) not in (1, height) or len(a.rows[0]) not in (1, width) for a in arrays):
        raise UnknownError

    def member(value: Item | Array, row: int, column: int) -> Item:
        if not isinstance(value, Array):
            return value
        line = value.rows[row if len(value.rows) > 1 else 0]
        return line[column if len(line) > 1 else 0]

    def made(row: int, column: int) -> Item:
        try:
            return function(*(member(value, row, column) for value in values))
        except WrongError as error:
            return error

    return Array(tuple(tuple(made(row, column) for column in range(width)) for row in range(height)))


def sound(function: Callable[..., Value | None]) -> Callable[..., Value | None]:
    """Return a function that passes on the first error that it is given."""

    def of_sound(*items: Item) -> Value | None:
        for item in items:
            if isinstance(item, WrongError):
                raise item
        return function(*items)

    return of_sound


def lifted(function: Callable[..., Value | None]) -> Builder:
    """Return a builder of a function of single values, which of arrays makes arrays."""
    of_sound = sound(function)

    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            values = [value_of(node(frame), frame) for node in nodes]
            if any(isinstance(value, Array) for value in values):
                frame.cells.charge(sum(len(v.rows) * len(v.rows[0]) for v in values if isinstance(v, Array)))
                return each(of_sound, values)
            return function(*values)

        return compute

    return build


def taking_errors(function: Callable[[Item], Value | None]) -> Builder:
    """Return a builder of a function of one value, which can be an error."""

    def build(nodes: Sequence[Node]) -> Node:
        def compute(frame: Frame) -> Result:
            item = item_of(nodes[0], frame)
            return each(function, [item]) if isinstance(item, Array) else function(item)

        return compute

    return build


def of_one(function: Callable[[Value | None], Value | None]) -> Builder:
    """Return a builder of a function of one value, which of an array makes an array."""
    return lifted(function)


def constant(value: Value) -> Builder:
    """Return a builder of a function that is given nothing and always gives the same."""

    def compute(_: Frame) -> Result:
        return value

    return lambda _: compute
