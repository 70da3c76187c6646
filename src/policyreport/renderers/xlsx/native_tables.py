"""Excel's own tables (ListObjects), which filter and name their columns, for the tables that can be such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableFormula

from policyreport.ooxml.cell_references import area
from policyreport.renderers.xlsx.cells import utf16_units
from policyreport.renderers.xlsx.formulas import KnownRate, Rate, Sum, formula_text
from policyreport.renderers.xlsx.plan import Region, Sheet, Slot

_MOST_HEAD_UNITS = 255
_NO_NAME = re.compile(r"\W+")
_ESCAPE_LIKE = re.compile("_x[0-9A-Fa-f]{4}_")
_CODE = re.compile(r"(?=['\[\]#])")
"""What an apostrophe must precede in a structured reference."""


class NativeTable(NamedTuple):
    """A table of Excel's: its name in the workbook, where it stands, and its totals row if any.

    ``filtered`` is the last of its rows that it filters.
    """

    name: str
    region: Region
    filtered: int
    totals: tuple[Slot, ...] | None

    def to_openpyxl(self) -> Table:
        """Return the table as openpyxl's."""
        region = self.region
        columns = [TableColumn(n, name=head.text) for n, head in enumerate(region.plan.heads, 1)]
        for column, slot in zip(columns, self.totals or (), strict=False):
            _set_total(column, slot, region)
        return Table(
            displayName=self.name,
            ref=area(region.head, 1, region.last if self.totals else self.filtered, len(columns)),
            totalsRowCount=1 if self.totals else None,
            totalsRowShown=None if self.totals else False,
            autoFilter=AutoFilter(area(region.head, 1, self.filtered, len(columns))),
            tableColumns=columns,
        )

    def sums(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield each cell of the totals row that is a sum, by row and column, with the reference that it adds up."""
        for slot in self.totals or ():
            if isinstance(slot.formula, Sum):
                head = _CODE.sub("'", self.region.plan.heads[slot.first - 1].text)
                yield (self.region.last, slot.first), f"{self.name}[{head}]"


@dataclass(slots=True)
class NativeTables:
    """The native tables of one workbook: their names are its own."""

    names: set[str] = field(default_factory=set[str])

    def of(self, sheet: Sheet) -> list[NativeTable]:
        """Return the sheet's tables that Excel can keep as such.

        They have heads that are different texts, at least one row, no groups or subtotals, and at most one total, their
        last row; the totals row is part of the table where all in it is text, a sum of the whole table, or a rate.
        """
        return [self._table(sheet, region) for region in sheet.regions() if _is_plain(region)]

    def _table(self, sheet: Sheet, region: Region) -> NativeTable:
        has_total = region.plan.kinds[-1] == "total"
        row = sheet.row(region.last)
        totals = row if has_total and all(_is_total(slot, region) for slot in row) else None
        return NativeTable(self._new_name(sheet.name), region, region.last - has_total, totals)

    def _new_name(self, sheet: str) -> str:
        """Return a new name for a table of this sheet, such as ``표_성과지표_2``."""
        stem = f"표_{_NO_NAME.sub('_', sheet).strip('_')}"
        names = (stem, *(f"{stem}_{n}" for n in range(2, len(self.names) + 3)))
        name = next(name for name in names if name.casefold() not in self.names)
        self.names.add(name.casefold())
        return name


def _is_plain(region: Region) -> bool:
    plan = region.plan
    heads = [head.text for head in plan.heads]
    named = all(text.strip() and _is_literal(text) and utf16_units(text) <= _MOST_HEAD_UNITS for text in heads)
    different = len({text.casefold() for text in heads}) == len(heads)
    typed = any(head.is_typed for head in plan.heads)
    body = plan.kinds[:-1] if plan.kinds[-1:] == ("total",) else plan.kinds
    return named and different and not typed and not plan.grouped and bool(body) and set(body) == {"body"}


def _is_total(slot: Slot, region: Region) -> bool:
    """Return whether a cell may stand in a totals row: text, a sum of the whole table, or a rate."""
    if slot.value.is_typed:
        return slot.formula == Sum(0, len(region.plan.kinds) - 2) or isinstance(slot.formula, Rate | KnownRate)
    return _is_literal(slot.value.text)


def _is_literal(text: str) -> bool:
    """Return whether an attribute holds the text as it is: it reads ``_x0041_`` and line ends otherwise."""
    return text.isprintable() and not _ESCAPE_LIKE.search(text)


def _set_total(column: TableColumn, slot: Slot, region: Region) -> None:
    """Set what a column's cell in the totals row is, with its formula where that is no plain sum."""
    if isinstance(slot.formula, Sum):
        column.totalsRowFunction = "sum"
    elif slot.formula:
        column.totalsRowFunction = "custom"
        column.totalsRowFormula = TableFormula(
            attr_text=formula_text(slot.formula, region.last, slot.first, region.head)
        )
    else:
        column.totalsRowLabel = slot.value.text or None
