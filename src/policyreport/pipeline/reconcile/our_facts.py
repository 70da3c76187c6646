"""Which fact of ours a cell of a received table is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from policyreport.diagnostics import SourceLocation
from policyreport.model import Budget, Fact, Facts, Quarter
from policyreport.model.dimension import in_words, members_of
from policyreport.pipeline.reconcile.fields import ASPECTS, head_key


class RowKey(NamedTuple):
    """Of what a row is: a record, as known in a quarter; of a budget's year and fund, and of members."""

    quarter: Quarter
    record: str
    year: int
    fund: str = ""
    members: tuple[tuple[str, str], ...] = ()


class OurFacts:
    """The facts of one quarter, found by what the rows and columns of a table are."""

    def __init__(self, facts: Facts, collection: str) -> None:
        self.facts = facts
        self._is_money = collection == "programs"
        records = facts.known.programs if self._is_money else facts.known.indicators
        self.titles: Mapping[str, str] = {one.id: one.title for one in records}
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        for one in records:
            for name in (one.id, one.title, getattr(one, "title_en", None) or one.id):
                self._ids[head_key(name)].add(one.id)
        self._programs = {one.id: one for one in facts.known.programs}
        self._measured = {(one.program, one.aspect): one.id for one in facts.known.indicators if one.aspect}

    def records_named(self, name: str) -> set[str]:
        """Return the ids of the records of a name: their id or title."""
        return self._ids.get(head_key(name), set())

    @property
    def names(self) -> Iterable[str]:
        """The titles and ids of all records."""
        return [*self.titles.values(), *self.titles]

    def find(self, key: RowKey, field: str) -> Fact | None:
        """Return the fact of a field of what a row is of; None where nothing of the kind is known."""
        if not self._is_money:
            return self._indicator(key, field)
        if field in ASPECTS:
            measured = self._measured.get((key.record, field))
            return self._of(f"indicator.{measured}") if measured and not key.members else None
        return self._budget(key, field)

    def _of(self, fact: str) -> Fact | None:
        return self.facts.of.get(fact)

    def _indicator(self, key: RowKey, field: str) -> Fact | None:
        parts = "".join(f".by.{name}.{code}" for name, code in key.members)
        return self._of(f"indicator.{key.record}{parts}" + ("" if field == "value" else f".{field}"))

    def _budget(self, key: RowKey, field: str) -> Fact | None:
        found = [one for one in self._budgets(key.record, key.year) if self._is_within(one, key)]
        if len(found) == 1:
            return self._of(f"budget.{found[0].id}.{field}")
        if not found or key.year != self.facts.report.quarter.year:
            return None
        name = f"budget.program.{key.record}"
        if key.fund and key.members:
            return None
        if key.fund:
            return self._of(f"{name}.fund.{key.fund}.{field}") or self._of(f"{name}.{field}")
        if len(key.members) > 1:
            return None
        parts = "".join(f".by.{dimension}.{code}" for dimension, code in key.members)
        return self._of(f"{name}{parts}.{field}")

    def _budgets(self, program: str, year: int) -> Iterator[Budget]:
        return (one for one in self.facts.known.budgets if one.program == program and one.year == year)

    def _is_within(self, budget: Budget, key: RowKey) -> bool:
        members = members_of(budget, self._programs)
        return (not key.fund or budget.fund == key.fund) and all(members.get(n) == code for n, code in key.members)

    def keys(self, year: int, *, by_fund: bool, dimensions: Sequence[str]) -> Iterator[RowKey]:
        """Yield of what rows there should be, as finely as a table is divided."""
        if self._is_money:
            yield from dict.fromkeys(self._money_keys(year, by_fund=by_fund, dimensions=dimensions))
            return
        quarter, all_of = self.facts.report.quarter, self.facts.known.dimensions
        for record in self.titles:
            if not dimensions:
                yield RowKey(quarter, record, year)
            elif len(dimensions) == 1:
                for member in all_of[dimensions[0]].members:
                    yield RowKey(quarter, record, year, members=((dimensions[0], member.code),))

    def _money_keys(self, year: int, *, by_fund: bool, dimensions: Sequence[str]) -> Iterator[RowKey]:
        for budget in self.facts.known.budgets:
            if budget.year == year:
                members = members_of(budget, self._programs)
                own = tuple((name, members[name]) for name in dimensions if name in members)
                fund = (budget.fund or "") if by_fund else ""
                yield RowKey(self.facts.report.quarter, budget.program, year, fund, own)

    def named(self, key: RowKey) -> str:
        """Return in words of what a row is."""
        known = self.facts.known
        fund = known.money.title_of(key.fund) if key.fund else ""
        members = in_words(dict(key.members), known.dimensions)
        return " · ".join(filter(None, (self.titles.get(key.record, key.record), fund, members)))

    def places(self, fact: Fact) -> tuple[SourceLocation, ...]:
        """Return where a fact stands in the data; of one that was reckoned, where what it was made of stands."""
        found: dict[SourceLocation, None] = {}
        waiting = [fact]
        while waiting:
            one = waiting.pop(0)
            found.update(dict.fromkeys(one.places))
            waiting += [part for name in one.derived_from if (part := self._of(name))]
        return tuple(found)
