"""The whole path, from a project's files to its published documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policyreport.build.asked import asked_quarter
from policyreport.build.checking import check
from policyreport.build.manifest import MANIFEST, Output, held, manifest
from policyreport.build.selection import Selected, selected, with_held
from policyreport.compose import compose
from policyreport.derive import derive, newest_quarter
from policyreport.document.report import ReportKind
from policyreport.document.theme import Theme
from policyreport.document.tree import Document
from policyreport.errors import Place, PolicyReportError, Problem, raise_any
from policyreport.load import load, report_kinds, settings, theme
from policyreport.model import Facts
from policyreport.project import Project, Settings
from policyreport.publish import publish
from policyreport.render import FORMATS

Progress = Callable[[int, int, str], None]
"""Told before each step: its number from 1, how many there are, and what it makes."""


def silent(_number: int, _total: int, _name: str) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a project says for one quarter, read and derived; ``selection`` is what is to be made of it."""

    facts: Facts
    settings: Settings
    theme: Theme
    kinds: Mapping[str, ReportKind]
    selection: Sequence[Selected]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A published set: its folder, what each file is, and warnings about the data."""

    folder: Path
    outputs: tuple[Output, ...]
    warnings: tuple[Problem, ...]


def read(project: Project, quarter: str = "", reports: Sequence[str] = (), formats: Sequence[str] = ()) -> Read:
    """Return what a project says for a quarter (the newest for none), and which reports are asked for (all for none).

    Raises ``PolicyReportError`` with every problem of the data, or of what was asked for.
    """
    dataset, warnings = load(project)
    wanted = asked_quarter(quarter) if quarter else newest_quarter(dataset)
    facts = derive(dataset, wanted)
    kinds = report_kinds(project)
    return Read(facts, settings(project), theme(project), kinds, selected(kinds, reports, formats), warnings)


def documents(given: Read) -> list[tuple[Selected, Document]]:
    """Return the document of each selected report; raises ``PolicyReportError`` with every template's problems."""
    made: list[tuple[Selected, Document]] = []
    problems: list[Problem] = []
    for chosen in given.selection:
        try:
            made.append((chosen, compose(chosen.report, given.facts, given.settings)))
        except PolicyReportError as error:
            problems.extend(error.problems)
    raise_any(problems)
    return made


def build(
    project: Project,
    quarter: str = "",
    reports: Sequence[str] = (),
    formats: Sequence[str] = (),
    progress: Progress = silent,
) -> Built:
    """Make the reports of a quarter and publish them as one set, ``out/<quarter>/``, with its manifest.

    A set keeps the files that it holds: they are made again, so that all of them say the same.
    Raises ``PolicyReportError``; nothing is written or changed then.
    """
    given = read(project, quarter, reports, formats)
    name = str(given.facts.report.quarter)
    whole = with_held(given.selection, held(project.out / name), given.kinds)
    outputs = tuple(_rendered(replace(given, selection=whole), progress))
    files = {output.name: output.rendered.content for output in outputs}
    files[MANIFEST] = manifest(project, given.settings, given.facts, outputs)
    folder = publish(project.out, name, files)
    return Built(folder, outputs, given.warnings)


def _rendered(given: Read, progress: Progress) -> Iterator[Output]:
    steps = [(chosen, form, document) for chosen, document in documents(given) for form in chosen.formats]
    problems: list[Problem] = []
    for number, (chosen, form, document) in enumerate(steps, start=1):
        name = f"{chosen.report.stem}.{form}"
        progress(number, len(steps), name)
        try:
            yield Output(name, chosen.report.kind, form, FORMATS[form](document, given.theme))
        except PolicyReportError as error:
            problems.extend(
                problem if problem.where else replace(problem, where=Place(name)) for problem in error.problems
            )
    raise_any(problems)


__all__ = ["Built", "Output", "Progress", "Read", "asked_quarter", "build", "check", "documents", "read", "silent"]
