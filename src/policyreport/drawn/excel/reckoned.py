"""The values of formulas, put beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from policyreport.drawn.excel import faults
from policyreport.drawn.excel.coordinates import area_at
from policyreport.drawn.excel.filled import FilledSheet
from policyreport.drawn.excel.names import x
from policyreport.drawn.excel.reckoning import Cells, Reckoner, Table
from policyreport.drawn.xml import Element
from policyreport.errors import Problem


def reckoner_of(sheets: Sequence[FilledSheet], workbook: Element) -> Reckoner:
    """Return what works out the formulas of a filled workbook."""
    by_key = {sheet.key: sheet for sheet in sheets}
    return Reckoner(
        Cells(
            {(sheet.key, *cell): value for sheet in sheets for cell, value in sheet.values.items()},
            {(s.key, *at): cell.findtext(x("f"), "") for s in sheets for at, cell in s.formulas.items()},
            lambda cell: by_key[cell[0]].place_of(*cell[1:]).ko,
            {name: table for sheet in sheets for name, table in _tables(sheet)},
            dict(_names(workbook)),
            frozenset((sheet.key, row) for sheet in sheets for row in _hidden(sheet)),
        )
    )


def put_values(sheets: Sequence[FilledSheet], reckoner: Reckoner, file: str) -> Iterator[Problem]:
    """Write the value of each formula that can be worked out into its cell; yield what takes texts for numbers."""
    for sheet in sheets:
        for at, cell in sheet.formulas.items():
            where = (sheet.key, *at)
            value = None if cell.find(f"{x('f')}[@t]") is not None else reckoner.value(where)
            if value is not None:
                if isinstance(value, str):
                    cell.set("t", "str")
                etree.SubElement(cell, x("v")).text = value if isinstance(value, str) else _digits(value)
                sheet.values[at] = value
            elif misread := reckoner.misread(where):
                yield faults.misread(file, sheet.place_of(*at), misread)


def _digits(value: float) -> str:
    return repr(value).removesuffix(".0")


def _names(workbook: Element) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the formulas of names, by the sheet of each (empty for all) and its name, both case folded."""
    listed = [sheet.get("name", "").casefold() for sheet in workbook.iter(x("sheet"))]
    for named in workbook.iter(x("definedName")):
        sheet = listed[int(named.get("localSheetId"))] if named.get("localSheetId") else ""
        yield (sheet, named.get("name", "").casefold()), named.text or ""


def _tables(sheet: FilledSheet) -> Iterator[tuple[str, Table]]:
    for table in sheet.page.tables.values():
        area = area_at(table.get("ref", ""))
        if area is not None:
            heads, totals = int(table.get("headerRowCount", "1")), int(table.get("totalsRowCount", "0"))
            columns = {c.get("name", "").casefold(): n for n, c in enumerate(table.iter(x("tableColumn")), area.left)}
            yield (
                table.get("displayName", "").casefold(),
                Table(sheet.key, area.top + heads, area.bottom - totals, columns),
            )


def _hidden(sheet: FilledSheet) -> Iterator[int]:
    return (int(row.get("r")) for row in sheet.root.iter(x("row")) if row.get("hidden", "0") in ("1", "true"))
