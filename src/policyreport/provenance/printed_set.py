"""The numbers of one set, each with what it stands on and where it is printed, as the set's manifest tells them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.document.output import Placement


@dataclass(frozen=True, slots=True)
class Printed:
    """One place in a set where a number is printed."""

    file: str
    placement: Placement


@dataclass(frozen=True, slots=True)
class Origin:
    """A source of the set, as its list of sources has it."""

    id: str
    title: str
    publisher: str = ""
    kind: str = ""
    date: str = ""
    address: str = ""
    label: str = ""
    valid_until: str = ""


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number of a set: what it is of, its value before rounding, how it came about, and where it stands.

    ``of`` are the titles of the records that it tells something of. ``stands_at`` are its places in the data, and
    ``derived_from`` the ids of the numbers that it was made of. ``reader`` is the class of readers for whom it was
    reckoned, where others have another number of the same id.
    """

    id: str
    value: Decimal | None
    unit: str = ""
    rule: str = ""
    of: tuple[str, ...] = ()
    bound: str = ""
    as_of: str = ""
    missing: str = ""
    reader: str = ""
    sources: tuple[str, ...] = ()
    stands_at: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    printed: tuple[Printed, ...] = ()


@dataclass(slots=True)
class PrintedSet:
    """A set: its files, its sources, its numbers in the manifest's order, and the day for which it holds.

    Where the files of editions print numbers stands not here but in files of their own, ``lists``, for there are very
    many; ``with_edition`` adds one of these files.
    """

    files: tuple[str, ...]
    lists: tuple[str, ...]
    sources: Mapping[str, Origin]
    numbers: tuple[PrintedNumber, ...]
    as_of: str = ""
    _by_id: dict[tuple[str, str], PrintedNumber] = field(init=False, repr=False)
    _made_of: defaultdict[tuple[str, str], list[PrintedNumber]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._by_id = {(number.id, number.reader): number for number in self.numbers}
        self._made_of = defaultdict(list)
        for number in self.numbers:
            for of in dict.fromkeys(number.derived_from):
                self._made_of[of, number.reader].append(number)

    def operands(self, number: PrintedNumber) -> Iterator[PrintedNumber]:
        """Yield the numbers of which one was made, in order; those that the manifest does not have are left out."""
        for of in number.derived_from:
            found = self._by_id.get((of, number.reader))
            if found:
                yield found

    def dependents(self, number: PrintedNumber) -> list[PrintedNumber]:
        """Return the numbers that were made of one, or of such a number, each once."""
        found: dict[str, PrintedNumber] = {}
        waiting = [number]
        while waiting:
            for one in self._made_of.get((waiting.pop().id, number.reader), ()):
                if one.id not in found:
                    found[one.id] = one
                    waiting.append(one)
        return list(found.values())


def with_edition(of: PrintedSet, file: str, lists: Iterable[bytes]) -> PrintedSet | None:
    """Return a set with where a file of an edition prints its numbers, by the set's ``lists``; None for another file.

    The lists have a line of JSON for each file.
    """
    mark = json.dumps(file, ensure_ascii=False).encode()
    line = next((one for listed in lists for one in listed.splitlines() if mark in one and _names(one, file)), None)
    if line is None:
        return None
    printed: defaultdict[str, list[Printed]] = defaultdict(list)
    for one in json.loads(line)["numbers"]:
        printed[one["fact"]].append(Printed(file, Placement(one["fact"], one["text"], one["where"])))
    numbers = (replace(one, printed=(*one.printed, *printed.get(one.id, ()))) for one in of.numbers)
    return replace(of, files=(*of.files, file), numbers=tuple(numbers))


def _names(line: bytes, file: str) -> bool:
    return json.loads(line)["name"] == file


def read_printed_set(manifest: bytes, name: str) -> PrintedSet:
    """Return what a manifest tells of a set; raises ``PolicyReportError`` DATA for what is no manifest of ours."""
    try:
        fields: dict[str, Any] = json.loads(manifest)
        numbers = tuple(map(_number, fields["numbers"]))
        sources = {one["id"]: Origin(**{key: one.get(key) or "" for key in _OF_SOURCE}) for one in fields["sources"]}
        files = tuple(one["name"] for one in fields["files"])
        lists = tuple(part["name"] for one in fields.get("editions", ()) for part in one["listed_in"])
        as_of = str(fields.get("as_of", ""))
    except (ValueError, LookupError, TypeError, AttributeError, InvalidOperation) as fault:
        what = Message("this is no manifest of a set", "보고서 일체의 목록(manifest)이 아닙니다")
        raise PolicyReportError([Problem(ErrorKind.DATA, "trace.no-manifest", what, SourceLocation(name))]) from fault
    return PrintedSet(files, lists, sources, numbers, as_of)


_OF_SOURCE = ("id", "title", "publisher", "kind", "date", "address", "label", "valid_until")


def _number(fields: Mapping[str, Any]) -> PrintedNumber:
    fact: str = fields["fact"]
    texts = [str(fields.get(name, "")) for name in ("unit", "rule", "bound", "as_of", "missing", "reader")]
    unit, rule, bound, as_of, missing, reader = texts
    printed = (Printed(one["file"], Placement(fact, one["text"], one["where"])) for one in fields.get("printed", ()))
    return PrintedNumber(
        id=fact,
        value=None if fields["value"] is None else Decimal(fields["value"]),
        unit=unit,
        rule=rule,
        of=tuple(fields.get("of", ())),
        bound=bound,
        as_of=as_of,
        missing=missing,
        reader=reader,
        sources=tuple(fields.get("sources", ())),
        stands_at=tuple(fields.get("stands_at", ())),
        derived_from=tuple(fields.get("derived_from", ())),
        printed=tuple(printed),
    )


_PAGE = re.compile(r"page (\d+) at ([\d.]+),([\d.]+)")


def page_of(where: str) -> int | None:
    """Return the page of a placement in a PDF, counted from 1; None in other formats."""
    found = _PAGE.match(where)
    return int(found[1]) if found else None
