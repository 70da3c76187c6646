"""What a project says, and the documents that are composed of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policyreport.diagnostics import PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.document.nodes import Document, Meta
from policyreport.document.output import Rendered
from policyreport.document.report_type import ReportKind
from policyreport.document.theme import Theme
from policyreport.model import Facts
from policyreport.model.base import Audience
from policyreport.model.delivery import Recipient
from policyreport.office_templates import fill
from policyreport.pipeline.audiences import WIDEST, AudienceView
from policyreport.pipeline.claims import false_claims
from policyreport.pipeline.file_names import report_stem, unusable_names
from policyreport.pipeline.number_titles import with_number_titles
from policyreport.pipeline.parts_and_totals import with_rounding_notes
from policyreport.pipeline.passport import with_passport
from policyreport.pipeline.reckoned_facts import with_reckoned
from policyreport.pipeline.restated_records import Restated, RestatedValues
from policyreport.pipeline.restatement_notes import with_restatement_notes
from policyreport.pipeline.selection import Selected
from policyreport.project.settings import Settings
from policyreport.renderers import TOO_LARGE, most_table_rows
from policyreport.templating import compose
from policyreport.templating.errors import TooManyRowsError
from policyreport.templating.template_context import TemplateContext


def fill_all(
    report: ReportKind, forms: Container[str], names: Mapping[str, object], meta: Meta, theme: Theme
) -> Mapping[str, Rendered]:
    """Return the files that a report's drawn templates become, by their formats, for those formats that are wanted.

    ``names`` are what the templates can name.

    Raises ``PolicyReportError`` with every problem of every template (exit codes 4, 6 and 7).
    """
    made: dict[str, Rendered] = {}
    problems: list[Problem] = []
    for template in report.drawn:
        if template.form in forms:
            try:
                made[template.form] = fill(template, names, meta, theme)
            except PolicyReportError as error:
                problems.extend(error.problems)
    raise_any(problems)
    return made


DRAFT = "-draft"
"""How the name of a draft's set ends."""

_DRAFT_MARK = "초안"
"""Stands on every page of a draft, before the project's own mark."""


@dataclass(frozen=True, slots=True)
class ProjectData:
    """What a project says for one quarter, read and derived; ``selection`` is what is to be made of it.

    ``readers`` has, by their classes, what those for whom the kinds are may know. ``recipients`` are read where a kind
    has an edition for each of them. ``places`` tells, by collections and ids, where the records stand that have
    editions. ``faulty`` are the kinds of reports whose own files cannot be read, without which a draft goes.
    ``restated`` are the values that were put right after they had been issued.
    """

    readers: Mapping[Audience, AudienceView]
    settings: Settings
    theme: Theme
    kinds: Mapping[str, ReportKind]
    selection: Sequence[Selected]
    warnings: tuple[Problem, ...]
    draft: bool = False
    recipients: tuple[Recipient, ...] = ()
    places: Mapping[tuple[str, str], SourceLocation] = field(default_factory=dict[tuple[str, str], SourceLocation])
    faulty: Mapping[str, Sequence[Problem]] = field(default_factory=dict[str, Sequence[Problem]])
    restated: RestatedValues = field(default_factory=dict[SourceLocation, Restated])

    @property
    def facts(self) -> Facts:
        """The facts that there are for those who may know all."""
        return self.readers[WIDEST].facts

    def reader_of(self, report: str) -> AudienceView:
        """Return what those for whom a kind of report is may know."""
        return self.readers[self.kinds[report].audience]

    @property
    def set_name(self) -> str:
        """The name of the folder of the set; a draft never takes the place of a set that was issued."""
        return f"{self.facts.report.quarter}{DRAFT if self.draft else ''}"


@dataclass(frozen=True, slots=True)
class ComposedReport:
    """A selected report's document, and its files whose templates were drawn, by their formats.

    ``stem`` is what its files are called without their ending. ``names`` are what its templates can name, kept for
    those that were drawn. ``doubts`` are warnings of what its sentences claim of numbers.
    """

    chosen: Selected
    document: Document
    filled: Mapping[str, Rendered]
    names: Mapping[str, object]
    stem: str = ""
    doubts: tuple[Problem, ...] = ()


