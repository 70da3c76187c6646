"""How many there are: measures, programmes, events, meetings; each count stands on the records that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from policyreport.derive.known import as_known
from policyreport.model import Dataset, Fact, QuarterReport, Record


def count_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``count.<collection>`` and its parts, whole numbers with the counter that Korean uses for each."""
    tally = _Tally(dataset, report)
    began = dataset.policy.began
    yield tally.count("strategies", "strategies", "개", dataset.strategies)
    yield tally.count("tasks", "strategies", "개", (s for s in dataset.strategies if s.kind == "task"))
    yield tally.count("measures", "measures", "개", dataset.measures)
    yield tally.count("fields", "fields", "개", dataset.fields)
    yield tally.count("programs", "programs", "개", tally.known.programs)
    yield tally.count("members", "members", "개", dataset.members)
    yield tally.count("meetings", "meetings", "회", tally.known.meetings)
    yield tally.count("events", "events", "건", (e for e in tally.known.events if e.date >= began))
    yield tally.count("events-now", "events", "건", (e for e in tally.known.events if report.covers(e.date)))
    yield from _by_strategy(tally, dataset, report)
    yield from _by_measure(tally, dataset, report)


class _Tally:
    """Counts records of the collections of a data set, as known at a quarter's end."""

    def __init__(self, dataset: Dataset, report: QuarterReport) -> None:
        self.known = as_known(dataset, report)
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


def _by_strategy(tally: _Tally, dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    for strategy in dataset.strategies:
        own = [m for m in dataset.measures if m.strategy == strategy.id]
        ids = {m.id for m in own}
        programs = [p for p in tally.known.programs if not ids.isdisjoint(p.measures)]
        events = [e for e in tally.known.events if any(e.concerns(m, [p.id for p in programs]) for m in ids)]
        yield tally.count(f"measures.{strategy.id}", "measures", "개", own)
        yield tally.count(f"programs.{strategy.id}", "programs", "개", programs)
        yield tally.count(f"events.{strategy.id}", "events", "건", events)
        yield tally.count(f"events-now.{strategy.id}", "events", "건", (e for e in events if report.covers(e.date)))


def _by_measure(tally: _Tally, dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    for measure in dataset.measures:
        programs = [p for p in tally.known.programs if measure.id in p.measures]
        events = [e for e in tally.known.events if e.concerns(measure.id, [p.id for p in programs])]
        yield tally.count(f"programs.{measure.id}", "programs", "개", programs)
        yield tally.count(f"events.{measure.id}", "events", "건", events)
        yield tally.count(f"events-now.{measure.id}", "events", "건", (e for e in events if report.covers(e.date)))
