"""Budgets and their execution: each programme's, and the whole of the year reported on, quarter by quarter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from policyreport.facts.as_of import budget_as_known, known_as_of, without_later
from policyreport.facts.indicator_values import RATE_DECIMALS, UNOBSERVED, beside_hundred, sources_of
from policyreport.model import Budget, Dataset, Fact, Quarter, QuarterReport
from policyreport.model.dimension import members_of
from policyreport.model.facts import by_instrument, by_strategy
from policyreport.model.implementation import Account
from policyreport.model.money import in_unit, smallest_unit
from policyreport.model.states import is_out

_SUMS = ("original", "supplementary", "current", "executed", "planned")
_SUMS_THEN = ("current", "executed", "planned")
_HISTORY = ("current", "executed", "planned", "rate", "plan-rate")
"""What is told of each quarter reported on."""

_NO_SUPPLEMENT = "추경 없음"
_Amounts = Mapping[str, Fact]
"""A budget's facts by their names."""


def budget_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield the facts of each budget, and of the totals of the year reported on, all in one unit.

    ``budget.<id>.`` has original, supplementary, current, executed, planned, remaining, rate and plan-rate, and of what
    was told in each quarter of the year ``budget.<id>.executed.at-<quarter>`` and the like. ``executed-change`` is the
    change since the quarter before, ``executed-on-year`` and ``rate-on-year`` that since the same quarter a year ago.

    Totals are those of all (``budget.total.…``), of a programme with several budgets (``budget.program.<id>.…``), of a
    fund (``budget.fund.<code>.…``), of the programmes of a strategy (``budget.strategy.<id>.…``) and of those that its
    measures of one instrument have (``budget.<strategy>.by.<instrument>.…``; a programme may have several measures, so
    these are not to be added up). A total is the sum of what is known; ``…-missing`` counts the programmes of which a
    part is not. The execution rate (집행률) is what was executed as a percentage of the current budget (예산현액) of
    those whose executed sum is known, ``counted-current``. Where budgets are of members of a dimension,
    ``budget.total.by.<dimension>.<member>``, ``budget.total.beside.<dimension>`` (of no member) and
    ``budget.program.<id>.by.<dimension>.<member>`` are there too, only where all is known.
    """
    later = frozenset(source.id for source in dataset.sources if not is_out(source.date, report.as_of))
    told_by = _Document(_unit(dataset, report), _by_budget(dataset), later)
    now = _Money(dataset, report, told_by)
    rows: list[_Row] = []
    for year in dict.fromkeys(budget.year for budget in dataset.budgets if budget.year <= report.quarter.year):
        of_year = now.of_year(year)
        for row in of_year:
            yield from row.facts.values()
        rows = of_year if year == report.quarter.year else rows
    yield from _totals_of(rows, now)
    known = without_later(dataset, report)
    of_strategies = {f"strategy.{name}": part for name, part in by_strategy(known).items()}
    for name, part in (of_strategies | dict(by_instrument(known))).items():
        programs = {program.id for program in part.programs}
        yield from _totals(name, [row for row in rows if row.budget.program in programs], now)
    told = sorted((r for r in dataset.quarters if r.quarter <= report.quarter), key=lambda r: r.quarter)
    history: dict[Quarter, _Money] = {}
    for one in told:
        money = _Money(dataset, one, told_by, f".at-{one.quarter}")
        own = money.of_year(one.quarter.year)
        for row in own:
            yield from row.history()
        yield from _totals_of(own, money)
        if one.quarter in (report.quarter.previous, _year_before(report.quarter)):
            history[one.quarter] = money
    yield from _changes(rows, history, now)
    yield from _by_member(rows, now)


def _by_member(rows: Sequence[_Row], money: _Money) -> Iterator[Fact]:
    """Yield the totals of each member's budgets, of those beside the members, and of each programme's by member."""
    programs = {program.id: program for program in money.dataset.programs}
    for name, dimension in money.dataset.dimensions.items():
        members = [(row, members_of(row.budget, programs).get(name)) for row in rows]
        divided = dict.fromkeys(row.budget.program for row, member in members if member is not None)
        for member in dimension.members if divided else ():
            own = [row for row, of in members if of == member.code]
            yield from _totals(f"total.by.{name}.{member.code}", own, money, whole=True)
            for program in divided:
                of_program = [row for row in own if row.budget.program == program]
                yield from _totals(f"program.{program}.by.{name}.{member.code}", of_program, money, whole=True)
        if divided:
            yield from _totals(f"total.beside.{name}", [row for row, of in members if of is None], money, whole=True)


def _unit(dataset: Dataset, report: QuarterReport) -> str:
    """Return the unit in which a quarter's documents tell money: the project's, or the smallest of those written."""
    if dataset.money.display_unit is not None:
        return dataset.money.display_unit
    budgets = (budget.unit for budget in dataset.budgets if budget_as_known(budget, report))
    return smallest_unit([*budgets, *(e.unit for e in dataset.executions if known_as_of(e, report))])


class _Written(NamedTuple):
    """An amount as the data give it, when it holds and where it is from; ``path`` leads to where it is written."""

    value: Decimal | None
    unit: str
    as_of: str
    source: str
    path: tuple[str | int, ...]


class _Spent(NamedTuple):
    """What was spent, or was to be spent, by the end of a month, as written in a quarter; ``path`` leads to where."""

    quarter: Quarter
    month: str
    executed: Decimal | None
    planned: Decimal | None
    unit: str
    source: str
    path: tuple[str, int]

    @property
    def order(self) -> int:
        """A number by which quarters are ordered, quicker to compare than they are."""
        return self.quarter.year * 4 + self.quarter.number


_Executions = Mapping[Account, Sequence[_Spent]]
"""What was written of each budget, by quarter."""


def _by_budget(dataset: Dataset) -> _Executions:
    found: defaultdict[Account, list[_Spent]] = defaultdict(list)
    for i, one in enumerate(dataset.executions):
        written = (one.quarter, one.month, one.executed, one.planned, one.unit, one.source)
        found[one.account].append(_Spent(*written, ("executions", i)))
    return found


class _Row(NamedTuple):
    """A budget as known at a quarter's end, and its facts; ``spent`` is the execution in force, if there is one."""

    budget: Budget
    position: int
    spent: _Spent | None
    facts: _Amounts

    def spent_in(self, quarter: Quarter) -> bool:
        """Say whether the executed sum was observed in this very quarter."""
        return self.spent is not None and self.spent.quarter == quarter and self.spent.executed is not None

    def history(self) -> Iterator[Fact]:
        """Yield what is told of each quarter, and what that is reckoned from."""
        parts = ("original", "supplementary") if self.facts["current"].rule == "sum" else ()
        yield from (self.facts[name] for name in (*parts, *_HISTORY))


