"""The part of the package that names the sheets, and the cells that have names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policyreport.render.xlsx.lines import Sheet
from policyreport.render.xlsx.places import absolute, on_sheet
from policyreport.render.xlsx.printing import filtered, print_area, print_titles
from policyreport.render.xlsx.xml import MAIN, RELATIONS, element, escaped, part

_NAMESPACES = {"xmlns": MAIN, "xmlns:r": RELATIONS}


def workbook_part(sheets: Sequence[tuple[Sheet, str]], names: Iterable[tuple[str, str]]) -> bytes:
    """Return the part: the sheets, each with the id under which it is found, and names, each with what it stands for.

    Whatever opens the workbook reckons its formulas anew.
    """
    listed = [
        element("sheet", {"name": sheet.name, "sheetId": n, "r:id": found})
        for n, (sheet, found) in enumerate(sheets, 1)
    ]
    defined = [*(name for n, (sheet, _) in enumerate(sheets) for name in _own_names(sheet, n)), *_indicators(names)]
    said = (
        element("workbookPr"),
        element("bookViews", {}, element("workbookView")),
        element("sheets", {}, *listed),
        element("definedNames", {}, *defined) if defined else "",
        element("calcPr", {"calcId": 191029, "fullCalcOnLoad": 1}),
    )
    return part(element("workbook", _NAMESPACES, *said))


def _own_names(sheet: Sheet, number: int) -> Iterator[str]:
    if cells := filtered(sheet):
        own = {"name": "_xlnm._FilterDatabase", "localSheetId": number, "hidden": 1}
        yield element("definedName", own, escaped(absolute(sheet.name, cells)))
    yield _name("_xlnm.Print_Area", absolute(sheet.name, print_area(sheet)), number)
    if titles := print_titles(sheet):
        first, last = titles
        yield _name("_xlnm.Print_Titles", on_sheet(sheet.name, f"${first}:${last}"), number)


def _indicators(names: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (_name(name, cells) for name, cells in names)


def _name(name: str, cells: str, sheet: int | None = None) -> str:
    return element("definedName", {"name": name, "localSheetId": sheet}, escaped(cells))
