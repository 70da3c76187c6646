"""A publishable number and what it stands on; and all of them for one quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from policyreport.diagnostics import SourceLocation
from policyreport.model.council import Meeting
from policyreport.model.dataset import Dataset
from policyreport.model.indicator import Indicator, Met
from policyreport.model.policy import Program
from policyreport.model.progress import Progress
from policyreport.model.record import Event, QuarterReport

ChangeKind = Literal["value", "target", "program", "action", "milestone", "risk", "law", "budget", "execution"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that a document may print.

    A given fact stands at one of ``places`` and has its source, also where it is told in another unit (its ``rule`` is
    ``unit`` then); a count stands on the records at its ``places``; any
    other names the facts it was ``derived_from`` and has their sources. ``rule`` says how it came about. ``value`` is
    None where there is none to be had, and ``missing`` then says why. ``decimals`` is how many decimal places are shown
    (None: as given); ``change`` marks a difference. ``short_of`` is what the value has not reached: rounded, it shall
    not read as if it had. ``less_is_better`` marks a target to stay below. ``labels`` are what documents call its
    sources.
    """

    id: str
    value: Decimal | None
    unit: str
    rule: str
    decimals: int | None = None
    bound: Literal["at_most", "at_least"] | None = None
    change: bool = False
    as_of: str = ""
    places: tuple[SourceLocation, ...] = ()
    sources: tuple[str, ...] = ()
    labels: tuple[str, ...] = field(default=(), compare=False)
    derived_from: tuple[str, ...] = ()
    missing: str = ""
    short_of: Decimal | None = None
    less_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What of a record is otherwise than in the report before.

    ``before`` and ``after`` are the ids of facts for a ``value``, a ``target``, and a budget's current (``budget``) or
    executed (``execution``) amount, and states for an ``action``, a ``milestone``, a ``risk`` and a ``law``. What is
    new has no ``before``; a programme is always new and has neither.
    Where the day on which it is due has changed, ``due`` is the new one and ``due_before`` the one in its place.
    """

    kind: ChangeKind
    record: str
    before: str | None = None
    after: str | None = None
    due_before: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one quarter by id, the records that were known by its end, and what changed in it.

    ``next_meeting`` is the council's first meeting after the as-of day; ``labels`` are what documents call the sources.
    ``met`` says what has become of each indicator's target, where that can be said.
    ``programs`` and ``measures`` say how each of these stands, by its id.
    ``parts`` are the facts of each member of a dimension that has editions, by dimension and member; their facts bear
    ids of their own, and are among the others by these.
    """

    known: Dataset
    report: QuarterReport
    of: Mapping[str, Fact]
    changes: tuple[Change, ...] = ()
    next_meeting: Meeting | None = None
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    met: Mapping[str, Met] = field(default_factory=dict[str, Met])
    programs: Mapping[str, Progress] = field(default_factory=dict[str, Progress])
    measures: Mapping[str, Progress] = field(default_factory=dict[str, Progress])
    parts: Mapping[tuple[str, str], Facts] = field(default_factory=dict[tuple[str, str], "Facts"])

    def __getitem__(self, fact: str) -> Fact:
        return self.of[fact]


_JUDGED_ROLES = ("outcome", "output")
"""The roles whose values are what the policy does or brings about, so that they get better or worse."""


def better_direction(facts: Facts, indicator: Indicator) -> Literal["up", "down"] | None:
    """Return in which direction an indicator gets better.

    None where it has no better or worse: for a value to be kept, for what the policy does not bring about, and where
    nobody has written which direction is the better one, nor a target that tells it.
    """
    target, upper = (facts.of.get(f"indicator.{indicator.id}.{of}") for of in ("target", "target-upper"))
    is_aimed = target is not None and target.value is not None and (upper is None or upper.value is None)
    if "direction" not in indicator.model_fields_set and not is_aimed:
        return None
    if indicator.direction == "keep" or indicator.role not in _JUDGED_ROLES:
        return None
    return "down" if indicator.direction == "down" or (target is not None and target.less_is_better) else "up"


class Part(NamedTuple):
    """The programmes and events of one measure or strategy, in the order of the data set.

    An event belongs to a measure by itself, or through one of the programmes that carry the measure out.
    """

    programs: list[Program]
    events: list[Event]


def by_measure(known: Dataset) -> Mapping[str, Part]:
    """Return what belongs to each measure, by its id."""
    return _parts(known, {measure.id: measure.id for measure in known.measures}, (m.id for m in known.measures))


def by_strategy(known: Dataset) -> Mapping[str, Part]:
    """Return what belongs to each strategy, by its id."""
    return _parts(known, {measure.id: measure.strategy for measure in known.measures}, (s.id for s in known.strategies))


def by_instrument(known: Dataset) -> Mapping[str, Part]:
    """Return what belongs to the measures of one strategy and one instrument, by ``<strategy>.by.<instrument>``."""
    part_of = {measure.id: f"{measure.strategy}.by.{measure.instrument}" for measure in known.measures}
    return _parts(known, part_of, part_of.values())


def _parts(known: Dataset, part_of: Mapping[str, str], names: Iterable[str]) -> Mapping[str, Part]:
    """Return the parts of some names; ``part_of`` leads from each measure to its part."""
    parts = {name: Part([], []) for name in names}
    carried: dict[str, tuple[str, ...]] = {}
    for program in known.programs:
        carried[program.id] = program.measures
        for name in _named(program.measures, part_of):
            parts[name].programs.append(program)
    for event in known.events:
        through_programs = (measure for program in event.programs for measure in carried.get(program, ()))
        for name in _named((*event.measures, *through_programs), part_of):
            parts[name].events.append(event)
    return parts


def _named(measures: Iterable[str], part_of: Mapping[str, str]) -> Iterable[str]:
    return dict.fromkeys(part_of[measure] for measure in measures if measure in part_of)
