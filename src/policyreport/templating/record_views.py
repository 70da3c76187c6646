"""The records of a quarter as templates see them: each with its own fields, its facts, and the records around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import Any, TypeVar, get_args

from policyreport import model
from policyreport.document.nodes import Date
from policyreport.model.code_lists import CodeLists
from policyreport.model.dataset import referring_fields
from policyreport.model.dimension import in_words
from policyreport.model.facts import Change, ChangeKind, Part, by_instrument, by_measure, by_strategy
from policyreport.model.indicator import Aspect
from policyreport.model.progress import STATUSES
from policyreport.model.update import UpdatedCollection
from policyreport.model.updates import History, Stateful, histories
from policyreport.templating.indicator_views import WORSE, IndicatorViews, grouped, grouped_by_each, trend
from policyreport.templating.member_views import MemberViews
from policyreport.templating.money_views import MoneyViews, amount_table, amounts
from policyreport.templating.pictures import data_picture
from policyreport.templating.progress_views import ProgressViews
from policyreport.templating.view import (
    Figure,
    Named,
    Table,
    TableView,
    Thunk,
    View,
    Weight,
    as_of,
    plain,
    printable,
    record_view,
)
from policyreport.templating.weights import WEIGHED, Weights

RISKS = {"open": "발생", "closed": "해소"}
MILESTONES = {"done": "완료", "cancelled": "취소", "late": "지연", "put_off": "연기", "ahead": "예정"}
CHANGES = {
    "value": "지표",
    "target": "목표",
    "program": "지원사업",
    "action": "조치사항",
    "milestone": "추진일정",
    "risk": "부진사유",
    "law": "법령",
    "budget": "예산현액",
    "execution": "집행액",
}
UPDATES: Mapping[UpdatedCollection, str] = {
    "milestones": "추진일정",
    "risks": "부진사유",
    "actions": "조치사항",
    "legislation": "법령",
}
"""What the records of each collection that has updates are called."""


def _states(collection: UpdatedCollection, lists: CodeLists) -> Mapping[str, str]:
    """Return the states that the updates of a collection tell, in words."""
    match collection:
        case "milestones":
            return {**MILESTONES, "planned": "예정", "delayed": "지연"}
        case "risks":
            return RISKS
        case "actions":
            return lists.words("action_statuses")
        case "legislation":
            return lists.words("legislation_stages")


NEW = "신규"
ALL_FIELDS = "전체"
KOGL = {
    "0": "공공누리 제0유형",
    "1": "공공누리 제1유형(출처표시)",
    "2": "공공누리 제2유형(출처표시, 상업적 이용금지)",
    "3": "공공누리 제3유형(출처표시, 변경금지)",
    "4": "공공누리 제4유형(출처표시, 상업적 이용금지, 변경금지)",
    "ai": "공공누리 AI유형",
}


class UpdateViews:
    """Makes the views of the updates that were known; ``named`` finds the records around."""

    def __init__(self, facts: model.Facts, named: Named) -> None:
        self._named = named
        self._lists = facts.known.lists
        self._histories = histories(facts.known.updates)

    def each(self) -> list[View]:
        """Return the views of all updates, record by record, each by its days."""
        return [self._view(update) for history in self._histories.values() for update in history.updates]

    def of(self, record: Stateful) -> dict[str, Thunk]:
        """Return what a record's view says of its updates, and its sources with theirs."""
        history = self._histories.get(History.key(record))
        updates = history.updates if history else ()
        sources = (*record.sources, *(update.source for update in updates if update.source))
        return {
            "updates": lambda: [self._view(update) for update in updates],
            "has_history": printable(len(updates) > 1),
            "sources": lambda: self._named("sources", dict.fromkeys(sources)),
        }

    def _view(self, update: model.Update) -> View:
        kind, states = UPDATES[update.kind], _states(update.kind, self._lists)
        record = self._named(update.kind, (update.record,))[0]
        return record_view(
            update,
            code=lambda: update.state,
            kind=lambda: kind,
            record=lambda: record,
            title=lambda: record.get("title"),
            state=lambda: states[update.state],
            done=lambda: (update.done or update.on) if update.state == "done" else None,
            stage_date=lambda: (update.stage_date or update.on) if update.kind == "legislation" else None,
            sources=lambda: self._named("sources", (update.source,) if update.source else ()),
        )


