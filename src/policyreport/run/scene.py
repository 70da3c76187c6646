"""What a run works with: the project, the world, its memory and its log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from policyreport.errors import problems_of
from policyreport.project import Project
from policyreport.run.means import Means
from policyreport.run.memory import Memory
from policyreport.run.tries import tried

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Scene:
    """One run's surroundings."""

    project: Project
    means: Means
    memory: Memory
    log: logging.Logger

    def tried(self, what: str, work: Callable[[], _Result]) -> _Result:
        """Return what the work gives, tried again while what stops it may pass; tries that fail are in the log."""

        def failed(number: int, fault: Exception) -> None:
            codes = ", ".join(dict.fromkeys(problem.code for problem in problems_of(fault)))
            self.log.warning("%s: try %d failed: %s", what, number, codes)

        return tried(work, self.means.sleep, failed)
