"""Tables that lie in ``data/`` and that no input names, so that none is left out without a word."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path as FilePath
from typing import NamedTuple
from unicodedata import normalize

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.inputs.excel.sheet import Row
from policyreport.inputs.excel.workbook import ROWS_BEFORE_HEAD, likely_collections
from policyreport.inputs.files import is_hidden
from policyreport.inputs.raw_data import RawData
from policyreport.model.labels import SHEETS
from policyreport.project import Project

_TABLES = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls"}
_LOCK = "~$"
"""How the names of the files begin that Excel keeps while a workbook is open."""

_MOST_BYTES = 1 << 20


def unread_tables(project: Project, named: Collection[str]) -> RawData:
    """Return the warnings of the tables in ``data/`` that are not among the ``named``, by their names in NFC."""
    warnings = [_unread(project, path) for path in _tables(project) if _name(project, path) not in named]
    return RawData({}, {}, warnings={("files", warning.field, warning.code): warning for warning in warnings})


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
    return Problem(ErrorKind.DATA, "file.unread", what, SourceLocation(project.relative(path)), name, hint)


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
