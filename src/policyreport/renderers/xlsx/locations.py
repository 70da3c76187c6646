"""Where each number of a workbook stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from policyreport.document.output import Placement
from policyreport.ooxml.cell_references import column_letters
from policyreport.renderers.xlsx.labels import workbook_text
from policyreport.renderers.xlsx.plan import Part, Sheet, SheetRow, Slot


@dataclass(frozen=True, slots=True)
class LocationRecorder:
    """The ``placements`` of numbers, sheet by sheet and row by row.

    ``indicators`` gives each fact of an indicator the first cell that holds it as a number: the name of its sheet, its
    row and its column.
    """

    placements: list[Placement] = field(default_factory=list[Placement])
    indicators: dict[str, tuple[str, int, int]] = field(default_factory=dict[str, tuple[str, int, int]])

    def add(self, sheet: Sheet) -> None:
        """Note where the numbers of a sheet stand."""
        for first, part in sheet.placed():
            for row, slots in enumerate(_telling(part), first):
                for slot in slots:
                    self._note(slot, sheet.name, row)

    def _note(self, slot: Slot, sheet: str, row: int) -> None:
        value, _, column, _, _, _ = slot
        where = f"{sheet}!{column_letters(column)}{row}"
        if value.number is None or value.mark:
            self.placements.extend([Placement(n.fact, workbook_text(n), where) for n in value.numbers])
        else:
            self.placements.append(Placement(value.number.fact, value.text, where))
        if value.number is not None and value.number.fact.startswith("indicator."):
            self.indicators.setdefault(value.number.fact, (sheet, row, column))


def _telling(part: Part) -> Iterator[tuple[Slot, ...]]:
    """Yield the cells of each row of a part, without the columns that say no number."""
    if isinstance(part, SheetRow):
        return iter((part.slots,))
    return zip(*[column for column in part.columns if any(slot.value.numbers for slot in column)], strict=True)
