"""Templates of 한글, made by the renderer, whose text is kept to the letter, and what they become."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from lxml import etree
from tests.templating.writing import facts

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.nodes import Block, Column, Document, Paragraph, Row, Table, Text
from policyreport.document.output import Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.model import Facts
from policyreport.office_templates import fill
from policyreport.renderers.hwpx import render

from .drawing import META

FILE = "templates/handout/body.hwpx"
SECTION = "Contents/section0.xml"
HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
HEAD_PARAGRAPHS = 3
"""How many paragraphs the renderer puts before the first of a document's own."""

Content = str | Sequence[Sequence[str]]
Change = Callable[[str], str]


def _block(content: Content) -> Block:
    if isinstance(content, str):
        return Paragraph((Text(content),))
    head, *rows = [tuple((Text(cell),) for cell in row) for row in content]
    return Table(tuple(Column(cell) for cell in head), tuple(Row(row) for row in rows))


def drawn(*content: Content, change: Change = str) -> bytes:
    """Return a file of 한글 with these paragraphs and tables, and its section's XML changed."""
    made = render(Document(META, tuple(map(_block, content))), Theme()).content
    stream = BytesIO()
    with ZipFile(BytesIO(made)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            stored = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            new.writestr(name, change(part.decode()).encode() if name == SECTION else part, stored)
    return stream.getvalue()


def filled(*content: Content, change: Change = str, known: Facts | None = None) -> Rendered:
    return fill(DrawnTemplate("hwpx", FILE, drawn(*content, change=change)), known or facts(), META, Theme())


def section(rendered: Rendered) -> etree._Element:
    with ZipFile(BytesIO(rendered.content)) as package:
        return etree.fromstring(package.read(SECTION))


def texts(*content: Content, change: Change = str, known: Facts | None = None) -> list[str]:
    """Return the paragraphs of the body of the file that a template becomes, without its head."""
    root = section(filled(*content, change=change, known=known))
    held = [p for p in root.iterchildren(f"{HP}p") if p.find(f".//{HP}tbl") is None]
    return [_text(paragraph) for paragraph in held][_heads() :]


def rows(*content: Content, known: Facts | None = None) -> list[list[str]]:
    """Return the rows of the last table of the file that a template becomes."""
    return rows_of(filled(*content, known=known))


def rows_of(rendered: Rendered) -> list[list[str]]:
    """Return the rows of the last table of a file."""
    *_, table = section(rendered).iter(f"{HP}tbl")
    return [[_text(cell) for cell in row.iterchildren(f"{HP}tc")] for row in table.iterchildren(f"{HP}tr")]


def refused(*content: Content, change: Change = str) -> list[Problem]:
    try:
        filled(*content, change=change)
    except PolicyReportError as error:
        return list(error.problems)
    return []


def _heads() -> int:
    root = section(Rendered(drawn(), ()))
    return len([p for p in root.iterchildren(f"{HP}p") if p.find(f".//{HP}tbl") is None])


def _text(element: etree._Element) -> str:
    found = [
        e for e in element.iter(f"{HP}t") if not any(a.tag in (f"{HP}header", f"{HP}footer") for a in e.iterancestors())
    ]
    return "".join("".join(_characters(text)) for text in found)


def _characters(text: etree._Element) -> Sequence[str]:
    marks = {f"{HP}lineBreak": "\n", f"{HP}tab": "\t", f"{HP}nbSpace": "\u00a0"}
    return [text.text or "", *(part for inner in text for part in (marks.get(inner.tag, ""), inner.tail or ""))]
