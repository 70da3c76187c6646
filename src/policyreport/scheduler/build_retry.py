"""Build again what failed of something that may pass by itself; messages are sent again by ``delivery`` alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from policyreport.diagnostics import ErrorKind, problems_of

_MAY_PASS = frozenset({ErrorKind.OUTPUT, ErrorKind.LOCKED})
_MAY_PASS_TOO = frozenset({"sql.unreachable", "sql.locked"})
"""Faults of the data that are the network's, or another program's that keeps a database busy."""

_NEVER_PASS = frozenset({"ledger.damaged", "ledger.newer", "output-not-a-folder"})
"""What stands in the way until somebody takes it away."""


def is_transient(fault: Exception) -> bool:
    """Tell whether trying again may help: the disk, a lock, the network; never what is wrong with data or templates."""
    return all(
        (problem.kind in _MAY_PASS or problem.code in _MAY_PASS_TOO) and problem.code not in _NEVER_PASS
        for problem in problems_of(fault)
    )


PAUSES = (10.0, 60.0)
"""Seconds to wait before the second try and before the third, which is the last."""

_Result = TypeVar("_Result")


def with_retries(
    work: Callable[[], _Result], sleep: Callable[[float], None], failed: Callable[[int, Exception], None]
) -> _Result:
    """Return what the work gives, tried up to three times while what stops it may pass; else its last fault is raised.

    ``failed`` is told of each try that failed, with its number from 1 on.
    """
    for number, pause in enumerate(PAUSES, start=1):
        try:
            return work()
        except Exception as fault:
            failed(number, fault)
            if not is_transient(fault):
                raise
        sleep(pause)
    return _last(work, failed)


def _last(work: Callable[[], _Result], failed: Callable[[int, Exception], None]) -> _Result:
    try:
        return work()
    except Exception as fault:
        failed(len(PAUSES) + 1, fault)
        raise
