"""From facts to a document: a report kind's templates say what of them is told, and in what order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from policyreport.diagnostics import raise_any
from policyreport.document.nodes import Document, Meta, Pair
from policyreport.document.report_type import ReportKind, Wording
from policyreport.gc_pause import gc_paused
from policyreport.model import Facts
from policyreport.project.settings import Settings
from policyreport.templating.diagnostics import without_title
from policyreport.templating.record_views import KOGL
from policyreport.templating.renderer import TemplateRenderer
from policyreport.templating.template_context import template_names


@gc_paused()
def compose(
    report: ReportKind,
    facts: Facts,
    settings: Settings,
    *,
    draft: bool = False,
    names: Mapping[str, object] | None = None,
) -> Document:
    """Return the document that a report kind makes of a quarter's facts; a ``draft`` says that it is one.

    ``names`` are what its templates can name, as ``TemplateContext`` has them; they are made of the facts where none
    are given. Where all formats of the kind are drawn, the document says of itself what it is, and has no blocks.

    Raises ``PolicyReportError`` with every problem found in the kind's templates (exit codes 4, 6 and 7).
    """
    rendering = TemplateRenderer(report.templates, template_names(facts) if names is None else names)
    meta = replace(_meta(rendering, report, facts, settings), draft=draft)
    document = Document(meta, rendering.body(report.body) if report.body else ())
    raise_any(rendering.problems)
    return document


def plain_line(report: ReportKind, wording: Wording, names: Mapping[str, object]) -> str:
    """Return the text that one line of a report kind says, such as the name of a file.

    Raises ``PolicyReportError`` with every problem of it; a figure is one, for its text would have lost its source.
    """
    rendering = TemplateRenderer(report.templates, names)
    said = rendering.plain_line(wording)
    raise_any(rendering.problems)
    return said


def _meta(rendering: TemplateRenderer, report: ReportKind, facts: Facts, settings: Settings) -> Meta:
    line = rendering.plain_line

    def pairs(wordings: Iterable[tuple[Wording, Wording]]) -> tuple[Pair, ...]:
        return tuple(Pair(rendering.line(label), rendering.line(content)) for label, content in wordings)

    return Meta(
        kind=report.kind,
        title=_title(rendering, report.title),
        subtitle=line(report.subtitle),
        running_title=line(report.running_title),
        quarter=facts.report.quarter.label,
        as_of=facts.report.as_of,
        organisation=settings.organisation,
        summary=line(report.summary),
        keywords=tuple(map(line, report.keywords)),
        licence=" · ".join(said for said in (KOGL.get(settings.kogl or ""), settings.licence) if said),
        language=settings.language,
        mark=settings.mark or "",
        particulars=pairs(report.particulars),
        front=report.front,
        banner=line(report.banner) if report.banner else "",
    )


def _title(rendering: TemplateRenderer, wording: Wording) -> str:
    before = len(rendering.problems)
    said = rendering.plain_line(wording)
    if not said.strip() and len(rendering.problems) == before:
        rendering.problems.append(without_title(wording.place))
    return said
