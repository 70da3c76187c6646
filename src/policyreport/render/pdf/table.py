"""Tables: a tinted head repeated on each page, rules above and below, none between columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from policyreport.document.tree import Align
from policyreport.render.pdf.lines import Line
from policyreport.render.pdf.part import Part, baseline_of, notes_of
from policyreport.render.pdf.pen import Pen, Stand
from policyreport.render.pdf.structure import Element

PAD_X, PAD_Y = 5.0, 4.2
_THICK, _THIN = 0.9, 0.4
_FEWEST_ROWS, _SHORT_TABLE = 2, 4
_LONG_ROWS = 8
_ROUNDING = 0.001


class TableLook(NamedTuple):
    """Measures and colours of a table: column widths and leading in points; empty tints fill nothing."""

    widths: Sequence[float]
    aligns: Sequence[Align]
    leading: float
    edge: str
    rule: str
    head_tint: str
    first_column_tint: str = ""


class Cell(NamedTuple):
    """Lines of one cell, from column ``first`` on over ``span`` columns, and ``deep`` rows of the head."""

    lines: Sequence[Line]
    element: Element
    first: int
    span: int = 1
    deep: int = 1


class LaidRow(NamedTuple):
    """A row whose cells are broken into lines; ``tint`` is empty where nothing is filled.

    One that ``leads`` is the head of the rows below it, and may not be the last on a page. References lead to its
    ``name``.
    """

    cells: Sequence[Cell]
    height: float
    tint: str = ""
    is_head: bool = False
    leads: bool = False
    name: str = ""

    def parted(self, lines: int, leading: float) -> tuple[LaidRow, LaidRow]:
        """Return the row's first lines and its others."""
        first = [cell._replace(lines=cell.lines[:lines]) for cell in self.cells]
        rest = [cell._replace(lines=cell.lines[lines:]) for cell in self.cells]
        return row_of(first, leading, self.tint)._replace(name=self.name), row_of(rest, leading, self.tint)


def row_of(cells: Sequence[Cell], leading: float, tint: str = "", *, is_head: bool = False) -> LaidRow:
    """Return a row as high as the highest of the cells that are its alone."""
    most = max([len(cell.lines) for cell in cells if cell.deep == 1], default=1)
    return LaidRow(cells, most * leading + 2 * PAD_Y, tint, is_head)


def with_room(deep: Sequence[Cell], rows: Sequence[LaidRow], leading: float) -> list[LaidRow]:
    """Return rows of which the last is high enough that cells as deep as all of them have room."""
    needed = max([len(cell.lines) for cell in deep], default=0) * leading + 2 * PAD_Y
    *first, last = rows
    return [*first, last._replace(height=max(last.height, needed - sum(row.height for row in first)))]


