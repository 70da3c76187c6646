"""Indicators as templates see them: their values, targets, rates and changes, quarter by quarter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from policyreport import model
from policyreport.claims import Figures, judge_word
from policyreport.document.nodes import Date
from policyreport.document.number_format import rounded_value
from policyreport.model.breakdown import UNOBSERVED
from policyreport.model.facts import better_direction
from policyreport.model.indicator import target_in_force
from policyreport.templating.member_views import MemberViews
from policyreport.templating.view import Figure, Named, Table, TableView, View, as_of, record_view

R = TypeVar("R")
K = TypeVar("K")

MET = {"met": "달성", "missed": "미달", "ongoing": "진행 중"}
ACHIEVEMENTS = {"ratio": "달성률", "progress": "진도", "met": "달성 여부"}
BETTER, WORSE = "개선", "악화"
_WAY, _RATIO, _RATIO_OF_LESS = "(실적-기준값)÷(목표-기준값)", "실적÷목표", "목표÷실적"


def trend(facts: model.Facts, indicator: model.Indicator, companion: str) -> str | None:
    """Return whether a change is for the better or the worse, in a word.

    None where it is neither (``better_direction``), and where nothing changed as it is shown.
    """
    direction = better_direction(facts, indicator)
    change = Figure(facts[f"indicator.{indicator.id}.{companion}"])
    shown = rounded_value(change.node()) if change else Decimal(0)
    if not shown or direction is None:
        return None
    return BETTER if (shown > 0) == (direction == "up") else WORSE


_COMPANIONS = {
    "actual": "",
    "previous": ".previous",
    "change": ".change",
    "year_before": ".year-before",
    "change_year": ".change-year",
    "baseline": ".baseline",
    "target": ".target",
    "target_upper": ".target-upper",
    "target_before": ".target-before",
    "rate": ".rate",
    "progress": ".progress",
}
_FEW = 2
"""How many values a sentence tells as well as a chart."""
_CITED = ("", ".baseline", ".target", ".target-upper", ".target-before")


class IndicatorViews:
    """Makes the views of indicators; ``named`` finds the records around."""

    def __init__(self, facts: model.Facts, named: Named, members: MemberViews) -> None:
        known = facts.known
        self._facts = facts
        self._named = named
        self._members = members
        self._indicators = {indicator.id: indicator for indicator in known.indicators}
        self._quarters = sorted(r.quarter for r in known.quarters if r.quarter <= facts.report.quarter)
        self._targets_of: defaultdict[str, list[model.Target]] = defaultdict(list)
        self._unused_of: defaultdict[str, list[model.Observation]] = defaultdict(list)
        self._seen_in: defaultdict[str, list[model.Quarter]] = defaultdict(list)
        for target in known.targets:
            self._targets_of[target.indicator].append(target)
        for observation in known.observations:
            if not observation.used and observation.dimensions:
                continue  # what is told of a member is not compared with the whole
            if not observation.used:
                self._unused_of[observation.indicator].append(observation)
            elif observation.kind == "actual" and observation.value is not None:
                self._seen_in[observation.indicator].append(observation.quarter)

    def view(self, indicator: model.Indicator) -> View:
        """Return the view of one indicator."""
        view = TableView(self._table, indicator)
        view.judge = lambda words: judge_word(self._figures, indicator.id, self._facts.report.quarter, words)
        return view

    @cached_property
    def _figures(self) -> Figures:
        return Figures(self._facts.known)

    @cached_property
    def _table(self) -> Table:
        return {
            **{name: self._companion(c) for name, c in _COMPANIONS.items()},
            "role": lambda i: self._facts.known.lists.word("indicator_roles", i.role),
            "program": lambda i: next(iter(self._named("programs", (i.program or "",))), None),
            "as_of": self._as_of,
            "met": lambda i: MET.get(self._facts.met.get(i.id, "")),
            "met_code": lambda i: self._facts.met.get(i.id),
            "trend": lambda i: trend(self._facts, i, "change"),
            "trend_year": lambda i: trend(self._facts, i, "change-year"),
            "achievement": lambda i: None if i.achievement == "met" else Figure(self._achieved(i)),
            "achievement_kind": lambda i: ACHIEVEMENTS[i.achievement],
            "achievement_formula": self._achievement_formula,
            "achievement_missing": self._achievement_missing,
            "target_year": self._target_year,
            "history": lambda i: [TableView(self._of_quarter, (i, quarter)) for quarter in self._quarters],
            "has_course": self._has_course,
            "by": lambda i: self._members.of_indicator(i.id),
            "unused": self.unused,
            "sources": lambda i: self._named("sources", self._cited(i)),
        }

    @cached_property
    def _of_quarter(self) -> Table:
        """What is told of an indicator and a quarter."""
        return {
            "quarter": lambda told: told[1].short_label,
            "value": lambda told: self.figure(told[0].id, f".at-{told[1]}"),
            "is_new": lambda told: self._is_seen_in(told[0], told[1]),
        }

    def _has_course(self, indicator: model.Indicator) -> bool:
        """Return whether there is a course to be drawn: values of three quarters, of which two were new then."""
        values = (self._facts[f"indicator.{indicator.id}.at-{quarter}"].value for quarter in self._quarters)
        known = sum(value is not None for value in values)
        return known > _FEW and sum(self._is_seen_in(indicator, quarter) for quarter in self._quarters) > 1

    def _companion(self, companion: str) -> Callable[[model.Indicator], Figure]:
        return lambda indicator: self.figure(indicator.id, companion)

    def _as_of(self, indicator: model.Indicator) -> Date | None:
        actual, target = (self._facts[f"indicator.{indicator.id}{c}"] for c in ("", ".target"))
        return as_of(actual.as_of or target.as_of)

    def _achieved(self, indicator: model.Indicator) -> model.Fact:
        """Return the percentage by which tables tell of an indicator's target."""
        by_way = indicator.achievement == "progress"
        return self._facts[f"indicator.{indicator.id}.{'progress' if by_way else 'rate'}"]

    def _achievement_formula(self, indicator: model.Indicator) -> str | None:
        fact = self._achieved(indicator)
        if indicator.achievement == "met" or fact.value is None:
            return None
        of_target = bool(fact.derived_from) and fact.derived_from[0].endswith(".target")
        return _WAY if indicator.achievement == "progress" else _RATIO_OF_LESS if of_target else _RATIO

    def _achievement_missing(self, indicator: model.Indicator) -> str | None:
        """Return why there is no such percentage; None where there is one, or none is told."""
        fact = self._achieved(indicator)
        if indicator.achievement == "met" or fact.value is not None:
            return None
        return self._facts.known.words["no_data"] if fact.missing == UNOBSERVED else fact.missing

    def figure(self, indicator: str, companion: str = "") -> Figure:
        """Return one of the figures of an indicator."""
        return Figure(self._facts[f"indicator.{indicator}{companion}"])

    def unused(self, indicator: model.Indicator) -> list[View]:
        """Return the values of an indicator that were not used, because sources disagree."""
        return [
            self._unused_value(indicator, n, observation)
            for n, observation in enumerate(self._unused_of[indicator.id], 1)
        ]

    def _target_year(self, indicator: model.Indicator) -> Date | None:
        meant = target_in_force(self._targets_of[indicator.id], self._facts.report.as_of)
        year = meant[-1].year if meant else None
        return Date(year) if year else None

    def _cited(self, indicator: model.Indicator) -> Iterable[str]:
        return dict.fromkeys(s for c in _CITED for s in self._facts[f"indicator.{indicator.id}{c}"].sources)

    def _is_seen_in(self, indicator: model.Indicator, quarter: model.Quarter) -> bool:
        """Return whether a value of the indicator, or of one that it is calculated from, was observed in a quarter."""
        if indicator.formula is None:
            return quarter in self._seen_in[indicator.id]
        return any(self._is_seen_in(self._indicators[of], quarter) for of in indicator.formula.of)

    def _unused_value(self, indicator: model.Indicator, number: int, observation: model.Observation) -> View:
        return record_view(
            observation,
            indicator=lambda: self._named("indicators", (indicator.id,))[0],
            value=lambda: self.figure(indicator.id, f".unused-{number}"),
            used_value=lambda: self.figure(indicator.id, f".used-{number}"),
            used_as_of=lambda: as_of(self._facts[f"indicator.{indicator.id}.used-{number}"].as_of),
            quarter=lambda: observation.quarter.short_label,
            as_of=lambda: as_of(observation.as_of),
            restated_from=lambda: f"{before:,f}" if (before := observation.restated_from) is not None else None,
            sources=lambda: self._named("sources", (observation.source,)),
        )


def grouped(records: Iterable[R], key: Callable[[R], K]) -> Mapping[K, list[R]]:
    """Return records in lists by a key, each list in their order."""
    return grouped_by_each(records, lambda record: (key(record),))


def grouped_by_each(records: Iterable[R], keys: Callable[[R], Iterable[K]]) -> Mapping[K, list[R]]:
    """Return records in lists by each of their keys, each list in their order."""
    groups: defaultdict[K, list[R]] = defaultdict(list)
    for record in records:
        for key in dict.fromkeys(keys(record)):
            groups[key].append(record)
    return groups
