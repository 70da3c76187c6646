"""A workbook as records: which of its sheets hold a collection, and what they say together."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import islice
from pathlib import Path as FilePath
from typing import NamedTuple

from policyreport.diagnostics import PolicyReportError, Problem, SourceLocation
from policyreport.inputs.excel import sheet as faults
from policyreport.inputs.excel.package import SheetEntry, Workbook, open_package, open_workbook
from policyreport.inputs.excel.sheet import CellContent, Merged, NumberText, Row, Sheet, UnreadableCell
from policyreport.inputs.files import read_bytes
from policyreport.inputs.merge import RecordMerger
from policyreport.inputs.raw_data import RawData, unreadable_source
from policyreport.inputs.tables import Cell, Column, columns_of, is_apart, known_heads, normalised_head, table_reading
from policyreport.model.labels import GUIDE_SHEETS, SHEETS
from policyreport.ooxml.cell_references import column_letters
from policyreport.project import Project

ROWS_BEFORE_HEAD = 30
"""In how many rows that hold anything the head is looked for."""

_SOME_HEADS = 2

_Heads = Mapping[str, Column | None]


def sheet_reading(sheet: Sheet, collection: str, columns: Mapping[str, str], file: str) -> RawData:
    """Return the records of a sheet. Its head is the first row in which at least two cells, and half of all, are heads.

    A row in which all heads stand that ``columns`` lead to fields is one, however many columns stand beside them.

    What stands above the head is left alone. A sheet with nothing below its head says nothing.
    """
    heads = known_heads(collection, columns)
    own = _own_heads(collection, columns)
    rows = sheet.rows()
    before = [*_up_to_head(rows, heads, own)]
    if not before:
        return RawData({}, {})
    if not is_head(before[-1], heads, own):
        return _without_head(before[0], sheet, collection, heads, file)
    return _Table(sheet, collection, before[-1], heads, file).reading(rows, columns)


def _up_to_head(rows: Iterator[Row], heads: _Heads, own: AbstractSet[str]) -> Iterator[Row]:
    for row in islice(rows, ROWS_BEFORE_HEAD):
        yield row
        if is_head(row, heads, own):
            return


def is_head(row: Row, heads: Mapping[str, Column | None], own: AbstractSet[str] = frozenset()) -> bool:
    """Return whether at least two cells of a row, and half of all, are heads, or all of the office's ``own`` heads."""
    texts = [head_text(content) for content in row.cells.values()]
    known = sum(text in heads for text in texts)
    return known >= _SOME_HEADS and (2 * known >= len(row.cells) or (bool(own) and own <= {*texts}))


def _own_heads(collection: str, columns: Mapping[str, str]) -> frozenset[str]:
    """Return the office's heads that lead to a field of a collection."""
    fields = columns_of(collection)
    return frozenset(normalised_head(head) for head, field in columns.items() if field in fields)


def head_text(content: CellContent) -> str:
    """Return what a cell says as the head of a column; the empty text where that cannot be told."""
    return normalised_head(content) if isinstance(content, str) else ""


def _without_head(row: Row, sheet: Sheet, collection: str, heads: _Heads, file: str) -> RawData:
    place = SourceLocation(file, cell=f"{sheet.name}!A{row.number}")
    there = [content for content in row.cells.values() if isinstance(content, str)]
    known = dict.fromkeys(column.title for column in heads.values() if column)
    return RawData({}, {}, (faults.no_head(place, collection, there, known),), whole=False)


