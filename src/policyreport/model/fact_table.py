"""Very many facts in little memory: numbers and what facts have in common are kept, the facts made when asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from policyreport.diagnostics import SourceLocation
from policyreport.model.facts import Fact
from policyreport.model.packed_places import PACKED_BITS, PackedPlaces

_SEVERAL = 1 << PACKED_BITS
"""Marks the number of several places."""
_OF_A_RECORD, _OF_AN_EDITION = 2, 5
"""After how many dots of an id follows what is told of a record: ``indicator.i1.target``, and that in an edition."""
_FEWEST_SLOTS = 8


class _Shape(NamedTuple):
    """What many facts have in common."""

    unit: str
    rule: str
    decimals: int | None
    bound: Literal["at_most", "at_least"] | None
    change: bool
    as_of: str
    sources: tuple[str, ...]
    labels: tuple[str, ...]
    missing: str
    less_is_better: bool


class FactTable(Mapping[str, Fact]):
    """Facts by their ids, in the order in which they were put in. A fact is made anew each time that it is asked for.

    An id is kept as the number of the record and the number of what is told of it, for records have the same told of
    them. Which fact has an id is found by a table of slots, as a dictionary does it, but with numbers alone.
    """

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._parts: dict[str, int] = {}
        self._part_names: list[str] = []
        self._records, self._told = array("I"), array("I")
        self._slots = array("I", bytes(4 * _FEWEST_SLOTS))
        self._values: list[Decimal | None] = []
        self._shapes: dict[_Shape, int] = {}
        self._shape_list: list[_Shape] = []
        self._shape_of = array("I")
        self._packed = PackedPlaces()
        self._places = array("Q")
        self._several: dict[bytes, int] = {}
        self._several_packed: list[bytes] = []
        self._derived, self._derived_from = array("Q"), array("I", [0])
        self._short_of: dict[int, Decimal] = {}
        for fact in facts:
            self.put(fact, fact.labels)

    def put(self, fact: Fact, labels: tuple[str, ...]) -> None:
        """Put a fact in, with the labels of its sources; one of the same id makes way for it."""
        record, told = map(self._part, _split(fact.id))
        slot = self._slot(record, told)
        number = self._slots[slot] - 1
        if number < 0:
            number = len(self._values)
            self._slots[slot] = number + 1
            self._records.append(record)
            self._told.append(told)
            self._values.append(None)
            for column in (self._shape_of, self._places, self._derived):
                column.append(0)
        self._values[number] = fact.value
        self._shape_of[number] = self._shape(
            _Shape(
                *(fact.unit, fact.rule, fact.decimals, fact.bound, fact.change, fact.as_of, fact.sources, labels),
                *(fact.missing, fact.less_is_better),
            )
        )
        self._places[number] = self._packed_places(fact.places)
        self._derived[number] = self._put_derived(fact.derived_from)
        if fact.short_of is None:
            self._short_of.pop(number, None)
        else:
            self._short_of[number] = fact.short_of
        if 3 * len(self._values) > 2 * len(self._slots):
            self._grow()

    def __getitem__(self, name: str) -> Fact:
        number = self._number(name)
        if number < 0:
            raise KeyError(name)
        return self._fact(number, name)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._number(name) >= 0

    def __iter__(self) -> Iterator[str]:
        return map(self._name, self._records, self._told)

    def __len__(self) -> int:
        return len(self._values)

    def _fact(self, number: int, name: str) -> Fact:
        unit, rule, decimals, bound, change, as_of, sources, labels, missing, less = self._shape_list[
            self._shape_of[number]
        ]
        return Fact(
            *(name, self._values[number], unit, rule, decimals, bound, change, as_of, self._places_of(number), sources),
            *(labels, self._derived_of(number), missing, self._short_of.get(number), less),
        )

    def _number(self, name: str) -> int:
        """Return the number of a fact; -1 for none."""
        of, what = _split(name)
        record, told = self._parts.get(of), self._parts.get(what)
        return -1 if record is None or told is None else self._slots[self._slot(record, told)] - 1

    def _slot(self, record: int, told: int) -> int:
        """Return the slot of an id, or the free one where it belongs."""
        mask = len(self._slots) - 1
        slot = hash((record, told)) & mask
        while number := self._slots[slot]:
            if self._records[number - 1] == record and self._told[number - 1] == told:
                break
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        self._slots = array("I", bytes(2 * self._slots.itemsize * len(self._slots)))
        for number, (record, told) in enumerate(zip(self._records, self._told, strict=True), 1):
            self._slots[self._slot(record, told)] = number

    def _part(self, name: str) -> int:
        number = self._parts.setdefault(name, len(self._part_names))
        if number == len(self._part_names):
            self._part_names.append(name)
        return number

    def _name(self, record: int, told: int) -> str:
        of, what = self._part_names[record], self._part_names[told]
        return f"{of}.{what}" if what else of

    def _shape(self, shape: _Shape) -> int:
        number = self._shapes.setdefault(shape, len(self._shape_list))
        if number == len(self._shape_list):
            self._shape_list.append(shape)
        return number

    def _packed_places(self, places: tuple[SourceLocation, ...]) -> int:
        if not places:
            return 0
        first, *others = map(self._packed.packed, places)
        if not others:
            return first + 1
        packed = array("Q", [first, *others]).tobytes()
        number = self._several.setdefault(packed, len(self._several_packed))
        if number == len(self._several_packed):
            self._several_packed.append(packed)
        return _SEVERAL | number

    def _places_of(self, number: int) -> tuple[SourceLocation, ...]:
        packed = self._places[number]
        if packed & _SEVERAL:
            return tuple(map(self._packed.place, memoryview(self._several_packed[packed ^ _SEVERAL]).cast("Q")))
        return (self._packed.place(packed - 1),) if packed else ()

    def _put_derived(self, names: tuple[str, ...]) -> int:
        if not names:
            return 0
        start = len(self._derived_from)
        self._derived_from.append(len(names))
        for name in names:
            self._derived_from.extend(map(self._part, _split(name)))
        return start

    def _derived_of(self, number: int) -> tuple[str, ...]:
        start = self._derived[number]
        if not start:
            return ()
        end = start + 1 + 2 * self._derived_from[start]
        parts = iter(self._derived_from[start + 1 : end])
        return tuple(self._name(record, told) for record, told in zip(parts, parts, strict=True))


def _split(name: str) -> tuple[str, str]:
    """Return the two parts of an id: of which record something is told, and what; the second may be empty."""
    dots = _OF_AN_EDITION if name.startswith("for.") else _OF_A_RECORD
    parts = name.split(".", dots)
    return (name[: -len(parts[-1]) - 1], parts[-1]) if len(parts) > dots and parts[-1] else (name, "")
