"""What a run needs of the world, so that tests can give it another."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from policyreport.build import Manner, build
from policyreport.build.kept_aside import kept_aside
from policyreport.build.manner import available_cores, now
from policyreport.errors import Problem
from policyreport.load import load
from policyreport.model import Quarter
from policyreport.model.record import TO_BE_WRITTEN
from policyreport.project import Project
from policyreport.project.settings import Settings
from policyreport.run.status import Status
from policyreport.run.telling import tell_by_command


@dataclass(frozen=True, slots=True)
class Issued:
    """Whether a set was issued, or is that which was issued last, and what to be warned of."""

    changed: bool
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Means:
    """The clock (moments that know their zone), a way to wait some seconds, and the works of a run.

    ``reported`` returns the quarters that the data report on; ``issue`` builds one quarter's set and issues it, unless
    the set that was issued last is that very set. Both raise ``PolicyReportError``. ``tell`` tells people of a status,
    as the settings say, and returns what went wrong.
    """

    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    reported: Callable[[Project], Collection[Quarter]]
    issue: Callable[[Project, Quarter], Issued]
    tell: Callable[[Project, Settings, Status], tuple[Problem, ...]]


def usual(clock: Callable[[], datetime] = now) -> Means:
    """Return the means of the world as it is, at the time of a clock."""

    def issue(project: Project, quarter: Quarter) -> Issued:
        built = build(project, str(quarter), manner=Manner(clock=clock, jobs=available_cores()))
        return Issued(built.changed, (*built.warnings, *kept_aside(built.aside)))

    return Means(clock, time.sleep, _reported, issue, tell_by_command)


def _reported(project: Project) -> frozenset[Quarter]:
    """Return the quarters on which the data report; one whose headline is still to be written was only begun."""
    reports = load(project).dataset.quarters
    return frozenset(report.quarter for report in reports if report.headline != TO_BE_WRITTEN)