class _Table:
    """The rows of a sheet below its head, with what its looks hide noted on the way."""

    def __init__(self, sheet: Sheet, collection: str, head: Row, heads: _Heads, file: str) -> None:
        self._sheet = sheet
        self._collection = collection
        self._file = file
        self._head = head
        self._used = {i: column for i, content in head.cells.items() if (column := heads.get(head_text(content)))}
        self._problems: list[Problem] = []
        self._records: list[int] = []
        self._hidden = 0
        self._shown: dict[int, list[tuple[SourceLocation, str, str]]] = {}

    def reading(self, rows: Iterator[Row], columns: Mapping[str, str]) -> RawData:
        """Return the records of the rows that follow the head."""
        reading = table_reading(self._collection, self._cells(self._head), self._table_rows(rows), columns)
        if not self._records:
            return replace(reading, content={}, warnings={})
        return replace(
            reading,
            problems=(*reading.problems, *self._problems, *self._merged_down()),
            warnings={**reading.warnings, **{(self._collection, str(w.where), w.code): w for w in self._warnings()}},
            whole=reading.whole and not self._problems,
        )

    def _table_rows(self, rows: Iterator[Row]) -> Iterator[Sequence[Cell]]:
        """Yield the rows of which all that is used can be told, and note of the others what cannot."""
        for row in rows:
            cells = self._cells(row)
            unreadable = [*self._unreadable(row)]
            if not is_apart(cells):
                self._records.append(row.number)
                self._hidden += row.hidden
                self._problems += unreadable
                self._note_shown(row)
            if not unreadable:
                yield cells

    def _cells(self, row: Row) -> list[Cell]:
        """Return the cells of a row from column A to the last of the head, or to the last that says anything."""
        width = max(*self._head.cells, *row.cells)
        return [
            Cell(_text(content), self._place(i, row.number), is_number=isinstance(content, NumberText))
            for i in range(1, width + 1)
            for content in [row.cells.get(i)]
        ]

    def _note_shown(self, row: Row) -> None:
        """Note each cell of a field that shows another number than it holds."""
        for i, content in row.cells.items():
            if i in self._used and isinstance(content, NumberText) and content.shown:
                shown, place, held = content.shown, self._place(i, row.number), str(content)
                if shown.is_scaled:
                    self._problems.append(faults.scaled_cell(shown.text, held, place, self._used[i].name))
                elif not shown.is_same or (self._used[i].kind == "text" and shown.text != content):
                    self._shown.setdefault(i, []).append((place, shown.text, held))

    def _place(self, column: int, row: int) -> SourceLocation:
        return SourceLocation(self._file, cell=f"{self._sheet.name}!{column_letters(column)}{row}")

    def _unreadable(self, row: Row) -> Iterator[Problem]:
        for i, content in row.cells.items():
            if isinstance(content, UnreadableCell) and i in self._used:
                yield faults.UNREADABLE[content].problem(self._place(i, row.number), self._used[i].name)

    def _noted(self, cells: AbstractSet[tuple[int, int]]) -> list[SourceLocation]:
        """Return the places of those of some cells that belong to a field of a record."""
        records = set(self._records)
        return [self._place(i, row) for row, i in sorted(cells) if row in records and i in self._used]

    def _merged(self) -> Iterator[tuple[Merged, SourceLocation]]:
        """Yield the merged cells that touch a record."""
        records = set(self._records)
        for merged in self._sheet.merged:
            if not records.isdisjoint(range(merged.first_row, merged.last_row + 1)):
                yield merged, SourceLocation(self._file, cell=f"{self._sheet.name}!{merged.reference}")

    def _merged_down(self) -> list[Problem]:
        return [
            faults.MERGED_DOWN.problem(place, self._collection)
            for merged, place in self._merged()
            if merged.first_row < merged.last_row
        ]

    def _warnings(self) -> Iterator[Problem]:
        for merged, place in self._merged():
            if merged.first_row == merged.last_row:
                yield faults.MERGED_ACROSS.problem(place, self._collection)
        for i, cells in self._shown.items():
            yield faults.shown_otherwise(cells, self._used[i].name)
        sheet = SourceLocation(self._file, cell=self._sheet.name)
        unseen = [i for i in sorted(self._used) if i in self._sheet.hidden_columns]
        if unseen:
            heads = [(column_letters(i), head_text(self._head.cells[i])) for i in unseen]
            yield faults.hidden_columns(heads, sheet, self._collection)
        if struck := self._noted(self._sheet.struck):
            yield faults.struck_cells(struck, self._collection)
        if linked := self._noted(self._sheet.linked):
            yield faults.linked_cells(linked, self._collection)
        if self._hidden:
            yield faults.hidden_rows(self._hidden, sheet, self._collection, filtered=self._sheet.filtered)


def _text(content: CellContent | None) -> str | None:
    return content if isinstance(content, str) else None


class _Likeness(NamedTuple):
    """How like a collection's head a row is: whether the sheet's name tells of it, and how many of its fields do."""

    is_named: bool
    fields: int
    share: float


def collections_within(sheet: Sheet, columns: Mapping[str, str]) -> Sequence[str] | None:
    """Return the collections of which a sheet may hold records; None for a sheet that holds nothing at all.

    It may where a row has the heads of a collection, more than half of those that its records need among them, and
    anything stands below. Of several collections those are returned that the row is most like. ``columns`` leads the
    office's own heads to fields, as in ``table_reading``.
    """
    rows = sheet.rows()
    first = [*islice(rows, ROWS_BEFORE_HEAD)]
    for number, row in enumerate(first, 1):
        likely = likely_collections(row, sheet.name, columns)
        if likely:
            return likely if number < len(first) or any(True for _ in rows) else None
    return [] if first else None


def likely_collections(row: Row, name: str, columns: Mapping[str, str]) -> Sequence[str]:
    """Return the collections whose heads a row has, more than half of the needed ones; those that it is most like.

    ``name`` is that of the sheet or file, which may tell of one of them.
    """
    likeness = {collection: _likeness(row, collection, name, columns) for collection in SHEETS}
    most = max(filter(None, likeness.values()), default=None)
    return [collection for collection, found in likeness.items() if most and found == most]


def _likeness(row: Row, collection: str, name: str, columns: Mapping[str, str]) -> _Likeness | None:
    heads = known_heads(collection, columns)
    if not is_head(row, heads, _own_heads(collection, columns)):
        return None
    fields = {column for content in row.cells.values() if (column := heads.get(head_text(content)))}
    needed = [column for column in columns_of(collection).values() if column.required]
    share = len(fields.intersection(needed)) / len(needed)
    if 2 * share <= 1:
        return None
    words = normalised_head(name)
    return _Likeness(SHEETS[collection] in words or collection in words, len(fields), share)


