"""Where very many values stand, in little memory: a few numbers for each, in place of a path and a place as objects."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, MutableMapping

from policyreport.diagnostics import SourceLocation
from policyreport.model import Path
from policyreport.model.packed_places import PackedPlaces


class PlaceTable(MutableMapping[Path, SourceLocation]):
    """The places of values by their paths. Those of a record in a list are kept together, as pairs of numbers."""

    def __init__(self) -> None:
        self._alone: dict[Path, SourceLocation] = {}
        self._lists: defaultdict[str, list[array[int] | None]] = defaultdict(list)
        self._within: list[Path] = []
        self._numbers: dict[Path, int] = {}
        self._packed = PackedPlaces()
        self._count = 0

    def __getitem__(self, path: Path) -> SourceLocation:
        if not _in_list(path):
            return self._alone[path]
        record, number = self._record(path), self._numbers.get(path[2:])
        position = _position(record, number) if record is not None and number is not None else -1
        if record is None or position < 0:
            raise KeyError(path)
        return self._packed.place(record[position + 1])

    def __setitem__(self, path: Path, place: SourceLocation) -> None:
        if not _in_list(path):
            self._alone[path] = place
            return
        records, index, within = self._lists[str(path[0])], int(path[1]), path[2:]
        if index >= len(records):
            records.extend([None] * (index + 1 - len(records)))
        record = records[index]
        if record is None:
            record = records[index] = array("Q")
        number = self._numbers.get(within)
        if number is None:
            number = self._numbers[within] = len(self._within)
            self._within.append(within)
        elif (position := _position(record, number)) >= 0:
            record[position + 1] = self._packed.packed(place)
            return
        record.append(number)
        record.append(self._packed.packed(place))
        self._count += 1

    def __delitem__(self, path: Path) -> None:
        raise TypeError(path)

    def __iter__(self) -> Iterator[Path]:
        yield from self._alone
        for name, records in self._lists.items():
            for index, record in enumerate(records):
                for position in range(0, len(record or ()), 2):
                    yield (name, index, *self._within[record[position]]) if record else ()

    def __len__(self) -> int:
        return len(self._alone) + self._count

    def items(self) -> Iterator[tuple[Path, SourceLocation]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Yield each path with its place; to look each path up again would take longer."""
        yield from self._alone.items()
        for name, records in self._lists.items():
            for index, record in enumerate(records):
                if record is not None:
                    for position in range(0, len(record), 2):
                        place = self._packed.place(record[position + 1])
                        yield (name, index, *self._within[record[position]]), place

    def _record(self, path: Path) -> array[int] | None:
        records, index = self._lists.get(str(path[0]), ()), int(path[1])
        return records[index] if index < len(records) else None


def _in_list(path: Path) -> bool:
    return len(path) > 1 and isinstance(path[1], int) and isinstance(path[0], str)


def _position(record: array[int], number: int) -> int:
    return next((position for position in range(0, len(record), 2) if record[position] == number), -1)
