"""One rendering: a report kind's templates over one quarter's views, with every problem that they have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from jinja2 import Template
from markupsafe import Markup

from policyreport.diagnostics import Problem, SourceLocation
from policyreport.document.nodes import Block, Inline, Number
from policyreport.document.number_format import plain_text
from policyreport.document.report_type import Wording
from policyreport.templating.diagnostics import number_in_plain_text, problem_of, unsupported
from policyreport.templating.environment import Sandbox, UndefinedCollector, collecting_undefined
from policyreport.templating.errors import RENDERING_ERRORS
from policyreport.templating.functions import TemplateFunctions
from policyreport.templating.markdown import blocks, inlines
from policyreport.templating.placeholders import Placeholders

Made = TypeVar("Made")


class TemplateRenderer:
    """Renders templates into nodes and gathers what is wrong with them in ``problems``."""

    def __init__(self, templates: Mapping[str, str], names: Mapping[str, object], *, marks_lines: bool = False) -> None:
        """``marks_lines`` has the rendering find the lines of what is wrong with its text as a whole."""
        self.problems: list[Problem] = []
        self._templates = templates
        self._slots = Placeholders()
        self._names = names
        helpers = TemplateFunctions(self._slots).functions()
        undefined = collecting_undefined(UndefinedCollector(self._note, (*names, *helpers)))
        self._sandbox = Sandbox(templates, self._slots, undefined, helpers, marks_lines=marks_lines)

    def body(self, name: str) -> tuple[Block, ...]:
        """Return the blocks that a template of the project says; none where it has a problem."""
        made = self._blocks(name)
        if self._slots.unsupported:
            self._note_unsupported(name)
        return made

    def plain_line(self, wording: Wording) -> str:
        """Return the text that a one-line template says; a figure in it is a problem, for it would lose its source."""
        said = self.line(wording)
        self.problems.extend(number_in_plain_text(node, wording.place) for node in said if isinstance(node, Number))
        return plain_text(said)

    def line(self, wording: Wording) -> tuple[Inline, ...]:
        """Return the inline content that a one-line template says; none where it has a problem."""
        name = str(wording.place)
        before = len(self.problems)
        said = self._tried(lambda: self._inline(wording.text, name), name) or ()
        for notation in dict.fromkeys(found.notation for found in self._slots.unsupported):
            self._note(unsupported(notation, wording.place))
        self._slots.unsupported.clear()
        self.problems[before:] = [replace(problem, where=wording.place) for problem in self.problems[before:]]
        return said

    def _blocks(self, name: str) -> tuple[Block, ...]:
        return self._tried(lambda: blocks(self._render(self._sandbox.get_template(name)), self._slots), name) or ()

    def _note_unsupported(self, name: str) -> None:
        """Note where the templates have the notations that were found, by a second rendering that marks its lines."""
        again = TemplateRenderer(self._templates, self._names, marks_lines=True)
        again._blocks(name)
        for notation in dict.fromkeys(found.notation for found in self._slots.unsupported):
            places = [found.place for found in again._slots.unsupported if found.notation == notation]
            for place in dict.fromkeys(places or [None]):
                self._note(unsupported(notation, place or SourceLocation(name)))
        self._slots.unsupported.clear()

    def _inline(self, text: str, name: str) -> tuple[Inline, ...]:
        return inlines(self._render(self._sandbox.prepared(text, name)), self._slots)

    def _render(self, template: Template) -> str:
        pieces = template.generate(self._names)
        return Markup("").join(Markup(self._sandbox.budget.print(piece)) for piece in pieces)  # noqa: S704

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