@dataclass(frozen=True)
class TableBox:
    """A table's rows under its head, from one page to the next; ``head`` is empty for a table of labels and contents.

    Once the head was drawn with the first rows, it is repeated as an artifact (``continued``): what is said is said
    once.
    """

    head: Sequence[LaidRow]
    rows: Sequence[LaidRow]
    look: TableLook
    before: float = 0
    stays_with_next: bool = False
    stays_with_last: bool = False
    continued: bool = False

    @cached_property
    def _ends(self) -> list[float]:
        """How far down each row goes below the head, in points."""
        return list(accumulate(row.height for row in self.rows))

    @cached_property
    def _head_height(self) -> float:
        return sum(row.height for row in self.head)

    @property
    def height(self) -> float:
        """The height of head and rows."""
        return self._head_height + (self._ends[-1] if self.rows else 0)

    @property
    def least(self) -> float:
        """The height of the head and the first rows: all of a short table, else two; less where they are long."""
        few = len(self.rows) if len(self.rows) <= _SHORT_TABLE else _FEWEST_ROWS
        first = self._ends[few - 1] if few else 0
        return self._head_height + min(first, _LONG_ROWS * self.look.leading)

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its cells mark."""
        rows = self.rows if self.continued else [*self.head, *self.rows]
        return [number for row in rows for cell in row.cells for number in notes_of(cell.lines)]

    def parted(self, room: float) -> tuple[Part, Part] | None:
        """Part between rows, or within a row where even the first does not fit; the head stands on both parts."""
        left = room - self._head_height
        count = bisect_right(self._ends, left)
        if count == len(self.rows) - 1 and count > _FEWEST_ROWS:
            count -= 1
        while count > 1 and self.rows[count - 1].leads:
            count -= 1
        if count:
            return replace(self, rows=self.rows[:count]), self._rest(self.rows[count:])
        return self._within_first_row(left)

    def _rest(self, rows: Sequence[LaidRow]) -> TableBox:
        return replace(self, rows=rows, before=0, continued=True, stays_with_last=False)

    def _within_first_row(self, room: float) -> tuple[Part, Part] | None:
        lines = int((room - 2 * PAD_Y) / self.look.leading + _ROUNDING)
        if lines < 1 or not self.rows:
            return None
        first, rest = self.rows[0].parted(lines, self.look.leading)
        return replace(self, rows=[first]), self._rest([rest, *self.rows[1:]])

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw grounds and rules, then what the cells say."""
        for row, end in zip(self.rows, self._ends, strict=True):
            if row.name:
                pen.name_row(row.name, top - self._head_height - end + row.height)
        with pen.artifact():
            self._draw_grounds(pen, left, top)
        if self.continued and self.head:
            with pen.artifact():
                self._draw_repeated_head(pen, left, top)
            pen.texts(self._said(self.rows, left, top - self._head_height))
        else:
            pen.texts(self._said([*self.head, *self.rows], left, top))

    def _draw_grounds(self, pen: Pen, left: float, top: float) -> None:
        look, width, body = self.look, sum(self.look.widths), top - self._head_height
        if self.head:
            pen.fill(left, body, width, self._head_height, look.head_tint)
        if look.first_column_tint:
            pen.fill(left, top - self.height, look.widths[0], self.height, look.first_column_tint)
        for row, end in zip(self.rows, self._ends, strict=True):
            if row.tint:
                pen.fill(left, body - end, width, row.height, row.tint)
        pen.rules(left, left + width, [body - end for end in self._ends[:-1]], look.rule, _THIN)
        self._draw_spanners(pen, left, top)
        pen.rules(left, left + width, [top, top - self.height], look.edge, _THICK)

    def _draw_spanners(self, pen: Pen, left: float, top: float) -> None:
        """Draw a rule under each common head of columns."""
        for cell in self.head[0].cells if len(self.head) > 1 else ():
            if cell.deep == 1:
                start = left + sum(self.look.widths[: cell.first])
                end = start + sum(self.look.widths[cell.first : cell.first + cell.span])
                pen.rule(start + PAD_X, end - PAD_X, top - self.head[0].height, self.look.edge, _THIN)

    def _draw_repeated_head(self, pen: Pen, left: float, top: float) -> None:
        for _, stands in self._said(self.head, left, top):
            for stand in stands:
                pen.line(stand.line, stand.x, stand.baseline)

    def _said(self, rows: Sequence[LaidRow], left: float, top: float) -> Iterator[tuple[Element, list[Stand]]]:
        edges = list(accumulate(self.look.widths, initial=left))
        for row in rows:
            for cell in row.cells:
                yield cell.element, self._stands(cell, row, edges, top)
            top -= row.height

    def _stands(self, cell: Cell, row: LaidRow, edges: Sequence[float], top: float) -> list[Stand]:
        leading, lines = self.look.leading, cell.lines
        left, right = edges[cell.first] + PAD_X, edges[cell.first + cell.span] - PAD_X
        y = top - PAD_Y
        if row.is_head:
            height = self._head_height if cell.deep > 1 else row.height
            y -= (height - 2 * PAD_Y - len(lines) * leading) / 2
        align = "center" if row.is_head else self.look.aligns[cell.first]
        return [
            Stand(line, left + _shift(align, right - left - line.width), baseline_of(line, y - i * leading, leading))
            for i, line in enumerate(lines)
            if line.runs
        ]


def _shift(align: Align, spare: float) -> float:
    return 0.0 if align == "left" else spare if align == "right" else spare / 2