_COLLECTIONS: dict[ChangeKind, str] = {
    "value": "indicators",
    "target": "indicators",
    "program": "programs",
    "action": "actions",
    "milestone": "milestones",
    "risk": "risks",
    "law": "legislation",
    "budget": "budgets",
    "execution": "budgets",
}


def change_views(facts: model.Facts, named: Named) -> list[View]:
    """Return a view of each change, in the order in which they were derived; ``named`` finds the records.

    Each has its ``code`` and ``kind`` in words, the ``record`` with its ``title``, and how it was ``before`` and
    is ``after``: a figure, a word, or none. ``due_before`` and ``due`` are the days on which it was due where the day
    has changed. One of a figure has its ``change``, and that of a value the ``trend`` in a word.
    """
    indicators = {indicator.id: indicator for indicator in facts.known.indicators}

    def record(change: Change) -> View:
        return named(_COLLECTIONS[change.kind], (change.record,))[0]

    def word(change: Change) -> str | None:
        return trend(facts, indicators[change.record], "since-report") if change.kind == "value" else None

    table: Table = {
        "code": lambda change: change.kind,
        "kind": lambda change: CHANGES[change.kind],
        "record": record,
        "title": lambda change: record(change).get("title"),
        "change": lambda change: _difference(change, facts),
        "trend": word,
        "before": lambda change: _state(change.kind, change.before, facts),
        "after": lambda change: NEW if change.kind == "program" else _state(change.kind, change.after, facts),
        "due_before": lambda change: change.due_before,
        "due": lambda change: change.due,
        "sources": lambda change: record(change).get("sources"),
    }

    def view(change: Change) -> View:
        made = TableView(table, change)
        made.weigh = _weight_of_change
        return made

    return list(map(view, facts.changes))


def _weight_of_change(view: View) -> Weight:
    record = view.get("record")
    rank = _WEIGHT_OF_CHANGES.index("worse" if view.get("trend") == WORSE else str(view.get("code")))
    return (-rank, *(record.weight() if isinstance(record, View) else ()))


def _difference(change: Change, facts: model.Facts) -> Figure | None:
    """Return by how much what changed is more or less; None for a state, and for what is new."""
    fact = facts.of.get(f"{change.after}.since-report")
    return Figure(fact) if fact else None


_WEIGHT_OF_CHANGES = (
    *("target", "worse", "budget", "milestone", "risk"),
    *("action", "law", "value", "execution", "program"),
)
"""The kinds of changes, and values that are worse than before, from what weighs most to what weighs least."""


_STATES: Mapping[ChangeKind, UpdatedCollection] = {
    "action": "actions",
    "milestone": "milestones",
    "risk": "risks",
    "law": "legislation",
}


def _state(kind: ChangeKind, state: str | None, facts: model.Facts) -> object:
    if state is None:
        return None
    collection = _STATES.get(kind)
    return _states(collection, facts.known.lists)[state] if collection else Figure(facts[state])


R = TypeVar("R")
K = TypeVar("K")
COUNTS_BY_STATUS = tuple(f"{of}-{s.replace('_', '-')}" for of in ("programs", "measures") for s in STATUSES)
_COUNTS_OF_STRATEGY = (
    *("measures", "measures-now", "measures-earlier", "measures-untold"),
    *("programs", "events", "events-now"),
    *COUNTS_BY_STATUS,
)

_FIGURES_OF_MEETING = {"attended_count": "attended", "absent_count": "absent", "headcount": "headcount"}
_COUNTS_OF_INSTRUMENT = ("measures", "programs", "events", "events-now")


