"""The records of a quarter as templates see them: each with its own fields, its facts, and the records around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, get_args

from policyreport.compose import vocabulary
from policyreport.compose.carrying_out import CarryingOut, amounts
from policyreport.compose.measured import Measured
from policyreport.compose.record_view import given, record_view
from policyreport.compose.view import Figure, Thunk, View, as_of, plain, source_label
from policyreport.model import (
    Action,
    Event,
    Facts,
    Field,
    Measure,
    Meeting,
    Member,
    Program,
    Quarter,
    Source,
    Strategy,
)
from policyreport.model.indicator import Aspect
from policyreport.model.parts import Part, by_instrument, by_measure, by_strategy

R = TypeVar("R")
K = TypeVar("K")
_COUNTS_OF_STRATEGY = (
    "measures",
    "measures-now",
    "measures-earlier",
    "measures-untold",
    "programs",
    "events",
    "events-now",
)

_COUNTS_OF_INSTRUMENT = ("measures", "programs", "events", "events-now")


class Records:
    """Makes each record's view once, so that records which refer to one another share them."""

    def __init__(self, facts: Facts) -> None:
        known = facts.known
        self._facts = facts
        self._known = known
        self._indicators_of = _grouped(known.indicators, lambda i: i.program)
        since = known.model_copy(update={"events": tuple(e for e in known.events if e.date >= known.policy.began)})
        self._by_strategy, self._by_measure = by_strategy(since), by_measure(since)
        self._by_instrument = by_instrument(since)
        self._quarters = sorted(r.quarter for r in known.quarters if r.quarter <= facts.report.quarter)
        self._events_of = _grouped_by_each(known.events, lambda e: e.programs)
        self._budgets_of = _grouped(known.budgets, lambda b: b.program)
        self._actions_of = _grouped(known.actions, lambda a: a.meeting)
        self._measured = Measured(facts, self.named)
        self._makers: dict[str, Callable[[Any], View]] = {
            "strategies": self._strategy,
            "fields": self._field,
            "measures": self._measure,
            "programs": self._program,
            "indicators": self._measured.view,
            "events": self._event,
            "members": self._member,
            "meetings": self._meeting,
            "actions": self._action,
            "sources": self._source,
            "organisations": record_view,
            **CarryingOut(facts, self.named).makers(),
        }
        self._made: dict[str, dict[str, View]] = {}

    def each(self, collection: str) -> list[View]:
        """Return the views of a collection, in its order."""
        return list(self._all(collection).values())

    def named(self, collection: str, ids: Iterable[str]) -> list[View]:
        """Return the views of those records that are known, in the order of their ids."""
        made = self._all(collection)
        return [made[record] for record in ids if record in made]

    def events(self, wanted: Iterable[Event]) -> list[View]:
        """Return the views of some events, by their days."""
        return self.named("events", (event.id for event in sorted(wanted, key=lambda e: (e.date, e.id))))

    def counts(self, of: str, names: Iterable[str]) -> View:
        """Return the counts that concern one record (``of`` is ``.`` and its id), or all (``of`` is empty)."""
        return plain({name.replace("-", "_"): Figure(self._facts[f"count.{name}{of}"]) for name in names})

    def conflicts(self) -> list[View]:
        """Return every value that was not used, because sources disagree."""
        return [unused for indicator in self._known.indicators for unused in self._measured.unused(indicator)]

    def _all(self, collection: str) -> dict[str, View]:
        if collection not in self._made:
            make = self._makers[collection]
            self._made[collection] = {record.id: make(record) for record in getattr(self._known, collection)}
        return self._made[collection]

    def _is_new(self, event: Event) -> bool:
        return self._facts.report.covers(event.date)

    def _sources(self, ids: Iterable[str]) -> Thunk:
        return lambda: self.named("sources", ids)

    def _strategy(self, strategy: Strategy) -> View:
        return record_view(
            strategy,
            measures=lambda: self.named("measures", (m.id for m in self._known.measures if m.strategy == strategy.id)),
            **self._belonging(self._by_strategy[strategy.id]),
            measures_by_field=lambda: self._by_field(f"measures.{strategy.id}"),
            by_instrument=lambda: [self._instrument(*entry) for entry in self._instruments_of(strategy)],
            count=lambda: self.counts(f".{strategy.id}", _COUNTS_OF_STRATEGY),
            sources=self._sources(strategy.sources),
        )

    def _instruments_of(self, strategy: Strategy) -> list[tuple[str, str]]:
        """Return the instruments of a strategy's measures as its facts name them, and in words."""
        own = (m.instrument for m in self._known.measures if m.strategy == strategy.id)
        return [(f"{strategy.id}.by.{one}", vocabulary.INSTRUMENTS[one]) for one in dict.fromkeys(own)]

    def _instrument(self, name: str, title: str) -> View:
        return View(
            {
                "title": given(title),
                **self._belonging(self._by_instrument[name]),
                "count": lambda: self.counts(f".{name}", _COUNTS_OF_INSTRUMENT),
                **amounts(self._facts, name),
            }
        )

    def _belonging(self, part: Part) -> dict[str, Thunk]:
        return {
            "programs": lambda: self.named("programs", (program.id for program in part.programs)),
            "events": lambda: self.events(part.events),
            "events_now": lambda: self.events(filter(self._is_new, part.events)),
        }

    def _field(self, field: Field) -> View:
        return record_view(
            field,
            measures=lambda: self.named("measures", (m.id for m in self._known.measures if field.id in m.fields)),
            programs=lambda: self.named("programs", (p.id for p in self._known.programs if field.id in p.fields)),
            sources=self._sources(field.sources),
        )

    def _measure(self, measure: Measure) -> View:
        return record_view(
            measure,
            instrument=lambda: vocabulary.INSTRUMENTS[measure.instrument],
            strategy=lambda: self._all("strategies")[measure.strategy],
            fields=lambda: self.named("fields", measure.fields),
            field_names=lambda: self._field_names(measure.fields),
            programs_by_field=lambda: self._by_field(f"programs.{measure.id}"),
            by_field=lambda: [_covers(measure, field) for field in self._known.fields],
            **self._belonging(self._by_measure[measure.id]),
            count=lambda: self.counts(f".{measure.id}", ("programs", "events", "events-now")),
            history=lambda: [self._during(measure, quarter) for quarter in self._quarters],
            sources=self._sources(measure.sources),
        )

    def _during(self, measure: Measure, quarter: Quarter) -> View:
        events = Figure(self._facts[f"count.events.{measure.id}.during.{quarter}"])
        return plain({"quarter": quarter.short_label, "events": events})

    def _by_field(self, counted: str) -> list[Figure]:
        return [Figure(self._facts[f"count.{counted}.in.{field.id}"]) for field in self._known.fields]

    def _program(self, program: Program) -> View:
        own = self._indicators_of.get(program.id, [])
        by_aspect = {i.aspect: i.id for i in own if i.aspect}
        events = self._events_of.get(program.id, [])
        days = sorted(event.date for event in events)
        return record_view(
            program,
            measures=lambda: self.named("measures", program.measures),
            measure_names=lambda: [view.get("title") for view in self.named("measures", program.measures)],
            fields=lambda: self.named("fields", program.fields),
            field_names=lambda: self._field_names(program.fields),
            indicators=lambda: self.named("indicators", (i.id for i in own)),
            events=lambda: self.events(events),
            events_now=lambda: self.events(filter(self._is_new, events)),
            first_day=given(days[0] if days else None),
            last_day=given(days[-1] if days else None),
            budgets=lambda: self.named("budgets", (b.id for b in self._budgets_of.get(program.id, []))),
            figures=lambda: plain({a: self._figure_of(by_aspect.get(a)) for a in get_args(Aspect)}),
            sources=self._sources(program.sources),
            source_labels=lambda: [view.get("label") for view in self.named("sources", program.sources)],
        )

    def _field_names(self, fields: Iterable[str]) -> list[object]:
        return [view.get("short_title") for view in self.named("fields", fields)] or [vocabulary.ALL_FIELDS]

    def _figure_of(self, indicator: str | None) -> Figure | None:
        return self._measured.figure(indicator) if indicator else None

    def _event(self, event: Event) -> View:
        return record_view(
            event,
            measures=lambda: self.named("measures", event.measures),
            programs=lambda: self.named("programs", event.programs),
            figures=lambda: [self._event_figure(event, indicator) for indicator in event.figures],
            is_new=lambda: self._is_new(event),
            sources=self._sources(event.sources),
        )

    def _event_figure(self, event: Event, indicator: str) -> View:
        value = self._measured.figure(indicator, f".at-{Quarter.of(event.date)}")
        target = self._measured.figure(indicator, f".target-on-{event.date}")
        return plain({"title": self._all("indicators")[indicator].get("title"), "value": value, "target": target})

    def _member(self, member: Member) -> View:
        return record_view(
            member, sector=lambda: vocabulary.SECTORS[member.sector], sources=self._sources(member.sources)
        )

    def _meeting(self, meeting: Meeting) -> View:
        return record_view(
            meeting,
            actions=lambda: self.named("actions", (a.id for a in self._actions_of.get(meeting.id, []))),
            sources=self._sources(meeting.sources),
        )

    def _action(self, action: Action) -> View:
        return record_view(
            action,
            code=lambda: action.status,
            status=lambda: vocabulary.ACTIONS[action.status],
            meeting=lambda: self._all("meetings")[action.meeting],
            sources=self._sources(action.sources),
        )

    def _source(self, source: Source) -> View:
        return record_view(
            source,
            label=given(source_label(source.id)),
            kind=lambda: vocabulary.SOURCES[source.kind],
            date=lambda: as_of(source.date or ""),
        )


def _covers(measure: Measure, field: Field) -> str:
    """Return ``own`` for a measure made for the field, ``all`` for one open to every field, ``no`` otherwise."""
    if not measure.fields:
        return "all"
    return "own" if field.id in measure.fields else "no"


def _grouped(records: Iterable[R], key: Callable[[R], K]) -> Mapping[K, list[R]]:
    return _grouped_by_each(records, lambda record: (key(record),))


def _grouped_by_each(records: Iterable[R], keys: Callable[[R], Iterable[K]]) -> Mapping[K, list[R]]:
    groups: defaultdict[K, list[R]] = defaultdict(list)
    for record in records:
        for key in dict.fromkeys(keys(record)):
            groups[key].append(record)
    return groups
