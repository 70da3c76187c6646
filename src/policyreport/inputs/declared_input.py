"""One declared input: what ``data/project.yaml`` says of it, and where it says so."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from pathlib import PureWindowsPath
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, did_you_mean
from policyreport.inputs.files import is_hidden
from policyreport.inputs.raw_data import RawData, field_name
from policyreport.inputs.tables import columns_of
from policyreport.model import Path, Places
from policyreport.model.dataset import COLLECTIONS
from policyreport.project import Project
from policyreport.project.settings import Input


class DeclaredInput(NamedTuple):
    """An input, at ``number`` (from 0) among all ``inputs`` declared in the project's settings, as these were read.

    ``dimension_heads`` lead the heads of the project's dimensions to their columns.
    """

    project: Project
    inputs: Sequence[Input]
    number: int
    settings: RawData
    dimension_heads: Mapping[str, str] = {}

    @property
    def declaration(self) -> Input:
        """What is said of the input."""
        return self.inputs[self.number]

    @property
    def columns(self) -> Mapping[str, str]:
        """The heads that fields have beside their own names and titles: those of dimensions, then the office's own."""
        return {**self.dimension_heads, **self.declaration.columns}

    def place(self, *at: str) -> SourceLocation:
        """Return where the value of a field stands, or of a name within it."""
        return Places(self.settings.places).find(self._path(at)) or SourceLocation("data/project.yaml")

    def problem(self, code: str, what: Message, hint: Message, *at: str, kind: ErrorKind = ErrorKind.DATA) -> Problem:
        """Return a problem of the value of a field, or of a name within it."""
        return Problem(kind, code, what, self.place(*at), field_name(self.settings.content, self._path(at)), hint)

    def refusal(
        self, code: str, what: Message, hint: Message, *at: str, kind: ErrorKind = ErrorKind.DATA
    ) -> PolicyReportError:
        """Return the error of one problem."""
        return PolicyReportError([self.problem(code, what, hint, *at, kind=kind)])

    def _path(self, at: tuple[str, ...]) -> Path:
        return ("inputs", self.number, *at)


def name_problems(declared: DeclaredInput) -> Iterator[Problem]:
    """Yield a problem for each collection and each field that does not exist."""
    named = list(_named_collections(declared))
    for at, name in named:
        if name not in COLLECTIONS:
            what = Message(f"there is no collection '{name}'", f"'{name}'은(는) 자료 종류의 이름이 아닙니다")
            yield declared.problem("data.unknown-field", what, did_you_mean(name, COLLECTIONS), *at)
    filled = {name for _, name in named if name in COLLECTIONS} or set(COLLECTIONS)
    fields = {field for name in filled for field in columns_of(name)}
    yield from _unknown_fields(declared, fields.union(declared.dimension_heads.values()))


def _named_collections(declared: DeclaredInput) -> Iterator[tuple[tuple[str, ...], str]]:
    declaration = declared.declaration
    if declaration.collection is not None:
        yield ("collection",), declaration.collection
    yield from ((("sheets", sheet), collection) for sheet, collection in declaration.sheets.items() if collection)
    yield from ((("queries", collection), collection) for collection in declaration.queries)


def _unknown_fields(declared: DeclaredInput, fields: set[str]) -> Iterator[Problem]:
    for head, field in declared.declaration.columns.items():
        if field and field not in fields:
            what = Message(f"there is no field '{field}'", f"'{field}'은(는) 없는 항목입니다")
            yield declared.problem("data.unknown-field", what, did_you_mean(field, fields), "columns", head)


def declared_file(declared: DeclaredInput, name: str, folder: FilePath, field: str) -> FilePath:
    """Return the file of a name that starts at a folder; ``PolicyReportError`` for one that is not in it, or hidden.

    A name is found in whatever form of Unicode the disk has it. Links count as where they lead.
    """
    root = declared.project.root
    path = FilePath(os.path.normpath(folder / name))
    if PureWindowsPath(name).anchor or not path.is_relative_to(folder) or is_hidden(path, folder):
        raise _outside(declared, field)
    found = _found(root, path)
    if not _leads_into(found, root):
        raise _outside(declared, field)
    if not found.is_file():
        raise _missing(declared, name, found, field)
    return found


def _found(root: FilePath, path: FilePath) -> FilePath:
    """Return the path as the disk writes it; what is not there stays as it was asked for."""
    found = root
    for part in path.relative_to(root).parts:
        found = found / part if (found / part).exists() else _sibling(found, part)
    return found


def _sibling(folder: FilePath, name: str) -> FilePath:
    normalised = unicodedata.normalize("NFC", name)
    same = (p for p in _entries(folder) if unicodedata.normalize("NFC", p.name) == normalised)
    return next(same, folder / name)


def _entries(folder: FilePath) -> list[FilePath]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _leads_into(path: FilePath, root: FilePath) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _outside(declared: DeclaredInput, field: str) -> PolicyReportError:
    what = Message("this file is outside the project's data, or hidden", "프로젝트의 자료 밖에 있거나 숨은 파일입니다")
    hint = Message("put the file under data/ and name it from there", "파일을 data/ 아래에 두고 그 이름을 적으십시오")
    return declared.refusal("file.outside", what, hint, field, kind=ErrorKind.SECURITY)


def _missing(declared: DeclaredInput, name: str, path: FilePath, field: str) -> PolicyReportError:
    what = Message(f"there is no file '{name}'", f"'{name}' 파일이 없습니다")
    beside = [unicodedata.normalize("NFC", p.name) for p in _entries(path.parent) if p.is_file()]
    return declared.refusal("file.missing", what, did_you_mean(path.name, beside), field)
