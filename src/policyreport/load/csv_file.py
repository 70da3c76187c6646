"""CSV files as records: a row is a record, its place the line on which it begins and the number of the field."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath

from policyreport.errors import Place, PolicyReportError, Problem
from policyreport.load.csv_faults import (
    DECLARE_ENCODING,
    broken_row,
    in_utf8,
    no_head,
    one_column,
    ragged_row,
    too_long_field,
    two_encodings,
)
from policyreport.load.files import read_bytes, text_of
from policyreport.load.reading import Reading
from policyreport.load.tabular import Cell, table_reading
from policyreport.project import Project

MOST_CHARACTERS = 100_000
"""The longest field that is read; Python's own reader stops a little later."""

_UTF8_MARK = b"\xef\xbb\xbf"
_LAST_OF_TWO_BYTES = "\u07ff"
_Row = tuple[int, list[str]]
_NOTHING: _Row = (1, [])


def read_csv(
    project: Project, path: FilePath, collection: str, columns: Mapping[str, str], encoding: str | None = None
) -> Reading:
    """Return the records of one collection that a CSV file holds, as ``table_reading`` does.

    Fields stand between commas, quoted as RFC 4180 has it. ``PolicyReportError`` where the file is not in its encoding
    or is no table; a single row that cannot be read is a problem of the reading. A byte order mark is no text.
    Without a declared ``encoding`` it must be in UTF-8, beyond doubt.
    """
    file = project.relative(path)
    text = _decoded(read_bytes(project, path), file, encoding)
    return _Table(text, file).reading(collection, columns)


def _decoded(content: bytes, file: str, declared: str | None) -> str:
    """Return a file's text; ``PolicyReportError`` where its encoding is not the declared one, or cannot be told.

    Some bytes make sense in both: ``창업`` in UTF-8 is ``李쎌뾽`` in CP949, and ``특화`` in CP949 is ``Ưȭ`` in UTF-8.
    """
    if declared == "utf-8" or content.startswith(_UTF8_MARK) or content.isascii():
        return _utf8_text(content, file)
    as_utf8, as_korean = _strictly(content, "utf-8"), _strictly(content, declared or "cp949")
    is_utf8 = as_utf8 is not None and (as_korean is None or _is_sound(as_utf8))
    if declared is None:
        if as_utf8 is not None and not is_utf8:
            raise PolicyReportError([two_encodings(file)])
        return _utf8_text(content, file)
    if is_utf8:
        raise PolicyReportError([in_utf8(file, declared)])
    return text_of(content, file, declared)


def _utf8_text(content: bytes, file: str) -> str:
    try:
        return text_of(content, file)
    except PolicyReportError as error:
        raise PolicyReportError(_with_hint(p) for p in error.problems) from error


def _with_hint(problem: Problem) -> Problem:
    return replace(problem, hint=DECLARE_ENCODING) if problem.code == "file.encoding" else problem


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_sound(text: str) -> bool:
    """Return whether a text was read rightly as UTF-8, though its bytes could be CP949.

    Then all its characters are those of the Korean standard KS X 1001, and one at least takes three bytes. What was
    written in CP949 without Chinese characters only ever gives characters of two bytes.
    """
    try:
        text.encode("iso2022_kr")
    except UnicodeEncodeError:
        return False
    return max(text) > _LAST_OF_TWO_BYTES


class _Table:
    """The rows of a CSV text; those that cannot be read are noted as problems."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._problems: list[Problem] = []

    def reading(self, collection: str, columns: Mapping[str, str]) -> Reading:
        """Return the records that the rows under the head say."""
        rows = self._rows()
        line, names = next(rows, _NOTHING)
        self._require_head(names, line)
        reading = table_reading(collection, self._cells(line, names), self._records(rows, names), columns)
        problems = (*reading.problems, *self._problems)
        return replace(reading, problems=problems, whole=reading.whole and not self._problems)

    def _rows(self) -> Iterator[_Row]:
        """Yield each row that is not blank with the number of the line on which it begins."""
        reader = csv.reader(io.StringIO(self._text, newline=""), strict=True)
        start = 1
        try:
            for row in reader:
                if row:
                    yield start, row
                start = reader.line_num + 1
        except csv.Error as fault:
            one_line = reader.line_num == start
            self._problems.append(_row_fault(fault, Place(self._file, start), one_line=one_line))

    def _require_head(self, names: Sequence[str], line: int) -> None:
        if not names:
            raise PolicyReportError(self._problems or [no_head(Place(self._file))])
        if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
            raise PolicyReportError([one_column(Place(self._file, line))])

    def _records(self, rows: Iterator[_Row], head: Sequence[str]) -> Iterator[list[Cell]]:
        for line, row in rows:
            if len(row) < len(head) or any(row[len(head) :]):
                self._problems.append(ragged_row(len(row), len(head), Place(self._file, line)))
            elif max(map(len, row)) > MOST_CHARACTERS:
                self._problems.append(too_long_field(Place(self._file, line)))
            else:
                yield self._cells(line, row)

    def _cells(self, line: int, row: Sequence[str]) -> list[Cell]:
        return [Cell(text or None, Place(self._file, line, i)) for i, text in enumerate(row, 1)]


def _row_fault(fault: csv.Error, place: Place, *, one_line: bool) -> Problem:
    """Return what stops the reader: a quote that never closes takes in line after line, up to the end or the limit."""
    return too_long_field(place) if "limit" in str(fault) and one_line else broken_row(place)