class _Document(NamedTuple):
    """What holds for every quarter of which a document tells: its unit, what was spent, and sources that came later.

    A document of the fourth quarter may name what came out by then of what the second quarter's budget was.
    """

    unit: str
    executions: _Executions
    later: frozenset[str]


class _Money:
    """The budgets that were known at one quarter's end with their facts, whose ids end in ``suffix``."""

    def __init__(self, dataset: Dataset, report: QuarterReport, told_by: _Document, suffix: str = "") -> None:
        self.dataset = dataset
        self.report = report
        self.unit = told_by.unit
        self.suffix = suffix
        self._executions = told_by.executions
        self._order = report.quarter.year * 4 + report.quarter.number
        self._of_year: dict[int, list[_Row]] = {}
        self._later = told_by.later

    def of_year(self, year: int) -> list[_Row]:
        """Return the known budgets of a year, in their order."""
        if year not in self._of_year:
            found = (
                (i, budget_as_known(budget, self.report))
                for i, budget in enumerate(self.dataset.budgets)
                if budget.year == year
            )
            self._of_year[year] = [self._row(i, budget) for i, budget in found if budget is not None]
        return self._of_year[year]

    def fact(self, name: str, written: _Written | None) -> Fact:
        """Return the fact of an amount that the data give, in the unit in which it is told; a missing one for none."""
        if written is None or written.value is None:
            return Fact(f"{name}{self.suffix}", None, self.unit, "given", missing=UNOBSERVED)
        place = self.dataset.places.find(written.path)
        return Fact(
            id=f"{name}{self.suffix}",
            value=in_unit(written.value, written.unit, self.unit),
            unit=self.unit,
            rule="given" if written.unit == self.unit else "unit",
            as_of=written.as_of,
            places=(place,) if place else (),
            sources=(written.source,) if written.source not in self._later else (),
        )

    def _in_force(self, position: int, budget: Budget) -> tuple[_Spent | None, _Spent | None]:
        """Return the execution and the plan in force: those of the latest quarter, and of the later month in it.

        Where a value was looked for in vain, no older quarter's stands for it, but the budget's own of that quarter
        does.
        """
        written = self._executions.get(budget.account, ())
        found = [one for one in written if one.order <= self._order]
        if budget.execution_quarter is not None and budget.executed_as_of is not None:
            own = (budget.executed, None, budget.unit, budget.source, ("budgets", position))
            found.append(_Spent(budget.execution_quarter, budget.executed_as_of, *own))
        if not found:
            return None, None
        latest = max(one.order for one in found)
        of_quarter = [one for one in found if one.order == latest]
        spent = max(of_quarter, key=lambda one: (one.executed is not None, one.month))
        plans = (one for one in of_quarter if one.planned is not None)
        return spent, max(plans, key=lambda one: one.month, default=None)

    def _row(self, position: int, budget: Budget) -> _Row:
        spent, plan = self._in_force(position, budget)
        name = f"budget.{budget.id}"
        original, supplementary = (self._given(budget, position, one) for one in ("original", "supplementary"))
        if budget.supplementary is None and budget.original is not None:
            supplementary = replace(supplementary, missing=_NO_SUPPLEMENT)
        current = self._current(budget, position, [original, supplementary])
        executed = self._observed(name, "executed", spent)
        planned = self._observed(name, "planned", plan)
        to_date = planned if spent and plan and spent.month == plan.month else self._observed(name, "planned", None)
        facts = {
            "original": original,
            "supplementary": supplementary,
            "current": current,
            "executed": executed,
            "planned": planned,
            "remaining": _remaining(f"{name}.remaining{self.suffix}", current, executed),
            "rate": _rate(f"{name}.rate{self.suffix}", "execution", current, executed),
            "plan-rate": _rate(f"{name}.plan-rate{self.suffix}", "plan", to_date, executed),
        }
        return _Row(budget, position, spent, facts)

    def _given(self, budget: Budget, position: int, name: str, field: str = "") -> Fact:
        """Return the fact of a name that stands in the field of that name, or in another."""
        path = ("budgets", position, field or name)
        written = _Written(getattr(budget, field or name), budget.unit, str(budget.year), budget.source, path)
        return self.fact(f"budget.{budget.id}.{name}", written)

    def _current(self, budget: Budget, position: int, parts: Sequence[Fact]) -> Fact:
        """Return the current budget: as written, or else what the original and supplementary ones make.

        Before a supplementary budget was decided, what is written as the current one was not known: the original one
        stood for it.
        """
        is_before_decision = budget.supplementary_on != self.dataset.budgets[position].supplementary_on
        if is_before_decision:
            return self._given(budget, position, "current", "original" if budget.current is not None else "current")
        if budget.current is not None or budget.original is None:
            return self._given(budget, position, "current")
        known = [part for part in parts if part.value is not None]
        return _reckoned(f"budget.{budget.id}.current{self.suffix}", "sum", known, _added)

    def _observed(self, budget: str, name: str, spent: _Spent | None) -> Fact:
        if spent is None:
            return self.fact(f"{budget}.{name}", None)
        path = (*spent.path, name)
        written = _Written(getattr(spent, name), spent.unit, spent.month, spent.source, path)
        return self.fact(f"{budget}.{name}", written)


