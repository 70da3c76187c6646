"""Drawn templates whose parts are lost, cut off, swapped or senseless are refused by the name of the part."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from tests.fuzz import seeds
from tests.templating.writing import facts

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import annotate, fill

from .drawing import META

SEEDS: Mapping[str, Callable[[], bytes]] = {"docx": seeds.word, "xlsx": seeds.excel, "hwpx": seeds.hangul}
SIDE_PARTS = {
    "docx": [
        "word/styles.xml",
        "word/settings.xml",
        "word/numbering.xml",
        "word/header1.xml",
        "word/footer1.xml",
        "word/comments.xml",
        "word/theme/theme1.xml",
        "word/fontTable.xml",
        "word/document.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    ],
    "xlsx": [
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/drawings/drawing1.xml",
        "xl/charts/chart1.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/tables/table1.xml",
        "xl/theme/theme1.xml",
        "xl/workbook.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/_rels/sheet1.xml.rels",
    ],
    "hwpx": ["Contents/header.xml", "Contents/content.hpf", "Contents/section0.xml"],
}
PARTS = [(form, part) for form, parts in SIDE_PARTS.items() for part in parts]


def _changed(form: str, changes: Mapping[str, bytes | None]) -> DrawnTemplate:
    """Return a template some of whose parts are others, or are not there where that is None."""
    stream = BytesIO()
    with ZipFile(BytesIO(SEEDS[form]())) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return DrawnTemplate(form, f"templates/handout/body.{form}", stream.getvalue())  # pyright: ignore[reportArgumentType]


def _refused(template: DrawnTemplate) -> tuple[Problem, ...]:
    with pytest.raises(PolicyReportError) as caught:
        fill(template, facts(), META, Theme())
    return caught.value.problems


@pytest.mark.parametrize(("form", "part"), PARTS)
@pytest.mark.parametrize("content", [b"<a/>", b"<a xmlns='urn:x'><b>", b""], ids=["swapped", "cut off", "empty"])
def test_a_broken_part_is_named(form: str, part: str, content: bytes):
    template = _changed(form, {part: content})
    problems = _refused(template)
    assert {(problem.kind, problem.code) for problem in problems} == {(ErrorKind.DATA, "drawn.unreadable")}
    assert all(part in problem.what.en and part in problem.what.ko and problem.hint for problem in problems)
    with pytest.raises(PolicyReportError):
        annotate(template, problems)


LOST = [
    (form, part) for form, part in PARTS if form != "hwpx" and part.rpartition(".")[2] != "rels" and "[" not in part
]
LOST += [("docx", "word/media/image1.png"), ("xlsx", "xl/media/image1.png")]


@pytest.mark.parametrize(("form", "part"), LOST)
def test_a_lost_part_is_named(form: str, part: str):
    problems = _refused(_changed(form, {part: None}))
    assert {(problem.kind, problem.code) for problem in problems} == {(ErrorKind.DATA, "drawn.unreadable")}
    assert all(part in problem.what.ko for problem in problems)


def _part(form: str, name: str) -> str:
    with ZipFile(BytesIO(SEEDS[form]())) as archive:
        return archive.read(name).decode()


def test_a_workbook_without_styles_gets_plain_ones():
    relations, types, sheet = "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/worksheets/sheet1.xml"
    changes = {
        relations: re.sub(r'<Relationship [^>]*/styles"[^>]*/>', "", _part("xlsx", relations)),
        types: re.sub(r"<Override [^>]*styles.xml[^>]*/>", "", _part("xlsx", types)),
        sheet: _part("xlsx", sheet).replace(' dxfId="0"', ""),
    }
    assert not any("styles" in changes[part] for part in (relations, types))
    template = _changed("xlsx", {**{name: text.encode() for name, text in changes.items()}, "xl/styles.xml": None})
    book = load_workbook(BytesIO(fill(template, facts(), META, Theme()).content))
    assert book.sheetnames == ["표", "둘째"]
    assert book["표"]["A1"].number_format == "General"


BRACED = [
    ("docx", "word/document.xml", 'name="Picture 1"', "{{ policy.title }}"),
    ("docx", "word/document.xml", 'w:val="Heading1"', "{% for x in y %}"),
    ("xlsx", "xl/drawings/drawing1.xml", ' name="[^"]*"', "{% for x in y %}"),
    ("xlsx", "xl/worksheets/sheet1.xml", 'ref="A7:A8"', "{{ 1/0 }}"),
    ("hwpx", "Contents/section0.xml", 'styleIDRef="[0-9]+"', "{{ 1/0 }}"),
]


@pytest.mark.parametrize(("form", "part", "attribute", "braces"), BRACED)
def test_braces_in_an_attribute_are_told_or_kept(form: str, part: str, attribute: str, braces: str):
    name = attribute.partition("=")[0]
    content, changed = re.subn(attribute, f'{name}="{braces}"', _part(form, part), count=1)
    assert changed
    found: Sequence[Problem] = ()
    made = b""
    try:
        made = fill(_changed(form, {part: content.encode()}), facts(), META, Theme()).content
    except PolicyReportError as error:
        found = error.problems
    assert {problem.kind for problem in found} <= {ErrorKind.TEMPLATE, ErrorKind.DATA}
    if not found:
        with ZipFile(BytesIO(made)) as archive:
            assert braces in archive.read(part).decode()


def test_what_no_program_writes_so_is_told_with_what_was_met():
    with ZipFile(BytesIO(seeds.excel())) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    (problem,) = _refused(_changed("xlsx", {"xl/worksheets/sheet1.xml": sheet.replace(b'<row r="1"', b'<row r="x"')}))
    assert problem.code == "drawn.unreadable"
    assert "ValueError" in problem.what.en
    assert problem.hint is not None
    assert "report it" in problem.hint.en
