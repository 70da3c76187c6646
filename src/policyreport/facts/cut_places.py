"""Where the values of a cut data set stand: looked up where they stood before, for a copy of all places would be large.

There are several values to each record, and a data set is cut for each class of readers and each quarter compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyreport.diagnostics import SourceLocation
from policyreport.model import Path


@dataclass(frozen=True, slots=True, eq=False)
class PlacesOfRemaining(Mapping[Path, SourceLocation]):
    """The places of the records that are left, by the paths that they have now.

    ``positions`` tells, for each collection that is a list, at which position each of its records stood; ``alone`` are
    the collections of one record that are left. ``lists`` tells of each list of names in a record that lost some, by
    the path that it had, at which position each of its names stood.
    """

    before: Mapping[Path, SourceLocation]
    positions: Mapping[str, Sequence[int]]
    alone: Collection[str]
    lists: Mapping[Path, Sequence[int]]

    def __getitem__(self, path: Path) -> SourceLocation:
        return self.before[self._path_before(path)]

    def __iter__(self) -> Iterator[Path]:
        now = {name: {old: new for new, old in enumerate(positions)} for name, positions in self.positions.items()}
        for path in self.before:
            name, record = str(path[0]), path[:1]
            if name not in self.alone:
                if len(path) == 1 or path[1] not in now.get(name, {}):
                    continue
                record = (name, now[name][int(path[1])])
            within = self._within_now(path, len(record))
            if within is not None:
                yield (*record, *within)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _path_before(self, path: Path) -> Path:
        name, length = str(path[0]), 1
        record = path[:1]
        if name not in self.alone:
            position = path[1] if len(path) > 1 else None
            positions = self.positions.get(name, ())
            if not isinstance(position, int) or not 0 <= position < len(positions):
                raise KeyError(path)
            record, length = (name, positions[position]), 2
        field, rest = path[length : length + 1], path[length + 1 :]
        names = self.lists.get((*record, *field))
        if names is None or not rest:
            return (*record, *field, *rest)
        if not isinstance(rest[0], int) or not 0 <= rest[0] < len(names):
            raise KeyError(path)
        return (*record, *field, names[rest[0]], *rest[1:])

    def _within_now(self, path: Path, length: int) -> Path | None:
        """Return what follows the record in the path that a value has now; None for a name that is gone."""
        field, rest = path[length : length + 1], path[length + 1 :]
        names = self.lists.get((*path[:length], *field))
        if names is None or not rest:
            return (*field, *rest)
        return (*field, names.index(rest[0]), *rest[1:]) if rest[0] in names else None


@dataclass(frozen=True, slots=True, eq=False)
class PlacesOfOthers(Mapping[Path, SourceLocation]):
    """The places of all collections but some, in which positions have changed."""

    before: Mapping[Path, SourceLocation]
    without: Collection[str]

    def __getitem__(self, path: Path) -> SourceLocation:
        if path[0] in self.without:
            raise KeyError(path)
        return self.before[path]

    def __iter__(self) -> Iterator[Path]:
        return (path for path in self.before if path[0] not in self.without)

    def __len__(self) -> int:
        return sum(1 for _ in self)
