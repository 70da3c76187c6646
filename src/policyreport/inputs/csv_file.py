"""CSV files as records: a row is a record, its place the line on which it begins and the number of the field."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.inputs.files import read_bytes, text_of
from policyreport.inputs.raw_data import RawData
from policyreport.inputs.tables import Cell, is_apart, table_reading
from policyreport.project import Project

DECLARE_ENCODING = Message(
    "save the file as UTF-8 (CSV UTF-8 in Excel), or declare 'encoding: cp949' in data/project.yaml",
    "엑셀에서 'CSV UTF-8'로 저장하거나, data/project.yaml에 'encoding: cp949'를 적으십시오",
)


def in_utf8(file: str, declared: str) -> Problem:
    """Return the problem of a file in UTF-8 that is declared to be in another encoding."""
    what = Message(
        f"the file is in UTF-8, though '{declared}' is declared", f"'{declared}'(으)로 적혀 있으나 UTF-8 파일입니다"
    )
    hint = Message(
        "remove 'encoding:' in data/project.yaml, or save the file as CSV UTF-8 in Excel",
        "data/project.yaml에서 'encoding:'을 지우거나, 엑셀에서 'CSV UTF-8'로 저장하십시오",
    )
    return Problem(ErrorKind.DATA, "file.encoding", what, SourceLocation(file), hint=hint)


def two_encodings(file: str) -> Problem:
    """Return the problem of a file that says one thing in UTF-8 and another in CP949."""
    what = Message("the file can be read as UTF-8 and as CP949", "UTF-8로도 CP949로도 읽히는 파일입니다")
    hint = Message(
        "declare 'encoding: utf-8' or 'encoding: cp949' in data/project.yaml, or save the file as CSV UTF-8 in Excel",
        "data/project.yaml에 'encoding: utf-8'이나 'encoding: cp949'를 적거나, 엑셀에서 'CSV UTF-8'로 저장하십시오",
    )
    return Problem(ErrorKind.DATA, "file.encoding", what, SourceLocation(file), hint=hint)


def no_head(place: SourceLocation) -> Problem:
    """Return the problem of a file without a single row."""
    what = Message("the file is empty", "파일이 비어 있습니다")
    hint = Message("write the heads of the columns in the first line", "첫 줄에 열의 머리글을 적으십시오")
    return Problem(ErrorKind.DATA, "csv.empty", what, place, hint=hint)


def one_column(place: SourceLocation) -> Problem:
    """Return the problem of a file whose fields are separated by something else than commas."""
    what = Message("the fields are not separated by commas", "칸이 쉼표로 나뉘어 있지 않습니다")
    hint = Message(
        "save the file as 'CSV (comma delimited)', not with semicolons or tabs",
        "쌍반점이나 탭이 아니라 쉼표로 나눈 CSV로 저장하십시오",
    )
    return Problem(ErrorKind.DATA, "csv.separator", what, place, hint=hint)


def ragged_row(fields: int, heads: int, place: SourceLocation) -> Problem:
    """Return the problem of a row that does not fit its head."""
    what = Message(f"the row has {fields} fields, the head {heads}", f"머리글은 {heads}칸인데 이 줄은 {fields}칸입니다")
    hint = Message(
        "put a text that holds a comma in double quotes; write no field too few", "쉼표가 든 글은 큰따옴표로 묶으십시오"
    )
    return Problem(ErrorKind.DATA, "csv.ragged-row", what, place, hint=hint)


def broken_row(place: SourceLocation) -> Problem:
    """Return the problem of a row with a quote that is not closed, or not where the field ends."""
    what = Message(
        "a quote in this row is not closed where its field ends", "이 줄에 알맞게 닫히지 않은 따옴표가 있습니다"
    )
    hint = Message(
        'close it; write a quote within a quoted text as ""', '따옴표를 닫고, 글 안의 따옴표는 ""로 적으십시오'
    )
    return Problem(ErrorKind.DATA, "csv.quote", what, place, hint=hint)


def too_long_field(place: SourceLocation) -> Problem:
    """Return the problem of a field that is longer than any field of ours."""
    what = Message("a field is too long to be read", "칸의 내용이 너무 깁니다")
    return Problem(ErrorKind.LIMIT, "csv.too-long", what, place, hint=Message("shorten it", "줄이십시오"))


MOST_CHARACTERS = 100_000
"""The longest field that is read; Python's own reader stops a little later."""