def compose_reports(
    data: ProjectData,
    selection: Iterable[Selected],
    context: Callable[[ReportKind], TemplateContext],
    begin: Callable[[str], None] = lambda _name: None,
) -> list[ComposedReport]:
    """Return what each of some reports says that is one document; ``context`` gives what templates may name.

    ``begin`` is told the name of each report before it.

    Raises ``PolicyReportError`` with every template's problems, those of a template that several share once. Of a
    document that one of its formats cannot hold it raises at once: no other report is composed for nothing.
    """
    made: list[ComposedReport] = []
    problems: dict[Problem, None] = {}
    for chosen in selection:
        begin(chosen.report.stem)
        try:
            names = context(chosen.report).names
            stem = report_stem(chosen.report, names)
            problems |= dict.fromkeys(unusable_names(chosen.report, stem, chosen.variants))
            made.append(replace(compose_report(data, chosen, names), stem=stem))
        except PolicyReportError as error:
            problems |= dict.fromkeys(error.problems)
            if any(problem.code == TooManyRowsError.code for problem in error.problems):
                break
            continue
        if too_large := _too_large(made[-1]):
            raise PolicyReportError([*problems, *too_large])
    raise_any(list(problems))
    return made


def _too_large(composed: ComposedReport) -> list[Problem]:
    """Return a problem for each file that would hold more than its format can, named by the file."""
    chosen = composed.chosen
    return [
        replace(problem, where=SourceLocation(variant.file_name(chosen.report.stem)))
        for variant in chosen.variants
        if variant.form in TOO_LARGE and not chosen.report.drawn_as(variant.form)
        for problem in TOO_LARGE[variant.form](composed.document)
    ]


def compose_report(
    data: ProjectData, chosen: Selected, names: Mapping[str, object], member: str = ""
) -> ComposedReport:
    """Return what a report says, or an edition of it, whose templates can name what ``names`` holds.

    The titles of an edition for the ``member`` of a dimension bear its name, so that nobody takes it for the whole.

    Raises ``PolicyReportError`` with every problem of its templates.
    """
    facts = data.reader_of(chosen.report.kind).facts
    most_rows = most_table_rows(form for form in chosen.formats if not chosen.report.drawn_as(form))
    composed = compose(chosen.report, facts, data.settings, draft=data.draft, names=names, most_rows=most_rows)
    known = with_reckoned(facts, composed.reckoned)
    rounded = with_rounding_notes(composed, known, chosen.report.body)
    document = _named(_marked(with_restatement_notes(rounded, data.restated, facts, known)), member)
    if data.theme.pdf.attach_manifest and "pdf" in chosen.formats:
        document = with_passport(document, known, facts.known.sources)
    filled = fill_all(chosen.report, chosen.formats, names, document.meta, data.theme)
    if data.theme.number_ids and "docx" in chosen.formats:
        document = with_number_titles(document, facts, filled.get("docx"))
    # what its templates can name takes more memory than what it says
    doubts = tuple(false_claims(rounded, chosen.report, facts))
    return ComposedReport(chosen, document, filled, names if chosen.report.drawn else {}, doubts=doubts)


def _named(document: Document, member: str) -> Document:
    """Return a document whose titles bear the name of whose it is."""
    meta = document.meta
    title, running = (text if member in text else f"{member} {text}" for text in (meta.title, meta.running_title))
    return replace(document, meta=replace(meta, title=title, running_title=running)) if member else document


def _marked(document: Document) -> Document:
    """Return a document that, if it is a draft, says so by its mark too, as every format shows that."""
    meta = document.meta
    if not meta.draft:
        return document
    mark = " · ".join(filter(None, (_DRAFT_MARK, meta.mark)))
    return replace(document, meta=replace(meta, mark=mark))
