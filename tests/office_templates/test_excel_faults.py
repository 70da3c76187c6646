"""Every fault of a template drawn in Excel is told in one run; nothing of its author's is left in what it becomes."""

from __future__ import annotations

import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from tests.knowledge import dataset, measure
from tests.templating.writing import facts

from policyreport.diagnostics import ErrorKind, PolicyReportError

from .drawing_in_excel import FILE, Rows, changed, drawn, everything, filled, filled_of, problems, refused_of, told


def test_all_faults_of_a_template_are_told_at_once_with_their_places():
    def header(sheet: Worksheet) -> None:
        sheet.oddHeader.center.text = "{{ polisy.title }}"

    found = problems([["가", "{{ policy.titel }}"], ["{{ count.measures | bar }}", "{{ x }"]], header)
    assert {
        (str(p.where), p.field, p.hint.en.partition(" (all names")[0]) for p in found if p.hint and p.field != "{{"
    } == {
        (f"{FILE} › 총괄!B1", "{{ policy.titel }}", "did you mean 'title'?"),
        (f"{FILE} › 총괄!A2", "{{ count.measures | bar }}", "did you mean 'bare'?"),
        (f"{FILE} › 총괄 머리글", "{{ polisy.title }}", "did you mean 'policy'?"),
    }
    assert [str(p.where) for p in found if p.code == "template.tag-not-closed"] == [f"{FILE} › 총괄!B2"]
    assert {p.kind for p in found} == {ErrorKind.TEMPLATE}


def test_faults_of_charts_formulas_and_cells_come_together():
    def named(sheet: Worksheet) -> None:
        sheet.title = "총괄"
        sheet["C1"] = "=IMAGE(A1)"

    assert told([["{{ policy.titel }}", "{{ count }}"]], named) == {
        "총괄!A1": "template.unknown-name",
        "총괄!B1": "template.unprintable",
        "총괄!C1": "template.formula",
    }


def test_a_wrong_name_in_a_branch_that_is_not_taken_is_found():
    rows = [["{%tr if council %}"], ["{{ policy.titel }}"], ["{%tr endif %}"]]
    assert told(rows) == {"총괄!A2": "template.unknown-name"}


FAULTS: list[tuple[Rows, dict[str, str]]] = [
    ([["{%tr for m in measures %}"], ["{{ m.title }}"]], {"총괄!A1": "template.unclosed"}),
    ([["{%tr endfor %}"]], {"총괄!A1": "template.unopened"}),
    ([["{%tr for m in measures %}", "말"], ["가"], ["{%tr endfor %}"]], {"총괄!A1": "template.beside-tag"}),
    ([["{%tr for m in measures %}", 3], ["가"], ["{%tr endfor %}"]], {"총괄!A1": "template.beside-tag"}),
    ([["{%tr for m in measures %}", "=1"], ["가"], ["{%tr endfor %}"]], {"총괄!A1": "template.beside-tag"}),
    ([["{% for m in measures %}"], ["{% endfor %}"]], {"총괄!A2": "template.straddling"}),
    ([["{%p if policy %}가{%p endif %}"]], {"총괄!A1": "template.prefix"}),
    ([["{{tr policy.title }}"]], {"총괄!A1": "template.prefix"}),
    ([["{{ table(measures) }}"]], {"총괄!A1": "template.unknown-name"}),
    ([["{{ policy.__class__ }}"]], {"총괄!A1": "template.refused"}),
]


@pytest.mark.parametrize(("rows", "expected"), FAULTS)
def test_what_a_tag_gets_wrong_is_told(rows: Rows, expected: dict[str, str]):
    found = told(rows)
    assert {place: found.get(place) for place in expected} == expected


REACHING = [
    '=WEBSERVICE("http://a.kr")',
    "=[1]Sheet1!A1",
    "='[장부.xlsx]1월'!A1",
    "='C:\\비밀\\[장부.xlsx]1월'!A1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("file:///etc/passwd")',
    "=HYPERLINK(A1)",
    '=RTD("x",,"y")',
    '=IF(1,_xlfn.WEBSERVICE("http://a"))',
]


@pytest.mark.parametrize("formula", REACHING)
def test_formulas_that_reach_outside_are_refused(formula: str):
    (problem,) = problems([["가", formula]])
    assert (problem.kind, problem.code, str(problem.where)) == (
        ErrorKind.SECURITY,
        "template.formula",
        f"{FILE} › 총괄!B1",
    )


