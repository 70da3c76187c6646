"""The kinds of report that a project keeps in its templates folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path as FilePath

from policyreport.document.report import ReportKind, Wording
from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words, raise_any
from policyreport.load.clean_text import REFUSED
from policyreport.load.files import place_at, read_text, refused_character
from policyreport.load.report_file import ReportFile
from policyreport.load.yaml_record import record_of
from policyreport.load.yaml_text import read_yaml
from policyreport.model import Places
from policyreport.project import Project


def report_kinds(project: Project) -> Mapping[str, ReportKind]:
    """Return every kind of report by its name; ``PolicyReportError`` with all that is wrong with any of them.

    A folder under ``templates/`` that holds a ``report.yaml`` is a kind of report; its ``body.md.j2`` is its body.
    """
    templates, problems = _templates(project)
    kinds: dict[str, ReportKind] = {}
    for path in sorted(project.templates.glob("*/report.yaml")):
        body = project.relative(path.with_name("body.md.j2"))
        problems += [] if path.with_name("body.md.j2").exists() else [_no_body(body)]
        try:
            kind = _report_kind(project, path, body, templates)
        except PolicyReportError as error:
            problems += error.problems
        else:
            kinds[kind.kind] = kind
    raise_any(problems)
    return kinds


def _templates(project: Project) -> tuple[Mapping[str, str], list[Problem]]:
    """Return the text of every template by its path, and what is wrong with those that cannot be read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(project.templates.rglob("*.j2")):
        file = project.relative(path)
        text = ""
        try:
            text = unicodedata.normalize("NFC", read_text(project, path))
        except PolicyReportError as error:
            problems += error.problems
        texts[file] = text
        problems += _refused_characters(text, file)
    return texts, problems


def _refused_characters(text: str, file: str) -> Iterator[Problem]:
    for match in REFUSED.finditer(text):
        if match[0] != "\t":
            yield refused_character(match[0], place_at(text, match.start(), file))


def _report_kind(project: Project, path: FilePath, body: str, templates: Mapping[str, str]) -> ReportKind:
    name = unicodedata.normalize("NFC", path.parent.name)
    file = project.relative(path)
    reading = read_yaml(project, path)
    said = record_of(replace(reading, content={"stem": name, **reading.content}), ReportFile, file)
    places = Places(reading.places)

    def wording(text: str, *at: str | int) -> Wording:
        return Wording(text, places.find(at) or Place(file))

    return ReportKind(
        kind=name,
        title=wording(said.title, "title"),
        subtitle=wording(said.subtitle, "subtitle"),
        running_title=wording(said.running_title, "running_title"),
        summary=wording(said.summary, "summary"),
        keywords=tuple(wording(text, "keywords", i) for i, text in enumerate(said.keywords)),
        formats=tuple(wording(text, "formats", i) for i, text in enumerate(said.formats)),
        particulars=tuple(
            (wording(p.label, "particulars", i, "label"), wording(p.content, "particulars", i, "content"))
            for i, p in enumerate(said.particulars)
        ),
        stem=said.stem,
        body=body,
        templates=templates,
    )


def _no_body(body: str) -> Problem:
    what = Words("this kind of report has no body", "이 보고서 종류에는 본문 템플릿이 없습니다")
    return Problem(Kind.DATA, "file.missing", what, Place(body), hint=Words("write it", "이 파일을 만드십시오"))
