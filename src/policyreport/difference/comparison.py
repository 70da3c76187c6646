"""Two states of what is known, held against one another."""

from __future__ import annotations

from dataclasses import dataclass

from policyreport.difference.figures import FigureChange, figure_changes
from policyreport.difference.records import RecordChange, record_changes
from policyreport.difference.states import StateChange, state_changes
from policyreport.model import Facts


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is otherwise in ``after`` than in ``before``: every record, every figure, and how things stand."""

    before: Facts
    after: Facts
    records: tuple[RecordChange, ...]
    figures: tuple[FigureChange, ...]
    states: tuple[StateChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not (self.records or self.figures or self.states)


def compare(before: Facts, after: Facts) -> Comparison:
    """Return what one quarter says otherwise than another, or one issue than another, from what is known in each."""
    return Comparison(
        before,
        after,
        record_changes(before.known, after.known),
        figure_changes(before, after),
        state_changes(before, after),
    )
