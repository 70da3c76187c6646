"""The whole path, from a project's files to its published documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policyreport.build.annotating import annotated
from policyreport.build.asked import asked_quarter
from policyreport.build.checking import check
from policyreport.build.edition import Edition
from policyreport.build.enlarging import enlarged
from policyreport.build.filling import all_filled
from policyreport.build.fitting import Fitted, fitted, what_changed
from policyreport.build.manifest import MANIFEST, Output, held, manifest
from policyreport.build.manner import USUAL, Manner, Progress, silent
from policyreport.build.selection import Selected, selected, with_held
from policyreport.compose import compose
from policyreport.derive import derive, newest_quarter
from policyreport.document.rendered import Rendered
from policyreport.document.report import ReportKind
from policyreport.document.theme import Theme
from policyreport.document.tree import Document
from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words, raise_any
from policyreport.load import load, report_kinds, settings, theme
from policyreport.model import Facts
from policyreport.project import Project, Settings
from policyreport.publish import publish

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
class Built:
    """A published set: its folder, what each file is, and warnings about the data."""

    folder: Path
    outputs: tuple[Output, ...]
    warnings: tuple[Problem, ...]

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What was done to make files fit the pages that they may have."""
        return tuple(_tightened(output) for output in self.outputs if output.tightened)


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
    return [(made.chosen, made.document) for made in _composed(given)]


@dataclass(frozen=True, slots=True)
class _Composed:
    """A selected report's document, and its files whose templates were drawn, by their formats."""

    chosen: Selected
    document: Document
    filled: Mapping[str, Rendered]


def _composed(given: Read) -> list[_Composed]:
    made: list[_Composed] = []
    problems: list[Problem] = []
    for chosen in given.selection:
        try:
            document = _marked(compose(chosen.report, given.facts, given.settings, draft=given.draft))
            filled = all_filled(chosen.report, chosen.formats, given.facts, document.meta, given.theme)
        except PolicyReportError as error:
            problems.extend(error.problems)
        else:
            made.append(_Composed(chosen, document, filled))
    raise_any(problems)
    return made


def build(
    project: Project,
    quarter: str = "",
    reports: Sequence[str] = (),
    formats: Sequence[str] = (),
    manner: Manner = USUAL,
) -> Built:
    """Make the reports of a quarter and publish them as one set with its manifest.

    The set is ``out/<quarter>/``; that of a draft ``out/<quarter>-draft/``. It keeps the files that it holds: they are
    made again, so that all of them say the same. Raises ``PolicyReportError``; nothing is written or changed then.
    """
    given = read(project, quarter, reports, formats, manner)
    whole = with_held(given.selection, held(project.out / given.set_name), given.kinds)
    outputs = tuple(_rendered(replace(given, selection=whole), manner.progress))
    files = {output.name: output.rendered.content for output in outputs}
    files[MANIFEST] = manifest(project, given.settings, given.facts, outputs, draft=given.draft)
    folder = publish(project.out, given.set_name, files)
    return Built(folder, outputs, given.warnings)


def _marked(document: Document) -> Document:
    """Return a document that, if it is a draft, says so by its mark too, as every format shows that."""
    meta = document.meta
    if not meta.draft:
        return document
    mark = " · ".join(said for said in (_DRAFT, meta.mark) if said)
    return replace(document, meta=replace(meta, mark=mark))


def _rendered(given: Read, progress: Progress) -> Iterator[Output]:
    steps = [(composed, edition) for composed in _composed(given) for edition in composed.chosen.editions]
    problems: list[Problem] = []
    for number, (composed, edition) in enumerate(steps, start=1):
        chosen = composed.chosen
        name = edition.file_name(chosen.report.stem)
        progress(number, len(steps), name)
        try:
            made = _edition(composed, edition, given.theme)
        except PolicyReportError as error:
            problems.extend(
                problem if problem.where else replace(problem, where=Place(name)) for problem in error.problems
            )
        else:
            yield Output(name, chosen.report.kind, edition, made.rendered, made.tightened)
    raise_any(problems)


def _edition(composed: _Composed, edition: Edition, theme: Theme) -> Fitted:
    """Return one edition of a document; large print has no limit of pages, for it needs more of them."""
    if edition.form in composed.filled:
        return Fitted(composed.filled[edition.form])
    if edition.large_print:
        return Fitted(enlarged(composed.document, theme, edition.form))
    return fitted(composed.document, composed.chosen.report, theme, edition.form)


def _tightened(output: Output) -> Problem:
    changes = "; ".join(map(what_changed, output.tightened))
    what = Words(
        f"made to fit its pages by {len(output.tightened)} step(s) of tightening: {changes}",
        f"쪽수에 맞추려고 줄이기 {len(output.tightened)}단계를 적용했습니다: {changes}",
    )
    return Problem(Kind.RENDER, "render.tightened", what, Place(output.name))


__all__ = [
    "Built",
    "Edition",
    "Manner",
    "Output",
    "Progress",
    "Read",
    "annotated",
    "asked_quarter",
    "build",
    "check",
    "documents",
    "read",
    "silent",
]
