"""What was known on the day for which a quarter reports, so that an old quarter's documents never tell the future."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from policyreport.facts.cut_places import PlacesOfOthers
from policyreport.model import (
    Budget,
    Dataset,
    Event,
    Execution,
    Observation,
    Places,
    QuarterReport,
    Source,
    Target,
    Update,
    references,
)
from policyreport.model.base import Entry
from policyreport.model.states import STATEFUL, States, is_out
from policyreport.model.update import UPDATED


def as_stood(dataset: Dataset, report: QuarterReport, updates: Iterable[Update] | None = None) -> Dataset:
    """Return the data set with its milestones, risks, laws and actions as they stood on the quarter's as-of day.

    ``updates`` are those that readers know, all of the data set where none are given. Records of which nothing had told
    yet are left out (``States`` says how); with them go the places of their collection, since positions have changed.
    """
    states = States(dataset, report.as_of, updates)
    stood = {name: [states.stood(record) for record in getattr(dataset, name)] for name in STATEFUL}
    moved = {name for name, records in stood.items() if None in records}
    left = {name: tuple(record for record in records if record) for name, records in stood.items()}
    places = Places(PlacesOfOthers(dataset.places.of, moved)) if moved else dataset.places
    return dataset.model_copy(update={**left, "places": places})


def as_known(stood: Dataset, report: QuarterReport) -> Dataset:
    """Return the data set ``as_stood`` without what came later, and with those of its sources that it then cited."""
    states = States(stood, report.as_of)
    known = without_later(stood, report)
    cut = {name: _with_sources_out(getattr(known, name), states) for name in Dataset.model_fields}
    known = known.model_copy(update={name: value for name, value in cut.items() if value is not None})
    return known.model_copy(update={"sources": _cited_sources(known, report)})


def without_later(stood: Dataset, report: QuarterReport) -> Dataset:
    """Return the data set ``as_stood`` without what came later, but with every source.

    A programme is left out when all that is known of it, its events, observations and budgets, came later. Records keep
    their order; places are left out, since the positions that they go by have changed.
    """
    meetings = tuple(m for m in stood.meetings if m.date <= report.as_of)
    held = {meeting.id for meeting in meetings}
    later = {
        "observations": tuple(o for _, o in known_observations(stood, report)),
        "targets": tuple(t for t in stood.targets if known_as_of(t, report)),
        "events": tuple(e for e in stood.events if known_as_of(e, report)),
        "budgets": tuple(known for b in stood.budgets if (known := budget_as_known(b, report))),
        "executions": tuple(e for e in stood.executions if known_as_of(e, report)),
        "meetings": meetings,
        "actions": tuple(a for a in stood.actions if a.meeting in held),
        "updates": tuple(u for u in stood.updates if u.on <= report.as_of),
        "quarters": tuple(r for r in stood.quarters if r.quarter <= report.quarter),
    }
    known = stood.model_copy(update={**later, "places": Places()})
    names = {name: {record.id for record in getattr(known, name)} for name in UPDATED}
    known = known.model_copy(update={"updates": tuple(u for u in known.updates if u.record in names[u.kind])})
    heard_of = _programs_of(known) | (frozenset(p.id for p in stood.programs) - _programs_of(stood))
    return known.model_copy(update={"programs": tuple(p for p in known.programs if p.id in heard_of)})


def known_observations(stood: Dataset, report: QuarterReport) -> Iterator[tuple[int, Observation]]:
    """Yield the observations that were known on the quarter's as-of day, each with its position in the data set.

    That sources disagreed was known once both were out: a value that is not used, and whose source or that of the used
    value came later, is left out.
    """
    out = {source.id for source in stood.sources if is_out(source.date, report.as_of)}
    used_of = {_of_one_time(o): o.source for o in stood.observations if o.used}
    for position, observation in enumerate(stood.observations):
        rivals = {observation.source, used_of.get(_of_one_time(observation), observation.source)}
        if known_as_of(observation, report) and (observation.used or rivals <= out):
            yield position, observation


def _of_one_time(observation: Observation) -> tuple[object, ...]:
    members = frozenset(observation.dimensions.items())
    return observation.indicator, observation.quarter, observation.kind, members


def known_as_of(record: Observation | Target | Event | Execution, report: QuarterReport) -> bool:
    """Say whether a record was known on the quarter's as-of day."""
    match record:
        case Observation() | Execution():
            return record.quarter <= report.quarter
        case Target():
            return record.set_on <= report.as_of
        case Event():
            return record.date <= report.as_of


def budget_as_known(budget: Budget, report: QuarterReport) -> Budget | None:
    """Return what was known of a budget on the quarter's as-of day; None where nothing was."""
    known = budget.known_on(report.as_of) if budget.year <= report.quarter.year else None
    if known is None or is_executed_known(budget, report):
        return known
    return known.model_copy(update={"executed": None, "executed_as_of": None})


def is_executed_known(budget: Budget, report: QuarterReport) -> bool:
    """Say whether the executed sum was known on the quarter's as-of day."""
    return budget.executed_as_of is not None and budget.executed_as_of <= report.as_of.isoformat()[:7]


def _with_sources_out(held: object, states: States) -> object:
    """Return a record, or each of some, with those of its sources that were out; None where all were."""
    if isinstance(held, tuple):
        records = cast("tuple[object, ...]", held)
        cut = [_with_sources_out(record, states) for record in records]
        return tuple(now or before for now, before in zip(cut, records, strict=True)) if any(cut) else None
    sources: tuple[str, ...] | None = getattr(held, "sources", None)
    if not isinstance(held, Entry) or sources is None or states.out(sources) == sources:
        return None
    return held.model_copy(update={"sources": states.out(sources)})


def _cited_sources(known: Dataset, report: QuarterReport) -> tuple[Source, ...]:
    cited = {source for _, ref, source in references(known) if ref.collection == "sources"}
    return tuple(s for s in known.sources if s.id in cited and is_out(s.date, report.as_of))


def _programs_of(dataset: Dataset) -> frozenset[str]:
    """Return the programmes of which a data set tells something that has a time."""
    program_of = {i.id: i.program for i in dataset.indicators}
    observed = frozenset(program_of[o.indicator] or "" for o in dataset.observations)
    budgeted = frozenset(budget.program for budget in dataset.budgets)
    return observed | budgeted | frozenset(program for event in dataset.events for program in event.programs)