def _totals_of(rows: Sequence[_Row], money: _Money) -> Iterator[Fact]:
    """Yield the totals of all budgets of a year, of each fund, and of each programme with several budgets."""
    yield from _totals("total", rows, money)
    for fund in dict.fromkeys(row.budget.fund for row in rows):
        if fund is not None:
            yield from _totals(f"fund.{fund}", [row for row in rows if row.budget.fund == fund], money)
    of_program: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        of_program[row.budget.program].append(row)
    for program, own in of_program.items():
        if len(own) > 1:
            yield from _totals(f"program.{program}", own, money, whole=True)
        funds = Counter(row.budget.fund for row in own)
        for fund, count in funds.items():
            if fund is not None and 1 < count < len(own):
                of_fund = [row for row in own if row.budget.fund == fund]
                yield from _totals(f"program.{program}.fund.{fund}", of_fund, money, whole=True)


def _totals(of: str, rows: Sequence[_Row], money: _Money, *, whole: bool = False) -> Iterator[Fact]:
    """Yield the totals of some budgets; of what is known, or only where all is known if they are to be ``whole``."""
    if not rows:
        return
    start, suffix = f"budget.{of}", money.suffix
    totals: dict[str, Fact] = {}
    for name in _SUMS_THEN if suffix else _SUMS:
        parts = [row.facts[name] for row in rows]
        lacking = [row for row in rows if row.facts[name].missing not in ("", _NO_SUPPLEMENT)]
        if lacking and whole:
            totals[name] = Fact(f"{start}.{name}{suffix}", None, money.unit, "sum", missing=UNOBSERVED)
            continue
        totals[name] = _sum(f"{start}.{name}{suffix}", parts)
        if lacking and totals[name].value is not None:
            yield _count(f"{start}.{name}-missing{suffix}", lacking, money)
    yield from totals.values()
    for whole_name, counted in (("current", "counted"), ("planned", "counted-of-plan")):
        pair = (whole_name, "executed")
        both = [row for row in rows if all(row.facts[name].value is not None for name in pair)]
        if whole_name == "planned":
            both = [row for row in both if row.facts["plan-rate"].value is not None]
        base, done = (_counted(f"{start}.{counted}-{name}{suffix}", name, totals[name], rows, both) for name in pair)
        yield from (one for one in (base, done) if one.id not in (totals[name].id for name in pair))
        if whole_name == "current":
            yield _remaining(f"{start}.remaining{suffix}", base, done)
            yield _rate(f"{start}.rate{suffix}", "execution", base, done)
        else:
            yield _rate(f"{start}.plan-rate{suffix}", "plan", base, done)