_UTF8_MARK = b"\xef\xbb\xbf"
_LAST_OF_TWO_BYTES = "\u07ff"
_Row = tuple[int, list[str]]
_NOTHING: _Row = (1, [])


def read_csv(
    project: Project, path: FilePath, collection: str, columns: Mapping[str, str], encoding: str | None = None
) -> RawData:
    """Return the records of one collection that a CSV file holds, as ``table_reading`` does.

    Fields stand between commas, quoted as RFC 4180 has it. ``PolicyReportError`` where the file is not in its encoding
    or is no table; a single row that cannot be read is a problem of the reading. A byte order mark is no text.
    Without a declared ``encoding`` it must be in UTF-8, beyond doubt.
    """
    file = project.relative(path)
    text = _decoded(read_bytes(project, path), file, encoding)
    return _Table(text, file).reading(collection, columns)


def csv_rows(content: bytes, file: str, encoding: str | None = None) -> list[tuple[int, list[str]]]:
    """Return the rows of a CSV file that are not blank, each with the line on which it begins.

    ``PolicyReportError`` where the file is not in its encoding, or is no table.
    """
    table = _Table(_decoded(content, file, encoding), file)
    return table.all_rows()


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
        problems = (replace(p, hint=DECLARE_ENCODING) if p.code == "file.encoding" else p for p in error.problems)
        raise PolicyReportError(problems) from error


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

    def reading(self, collection: str, columns: Mapping[str, str]) -> RawData:
        """Return the records that the rows under the head say."""
        rows = self._rows()
        line, names = next(rows, _NOTHING)
        self._require_head(names, line)
        reading = table_reading(collection, self._cells(line, names), self._records(rows, names), columns)
        problems = (*reading.problems, *self._problems)
        return replace(reading, problems=problems, whole=reading.whole and not self._problems)

    def all_rows(self) -> list[_Row]:
        """Return the rows as they stand; ``PolicyReportError`` where one cannot be read."""
        rows = list(self._rows())
        raise_any(self._problems)
        return rows

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
            self._problems.append(_row_fault(fault, SourceLocation(self._file, start), one_line=one_line))

    def _require_head(self, names: Sequence[str], line: int) -> None:
        if not names:
            raise PolicyReportError(self._problems or [no_head(SourceLocation(self._file))])
        if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
            raise PolicyReportError([one_column(SourceLocation(self._file, line))])

    def _records(self, rows: Iterator[_Row], head: Sequence[str]) -> Iterator[list[Cell]]:
        for line, row in rows:
            cells = self._cells(line, row)
            if is_apart(cells):
                yield cells
            elif len(row) < len(head) or any(row[len(head) :]):
                self._problems.append(ragged_row(len(row), len(head), SourceLocation(self._file, line)))
            elif max(map(len, row)) > MOST_CHARACTERS:
                self._problems.append(too_long_field(SourceLocation(self._file, line)))
            else:
                yield cells

    def _cells(self, line: int, row: Sequence[str]) -> list[Cell]:
        return [
            Cell(text or None, SourceLocation(self._file, line, i), is_number=True) for i, text in enumerate(row, 1)
        ]


def _row_fault(fault: csv.Error, place: SourceLocation, *, one_line: bool) -> Problem:
    """Return what stops the reader: a quote that never closes takes in line after line, up to the end or the limit."""
    return too_long_field(place) if "limit" in str(fault) and one_line else broken_row(place)
