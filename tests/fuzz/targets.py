"""What is tried with spoilt files: every loader and every kind of template, as users reach them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree
from tests.fuzz import seeds
from tests.fuzz.mutations import WORDS, encoded, spoil_bytes, spoil_file, spoil_package, spoil_text
from tests.office_templates.drawing import META
from tests.templating.writing import composed, facts

from policyreport.delivery.message import Envelope, message_bytes, writer
from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.document.nodes import Document
from policyreport.document.theme import Theme
from policyreport.inputs import load, report_kinds, settings, theme
from policyreport.inputs.office_template_scan import office_template
from policyreport.inputs.open_data import PORTALS, imported
from policyreport.inputs.recipients import load_recipients
from policyreport.model.delivery import MailSettings
from policyreport.office_templates import annotate, fill
from policyreport.pipeline.check import check
from policyreport.project import Project
from policyreport.renderers import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policyreport.model import Facts

Target = Callable[[Random, Path], object]


@cache
def _facts() -> Facts:
    return facts()


@contextmanager
def _own_errors() -> Iterator[None]:
    """Let the tool's own errors pass, if they are sound; anything else goes through."""
    try:
        yield
    except PolicyReportError as error:
        _require_sound(error.problems)


def _require_sound(problems: Iterable[Problem]) -> None:
    for problem in problems:
        assert problem.kind is not ErrorKind.INTERNAL, problem
        assert problem.what.en.strip(), problem
        assert problem.what.ko.strip(), problem


def _written(folder: Path, files: Mapping[str, str | bytes]) -> Project:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else encoded(content))
    (folder / "templates").mkdir(exist_ok=True)
    return Project(folder.resolve())


def _of_data(*suffixes: str) -> Target:
    """Return what loads a project of which one file of data is spoilt."""

    def run(rng: Random, folder: Path) -> None:
        files = dict(seeds.data_files())
        name = rng.choice(sorted(file for file in files if file.endswith(suffixes)))
        content = files[name]
        files[name] = spoil_package(rng, content) if isinstance(content, bytes) else spoil_file(rng, content)
        project = _written(folder, files)
        with _own_errors():
            settings(project)
        with _own_errors():
            loaded = load(project)
            _require_sound(loaded.warnings)

    return run


def _cells(rng: Random, folder: Path) -> None:
    """Load a workbook whose cells hold anything."""
    content = seeds.data_workbook()
    sheets = ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"]
    project = _written(folder, {**seeds.data_files(), "data/all.xlsx": spoil_package(rng, content, sheets)})
    with _own_errors():
        load(project)


def _of_settings(name: str, content: str, read: Callable[[Project], object]) -> Target:
    def run(rng: Random, folder: Path) -> None:
        project = _written(folder, {**seeds.FILES, name: spoil_file(rng, content)})
        with _own_errors():
            read(project)

    return run


def _reference(rng: Random, folder: Path) -> None:
    """Make documents in the looks of a spoilt Word file."""
    project = _written(folder, {"templates/house/reference.docx": spoil_package(rng, seeds.house_style())})
    with _own_errors():
        FORMATS["docx"](_document(), theme(project))


@cache
def _document() -> Document:
    return composed("# 가\n\n- 나 {{ policy.title }}\n\n| 가 | 나 |\n|--|--|\n| 다 | 라 |\n", _facts())


def _markdown(rng: Random, _folder: Path) -> None:
    """Compose a spoilt body, or one of lines that are put together at random."""
    text = spoil_text(rng, seeds.BODY)
    if rng.random() < 0.3:
        text = "\n".join(rng.choice(WORDS) for _ in range(rng.randint(1, 5)))
    parts = spoil_text(rng, seeds.PARTS) if rng.random() < 0.2 else seeds.PARTS
    with _own_errors():
        document = composed(text, _facts(), parts)
        for name in rng.sample(sorted(set(FORMATS) - {"pdf"}), 2):
            FORMATS[name](document, Theme())


def _titles(rng: Random, folder: Path) -> None:
    """Check a project whose ``report.yaml`` is spoilt."""
    home = "templates/brief"
    files = {**seeds.data_files(), f"{home}/report.yaml": spoil_file(rng, seeds.REPORT), f"{home}/body.md.j2": "# 가\n"}
    if rng.random() < 0.3:
        del files["data/project.yaml"]
    project = _written(folder, files)
    with _own_errors():
        report_kinds(project)
    _require_sound(one.problem for one in check(project))


def _mail(rng: Random, folder: Path) -> None:
    """Write a message of spoilt templates."""
    subject = spoil_text(rng, "{{ title }} {{ quarter }}") if rng.random() < 0.3 else "{{ title }}"
    text, html = (spoil_file(rng, seeds.MAIL) for _ in range(2))
    project = _written(folder, {"templates/house/message.txt.j2": text, "templates/house/message.html.j2": html})
    names = seeds.MAIL_NAMES
    with _own_errors():
        mail = MailSettings.model_construct(subject=subject)
        wording = writer(project, mail, names).wording(names)
        message_bytes(Envelope("a@example.kr", "a@example.kr", "가", "b@example.kr"), wording)


