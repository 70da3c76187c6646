"""From facts to a document: a report kind's templates over one quarter's views, with every problem that they have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from jinja2 import Template
from markupsafe import Markup

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, raise_any
from policyreport.document.nodes import Document, DocumentBlock, Inline, Meta, Number, Pair
from policyreport.document.number_format import plain_text
from policyreport.document.reckoned import Reckoned
from policyreport.document.report_type import ReportKind, Wording
from policyreport.gc_pause import gc_paused
from policyreport.model import Facts
from policyreport.project.settings import Settings
from policyreport.templating.environment import Sandbox
from policyreport.templating.errors import RENDERING_ERRORS, BudgetExceededError, TooManyRowsError
from policyreport.templating.functions import TemplateFunctions
from policyreport.templating.markdown import blocks, inlines
from policyreport.templating.pictures import PictureFiles
from policyreport.templating.placeholders import Placeholders
from policyreport.templating.record_views import KOGL
from policyreport.templating.rendered_lines import RenderedLines, rendered_line_being_read
from policyreport.templating.rendering_fence import fenced
from policyreport.templating.row_loops import require_room
from policyreport.templating.template_context import template_names
from policyreport.templating.template_faults import problem_of
from policyreport.templating.undefined_names import UndefinedCollector, collecting_undefined

Made = TypeVar("Made")
_KNOWN_TO_ALL = ("words", "voice", "status_rule")
"""The names that macros know too, though templates import them without what they name themselves."""


@gc_paused()
def compose(  # noqa: PLR0913
    report: ReportKind,
    facts: Facts,
    settings: Settings,
    *,
    draft: bool = False,
    names: Mapping[str, object] | None = None,
    most_rows: int | None = None,
) -> Document:
    """Return the document that a report kind makes of a quarter's facts; a ``draft`` says that it is one.

    ``names`` are what its templates can name, as ``TemplateContext`` has them; they are made of the facts where none
    are given. Where all formats of the kind are drawn, the document says of itself what it is, and has no blocks.
    No loop may print more than ``most_rows`` rows of a table, where its files cannot hold more.

    Raises ``PolicyReportError`` with every problem found in the kind's templates (exit codes 4, 6 and 7).
    """
    known = template_names(facts) if names is None else names
    with fenced(report.body or report.kind, known):
        rendering = TemplateRenderer(report.templates, known, _pictures(report), most_rows=most_rows)
        meta = replace(_meta(rendering, report, facts, settings), draft=draft)
        blocks_ = rendering.body(report.body) if report.body else ()
        document = Document(meta, blocks_, rendering.reckoned, typed=rendering.typed)
        raise_any(rendering.problems)
    return document


def _pictures(report: ReportKind) -> PictureFiles:
    return PictureFiles(report.pictures, report.body.rpartition("/")[0])


def plain_line(report: ReportKind, wording: Wording, names: Mapping[str, object]) -> str:
    """Return the text that one line of a report kind says, such as the name of a file.

    Raises ``PolicyReportError`` with every problem of it; a figure is one, for its text would have lost its source.
    """
    with fenced(wording.place.file, names):
        rendering = TemplateRenderer(report.templates, names)
        content = rendering.plain_line(wording)
        raise_any(rendering.problems)
    return content


def template_faults(templates: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what of templates can be told without filling them, of each the first: what Jinja cannot read."""
    undefined = collecting_undefined(UndefinedCollector(lambda _problem: None, ()))
    sandbox = Sandbox(templates, Placeholders(), undefined, {})
    for name, text in templates.items():
        try:
            sandbox.prepared(text, name)
        except RENDERING_ERRORS as fault:
            yield problem_of(fault, name, {name}, sandbox.chosen)


def _meta(rendering: TemplateRenderer, report: ReportKind, facts: Facts, settings: Settings) -> Meta:
    line = rendering.plain_line

    def pairs(wordings: Iterable[tuple[Wording, Wording]]) -> tuple[Pair, ...]:
        made = (Pair(rendering.line(label), rendering.line(content)) for label, content in wordings)
        return tuple(pair for pair in made if pair.content)

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
        licence=" · ".join(text for text in (KOGL.get(settings.kogl or ""), settings.licence) if text),
        language=settings.language,
        mark=settings.mark or "",
        particulars=pairs(report.particulars),
        front=report.front,
        banner=line(report.banner) if report.banner else "",
    )


def _title(rendering: TemplateRenderer, wording: Wording) -> str:
    before = len(rendering.problems)
    content = rendering.plain_line(wording)
    if not content.strip() and len(rendering.problems) == before:
        rendering.problems.append(_without_title(wording.place))
    return content


