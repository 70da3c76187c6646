"""Checking a whole project without building it: its files, its templates on every quarter, and the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from policyreport.build.editions import PlacesOf, editions, require_own_names
from policyreport.build.filling import all_filled
from policyreport.build.reading import places_of_records, recipients_told
from policyreport.build.selection import Selected, selected
from policyreport.build.variant import Variant, in_order
from policyreport.compose import compose
from policyreport.compose.told import Told
from policyreport.derive import derive
from policyreport.document.report import ReportKind
from policyreport.document.theme import Theme
from policyreport.errors import PolicyReportError, Problem
from policyreport.load import load, report_kinds, settings, theme
from policyreport.model import Dataset, Facts, Quarter
from policyreport.model.base import Audience
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
        recipients = found.tried(lambda: recipients_told(project, kinds or {})) or ()
        places = places_of_records(project, loaded.dataset, recipients, kinds or {})
        for report in loaded.dataset.quarters:
            for kind, facts in _facts(found, loaded.dataset, report.quarter, kinds or {}):
                _compose_all(found, kind, Told(facts, recipients), places, house)
    return tuple(found.judged)


def _facts(
    found: _Found, dataset: Dataset, quarter: Quarter, kinds: Mapping[str, ReportKind]
) -> Iterator[tuple[ReportKind, Facts]]:
    """Yield each kind with the facts that there are for its readers, derived once for all that are for the same."""
    of: dict[Audience, Facts | None] = {}
    for kind in kinds.values():
        if kind.audience not in of:
            of[kind.audience] = found.tried(lambda kind=kind: derive(dataset, quarter, kind.audience))
        if facts := of[kind.audience]:
            yield kind, facts


def _compose_all(found: _Found, kind: ReportKind, told: Told, places: PlacesOf, house: Settings) -> None:
    """Compose what a kind makes of a quarter: one document, or all its editions, whose names are looked at too."""
    if kind.editions is None:
        _compose(found, kind, told, told.names, house)
        return
    variants = in_order(Variant(form.text) for form in kind.formats if form.text in FORMATS)
    made = found.tried(lambda: editions(Selected(kind, variants), told, places)) or ()
    found.tried(lambda: require_own_names([(Selected(kind, variants), made)]))
    for edition in made:
        _compose(found, kind, told, told.names_for(kind.editions, edition.record), house)


def _compose(found: _Found, kind: ReportKind, told: Told, names: Mapping[str, object], house: Settings) -> None:
    document = found.tried(lambda: compose(kind, told.facts, house, names=names))
    if document is not None:
        found.tried(lambda: all_filled(kind, FORMATS, names, document.meta, Theme()))


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
