"""What the lines of one sheet have in common: theme, styles, columns, footnotes and the tables so far."""

from __future__ import annotations

from collections.abc import Iterable

from policyreport.document.nodes import Footnote, Inline, Table
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.cells import Run, Value, value_of
from policyreport.renderers.xlsx.plan import SheetRow, Slot
from policyreport.renderers.xlsx.styles import CellStyle, CellStyles, adapted


class RenderContext:
    """A sheet's theme and styles, how many columns it has, its footnotes, numbered as they are met, and its ``tables``.

    Those are in the order in which they stand, and are there as soon as they are planned.
    """

    def __init__(self, theme: Theme, columns: int) -> None:
        self.theme, self.columns = theme, columns
        self.styles = CellStyles(theme)
        self.tables: list[Table] = []
        self._footnotes: list[tuple[str, Footnote]] = []
        self._count = 0
        self._adapted: dict[tuple[CellStyle, bool, Run | None, bool], CellStyle] = {}

    def value(self, content: Iterable[Inline]) -> Value:
        """Return what a cell with this content holds."""
        return value_of(content, self.theme.lamps, self._mark)

    def _mark(self, note: Footnote) -> str:
        self._count += 1
        self._footnotes.append((f"{self._count})", note))
        return f"{self._count})"

    def take_footnotes(self) -> list[tuple[str, Footnote]]:
        """Return the footnotes that were met since the last call, each with its mark, such as ``1)``."""
        taken, self._footnotes = self._footnotes, []
        return taken

    def slot(self, value: Value, style: CellStyle, column: int) -> Slot:
        """Return the value as a cell in one column."""
        return Slot(value, self._adapt(style, value), column, column)

    def across(self, value: Value, style: CellStyle, first: int = 1) -> Slot:
        """Return the value as one cell from a column to the sheet's last."""
        return Slot(value, self._adapt(style, value), first, self.columns)

    def line(self, value: Value, style: CellStyle) -> SheetRow:
        """Return the value as a row that is one cell."""
        return SheetRow((self.across(value, style),))

    def _adapt(self, style: CellStyle, value: Value) -> CellStyle:
        """Return the style adapted to a value: the same object for values to which it adapts alike."""
        run = value.runs[0]._replace(text="") if len(value.runs) == 1 else None
        key = (style, bool(value.address), run, value.is_missing)
        if key not in self._adapted:
            self._adapted[key] = adapted(style, value, self.theme.colours.accent)
        return self._adapted[key]
