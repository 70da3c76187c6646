"""How programmes and measures stand: what was done against what was planned, and from when on something is behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field as constrained
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from policyreport.model.base import Number, Record

ProgressStatus = Literal["done", "on_track", "attention", "behind", "unknown"]
"""How a programme stands: 완료, 정상추진, 관심필요, 부진; ``unknown`` where no plan says what was to be done."""

STATUSES: tuple[ProgressStatus, ...] = ("done", "on_track", "attention", "behind", "unknown")
"""The statuses in the order in which documents count them."""

_SEVERITY: tuple[ProgressStatus, ...] = ("done", "on_track", "attention", "behind")

ReasonKind = Literal["milestone", "start", "money", "target", "worse", "risk"]
"""What a programme is behind in: a step, its beginning, its money, a target, a value below its baseline, or a risk."""

Percentage = Annotated[Number, constrained(ge=0, le=100)]


class ProgressThresholds(Record):
    """From when on a programme needs attention, is behind, or is done (``progress:`` in ``data/project.yaml``).

    ``late_days`` are the days after which a step that is late, or a remedy that is due, makes a programme one that is
    behind. What was spent is measured in percent of the plan. A target that was missed makes a programme one that is
    behind below ``achievement_behind``, else one that needs attention. ``execution_done`` is the execution rate that a
    programme needs to be done.
    """

    late_days: Annotated[int, constrained(ge=0, le=366)] = 30
    execution_attention: Percentage = Decimal(80)
    execution_behind: Percentage = Decimal(60)
    achievement_behind: Percentage = Decimal(80)
    execution_done: Percentage = Decimal(95)

    @model_validator(mode="after")
    def _behind_is_below_attention(self) -> ProgressThresholds:
        if self.execution_behind > self.execution_attention:
            raise PydanticCustomError("progress_order", "behind lies above attention")
        return self


@dataclass(frozen=True, slots=True)
class ProgressReason:
    """Why a programme is not on track: the record that tells of it, and the facts that show it, the telling one first.

    ``status`` is what it makes of the programme: ``attention`` or ``behind``.
    """

    kind: ReasonKind
    status: ProgressStatus
    collection: str
    record: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How a programme or a measure stands, and why where it is not on track, the gravest reason first."""

    status: ProgressStatus
    reasons: tuple[ProgressReason, ...] = ()


def severity(status: ProgressStatus) -> int | None:
    """Return how grave a status is, 0 for what is done up to 3 for what is behind; None where nothing is known."""
    return _SEVERITY.index(status) if status in _SEVERITY else None


def worst(statuses: Iterable[ProgressStatus]) -> ProgressStatus:
    """Return the gravest of some statuses; ``done`` only where all are, for what is not known may go on."""
    listed = list(statuses)
    known: list[ProgressStatus] = [status for status in listed if status != "unknown"]
    if not known:
        return "unknown"
    gravest = max(known, key=lambda status: severity(status) or 0)
    return "on_track" if gravest == "done" and len(known) < len(listed) else gravest
