"""The values of formulas, put beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from policyreport.drawn.excel.coordinates import area_at
from policyreport.drawn.excel.filled import FilledSheet
from policyreport.drawn.excel.names import x
from policyreport.drawn.excel.reckoning import Reckoner, Table


def put_values(sheets: Sequence[FilledSheet]) -> None:
    """Write the value of each formula that can be worked out into its cell."""
    reckoner = Reckoner(
        {(_key(sheet), *cell): value for sheet in sheets for cell, value in sheet.values.items()},
        {(_key(s), *at): cell.findtext(x("f"), "") for s in sheets for at, cell in s.formulas.items()},
        {name: table for sheet in sheets for name, table in _tables(sheet)},
        {(_key(sheet), row) for sheet in sheets for row in _hidden(sheet)},
    )
    for sheet in sheets:
        for at, cell in sheet.formulas.items():
            value = None if cell.find(f"{x('f')}[@t]") is not None else reckoner.value((_key(sheet), *at))
            if value is not None:
                if isinstance(value, str):
                    cell.set("t", "str")
                etree.SubElement(cell, x("v")).text = value if isinstance(value, str) else _digits(value)
                sheet.values[at] = value


def _digits(value: float) -> str:
    return repr(value).removesuffix(".0")


def _key(sheet: FilledSheet) -> str:
    return sheet.page.sheet.name.casefold()


def _tables(sheet: FilledSheet) -> Iterator[tuple[str, Table]]:
    for table in sheet.page.tables.values():
        area = area_at(table.get("ref", ""))
        if area is not None:
            heads, totals = int(table.get("headerRowCount", "1")), int(table.get("totalsRowCount", "0"))
            columns = {c.get("name", ""): n for n, c in enumerate(table.iter(x("tableColumn")), area.left)}
            yield (
                table.get("displayName", "").casefold(),
                Table(_key(sheet), area.top + heads, area.bottom - totals, columns),
            )


def _hidden(sheet: FilledSheet) -> Iterator[int]:
    return (int(row.get("r")) for row in sheet.root.iter(x("row")) if row.get("hidden", "0") in ("1", "true"))
