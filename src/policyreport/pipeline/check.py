"""Checking a whole project without building it: its files, its templates on every quarter, and the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from policyreport.diagnostics import Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.document.report_type import DrawnTemplate, ReportKind
from policyreport.document.theme import Theme
from policyreport.facts import derive
from policyreport.inputs import load, report_kinds, settings, theme, theme_warnings
from policyreport.inputs.report_types import folders_without_report
from policyreport.inputs.words import voice_note
from policyreport.model import Dataset, Facts, Quarter
from policyreport.model.base import Audience
from policyreport.office_templates import annotate
from policyreport.pipeline.audiences import dimensions_of
from policyreport.pipeline.claims import false_claims
from policyreport.pipeline.composition import fill_all
from policyreport.pipeline.editions import PlacesOf, editions, require_own_names
from policyreport.pipeline.file_names import report_stem, shared_names, unusable_names
from policyreport.pipeline.project_data import places_of_records, recipients_for
from policyreport.pipeline.selection import Selected, Variant, in_order, selected
from policyreport.pipeline.unprintable import TextOrigins, crowded, in_other_fonts, unprintable
from policyreport.project import MESSAGE_TEMPLATES, Project
from policyreport.project.settings import Settings
from policyreport.project.snapshot import input_snapshot
from policyreport.renderers import FORMATS
from policyreport.rules import RatedFinding, apply
from policyreport.stages import READ_DATA, stage
from policyreport.templating import compose
from policyreport.templating.renderer import template_faults
from policyreport.templating.template_context import TemplateContext


def annotate_templates(project: Project, problems: Iterable[Problem], *, korean: bool) -> Mapping[str, bytes]:
    """Return a copy of each drawn template of which there are problems, with comments at them, by a file name.

    There are none where the templates themselves cannot be read, nor of one that is damaged.
    """
    findings = list(problems)
    try:
        templates = [(kind, drawn) for kind in report_kinds(project).values() for drawn in kind.drawn]
    except PolicyReportError:
        return {}
    copies = {f"{kind.kind}.{drawn.form}": annotated_copy(drawn, findings, korean=korean) for kind, drawn in templates}
    return {name: copy for name, copy in copies.items() if copy is not None}


def annotated_copy(drawn: DrawnTemplate, problems: Iterable[Problem], *, korean: bool) -> bytes | None:
    """Return a copy of a drawn template with comments at those problems that are its own.

    None where there are none, and of one that is damaged.
    """
    own = [problem for problem in problems if problem.where and problem.where.file == drawn.path]
    try:
        return annotate(drawn, own, korean=korean) if own else None
    except PolicyReportError:
        return None


_Result = TypeVar("_Result")


def check(project: Project) -> tuple[RatedFinding, ...]:
    """Return all that is wrong or doubtful in a project, each once: errors, warnings and notes; nothing is written.

    What can still be checked is checked when something else is wrong. What the project switched off is there too, with
    its excuse.
    """
    findings = _Findings()
    with input_snapshot(project) as snapshot:
        _check(snapshot, findings)
    return tuple(findings.judged)


def _check(project: Project, findings: _Findings) -> None:
    with stage(READ_DATA):
        loaded = findings.attempt(lambda: load(project))
    with stage(Message("read the settings and templates", "설정과 템플릿 읽기")):
        project_settings = findings.attempt(lambda: settings(project))
        kinds = findings.attempt(lambda: report_kinds(project))
        findings.add(RatedFinding("warning", problem) for problem in folders_without_report(project))
        if project_settings and (unsaid := voice_note(project, project_settings)):
            findings.add([RatedFinding("note", unsaid)])
        house_style = findings.attempt(lambda: theme(project))
        if house_style is not None:
            findings.add(RatedFinding("warning", problem) for problem in theme_warnings(project))
        findings.attempt(lambda: selected(kinds or {}, (), ()))
        findings.attempt(lambda: raise_any(list(_message_faults(project, kinds or {}, project_settings))))
    if loaded is not None and project_settings is not None:
        findings.add(RatedFinding("warning", warning) for warning in loaded.warnings)
        with stage(Message("apply the rules", "규칙 적용")):
            findings.add(apply(loaded.dataset, project_settings.rules).judged)
        recipients = findings.attempt(lambda: recipients_for(project, kinds or {})) or ()
        places = places_of_records(project, loaded.dataset, recipients, kinds or {})
        around = _Around(project_settings, house_style or Theme(), places, TextOrigins(project, loaded.dataset))
        for report in loaded.dataset.quarters:
            with stage(Message(f"try the templates on {report.quarter}", f"{report.quarter} 템플릿 시험")):
                named: list[tuple[ReportKind, str, Sequence[Variant]]] = []
                for kind, facts in _facts(findings, loaded.dataset, report.quarter, kinds or {}):
                    context = TemplateContext(facts, recipients)
                    _compose_all(findings, kind, context, around)
                    named += _named(findings, kind, context)
                findings.add(RatedFinding("error", problem) for problem in shared_names(named))


def _message_faults(
    project: Project, kinds: Mapping[str, ReportKind], project_settings: Settings | None
) -> Iterator[Problem]:
    """Yield what of the templates of messages cannot be read, whichever kinds of report there are."""
    templates: Mapping[str, str] = next((kind.templates for kind in kinds.values()), dict[str, str]())
    yield from template_faults({name: templates[name] for name in MESSAGE_TEMPLATES if name in templates})
    if project_settings and project_settings.mail:
        file = project.relative(project.data / "project.yaml")
        for problem in template_faults({file: project_settings.mail.subject}):
            yield replace(problem, where=SourceLocation(file), field="mail › subject")


def _facts(
    findings: _Findings, dataset: Dataset, quarter: Quarter, kinds: Mapping[str, ReportKind]
) -> Iterator[tuple[ReportKind, Facts]]:
    """Yield each kind with the facts that there are for its readers, derived once for all that are for the same."""
    of: dict[Audience, Facts | None] = {}
    by = dimensions_of(kinds, dataset)
    for kind in kinds.values():
        if kind.audience not in of:
            of[kind.audience] = findings.attempt(lambda kind=kind: derive(dataset, quarter, kind.audience, by))
        if facts := of[kind.audience]:
            yield kind, facts


class _Around(NamedTuple):
    """What a document is composed with beside its data, and what finds where its texts were written."""

    settings: Settings
    theme: Theme
    places: PlacesOf
    origins: TextOrigins


def _compose_all(findings: _Findings, kind: ReportKind, context: TemplateContext, around: _Around) -> None:
    """Compose what a kind makes of a quarter: one document, or all its editions, whose names are looked at too."""
    if kind.editions is None:
        _compose(findings, kind, context, context.names, around)
        return
    variants = _variants(kind)
    made = findings.attempt(lambda: editions(Selected(kind, variants), context, around.places)) or ()
    findings.attempt(lambda: require_own_names([(Selected(kind, variants), made)]))
    for edition in made:
        _compose(findings, kind, context, context.names_for(kind.editions, edition.record), around)


def _named(
    findings: _Findings, kind: ReportKind, context: TemplateContext
) -> Iterator[tuple[ReportKind, str, Sequence[Variant]]]:
    """Yield what the files of a kind of one document are called, once it is looked at whether they can be."""
    if kind.editions is None:
        stem = findings.attempt(lambda: report_stem(kind, context.names))
        if stem is not None:
            findings.add(RatedFinding("error", problem) for problem in unusable_names(kind, stem, _variants(kind)))
            yield kind, stem, _variants(kind)


def _variants(kind: ReportKind) -> tuple[Variant, ...]:
    return in_order(Variant(form.text) for form in kind.formats if form.text in FORMATS)


def _compose(
    findings: _Findings, kind: ReportKind, context: TemplateContext, names: Mapping[str, object], around: _Around
) -> None:
    document = findings.attempt(lambda: compose(kind, context.facts, around.settings, names=names))
    if document is not None:
        problems = around.origins.located(unprintable(document, kind, around.theme))
        findings.add(RatedFinding("error", problem) for problem in problems)
        doubtful = [*crowded(document, kind, around.theme), *in_other_fonts(document, kind, around.theme)]
        findings.add(RatedFinding("warning", problem) for problem in around.origins.located(doubtful))
        findings.add(RatedFinding("warning", one) for one in false_claims(document, kind, context.facts))
        filled = findings.attempt(lambda: fill_all(kind, FORMATS, names, document.meta, Theme())) or {}
        for rendered in filled.values():
            findings.add(RatedFinding("warning", warning) for warning in around.origins.located(rendered.warnings))
            findings.add(RatedFinding("note", note) for note in rendered.notes)


class _Findings:
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

    def attempt(self, make: Callable[[], _Result]) -> _Result | None:
        """Return what was made; None where it could not be, its problems then being found."""
        try:
            return make()
        except PolicyReportError as error:
            self.add(RatedFinding("error", problem) for problem in error.problems)
            return None
