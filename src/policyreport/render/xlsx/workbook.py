"""The whole path from a document to the bytes of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from policyreport.all_kept import without_garbage_collection
from policyreport.document.rendered import Rendered
from policyreport.document.theme import Theme
from policyreport.document.tree import Document, Meta
from policyreport.errors import raise_any
from policyreport.render.xlsx.defined_names import indicator_names
from policyreport.render.xlsx.drawing import Picture
from policyreport.render.xlsx.dress import Wardrobe
from policyreport.render.xlsx.heights import row_heights
from policyreport.render.xlsx.limits import header_problems, limit_problems
from policyreport.render.xlsx.lines import Sheet
from policyreport.render.xlsx.measure import NORMAL_SIZE
from policyreport.render.xlsx.names import name_problems
from policyreport.render.xlsx.native_tables import NativeTables, totals_of
from policyreport.render.xlsx.notes import notes
from policyreport.render.xlsx.parts import Parts
from policyreport.render.xlsx.printing import footer, header
from policyreport.render.xlsx.properties import application_properties, core_properties
from policyreport.render.xlsx.relations import Relations
from policyreport.render.xlsx.sheets import planned
from policyreport.render.xlsx.widths import column_widths
from policyreport.render.xlsx.workbook_part import workbook_part
from policyreport.render.xlsx.worksheets import after_rows, attached, before_rows
from policyreport.render.xlsx.writing import Totals, Writer

_ROWS_A_PIECE = 500


def render(document: Document, theme: Theme) -> Rendered:
    """Return the document as an Excel workbook: its bytes, where each number stands, and how many sheets it has.

    Raises ``PolicyReportError`` with every name, cell and size that Excel would not hold, before anything is written.
    """
    with without_garbage_collection():
        return _rendered(document, theme)


def _rendered(document: Document, theme: Theme) -> Rendered:
    sheets = planned(document, theme)
    _check(sheets, document.meta, theme)
    writer = Writer(Wardrobe(theme.fonts.korean, NORMAL_SIZE))
    content = _packed(sheets, writer, document.meta, theme)
    return Rendered(content, tuple(writer.placements), len(sheets))


def _check(sheets: Sequence[Sheet], meta: Meta, theme: Theme) -> None:
    printed = (header(meta, theme), footer(meta, theme))
    raise_any([*name_problems([s.name for s in sheets]), *limit_problems(sheets), *header_problems(*printed)])


def _packed(sheets: Sequence[Sheet], writer: Writer, meta: Meta, theme: Theme) -> bytes:
    making, within, top = _Making(writer, meta, theme, Parts(), NativeTables()), Relations(), Relations()
    parts = making.parts
    found = [(sheet, within.to("worksheet", making.add(sheet))) for sheet in sheets]
    within.to("styles", parts.add("xl/styles.xml", "styles", writer.wardrobe.part()))
    workbook = workbook_part(found, indicator_names(writer.indicators))
    top.to("officeDocument", parts.add("xl/workbook.xml", "officeDocument", workbook, within))
    top.to("core-properties", parts.add("docProps/core.xml", "core-properties", core_properties(meta)))
    told = application_properties(meta)
    top.to("extended-properties", parts.add("docProps/app.xml", "extended-properties", told))
    return parts.zipped(top)


class _Making(NamedTuple):
    """A workbook while its sheets are written."""

    writer: Writer
    meta: Meta
    theme: Theme
    parts: Parts
    natives: NativeTables

    def add(self, sheet: Sheet) -> str:
        """Hold a sheet's part and those that it leads to; return its target."""
        tables, relations = list(self.natives.of(sheet)), Relations()
        widths = column_widths(sheet, self.theme)
        totals = {cell: said for table in tables for cell, said in totals_of(table)}
        rows = _pieces(self.writer, sheet, row_heights(sheet, widths), totals)
        after = after_rows(sheet, self.meta, self.theme, self.writer.wardrobe, relations)
        after += attached(tables, _pictures(sheet, self.theme), notes(sheet), self.parts, relations)
        content = [before_rows(sheet, widths), *rows, after.encode()]
        return self.parts.numbered("xl/worksheets/sheet", "worksheet", content, relations)


def _pictures(sheet: Sheet, theme: Theme) -> list[Picture]:
    """Return the sheet's charts; what draws them is imported where there are some, for it takes its time."""
    if not any(line.chart for line in sheet.lines):
        return []
    from policyreport.render.xlsx.charts import pictures  # noqa: PLC0415

    return list(pictures(sheet, theme))


def _pieces(writer: Writer, sheet: Sheet, heights: Sequence[float], totals: Totals) -> list[bytes]:
    """Return the sheet's rows as pieces of XML, so that the whole never stands in memory as text."""
    rows = writer.rows(sheet, heights, totals)
    return [piece.encode() for piece in iter(lambda: "".join(islice(rows, _ROWS_A_PIECE)), "")]
