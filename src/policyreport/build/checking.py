"""Checking a whole project without building it: its files, its templates on every quarter, and the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from policyreport.build.filling import all_filled
from policyreport.build.selection import selected
from policyreport.compose import compose
from policyreport.derive import derive
from policyreport.document.report import ReportKind
from policyreport.document.theme import Theme
from policyreport.errors import PolicyReportError, Problem
from policyreport.load import load, report_kinds, settings, theme
from policyreport.model import Dataset
from policyreport.project import Project
from policyreport.project.settings import Settings
from policyreport.render import FORMATS
from policyreport.rules import Judged, apply

_Made = TypeVar("_Made")


def check(project: Project) -> tuple[Judged, ...]:
    """Return all that is wrong or doubtful in a project, each once: errors, warnings and notes; nothing is written.

    What can still be checked is checked when something else is wrong. What the project switched off is there too, with
    its excuse.
    """
    found = _Found()
    loaded = found.tried(lambda: load(project))
    house = found.tried(lambda: settings(project))
    kinds = found.tried(lambda: report_kinds(project))
    found.tried(lambda: theme(project))
    found.tried(lambda: selected(kinds or {}, (), ()))
    if loaded is not None and house is not None:
        found.add(Judged("warning", warning) for warning in loaded.warnings)
        found.add(apply(loaded.dataset, house.rules).judged)
        _compose_all(found, loaded.dataset, kinds or {}, house)
    return tuple(found.judged)


def _compose_all(found: _Found, dataset: Dataset, kinds: Mapping[str, ReportKind], house: Settings) -> None:
    for report in dataset.quarters:
        facts = derive(dataset, report.quarter)
        for kind in kinds.values():
            document = found.tried(lambda kind=kind, facts=facts: compose(kind, facts, house))
            if document is not None:
                meta = document.meta
                found.tried(lambda kind=kind, facts=facts, meta=meta: all_filled(kind, FORMATS, facts, meta, Theme()))


class _Found:
    """What was found so far, each problem once."""

    def __init__(self) -> None:
        self.judged: list[Judged] = []
        self._problems: set[Problem] = set()

    def add(self, judged: Iterable[Judged]) -> None:
        """Add what is not there yet."""
        for one in judged:
            if one.problem not in self._problems:
                self._problems.add(one.problem)
                self.judged.append(one)

    def tried(self, make: Callable[[], _Made]) -> _Made | None:
        """Return what was made; None where it could not be, its problems then being found."""
        try:
            return make()
        except PolicyReportError as error:
            self.add(Judged("error", problem) for problem in error.problems)
            return None