def _drawn(form: str, made: Callable[[], bytes]) -> Target:
    """Return what reads, fills and annotates a spoilt template."""

    def run(rng: Random, folder: Path) -> None:
        content = spoil_package(rng, made())
        file = f"templates/handout/body.{form}"
        project = _written(folder, {file: content})
        with _own_errors():
            template = office_template(project, project.root / file)
            problems: Sequence[Problem] = ()
            try:
                _require_whole(fill(template, _facts(), META, Theme()).content)
            except PolicyReportError as error:
                _require_sound(error.problems)
                problems = error.problems
            annotate(template, problems)

    return run


def _require_whole(content: bytes) -> None:
    """Make sure that a file is a package of XML parts."""
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def _drawn_text(rng: Random, folder: Path) -> None:
    """Fill templates in whose text anything stands."""
    form, made, main = rng.choice(
        (
            ("docx", seeds.word, "word/document.xml"),
            ("xlsx", seeds.excel, "xl/worksheets/sheet1.xml"),
            ("hwpx", seeds.hangul, "Contents/section0.xml"),
        )
    )
    file = f"templates/handout/body.{form}"
    with ZipFile(BytesIO(made())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts[main])
    texts = [e for e in root.iter() if isinstance(e.text, str) and e.text.strip()]
    for element in rng.sample(texts, min(len(texts), rng.choice((1, 1, 2)))):
        element.text = _as_xml(spoil_text(rng, element.text or "") if rng.random() < 0.5 else rng.choice(WORDS))
    parts[main] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    project = _written(folder, {file: stream.getvalue()})
    with _own_errors():
        template = office_template(project, project.root / file)
        try:
            _require_whole(fill(template, _facts(), META, Theme()).content)
        except PolicyReportError as error:
            _require_sound(error.problems)
            annotate(template, error.problems)


def _as_xml(text: str) -> str:
    return "".join(c for c in text if c in "\t\n" or " " <= c < "\ud800" or "\ue000" <= c <= "\ufffd" or c > "\uffff")


def _open_data(rng: Random, folder: Path) -> None:
    kind = rng.choice(sorted(PORTALS))
    path = folder / "answer.json"
    path.write_bytes(spoil_file(rng, seeds.ANSWERS[kind]))
    with _own_errors():
        imported(kind, path)


def _whole(rng: Random, folder: Path) -> None:
    """Check, and print in every format but PDF, a project in whose data one text is anything."""
    files = dict(seeds.data_files())
    name = rng.choice(["data/policy.yaml", "data/programs.yaml", "data/indicators.yaml", "data/quarters/2025Q2.yaml"])
    text = files[name]
    assert isinstance(text, str)
    files[name] = spoil_text(rng, text)
    home = "templates/brief"
    files |= {
        f"{home}/report.yaml": seeds.REPORT,
        f"{home}/body.md.j2": seeds.BODY,
        "templates/house/parts.md.j2": seeds.PARTS,
    }
    if rng.random() < 0.5:
        files |= {f"{home}/body.docx": seeds.word(), f"{home}/body.xlsx": seeds.excel()}
    _require_sound(one.problem for one in check(_written(folder, files)))


def _bytes(rng: Random, folder: Path) -> None:
    """Load files of which some bytes are others."""
    files = dict(seeds.data_files())
    name = rng.choice(sorted(files))
    content = files[name]
    files[name] = spoil_bytes(rng, content if isinstance(content, bytes) else content.encode())
    with _own_errors():
        load(_written(folder, files))


TARGETS: Mapping[str, Target] = {
    "yaml": _of_data(".yaml"),
    "json": _of_data(".json"),
    "csv": _of_data(".csv"),
    "workbook": _of_data(".xlsx"),
    "cells": _cells,
    "bytes": _bytes,
    "project": _of_settings("data/project.yaml", seeds.PROJECT, lambda project: (settings(project), load(project))),
    "recipients": _of_settings("data/recipients.yaml", seeds.RECIPIENTS, load_recipients),
    "theme": _of_settings("templates/house/theme.yaml", seeds.THEME, theme),
    "reference": _reference,
    "open-data": _open_data,
    "markdown": _markdown,
    "titles": _titles,
    "mail": _mail,
    "word": _drawn("docx", seeds.word),
    "excel": _drawn("xlsx", seeds.excel),
    "hangul": _drawn("hwpx", seeds.hangul),
    "drawn-text": _drawn_text,
    "whole": _whole,
}
"""By their names, what is tried."""
