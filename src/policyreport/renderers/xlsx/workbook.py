"""Render a document as the bytes of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from io import BytesIO
from itertools import chain, pairwise
from tempfile import SpooledTemporaryFile
from typing import IO, cast
from zipfile import ZipFile

from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import StringProperty
from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from policyreport.diagnostics import Problem, raise_any
from policyreport.document.nodes import Document, Meta
from policyreport.document.number_format import workbook_text
from policyreport.document.output import PlacementTable, Rendered
from policyreport.document.theme import Theme
from policyreport.gc_pause import gc_paused
from policyreport.ooxml.cell_references import column_letters
from policyreport.ooxml.package import Part, PiecewisePart, normalized_package
from policyreport.ooxml.xml_text import encode_part
from policyreport.renderers.sheet_rows import too_many_rows
from policyreport.renderers.xlsx.charts import add_charts
from policyreport.renderers.xlsx.defined_names import FactCells
from policyreport.renderers.xlsx.limits import header_problems, limit_problems, name_problems
from policyreport.renderers.xlsx.native_tables import NativeTables
from policyreport.renderers.xlsx.pictures import add_pictures
from policyreport.renderers.xlsx.plan import Part as SheetPart
from policyreport.renderers.xlsx.plan import Sheet, SheetRow, Slot
from policyreport.renderers.xlsx.rows_xml import RowsXmlWriter
from policyreport.renderers.xlsx.sheets import plan_sheets, sheet_names
from policyreport.renderers.xlsx.sizing import NORMAL_SIZE, column_widths, row_heights
from policyreport.renderers.xlsx.styles import StyleRegistry, set_normal_font
from policyreport.renderers.xlsx.worksheet import Links, footer, header, set_up_worksheet

_IDENTITY = "policyreport"
_APPLICATION_PART = "docProps/app.xml"
_IN_MEMORY, _CHUNK = 4_000_000, 500_000
"""Bytes of rows that are held in memory until their package is written, and that are read at once."""
_ROWS = re.compile(rb"<sheetData>.*</sheetData>|<sheetData ?/>", re.DOTALL)


def render(document: Document, theme: Theme) -> Rendered:
    """Return the document as an Excel workbook: its bytes, where each number stands, and how many sheets it has.

    Raises ``PolicyReportError`` with every name, cell and size that Excel would not hold, before anything is written.
    """
    with gc_paused():
        return _render(document, theme)


def _render(document: Document, theme: Theme) -> Rendered:
    raise_any(too_many_rows(document))  # before hours are spent on what cannot be
    meta, names = document.meta, sheet_names(document)
    refused, limits = [*name_problems(names), *header_problems(meta, theme)], list[Problem]()
    book = Workbook()
    set_normal_font(book, theme.fonts.korean, NORMAL_SIZE)
    _set_properties(book, meta)
    first = book.worksheets[0]
    book.remove(first)
    writer = RowsXmlWriter(StyleRegistry(first, theme.fonts.korean, theme.colours.accent))
    locations, native_tables, links = LocationRecorder(FactCells(names_all=theme.number_ids)), NativeTables(), Links()
    with SpooledTemporaryFile(_IN_MEMORY) as spool:
        rows = RowsSpool(spool)

        def add(sheet: Sheet) -> None:
            limits.extend(limit_problems(sheet))
            if refused or limits:
                return  # the others are looked at for their problems alone
            native = book.create_sheet(sheet.name)
            tables, widths = native_tables.of(sheet), column_widths(sheet, theme)
            heights = row_heights(sheet, widths)
            set_up_worksheet(native, sheet, widths, heights, theme)
            links.add(native, sheet, widths)
            native.oddHeader, native.oddFooter = header(meta, theme), footer(meta, theme)
            add_charts(native, sheet, theme)
            add_pictures(native, sheet, meta, theme)
            for table in tables:
                native.add_table(table.to_openpyxl())
            locations.add(sheet)
            sums = {cell: reference for table in tables for cell, reference in table.sums()}
            rows.add(encode_part(part) for part in writer.rows(sheet, heights, sums))

        # one sheet after the other, none held any longer, for its plan takes far more memory than what comes of it
        for _ in map(add, plan_sheets(document, theme)):
            pass
        raise_any([*refused, *limits])
        links.write()
        for name in locations.cells.names():
            book.defined_names.add(name)
        return Rendered(_package(book, rows, meta), locations.placements, len(names))


class RowsSpool:
    """The rows of the sheets as XML, put aside until their parts are written."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._ends = [0]

    def add(self, pieces: Iterable[bytes]) -> None:
        """Put the rows of the next sheet aside."""
        for piece in pieces:
            self._spool.write(piece)
        self._ends.append(self._spool.tell())

    def parts(self) -> Iterator[PiecewisePart]:
        """Yield the rows of each sheet; they are read when they are gone through."""
        return (PiecewisePart(end - start, self._pieces(start, end)) for start, end in pairwise(self._ends))

    def _pieces(self, start: int, end: int) -> Iterator[bytes]:
        for at in range(start, end, _CHUNK):
            self._spool.seek(at)
            yield self._spool.read(min(_CHUNK, end - at))