def _counted(fact: str, name: str, total: Fact, rows: Sequence[_Row], both: Sequence[_Row]) -> Fact:
    """Return the sum of those amounts that a rate counts: the total, or where it holds others as well, a sum apart."""
    known = sum(row.facts[name].value is not None for row in rows)
    if total.value is None or known == len(both):
        return total
    return _sum(fact, [row.facts[name] for row in both]) if both else replace(total, value=None, missing=UNOBSERVED)


def _count(fact: str, rows: Sequence[_Row], money: _Money) -> Fact:
    """Return the fact that counts the programmes of some budgets; it stands on the budgets."""
    found = (money.dataset.places.find(("budgets", row.position)) for row in rows)
    programs = {row.budget.program for row in rows}
    places = tuple(place for place in found if place)
    as_of = money.report.as_of.isoformat()
    return Fact(fact, Decimal(len(programs)), "개 사업", "count", 0, as_of=as_of, places=places)


def _changes(rows: Sequence[_Row], history: Mapping[Quarter, _Money], now: _Money) -> Iterator[Fact]:
    """Yield the changes since the quarter before, and since the same quarter of the year before."""
    quarter = now.report.quarter
    year_ago = _year_before(quarter)
    if quarter.previous.year == quarter.year and quarter.previous in history:
        yield from _compared("executed-change", "executed", rows, now, history[quarter.previous])
    if year_ago in history:
        yield from _compared("executed-on-year", "executed", rows, now, history[year_ago])
        yield from _compared("rate-on-year", "rate", rows, now, history[year_ago])


