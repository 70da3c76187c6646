"""The whole path from a document to the bytes of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils.indexed_list import IndexedList

from policyreport.document.rendered import Placement, Rendered
from policyreport.document.theme import Theme
from policyreport.document.tree import Document, Meta
from policyreport.errors import raise_any
from policyreport.render.package import normalised
from policyreport.render.xlsx.dress import Wardrobe, normal_font
from policyreport.render.xlsx.heights import row_heights
from policyreport.render.xlsx.limits import header_problems, limit_problems
from policyreport.render.xlsx.lines import Sheet
from policyreport.render.xlsx.measure import NORMAL_SIZE
from policyreport.render.xlsx.names import name_problems
from policyreport.render.xlsx.printing import footer, header, set_up
from policyreport.render.xlsx.properties import property_parts
from policyreport.render.xlsx.sheets import planned
from policyreport.render.xlsx.widths import column_widths
from policyreport.render.xlsx.writing import set_sizes, write


def render(document: Document, theme: Theme) -> Rendered:
    """Return the document as an Excel workbook: its bytes, where each number stands, and how many sheets it has.

    Raises ``PolicyReportError`` with every name, cell and size that Excel would not hold, before anything is written.
    """
    sheets = planned(document, theme)
    _check(sheets, document.meta, theme)
    workbook = _empty_workbook(theme)
    placements = _fill(workbook, sheets, document.meta, theme)
    return Rendered(_packed(workbook, document.meta), tuple(placements), len(sheets))


def _check(sheets: Sequence[Sheet], meta: Meta, theme: Theme) -> None:
    printed = (str(header(meta, theme)), str(footer(meta, theme)))
    raise_any([*name_problems([s.name for s in sheets]), *limit_problems(sheets), *header_problems(*printed)])


def _empty_workbook(theme: Theme) -> Workbook:
    """Return a workbook without sheets whose columns are counted in digits of the theme's font."""
    workbook = Workbook()
    font = normal_font(theme.fonts.korean, NORMAL_SIZE)
    workbook._fonts = IndexedList([font])  # pyright: ignore[reportAttributeAccessIssue]  # noqa: SLF001
    workbook._named_styles["Normal"].font = font  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]  # noqa: SLF001
    workbook.remove(workbook.worksheets[0])
    return workbook


def _fill(workbook: Workbook, sheets: Sequence[Sheet], meta: Meta, theme: Theme) -> list[Placement]:
    wardrobe = Wardrobe(theme.fonts.korean)
    placements: list[Placement] = []
    for sheet in sheets:
        worksheet = workbook.create_sheet(sheet.name)
        placements += write(sheet, worksheet, wardrobe)
        widths = column_widths(sheet, theme)
        set_sizes(worksheet, widths, row_heights(sheet, widths))
        set_up(worksheet, sheet, meta, theme)
    return placements


def _packed(workbook: Workbook, meta: Meta) -> bytes:
    saved = BytesIO()
    workbook.save(saved)
    return normalised(saved.getvalue(), property_parts(meta))
