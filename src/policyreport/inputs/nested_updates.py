"""Updates that are written below their record, as the collection of updates that a table of them makes as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.inputs.raw_data import RawData, Value
from policyreport.model import Path
from policyreport.model.update import UPDATED

_FIELD = "updates"
_NAMES = ("kind", "record")
_T = TypeVar("_T")


def spread_updates(reading: RawData) -> RawData:
    """Return a reading whose records' own ``updates`` stand in the collection of that name, each naming its record.

    They follow those that the reading has in the collection already.
    """
    spread = _Spread(reading)
    for collection in UPDATED:
        records = reading.content.get(collection)
        for i, record in enumerate(records if isinstance(records, list) else []):
            if isinstance(record, dict) and _FIELD in record:
                spread.take(collection, i, record)
    return spread.reading() if spread.has_taken else reading


class _Spread:
    """Takes updates out of their records, and remembers where each of them went."""

    def __init__(self, reading: RawData) -> None:
        self.has_taken = False
        self._reading = reading
        own = reading.content.get(_FIELD)
        self._is_list = own is None or isinstance(own, list)
        self._updates: list[Value] = list(own) if isinstance(own, list) else []
        self._without: dict[str, dict[int, Value]] = {}
        self._moves: dict[Path, Path] = {}
        self._problems: list[Problem] = []

    def take(self, collection: str, position: int, record: Mapping[str, Value]) -> None:
        """Take the updates out of one record."""
        self.has_taken = True
        rest = {name: value for name, value in record.items() if name != _FIELD}
        self._without.setdefault(collection, {})[position] = rest
        path: Path = (collection, position, _FIELD)
        written, name = record[_FIELD], record.get("id")
        if not isinstance(written, list):
            self._problems += [] if written is None else [_no_list(self._place(path), str(name))]
            return
        for i, update in enumerate(written):
            self._problems += self._names_given(update, (*path, i))
            self._moves[*path, i] = (_FIELD, len(self._updates))
            named: dict[str, Value] = {"kind": collection, "record": name}
            self._updates.append({**named, **update} if isinstance(update, dict) else update)

    def reading(self) -> RawData:
        """Return the reading with the updates where they belong."""
        content = dict(self._reading.content)
        for collection, rest in self._without.items():
            records = content[collection]
            if isinstance(records, list):
                content[collection] = [rest.get(i, record) for i, record in enumerate(records)]
        if self._is_list:
            content[_FIELD] = self._updates
        places = self._moved(self._reading.places)
        first = next(iter(self._moves), None)
        places.setdefault((_FIELD,), self._place(first) if first else SourceLocation("data"))
        return replace(
            self._reading,
            content=content,
            places=places,
            warnings=self._moved(self._reading.warnings),
            problems=(*self._reading.problems, *self._problems),
        )

    def _moved(self, values: Mapping[Path, _T]) -> dict[Path, _T]:
        moves = self._moves
        return {(*moves.get(path[:4], path[:4]), *path[4:]): value for path, value in values.items()}

    def _names_given(self, update: Value, path: Path) -> list[Problem]:
        given = [name for name in _NAMES if isinstance(update, dict) and name in update]
        return [_named_here(name, self._place((*path, name))) for name in given]

    def _place(self, path: Path) -> SourceLocation:
        while path:
            if path in self._reading.places:
                return self._reading.places[path]
            path = path[:-1]
        return SourceLocation("data")


def _no_list(place: SourceLocation, name: str) -> Problem:
    what = Message(
        f"the updates of '{name}' must be a list of records", f"'{name}'의 updates에는 여러 건을 목록으로 적어야 합니다"
    )
    hint = Message(
        "write each after '- ', such as - {on: 2026-09-10, state: put_off, due: 2027-01-31}",
        "하나씩 '- ' 뒤에 - {on: 2026-09-10, state: put_off, due: 2027-01-31}처럼 적으십시오",
    )
    return Problem(ErrorKind.DATA, "data.wrong-type", what, place, _FIELD, hint)


def _named_here(name: str, place: SourceLocation) -> Problem:
    what = Message(
        f"an update below its record has no '{name}'", f"기록 아래에 적은 updates에는 '{name}'을(를) 적지 않습니다"
    )
    hint = Message(
        "leave it out: it belongs to the record above; or write the update in the collection 'updates'",
        "지우십시오. 바로 위의 기록에 관한 것입니다. 다른 기록의 것이면 맨 위 이름 'updates:' 아래에 적으십시오",
    )
    return Problem(ErrorKind.DATA, "data.unknown-field", what, place, f"{_FIELD} › {name}", hint)
