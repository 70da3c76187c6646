"""Values as records: each judged by its model on its own, so that one fault hides no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from policyreport.errors import Kind, Place, Problem, Words
from policyreport.load.model_faults import problems_of
from policyreport.load.reading import Reading, Value, field_name
from policyreport.load.shape import COLLECTIONS, ID_FIELDS, SINGLE
from policyreport.model import Dataset, Path, Places

Records = Mapping[Path, BaseModel]
"""The records that are sound, by their paths: ``("programs", 3)``, and ``("policy",)`` where there is but one."""

_IN_ID = Words("an id holds invisible characters", "식별자에 보이지 않는 문자가 있습니다")


class Validated(NamedTuple):
    """The sound records, what is sound of the others and what is wrong with them, and mere warnings.

    ``remains`` are records of which only the references may be looked at: their other fields may be missing.
    """

    records: Records
    remains: Records
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def validate(reading: Reading) -> Validated:
    """Return the records that the values of a data set make, and every problem of those that make none."""
    records: dict[Path, BaseModel] = {}
    remains: dict[Path, BaseModel] = {}
    problems: list[Problem] = []
    for path, value in _raw_records(reading.content):
        model = COLLECTIONS[str(path[0])]
        try:
            records[path] = model.model_validate(value)
        except ValidationError as error:
            problems += problems_of(error, model, reading, path)
            remains[path] = _remains(model, value, error)
    in_ids, elsewhere = _split_warnings(reading)
    return Validated(records, remains, (*problems, *in_ids, *_missing_collections(reading)), elsewhere)


def dataset_of(records: Records, reading: Reading) -> Dataset:
    """Return the data set that the records make, once nothing is wrong with them or missing among them."""
    many = {name: [r for path, r in records.items() if path[0] == name] for name in COLLECTIONS.keys() - SINGLE}
    one = {str(path[0]): record for path, record in records.items() if path[0] in SINGLE}
    return Dataset.model_validate({**many, **one, "places": Places(reading.places)})


def _raw_records(content: Mapping[str, Value]) -> Iterator[tuple[Path, Value]]:
    for name in COLLECTIONS:
        value = content.get(name)
        if isinstance(value, list):
            yield from (((name, i), record) for i, record in enumerate(value))
        elif value is not None:
            yield (name,), value


def _remains(model: type[BaseModel], value: Value, error: ValidationError) -> BaseModel:
    faulty = {detail["loc"][0] for detail in error.errors() if detail["loc"]}
    given = value if isinstance(value, dict) else {}
    fields = {name: None if name in faulty else given.get(name) for name in model.model_fields}
    return model.model_construct(None, **{name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()})


def _split_warnings(reading: Reading) -> tuple[list[Problem], tuple[Problem, ...]]:
    """Return apart the invisible characters in ids, where they would make two of one, and those elsewhere."""
    content = reading.content
    named = {path: replace(w, field=w.field or field_name(content, path)) for path, w in reading.warnings.items()}
    in_ids = [replace(w, what=_IN_ID) for path, w in named.items() if _holds_id(path)]
    return in_ids, tuple(w for path, w in named.items() if not _holds_id(path))


def _holds_id(path: Path) -> bool:
    names = [step for step in path if isinstance(step, str)]
    return names[-1] in ID_FIELDS and len(names) > 1


def _missing_collections(reading: Reading) -> list[Problem]:
    if not reading.whole:
        return []
    required = (name for name in COLLECTIONS if Dataset.model_fields[name].is_required())
    return [_no_collection(name) for name in required if _is_absent(name, reading.content.get(name))]


def _is_absent(name: str, value: Value) -> bool:
    return value is None or (name == "quarters" and not value)


def _no_collection(name: str) -> Problem:
    what = Words(f"no file gives '{name}'", f"'{name}'이(가) 어느 파일에도 없습니다")
    hint = Words(f"write '{name}:' in a file under data/", f"data/ 아래의 파일에 '{name}:'를 적으십시오")
    if name == "quarters":
        hint = Words(
            "write 'report:' in data/quarters/2025Q2.yaml", "data/quarters/2025Q2.yaml에 'report:'를 적으십시오"
        )
    return Problem(Kind.DATA, "data.missing-collection", what, Place("data"), name, hint)