class TemplateRenderer:
    """Renders templates into nodes and gathers what is wrong with them in ``problems``."""

    def __init__(
        self,
        templates: Mapping[str, str],
        names: Mapping[str, object],
        pictures: PictureFiles | None = None,
        *,
        marks_lines: bool = False,
        most_rows: int | None = None,
    ) -> None:
        """``marks_lines`` has the rendering find the lines of what is wrong with its text as a whole."""
        self.problems: list[Problem] = []
        self._templates = templates
        self._placeholders = Placeholders(pictures)
        self._names = names
        functions = TemplateFunctions(self._placeholders).functions()
        undefined = collecting_undefined(UndefinedCollector(self._note, (*names, *functions), names))
        known_to_all = {**functions, **{name: names[name] for name in _KNOWN_TO_ALL if name in names}}
        self._sandbox = Sandbox(templates, self._placeholders, undefined, known_to_all, marks_lines=marks_lines)
        self._sandbox.budget.allow_for(names)
        self._sandbox.budget.most_rows = most_rows

    @property
    def reckoned(self) -> tuple[Reckoned, ...]:
        """The numbers that the templates have made themselves."""
        return tuple(self._placeholders.reckoned.values())

    @property
    def typed(self) -> tuple[str, ...]:
        """The stretches of the templates' own words that hold digits."""
        return tuple(self._placeholders.typed)

    def body(self, name: str) -> tuple[DocumentBlock, ...]:
        """Return the blocks that a template of the project says; none where it has a problem."""
        result = self._blocks(name)
        if self._placeholders.unsupported:
            self._note_unsupported(name)
        return result

    def plain_line(self, wording: Wording) -> str:
        """Return the text that a one-line template says; a figure in it is a problem, for it would lose its source."""
        content = self.line(wording)
        self.problems.extend(_number_in_plain_text(node, wording.place) for node in content if isinstance(node, Number))
        return plain_text(content)

    def line(self, wording: Wording) -> tuple[Inline, ...]:
        """Return the inline content that a one-line template says; none where it has a problem."""
        name = str(wording.place)
        before = len(self.problems)
        content = self._tried(lambda: self._inline(wording.text, name), name) or ()
        for notation in dict.fromkeys(found.notation for found in self._placeholders.unsupported):
            self._note(notation.problem(wording.place))
        self._placeholders.unsupported.clear()
        self.problems[before:] = [replace(problem, where=wording.place) for problem in self.problems[before:]]
        return content

    def _blocks(self, name: str) -> tuple[DocumentBlock, ...]:
        return self._tried(lambda: self._read(name), name) or ()

    def _read(self, name: str) -> tuple[DocumentBlock, ...]:
        template, lines = self._sandbox.get_template(name), RenderedLines()
        self._require_room(name)
        text = self._render(template, lines)
        try:
            return blocks(text, self._placeholders)
        except BudgetExceededError as fault:
            rendered = rendered_line_being_read(fault)
            line = 0 if rendered is None else lines.line_of(template, self._templates[name], rendered)
            raise PolicyReportError([fault.problem(SourceLocation(name, line))]) from None

    def _require_room(self, name: str) -> None:
        """Raise ``PolicyReportError`` for a table that would surely be too long, before anything is rendered."""
        most = self._sandbox.budget.most_rows
        if most is None:
            return
        try:
            require_room(self._sandbox.parsed(self._templates[name], name), self._names, most)
        except TooManyRowsError as fault:
            raise PolicyReportError([fault.problem(SourceLocation(name, fault.line))]) from None

    def _note_unsupported(self, name: str) -> None:
        """Note where the templates have the notations that were found, by a second rendering that marks its lines."""
        again = TemplateRenderer(self._templates, self._names, self._placeholders.pictures, marks_lines=True)
        again._blocks(name)
        for notation in dict.fromkeys(found.notation for found in self._placeholders.unsupported):
            places = [found.place for found in again._placeholders.unsupported if found.notation == notation]
            for place in dict.fromkeys(places or [None]):
                self._note(notation.problem(place or SourceLocation(name)))
        self._placeholders.unsupported.clear()

    def _inline(self, text: str, name: str) -> tuple[Inline, ...]:
        return inlines(self._render(self._sandbox.prepared(text, name)), self._placeholders)

    def _render(self, template: Template, lines: RenderedLines | None = None) -> str:
        return Markup("").join(map(Markup, self._sandbox.said(template, self._names, lines=lines)))

    def _tried(self, make: Callable[[], Made], name: str) -> Made | None:
        try:
            return make()
        except RENDERING_ERRORS as fault:
            self._note(problem_of(fault, name, {*self._templates, name}, self._sandbox.chosen))
        return None

    def _note(self, problem: Problem) -> None:
        known = [(p.code, p.what) for p in self.problems]
        if problem not in self.problems and (problem.where or (problem.code, problem.what) not in known):
            self.problems.append(problem)


def _number_in_plain_text(number: Number, place: SourceLocation) -> Problem:
    """Return the problem of a figure in a title or another text that only the file's own properties hold."""
    what = Message(f"the number '{number.fact}' stands in a title", f"제목에 수치 '{number.fact}'이(가) 들어 있습니다")
    hint = Message(
        "print it in the body or among the particulars, where it keeps its source",
        "출처가 남도록 본문이나 particulars에 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.number-in-title", what, place, number.fact, hint)


def _without_title(place: SourceLocation) -> Problem:
    """Return the problem of a document without a title, by which readers with a screen reader know it."""
    what = Message("the document has no title", "문서에 제목이 없습니다")
    hint = Message("write one, such as {{ policy.title }}", "{{ policy.title }} 처럼 제목을 쓰십시오")
    return Problem(ErrorKind.TEMPLATE, "template.no-title", what, place, "title", hint)
