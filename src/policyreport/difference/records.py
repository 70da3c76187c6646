"""The records that one data set has otherwise than another, field by field; nothing is left out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from policyreport.model import Dataset
from policyreport.model.base import Entry
from policyreport.model.dataset import COLLECTIONS, records_of

RecordKey = tuple[object, ...]
"""What names a record among those of its collection."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "observations": ("indicator", "quarter", "kind", "dimensions", "source", "as_of", "used"),
    "targets": ("indicator", "year", "quarter", "set_on"),
    "executions": ("program", "year", "quarter", "fund", "dimensions"),
    "updates": ("kind", "record", "on"),
}
"""The fields that name a record together, in the collections whose records have no name of their own."""


class FieldChange(NamedTuple):
    """A field of a record that has another value."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is new, gone, or otherwise: as it was ``before`` and is ``after``, None for not at all."""

    collection: str
    key: RecordKey
    before: Entry | None
    after: Entry | None

    @property
    def kind(self) -> Literal["new", "gone", "changed"]:
        """Whether it is new, gone, or another."""
        return "new" if self.before is None else "gone" if self.after is None else "changed"

    @property
    def record(self) -> Entry:
        """The record as it is, or as it was where it is gone."""
        return cast("Entry", self.after or self.before)

    def fields(self) -> Iterator[FieldChange]:
        """Yield what is otherwise in a record that both sides have; nothing of one that is new or gone."""
        if self.before is not None and self.after is not None:
            for name in type(self.after).model_fields:
                one, other = getattr(self.before, name), getattr(self.after, name)
                if one != other:
                    yield FieldChange(name, one, other)


def record_changes(before: Dataset, after: Dataset) -> tuple[RecordChange, ...]:
    """Return every record that is otherwise, in the order of the collections and then of ``after``; the gone ones last.

    In which order the records of a collection stand says nothing, so that it is no change.
    """
    found: list[RecordChange] = []
    for collection in COLLECTIONS:
        then, now = _by_key(before, collection), _by_key(after, collection)
        otherwise = (key for key in dict.fromkeys((*now, *then)) if then.get(key) != now.get(key))
        found.extend(RecordChange(collection, key, then.get(key), now.get(key)) for key in otherwise)
    return tuple(found)


def applied(changes: Iterable[RecordChange], before: Dataset) -> Dataset:
    """Return the data set that the changes make of another: what they were found against, but for the order."""
    update: dict[str, object] = {}
    by_collection: dict[str, list[RecordChange]] = {}
    for change in changes:
        by_collection.setdefault(change.collection, []).append(change)
    for collection, changed in by_collection.items():
        records = _by_key(before, collection)
        for change in changed:
            if change.after is None:
                del records[change.key]
            else:
                records[change.key] = change.after
        kept = tuple(records.values())
        update[collection] = kept if COLLECTIONS[collection].is_list else next(iter(kept), None)
    return before.model_copy(update=update)


def turned(changes: Iterable[RecordChange]) -> tuple[RecordChange, ...]:
    """Return the changes as they are the other way round."""
    return tuple(RecordChange(one.collection, one.key, one.after, one.before) for one in changes)


def _by_key(dataset: Dataset, collection: str) -> dict[RecordKey, Entry]:
    """Return the records of a collection by what names them; those that are named alike by their number too."""
    fields = _KEYS.get(collection, (COLLECTIONS[collection].key,))
    found: dict[RecordKey, Entry] = {}
    seen = Counter[RecordKey]()
    for record in records_of(dataset, collection):
        key = tuple(getattr(record, name) for name in fields) if COLLECTIONS[collection].is_list else ()
        seen[key] += 1
        found[key if seen[key] == 1 else (*key, seen[key])] = record
    return found
