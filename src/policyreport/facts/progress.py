"""How each programme and measure stands: what was done against what was planned, as facts that name their grounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from policyreport.diagnostics import SourceLocation
from policyreport.facts.as_of import without_later
from policyreport.facts.indicator_values import RATE_DECIMALS, short_of, sources_of
from policyreport.model import Budget, Dataset, Event, Fact, Indicator, Milestone, Program, QuarterReport, Risk
from policyreport.model.facts import by_measure
from policyreport.model.indicator import Met
from policyreport.model.progress import STATUSES, Progress, ProgressReason, ProgressStatus, severity, worst

_MONTHS = 12


class ProgressOfAll(NamedTuple):
    """How all programmes and measures stand by their ids, and the facts of that."""

    programs: Mapping[str, Progress]
    measures: Mapping[str, Progress]
    facts: Mapping[str, Fact]


def progress_of_all(
    dataset: Dataset, report: QuarterReport, facts: Mapping[str, Fact], met: Mapping[str, Met]
) -> ProgressOfAll:
    """Return how each known programme and each measure stands on the report's as-of day.

    ``dataset`` is as it stood for the report, ``facts`` are the report's other facts, and ``met`` says what has become
    of targets. A status is the gravest of those that a programme's steps, money, targets and risks give, each judged
    against its plan; events alone give none, for they say nothing of what was to be done. A measure stands as the
    gravest of its programmes and of its own steps and risks. Where no plan of execution is written, equal parts for the
    months are but a guess: within the year they make a programme one that is behind only beside another reason.

    The facts are ``status.program.<id>`` and ``status.measure.<id>`` (0 for done up to 3 for behind, missing where no
    plan is known), ``status.program.<id>.pace`` (what was spent in percent of the plan; where none is written, of equal
    parts for each month of the year), ``status.milestone.<id>.late`` and ``status.risk.<id>.late`` (days), and the
    counts ``count.programs-<status>`` and ``count.measures-<status>``, for a strategy with its id behind them, and
    ``count.targets-met``, ``-missed`` and ``-ongoing`` of the outcomes.
    """
    return _Judge(dataset, report, facts, met).judged()


_Of = tuple[str, str]
"""A programme or a measure: its collection and its id; empty texts for neither."""


def _of(record: Milestone | Risk) -> _Of:
    """Return what a step or a risk is of: its programme, else its measure."""
    if record.program is not None:
        return "programs", record.program
    return ("measures", record.measure) if record.measure is not None else ("", "")


class _Grounds:
    """What a status stands on: reasons, facts, places in the data and sources; ``has_plan`` once any plan is known."""

    def __init__(self) -> None:
        self.reasons: list[ProgressReason] = []
        self.facts: dict[str, None] = {}
        self.places: dict[SourceLocation, None] = {}
        self.sources: dict[str, None] = {}
        self.has_plan = False

    @property
    def ordered(self) -> tuple[ProgressReason, ...]:
        """The reasons, the gravest first, else as they were found."""
        return tuple(sorted(self.reasons, key=lambda reason: -(severity(reason.status) or 0)))


class _Judge:
    def __init__(
        self, dataset: Dataset, report: QuarterReport, facts: Mapping[str, Fact], met: Mapping[str, Met]
    ) -> None:
        self._dataset = dataset
        self._known = without_later(dataset, report)
        self._report = report
        self._day = report.as_of
        self._facts = facts
        self._met = met
        self._limits = dataset.thresholds
        self._made: dict[str, Fact] = {}
        self._positions = {
            (name, record.id): position
            for name in ("milestones", "risks", "indicators", "programs", "measures")
            for position, record in enumerate(getattr(dataset, name))
        }
        self._indicators_of: defaultdict[str, list[Indicator]] = defaultdict(list)
        self._budgets_of: defaultdict[str, list[Budget]] = defaultdict(list)
        self._events_of: defaultdict[str, list[Event]] = defaultdict(list)
        for indicator in self._known.indicators:
            if indicator.program:
                self._indicators_of[indicator.program].append(indicator)
        for budget in self._known.budgets:
            if budget.year == report.quarter.year:
                self._budgets_of[budget.program].append(budget)
        for event in self._known.events:
            for program in event.programs:
                self._events_of[program].append(event)
        self._steps_of: defaultdict[_Of, list[Milestone]] = defaultdict(list)
        self._risks_of: defaultdict[_Of, list[Risk]] = defaultdict(list)
        for milestone in dataset.milestones:
            self._steps_of[_of(milestone)].append(milestone)
        for risk in dataset.risks:
            if risk.status == "open":
                self._risks_of[_of(risk)].append(risk)

    def judged(self) -> ProgressOfAll:
        programs: dict[str, Progress] = {}
        for program in self._known.programs:
            programs[program.id] = self._program(program)
        measures: dict[str, Progress] = {}
        parts = by_measure(self._known)
        for measure in self._known.measures:
            own = [program.id for program in parts[measure.id].programs]
            measures[measure.id] = self._measure(measure.id, own, programs)
        counts = (*self._counts("programs", programs), *self._counts("measures", measures), *self._targets())
        for fact in counts:
            self._made[fact.id] = fact
        return ProgressOfAll(programs, measures, self._made)

    def _program(self, program: Program) -> Progress:
        grounds = _Grounds()
        milestones, risks = self._steps_of["programs", program.id], self._risks_of["programs", program.id]
        self._judge_steps(grounds, milestones, self._events_of[program.id])
        self._judge_risks(grounds, risks)
        self._judge_targets(grounds, program.id)
        self._judge_money(grounds, program.id)
        status = self._status(grounds, is_done=self._is_done(program.id, milestones, risks, grounds))
        self._note_status(f"status.program.{program.id}", status, grounds)
        return Progress(status, grounds.ordered)

    def _measure(self, measure: str, programs: list[str], of_programs: Mapping[str, Progress]) -> Progress:
        grounds = _Grounds()
        milestones, risks = self._steps_of["measures", measure], self._risks_of["measures", measure]
        self._judge_steps(grounds, milestones, [])
        self._judge_risks(grounds, risks)
        is_done = bool(self._all_done_on(milestones, risks))
        own: list[ProgressStatus] = [self._status(grounds, is_done=is_done)] if grounds.has_plan else []
        statuses: list[ProgressStatus] = [*own, *(of_programs[program].status for program in programs)]
        status = worst(statuses)
        for program in programs:
            grounds.reasons += of_programs[program].reasons
            grounds.facts[f"status.program.{program}"] = None
        self._note_status(f"status.measure.{measure}", status, grounds)
        return Progress(status, grounds.ordered)

    def _status(self, grounds: _Grounds, *, is_done: bool) -> ProgressStatus:
        if not grounds.has_plan:
            return "unknown"
        if grounds.reasons:
            return worst(reason.status for reason in grounds.reasons)
        return "done" if is_done else "on_track"

    def _judge_steps(self, grounds: _Grounds, milestones: Iterable[Milestone], events: Iterable[Event]) -> None:
        happened = [event.date for event in events]
        for milestone in milestones:
            grounds.has_plan = True
            self._stand_on(grounds, "milestones", milestone.id, milestone.sources)
            state = milestone.state(self._day)
            if state == "late":
                self._add_late(grounds, milestone, milestone.slipped_to or milestone.due)
            elif state == "put_off":
                grounds.reasons.append(ProgressReason("milestone", "attention", "milestones", milestone.id))
            elif state == "ahead" and milestone.begins is not None:
                idle = (self._day - milestone.begins).days
                if idle > self._limits.late_days and not any(day >= milestone.begins for day in happened):
                    grounds.reasons.append(ProgressReason("start", "attention", "milestones", milestone.id))

    def _judge_risks(self, grounds: _Grounds, risks: Iterable[Risk]) -> None:
        for risk in risks:
            grounds.has_plan = True
            self._stand_on(grounds, "risks", risk.id, risk.sources)
            if risk.due is not None and risk.due < self._day:
                self._add_late(grounds, risk, risk.due)
            else:
                grounds.reasons.append(ProgressReason("risk", "attention", "risks", risk.id))

    def _add_late(self, grounds: _Grounds, record: Milestone | Risk, due: date) -> None:
        """Note that a step, or the remedy of a risk, is late, with a fact of the days."""
        kind: Literal["milestone", "risk"] = "milestone" if isinstance(record, Milestone) else "risk"
        collection = f"{kind}s"
        place = self._dataset.places.find((collection, self._positions[collection, record.id]))
        late = Fact(
            id=f"status.{kind}.{record.id}.late",
            value=Decimal((self._day - due).days),
            unit="일",
            rule="late",
            decimals=0,
            as_of=self._day.isoformat(),
            places=(place,) if place else (),
            sources=record.sources,
        )
        self._made[late.id] = late
        grounds.facts[late.id] = None
        status: ProgressStatus = "behind" if late.value and late.value > self._limits.late_days else "attention"
        grounds.reasons.append(ProgressReason(kind, status, collection, record.id, (late.id,)))

    def _judge_money(self, grounds: _Grounds, program: str) -> None:
        name = self._money_name(program)
        rate, planned = (self._facts.get(f"budget.{name}.{of}") for of in ("rate", "plan-rate"))
        pace = self._pace(program, name)
        if rate is None or pace is None or pace.value is None:
            return
        grounds.has_plan = True
        grounds.facts |= {pace.id: None, rate.id: None}
        limits, is_written = self._limits, planned is not None and planned.value is not None
        if pace.value >= limits.execution_attention:
            return
        is_whole_year = rate.as_of[5:7] == f"{_MONTHS}"
        is_certain = is_written or is_whole_year or bool(grounds.reasons)
        is_behind = pace.value < limits.execution_behind and is_certain
        pace = self._made[pace.id] = short_of(
            pace, limits.execution_behind if is_behind else limits.execution_attention
        )
        status: ProgressStatus = "behind" if is_behind else "attention"
        grounds.reasons.append(ProgressReason("money", status, "programs", program, (rate.id, pace.id)))

    def _money_name(self, program: str) -> str:
        """Return what the programme's amounts of the year are called in facts; empty where it has no budget."""
        own = self._budgets_of[program]
        return own[0].id if len(own) == 1 else f"program.{program}" if own else ""

    def _pace(self, program: str, name: str) -> Fact | None:
        """Return what was spent in percent of what was to be spent by then; None where nothing tells."""
        current, executed, planned = (
            self._facts.get(f"budget.{name}.{of}") for of in ("current", "executed", "plan-rate")
        )
        if planned is not None and planned.value is not None:
            value, rule, parts = planned.value, "plan", (planned,)
        elif current and executed and current.value and executed.value is not None and executed.as_of:
            months = int(executed.as_of[5:7])
            value, rule, parts = executed.value * 100 * _MONTHS / (current.value * months), "even", (executed, current)
        else:
            return None
        fact = Fact(
            id=f"status.program.{program}.pace",
            value=value,
            unit="%",
            rule=rule,
            decimals=RATE_DECIMALS,
            as_of=max(part.as_of for part in parts),
            sources=sources_of(parts),
            derived_from=tuple(part.id for part in parts),
        )
        self._made[fact.id] = fact
        return fact

    def _judge_targets(self, grounds: _Grounds, program: str) -> None:
        for indicator in self._indicators_of[program]:
            met = self._met.get(indicator.id)
            if met is None:
                continue
            grounds.has_plan = True
            names = [f"indicator.{indicator.id}{of}" for of in ("", ".target", ".rate", ".progress")]
            known = tuple(name for name in names if self._facts[name].value is not None)
            grounds.facts |= dict.fromkeys(known)
            rate, way = self._facts[names[2]].value, self._facts[names[3]].value
            if met == "missed":
                is_behind = rate is not None and rate < self._limits.achievement_behind
                status: ProgressStatus = "behind" if is_behind else "attention"
                grounds.reasons.append(ProgressReason("target", status, "indicators", indicator.id, known))
            elif met == "ongoing" and way is not None and way < 0:
                grounds.reasons.append(ProgressReason("worse", "attention", "indicators", indicator.id, known))

    def _all_done_on(self, milestones: list[Milestone], risks: list[Risk]) -> list[date]:
        """Return the days on which steps were reached, where none is left and no risk is open; none otherwise.

        Steps that were all cancelled were not reached: what they were for is not done.
        """
        if risks or any(milestone.state(self._day) not in _OVER for milestone in milestones):
            return []
        return [m.done for m in milestones if m.done is not None and m.done <= self._day]

    def _is_done(self, program: str, milestones: list[Milestone], risks: list[Risk], grounds: _Grounds) -> bool:
        """Say whether nothing is left to be done: no step, no risk, no target, no money, and nothing happened since."""
        finished = self._all_done_on(milestones, risks)
        if not finished or grounds.reasons:
            return False
        if any(self._met.get(indicator.id) == "ongoing" for indicator in self._indicators_of[program]):
            return False
        if any(event.date > max(finished) for event in self._events_of[program]):
            return False
        rate = self._facts.get(f"budget.{self._money_name(program)}.rate")
        if not self._budgets_of[program]:
            return True
        return rate is not None and rate.value is not None and rate.value >= self._limits.execution_done

    def _stand_on(self, grounds: _Grounds, collection: str, record: str, sources: Iterable[str]) -> None:
        place = self._dataset.places.find((collection, self._positions[collection, record]))
        if place:
            grounds.places[place] = None
        grounds.sources |= dict.fromkeys(sources)

    def _note_status(self, name: str, status: ProgressStatus, grounds: _Grounds) -> None:
        """Make the fact of a status; its value is how grave it is."""
        grave = severity(status)
        known = [self._made.get(fact) or self._facts[fact] for fact in grounds.facts]
        sources = dict.fromkeys((*grounds.sources, *sources_of(known)))
        made = Fact(
            id=name,
            value=None if grave is None else Decimal(grave),
            unit="",
            rule="status",
            decimals=0,
            as_of=self._day.isoformat(),
            places=tuple(grounds.places),
            sources=tuple(sources),
            derived_from=tuple(grounds.facts),
        )
        self._made[name] = made if grave is not None else replace(made, missing=NO_PLAN)

    def _counts(self, collection: str, progress: Mapping[str, Progress]) -> Iterator[Fact]:
        """Yield how many programmes or measures have each status, of all, and of each strategy."""
        strategy_of = {measure.id: measure.strategy for measure in self._known.measures}
        strategies: Mapping[str, set[str]] = {
            record.id: {strategy_of[m] for m in record.measures if m in strategy_of}
            if isinstance(record, Program)
            else {record.strategy}
            for record in (self._known.programs if collection == "programs" else self._known.measures)
        }
        for status in STATUSES:
            of_status = [name for name, one in progress.items() if one.status == status]
            name = f"count.{collection}-{status.replace('_', '-')}"
            yield self._count(name, collection, of_status)
            for strategy in self._known.strategies:
                own = [record for record in of_status if strategy.id in strategies[record]]
                yield self._count(f"{name}.{strategy.id}", collection, own)

    def _targets(self) -> Iterator[Fact]:
        """Yield how many outcomes have met, missed, or not yet reached their targets."""
        outcomes = {indicator.id for indicator in self._known.indicators if indicator.role == "outcome"}
        for met in ("met", "missed", "ongoing"):
            own = [name for name, found in self._met.items() if found == met and name in outcomes]
            places = (self._dataset.places.find(("indicators", self._positions["indicators", name])) for name in own)
            value, day = Decimal(len(own)), self._day.isoformat()
            stands_at = tuple(place for place in places if place)
            yield Fact(f"count.targets-{met}", value, "개", "count", 0, as_of=day, places=stands_at)

    def _count(self, name: str, collection: str, records: list[str]) -> Fact:
        found = (self._dataset.places.find((collection, self._positions[collection, record])) for record in records)
        places = tuple(place for place in found if place)
        value, of = Decimal(len(records)), tuple(f"status.{collection[:-1]}.{record}" for record in records)
        return Fact(name, value, "개", "count", 0, as_of=self._day.isoformat(), places=places, derived_from=of)


_OVER = ("done", "cancelled")
NO_PLAN = "일정·예산·목표가 없어 판단하지 않음"
