"""How many there are: measures, programmes, events, meetings; each count stands on the records that it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from policyreport.facts.as_of import without_later
from policyreport.model import Dataset, Fact, Field, Measure, Program, QuarterReport, Record
from policyreport.model.facts import Part, by_instrument, by_measure, by_strategy

Count = Callable[[str, str, str, Iterable[Record]], Fact]
"""Returns the fact of a name that counts records of a collection, with a unit."""


def field_counts(known: Dataset, count: Count) -> Iterator[Fact]:
    """Yield ``count.measures.<strategy>.in.<field>`` and ``count.programs.<measure>.in.<field>``.

    What names no field is open to all; a programme is open to a field where its measure is, too.
    """
    parts = by_measure(known)
    for field in known.fields:
        open_measures = [measure for measure in known.measures if is_open(measure, field)]
        for strategy in known.strategies:
            own = (measure for measure in open_measures if measure.strategy == strategy.id)
            yield count(f"measures.{strategy.id}.in.{field.id}", "measures", "개", own)
        for measure in known.measures:
            programs = parts[measure.id].programs if is_open(measure, field) else []
            usable = (program for program in programs if is_open(program, field))
            yield count(f"programs.{measure.id}.in.{field.id}", "programs", "개", usable)


def is_open(record: Measure | Program, field: Field) -> bool:
    """Say whether a measure or programme is for a field, by name or because it names none."""
    return not record.fields or field.id in record.fields


def count_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``count.<collection>`` and its parts, whole numbers with the counter that Korean uses for each.

    Each measure is one of ``measures-now``, of which something is told this quarter, ``measures-earlier``, of which
    something was told only before, and ``measures-untold``. ``count.events.<measure>.during.<quarter>`` is of a quarter
    reported on, and ``count.put-off.<milestone>`` says how often one that has updates was put off. The parts of
    ``programs-of-measures``, ``events-of-measures`` and ``events-now-of-measures`` may share records, which these count
    once. No event from before the policy began is counted.
    ``programs.by.<dimension>.<member>`` and ``programs.beside.<dimension>`` are there where programmes are of members.
    """
    tally = _Tally(dataset, report)
    yield tally.count("strategies", "strategies", "개", dataset.strategies)
    yield tally.count("tasks", "strategies", "개", (s for s in dataset.strategies if s.kind == "task"))
    yield tally.count("measures", "measures", "개", dataset.measures)
    yield tally.count("fields", "fields", "개", dataset.fields)
    yield tally.count("programs", "programs", "개", tally.known.programs)
    yield tally.count("members", "members", "개", dataset.members)
    yield tally.count("meetings", "meetings", "회", tally.known.meetings)
    yield tally.count("events", "events", "건", tally.known.events)
    yield tally.count("events-now", "events", "건", (e for e in tally.known.events if report.covers(e.date)))
    yield from _of_measures(tally, report)
    yield from _by_recency(tally, "", dataset.measures, report)
    yield from _by_strategy(tally, dataset, report)
    yield from _by_measure(tally, dataset, report)
    yield from _by_instrument(tally, dataset, report)
    yield from field_counts(tally.known, tally.count)
    yield from _times_put_off(tally)
    yield from _by_member(tally, dataset)


class _Tally:
    """Counts records of the collections of a data set, as known at a quarter's end, events since the policy began."""

    def __init__(self, dataset: Dataset, report: QuarterReport) -> None:
        known = without_later(dataset, report)
        since = tuple(event for event in known.events if event.date >= dataset.policy.began)
        self.known = known.model_copy(update={"events": since})
        self.by_measure = by_measure(self.known)
        self._dataset = dataset
        self._as_of = report.as_of.isoformat()
        self._positions: dict[str, dict[int, int]] = {}

    def count(self, name: str, collection: str, unit: str, records: Iterable[Record]) -> Fact:
        """Return the fact ``count.<name>``: how many records there are, and where each of them stands."""
        counted = list(records)
        found = (self._dataset.places.find((collection, self._position(collection, r))) for r in counted)
        places = tuple(place for place in found if place)
        return Fact(f"count.{name}", Decimal(len(counted)), unit, "count", 0, as_of=self._as_of, places=places)

    def _position(self, collection: str, record: Record) -> int:
        if collection not in self._positions:
            self._positions[collection] = {id(r): i for i, r in enumerate(getattr(self._dataset, collection))}
        return self._positions[collection][id(record)]


