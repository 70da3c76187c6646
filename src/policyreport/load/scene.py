"""The records together with what was read, as the checks between records see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from policyreport.errors import Kind, Place, Problem, Words
from policyreport.load.reading import Reading, field_name
from policyreport.load.validate import Validated
from policyreport.model import Path, Places

_Record = TypeVar("_Record", bound=BaseModel)


class Scene(NamedTuple):
    """What there is to be checked."""

    reading: Reading
    validated: Validated

    def records(self, kind: type[_Record]) -> list[tuple[Path, _Record]]:
        """Return the sound records of one kind, with their paths."""
        return [(path, record) for path, record in self.validated.records.items() if isinstance(record, kind)]

    def written(self, collection: str, field: str) -> Iterator[tuple[Path, str]]:
        """Yield what the records of a collection say in one field, sound or not, with the paths of the records."""
        records = self.reading.content.get(collection)
        for i, record in enumerate(records if isinstance(records, list) else []):
            said = record.get(field) if isinstance(record, dict) else None
            if isinstance(said, str):
                yield (collection, i), said

    def is_complete(self, collection: str) -> bool:
        """Return whether every record of a collection was read and is sound."""
        records = self.reading.content.get(collection, [])
        sound = sum(path[0] == collection for path in self.validated.records)
        return self.reading.whole and isinstance(records, list) and sound == len(records)

    def place(self, path: Path) -> Place:
        """Return where the value at a path stands."""
        return Places(self.reading.places).find(path) or Place("data")

    def problem(self, code: str, what: Words, path: Path, hint: Words) -> Problem:
        """Return a problem of the value at a path."""
        return Problem(Kind.DATA, code, what, self.place(path), field_name(self.reading.content, path), hint)
