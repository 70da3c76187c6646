"""What belongs to each measure, instrument and strategy: the programmes that carry it out, the events about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from policyreport.model.dataset import Dataset
from policyreport.model.policy import Program
from policyreport.model.record import Event


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
