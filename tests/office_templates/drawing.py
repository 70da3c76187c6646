"""Templates drawn with python-docx as an officer draws them in Word, and what they become."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from tests.templating.writing import facts

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.nodes import Meta
from policyreport.document.output import Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.model import Facts
from policyreport.office_templates import fill

FILE = "templates/handout/body.docx"
META = Meta(
    kind="handout",
    title="레벨업 전략\n추진현황",
    subtitle="2024년 3분기",
    running_title="레벨업",
    quarter="2024년 3분기",
    as_of=date(2024, 9, 30),
    organisation="중소벤처기업부",
    summary="추진현황을 알린다",
    keywords=("레벨업", "추진현황"),
    licence="공공누리 제1유형",
    language="ko-KR",
)

Draw = Callable[[WordDocument], object]


def saved(document: WordDocument) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def drawn(*content: str | Sequence[Sequence[str]] | Draw) -> bytes:
    """Return a Word file with these paragraphs, and tables given as rows of texts."""
    document = docx.Document()
    for part in content:
        if isinstance(part, str):
            document.add_paragraph(part)
        elif callable(part):
            part(document)
        else:
            add_table(document, part)
    return saved(document)


def add_table(document: WordDocument, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def filled(*content: str | Sequence[Sequence[str]] | Draw, known: Facts | None = None) -> Rendered:
    return fill(DrawnTemplate("docx", FILE, drawn(*content)), known or facts(), META, Theme())


def reopened(rendered: Rendered) -> WordDocument:
    """Return a file that was filled; python-docx reads no text in controls, so those of numbers are taken away."""
    document = docx.Document(BytesIO(rendered.content))
    for control in [
        one
        for one in document.element.iter(qn("w:sdt"))
        if one.find(f"{qn('w:sdtPr')}/{qn('w:temporary')}") is not None
    ]:
        for run in list(control[-1]):
            control.addprevious(run)
        control.getparent().remove(control)
    return document


def texts(*content: str | Sequence[Sequence[str]] | Draw, known: Facts | None = None) -> list[str]:
    """Return the paragraphs of the body of the file that a template becomes."""
    return [p.text for p in reopened(filled(*content, known=known)).paragraphs]


def rows(*content: str | Sequence[Sequence[str]] | Draw, known: Facts | None = None) -> list[list[str]]:
    """Return the rows of the first table of the file that a template becomes."""
    return [[cell.text for cell in row.cells] for row in reopened(filled(*content, known=known)).tables[0].rows]


def refused(*content: str | Sequence[Sequence[str]] | Draw) -> list[Problem]:
    """Return what is wrong with a template; nothing where it can be filled."""
    try:
        filled(*content)
    except PolicyReportError as error:
        return list(error.problems)
    return []


def problems(*content: str | Sequence[Sequence[str]] | Draw) -> list[Problem]:
    found = refused(*content)
    assert found
    return found


def told(*content: str | Sequence[Sequence[str]] | Draw) -> Mapping[str, str]:
    """Return the places of a template's problems, without its path, with their codes."""
    return {str(p.where).removeprefix(f"{FILE} › "): p.code for p in problems(*content)}


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