_COLLECTION_NAMES = {**{name: name for name in SHEETS}, **{title: name for name, title in SHEETS.items()}}


def read_workbook(
    project: Project,
    path: FilePath,
    sheets: Mapping[str, str],
    columns: Mapping[str, str],
    elsewhere: Collection[str] | None = (),
) -> RawData:
    """Return what an Excel workbook says; ``PolicyReportError`` where it cannot be read as a workbook at all.

    A sheet holds the collection whose name, or Korean title, is its own name; ``sheets`` leads other names to a
    collection (to the empty text, where a sheet is to be left alone). ``columns`` leads the office's own heads to
    fields, as in ``table_reading``.

    A visible sheet that is not read is a problem where it has the heads of a collection and rows below them, else a
    warning unless it is empty. Those named ``elsewhere``, in other inputs of the same workbook, are none of them; None
    where another input tells of such sheets.
    """
    file = project.relative(path)
    return read_workbook_bytes(read_bytes(project, path), file, sheets, columns, elsewhere)


def read_workbook_bytes(
    content: bytes,
    file: str,
    sheets: Mapping[str, str],
    columns: Mapping[str, str],
    elsewhere: Collection[str] | None = (),
) -> RawData:
    """Return what the bytes of a workbook say, as ``read_workbook`` does."""
    workbook = open_workbook(open_package(content, file))
    own = {normalised_head(name): collection for name, collection in sheets.items()}
    merger = RecordMerger()
    merger.problems += _undeclared(workbook, own, file)
    if not merger.problems and elsewhere is not None:
        for reading in _unread(workbook, {*_COLLECTION_NAMES, *own, *map(normalised_head, elsewhere)}, columns):
            merger.add(reading)
    if not merger.problems and not own and not any(_chosen(workbook.sheets, own)):
        merger.problems.append(
            faults.no_collection_sheet(file, [normalised_head(entry.name) for entry in workbook.sheets])
        )
    merger.whole = not merger.problems
    empty: list[Problem] = []
    is_intake = any(normalised_head(entry.name) in GUIDE_SHEETS for entry in workbook.sheets)
    for entry, collection in _chosen(workbook.sheets, own):
        reading = _one_sheet(workbook, entry, collection, columns)
        merger.add(reading)
        if not reading.content and not reading.problems and (normalised_head(entry.name) in own or not is_intake):
            place = SourceLocation(file, cell=entry.name)
            has_head = next(Sheet(workbook, entry).rows(), None) is not None
            empty.append(faults.emptied_sheet(place, collection, has_head=has_head))
    for entry, collection in _chosen(workbook.sheets, own):
        if entry.state != "visible":
            place = SourceLocation(file, cell=entry.name)
            merger.add(_remark(faults.hidden_sheet(entry.state, place, collection)))
    reading = merger.reading()
    if not reading.content and not reading.problems:
        merger.add(_remark(faults.NO_ROWS.problem(SourceLocation(file))))
    for problem in empty if reading.content else ():
        merger.add(_remark(problem))
    return merger.reading()


def _one_sheet(workbook: Workbook, entry: SheetEntry, collection: str, columns: Mapping[str, str]) -> RawData:
    try:
        return sheet_reading(Sheet(workbook, entry), collection, columns, workbook.package.file)
    except PolicyReportError as error:
        return unreadable_source(error)


def _chosen(sheets: Sequence[SheetEntry], own: Mapping[str, str]) -> Iterator[tuple[SheetEntry, str]]:
    for entry in sheets:
        collection = {**_COLLECTION_NAMES, **own}.get(normalised_head(entry.name), "")
        if collection in SHEETS:
            yield entry, collection


def _undeclared(workbook: Workbook, own: Mapping[str, str], file: str) -> Iterator[Problem]:
    """Yield what the project declares of the workbook and is not so."""
    there = [normalised_head(entry.name) for entry in workbook.sheets]
    for name, collection in own.items():
        if name not in there:
            yield faults.missing_sheet(name, file, there)
        if collection and collection not in SHEETS:
            yield faults.unknown_collection(collection, name, file)


def _unread(workbook: Workbook, names: Collection[str], columns: Mapping[str, str]) -> Iterator[RawData]:
    """Yield what may be lost with each visible sheet whose name is none of those that are read or left alone."""
    for entry in workbook.sheets:
        name = normalised_head(entry.name)
        if name not in names and entry.state == "visible":
            place = SourceLocation(workbook.package.file, cell=entry.name)
            try:
                likely = collections_within(Sheet(workbook, entry), columns)
            except PolicyReportError as error:
                yield unreadable_source(error)
            else:
                if likely:
                    yield RawData({}, {}, (faults.unread_sheet(likely, place),), whole=False)
                elif likely is not None and name not in GUIDE_SHEETS:
                    near = difflib.get_close_matches(name, sorted(names), n=1)
                    yield _remark(faults.ignored_sheet(name, near, place))


def _remark(warning: Problem) -> RawData:
    """Return a reading that says nothing, with a warning."""
    return RawData({}, {}, warnings={("sheets", str(warning.where), warning.code): warning})
