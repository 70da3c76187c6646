"""What is known of an indicator by the members of a dimension: each member's value, its change and its share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from policyreport.facts.indicator_values import RATE_DECIMALS, cell_fact, part_of_hundred, sources_of
from policyreport.facts.indicators import change_fact
from policyreport.model import Dataset, Fact, Indicator, QuarterReport
from policyreport.model.breakdown import NOT_ADDED, UNOBSERVED, WHOLE, Breakdown, Breakdowns, Cell

NO_SHARE = "전체나 항목의 값이 없거나 0 이하여서 비중을 내지 않음"


def member_facts(dataset: Dataset, report: QuarterReport) -> Iterator[Fact]:
    """Yield ``indicator.<id>.by.<dimension>`` and ``….<member>`` of every indicator that was observed by members.

    The first is the whole in the latest quarter that tells of the dimension, to which all its members belong. A
    member's companions add ``.previous``, ``.change`` (against the end of the quarter before) and ``.share`` (of the
    whole, in percent) to its id. Of two dimensions that divide together there is ``….<member>.by.<other>.<member>``,
    the value alone.
    """
    now, before = Breakdowns(dataset, report.quarter), Breakdowns(dataset, report.quarter.previous)
    for indicator in dataset.indicators:
        if indicator.id in now:
            for dimension in dataset.dimensions:
                yield from _Members(dataset, indicator, dimension).facts(now, before)
            for one, other in combinations(dataset.dimensions, 2):
                yield from _crossed(dataset, indicator, now, one, other)


class _Members:
    """Makes the facts of one indicator by one dimension."""

    def __init__(self, dataset: Dataset, indicator: Indicator, dimension: str) -> None:
        self._dataset = dataset
        self._indicator = indicator
        self._dimension = dimension
        self._id = f"indicator.{indicator.id}.by.{dimension}"

    def facts(self, now: Breakdowns, before: Breakdowns) -> Iterator[Fact]:
        """Yield the facts; none where the dimension does not divide the indicator."""
        breakdown = now.latest(self._indicator.id, (self._dimension,))
        if breakdown is None:
            return
        earlier = before.latest(self._indicator.id, (self._dimension,))
        whole = self._fact(self._id, breakdown, WHOLE)
        yield whole
        for member in self._dataset.dimensions[self._dimension].members:
            cell = frozenset(((self._dimension, member.code),))
            actual = self._fact(f"{self._id}.{member.code}", breakdown, cell)
            previous = self._fact(f"{actual.id}.previous", earlier, cell)
            yield from (
                actual,
                previous,
                change_fact(f"{actual.id}.change", actual, previous),
                self._share(actual, whole),
            )

    def _fact(self, fact: str, breakdown: Breakdown | None, cell: Cell) -> Fact:
        if breakdown is None:
            return Fact(fact, None, self._indicator.unit, "given", self._indicator.decimals, missing=UNOBSERVED)
        return cell_fact(fact, self._indicator, breakdown, cell, self._dataset)

    def _share(self, actual: Fact, whole: Fact) -> Fact:
        share = f"{actual.id}.share"
        if not self._indicator.is_additive:
            return Fact(share, None, "%", "share", RATE_DECIMALS, missing=NOT_ADDED)
        is_inexact = actual.bound is not None or whole.bound is not None
        if actual.value is None or whole.value is None or is_inexact or not 0 <= actual.value <= whole.value != 0:
            return Fact(share, None, "%", "share", RATE_DECIMALS, missing=NO_SHARE)
        return part_of_hundred(
            Fact(
                id=share,
                value=actual.value * 100 / whole.value,
                unit="%",
                rule="share",
                decimals=RATE_DECIMALS,
                as_of=max(actual.as_of, whole.as_of),
                sources=sources_of((actual, whole)),
                derived_from=(actual.id, whole.id),
            )
        )


def _crossed(dataset: Dataset, indicator: Indicator, now: Breakdowns, one: str, other: str) -> Iterator[Fact]:
    breakdown = now.latest(indicator.id, (one, other))
    if breakdown is None:
        return
    for first in dataset.dimensions[one].members:
        for second in dataset.dimensions[other].members:
            fact = f"indicator.{indicator.id}.by.{one}.{first.code}.by.{other}.{second.code}"
            cell = frozenset(((one, first.code), (other, second.code)))
            yield cell_fact(fact, indicator, breakdown, cell, dataset)
