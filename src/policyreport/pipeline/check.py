"""Checking a whole project without building it: its files, its templates on every quarter, and the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from policyreport.diagnostics import Message, PolicyReportError, Problem
from policyreport.document.report_type import ReportKind
from policyreport.document.theme import Theme
from policyreport.facts import derive
from policyreport.inputs import load, report_kinds, settings, theme
from policyreport.model import Dataset, Facts, Quarter
from policyreport.model.base import Audience
from policyreport.office_templates import annotate
from policyreport.pipeline.composition import fill_all
from policyreport.pipeline.editions import PlacesOf, editions, require_own_names
from policyreport.pipeline.project_data import places_of_records, recipients_for
from policyreport.pipeline.selection import Selected, Variant, in_order, selected
from policyreport.project import Project
from policyreport.project.settings import Settings
from policyreport.project.snapshot import input_snapshot
from policyreport.renderers import FORMATS
from policyreport.rules import RatedFinding, apply
from policyreport.stages import READ_DATA, stage
from policyreport.templating import compose
from policyreport.templating.template_context import TemplateContext


def annotate_templates(project: Project, problems: Iterable[Problem], *, korean: bool) -> Mapping[str, bytes]:
    """Return a copy of each template drawn in Word of which there are problems, with comments, by a file name.

    There are none where the templates themselves cannot be read.
    """
    found = list(problems)
    try:
        templates = [(kind, drawn) for kind in report_kinds(project).values() for drawn in kind.drawn]
    except PolicyReportError:
        return {}
    return {
        f"{kind.kind}.{drawn.form}": annotate(drawn, of_it, korean=korean)
        for kind, drawn in templates
        if drawn.form == "docx" and (of_it := [p for p in found if p.where and p.where.file == drawn.path])
    }


_Made = TypeVar("_Made")


def check(project: Project) -> tuple[RatedFinding, ...]:
    """Return all that is wrong or doubtful in a project, each once: errors, warnings and notes; nothing is written.

    What can still be checked is checked when something else is wrong. What the project switched off is there too, with
    its excuse.
    """
    found = _Found()
    with input_snapshot(project) as snapshot:
        _check(snapshot, found)
    return tuple(found.judged)


def _check(project: Project, found: _Found) -> None:
    with stage(READ_DATA):
        loaded = found.tried(lambda: load(project))
    with stage(Message("read the settings and templates", "설정과 템플릿 읽기")):
        house = found.tried(lambda: settings(project))
        kinds = found.tried(lambda: report_kinds(project))
        found.tried(lambda: theme(project))
        found.tried(lambda: selected(kinds or {}, (), ()))
    if loaded is not None and house is not None:
        found.add(RatedFinding("warning", warning) for warning in loaded.warnings)
        with stage(Message("apply the rules", "규칙 적용")):
            found.add(apply(loaded.dataset, house.rules).judged)
        recipients = found.tried(lambda: recipients_for(project, kinds or {})) or ()
        places = places_of_records(project, loaded.dataset, recipients, kinds or {})
        for report in loaded.dataset.quarters:
            with stage(Message(f"try the templates on {report.quarter}", f"{report.quarter} 템플릿 시험")):
                for kind, facts in _facts(found, loaded.dataset, report.quarter, kinds or {}):
                    _compose_all(found, kind, TemplateContext(facts, recipients), places, house)


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


def _compose_all(found: _Found, kind: ReportKind, told: TemplateContext, places: PlacesOf, house: Settings) -> None:
    """Compose what a kind makes of a quarter: one document, or all its editions, whose names are looked at too."""
    if kind.editions is None:
        _compose(found, kind, told, told.names, house)
        return
    variants = in_order(Variant(form.text) for form in kind.formats if form.text in FORMATS)
    made = found.tried(lambda: editions(Selected(kind, variants), told, places)) or ()
    found.tried(lambda: require_own_names([(Selected(kind, variants), made)]))
    for edition in made:
        _compose(found, kind, told, told.names_for(kind.editions, edition.record), house)


def _compose(
    found: _Found, kind: ReportKind, told: TemplateContext, names: Mapping[str, object], house: Settings
) -> None:
    document = found.tried(lambda: compose(kind, told.facts, house, names=names))
    if document is not None:
        found.tried(lambda: fill_all(kind, FORMATS, names, document.meta, Theme()))


class _Found:
    """What was found so far, each problem once."""

    def __init__(self) -> None:
        self.judged: list[RatedFinding] = []
        self._problems: set[Problem] = set()

    def add(self, judged: Iterable[RatedFinding]) -> None:
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
            self.add(RatedFinding("error", problem) for problem in error.problems)
            return None
