"""What may stand where, as the models themselves declare it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from policyreport.model import Dataset, Path, Ref


def parts(annotation: object) -> Iterator[object]:
    """Yield a type and, one by one, all the types inside it."""
    yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


def record_in(annotation: object) -> type[BaseModel] | None:
    """Return the kind of record that a field holds, alone or many of it; None for a field of plain values."""
    return next((p for p in parts(annotation) if isinstance(p, type) and issubclass(p, BaseModel)), None)


def record_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """Return the kind of record around the value at a path."""
    for step in path[:-1]:
        described = model.model_fields.get(step) if isinstance(step, str) else None
        model = (described and record_in(described.annotation)) or model
    return model


def allowed_values(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """Return the words of which a field must be one."""
    described = model.model_fields.get(field)
    literals = (p for p in parts(described.annotation if described else None) if get_origin(p) is Literal)
    return tuple(str(word) for literal in literals for word in get_args(literal))


def _collections() -> Iterator[tuple[str, type[BaseModel]]]:
    for name, described in Dataset.model_fields.items():
        record = record_in(described.annotation)
        if record is not None:
            yield name, record


COLLECTIONS = dict(_collections())
"""Each collection of the data set, and the kind of record it holds."""

SINGLE = frozenset(name for name in COLLECTIONS if get_origin(Dataset.model_fields[name].annotation) is not tuple)
"""The names under which there is one record, not a list of them."""


def _id_fields(record: type[BaseModel]) -> Iterator[str]:
    for name, described in record.model_fields.items():
        inner = record_in(described.annotation)
        if inner is not None:
            yield from _id_fields(inner)
        if name == "id" or any(isinstance(mark, Ref) for mark in described.metadata):
            yield name


ID_FIELDS = frozenset(_id_fields(Dataset))
"""The fields whose texts name a record."""
