"""What was known on the day for which a quarter reports, so that an old quarter's documents never tell the future."""

from __future__ import annotations

from policyreport.model import (
    Action,
    Budget,
    Dataset,
    Event,
    Milestone,
    Observation,
    Places,
    QuarterReport,
    Source,
    Target,
    references,
)


def as_known(dataset: Dataset, report: QuarterReport) -> Dataset:
    """Return the data set as it was known, with those of its sources that it then cited."""
    known = without_later(dataset, report)
    return known.model_copy(update={"sources": _cited_sources(known, report)})


def without_later(dataset: Dataset, report: QuarterReport) -> Dataset:
    """Return the data set without what came later, and without what had not happened yet, but with every source.

    A programme is left out when all that is known of it, its events, observations and budgets, came later. A milestone
    that was reached later was still open, and an action done later was under way, or delayed. Milestones and risks have
    no day of their own from which they are known: those are left out whose sources are all dated later. Records keep
    their order; places are left out, since the positions that they go by have changed.
    """
    meetings = tuple(m for m in dataset.meetings if m.date <= report.as_of)
    held = {meeting.id for meeting in meetings}
    published = {source.id for source in dataset.sources if _is_published(source, report)}
    later = {
        "observations": tuple(o for o in dataset.observations if is_known(o, report)),
        "targets": tuple(t for t in dataset.targets if is_known(t, report)),
        "events": tuple(e for e in dataset.events if is_known(e, report)),
        "budgets": tuple(b for b in dataset.budgets if is_known(b, report)),
        "milestones": tuple(_as_of(m, report) for m in dataset.milestones if published.intersection(m.sources)),
        "risks": tuple(r for r in dataset.risks if published.intersection(r.sources)),
        "legislation": tuple(law for law in dataset.legislation if law.date is None or law.date <= report.as_of),
        "meetings": meetings,
        "actions": tuple(_not_yet_done(a, report) for a in dataset.actions if a.meeting in held),
    }
    known = dataset.model_copy(update={**later, "places": Places()})
    heard_of = _programs_of(known) | (frozenset(p.id for p in dataset.programs) - _programs_of(dataset))
    return known.model_copy(update={"programs": tuple(p for p in dataset.programs if p.id in heard_of)})


def is_known(record: Observation | Target | Event | Budget, report: QuarterReport) -> bool:
    """Say whether a record was known on the quarter's as-of day."""
    match record:
        case Observation():
            return record.quarter <= report.quarter
        case Target():
            return record.set_on <= report.as_of
        case Event():
            return record.date <= report.as_of
        case Budget():
            return record.year <= report.quarter.year


def _cited_sources(known: Dataset, report: QuarterReport) -> tuple[Source, ...]:
    cited = {source for _, ref, source in references(known) if ref.collection == "sources"}
    return tuple(s for s in known.sources if s.id in cited and _is_published(s, report))


def _is_published(source: Source, report: QuarterReport) -> bool:
    return source.date is None or source.date <= report.as_of.isoformat()


def _programs_of(dataset: Dataset) -> frozenset[str]:
    """Return the programmes of which a data set tells something that has a time."""
    program_of = {i.id: i.program for i in dataset.indicators}
    observed = frozenset(program_of[o.indicator] or "" for o in dataset.observations)
    budgeted = frozenset(budget.program for budget in dataset.budgets)
    return observed | budgeted | frozenset(program for event in dataset.events for program in event.programs)


def _as_of(milestone: Milestone, report: QuarterReport) -> Milestone:
    reached_later = milestone.done is not None and milestone.done > report.as_of
    return milestone.model_copy(update={"done": None}) if reached_later else milestone


def _not_yet_done(action: Action, report: QuarterReport) -> Action:
    """Return an action as it stood; what its note and evidence say of one done later was not known yet."""
    if action.done is None or action.done <= report.as_of:
        return action
    is_late = action.due is not None and action.due < report.as_of
    status = "delayed" if is_late else "ongoing"
    return action.model_copy(update={"status": status, "done": None, "evidence": None, "note": None})
