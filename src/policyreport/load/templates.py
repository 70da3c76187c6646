"""The kinds of report that a project keeps in its templates folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath

from policyreport.document.report import DrawnTemplate, PerRecord, ReportKind, Wording
from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words, raise_any
from policyreport.load.clean_text import REFUSED
from policyreport.load.drawn_template import drawn_template
from policyreport.load.files import place_at, read_text, refused_character
from policyreport.load.folders import is_hidden, linked_folders
from policyreport.load.report_file import ReportFile
from policyreport.load.theme_file import change_of
from policyreport.load.yaml_record import record_of
from policyreport.load.yaml_text import read_yaml
from policyreport.model import Places
from policyreport.project import Project


def report_kinds(project: Project) -> Mapping[str, ReportKind]:
    """Return every kind of report by its name; ``PolicyReportError`` with all that is wrong with any of them.

    A folder under ``templates/`` that holds a ``report.yaml`` is a kind of report; its ``body.md.j2`` is its body. A
    ``body.docx``, ``body.hwpx`` or ``body.xlsx`` was drawn for the format of its name, and stands in the body's place
    there.
    """
    templates, problems = _templates(project)
    problems += linked_folders(project, project.templates)
    kinds: dict[str, ReportKind] = {}
    for path in _shown(project, "*/report.yaml"):
        written = path.with_name("body.md.j2")
        drawn, refused = _drawn(project, path.parent)
        problems += refused
        body = project.relative(written) if written.exists() or not (drawn or refused) else ""
        problems += [_no_body(body)] if body and not written.exists() else []
        try:
            kind = replace(_report_kind(project, path, body, templates), drawn=drawn)
        except PolicyReportError as error:
            problems += error.problems
        else:
            problems += [] if refused else _unmakeable(kind)
            kinds[kind.kind] = kind
    raise_any(problems)
    return kinds


def _shown(project: Project, pattern: str) -> list[FilePath]:
    """Return the files of the templates folder that match, without those that are hidden."""
    return sorted(path for path in project.templates.glob(pattern) if not is_hidden(path, project.templates))


def _templates(project: Project) -> tuple[Mapping[str, str], list[Problem]]:
    """Return the text of every template by its path, and what is wrong with those that cannot be read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in _shown(project, "**/*.j2"):
        file = project.relative(path)
        text = ""
        try:
            text = unicodedata.normalize("NFC", read_text(project, path))
        except PolicyReportError as error:
            problems += error.problems
        texts[file] = text
        problems += _refused_characters(text, file)
    return texts, problems


def _drawn(project: Project, folder: FilePath) -> tuple[tuple[DrawnTemplate, ...], list[Problem]]:
    """Return the templates that were drawn for a kind of report, and what is wrong with those that are refused."""
    drawn: list[DrawnTemplate] = []
    problems: list[Problem] = []
    for path in (folder / "body.docx", folder / "body.hwpx", folder / "body.xlsx"):
        if path.exists() or path.is_symlink():
            try:
                drawn.append(drawn_template(project, path))
            except PolicyReportError as error:
                problems += error.problems
    return tuple(drawn), problems


def _unmakeable(kind: ReportKind) -> list[Problem]:
    """Return the formats that a kind lists, and of which it has no template, though others of its were drawn."""
    return [
        _no_template(form, [drawn.form for drawn in kind.drawn]) for form in kind.formats if not kind.can_be(form.text)
    ]


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

    def pair(number: int, label: str, content: str) -> tuple[Wording, Wording]:
        at = ("particulars", number)
        return wording(label, *at, "label"), wording(content, *at, "content")

    return ReportKind(
        kind=name,
        title=wording(said.title, "title"),
        subtitle=wording(said.subtitle, "subtitle"),
        running_title=wording(said.running_title, "running_title"),
        summary=wording(said.summary, "summary"),
        keywords=tuple(wording(text, "keywords", i) for i, text in enumerate(said.keywords)),
        formats=tuple(wording(text, "formats", i) for i, text in enumerate(said.formats)),
        particulars=tuple(pair(i, each.label, each.content) for i, each in enumerate(said.particulars)),
        audience=said.audience,
        front=said.front,
        banner=None if said.banner is None else wording(said.banner, "banner"),
        max_pages=said.max_pages,
        tighten=tuple(map(change_of, said.tighten)),
        stem=said.stem,
        body=body,
        templates=templates,
        editions=PerRecord(said.each, wording(said.name, "name")) if said.each and said.name else None,
    )


def _no_body(body: str) -> Problem:
    what = Words("this kind of report has no body", "이 보고서 종류에는 본문 템플릿이 없습니다")
    return Problem(Kind.DATA, "file.missing", what, Place(body), hint=Words("write it", "이 파일을 만드십시오"))


def _no_template(form: Wording, drawn: Sequence[str]) -> Problem:
    made = ", ".join(drawn)
    what = Words(
        f"'{form.text}' cannot be made of a template drawn for {made}",
        f"{made}로 그린 템플릿으로는 '{form.text}'을(를) 만들 수 없습니다",
    )
    hint = Words("leave it out, or write body.md.j2 too", "빼거나 body.md.j2도 쓰십시오")
    return Problem(Kind.DATA, "report.no-template", what, form.place, "formats", hint)
