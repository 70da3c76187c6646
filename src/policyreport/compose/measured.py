"""Indicators as templates see them: their figures, how they went quarter by quarter, and the values not used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from policyreport.compose import vocabulary
from policyreport.compose.record_view import Named, given, record_view
from policyreport.compose.view import Figure, View, as_of, plain
from policyreport.document.tree import Date
from policyreport.model import Facts, Indicator, Observation, Quarter, Target
from policyreport.model.aims import looked_to

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


class Measured:
    """Makes the views of indicators; ``named`` finds the records around."""

    def __init__(self, facts: Facts, named: Named) -> None:
        known = facts.known
        self._facts = facts
        self._named = named
        self._indicators = {indicator.id: indicator for indicator in known.indicators}
        self._quarters = sorted(r.quarter for r in known.quarters if r.quarter <= facts.report.quarter)
        self._targets_of: defaultdict[str, list[Target]] = defaultdict(list)
        self._unused_of: defaultdict[str, list[Observation]] = defaultdict(list)
        self._seen_in: defaultdict[str, set[Quarter]] = defaultdict(set)
        for target in known.targets:
            self._targets_of[target.indicator].append(target)
        for seen in known.observations:
            if not seen.used:
                self._unused_of[seen.indicator].append(seen)
            elif seen.kind == "actual" and seen.value is not None:
                self._seen_in[seen.indicator].add(seen.quarter)

    def view(self, indicator: Indicator) -> View:
        """Return the view of one indicator."""
        actual, target = (self._facts[f"indicator.{indicator.id}{c}"] for c in ("", ".target"))
        return record_view(
            indicator,
            **{name: given(self.figure(indicator.id, c)) for name, c in _COMPANIONS.items()},
            role=lambda: vocabulary.ROLES[indicator.role],
            program=lambda: next(iter(self._named("programs", (indicator.program or "",))), None),
            as_of=lambda: as_of(actual.as_of or target.as_of),
            target_year=lambda: self._target_year(indicator),
            history=lambda: self._history(indicator),
            unused=lambda: self.unused(indicator),
            sources=lambda: self._named("sources", self._cited(indicator)),
        )

    def figure(self, indicator: str, companion: str = "") -> Figure:
        """Return one of the figures of an indicator."""
        return Figure(self._facts[f"indicator.{indicator}{companion}"])

    def unused(self, indicator: Indicator) -> list[View]:
        """Return the values of an indicator that were not used, because sources disagree."""
        return [self._unused_value(indicator, n, seen) for n, seen in enumerate(self._unused_of[indicator.id], 1)]

    def _target_year(self, indicator: Indicator) -> Date | None:
        meant = looked_to(self._targets_of[indicator.id], self._facts.report.as_of)
        year = meant[-1].year if meant else None
        return Date(year) if year else None

    def _cited(self, indicator: Indicator) -> Iterable[str]:
        return dict.fromkeys(s for c in _CITED for s in self._facts[f"indicator.{indicator.id}{c}"].sources)

    def _history(self, indicator: Indicator) -> list[View]:
        return [self._at(indicator, quarter) for quarter in self._quarters]

    def _at(self, indicator: Indicator, quarter: Quarter) -> View:
        said: Mapping[str, object] = {
            "quarter": quarter.short_label,
            "value": self.figure(indicator.id, f".at-{quarter}"),
            "is_new": self._is_seen_in(indicator, quarter),
        }
        return plain(said)

    def _is_seen_in(self, indicator: Indicator, quarter: Quarter) -> bool:
        """Say whether a value of the indicator, or of one that it is reckoned from, was observed in a quarter."""
        if indicator.formula is None:
            return quarter in self._seen_in[indicator.id]
        return any(self._is_seen_in(self._indicators[of], quarter) for of in indicator.formula.of)

    def _unused_value(self, indicator: Indicator, number: int, seen: Observation) -> View:
        return record_view(
            seen,
            indicator=lambda: self._named("indicators", (indicator.id,))[0],
            value=lambda: self.figure(indicator.id, f".unused-{number}"),
            as_of=lambda: as_of(seen.as_of),
            sources=lambda: self._named("sources", (seen.source,)),
        )
