"""A workbook as records: which of its sheets hold a collection, and what they say together."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path as FilePath

from policyreport.errors import Place, PolicyReportError, Problem
from policyreport.load.columns import normalised_head
from policyreport.load.excel import sheet_faults as faults
from policyreport.load.excel.package import open_package
from policyreport.load.excel.parts import SheetEntry, Workbook, open_workbook
from policyreport.load.excel.sheet import Sheet
from policyreport.load.excel.sheet_reading import sheet_reading
from policyreport.load.excel.unread_sheet import collections_within
from policyreport.load.files import read_bytes
from policyreport.load.merger import Merger
from policyreport.load.reading import Reading, unread
from policyreport.model.words import GUIDE_SHEETS, SHEETS
from policyreport.project import Project

_KNOWN = {**{name: name for name in SHEETS}, **{title: name for name, title in SHEETS.items()}}


def read_workbook(
    project: Project,
    path: FilePath,
    sheets: Mapping[str, str],
    columns: Mapping[str, str],
    elsewhere: Collection[str] | None = (),
) -> Reading:
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
) -> Reading:
    """Return what the bytes of a workbook say, as ``read_workbook`` does."""
    workbook = open_workbook(open_package(content, file))
    own = {normalised_head(name): collection for name, collection in sheets.items()}
    merger = Merger()
    merger.problems += _undeclared(workbook, own, file)
    if not merger.problems and elsewhere is not None:
        for reading in _unread(workbook, {*_KNOWN, *own, *map(normalised_head, elsewhere)}, columns):
            merger.add(reading)
    if not merger.problems and not own and not any(_chosen(workbook.sheets, own)):
        merger.problems.append(faults.no_known_sheet(file, [normalised_head(entry.name) for entry in workbook.sheets]))
    merger.whole = not merger.problems
    for entry, collection in _chosen(workbook.sheets, own):
        merger.add(_one_sheet(workbook, entry, collection, columns))
    for warning in _hidden_sheets(workbook, own, file):
        merger.add(_remark(warning))
    reading = merger.reading()
    if not reading.content and not reading.problems:
        merger.add(_remark(faults.no_rows(file)))
    return merger.reading()


def _one_sheet(workbook: Workbook, entry: SheetEntry, collection: str, columns: Mapping[str, str]) -> Reading:
    try:
        return sheet_reading(Sheet(workbook, entry), collection, columns, workbook.package.file)
    except PolicyReportError as error:
        return unread(error)


def _chosen(sheets: Sequence[SheetEntry], own: Mapping[str, str]) -> Iterator[tuple[SheetEntry, str]]:
    for entry in sheets:
        collection = {**_KNOWN, **own}.get(normalised_head(entry.name), "")
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


def _hidden_sheets(workbook: Workbook, own: Mapping[str, str], file: str) -> Iterator[Problem]:
    for entry, collection in _chosen(workbook.sheets, own):
        if entry.state != "visible":
            yield faults.hidden_sheet(entry.state, Place(file, cell=entry.name), collection)


def _unread(workbook: Workbook, names: Collection[str], columns: Mapping[str, str]) -> Iterator[Reading]:
    """Yield what may be lost with each visible sheet whose name is none of those that are read or left alone."""
    for entry in workbook.sheets:
        name = normalised_head(entry.name)
        if name not in names and entry.state == "visible":
            place = Place(workbook.package.file, cell=entry.name)
            try:
                held = collections_within(Sheet(workbook, entry), columns)
            except PolicyReportError as error:
                yield unread(error)
            else:
                if held:
                    yield Reading({}, {}, (faults.unread_sheet(held, place),), whole=False)
                elif held is not None and name not in GUIDE_SHEETS:
                    near = difflib.get_close_matches(name, sorted(names), n=1)
                    yield _remark(faults.ignored_sheet(name, near, place))


def _remark(warning: Problem) -> Reading:
    """Return a reading that says nothing, with a warning."""
    return Reading({}, {}, warnings={("sheets", str(warning.where), warning.code): warning})
