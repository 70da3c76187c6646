"""What stopped a quarter, whatever it was, as problems: the next quarter is to be built all the same."""

from __future__ import annotations

import traceback
from pathlib import PurePath

from policyreport.errors import Kind, PolicyReportError, Problem, Words

_MAY_PASS = frozenset({Kind.OUTPUT, Kind.LOCKED})
_MAY_PASS_TOO = frozenset({"sql.unreachable", "sql.locked"})
"""Faults of the data that are the network's, or another program's that keeps a database busy."""


def problems_of(fault: Exception) -> tuple[Problem, ...]:
    """Return what a fault says; one that nobody foresaw is policyreport's own."""
    if isinstance(fault, PolicyReportError):
        return fault.problems
    if isinstance(fault, OSError):
        return (_refused(fault),)
    return (_own(fault),)


def may_pass(fault: Exception) -> bool:
    """Tell whether trying again may help: the disk, a lock, the network; never what is wrong with data or templates."""
    return all(problem.kind in _MAY_PASS or problem.code in _MAY_PASS_TOO for problem in problems_of(fault))


def _refused(refusal: OSError) -> Problem:
    why = refusal.strerror or type(refusal).__name__
    what = Words(f"the system refused to read or write: {why}", f"시스템이 읽기나 쓰기를 거부했습니다: {why}")
    return Problem(Kind.OUTPUT, "system.refused", what)


def _own(fault: Exception) -> Problem:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    name = f"{type(fault).__name__} ({PurePath(last.filename).name}:{last.lineno})"
    what = Words(f"a fault of policyreport's own: {name}", f"policyreport의 결함입니다: {name}")
    return Problem(Kind.INTERNAL, "internal.fault", what)
