"""Texts that cannot be printed, told where they were written: in the data, in a template or in a file of settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import cast

from pydantic import BaseModel

from policyreport.diagnostics import PolicyReportError, Problem, SourceLocation, TextProblem
from policyreport.document.nodes import Document
from policyreport.document.report_type import ReportKind
from policyreport.document.theme import Theme
from policyreport.inputs.files import is_hidden, place_at, read_text
from policyreport.model import Dataset, Path
from policyreport.model.dataset import records
from policyreport.project import Project
from policyreport.renderers.character_check import illegal_characters
from policyreport.rules.rule import field_name

_PDF, _WORKBOOK = "pdf", "xlsx"
_WRITTEN_BY_HAND = ("*.j2", "*.yaml")


def unprintable(document: Document, kind: ReportKind, theme: Theme) -> list[Problem]:
    """Return the problems of what no file can hold, and where a kind is printed as PDF, of what no font can draw."""
    problems: list[Problem] = list(illegal_characters(document, theme))
    if _makes(kind, _PDF):
        from policyreport.renderers.pdf.glyph_check import missing_glyphs  # noqa: PLC0415 - only where there is a PDF

        problems += missing_glyphs(document, theme)
    return problems


def crowded(document: Document, kind: ReportKind, theme: Theme) -> list[TextProblem]:
    """Return the warnings of cells with more lines than Excel keeps, where a kind is made as a workbook."""
    if not _makes(kind, _WORKBOOK):
        return []
    from policyreport.renderers.xlsx.limits import crowded_cells  # noqa: PLC0415 - only where there is a workbook

    return crowded_cells(document, theme)


def in_other_fonts(document: Document, kind: ReportKind, theme: Theme) -> list[TextProblem]:
    """Return the warnings of characters that the chosen font lacks and another draws, where a kind is made as PDF."""
    if not theme.font_files or not _makes(kind, _PDF):
        return []
    from policyreport.renderers.pdf.glyph_check import replaced_glyphs  # noqa: PLC0415 - only where there is a PDF

    return replaced_glyphs(document, theme)


def _makes(kind: ReportKind, form: str) -> bool:
    """Return whether a kind is made in a format of what its template says, not drawn."""
    return any(one.text == form for one in kind.formats) and kind.drawn_as(form) is None


class TextOrigins:
    """Finds where the characters of a document's text were written."""

    def __init__(self, project: Project, dataset: Dataset) -> None:
        self._project = project
        self._dataset = dataset
        self._holding: dict[str, list[tuple[str, Path]]] = {}
        self._told: set[tuple[str, str, SourceLocation]] = set()

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems, those of texts with the places where these were written, each of which is told of once.

        A problem whose text is written nowhere as it is printed keeps the place that it has.
        """
        return tuple(dict.fromkeys(one for problem in problems for one in self._located(problem)))

    def _located(self, problem: Problem) -> Iterator[Problem]:
        if not isinstance(problem, TextProblem):
            yield problem
            return
        places = [*self._in_data(problem)] or [(place, problem.field) for place in self._in_files(problem.characters)]
        if not places:
            yield problem
        for place, field in places:
            told = problem.code, problem.characters, place
            if told not in self._told:
                self._told.add(told)
                yield replace(problem, where=place, field=field)

    def _in_data(self, problem: TextProblem) -> Iterator[tuple[SourceLocation, str]]:
        """Yield the places and fields of the data that a printed text comes from, or of all with its characters."""
        if problem.characters not in self._holding:
            wanted = set(problem.characters)
            self._holding[problem.characters] = [one for one in self._texts if not wanted.isdisjoint(one[0])]
        holding, printed = self._holding[problem.characters], _on_one_line(problem.text)
        same = [path for text, path in holding if _is_part(_on_one_line(text), printed)]
        others = [] if problem.characters.isspace() else [path for _, path in holding]
        for path in same or others:
            if place := self._dataset.places.find(path):
                yield place, field_name(self._dataset, path)

    @cached_property
    def _texts(self) -> list[tuple[str, Path]]:
        return [one for path, record in records(self._dataset) for one in _texts(record, path)]

    def _in_files(self, characters: str) -> Iterator[SourceLocation]:
        """Yield the first place of each line of the templates and settings that has one of some characters."""
        for file, text in self._files.items():
            start = 0
            for line in text.split("\n"):
                at = min((line.index(one) for one in characters if one in line), default=None)
                if at is not None:
                    yield place_at(text, start + at, file)
                start += len(line) + 1

    @cached_property
    def _files(self) -> Mapping[str, str]:
        project = self._project
        paths = [project.data / "project.yaml"]
        for pattern in _WRITTEN_BY_HAND:
            paths += sorted(path for path in project.templates.rglob(pattern) if not is_hidden(path, project.templates))
        texts: dict[str, str] = {}
        for path in paths:
            try:
                texts[project.relative(path)] = read_text(project, path)
            except PolicyReportError:
                continue  # told where the file is read
        return texts


def _texts(value: object, path: Path) -> Iterator[tuple[str, Path]]:
    """Yield each text in a record with the path to it."""
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for i, item in enumerate(cast("tuple[object, ...]", value)):
            yield from _texts(item, (*path, i))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _is_part(written: str, printed: str) -> bool:
    return bool(written) and (written in printed or printed in written)