def _year_before(quarter: Quarter) -> Quarter:
    return Quarter(quarter.year - 1, quarter.number)


def _compared(name: str, amount: str, rows: Sequence[_Row], now: _Money, then: _Money) -> Iterator[Fact]:
    """Yield the change of an amount since a quarter, of each budget that was observed in both; and of them all."""
    quarter = then.report.quarter
    before = {_of(row): row for row in then.of_year(quarter.year)}
    changed: list[Fact] = []
    lacking: list[_Row] = []
    for row in rows:
        found = before.get(_of(row))
        if found is not None and found.spent_in(quarter) and row.spent_in(now.report.quarter):
            parts = [row.facts[amount], found.facts[amount]]
            changed.append(_change(f"budget.{row.budget.id}.{name}", parts))
        else:
            lacking.append(row)
    yield from changed
    if changed and amount == "executed":
        yield replace(_sum(f"budget.total.{name}", changed), change=True)
        if lacking:
            yield _count(f"budget.total.{name}-missing", lacking, now)


def _of(row: _Row) -> tuple[object, ...]:
    """Return what a budget is of, in whatever year."""
    program, _, *rest = row.budget.account
    return program, *rest


def _change(fact: str, parts: Sequence[Fact]) -> Fact:
    found = _reckoned(fact, "change", parts, lambda values: values[0] - values[1])
    if found.unit == "%":
        return replace(found, change=True, unit="%p", decimals=RATE_DECIMALS)
    return replace(found, change=True)


def _sum(fact: str, parts: Sequence[Fact]) -> Fact:
    """Return the sum of what is known of some parts."""
    known = [part for part in parts if part.value is not None]
    total = _reckoned(fact, "sum", known or parts, _added)
    is_none = not known and all(part.missing == _NO_SUPPLEMENT for part in parts)
    return replace(total, missing=_NO_SUPPLEMENT) if is_none else total


def _added(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _remaining(fact: str, current: Fact, executed: Fact) -> Fact:
    return _reckoned(fact, "remaining", [current, executed], lambda values: values[0] - values[1])


def _rate(fact: str, rule: str, whole: Fact, part: Fact) -> Fact:
    if whole.value is None or part.value is None or not whole.value:
        return Fact(fact, None, "%", rule, RATE_DECIMALS, missing=UNOBSERVED)
    value = part.value * 100 / whole.value
    as_of, sources = max(whole.as_of, part.as_of), sources_of((whole, part))
    of = (whole.id, part.id)
    return beside_hundred(Fact(fact, value, "%", rule, RATE_DECIMALS, as_of=as_of, sources=sources, derived_from=of))


def _reckoned(
    fact: str, rule: str, parts: Sequence[Fact], reckon: Callable[[Sequence[Decimal]], Decimal | None]
) -> Fact:
    values = [part.value for part in parts if part.value is not None]
    value = reckon(values) if values and len(values) == len(parts) else None
    used = parts if value is not None else ()
    return Fact(
        id=fact,
        value=value,
        unit=parts[0].unit,
        rule=rule,
        as_of=max((part.as_of for part in used), default=""),
        sources=sources_of(used),
        derived_from=tuple(part.id for part in used),
        missing="" if value is not None else UNOBSERVED,
    )
