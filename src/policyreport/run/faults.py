"""Which faults may pass by themselves."""

from __future__ import annotations

from policyreport.errors import Kind, problems_of

_MAY_PASS = frozenset({Kind.OUTPUT, Kind.LOCKED})
_MAY_PASS_TOO = frozenset({"sql.unreachable", "sql.locked"})
"""Faults of the data that are the network's, or another program's that keeps a database busy."""

_NEVER_PASS = frozenset({"ledger.damaged", "ledger.newer", "output-not-a-folder"})
"""What stands in the way until somebody takes it away."""


def may_pass(fault: Exception) -> bool:
    """Tell whether trying again may help: the disk, a lock, the network; never what is wrong with data or templates."""
    return all(
        (problem.kind in _MAY_PASS or problem.code in _MAY_PASS_TOO) and problem.code not in _NEVER_PASS
        for problem in problems_of(fault)
    )
