"""Budgets, milestones, risks and laws as templates see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from policyreport.compose import vocabulary
from policyreport.compose.record_view import Named, given, record_view
from policyreport.compose.view import Figure, Thunk, View, as_of
from policyreport.document.tree import Date
from policyreport.model import Budget, Facts, Legislation, Milestone, Risk

_AMOUNTS = ("original", "supplementary", "current", "executed", "remaining", "rate")


class CarryingOut:
    """Makes the views of the records that tell how the policy is carried out; ``named`` finds the records around."""

    def __init__(self, facts: Facts, named: Named) -> None:
        self._facts = facts
        self._named = named

    def makers(self) -> Mapping[str, Callable[[Any], View]]:
        """Return what makes a view, by the collection whose records it takes."""
        return {
            "budgets": self._budget,
            "milestones": self._milestone,
            "risks": self._risk,
            "legislation": self._law,
        }

    def _budget(self, budget: Budget) -> View:
        return record_view(
            budget,
            **amounts(self._facts, budget.id),
            program=lambda: self._one("programs", budget.program),
            executed_as_of=lambda: self._executed_as_of(budget),
            sources=lambda: self._named("sources", (budget.source,)),
        )

    def _executed_as_of(self, budget: Budget) -> Date | None:
        executed = self._facts[f"budget.{budget.id}.executed"]
        return as_of(executed.as_of) if executed.value is not None else None

    def _milestone(self, milestone: Milestone) -> View:
        state = milestone.state(self._facts.report.as_of)
        return record_view(
            milestone,
            code=given(state),
            state=lambda: vocabulary.MILESTONES[state],
            day=lambda: milestone.done or milestone.slipped_to or milestone.due,
            **self._about(milestone),
        )

    def _risk(self, risk: Risk) -> View:
        return record_view(risk, **self._about(risk))

    def _law(self, law: Legislation) -> View:
        return record_view(
            law,
            kind=lambda: vocabulary.LAWS[law.kind],
            stage=lambda: vocabulary.STAGES[law.stage],
            sources=lambda: self._named("sources", law.sources),
        )

    def _about(self, record: Milestone | Risk) -> dict[str, Thunk]:
        return {
            "measure": lambda: self._one("measures", record.measure),
            "program": lambda: self._one("programs", record.program),
            "sources": lambda: self._named("sources", record.sources),
        }

    def _one(self, collection: str, record: str | None) -> View | None:
        return next(iter(self._named(collection, (record or "",))), None)


def amounts(facts: Facts, budget: str) -> dict[str, Thunk]:
    """Return the figures of one budget by its id, or of their ``total``; None where there is no such budget."""
    found = {name: facts.of.get(f"budget.{budget}.{name}") for name in _AMOUNTS}
    return {name: given(Figure(fact) if fact else None) for name, fact in found.items()}
