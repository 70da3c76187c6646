"""What the records are called that a fact tells something of, by the fact's id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyreport.model import Dataset

_KINDS: Mapping[str, tuple[str, ...]] = {
    "indicator": ("indicators",),
    "budget": ("budgets", "programs", "strategies"),
    "program": ("programs",),
    "meeting": ("meetings",),
    "status": ("programs", "measures", "milestones", "risks", "actions", "legislation"),
    "count": ("strategies", "measures", "programs", "fields", "milestones", "meetings"),
}
"""The collections in which the ids that follow the first word of a fact's id are looked up, in this order."""
_NAMED: Mapping[str, str] = {"program": "programs", "measure": "measures", "strategy": "strategies", "risk": "risks"}
"""Words in an id that say of what kind the next one is."""


class RecordTitles:
    """Looks up titles of records; of a budget that of its programme."""

    def __init__(self, known: Dataset) -> None:
        programs = {one.id: one.title for one in known.programs}
        self._of: Mapping[str, Mapping[str, str]] = {
            "indicators": {one.id: one.title for one in known.indicators},
            "budgets": {one.id: programs.get(one.program, "") for one in known.budgets},
            "programs": programs,
            "strategies": {one.id: one.title for one in known.strategies},
            "measures": {one.id: one.title for one in known.measures},
            "fields": {one.id: one.title for one in known.fields},
            "meetings": {one.id: one.title for one in known.meetings},
            "milestones": {one.id: one.title for one in known.milestones},
            "risks": {one.id: one.title for one in known.risks},
            "actions": {one.id: one.title for one in known.actions},
            "legislation": {one.id: one.title for one in known.legislation},
        }
        self._dimensions = known.dimensions

    def of(self, fact: str) -> list[str]:
        """Return the titles of the records that a fact is of, in the order of its id; none for one of the whole."""
        return [title for title in self._titles(fact) if title]

    def _titles(self, fact: str) -> Iterator[str]:
        first, *rest = fact.split(".")
        before = ""
        for segment in rest:
            if before in self._dimensions:
                yield self._dimensions[before].title_of(segment)
            else:
                kinds = (_NAMED[before],) if before in _NAMED else _KINDS.get(first, ())
                yield next((self._of[kind][segment] for kind in kinds if segment in self._of[kind]), "")
            before = segment