def test_links_to_web_pages_and_places_in_the_workbook_are_no_fault():
    rows = [['=HYPERLINK("https://a.kr/","자료")', '=HYPERLINK("#총괄!A1","위로")', '="=WEBSERVICE(1)"']]
    assert refused_of(drawn(rows)) == []


def test_tags_where_nothing_is_filled_are_told():
    def hidden(sheet: Worksheet) -> None:
        listed = DataValidation(type="list", formula1='"가"', prompt="{{ policy.title }}")
        listed.add("A1")
        sheet.add_data_validation(listed)
        sheet["B1"] = '="{{ policy.title }}"'

    assert told([["가"]], hidden) == {"총괄": "template.out-of-reach", "총괄!B1": "template.out-of-reach"}


def test_a_sheet_that_excel_does_not_list_is_refused():
    def hidden(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("비밀").sheet_state = "veryHidden"

    (problem,) = problems([["가"]], hidden)
    assert (problem.code, problem.field) == ("template.hidden-sheet", "비밀")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<v>0</v>", b"<v>77</v>"),
        (b'r="A1"', b'r="1A"'),
        (b'<row r="1"', b'<row r="x"'),
        (b"<v>0</v>", b"<v>x</v>"),
    ],
)
def test_a_damaged_workbook_is_told(old: bytes, new: bytes):
    content = changed(drawn([["가"]]), {"xl/worksheets/sheet1.xml": lambda p: p.replace(old, new)})
    (problem,) = refused_of(content)
    assert (problem.kind, problem.code) == (ErrorKind.DATA, "drawn.unreadable")


def test_what_excel_cannot_hold_is_told_before_anything_is_written():
    known = facts(dataset("2024Q3", measures=[measure("m1", title="가" * 17_000)]))
    content = drawn([["{{ measures[0].title }}{{ measures[0].title }}"]])
    with pytest.raises(PolicyReportError) as caught:
        filled_of(content, known)
    (problem,) = caught.value.problems
    assert (problem.kind, problem.code, str(problem.where)) == (ErrorKind.DATA, "xlsx.cell-length", f"{FILE} › 총괄!A1")


PIVOT = b'<Relationship Id="rIdX" Type="http://x/pivotTable" Target="/xl/pivotTables/p.xml"/></Relationships>'


def test_what_cannot_be_taken_over_is_told():
    content = changed(
        drawn([["가"]]),
        {
            "xl/worksheets/_rels/sheet1.xml.rels": lambda _: (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + PIVOT
            ),
            "xl/pivotTables/p.xml": lambda _: b"<a/>",
        },
    )
    (problem,) = refused_of(content)
    assert (problem.code, problem.field) == ("template.not-taken-over", "pivotTable")


SECRETS = {
    "xl/workbook.xml": lambda p: p.replace(
        b"<sheets>",
        b'<fileSharing userName="secret-kim"/><mc:AlternateContent '
        b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15">'
        b'<x15ac:absPath xmlns:x15ac="http://x" url="C:\\secret\\"/></mc:Choice></mc:AlternateContent><sheets>',
    ),
    "docProps/custom.xml": lambda _: b"<secret/>",
    "customXml/item1.xml": lambda _: b"<secret/>",
    "xl/printerSettings/printerSettings1.bin": lambda _: b"secret",
}


def test_nothing_of_the_author_is_left():
    def traced(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.properties.creator = sheet.parent.properties.lastModifiedBy = "secret-kim"
        sheet["A1"].comment = Comment("secret-kim:\n볼 것", "secret-kim")
        sheet["A2"].comment = Comment("[Threaded comment] secret talk", "tc={1}")

    content = changed(drawn([["{{ policy.title }}"], ["나"]], traced), SECRETS)
    said = everything(filled_of(content))
    assert [word for word in ("secret", "openpyxl", "sharedStrings") if word in said] == []
    assert "볼 것" in said


def test_the_file_says_of_itself_what_the_report_says():
    said = everything(filled([["가"]]))
    assert "<dc:title>레벨업 전략 추진현황</dc:title>" in said
    assert "<dc:creator>중소벤처기업부</dc:creator>" in said