def _set_properties(book: Workbook, meta: Meta) -> None:
    """Set what is known of title, subject, author, keywords, day and identity, and nothing of this machine or hour."""
    day = datetime.combine(meta.as_of, time())
    book.properties = DocumentProperties(
        title=" ".join(meta.title.split()) or None,
        subject=meta.subtitle or None,
        creator=meta.organisation or None,
        keywords=", ".join(meta.keywords) or None,
        description=meta.summary or None,
        lastModifiedBy=meta.organisation or None,
        language=meta.language or None,
        created=day,
        modified=day,
    )
    if meta.identity:
        book.custom_doc_props.append(StringProperty(name=_IDENTITY, value=meta.identity))  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


@dataclass(frozen=True, slots=True)
class LocationRecorder:
    """The ``placements`` of numbers, sheet by sheet and row by row, and the ``cells`` that are to have names."""

    cells: FactCells
    placements: PlacementTable = field(default_factory=PlacementTable)

    def add(self, sheet: Sheet) -> None:
        """Record where the numbers of a sheet stand."""
        for first, part in sheet.placed():
            for row, slots in enumerate(_rows_with_numbers(part), first):
                for slot in slots:
                    self._add_cell(slot, sheet.name, row)

    def _add_cell(self, slot: Slot, sheet: str, row: int) -> None:
        value, _, column, _, _, _ = slot
        where = f"{sheet}!{column_letters(column)}{row}"
        if value.number is None or value.mark:
            for number in value.numbers:
                self.placements.add(number.fact, workbook_text(number), where)
        else:
            self.placements.add(value.number.fact, value.text, where)
        if value.number is not None:
            self.cells.add(value.number.fact, sheet, row, column)


def _rows_with_numbers(part: SheetPart) -> Iterator[tuple[Slot, ...]]:
    """Yield the cells of each row of a part, without the columns that hold no number."""
    if isinstance(part, SheetRow):
        return iter((part.slots,))
    return zip(*[column for column in part.columns if any(slot.value.numbers for slot in column)], strict=True)


def _package(book: Workbook, rows: RowsSpool, meta: Meta) -> bytes:
    """Return the workbook's package with each sheet's rows put in.

    openpyxl writes cells a good deal slower, and no formula together with its value; and ``Workbook.save`` dates what
    it writes by the clock. In the application part it would put its own name.
    """
    application = ExtendedProperties(Company=meta.organisation or None)
    application.Application, application.AppVersion = "policyreport", "1.0000"
    saved = BytesIO()
    ExcelWriter(book, ZipFile(saved, "w")).save()
    parts: dict[str, Part] = {_APPLICATION_PART: cast("bytes", tostring(application.to_tree()))}
    with ZipFile(saved) as archive:
        for native, own in zip(book.worksheets, rows.parts(), strict=True):
            name = native.path.removeprefix("/")
            before, after = _ROWS.split(archive.read(name), 1)
            before, after = before + b"<sheetData>", b"</sheetData>" + after
            parts[name] = PiecewisePart(len(before) + own.size + len(after), chain((before,), own.pieces, (after,)))
    return normalized_package(saved.getvalue(), parts)
