"""What a project says for one quarter, and the documents that it makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from policyreport.build.asked import asked_quarter
from policyreport.build.filling import all_filled
from policyreport.build.manner import USUAL, Manner
from policyreport.build.selection import Selected, selected
from policyreport.compose import compose
from policyreport.derive import derive, newest_quarter
from policyreport.document.rendered import Rendered
from policyreport.document.report import ReportKind
from policyreport.document.theme import Theme
from policyreport.document.tree import Document
from policyreport.errors import PolicyReportError, Problem, raise_any
from policyreport.load import load, report_kinds, settings, theme
from policyreport.model import Facts
from policyreport.project import Project
from policyreport.project.settings import Settings

_DRAFT = "초안"
"""Stands on every page of a draft, before the project's own mark."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a project says for one quarter, read and derived; ``selection`` is what is to be made of it."""

    facts: Facts
    settings: Settings
    theme: Theme
    kinds: Mapping[str, ReportKind]
    selection: Sequence[Selected]
    warnings: tuple[Problem, ...]
    draft: bool = False

    @property
    def set_name(self) -> str:
        """The name of the folder of the set; a draft never takes the place of a set that was issued."""
        return f"{self.facts.report.quarter}{'-draft' if self.draft else ''}"


@dataclass(frozen=True, slots=True)
class Composed:
    """A selected report's document, and its files whose templates were drawn, by their formats."""

    chosen: Selected
    document: Document
    filled: Mapping[str, Rendered]


def read(
    project: Project,
    quarter: str = "",
    reports: Sequence[str] = (),
    formats: Sequence[str] = (),
    manner: Manner = USUAL,
) -> Read:
    """Return what a project says for a quarter (the newest for none), and which reports are asked for (all for none).

    Raises ``PolicyReportError`` with every problem of the data, or of what was asked for.
    """
    dataset, warnings = load(project)
    wanted = asked_quarter(quarter) if quarter else newest_quarter(dataset)
    facts = derive(dataset, wanted)
    kinds = report_kinds(project)
    selection = selected(kinds, reports, formats, large_print=manner.large_print)
    return Read(facts, settings(project), theme(project), kinds, selection, warnings, manner.draft)


def documents(given: Read) -> list[tuple[Selected, Document]]:
    """Return the document of each selected report; raises ``PolicyReportError`` with every template's problems."""
    return [(made.chosen, made.document) for made in composed(given)]


def composed(given: Read) -> list[Composed]:
    """Return what each selected report says; raises ``PolicyReportError`` with every template's problems."""
    made: list[Composed] = []
    problems: list[Problem] = []
    for chosen in given.selection:
        try:
            document = _marked(compose(chosen.report, given.facts, given.settings, draft=given.draft))
            filled = all_filled(chosen.report, chosen.formats, given.facts, document.meta, given.theme)
        except PolicyReportError as error:
            problems.extend(error.problems)
        else:
            made.append(Composed(chosen, document, filled))
    raise_any(problems)
    return made


def _marked(document: Document) -> Document:
    """Return a document that, if it is a draft, says so by its mark too, as every format shows that."""
    meta = document.meta
    if not meta.draft:
        return document
    mark = " · ".join(said for said in (_DRAFT, meta.mark) if said)
    return replace(document, meta=replace(meta, mark=mark))
