"""A publishable number and what it stands on; and all of them for one quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policyreport.errors import Place
from policyreport.model.dataset import Dataset
from policyreport.model.record import QuarterReport

ChangeKind = Literal["value", "target", "program", "action", "milestone"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that a document may print.

    A given fact stands at one of ``places`` and has its source; a count stands on the records at its ``places``; any
    other names the facts it was ``derived_from`` and has their sources. ``rule`` says how it came about. ``value`` is
    None where there is none to be had, and ``missing`` then says why. ``decimals`` is how many decimal places are shown
    (None: as given); ``change`` marks a difference. ``short_of`` is what the value has not reached: rounded, it shall
    not read as if it had.
    """

    id: str
    value: Decimal | None
    unit: str
    rule: str
    decimals: int | None = None
    bound: Literal["at_most", "at_least"] | None = None
    change: bool = False
    as_of: str = ""
    places: tuple[Place, ...] = ()
    sources: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    missing: str = ""
    short_of: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What of a record is otherwise than in the report before.

    ``before`` and ``after`` are the ids of facts for a ``value`` and a ``target``, and statuses for an ``action`` and a
    ``milestone``. What is new has no ``before``; a programme is always new and has neither.
    """

    kind: ChangeKind
    record: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one quarter by id, the records that were known by its end, and what changed in it."""

    known: Dataset
    report: QuarterReport
    of: Mapping[str, Fact]
    changes: tuple[Change, ...] = ()

    def __getitem__(self, fact: str) -> Fact:
        return self.of[fact]
