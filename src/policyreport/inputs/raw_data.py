"""What sources say, before the model has judged it: plain values, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from policyreport.diagnostics import PolicyReportError, Problem, SourceLocation
from policyreport.model import Dataset, Path, Ref
from policyreport.model.code_lists import BUILT_IN, Coded, CodeLists
from policyreport.model.dataset import record_in, types_in
from policyreport.model.labels import HEADS
from policyreport.model.written_forms import read_quarter, read_year
from policyreport.project.settings import Settings

WHOLE_FILES = ("files", "sheets")
"""Where the paths of warnings begin that are of a file or a sheet as a whole, and so of no field."""

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""A text, nothing, or a list or a record of such values; the model decides what a text means."""


@dataclass(frozen=True, slots=True)
class RawData:
    """What one source says, or all of them together.

    ``warnings`` stand at the value that was put right. ``whole`` is false where some source could not be read, so that
    nothing can be said of what is missing. ``lists`` are the code lists by which codes are read.
    """

    content: dict[str, Value]
    places: Mapping[Path, SourceLocation]
    problems: tuple[Problem, ...] = ()
    warnings: Mapping[Path, Problem] = field(default_factory=dict[Path, Problem])
    whole: bool = True
    lists: CodeLists = BUILT_IN


def unreadable_source(error: PolicyReportError) -> RawData:
    """Return what is known of a source that could not be read: why."""
    return RawData({}, {}, error.problems, whole=False)


def value_at(content: Value, path: Path) -> Value:
    """Return the value at a path; None where the path leads nowhere."""
    for step in path:
        if isinstance(content, dict) and isinstance(step, str):
            content = content.get(step)
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        else:
            return None
    return content


def field_name(content: Value, path: Path) -> str:
    """Return a path in words, records by what names them: ``programs › global-tips › period``, ``events[2] › date``."""
    words: list[str] = []
    for i, step in enumerate(path):
        if isinstance(step, str):
            words.append(step)
        elif name := _own_name(value_at(content, path[: i + 1])):
            words.append(name)
        else:
            words[-1:] = [f"{words[-1]}[{step + 1}]"]
    return " › ".join(words)


def written_text(field: str, text: str) -> str:
    """Return a quarter or a year in its one plain form, ``2025Q2`` or ``2025``; any other text as it is."""
    try:
        if field == "quarter":
            return str(read_quarter(text.strip()))
        return str(read_year(text.strip())) if field == "year" else text
    except PydanticCustomError:
        return text


def is_table(place: SourceLocation) -> bool:
    """Return whether a place is one in a table: a cell of a workbook or a database, or a field of a CSV file."""
    return bool(place.cell) or place.file.lower().endswith(".csv")


def column_head(field: str) -> str:
    """Return the head of a field's column: ``이름(title)``."""
    return f"{HEADS[field].title}({field})" if field in HEADS else field


def _own_name(record: Value) -> str:
    name = record.get("id") if isinstance(record, dict) else None
    return name if isinstance(name, str) else ""


def record_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """Return the kind of record around the value at a path."""
    for step in path[:-1]:
        described = model.model_fields.get(step) if isinstance(step, str) else None
        model = (described and record_in(described.annotation)) or model
    return model


def code_list(model: type[BaseModel], field: str) -> str:
    """Return the name of the list of which a field holds codes; nothing for another field."""
    described = model.model_fields.get(field)
    return next((mark.list for mark in described.metadata if isinstance(mark, Coded)), "") if described else ""


def allowed_values(model: type[BaseModel], field: str, lists: CodeLists = BUILT_IN) -> tuple[str, ...]:
    """Return the words of which a field must be one: the codes of its list, or those of its type."""
    if name := code_list(model, field):
        return lists.codes(name)
    described = model.model_fields.get(field)
    literals = (p for p in types_in(described.annotation if described else None) if get_origin(p) is Literal)
    return tuple(str(word) for literal in literals for word in get_args(literal))


def _id_fields(record: type[BaseModel]) -> Iterator[str]:
    for name, described in record.model_fields.items():
        inner = record_in(described.annotation)
        if inner is not None:
            yield from _id_fields(inner)
        if name == "id" or any(isinstance(mark, Ref) for mark in described.metadata):
            yield name


ID_FIELDS = frozenset(_id_fields(Dataset))
"""The fields whose texts name a record."""


def _field_names(record: type[BaseModel]) -> Iterator[str]:
    for name, described in record.model_fields.items():
        yield name
        inner = record_in(described.annotation)
        if inner is not None:
            yield from _field_names(inner)


FIELD_NAMES = frozenset((*_field_names(Dataset), *_field_names(Settings), "report"))
"""The names of all fields that files in ``data/`` may hold."""
