"""Templates drawn with openpyxl as an officer draws them in Excel, and what they become."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.templating.writing import facts

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.output import Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.model import Fact, Facts
from policyreport.office_templates import fill
from policyreport.templating.view import Figure, plain

from .drawing import META

FILE = "templates/matrix2/body.xlsx"
SHEET = "총괄"

Draw = Callable[[Worksheet], object]
Rows = Sequence[Sequence[object]]
Change = Callable[[bytes], bytes]


_INLINE = re.compile(rb't="inlineStr"([^>]*)><is>(.*?)</is>', re.DOTALL)
_STRINGS = (
    b'<Relationship Id="rIdStrings" Target="sharedStrings.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
)
_STRINGS_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: Workbook) -> bytes:
    """Return a workbook as Excel saves it: with its texts in a part of their own."""
    stream = BytesIO()
    book.save(stream)
    texts: list[bytes] = []

    def shared(found: re.Match[bytes]) -> bytes:
        texts.append(b"<si>" + found[2] + b"</si>")
        return b't="s"%s><v>%d</v>' % (found[1], len(texts) - 1)

    with ZipFile(stream) as package:
        sheets = {n: package.read(n) for n in package.namelist() if n.startswith("xl/worksheets/sheet")}
    made = {name: _INLINE.sub(shared, content) for name, content in sheets.items()}
    strings = b'<sst xmlns="%s">%s</sst>' % (_MAIN, b"".join(texts))
    return changed(
        stream.getvalue(),
        {
            **{name: lambda _, content=content: content for name, content in made.items()},
            "xl/sharedStrings.xml": lambda _: strings,
            "xl/_rels/workbook.xml.rels": lambda part: part.replace(b"</Relationships>", _STRINGS),
            "[Content_Types].xml": lambda part: part.replace(b"</Types>", _STRINGS_TYPE),
        },
    )


def drawn(rows: Rows, *draw: Draw) -> bytes:
    """Return a workbook with one sheet with these rows, to which more may be drawn."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    for row in rows:
        sheet.append([None if value == "" else value for value in row])
    for each in draw:
        each(sheet)
    return saved(book)


def changed(content: bytes, parts: Mapping[str, Change]) -> bytes:
    """Return a package some of whose parts are changed or added."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        held = {name: old.read(name) for name in old.namelist()}
        for name in {**held, **parts}:
            new.writestr(name, parts.get(name, lambda part: part)(held.get(name, b"")))
    return stream.getvalue()


def filled_of(content: bytes, known: Facts | None = None) -> Rendered:
    return fill(DrawnTemplate("xlsx", FILE, content), known or facts(), META, Theme())


def filled(rows: Rows, *draw: Draw, known: Facts | None = None) -> Rendered:
    return filled_of(drawn(rows, *draw), known)


def reopened(rendered: Rendered, *, values: bool = False) -> Workbook:
    return load_workbook(BytesIO(rendered.content), data_only=values, rich_text=False)


def sheet_of(rendered: Rendered, *, values: bool = False) -> Worksheet:
    sheet = reopened(rendered, values=values)[SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def said(rows: Rows, *draw: Draw, known: Facts | None = None) -> list[list[object]]:
    """Return what the cells of the sheet hold that a template becomes."""
    return [[cell.value for cell in row] for row in sheet_of(filled(rows, *draw, known=known)).iter_rows()]


def part(rendered: Rendered, name: str) -> str:
    """Return the text of a part, without the white space that means nothing."""
    with ZipFile(BytesIO(rendered.content)) as package:
        return re.sub(r">\s+<", "><", package.read(name).decode())


def everything(rendered: Rendered) -> str:
    """Return the text of all parts and their names."""
    with ZipFile(BytesIO(rendered.content)) as package:
        return "\n".join(f"{name}\n{package.read(name).decode(errors='replace')}" for name in package.namelist())


def refused_of(content: bytes) -> list[Problem]:
    """Return what is wrong with a template; nothing where it can be filled."""
    try:
        filled_of(content)
    except PolicyReportError as error:
        return list(error.problems)
    return []


def problems(rows: Rows, *draw: Draw) -> list[Problem]:
    found = refused_of(drawn(rows, *draw))
    assert found
    return found


def told(rows: Rows, *draw: Draw) -> Mapping[str, str]:
    """Return the places of a template's problems, without its path, with their codes."""
    return {str(p.where).removeprefix(f"{FILE} › "): p.code for p in problems(rows, *draw)}


def figure(value: object) -> Figure:
    """Return a number as a template sees it, with a fact that says no more; None is one that is missing."""
    return Figure(Fact("test", None if value is None else Decimal(str(value)), "건", "rule"))


def seen_as(value: object) -> object:
    """Return numbers, texts, and lists and records of them as a template sees them."""
    if isinstance(value, list):
        return [seen_as(member) for member in cast("list[object]", value)]
    if isinstance(value, dict):
        return plain({name: seen_as(held) for name, held in cast("dict[str, object]", value).items()})
    return figure(value) if value is None or isinstance(value, int | Decimal) else value


def filled_with(content: bytes, **names: object) -> Rendered:
    """Return what a template becomes with these names alone."""
    template = DrawnTemplate("xlsx", FILE, content)
    return fill(template, {name: seen_as(value) for name, value in names.items()}, META, Theme())


def refused_with(content: bytes, **names: object) -> list[Problem]:
    """Return what is wrong with a template that these names would fill; nothing where it can be filled."""
    try:
        filled_with(content, **names)
    except PolicyReportError as error:
        return list(error.problems)
    return []
