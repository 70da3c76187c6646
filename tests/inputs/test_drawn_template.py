"""What may not be in a template that was drawn in Word, 한글 or Excel, and what a kind of report with one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.office_templates.drawing import drawn
from tests.office_templates.drawing_in_excel import changed as changed_workbook
from tests.office_templates.drawing_in_excel import drawn as drawn_in_excel
from tests.office_templates.drawing_in_hangul import drawn as drawn_in_hangul

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.inputs import report_kinds
from policyreport.project import Project

Make = Callable[[Mapping[str, str | bytes]], Project]
KIND, BODY, DRAWN = (f"templates/handout/{name}" for name in ("report.yaml", "body.md.j2", "body.docx"))
REPORT = "title: 가\nsubtitle: 나\nrunning_title: 다\nsummary: 라\nformats: [docx]\n"
RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed(parts: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """Return a small Word file some of whose parts are changed or added."""
    stream = BytesIO()
    with ZipFile(BytesIO(drawn("{{ policy.title }}"))) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        held = {name: old.read(name) for name in old.namelist()}
        for name in {**held, **parts}:
            new.writestr(name, parts.get(name, lambda part: part)(held.get(name, b"")))
    return stream.getvalue()


def related(kind: str, target: str, outside: str = "") -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    relation = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return changed({RELATIONS: lambda part: part.replace(b"</Relationships>", relation.encode())})


def refused(make: Make, content: bytes) -> list[Problem]:
    with pytest.raises(PolicyReportError) as caught:
        report_kinds(make({KIND: REPORT, DRAWN: content}))
    return list(caught.value.problems)


def test_a_drawn_body_stands_in_the_place_of_the_written_one(make: Make) -> None:
    kind = report_kinds(make({KIND: REPORT, DRAWN: drawn("가")}))["handout"]
    assert (kind.body, [(d.form, d.path) for d in kind.drawn]) == ("", [("docx", DRAWN)])


def test_both_may_be_there_for_different_formats(make: Make) -> None:
    kind = report_kinds(make({KIND: REPORT.replace("docx", "docx, pdf"), DRAWN: drawn("가"), BODY: "가"}))["handout"]
    assert (kind.body, kind.can_be("pdf"), kind.drawn_as("pdf")) == (BODY, True, None)


def test_a_format_that_nothing_was_drawn_for_is_told(make: Make) -> None:
    with pytest.raises(PolicyReportError) as caught:
        report_kinds(make({KIND: REPORT.replace("docx", "docx, pdf"), DRAWN: drawn("가")}))
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.where)) == ("report.no-template", f"{KIND}:5:17")


REFUSED = {
    "external header": lambda: related("header", "file:///C:/x.xml", "outside"),
    "external picture": lambda: related("image", "https://a.kr/a.png", "outside"),
    "link to a file": lambda: related("hyperlink", "file:///etc/passwd", "outside"),
    "link to a share": lambda: related("hyperlink", "\\\\server\\share", "outside"),
    "link to a script": lambda: related("hyperlink", "javascript:alert(1)", "outside"),
    "OLE": lambda: related("oleObject", "embeddings/oleObject1.bin"),
    "embedded file": lambda: related("package", "embeddings/a.xlsx"),
    "altChunk": lambda: related("aFChunk", "chunk.html"),
    "ActiveX": lambda: related("control", "activeX1.xml"),
    "macros": lambda: changed({"word/vbaProject.bin": lambda _: b"x"}),
    "a docm": lambda: changed(
        {
            "[Content_Types].xml": lambda p: p.replace(
                b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
            )
        }
    ),
    "DOCTYPE": lambda: changed(
        {
            "word/document.xml": lambda p: (
                b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + p.partition(b"?>")[2]
            )
        }
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_runs_embeds_or_fetches_is_refused(make: Make, name: str) -> None:
    (problem,) = refused(make, REFUSED[name]())
    assert (problem.kind, problem.where and problem.where.file) == (ErrorKind.SECURITY, DRAWN)


def test_a_bomb_is_refused_before_it_is_unpacked(make: Make) -> None:
    (problem,) = refused(make, changed({"word/media/image1.png": lambda _: b"\0" * 3_000_000}))
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "drawn.too-large")


@pytest.mark.parametrize("content", [b"", b"PK", b"<html>", b"\xd0\xcf\x11\xe0", drawn("가")[:2000]])
def test_what_is_no_word_file_is_told(make: Make, content: bytes) -> None:
    (problem,) = refused(make, content)
    assert (problem.kind, problem.code) == (ErrorKind.DATA, "drawn.unreadable")


def test_a_part_that_is_no_xml_is_told(make: Make) -> None:
    (problem,) = refused(make, changed({"word/document.xml": lambda part: part[:-20]}))
    assert problem.code == "drawn.unreadable"


def test_web_links_are_no_fault(make: Make) -> None:
    project = make({KIND: REPORT, DRAWN: related("hyperlink", "https://a.kr/", "outside")})
    assert report_kinds(project)["handout"].drawn


HANGUL = "templates/handout/body.hwpx"


def refused_in_hangul(make: Make, parts: Mapping[str, bytes]) -> list[Problem]:
    stream = BytesIO()
    with ZipFile(BytesIO(drawn_in_hangul("가"))) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name, part in {**{name: old.read(name) for name in old.namelist()}, **parts}.items():
            new.writestr(name, part)
    with pytest.raises(PolicyReportError) as caught:
        report_kinds(make({KIND: REPORT.replace("docx", "hwpx"), HANGUL: stream.getvalue()}))
    return list(caught.value.problems)


def test_a_template_of_hangul_stands_for_its_own_format(make: Make) -> None:
    files = {KIND: REPORT.replace("docx", "docx, hwpx"), HANGUL: drawn_in_hangul("가"), DRAWN: drawn("가")}
    assert [d.form for d in report_kinds(make(files))["handout"].drawn] == ["docx", "hwpx"]


LINKED = (
    b'<a xmlns="http://www.idpf.org/2007/opf/"><item href="C:\\kim\\a.png" isEmbeded="0" media-type="image/png"/></a>'
)


@pytest.mark.parametrize(
    "parts",
    [
        {"BinData/image1.ole": b"x"},
        {"Contents/content.hpf": LINKED},
        {"Contents/section0.xml": b"<!DOCTYPE a []><a/>"},
    ],
)
def test_what_embeds_or_fetches_is_refused_in_hangul_too(make: Make, parts: Mapping[str, bytes]) -> None:
    assert {problem.kind for problem in refused_in_hangul(make, parts)} == {ErrorKind.SECURITY}


MATRIX = "templates/handout/body.xlsx"
SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
EMPTY = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'


def workbook_with(parts: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    return changed_workbook(drawn_in_excel([["{{ policy.title }}"]]), parts)


def workbook_related(kind: str, target: str, outside: str = "") -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    relation = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return workbook_with({SHEET_RELATIONS: lambda _: EMPTY.replace(b"</Relationships>", relation.encode())})


def refused_in_excel(make: Make, content: bytes) -> list[Problem]:
    with pytest.raises(PolicyReportError) as caught:
        report_kinds(make({KIND: REPORT.replace("docx", "xlsx"), MATRIX: content}))
    return list(caught.value.problems)


def test_a_workbook_stands_for_its_own_format(make: Make) -> None:
    kind = report_kinds(make({KIND: REPORT.replace("docx", "xlsx"), MATRIX: drawn_in_excel([["가"]])}))["handout"]
    assert (kind.body, [(d.form, d.path) for d in kind.drawn]) == ("", [("xlsx", MATRIX)])


REFUSED_IN_EXCEL = {
    "macros": lambda: workbook_with({"xl/vbaProject.bin": lambda _: b"x"}),
    "an xlsm": lambda: workbook_with(
        {
            "[Content_Types].xml": lambda p: p.replace(
                b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
            )
        }
    ),
    "a macro sheet": lambda: workbook_related("xlMacrosheet", "../sheets/m.xml"),
    "OLE": lambda: workbook_related("oleObject", "../embeddings/oleObject1.bin"),
    "a form control": lambda: workbook_related("ctrlProp", "../ctrlProps/c.xml"),
    "other workbooks": lambda: workbook_related("externalLink", "../externalLinks/e.xml"),
    "data outside": lambda: workbook_related("connections", "../connections.xml"),
    "a query": lambda: workbook_related("queryTable", "../queryTables/q.xml"),
    "an external picture": lambda: workbook_related("image", "https://a.kr/a.png", "outside"),
    "a link to a file": lambda: workbook_related("hyperlink", "file:///etc/passwd", "outside"),
    "DOCTYPE": lambda: workbook_with({"xl/workbook.xml": lambda p: b"<!DOCTYPE a []>" + p.partition(b"?>")[2]}),
}


@pytest.mark.parametrize("name", REFUSED_IN_EXCEL)
def test_what_runs_embeds_or_fetches_is_refused_in_excel_too(make: Make, name: str) -> None:
    found = refused_in_excel(make, REFUSED_IN_EXCEL[name]())
    assert {(problem.kind, problem.where and problem.where.file) for problem in found} == {(ErrorKind.SECURITY, MATRIX)}


@pytest.mark.parametrize("content", [b"", b"PK", drawn("가"), b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook_is_told(make: Make, content: bytes) -> None:
    (problem,) = refused_in_excel(make, content)
    assert (problem.kind, problem.code, problem.hint and ".xlsx" in problem.hint.en) == (
        ErrorKind.DATA,
        "drawn.unreadable",
        True,
    )


def test_a_workbook_that_is_a_bomb_is_refused(make: Make) -> None:
    (problem,) = refused_in_excel(make, workbook_with({"xl/media/image1.png": lambda _: b"\0" * 3_000_000}))
    assert problem.code == "drawn.too-large"


def test_fields_that_are_kept_are_known_to_the_templates_of_their_kind(make: Make):
    report = REPORT.replace("docx", "hwpx") + "keep_fields: [본문, 담당자]\n"
    (kind,) = report_kinds(make({KIND: report, "templates/handout/body.hwpx": drawn_in_hangul("가")})).values()
    assert [template.keep_fields for template in kind.drawn] == [("본문", "담당자")]
