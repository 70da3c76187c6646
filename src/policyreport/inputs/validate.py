"""Values as records: each judged by its model on its own, so that one fault hides no other."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.inputs.messages import BY_TYPE, EMPTY, OTHER, TABLE_HINTS, UNKNOWN, WITHOUT_NUMBER, WITHOUT_PERCENT
from policyreport.inputs.municipal_law import municipal_kind, read_as
from policyreport.inputs.raw_data import (
    WHOLE_FILES,
    RawData,
    Value,
    allowed_values,
    code_list,
    column_head,
    field_name,
    is_table,
    record_at,
)
from policyreport.model import Dataset, Legislation, Path, Places
from policyreport.model.base import compact
from policyreport.model.code_lists import CodeLists
from policyreport.model.dataset import COLLECTIONS, types_in
from policyreport.model.written_forms import without_percent

_LONGEST_SHOWN = 40


def problems_of(
    error: ValidationError,
    model: type[BaseModel],
    reading: RawData,
    within: Path = (),
    file: SourceLocation | None = None,
) -> Iterator[Problem]:
    """Yield what is wrong with a record, all of it, each with its place.

    ``within`` leads to the record, and a value that stands nowhere is placed in ``file``.
    """
    places = Places(reading.places)
    details = error.errors(include_url=False)
    misspelt = _misspelt(details)
    for detail in details:
        steps = _steps(detail)
        if steps in misspelt.values():
            continue
        path = (*within, *steps)
        where = places.find(path) or file
        field = _field_in(path)
        if steps in misspelt:
            problem = _unknown(field, (str(misspelt[steps][-1]),))
        else:
            problem = _problem(detail, path, model, reading, in_table=where is not None and is_table(where))
        yield replace(problem, where=where, field=field_name(reading.content, path))


def _field_in(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _steps(detail: ErrorDetails) -> Path:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _misspelt(details: Sequence[ErrorDetails]) -> Mapping[Path, Path]:
    """Return the unknown fields whose names are nearly those of missing ones, with these: each pair is one mistake."""
    missing = {_steps(detail) for detail in details if detail["type"] == "missing"}
    found: dict[Path, Path] = {}
    for detail in details:
        steps = _steps(detail)
        if detail["type"] == "extra_forbidden":
            beside = {str(other[-1]): other for other in missing if other[:-1] == steps[:-1]}
            near = difflib.get_close_matches(str(steps[-1]), sorted(beside), n=1)
            if near and beside[near[0]] not in found.values():
                found[steps] = beside[near[0]]
    return found


def _problem(detail: ErrorDetails, path: Path, model: type[BaseModel], reading: RawData, *, in_table: bool) -> Problem:
    steps = _steps(detail)
    field = _field_in(path)
    if detail["loc"][-1:] == ("[key]",):
        return _unknown(field, allowed_values(record_at(model, steps[:-1]), str(steps[-2])))
    record = record_at(model, steps)
    if detail["type"] == "extra_forbidden":
        return _unknown(field, record.model_fields)
    value = detail["input"]
    kind = "empty" if value is None else detail["type"]
    values = {
        "field": field,
        "value": _shown(value),
        "allowed": _allowed(record, field, reading.lists),
        "size": value.lstrip("▲ ") if isinstance(value, str) else "",
        "without": _without_number(record, field, in_table=in_table),
    }
    bounds = {name: bound for name, bound in detail.get("ctx", {}).items() if name not in ("field", "value", "allowed")}
    fault = EMPTY if value is None else BY_TYPE.get(detail["type"], OTHER)
    problem = fault.problem(**values, **bounds)
    if kind == "percentage" and field != "value":
        return replace(problem, hint=WITHOUT_PERCENT)
    hint = TABLE_HINTS.get(kind) if in_table else None
    if hint is None:
        return problem
    heads = {name: column_head(name) for name in _IN_HINTS}
    texts = (text.format(column=column_head(field), **heads) for text in hint)
    return replace(problem, hint=Message(*texts))


_IN_HINTS = ("reason", "executed_as_of", "embargo_day", "restated_from", "restated_reason")
"""The fields that hints for tables name by the heads of their columns."""

_OF_DATA = "policyreport.model"
"""The package of the records of the data; those of other packages are settings, whose lines may all be left out."""


def _without_number(record: type[BaseModel], field: str, *, in_table: bool) -> Message:
    """Return what to do with a field for which there is no number: what may be empty is left empty."""
    if not record.__module__.startswith(_OF_DATA):
        return WITHOUT_NUMBER["setting"]
    described = record.model_fields.get(field)
    may_be_empty = described is not None and type(None) in types_in(described.annotation)
    words = {(False, False): "record", (False, True): "line", (True, False): "row", (True, True): "cell"}
    en, ko = WITHOUT_NUMBER[words[in_table, may_be_empty]]
    return Message(en.format(field=field), ko.format(field=field))


def _allowed(record: type[BaseModel], field: str, lists: CodeLists) -> Message:
    """Return what may be written in a field, each code of a list beside its word."""
    if name := code_list(record, field):
        words = lists.words(name).items()
        return Message(
            ", ".join(f"{code} ({word})" for code, word in words), ", ".join(f"{word}({code})" for code, word in words)
        )
    written = ", ".join(allowed_values(record, field))
    return Message(written, written)


def _unknown(field: str, names: Mapping[str, object] | tuple[str, ...]) -> Problem:
    return replace(UNKNOWN.problem(field=field), hint=did_you_mean(field, names))


def _shown(value: Value) -> Message:
    if isinstance(value, list):
        return Message("a list", "목록")
    if isinstance(value, dict):
        return Message("named values", "'이름: 값' 형식의 내용")
    text = "".join(c if c.isprintable() else "�" for c in value or "")
    short = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
    return Message(f"'{short}'", f"'{short}'")


Records = Mapping[Path, BaseModel]
"""The records that are sound, by their paths: ``("programs", 3)``, and ``("policy",)`` where there is but one."""


class Validated(NamedTuple):
    """The sound records, what is sound of the others and what is wrong with them, and mere warnings.

    ``remains`` are records of which only the references may be looked at: their other fields may be missing.
    """

    records: Records
    remains: Records
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def validate(reading: RawData) -> Validated:
    """Return the records that the values of a data set make, and every problem of those that make none."""
    records: dict[Path, BaseModel] = {}
    remains: dict[Path, BaseModel] = {}
    problems: list[Problem] = []
    read_otherwise: list[Problem] = []
    units = _units(reading.content)
    for path, value in _raw_records(reading.content):
        model = COLLECTIONS[str(path[0])].record
        try:
            record = model.model_validate(_without_percent(value, str(path[0]), units), context=reading.lists)
        except ValidationError as error:
            problems += problems_of(error, model, reading, path)
            remains[path] = _remains(model, value, error)
        else:
            records[path] = record = compact(record)
            if isinstance(record, Legislation) and (kind := municipal_kind(record)):
                records[path] = record.model_copy(update={"kind": kind})
                place = Places(reading.places).find((*path, "kind"))
                read_otherwise.append(read_as(record, kind, place, reading.lists))
    warnings = (*read_otherwise, *_named_warnings(reading))
    return Validated(records, remains, (*problems, *_missing_collections(reading)), warnings)


_PERCENT_SIGNS = {"%", "％", "퍼센트"}


def _units(content: Mapping[str, Value]) -> Mapping[str, str]:
    """Return the unit of each indicator as it is written."""
    indicators = content.get("indicators")
    records = (one for one in (indicators if isinstance(indicators, list) else []) if isinstance(one, dict))
    return {str(one.get("id")): str(one.get("unit") or "").strip() for one in records}


def _without_percent(record: Value, collection: str, units: Mapping[str, str]) -> Value:
    """Return a record whose values that are percentages by their unit stand without the sign: ``45.2%`` is 45.2."""
    if not isinstance(record, dict):
        return record
    is_share = collection in ("observations", "targets") and units.get(str(record.get("indicator"))) in _PERCENT_SIGNS
    field = "value" if is_share else "weight" if collection == "indicators" else ""
    written = record.get(field)
    plain = without_percent(written) if isinstance(written, str) else None
    return record if plain is None else {**record, field: plain}


def dataset_of(records: Records, reading: RawData) -> Dataset:
    """Return the data set that the records make, once nothing is wrong with them or missing among them."""
    lists: dict[str, list[BaseModel]] = {name: [] for name, collection in COLLECTIONS.items() if collection.is_list}
    single: dict[str, BaseModel] = {}
    for path, record in records.items():
        if len(path) == 1:
            single[str(path[0])] = record
        else:
            lists[str(path[0])].append(record)
    return Dataset.model_validate({**lists, **single, "lists": reading.lists, "places": Places(reading.places)})


def _raw_records(content: Mapping[str, Value]) -> Iterator[tuple[Path, Value]]:
    for name in COLLECTIONS:
        value = content.get(name)
        if isinstance(value, list):
            yield from (((name, i), record) for i, record in enumerate(value))
        elif value is not None:
            yield (name,), value


def _remains(model: type[BaseModel], value: Value, error: ValidationError) -> BaseModel:
    faulty = {detail["loc"][0] for detail in error.errors() if detail["loc"]}
    values = value if isinstance(value, dict) else {}
    fields = {name: None if name in faulty else values.get(name) for name in model.model_fields}
    return model.model_construct(None, **{name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()})


def _named_warnings(reading: RawData) -> Iterator[Problem]:
    """Yield the warnings with the fields that they concern; those of files and sheets concern none."""
    for path, warning in reading.warnings.items():
        is_of_data = path[0] not in WHOLE_FILES
        yield replace(warning, field=warning.field or field_name(reading.content, path)) if is_of_data else warning


def _missing_collections(reading: RawData) -> list[Problem]:
    if not reading.whole:
        return []
    required = (name for name in COLLECTIONS if Dataset.model_fields[name].is_required())
    content = reading.content
    return [
        _no_collection(name)
        for name in required
        if content.get(name) is None or (name == "quarters" and not content[name])
    ]


def _no_collection(name: str) -> Problem:
    what = Message(f"no file gives '{name}'", f"'{name}'이(가) 어느 파일에도 없습니다")
    sheet = COLLECTIONS[name].title
    hint = Message(
        f"write '{name}:' in a file under data/, or fill in the sheet '{sheet}' of an intake workbook",
        f"data/ 아래의 파일에 '{name}:'를 적거나 수합용 엑셀의 '{sheet}' 시트를 채우십시오",
    )
    if name == "quarters":
        hint = Message(
            f"write 'report:' in data/quarters/2025Q2.yaml, or fill in the sheet '{sheet}' of an intake workbook",
            f"data/quarters/2025Q2.yaml에 'report:'를 적거나 수합용 엑셀의 '{sheet}' 시트를 채우십시오",
        )
    return Problem(ErrorKind.DATA, "data.missing-collection", what, SourceLocation("data"), name, hint)
