"""What the lines of one sheet have in common, and how content is set into their columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policyreport.document.theme import Theme
from policyreport.document.tree import Inline
from policyreport.render.xlsx.cells import Value, value_of
from policyreport.render.xlsx.lines import Slot
from policyreport.render.xlsx.looks import Look, Looks, suited


@dataclass(frozen=True, slots=True)
class Setting:
    """A sheet's theme and how many columns it has."""

    theme: Theme
    columns: int

    @property
    def looks(self) -> Looks:
        """The looks of the theme."""
        return Looks(self.theme)

    def value(self, content: Iterable[Inline]) -> Value:
        """Return what a cell with this content holds."""
        return value_of(content, self.theme.lamps)

    def slot(self, value: Value, look: Look, column: int) -> Slot:
        """Return the value as a cell in one column."""
        return Slot(value, suited(look, value, self.theme.colours.accent), column, column)

    def across(self, value: Value, look: Look, first: int = 1) -> Slot:
        """Return the value as one cell from a column to the sheet's last."""
        return Slot(value, suited(look, value, self.theme.colours.accent), first, self.columns)
