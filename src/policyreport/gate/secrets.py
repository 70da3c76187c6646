"""The texts, names and numbers of the records that readers may not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, cast, get_args, get_origin

from pydantic.fields import FieldInfo

from policyreport.gate.needles import Value
from policyreport.model import Budget, Dataset, Observation, Path, QuarterReport, Ref, Target
from policyreport.model.base import Entry

_NOT_SAID = frozenset(("id", "audience", "unit", "as_of", "executed_as_of", "date", "period"))
"""Fields whose texts are a name, a time or a unit."""


class Secret(NamedTuple):
    """A record that is hidden, what it is called, and which way leads to it."""

    path: Path
    entry: Entry
    name: str


class Text(NamedTuple):
    """A text that a hidden record says."""

    value: Value
    text: str


class Amount(NamedTuple):
    """A number that a hidden record says, in its unit."""

    value: Value
    number: Decimal
    unit: str


def secrets(dataset: Dataset, visible: Dataset) -> Iterator[Secret]:
    """Yield the records of a data set that are not in the visible one."""
    for collection in Dataset.model_fields:
        held, seen = (_records(getattr(whole, collection)) for whole in (dataset, visible))
        shown = {_key(entry) for entry in seen}
        for position, entry in enumerate(held):
            if _key(entry) not in shown:
                yield Secret((collection, position), entry, _called(entry))


def texts(secret: Secret, dataset: Dataset) -> Iterator[Text]:
    """Yield the texts that a record says in its own words."""
    for field, described in type(secret.entry).model_fields.items():
        if field not in _NOT_SAID and _is_own_words(described):
            said = getattr(secret.entry, field)
            for text in cast("tuple[object, ...]", said if isinstance(said, tuple) else (said,)):
                if isinstance(text, str):
                    yield Text(_value(secret, field, dataset), text)


def amounts(secret: Secret, dataset: Dataset, units: Mapping[str, str]) -> Iterator[Amount]:
    """Yield the numbers that a record says; ``units`` are those of the indicators by their ids."""
    unit = _unit(secret.entry, units)
    for field in type(secret.entry).model_fields:
        number = getattr(secret.entry, field)
        if isinstance(number, Decimal):
            yield Amount(_value(secret, field, dataset), number, unit)


def name_value(secret: Secret, dataset: Dataset) -> Value:
    """Return the record's name as a value."""
    return _value(secret, "id", dataset)


def _records(held: object) -> tuple[Entry, ...]:
    if isinstance(held, tuple):
        return cast("tuple[Entry, ...]", held)
    return (held,) if isinstance(held, Entry) else ()


def _key(entry: Entry) -> object:
    """Return what tells a record from others: its id, or all of it where it has none; those lose nothing in a cut."""
    return getattr(entry, "id", entry)


def _called(entry: Entry) -> str:
    match entry:
        case Observation() | Target():
            return entry.indicator
        case QuarterReport():
            return str(entry.quarter)
        case _:
            return str(getattr(entry, "id", ""))


def _unit(entry: Entry, units: Mapping[str, str]) -> str:
    match entry:
        case Observation() | Target():
            return units.get(entry.indicator, "")
        case Budget():
            return entry.unit
        case _:
            return ""


def _value(secret: Secret, field: str, dataset: Dataset) -> Value:
    way = [str(secret.path[0]), secret.name, field]
    return Value(" › ".join(step for step in way if step), dataset.places.find((*secret.path, field)))


def _is_own_words(described: FieldInfo) -> bool:
    refers = any(isinstance(mark, Ref) for mark in described.metadata)
    return not refers and not _is_listed(described.annotation)


def _is_listed(annotation: object) -> bool:
    """Say whether a field's words are of a list."""
    return get_origin(annotation) is Literal or any(_is_listed(inner) for inner in get_args(annotation))
