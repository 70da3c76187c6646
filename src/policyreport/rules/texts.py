"""The texts of a data set: all that people wrote to be read, which ids, dates and addresses are not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast, get_args

from pydantic import BaseModel

from policyreport.model import Dataset, Path
from policyreport.model.base import Text

_MARK = get_args(Text)[1]


class Said(NamedTuple):
    """One text: its path in the data set, and the field that holds it, alone or among others."""

    path: Path
    field: str
    text: str

    @property
    def collection(self) -> str:
        """The collection that the text's record belongs to."""
        return str(self.path[0])


def texts(dataset: Dataset) -> Iterator[Said]:
    """Yield every text of a data set, collection by collection."""
    for path, record in records(dataset):
        for field in _text_fields(type(record)):
            yield from _said(path, field, getattr(record, field))


def records(dataset: Dataset) -> Iterator[tuple[Path, BaseModel]]:
    """Yield every record of a data set with its path: ``("programs", 3)``, or ``("policy",)`` for the only one."""
    for collection in type(dataset).model_fields:
        held = getattr(dataset, collection)
        if isinstance(held, BaseModel):
            yield (collection,), held
        elif isinstance(held, tuple):
            members = cast("tuple[BaseModel, ...]", held)
            yield from (((collection, i), record) for i, record in enumerate(members))


@cache
def _text_fields(model: type[BaseModel]) -> tuple[str, ...]:
    described = model.model_fields.items()
    return tuple(name for name, field in described if _MARK in field.metadata or _holds_text(field.annotation))


def _holds_text(annotation: object) -> bool:
    return annotation == Text or any(map(_holds_text, get_args(annotation)))


def _said(path: Path, field: str, value: object) -> Iterator[Said]:
    if isinstance(value, str):
        yield Said((*path, field), field, value)
    elif isinstance(value, tuple):
        lines = cast("tuple[str, ...]", value)
        yield from (Said((*path, field, i), field, line) for i, line in enumerate(lines))
