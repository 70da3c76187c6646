"""Money as templates see it: a budget's amounts, those of all, of a programme or of a fund, and the year's course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from policyreport.document.nodes import Date
from policyreport.model import Budget, Fact, Facts, Quarter
from policyreport.templating.view import Figure, Table, TableView, Thunk, View, printable

_AMOUNTS = (
    "original",
    "supplementary",
    "current",
    "executed",
    "planned",
    "remaining",
    "rate",
    "plan-rate",
    "executed-change",
    "executed-on-year",
    "rate-on-year",
    "counted-current",
)
_COUNTED = ("original", "supplementary", "current", "executed", "planned", "executed-change", "executed-on-year")
_OF_A_QUARTER = ("current", "executed", "planned", "rate", "plan-rate")


def amount_table(facts: Facts, name_of: Callable[[Any], str]) -> Table:
    """Return the table of the figures of one budget, or of a total; None where there is none.

    ``name_of`` returns what its facts are called: a budget's id, or a total's name. ``…_missing`` counts the programmes
    of which an amount is not known, and is None where all are. ``executed_before`` is what had been spent by the end of
    the quarter before, in the same year.
    """

    def amount(name: str) -> Callable[[object], Figure | None]:
        return lambda of: _figure(facts.of.get(f"budget.{name_of(of)}.{name}"))

    names = (*_AMOUNTS, *(f"{name}-missing" for name in _COUNTED))
    table: dict[str, Callable[[object], object]] = {name.replace("-", "_"): amount(name) for name in names}
    quarter = facts.report.quarter
    is_within_year = quarter.previous.year == quarter.year
    for name, of_before in (("executed_before", "executed"), ("executed_before_missing", "executed-missing")):
        table[name] = amount(f"{of_before}.at-{quarter.previous}") if is_within_year else lambda _of: None
    return table


def amounts(facts: Facts, of: str) -> dict[str, Thunk]:
    """Return the figures of ``amount_table`` of a total by its name."""
    return {name: partial(figure, of) for name, figure in amount_table(facts, str).items()}


class MoneyViews:
    """Makes the views of money: of all, of each programme and fund, and of what was told in each quarter."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._quarter = facts.report.quarter
        self._budgets = facts.known.budgets
        self._budgets_of: defaultdict[tuple[str, int], list[Budget]] = defaultdict(list)
        self._of_account: dict[tuple[object, ...], str] = {}
        for budget in self._budgets:
            self._budgets_of[budget.program, budget.year].append(budget)
            self._of_account.setdefault(budget.account, budget.id)
        self._quarters = sorted(r.quarter for r in facts.known.quarters if r.quarter <= self._quarter)
        self._amounts = amount_table(facts, str)
        self._of_quarter: Table = {
            "quarter": lambda told: told[1].short_label,
            **{name.replace("-", "_"): self._told(name) for name in (*_OF_A_QUARTER, "executed-missing")},
        }

    def total(self) -> View:
        """Return the totals of the year reported on, with those of a year ago and the year's course."""
        year_ago = Quarter(self._quarter.year - 1, self._quarter.number)
        return View(
            {
                **amounts(self._facts, "total"),
                "year": lambda: Date(self._quarter.year),
                "executed_last_year": lambda: self._at("total", "executed", year_ago),
                "rate_last_year": lambda: self._at("total", "rate", year_ago),
                "history": lambda: self.history("total", self._quarter.year),
            }
        )

    def funds(self) -> list[View]:
        """Return the funds of the year's budgets in their order, each with its totals; none where no fund is used."""
        return [
            View({"code": printable(code), "title": printable(title), **amounts(self._facts, f"fund.{code}")})
            for code, title in self._used_funds.items()
        ]

    @cached_property
    def _used_funds(self) -> Mapping[str, str]:
        """The titles of the funds of the year's budgets by their codes, in their order."""
        used = {budget.fund for budget in self._budgets if budget.year == self._quarter.year and budget.fund}
        return {fund.code: fund.title for fund in self._facts.known.money.funds if fund.code in used}

    def of_program(self, program: str) -> View:
        """Return the amounts of a programme in the year reported on: of its budget, or of all of them together."""
        return TableView(self._amounts, self._name_of(program, self._quarter.year))

    def by_fund(self, program: str) -> list[View]:
        """Return the amounts of a programme in the year reported on for each fund of ``funds``."""
        own = self._budgets_of.get((program, self._quarter.year), [])
        return [TableView(self._amounts, self._of_fund(program, own, fund)) for fund in self._used_funds]

    def _of_fund(self, program: str, own: Sequence[Budget], fund: str) -> str:
        """Return what a programme's amounts of a fund are called in facts; empty where it has none."""
        of_fund = [budget.id for budget in own if budget.fund == fund]
        if len(of_fund) > 1:
            return f"program.{program}" if len(of_fund) == len(own) else f"program.{program}.fund.{fund}"
        return next(iter(of_fund), "")

    def history(self, of: str, year: int) -> list[View]:
        """Return what was told of a budget or total in each quarter of a year that was reported on."""
        return [self._during(of, quarter) for quarter in self._quarters if quarter.year == year]

    def history_of_program(self, program: str) -> list[View]:
        """Return what was told of a programme's money in every quarter reported on."""
        return [self._during(self._name_of(program, quarter.year, quarter), quarter) for quarter in self._quarters]

    def of_year_before(self, budget: Budget, name: str) -> Figure | None:
        """Return an amount of a budget's forerunner of the year before, as it was by the same quarter."""
        if budget.year != self._quarter.year:
            return None
        before = self._of_account.get((budget.program, budget.year - 1, *budget.account[2:]), "")
        return self._at(before, name, Quarter(self._quarter.year - 1, self._quarter.number))

    def _name_of(self, program: str, year: int, quarter: Quarter | None = None) -> str:
        """Return what a programme's amounts of a year are called in facts; empty where it has no budget."""
        suffix = f".at-{quarter}" if quarter else ""
        whole = f"program.{program}"
        own = [budget.id for budget in self._budgets_of.get((program, year), [])]
        names = (name for name in (whole, *own) if f"budget.{name}.current{suffix}" in self._facts.of)
        return next(names, "")

    def _during(self, of: str, quarter: Quarter) -> View:
        return TableView(self._of_quarter, (of, quarter))

    def _told(self, name: str) -> Callable[[tuple[str, Quarter]], Figure | None]:
        return lambda told: self._at(told[0], name, told[1])

    def _at(self, of: str, name: str, quarter: Quarter) -> Figure | None:
        return _figure(self._facts.of.get(f"budget.{of}.{name}.at-{quarter}"))


def _figure(fact: Fact | None) -> Figure | None:
    return Figure(fact) if fact else None
