"""How things stand otherwise: milestones, risks, laws, actions, targets and programmes, by the day of each side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyreport.model import Facts


@dataclass(frozen=True, slots=True)
class StateChange:
    """A record that stands otherwise: its states by the codes of the data, None where a side has none."""

    collection: str
    record: str
    before: str | None
    after: str | None


def state_changes(before: Facts, after: Facts) -> tuple[StateChange, ...]:
    """Return what stands otherwise; a milestone may be late now, though nothing of it was written."""
    then, now = _states(before), _states(after)
    return tuple(
        StateChange(*of, then.get(of), now.get(of))
        for of in dict.fromkeys((*now, *then))
        if then.get(of) != now.get(of)
    )


def _states(of: Facts) -> Mapping[tuple[str, str], str]:
    known, day = of.known, of.report.as_of
    return {
        **{("milestones", one.id): one.state(day) for one in known.milestones},
        **{("risks", one.id): one.status for one in known.risks},
        **{("legislation", one.id): one.stage for one in known.legislation},
        **{("actions", one.id): one.status for one in known.actions},
        **{("targets", indicator): met for indicator, met in of.met.items()},
        **{("programs", program): progress.status for program, progress in of.programs.items()},
    }
