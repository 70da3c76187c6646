"""What the lines of one sheet have in common, and how content is set into their columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from policyreport.document.nodes import Footnote, Inline
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.cells import Run, Value, value_of
from policyreport.renderers.xlsx.plan import Slot
from policyreport.renderers.xlsx.styles import CellStyle, CellStyles, suited

_Worn = tuple[CellStyle, bool, Run | None, bool]
"""A look, and what of a value decides how that wears it."""


@dataclass(slots=True)
class Footnotes:
    """The footnotes of one sheet: they are numbered as they are met, and wait to be printed below their block."""

    count: int = 0
    waiting: list[tuple[str, Footnote]] = field(default_factory=list[tuple[str, Footnote]])

    def mark(self, note: Footnote) -> str:
        """Return the mark of a footnote that has been met, such as ``1)``."""
        self.count += 1
        self.waiting.append((f"{self.count})", note))
        return f"{self.count})"

    def taken(self) -> list[tuple[str, Footnote]]:
        """Return the footnotes that wait, each with its mark; they wait no longer."""
        taken, self.waiting = self.waiting, []
        return taken


@dataclass(frozen=True, slots=True)
class RenderContext:
    """A sheet's theme, how many columns it has, its footnotes, and its looks as values wear them."""

    theme: Theme
    columns: int
    footnotes: Footnotes = field(default_factory=Footnotes)
    suits: dict[_Worn, CellStyle] = field(default_factory=dict["_Worn", CellStyle])

    @property
    def looks(self) -> CellStyles:
        """The looks of the theme."""
        return CellStyles(self.theme)

    def value(self, content: Iterable[Inline]) -> Value:
        """Return what a cell with this content holds."""
        return value_of(content, self.theme.lamps, self.footnotes.mark)

    def slot(self, value: Value, look: CellStyle, column: int) -> Slot:
        """Return the value as a cell in one column."""
        return Slot(value, self._suited(look, value), column, column)

    def across(self, value: Value, look: CellStyle, first: int = 1) -> Slot:
        """Return the value as one cell from a column to the sheet's last."""
        return Slot(value, self._suited(look, value), first, self.columns)

    def _suited(self, look: CellStyle, value: Value) -> CellStyle:
        """Return the look as the value wears it: the same one for values that wear it alike."""
        run = value.runs[0]._replace(text="") if len(value.runs) == 1 else None
        key = (look, bool(value.address), run, value.is_missing)
        if key not in self.suits:
            self.suits[key] = suited(look, value, self.theme.colours.accent)
        return self.suits[key]
