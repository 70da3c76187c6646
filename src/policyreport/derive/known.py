"""What was known on the day for which a quarter reports, so that an old quarter's documents never tell the future."""

from __future__ import annotations

from policyreport.model import Dataset, Event, Observation, Places, QuarterReport, Source, Target, references


def as_known(dataset: Dataset, report: QuarterReport) -> Dataset:
    """Return the data set without what came later: observations, targets, events, meetings, actions and programmes.

    A programme is known from its first event or observation on. Records keep their order; places are left out, since
    the positions that they go by have changed.
    """
    observations = tuple(o for o in dataset.observations if is_known(o, report))
    events = tuple(e for e in dataset.events if is_known(e, report))
    meetings = tuple(m for m in dataset.meetings if m.date <= report.as_of)
    held = {meeting.id for meeting in meetings}
    heard_of = _programs_heard_of(dataset, observations, events)
    later = {
        "observations": observations,
        "targets": tuple(t for t in dataset.targets if is_known(t, report)),
        "events": events,
        "meetings": meetings,
        "actions": tuple(a for a in dataset.actions if a.meeting in held),
        "programs": tuple(p for p in dataset.programs if p.id in heard_of),
    }
    known = dataset.model_copy(update={**later, "places": Places()})
    return known.model_copy(update={"sources": _cited_sources(known, report)})


def is_known(record: Observation | Target | Event, report: QuarterReport) -> bool:
    """Say whether a record was known on the quarter's as-of day."""
    match record:
        case Observation():
            return record.quarter <= report.quarter
        case Target():
            return record.set_on <= report.as_of
        case Event():
            return record.date <= report.as_of


def _cited_sources(known: Dataset, report: QuarterReport) -> tuple[Source, ...]:
    cited = {source for _, ref, source in references(known) if ref.collection == "sources"}
    as_of = report.as_of.isoformat()
    return tuple(s for s in known.sources if s.id in cited and (s.date is None or s.date <= as_of))


def _programs_heard_of(
    dataset: Dataset, observations: tuple[Observation, ...], events: tuple[Event, ...]
) -> frozenset[str]:
    program_of = {i.id: i.program for i in dataset.indicators}
    observed = {program_of[o.indicator] for o in observations}
    return frozenset(p.id for p in dataset.programs if p.id in observed) | {p for e in events for p in e.programs}
