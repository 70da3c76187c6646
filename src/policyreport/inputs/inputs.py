"""The sources of data that ``data/project.yaml`` declares beside the files in ``data/``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os.path import normpath
from pathlib import PurePath
from typing import NamedTuple
from unicodedata import normalize

from pydantic import ValidationError

from policyreport.diagnostics import Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.inputs.csv_file import read_csv
from policyreport.inputs.declared_input import DeclaredInput, declared_file, name_problems
from policyreport.inputs.dimensions import DeclaresDimensions, heads_of
from policyreport.inputs.excel.workbook import read_workbook
from policyreport.inputs.raw_data import RawData, unreadable_source
from policyreport.inputs.sql_input import read_database
from policyreport.inputs.unread_files import mistyped_files, pasted_characters, unread_tables
from policyreport.inputs.validate import problems_of
from policyreport.inputs.yaml_file import read_yaml
from policyreport.project import Project
from policyreport.project.settings import Input


class _Declarations(DeclaresDimensions):
    """What the settings say of inputs and of their columns; the rest of them is judged where they are used."""

    inputs: tuple[Input, ...] = ()


class _InputKind(NamedTuple):
    """How one kind of input is read; which fields must be said of it, and which may."""

    read: Callable[[DeclaredInput], list[RawData]]
    needed: tuple[str, ...]
    allowed: tuple[str, ...] = ()


def input_readings(project: Project) -> Iterator[RawData]:
    """Yield what each declared input says, one reading or several of it.

    One that cannot be read is a reading of nothing but its problems. Without ``data/project.yaml`` there are none. The
    first readings are the warnings of files that nothing reads, and of what was pasted into templates and settings.
    """
    try:
        declared = _declared(project)
    except PolicyReportError as error:
        yield unreadable_source(error)
        return
    yield unread_tables(project, {_file_name(one.declaration) for one in declared})
    yield mistyped_files(project)
    yield pasted_characters(project)
    for one in declared:
        try:
            yield from _readings(one)
        except PolicyReportError as error:
            yield unreadable_source(error)


def _declared(project: Project) -> list[DeclaredInput]:
    path = project.data / "project.yaml"
    if not path.exists() and not path.is_symlink():
        return []
    settings = read_yaml(project, path)
    try:
        declared = _Declarations.model_validate(settings.content)
    except ValidationError as error:
        file = SourceLocation(project.relative(path))
        raise PolicyReportError(problems_of(error, _Declarations, settings, file=file)) from None
    inputs, heads = declared.inputs, heads_of(declared.dimensions)
    return [DeclaredInput(project, inputs, i, settings, heads) for i in range(len(inputs))]


def _readings(declared: DeclaredInput) -> list[RawData]:
    input_kind = _input_kind(declared)
    raise_any([*_field_problems(declared, input_kind), *name_problems(declared)])
    return input_kind.read(declared)


def _input_kind(declared: DeclaredInput) -> _InputKind:
    declaration = declared.declaration
    written = [name for name in ("file", "sql", "sql_from") if name in declaration.model_fields_set]
    if len(written) != 1:
        what = Message("an input is one file or one database", "입력은 파일 하나나 데이터베이스 하나입니다")
        hint = Message("write one of: file, sql, sql_from", "file, sql, sql_from 가운데 하나를 적으십시오")
        raise declared.refusal("input.kind", what, hint, *written[1:2])
    kind = PurePath(declaration.file).suffix.lower() if declaration.file is not None else written[0]
    if kind not in _INPUT_KINDS:
        what = Message(f"'{kind}' files cannot be declared", f"'{kind}' 파일은 입력으로 적을 수 없습니다")
        hint = Message(
            "save it as .xlsx or .csv; YAML and JSON under data/ are read undeclared",
            ".xlsx나 .csv로 저장하십시오. data/ 아래의 YAML과 JSON은 적지 않아도 읽습니다",
        )
        raise declared.refusal("input.suffix", what, hint, "file")
    return _INPUT_KINDS[kind]


def _field_problems(declared: DeclaredInput, input_kind: _InputKind) -> Iterator[Problem]:
    written = declared.declaration.model_fields_set
    for name in input_kind.needed:
        if name not in written:
            what = Message(f"'{name}' is missing", f"'{name}' 항목이 없습니다")
            hint = Message(f"add '{name}:' here", f"이곳에 '{name}:'를 적으십시오")
            yield declared.problem("data.missing-field", what, hint)
    for name in sorted(written.difference(input_kind.needed, input_kind.allowed)):
        what = Message(f"'{name}' says nothing of such an input", f"이런 입력에는 '{name}' 항목이 없습니다")
        yield declared.problem("input.field", what, Message("remove it", "지우십시오"), name)


def _read_workbook(declared: DeclaredInput) -> list[RawData]:
    declaration = declared.declaration
    path = declared_file(declared, declaration.file or "", declared.project.data, "file")
    return [read_workbook(declared.project, path, declaration.sheets, declared.columns, _named_elsewhere(declared))]


def _named_elsewhere(declared: DeclaredInput) -> list[str] | None:
    """Return the sheets that later inputs name of the same workbook; None where an earlier one is of that workbook."""
    same = [i for i, each in enumerate(declared.inputs) if _file_name(each) == _file_name(declared.declaration)]
    if same[0] != declared.number:
        return None
    return [sheet for i in same[1:] for sheet in declared.inputs[i].sheets]


def _file_name(declaration: Input) -> str:
    """Return the file that an input names, however the name is written."""
    return normpath(normalize("NFC", declaration.file or ""))


def _read_csv(declared: DeclaredInput) -> list[RawData]:
    declaration = declared.declaration
    path = declared_file(declared, declaration.file or "", declared.project.data, "file")
    return [read_csv(declared.project, path, declaration.collection or "", declared.columns, declaration.encoding)]


_INPUT_KINDS = {
    ".xlsx": _InputKind(_read_workbook, ("file",), ("sheets", "columns")),
    ".csv": _InputKind(_read_csv, ("file", "collection"), ("encoding", "columns")),
    "sql": _InputKind(read_database, ("sql", "queries")),
    "sql_from": _InputKind(read_database, ("sql_from", "queries")),
}
"""By the suffix of a file, or by what tells of a database."""
