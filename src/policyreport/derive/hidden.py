"""Which records readers of a class may not know of: those that are for fewer, and what hangs on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import cast

from policyreport.model import Dataset, Path, Policy, references
from policyreport.model.base import Audience, Entry

Name = tuple[str, str]
"""A collection, and the id of a record in it."""

_COUNCIL: Path = ("council",)
_OF_THE_COUNCIL = ("members", "meetings")
"""What belongs to the council without naming it."""


def entries(dataset: Dataset) -> Iterator[tuple[Path, Entry]]:
    """Yield every record of a data set with its path, which is the collection's name alone where there is only one."""
    for collection in Dataset.model_fields:
        held = getattr(dataset, collection)
        if isinstance(held, Entry):
            yield (collection,), held
        elif isinstance(held, tuple):
            yield from (((collection, i), entry) for i, entry in enumerate(cast("tuple[Entry, ...]", held)))


def hidden_paths(dataset: Dataset, reader: Audience) -> Collection[Path]:
    """Return the paths of the records that are for fewer than the readers, and of those that hang on them.

    A record hangs on another that it names in a field of one name, or in a list of names that are all of hidden
    records; the members and meetings hang on the council. The policy hangs on nothing, and a formula is no such list.
    """
    held = dict(entries(dataset))
    hidden = {path: None for path, entry in held.items() if not entry.is_for(reader)}
    found: Mapping[Path, None] = hidden
    while found:
        names = names_of(held, hidden)
        found = {p: None for p, entry in held.items() if p not in hidden and _hangs_on(p, entry, names, hidden)}
        hidden |= found
    return hidden


def names_of(held: Mapping[Path, Entry], paths: Iterable[Path]) -> Collection[Name]:
    """Return the names of records, by which others refer to them."""
    found = ((str(path[0]), getattr(held[path], "id", None)) for path in paths)
    return frozenset((collection, name) for collection, name in found if isinstance(name, str))


def _hangs_on(path: Path, entry: Entry, names: Collection[Name], hidden: Collection[Path]) -> bool:
    if path[0] in _OF_THE_COUNCIL and _COUNCIL in hidden:
        return True
    return not isinstance(entry, Policy) and any(
        field != "formula" and all((ref.collection, name) in names for _, ref, name in named)
        for field, named in groupby(references(entry), lambda reference: reference[0][0])
    )
