"""What weighs most in a list that is too long to be shown whole: money, and lateness for what has a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from policyreport import model
from policyreport.model.money import in_unit
from policyreport.templating.view import View, Weight

WEIGHED = (model.Budget, model.Program, model.Event, model.Milestone, model.Action, model.Risk)
"""The kinds of records that have a weight."""
_LATENESS = {"late": 3, "put_off": 2, "ahead": 1, "done": 0}


class Weights:
    """The weights of the records of one quarter."""

    def __init__(self, facts: model.Facts) -> None:
        self._facts = facts
        self._of_program: defaultdict[str, Decimal] = defaultdict(Decimal)
        self._last_day: defaultdict[str, int] = defaultdict(int)
        for event in facts.known.events:
            for program in event.programs:
                self._last_day[program] = max(self._last_day[program], event.date.toordinal())
        for budget in facts.known.budgets:
            if budget.year == facts.report.quarter.year:
                self._of_program[budget.program] += self._money(budget)

    def of(self, view: View) -> Weight:
        """Return the weight of a record of a kind that lists may be cut of; nothing for any other."""
        match record := view.own:
            case model.Budget():
                return (record.year, self._money(record))
            case model.Program():
                return (self._of_program[record.id], self._last_day[record.id])
            case model.Event():
                return (self._together(record.programs), record.date.toordinal())
            case model.Milestone():
                return self._lateness(record)
            case model.Action():
                return (record.status == "delayed", -record.due.toordinal() if record.due else -date.max.toordinal())
            case model.Risk():
                return (self._together([record.program] if record.program else ()),)
            case _:
                return ()

    def _money(self, budget: model.Budget) -> Decimal:
        """Return a budget in won; nothing where none is known."""
        current, original = (self._facts.of.get(f"budget.{budget.id}.{name}") for name in ("current", "original"))
        known = [
            in_unit(fact.value, fact.unit, "원") for fact in (current, original) if fact and fact.value is not None
        ]
        return known[0] if known else Decimal(0)

    def _lateness(self, milestone: model.Milestone) -> Weight:
        """Return the weight of a milestone: what is late by the most days first, what was done long ago last."""
        state = milestone.state(self._facts.report.as_of)
        day = milestone.done or milestone.cancelled or milestone.slipped_to or milestone.due
        days = {"late": -day.toordinal(), "put_off": (day - milestone.due).days, "ahead": -day.toordinal()}
        return (_LATENESS.get(state, 0), days.get(state, day.toordinal()))

    def _together(self, programs: Iterable[str]) -> Decimal:
        return sum((self._of_program[program] for program in dict.fromkeys(programs)), Decimal(0))
