"""Files that nothing reads, and what a paste left in those that are: nothing is left out without a word."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path as FilePath
from typing import NamedTuple
from unicodedata import normalize

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.inputs.excel.sheet import Row
from policyreport.inputs.excel.workbook import ROWS_BEFORE_HEAD, likely_collections
from policyreport.inputs.files import ZERO_WIDTH, is_hidden, place_at, read_given_text, read_text, zero_width_removed
from policyreport.inputs.raw_data import RawData
from policyreport.inputs.recipients import RECIPIENTS_FILE
from policyreport.model.labels import SHEETS
from policyreport.project import Project

UNREAD = "file.unread"
"""The code of the warning of a file that nothing reads."""

_KINDS_OF_DATA = {".yaml", ".yml", ".json"}
_SETTINGS = ("*/report.yaml", "house/theme.yaml", "house/words.yaml", "**/*.j2")
_TABLES = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls"}
_LOCK = "~$"
"""How the names of the files begin that Excel keeps while a workbook is open."""

_MOST_BYTES = 1 << 20


def unread_tables(project: Project, named: Collection[str]) -> RawData:
    """Return the warnings of the tables in ``data/`` that are not among the ``named``, by their names in NFC."""
    warnings = [_unread(project, path) for path in _tables(project) if _name(project, path) not in named]
    return RawData({}, {}, warnings={("files", warning.field, warning.code): warning for warning in warnings})


def mistyped_files(project: Project) -> RawData:
    """Return the warnings of files of data, and of kinds of report, whose names are not quite those that are read."""
    warnings = [*_mistyped_data(project), *_mistyped_reports(project)]
    return RawData({}, {}, warnings={("files", str(warning.where), warning.code): warning for warning in warnings})


def _mistyped_data(project: Project) -> Iterator[Problem]:
    """Yield a warning for each file of data whose ending is written in other letters than it is read by."""
    for path in sorted(project.data.rglob("*")):
        suffix = path.suffix.lower()
        if suffix in _KINDS_OF_DATA and suffix != path.suffix and not is_hidden(path, project.data) and path.is_file():
            yield _not_read(project, path, path.with_suffix(suffix).name)


def _mistyped_reports(project: Project) -> Iterator[Problem]:
    for path in sorted(project.templates.glob("*/*")):
        is_meant = path.name.lower() in _LIKE_REPORTS and path.name != _REPORT and path.is_file()
        if is_meant and not path.with_name(_REPORT).exists() and not is_hidden(path, project.templates):
            yield _not_read(project, path, _REPORT)


_REPORT, _LIKE_REPORTS = "report.yaml", frozenset(("report.yaml", "report.yml"))


def _not_read(project: Project, path: FilePath, name: str) -> Problem:
    what = Message(f"the file '{path.name}' was not read", f"'{path.name}' 파일은 읽지 않았습니다")
    hint = Message(f"rename it to '{name}'", f"이름을 '{name}'(으)로 바꾸십시오")
    return Problem(ErrorKind.DATA, UNREAD, what, SourceLocation(project.relative(path)), path.name, hint)


def pasted_characters(project: Project) -> RawData:
    """Return the warnings of invisible characters in settings and templates, from which they are taken out."""
    paths = [project.data / "project.yaml"]
    for pattern in _SETTINGS:
        paths += sorted(path for path in project.templates.glob(pattern) if not is_hidden(path, project.templates))
    warnings: list[Problem] = []
    for path in paths:
        try:
            text = read_text(project, path)
        except PolicyReportError:
            continue  # told where the file is read
        warnings += _zero_width(text, project.relative(path))
    recipients = project.data / RECIPIENTS_FILE
    if recipients.is_file():
        # read aside of a snapshot: documents that are not for recipients do not depend on who they are
        with suppress(PolicyReportError):
            warnings += _zero_width(read_given_text(recipients), project.relative(recipients))
    return RawData({}, {}, warnings={("files", str(warning.where), warning.code): warning for warning in warnings})


def _zero_width(text: str, file: str) -> Iterator[Problem]:
    if found := ZERO_WIDTH.search(text):
        yield zero_width_removed(ZERO_WIDTH.findall(text), place_at(text, found.start(), file))


def _tables(project: Project) -> Iterator[FilePath]:
    for path in sorted(project.data.rglob("*")):
        is_table = path.suffix.lower() in _TABLES and not path.name.startswith(_LOCK)
        if is_table and not is_hidden(path, project.data) and path.is_file():
            yield path


def _name(project: Project, path: FilePath) -> str:
    return normalize("NFC", path.relative_to(project.data).as_posix())


def _unread(project: Project, path: FilePath) -> Problem:
    name = _name(project, path)
    what = Message(f"the file '{name}' was not read: no input names it", f"'{name}' 파일은 입력에 없어 읽지 않았습니다")
    text = _text(path) if path.suffix.lower() == ".csv" else None
    collections = _collections_in(text, path.stem) if text else []
    entry = f"- {{file: {name}}}"
    if path.suffix.lower() == ".csv":
        entry = f"- {{file: {name}, collection: {collections[0] if collections else '…'}{_encoding(text)}}}"
    titles = ", ".join(f"'{SHEETS[collection]}'" for collection in collections)
    like = (
        Message(f"it has the heads of {titles}; ", f"{titles} 자료의 머리글이 있습니다. ")
        if titles
        else Message("", "")
    )
    hint = Message(
        f"{like.en}to read it, write under 'inputs:' in data/project.yaml: {entry}; else move it out of data/",
        f"{like.ko}읽으려면 data/project.yaml의 'inputs:'에 이렇게 적으십시오. {entry} "
        "읽지 않을 파일이면 data/ 밖으로 옮기십시오",
    )
    return Problem(ErrorKind.DATA, UNREAD, what, SourceLocation(project.relative(path)), name, hint)


class _Text(NamedTuple):
    """The beginning of a CSV file, and whether it is in UTF-8."""

    text: str
    is_utf8: bool


def _text(path: FilePath) -> _Text | None:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
        content = content[: content.rfind(b"\n") + 1] or content
    except OSError:
        return None
    try:
        return _Text(content.decode("utf-8-sig"), is_utf8=True)
    except UnicodeDecodeError:
        return _Text(content.decode("cp949", errors="replace"), is_utf8=False)


def _encoding(text: _Text | None) -> str:
    return "" if text is None or text.is_utf8 else ", encoding: cp949"


def _collections_in(text: _Text, name: str) -> list[str]:
    """Return the collections whose heads stand in a CSV file's first rows."""
    try:
        for number, fields in enumerate(islice(csv.reader(text.text.splitlines()), ROWS_BEFORE_HEAD), 1):
            likely = likely_collections(Row(number, hidden=False, cells={**dict(enumerate(fields, 1))}), name, {})
            if likely:
                return [*likely]
    except csv.Error:
        return []
    return []
