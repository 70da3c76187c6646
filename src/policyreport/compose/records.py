"""The records of a quarter as templates see them: each with its own fields, its facts, and the records around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, get_args

from policyreport.compose import vocabulary
from policyreport.compose.carrying_out import CarryingOut
from policyreport.compose.record_view import as_of, given, record_view
from policyreport.compose.view import Figure, Thunk, View, plain
from policyreport.document.tree import Date
from policyreport.model import (
    Action,
    Event,
    Facts,
    Field,
    Indicator,
    Measure,
    Meeting,
    Member,
    Observation,
    Program,
    Quarter,
    Source,
    Strategy,
)
from policyreport.model.aims import looked_to
from policyreport.model.indicator import Aspect
from policyreport.model.parts import Part, by_measure, by_strategy

R = TypeVar("R")
K = TypeVar("K")

_COMPANIONS = {
    "actual": "",
    "previous": ".previous",
    "change": ".change",
    "baseline": ".baseline",
    "target": ".target",
    "target_before": ".target-before",
    "rate": ".rate",
}
_CITED = ("", ".baseline", ".target", ".target-before")


class Records:
    """Makes each record's view once, so that records which refer to one another share them."""

    def __init__(self, facts: Facts) -> None:
        known = facts.known
        self._facts = facts
        self._known = known
        self._indicators_of = _grouped(known.indicators, lambda i: i.program)
        self._targets_of = _grouped(known.targets, lambda t: t.indicator)
        self._by_strategy, self._by_measure = by_strategy(known), by_measure(known)
        self._events_of = _grouped_by_each(known.events, lambda e: e.programs)
        self._budgets_of = _grouped(known.budgets, lambda b: b.program)
        self._actions_of = _grouped(known.actions, lambda a: a.meeting)
        self._unused_of = _grouped((o for o in known.observations if not o.used), lambda o: o.indicator)
        self._makers: dict[str, Callable[[Any], View]] = {
            "strategies": self._strategy,
            "fields": self._field,
            "measures": self._measure,
            "programs": self._program,
            "indicators": self._indicator,
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
        return [unused for indicator in self._known.indicators for unused in self._unused(indicator)]

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
            count=lambda: self.counts(f".{strategy.id}", ("measures", "programs", "events", "events-now")),
            sources=self._sources(strategy.sources),
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
            by_field=lambda: [_covers(measure, field) for field in self._known.fields],
            **self._belonging(self._by_measure[measure.id]),
            count=lambda: self.counts(f".{measure.id}", ("programs", "events", "events-now")),
            sources=self._sources(measure.sources),
        )

    def _program(self, program: Program) -> View:
        own = self._indicators_of.get(program.id, [])
        by_aspect = {i.aspect: i for i in own if i.aspect}
        return record_view(
            program,
            measures=lambda: self.named("measures", program.measures),
            measure_names=lambda: [view.get("title") for view in self.named("measures", program.measures)],
            fields=lambda: self.named("fields", program.fields),
            field_names=lambda: self._field_names(program.fields),
            indicators=lambda: self.named("indicators", (i.id for i in own)),
            events=lambda: self.events(self._events_of.get(program.id, [])),
            budgets=lambda: self.named("budgets", (b.id for b in self._budgets_of.get(program.id, []))),
            figures=lambda: plain({a: self._figure(by_aspect.get(a)) for a in get_args(Aspect)}),
            sources=self._sources(program.sources),
            source_labels=lambda: [view.get("label") for view in self.named("sources", program.sources)],
        )

    def _field_names(self, fields: Iterable[str]) -> list[object]:
        return [view.get("short_title") for view in self.named("fields", fields)] or [vocabulary.ALL_FIELDS]

    def _figure(self, indicator: Indicator | None, companion: str = "") -> Figure | None:
        return Figure(self._facts[f"indicator.{indicator.id}{companion}"]) if indicator else None

    def _indicator(self, indicator: Indicator) -> View:
        actual, target = (self._facts[f"indicator.{indicator.id}{c}"] for c in ("", ".target"))
        return record_view(
            indicator,
            **{name: given(self._figure(indicator, c)) for name, c in _COMPANIONS.items()},
            role=lambda: vocabulary.ROLES[indicator.role],
            program=lambda: self._all("programs").get(indicator.program or ""),
            as_of=lambda: as_of(actual.as_of or target.as_of),
            target_year=lambda: self._target_year(indicator),
            unused=lambda: self._unused(indicator),
            sources=lambda: self.named("sources", self._cited(indicator)),
        )

    def _target_year(self, indicator: Indicator) -> Date | None:
        meant = looked_to(self._targets_of.get(indicator.id, []), self._facts.report.as_of)
        year = meant[-1].year if meant else None
        return Date(year) if year else None

    def _cited(self, indicator: Indicator) -> Iterable[str]:
        return dict.fromkeys(s for c in _CITED for s in self._facts[f"indicator.{indicator.id}{c}"].sources)

    def _unused(self, indicator: Indicator) -> list[View]:
        return [self._unused_value(indicator, n, o) for n, o in enumerate(self._unused_of.get(indicator.id, []), 1)]

    def _unused_value(self, indicator: Indicator, number: int, seen: Observation) -> View:
        return record_view(
            seen,
            indicator=lambda: self._all("indicators")[indicator.id],
            value=lambda: self._figure(indicator, f".unused-{number}"),
            as_of=lambda: as_of(seen.as_of),
            sources=self._sources((seen.source,)),
        )

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
        value = self._facts[f"indicator.{indicator}.at-{Quarter.of(event.date)}"]
        target = self._facts[f"indicator.{indicator}.target-on-{event.date}"]
        title = self._all("indicators")[indicator].get("title")
        return plain({"title": title, "value": Figure(value), "target": Figure(target)})

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
            label=source.id.upper,
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
