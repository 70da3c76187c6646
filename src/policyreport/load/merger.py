"""Several readings as one: their collections joined, each value's place kept."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.errors import Kind, Place, Problem, Words, did_you_mean
from policyreport.load.reading import Reading, Value
from policyreport.load.shape import COLLECTIONS, SINGLE
from policyreport.model import Path


class Merger:
    """Joins readings, one after the other."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.whole = True
        self._records: dict[str, Value] = {}
        self._lists: dict[str, list[Value]] = {}
        self._places: dict[Path, Place] = {}
        self._warnings: dict[Path, Problem] = {}

    def reading(self) -> Reading:
        """Return what has been joined so far."""
        content: dict[str, Value] = {**self._records, **self._lists}
        return Reading(content, self._places, tuple(self.problems), self._warnings, self.whole)

    def add(self, reading: Reading) -> None:
        """Join one more reading to the rest."""
        self.problems += reading.problems
        self.whole = self.whole and reading.whole
        offsets = {name: self._join(name, value, reading.places[name,]) for name, value in reading.content.items()}
        for path, place in reading.places.items():
            if path[0] in offsets:
                self._places.setdefault(_moved(path, offsets), place)
        for path, warning in reading.warnings.items():
            self._warnings[_moved(path, offsets)] = warning

    def _join(self, name: str, value: Value, place: Place) -> int:
        """Add one collection's records; return how many of the collection came before them."""
        if name not in COLLECTIONS:
            self.problems.append(_no_collection(name, place))
        elif name in SINGLE:
            self._join_one(name, value, place)
        elif isinstance(value, list):
            return self._join_many(name, value)
        elif value is not None:
            self.problems.append(_no_list(name, place))
        return 0

    def _join_one(self, name: str, value: Value, place: Place) -> None:
        if name in self._records:
            self.problems.append(_twice(name, self._places[name,], place))
        self._records.setdefault(name, value)

    def _join_many(self, name: str, records: list[Value]) -> int:
        joined = self._lists.setdefault(name, [])
        joined += records
        return len(joined) - len(records)


def _moved(path: Path, offsets: Mapping[str, int]) -> Path:
    offset = offsets.get(str(path[0]), 0)
    if offset and len(path) > 1 and isinstance(path[1], int):
        return (path[0], path[1] + offset, *path[2:])
    return path


def _no_collection(name: str, place: Place) -> Problem:
    what = Words(f"there is no collection '{name}'", f"'{name}'은(는) 없는 모음입니다")
    return Problem(Kind.DATA, "data.unknown-field", what, place, name, did_you_mean(name, COLLECTIONS))


def _no_list(name: str, place: Place) -> Problem:
    what = Words(f"'{name}' must be a list of records", f"'{name}'은(는) 레코드의 목록이어야 합니다")
    hint = Words("write each record after '- '", "레코드마다 '- ' 뒤에 적으십시오")
    return Problem(Kind.DATA, "data.wrong-type", what, place, name, hint)


def _twice(name: str, first: Place, second: Place) -> Problem:
    what = Words(
        f"'{name}' is given twice: before at {first}", f"'{name}'이(가) 두 번 있습니다. 앞의 것은 {first}에 있습니다"
    )
    hint = Words("keep one of the two", "둘 중 하나만 남기십시오")
    return Problem(Kind.DATA, "data.twice", what, second, name, hint)
