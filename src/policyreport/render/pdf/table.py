"""Tables: a tinted head repeated on each page, rules above and below, none between columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policyreport.document.tree import Align
from policyreport.render.pdf.lines import Line
from policyreport.render.pdf.part import Part, baseline_of
from policyreport.render.pdf.pen import Pen

PAD_X, PAD_Y = 5.0, 4.2
_THICK, _THIN = 0.9, 0.4
_FEWEST_ROWS, _SHORT_TABLE = 2, 4
_LONG_ROWS = 8


@dataclass(frozen=True, slots=True)
class TableLook:
    """Measures and colours of a table: column widths and leading in points; empty tints fill nothing."""

    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    leading: float
    edge: str
    rule: str
    head_tint: str
    total_tint: str
    first_column_tint: str = ""


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row whose cells are broken into lines."""

    cells: tuple[Sequence[Line], ...]
    tinted: bool = False

    def height(self, leading: float) -> float:
        """Its height in points, padding included."""
        return max(len(cell) for cell in self.cells) * leading + 2 * PAD_Y

    def parted(self, lines: int) -> tuple[LaidRow, LaidRow]:
        """Return the row's first lines and its others."""
        first = tuple(cell[:lines] for cell in self.cells)
        return replace(self, cells=first), replace(self, cells=tuple(cell[lines:] for cell in self.cells))


@dataclass(frozen=True, slots=True)
class TableBox:
    """A table's rows under its head, from one page to the next. ``head`` is None for a table of labels and contents."""

    head: LaidRow | None
    rows: tuple[LaidRow, ...]
    look: TableLook
    before: float = 0
    stays_with_next: bool = False

    @property
    def _head_height(self) -> float:
        return self.head.height(self.look.leading) if self.head else 0

    @property
    def height(self) -> float:
        """The height of head and rows."""
        return self._head_height + sum(row.height(self.look.leading) for row in self.rows)

    @property
    def least(self) -> float:
        """The height of the head and the first rows: all of a short table, else two; less where they are long."""
        few = len(self.rows) if len(self.rows) <= _SHORT_TABLE else _FEWEST_ROWS
        first = sum(row.height(self.look.leading) for row in self.rows[:few])
        return self._head_height + min(first, _LONG_ROWS * self.look.leading)

    def parted(self, room: float) -> tuple[Part, Part] | None:
        """Part between rows, or within a row where even the first does not fit; the head stands on both parts."""
        left = room - self._head_height
        count = 0
        while count < len(self.rows) and self.rows[count].height(self.look.leading) <= left:
            left -= self.rows[count].height(self.look.leading)
            count += 1
        if count == len(self.rows) - 1 and count > _FEWEST_ROWS:
            count -= 1
        if count:
            return replace(self, rows=self.rows[:count]), replace(self, rows=self.rows[count:], before=0)
        return self._within_first_row(left)

    def _within_first_row(self, room: float) -> tuple[Part, Part] | None:
        lines = int((room - 2 * PAD_Y) / self.look.leading + 0.001)
        if lines < 1 or not self.rows:
            return None
        first, rest = self.rows[0].parted(lines)
        return replace(self, rows=(first,)), replace(self, rows=(rest, *self.rows[1:]), before=0)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw head, rows and rules."""
        look, right = self.look, left + sum(self.look.widths)
        if self.head is not None:
            height = self.head.height(look.leading)
            pen.fill(left, top - height, right - left, height, look.head_tint)
            self._cells(pen, self.head, (left, top), heading=True)
        y = top - self._head_height
        for row in self.rows:
            y = self._row(pen, row, left, y)
            pen.rule(left, right, y, look.rule, _THIN)
        pen.rule(left, right, top, look.edge, _THICK)
        pen.rule(left, right, y, look.edge, _THICK)

    def _row(self, pen: Pen, row: LaidRow, left: float, top: float) -> float:
        look, height = self.look, row.height(self.look.leading)
        if row.tinted:
            pen.fill(left, top - height, sum(look.widths), height, look.total_tint)
        if look.first_column_tint:
            pen.fill(left, top - height, look.widths[0], height, look.first_column_tint)
        self._cells(pen, row, (left, top))
        return top - height

    def _cells(self, pen: Pen, row: LaidRow, corner: tuple[float, float], *, heading: bool = False) -> None:
        left, top = corner
        leading = self.look.leading
        for cell, width, align in zip(row.cells, self.look.widths, self.look.aligns, strict=True):
            spare = row.height(leading) - 2 * PAD_Y - len(cell) * leading
            y = top - PAD_Y - (spare / 2 if heading else 0)
            for line in cell:
                x = left + PAD_X + _shift("center" if heading else align, width - 2 * PAD_X - line.width)
                pen.line(line, x, baseline_of(line, y, leading))
                y -= leading
            left += width


def _shift(align: Align, spare: float) -> float:
    return {"left": 0.0, "center": spare / 2, "right": spare}[align]
