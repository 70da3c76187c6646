"""The whole path from a document to the bytes of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from openpyxl.workbook import Workbook

from policyreport.diagnostics import raise_any
from policyreport.document.nodes import Document, Meta
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.gc_pause import gc_paused
from policyreport.ooxml.xml_text import encode_part
from policyreport.renderers.xlsx.charts import set_charts
from policyreport.renderers.xlsx.conditions import conditions
from policyreport.renderers.xlsx.limits import header_problems, limit_problems
from policyreport.renderers.xlsx.locations import LocationRecorder
from policyreport.renderers.xlsx.native_tables import (
    NativeTable,
    NativeTables,
    indicator_names,
    name_problems,
    totals_of,
)
from policyreport.renderers.xlsx.notes import set_notes
from policyreport.renderers.xlsx.package import packed
from policyreport.renderers.xlsx.plan import Sheet
from policyreport.renderers.xlsx.print_setup import Rows, named_rows, set_frame, set_printing
from policyreport.renderers.xlsx.properties import application_properties, set_properties
from policyreport.renderers.xlsx.rows_xml import RowsXmlWriter, Totals
from policyreport.renderers.xlsx.sheets import planned
from policyreport.renderers.xlsx.sizing import NORMAL_SIZE, column_widths, row_heights
from policyreport.renderers.xlsx.style_table import StyleRegistry, set_normal_font


def render(document: Document, theme: Theme) -> Rendered:
    """Return the document as an Excel workbook: its bytes, where each number stands, and how many sheets it has.

    Raises ``PolicyReportError`` with every name, cell and size that Excel would not hold, before anything is written.
    """
    with gc_paused():
        return _rendered(document, theme)


def _rendered(document: Document, theme: Theme) -> Rendered:
    sheets, meta = planned(document, theme), document.meta
    raise_any([*name_problems([s.name for s in sheets]), *limit_problems(sheets), *header_problems(meta, theme)])
    making = _Making.started(meta, theme, named_rows(sheets))
    rows = [making.add(sheet) for sheet in sheets]
    content = packed(making.finished(), rows, application_properties(meta))
    return Rendered(content, tuple(making.placing.placements), len(sheets))


class _Making(NamedTuple):
    """A workbook while its sheets are made."""

    book: Workbook
    writer: RowsXmlWriter
    placing: LocationRecorder
    meta: Meta
    theme: Theme
    tables: NativeTables
    named: Rows

    @classmethod
    def started(cls, meta: Meta, theme: Theme, named: Rows) -> _Making:
        """Return the making of a workbook with no sheets."""
        book = Workbook()
        set_normal_font(book, theme.fonts.korean, NORMAL_SIZE)
        set_properties(book, meta)
        first = book.worksheets[0]
        book.remove(first)
        return cls(
            book,
            RowsXmlWriter(StyleRegistry(first, theme.fonts.korean)),
            LocationRecorder(),
            meta,
            theme,
            NativeTables(),
            named,
        )

    def add(self, sheet: Sheet) -> Sequence[bytes]:
        """Make a sheet but for its rows, and return those as pieces of XML."""
        native = self.book.create_sheet(sheet.name)
        tables, widths = list(self.tables.of(sheet)), column_widths(sheet, self.theme)
        set_frame(native, sheet, widths, self.named)
        set_printing(native, sheet, self.meta, self.theme)
        set_notes(native, sheet)
        set_charts(native, sheet, self.theme)
        for cells, rule in conditions(sheet, self.theme):
            native.conditional_formatting.add(cells, rule)
        for table in tables:
            native.add_table(table.made())
        self.placing.add(sheet)
        return [encode_part(rows) for rows in self.writer.rows(sheet, row_heights(sheet, widths), _totals(tables))]

    def finished(self) -> Workbook:
        """Return the workbook with the names of what its sheets hold."""
        for name in indicator_names(self.placing.indicators):
            self.book.defined_names.add(name)
        return self.book


def _totals(tables: Sequence[NativeTable]) -> Totals:
    return {cell: said for table in tables for cell, said in totals_of(table)}
