"""How many there are: measures, programmes, events, meetings; each count stands on the records that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from policyreport.derive.known import as_known
from policyreport.model import Dataset, Fact, QuarterReport, Record
from policyreport.model.parts import Part, by_measure, by_strategy


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
    yield from _by_measure(tally, report)


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
    for strategy, part in by_strategy(tally.known).items():
        own = (measure for measure in dataset.measures if measure.strategy == strategy)
        yield tally.count(f"measures.{strategy}", "measures", "개", own)
        yield from _of_part(tally, strategy, part, report)


def _by_measure(tally: _Tally, report: QuarterReport) -> Iterator[Fact]:
    for measure, part in by_measure(tally.known).items():
        yield from _of_part(tally, measure, part, report)


def _of_part(tally: _Tally, name: str, part: Part, report: QuarterReport) -> Iterator[Fact]:
    yield tally.count(f"programs.{name}", "programs", "개", part.programs)
    yield tally.count(f"events.{name}", "events", "건", part.events)
    yield tally.count(f"events-now.{name}", "events", "건", (e for e in part.events if report.covers(e.date)))
