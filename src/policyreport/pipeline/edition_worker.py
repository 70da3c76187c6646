"""Where documents are made: all that those of one reading share, and the making of each, in whatever process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.nodes import Document
from policyreport.document.report_type import ReportKind
from policyreport.ledger.build_cache import CachedFile, CacheKey
from policyreport.pipeline.composition import ComposedReport, ProjectData, compose_report, compose_reports
from policyreport.pipeline.editions import Edition, editions
from policyreport.pipeline.manifest import derivation_of
from policyreport.pipeline.page_fitting import FittedFile
from policyreport.pipeline.reckoned_facts import with_reckoned
from policyreport.pipeline.render_file import cache_key, render_file
from policyreport.pipeline.selection import Selected, Variant
from policyreport.pipeline.tie_out_check import tie_out
from policyreport.pipeline.typed_numbers import typed_problems
from policyreport.templating.template_context import TemplateContext


@dataclass(frozen=True, slots=True)
class EditionOrder:
    """An edition that is to be made, in some variants; ``existing`` has the keys of files that are there.

    By ``tie_out`` its files are read back.
    """

    edition: Edition
    variants: tuple[Variant, ...]
    existing: Mapping[str, CacheKey]
    tie_out: bool = True


@dataclass(frozen=True, slots=True)
class EditionFile:
    """A file of an edition as it was made; with no content where it is what it was, or where ``problems`` tell why.

    ``typed`` are the warnings of figures that its templates say themselves.
    """

    name: str
    variant: Variant
    content: bytes = b""
    cached: CachedFile | None = None
    problems: tuple[Problem, ...] = ()
    typed: tuple[Problem, ...] = ()


class EditionWorker:
    """Makes documents of what was read; what they share, such as the names that templates use, is made once."""

    def __init__(self, data: ProjectData, engine: str) -> None:
        self.data = data
        self.engine = engine
        self._contexts: dict[int, TemplateContext] = {}

    def __reduce__(self) -> tuple[type[EditionWorker], tuple[ProjectData, str]]:
        """Let another process be given what was read, and make the rest of it there."""
        return EditionWorker, (self.data, self.engine)

    def context(self, report: ReportKind) -> TemplateContext:
        """Return what the templates of a kind can tell of, made once for all kinds that are for the same readers."""
        facts = self.data.reader_of(report.kind).facts
        return self._contexts.setdefault(id(facts), TemplateContext(facts, self.data.recipients))

    def forget_context(self, report: ReportKind) -> None:
        """Let go of what the templates of a kind can name, which takes more memory than what the reports say."""
        self._contexts.pop(id(self.data.reader_of(report.kind).facts), None)

    def editions(self, chosen: Selected) -> tuple[Edition, ...]:
        """Return the editions of a report; raises ``PolicyReportError`` with the problems of their names."""
        return editions(chosen, self.context(chosen.report), self.data.places)

    def compose(self, edition: Edition, variants: tuple[Variant, ...]) -> ComposedReport:
        """Return what an edition says; raises ``PolicyReportError`` with every problem of its templates."""
        report = self.data.kinds[edition.report]
        context = self.context(report)
        names = context.names_for(report.editions, edition.record) if report.editions else context.names
        return compose_report(self.data, Selected(report, variants), names, self._member(report, edition.record))

    def _member(self, report: ReportKind, record: str) -> str:
        """Return the title of the member that an edition is for; empty for an edition of a record."""
        dimensions = self.data.facts.known.dimensions
        collection = report.editions.collection if report.editions else ""
        return dimensions[collection].title_of(record) if collection in dimensions else ""

    def make(self, order: EditionOrder) -> list[EditionFile]:
        """Return the files of an edition; none is made that would be what it was."""
        folder = self.data.kinds[order.edition.report].stem
        names = [(variant, order.edition.file_name(variant, folder)) for variant in order.variants]
        try:
            each = self.compose(order.edition, order.variants)
        except PolicyReportError as error:
            return [EditionFile(name, variant, problems=error.problems) for variant, name in names]
        files = [self._file(each, variant, name, order) for variant, name in names]
        return self._with_typed(each, files) if order.tie_out else files

    def _with_typed(self, each: ComposedReport, files: list[EditionFile]) -> list[EditionFile]:
        words = self.data.reader_of(each.chosen.report.kind).facts.known.words.own
        typed = typed_problems(each, words, {file.name: partial(bytes, file.content) for file in files})
        return [replace(files[0], typed=tuple(typed)), *files[1:]] if typed else files

    def tied(
        self, name: str, made: FittedFile, each: ComposedReport, variant: Variant, *, announced: bool = True
    ) -> FittedFile:
        """Return a file of a report that was just made, with what comes of reading it back; see ``tie_out``."""
        report = each.chosen.report
        facts = with_reckoned(self.data.reader_of(report.kind).facts, made.reckoned)
        own_charts = report.drawn_as(variant.form) is None
        tied = tie_out(name, made.rendered, facts, made.charts, own_charts=own_charts, announced=announced)
        return replace(made, tied=tied)

    def _file(self, each: ComposedReport, variant: Variant, name: str, order: EditionOrder) -> EditionFile:
        now = cache_key(each, variant, self.data.theme, self.engine)
        if now == order.existing.get(name):
            return EditionFile(name, variant)
        try:
            fitted = render_file(each, variant, self.data.theme, now.identity)
            self.data.reader_of(each.chosen.report.kind).require_silent(name, fitted.rendered.content)
            if order.tie_out:
                fitted = self.tied(name, fitted, each, variant, announced=False)
        except PolicyReportError as error:
            return EditionFile(name, variant, problems=error.problems)
        return EditionFile(name, variant, fitted.rendered.content, derivation_of(now, fitted))


def documents(data: ProjectData) -> Iterator[tuple[Selected, Document]]:
    """Yield the document of each selected report, and of each edition; ``data`` needs no engine for that.

    Raises ``PolicyReportError`` with every template's problems.
    """
    worker = EditionWorker(data, "")
    alone = (chosen for chosen in data.selection if chosen.report.editions is None)
    for each in compose_reports(data, alone, worker.context):
        yield each.chosen, each.document
    for chosen in data.selection:
        for edition in worker.editions(chosen):
            yield chosen, worker.compose(edition, chosen.variants).document