class RecordViews:
    """Makes each record's view once, so that records which refer to one another share them."""

    def __init__(self, facts: model.Facts) -> None:
        known = facts.known
        self._facts = facts
        self._known = known
        self._indicators_of = grouped(known.indicators, lambda i: i.program)
        since = known.model_copy(update={"events": tuple(e for e in known.events if e.date >= known.policy.began)})
        self._by_strategy, self._by_measure = by_strategy(since), by_measure(since)
        self._by_instrument = by_instrument(since)
        self._quarters = sorted(r.quarter for r in known.quarters if r.quarter <= facts.report.quarter)
        self._events_of = grouped_by_each(known.events, lambda e: e.programs)
        self._budgets_of = grouped(known.budgets, lambda b: b.program)
        self._actions_of = grouped(known.actions, lambda a: a.meeting)
        self.members = MemberViews(facts, self.named, lambda budget: amounts(facts, budget))
        self._measured = IndicatorViews(facts, self.named, self.members)
        self._updates = UpdateViews(facts, self.named)
        self._money = MoneyViews(facts)
        self._progress = ProgressViews(facts, self.named)
        self._makers: dict[str, Callable[[Any], View]] = {
            "strategies": self._strategy,
            "fields": self._field,
            "measures": self._measure,
            "programs": self._program,
            "indicators": self._measured.view,
            "events": self._event,
            "members": self._member,
            "meetings": self._meeting,
            "contacts": self._contact,
            "actions": self._action,
            "sources": self._source,
            "budgets": self._budget,
            "milestones": self._milestone,
            "risks": self._risk,
            "legislation": self._law,
        }
        self._made: dict[str, dict[str, View]] = {}
        self._weigh = Weights(facts).of

    def each(self, collection: str) -> list[View]:
        """Return the views of a collection, in its order."""
        return list(self._all(collection).values())

    def named(self, collection: str, ids: Iterable[str]) -> list[View]:
        """Return the views of those records that are known, in the order of their ids."""
        views = self._all(collection)
        return [views[record] for record in ids if record in views]

    def events(self, chosen: Iterable[model.Event]) -> list[View]:
        """Return the views of some events, by their days."""
        return self.named("events", (event.id for event in sorted(chosen, key=lambda e: (e.date, e.id))))

    def counts(self, of: str, names: Iterable[str]) -> View:
        """Return the counts that concern one record (``of`` is ``.`` and its id), or all (``of`` is empty)."""
        return plain({name.replace("-", "_"): Figure(self._facts[f"count.{name}{of}"]) for name in names})

    def conflicts(self) -> list[View]:
        """Return every value that was not used, because sources disagree."""
        return [unused for indicator in self._known.indicators for unused in self._measured.unused(indicator)]

    def updates(self) -> list[View]:
        """Return every update that was known."""
        return self._updates.each()

    def _all(self, collection: str) -> dict[str, View]:
        if collection not in self._made:
            make = self._makers.get(collection, self._plain)
            records = getattr(self._known, collection)
            self._made[collection] = {record.id: self._weighed(make(record), record) for record in records}
        return self._made[collection]

    def _weighed(self, view: View, record: model.Record) -> View:
        if isinstance(record, WEIGHED):
            view.weigh = self._weigh
        return view

    def _plain(self, record: model.Record) -> View:
        """Return the view of a record of which nothing is shown in another way, but the records that it names."""
        named = {name: ref.collection for name, ref in referring_fields(type(record)) if ref}
        return record_view(record, **{name: self._referred(of, getattr(record, name)) for name, of in named.items()})

    def _referred(self, collection: str, ids: str | tuple[str, ...] | None) -> Thunk:
        if isinstance(ids, tuple):
            return lambda: self.named(collection, ids)
        return lambda: next(iter(self.named(collection, (ids or "",))), None)

    def _is_new(self, event: model.Event) -> bool:
        return self._facts.report.covers(event.date)

    def _sources(self, ids: Iterable[str]) -> Thunk:
        return lambda: self.named("sources", ids)

    def _strategy(self, strategy: model.Strategy) -> View:
        return record_view(
            strategy,
            measures=lambda: self.named("measures", (m.id for m in self._known.measures if m.strategy == strategy.id)),
            **self._belonging(self._by_strategy[strategy.id]),
            measures_by_field=lambda: self._by_field(f"measures.{strategy.id}"),
            by_instrument=lambda: [self._instrument(*entry) for entry in self._instruments_of(strategy)],
            count=lambda: self.counts(f".{strategy.id}", _COUNTS_OF_STRATEGY),
            **amounts(self._facts, f"strategy.{strategy.id}"),
            sources=self._sources(strategy.sources),
        )

    def _instruments_of(self, strategy: model.Strategy) -> list[tuple[str, str]]:
        """Return the instruments of a strategy's measures in their list's order, as facts name them and in words."""
        own = {m.instrument for m in self._known.measures if m.strategy == strategy.id}
        words = self._known.lists.words("instruments").items()
        return [(f"{strategy.id}.by.{one}", word) for one, word in words if one in own]

    def _instrument(self, name: str, title: str) -> View:
        return View(
            {
                "title": printable(title),
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

    def _field(self, field: model.Field) -> View:
        return record_view(
            field,
            measures=lambda: self.named("measures", (m.id for m in self._known.measures if field.id in m.fields)),
            programs=lambda: self.named("programs", self._programs_for(field)),
            sources=self._sources(field.sources),
        )

    def _measure(self, measure: model.Measure) -> View:
        return record_view(
            measure,
            instrument=lambda: self._word("instruments", measure.instrument),
            strategy=lambda: self._all("strategies")[measure.strategy],
            fields=lambda: self.named("fields", measure.fields),
            field_names=lambda: self._field_names(measure.fields),
            programs_by_field=lambda: self._by_field(f"programs.{measure.id}"),
            by_field=lambda: [_covers(measure, field) for field in self._known.fields],
            **self._belonging(self._by_measure[measure.id]),
            count=lambda: self.counts(f".{measure.id}", ("programs", "events", "events-now")),
            history=lambda: [self._during(measure, quarter) for quarter in self._quarters],
            **{name: partial(say, measure) for name, say in self._progress.table(self._facts.measures).items()},
            sources=self._sources(measure.sources),
        )

    def _during(self, measure: model.Measure, quarter: model.Quarter) -> View:
        events = Figure(self._facts[f"count.events.{measure.id}.during.{quarter}"])
        return plain({"quarter": quarter.short_label, "events": events})

    def _by_field(self, counted: str) -> list[Figure]:
        return [Figure(self._facts[f"count.{counted}.in.{field.id}"]) for field in self._known.fields]

    def _program(self, program: model.Program) -> View:
        return TableView(self._program_table, program)

    @cached_property
    def _program_table(self) -> Table:
        return {
            "measures": lambda p: self.named("measures", p.measures),
            "measure_names": lambda p: [view.get("title") for view in self.named("measures", p.measures)],
            "fields": lambda p: self.named("fields", p.fields),
            "field_names": lambda p: self._field_names(p.fields),
            "indicators": lambda p: self.named("indicators", (i.id for i in self._indicators_of.get(p.id, []))),
            "events": lambda p: self.events(self._events_of.get(p.id, [])),
            "events_now": lambda p: self.events(filter(self._is_new, self._events_of.get(p.id, []))),
            "first_day": lambda p: min((event.date for event in self._events_of.get(p.id, [])), default=None),
            "last_day": lambda p: max((event.date for event in self._events_of.get(p.id, [])), default=None),
            "contacts": lambda p: self.contacts(p.id),
            "budgets": lambda p: self.named("budgets", (b.id for b in self._budgets_of.get(p.id, []))),
            "money": lambda p: self._money.of_program(p.id),
            "money_by_fund": lambda p: self._money.by_fund(p.id),
            "money_history": lambda p: self._money.history_of_program(p.id),
            "figures": self._figures_of_program,
            **self._progress.table(self._facts.programs),
            "dimensions": self.members.in_words,
            "by": lambda p: self.members.of_program(p.id),
            "photo": lambda p: data_picture(p.photo, p.photo_alt),
            "sources": lambda p: self.named("sources", p.sources),
            "source_labels": lambda p: [view.get("label") for view in self.named("sources", p.sources)],
        }

    def _figures_of_program(self, program: model.Program) -> View:
        by_aspect = {i.aspect: i.id for i in self._indicators_of.get(program.id, []) if i.aspect}
        return plain({a: self._figure_of(by_aspect.get(a)) for a in get_args(Aspect)})

    def _programs_for(self, field: model.Field) -> Iterable[str]:
        """Return the programmes that are for a field, or that carry out a measure which is."""
        measures = {measure.id for measure in self._known.measures if field.id in measure.fields}
        return (p.id for p in self._known.programs if field.id in p.fields or not measures.isdisjoint(p.measures))

    def _field_names(self, fields: Iterable[str]) -> list[object]:
        return [view.get("short_title") for view in self.named("fields", fields)] or [ALL_FIELDS]

    def _figure_of(self, indicator: str | None) -> Figure | None:
        return self._measured.figure(indicator) if indicator else None

    def _event(self, event: model.Event) -> View:
        return TableView(self._event_table, event)

    @cached_property
    def _event_table(self) -> Table:
        return {
            "measures": lambda e: self.named("measures", e.measures),
            "programs": lambda e: self.named("programs", e.programs),
            "figures": lambda e: [self._event_figure(e, indicator) for indicator in e.figures],
            "is_new": self._is_new,
            "photo": lambda e: data_picture(e.photo, e.photo_alt),
            "sources": lambda e: self.named("sources", e.sources),
        }

    def _event_figure(self, event: model.Event, indicator: str) -> View:
        value = self._measured.figure(indicator, f".at-{model.Quarter.of(event.date)}")
        target = self._measured.figure(indicator, f".target-on-{event.date}")
        return plain({"title": self._all("indicators")[indicator].get("title"), "value": value, "target": target})

    def _member(self, member: model.Member) -> View:
        return record_view(
            member, sector=lambda: self._word("sectors", member.sector), sources=self._sources(member.sources)
        )

    def next_meeting(self) -> View | None:
        """Return the view of the council's next meeting; None where none was called."""
        return self._meeting(self._facts.next_meeting) if self._facts.next_meeting else None

    def contacts(self, program: str = "") -> list[View]:
        """Return the people for a programme, or for the policy as a whole."""
        own = (c for c in self._known.contacts if (program in c.programs if program else not c.programs))
        return self.named("contacts", (contact.id for contact in own))

    def _contact(self, contact: model.Contact) -> View:
        return record_view(
            contact,
            code=printable(contact.role),
            role=lambda: self._word("contact_roles", contact.role),
            person=lambda: " ".join(filter(None, (contact.position, contact.name))),
            programs=lambda: self.named("programs", contact.programs),
        )

    def _word(self, name: str, code: str) -> str:
        return self._known.lists.word(name, code)

    def _meeting(self, meeting: model.Meeting) -> View:
        facts = {name: self._facts.of.get(f"meeting.{meeting.id}.{of}") for name, of in _FIGURES_OF_MEETING.items()}
        return record_view(
            meeting,
            attended=lambda: self.named("members", meeting.attended),
            absent=lambda: self.named("members", meeting.absent),
            **{name: printable(Figure(fact) if fact else None) for name, fact in facts.items()},
            actions=lambda: self.named("actions", (a.id for a in self._actions_of.get(meeting.id, []))),
            sources=self._sources(meeting.sources),
        )

    def _action(self, action: model.Action) -> View:
        return record_view(
            action,
            code=lambda: action.status,
            status=lambda: self._word("action_statuses", action.status),
            meeting=lambda: self._all("meetings")[action.meeting],
            **self._updates.of(action),
        )

    def _budget(self, budget: model.Budget) -> View:
        return TableView(self._budget_table, budget)

    @cached_property
    def _budget_table(self) -> Table:
        return {
            **amount_table(self._facts, lambda b: b.id),
            "executed_last_year": lambda b: self._money.of_year_before(b, "executed"),
            "rate_last_year": lambda b: self._money.of_year_before(b, "rate"),
            "unit": lambda b: self._facts[f"budget.{b.id}.current"].unit,
            "title": self._budget_title,
            "fund": lambda b: self._known.money.title_of(b.fund) if b.fund else None,
            "program": lambda b: self._one("programs", b.program),
            "executed_as_of": self._executed_as_of,
            "restated_from": lambda b: f"{b.restated_from:,f}{b.unit}" if b.restated_from is not None else None,
            "current_is_reckoned": lambda b: self._facts[f"budget.{b.id}.current"].rule == "sum",
            "history": lambda b: self._money.history(b.id, b.year),
            "source": lambda b: b.source if self.named("sources", (b.source,)) else None,
            "dimensions": self.members.in_words,
            "members": lambda b: in_words(b.dimensions, self._known.dimensions) or None,
            "sources": lambda b: self.named("sources", self._cited(b)),
        }

    def _budget_title(self, budget: model.Budget) -> str:
        program = str(self._all("programs")[budget.program].get("title"))
        fund = f" {self._known.money.title_of(budget.fund)}" if budget.fund else ""
        fund += f" {in_words(budget.dimensions, self._known.dimensions)}" if budget.dimensions else ""
        return f"{program} {budget.year}년{fund}"

    def _cited(self, budget: model.Budget) -> Iterable[str]:
        names = ("current", "original", "executed", "planned")
        facts = (self._facts[f"budget.{budget.id}.{name}"] for name in names)
        return dict.fromkeys((budget.source, *(source for fact in facts for source in fact.sources)))

    def _executed_as_of(self, budget: model.Budget) -> Date | None:
        executed = self._facts[f"budget.{budget.id}.executed"]
        return as_of(executed.as_of) if executed.value is not None else None

    def _milestone(self, milestone: model.Milestone) -> View:
        state = milestone.state(self._facts.report.as_of)
        return record_view(
            milestone,
            code=printable(state),
            state=lambda: MILESTONES[state],
            day=lambda: milestone.done or milestone.cancelled or milestone.slipped_to or milestone.due,
            times_put_off=lambda: self._times_put_off(milestone),
            **self._about(milestone),
        )

    def _times_put_off(self, milestone: model.Milestone) -> Figure | None:
        counted = self._facts.of.get(f"count.put-off.{milestone.id}")
        return Figure(counted) if counted else None

    def _risk(self, risk: model.Risk) -> View:
        return record_view(risk, state=lambda: RISKS[risk.status], **self._about(risk))

    def _law(self, law: model.Legislation) -> View:
        return record_view(
            law,
            kind=lambda: self._word("legislation_kinds", law.kind),
            stage=lambda: self._word("legislation_stages", law.stage),
            **self._updates.of(law),
        )

    def _about(self, record: model.Milestone | model.Risk) -> dict[str, Thunk]:
        return {
            "measure": lambda: self._one("measures", record.measure),
            "program": lambda: self._one("programs", record.program),
            **self._updates.of(record),
        }

    def _one(self, collection: str, record: str | None) -> View | None:
        return next(iter(self.named(collection, (record or "",))), None)

    def _source(self, source: model.Source) -> View:
        return record_view(
            source,
            label=printable(self._facts.labels[source.id]),
            kind=lambda: self._word("source_kinds", source.kind),
            date=lambda: as_of(source.date or ""),
        )


def _covers(measure: model.Measure, field: model.Field) -> str:
    """Return ``own`` for a measure made for the field, ``all`` for one open to every field, ``no`` otherwise."""
    if not measure.fields:
        return "all"
    return "own" if field.id in measure.fields else "no"