def _by_member(tally: _Tally, dataset: Dataset) -> Iterator[Fact]:
    """Yield how many programmes are of each member of a dimension, and how many are beside it, of none."""
    for name, dimension in dataset.dimensions.items():
        if any(name in program.dimensions for program in tally.known.programs):
            for member in dimension.members:
                own = (p for p in tally.known.programs if p.dimensions.get(name) == member.code)
                yield tally.count(f"programs.by.{name}.{member.code}", "programs", "개", own)
            beside = (p for p in tally.known.programs if name not in p.dimensions)
            yield tally.count(f"programs.beside.{name}", "programs", "개", beside)


def _of_measures(tally: _Tally, report: QuarterReport) -> Iterator[Fact]:
    parts = tally.by_measure.values()
    programs = {program.id for part in parts for program in part.programs}
    events = {event.id for part in parts for event in part.events}
    whole = Part(
        [program for program in tally.known.programs if program.id in programs],
        [event for event in tally.known.events if event.id in events],
    )
    yield tally.count("programs-of-measures", "programs", "개", whole.programs)
    yield tally.count("events-of-measures", "events", "건", whole.events)
    yield tally.count(
        "events-now-of-measures", "events", "건", (event for event in whole.events if report.covers(event.date))
    )


def _times_put_off(tally: _Tally) -> Iterator[Fact]:
    """Yield how often each milestone was put off; nothing for those that no update tells of, where nobody counted."""
    of = [update for update in tally.known.updates if update.kind == "milestones"]
    for name in dict.fromkeys(update.record for update in of):
        times = {u.on: u for u in of if u.record == name and u.state == "put_off"}
        yield tally.count(f"put-off.{name}", "updates", "회", times.values())


def _by_strategy(tally: _Tally, dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    for strategy, part in by_strategy(tally.known).items():
        own = [measure for measure in dataset.measures if measure.strategy == strategy]
        yield tally.count(f"measures.{strategy}", "measures", "개", own)
        yield from _by_recency(tally, f".{strategy}", own, report)
        yield from _of_part(tally, strategy, part, report)


def _by_measure(tally: _Tally, dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    reports = sorted((r for r in dataset.quarters if r.quarter <= report.quarter), key=lambda r: r.quarter)
    for measure, part in tally.by_measure.items():
        yield from _of_part(tally, measure, part, report)
        for earlier in reports:
            during = (event for event in part.events if earlier.covers(event.date))
            yield tally.count(f"events.{measure}.during.{earlier.quarter}", "events", "건", during)


def _by_instrument(tally: _Tally, dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    for name, part in by_instrument(tally.known).items():
        own = (measure for measure in dataset.measures if f"{measure.strategy}.by.{measure.instrument}" == name)
        yield tally.count(f"measures.{name}", "measures", "개", own)
        yield from _of_part(tally, name, part, report)


def _of_part(tally: _Tally, name: str, part: Part, report: QuarterReport) -> Iterator[Fact]:
    yield tally.count(f"programs.{name}", "programs", "개", part.programs)
    yield tally.count(f"events.{name}", "events", "건", part.events)
    yield tally.count(f"events-now.{name}", "events", "건", (e for e in part.events if report.covers(e.date)))


def _by_recency(tally: _Tally, of: str, measures: Iterable[Measure], report: QuarterReport) -> Iterator[Fact]:
    groups: dict[str, list[Measure]] = {"now": [], "earlier": [], "untold": []}
    for measure in measures:
        events = tally.by_measure[measure.id].events
        is_new = any(report.covers(event.date) for event in events)
        groups["now" if is_new else "earlier" if events else "untold"].append(measure)
    yield from (tally.count(f"measures-{when}{of}", "measures", "개", own) for when, own in groups.items())
