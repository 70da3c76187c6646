"""What a message says, from its templates, in the fence that reports have: what is printed is text and never markup."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from jinja2 import Template, TemplateError

from policyreport.compose.faults import problem_of
from policyreport.compose.misuse import MisuseError
from policyreport.compose.sandbox import Sandbox
from policyreport.compose.slots import Slots
from policyreport.compose.undefined import Notebook, noting
from policyreport.document.text import plain_text
from policyreport.errors import Place, Problem, raise_any
from policyreport.load.files import read_text
from policyreport.model.mail import MailSettings
from policyreport.project import Project

_FAULTS = (
    TemplateError,
    MisuseError,
    RecursionError,
    MemoryError,
    ArithmeticError,
    TypeError,
    ValueError,
    LookupError,
    SyntaxError,
)
_SUBJECT = "data/project.yaml"
_TEXT, _HTML = "templates/house/message.txt.j2", "templates/house/message.html.j2"


@dataclass(frozen=True, slots=True)
class Wording:
    """What one message says; ``html`` is empty where it says it in text alone."""

    subject: str
    text: str
    html: str = ""


class Writer:
    """Says what messages say, from a project's templates; each is read once for all recipients."""

    def __init__(self, sources: Mapping[str, str], known: Iterable[str]) -> None:
        """``sources`` are the templates by where they stand, ``known`` the names that they may print."""
        self._sources = sources
        self._problems: list[Problem] = []
        notebook = Notebook(self._problems.append, tuple(known))
        self._sandbox = Sandbox({}, Slots(), noting(notebook), {})
        self._prepared: dict[str, Template] = {}

    def wording(self, names: Mapping[str, object]) -> Wording:
        """Return what a message says with some names; ``PolicyReportError`` (TEMPLATE and others) with all faults.

        The subject is on one line, whatever the values are.
        """
        subject, text = (self._said(name, names, _as_it_is) for name in (_SUBJECT, _TEXT))
        marked_up = self._said(_HTML, names, html.escape) if _HTML in self._sources else ""
        raise_any([_placed(problem) for problem in self._problems])
        return Wording(" ".join(subject.split()), text, marked_up)

    def _said(self, name: str, names: Mapping[str, object], escape: Callable[[str], str]) -> str:
        """Return what one template says, each value escaped; what is wrong with it joins the problems."""
        try:
            return self._filled(self._template(name), names, escape)
        except _FAULTS as fault:
            problem = problem_of(fault, name, {name}, self._sandbox.chosen)
            self._problems.append(problem if problem.where else replace(problem, where=Place(name)))
        return ""

    def _template(self, name: str) -> Template:
        if name not in self._prepared:
            self._prepared[name] = self._sandbox.prepared(self._sources[name], name)
        return self._prepared[name]

    def _filled(self, template: Template, names: Mapping[str, object], escape: Callable[[str], str]) -> str:
        printed = "".join(self._sandbox.budget.print(piece) for piece in template.generate(names))
        pieces = self._sandbox.slots.split(printed)
        return "".join(
            p if isinstance(p, str) else escape(plain_text(p)) if isinstance(p, tuple) else "" for p in pieces
        )


def writer(project: Project, mail: MailSettings, known: Iterable[str]) -> Writer:
    """Return what says a project's messages; ``PolicyReportError`` where the template of their text is not to be read.

    A project without one for HTML writes in plain text alone.
    """
    paths = {name: project.root / name for name in (_TEXT, _HTML)}
    read = {name: read_text(project, path) for name, path in paths.items() if name == _TEXT or path.exists()}
    return Writer({_SUBJECT: mail.subject, **read}, known)


def _placed(problem: Problem) -> Problem:
    """Return a problem of the subject at the setting that holds it, whose line the template does not know."""
    is_of_subject = problem.where is not None and problem.where.file == _SUBJECT
    return replace(problem, where=Place(_SUBJECT), field="mail › subject") if is_of_subject else problem


def _as_it_is(text: str) -> str:
    return text
