"""Trying again what may pass by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from policyreport.run.faults import may_pass

PAUSES = (10.0, 60.0)
"""Seconds to wait before the second try and before the third, which is the last."""

_Result = TypeVar("_Result")


def tried(
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
            if not may_pass(fault):
                raise
        sleep(pause)
    return _last(work, failed)


def _last(work: Callable[[], _Result], failed: Callable[[int, Exception], None]) -> _Result:
    try:
        return work()
    except Exception as fault:
        failed(len(PAUSES) + 1, fault)
        raise
