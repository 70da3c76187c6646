"""The workbook behind a chart, which Word opens at 데이터 편집: one sheet with the categories and a column a series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from docx.opc.constants import CONTENT_TYPE, NAMESPACE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from policyreport.ooxml.cell_references import column_letters, coordinate
from policyreport.renderers.docx.charts.plots import Plot
from policyreport.renderers.docx.package import packed
from policyreport.renderers.docx.xml import Element, element, part, text_element

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = NAMESPACE.OFC_RELATIONSHIPS
_SHEET = "Sheet1"
_FIRST_CUSTOM_FORMAT = 164


def workbook(plot: Plot) -> bytes:
    """Return the workbook, the same bytes for the same plot."""
    listed = element("sheet", {"name": _SHEET, "sheetId": 1, "r:id": _SHEET})  # its name is its relationship's id too
    formats, package = _formats(plot), Package()
    book = _part(
        "xl/workbook.xml",
        CONTENT_TYPE.SML_SHEET_MAIN,
        element("workbook", {"xmlns": _MAIN, "xmlns:r": _OFFICE}, element("sheets", None, listed)),
    )
    sheet = _part("xl/worksheets/sheet1.xml", CONTENT_TYPE.SML_WORKSHEET, _sheet(plot, formats))
    package.relate_to(book, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    book.load_rel(f"{_OFFICE}/worksheet", sheet, _SHEET)
    book.relate_to(_part("xl/styles.xml", CONTENT_TYPE.SML_STYLES, _styles(formats)), RELATIONSHIP_TYPE.STYLES)
    return packed(package)


def name_cell(series: int) -> str:
    """Return where the name of a series (counted from 0) stands."""
    return f"{_SHEET}!${column_letters(series + 2)}$1"


def category_range(count: int) -> str:
    """Return where the categories stand."""
    return f"{_SHEET}!$A$2:$A${count + 1}"


def value_range(series: int, count: int) -> str:
    """Return where the values of a series (counted from 0) stand."""
    column = column_letters(series + 2)
    return f"{_SHEET}!${column}$2:${column}${count + 1}"


def decimal_text(value: Decimal | int) -> str:
    """Return a number as XML holds it, without an exponent; 0 whatever its sign and its places."""
    return f"{value:f}" if value else "0"


def _part(name: str, content_type: str, content: Element) -> Part:
    return Part(PackURI(f"/{name}"), content_type, part(content))


def _formats(plot: Plot) -> dict[str, int]:
    """Return the number formats in use, each with its place among the styles of cells, of which the first is plain."""
    used = dict.fromkeys(point.format for series in plot.series for point in series.points)
    used.pop("General", None)
    return {form: at for at, form in enumerate(used, start=1)}


def _sheet(plot: Plot, formats: Mapping[str, int]) -> Element:
    head = (_text(1, at, series.name) for at, series in enumerate(plot.series, start=1))
    rows = (
        element("row", {"r": at}, _text(at, 0, category.text), *_values(plot, at, formats))
        for at, category in enumerate(plot.categories, start=2)
    )
    return element("worksheet", {"xmlns": _MAIN}, element("sheetData", None, element("row", {"r": 1}, *head), *rows))


def _text(row: int, column: int, text: str) -> Element:
    inline = element("is", None, text_element("t", text, {"xml:space": "preserve"}))
    return element("c", {"r": coordinate(row, column + 1), "t": "inlineStr"}, inline)


def _values(plot: Plot, row: int, formats: Mapping[str, int]) -> Iterator[Element]:
    for at, series in enumerate(plot.series, start=1):
        point = series.points[row - 2]
        if point.value is not None:
            place = {"r": coordinate(row, at + 1), "s": formats.get(point.format, 0)}
            yield element("c", place, text_element("v", decimal_text(point.value)))


def _styles(formats: Mapping[str, int]) -> Element:
    named = (
        element("numFmt", {"numFmtId": _FIRST_CUSTOM_FORMAT + at, "formatCode": form}) for form, at in formats.items()
    )
    numbers = (element("numFmts", {"count": len(formats)}, *named),) if formats else ()
    cells = (_cell_format(0), *(_cell_format(_FIRST_CUSTOM_FORMAT + at) for at in formats.values()))
    kinds = ("none", "gray125")
    fills = (element("fill", None, element("patternFill", {"patternType": kind})) for kind in kinds)
    return element(
        "styleSheet",
        {"xmlns": _MAIN},
        *numbers,
        element("fonts", {"count": 1}, element("font")),
        element("fills", {"count": 2}, *fills),
        element("borders", {"count": 1}, element("border")),
        element("cellStyleXfs", {"count": 1}, element("xf")),
        element("cellXfs", {"count": len(cells)}, *cells),
        element("cellStyles", {"count": 1}, element("cellStyle", {"name": "Normal", "xfId": 0, "builtinId": 0})),
    )


def _cell_format(number_format: int) -> Element:
    return element(
        "xf", {"numFmtId": number_format, "fontId": 0, "fillId": 0, "borderId": 0, "xfId": 0, "applyNumberFormat": 1}
    )
