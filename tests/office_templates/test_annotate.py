"""Faulty templates of Excel and 한글 come back with notes of cells and memos at their faults."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from hwpx.tools.package_validator import validate_package
from lxml import etree
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from tests.renderers.open_xml_sdk import faults, needs_the_sdk

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.document.report_type import DrawnTemplate
from policyreport.office_templates import annotate

from . import drawing_in_excel as excel
from . import drawing_in_hangul as hangul
from .test_hangul_fields import MASTER, noted, with_parts

ROWS = [["지표", "목표"], ["{{ polisy }} {{ policy.titel }}", "{{ count.measure }}"], ["가", "{{ x"]]


def header(sheet: Worksheet) -> None:
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = "{{ polisy }}"


def noted_before(sheet: Worksheet) -> None:
    sheet["B2"].comment = Comment("전부터 있던 메모", "담당자")


def table(sheet: Worksheet) -> None:
    sheet.add_table(Table(displayName="표1", ref="A1:B3"))


def chart(sheet: Worksheet) -> None:
    bars = BarChart()
    bars.add_data(Reference(sheet, min_col=2, min_row=2, max_row=3))
    sheet.add_chart(bars, "D2")


def annotated_workbook(*draw: Callable[[Worksheet], None], korean: bool = True) -> bytes:
    content = excel.drawn(ROWS, *draw)
    problems = excel.refused_of(content)
    return annotate(DrawnTemplate("xlsx", excel.FILE, content), problems, korean=korean)


def notes(content: bytes) -> dict[str, str]:
    """Return the notes of a workbook's sheet, by their cells."""
    sheet = load_workbook(BytesIO(content))[excel.SHEET]
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def test_each_faulty_cell_of_a_workbook_has_a_note():
    said = notes(annotated_workbook(header))
    assert list(said) == ["A1", "A2", "B2", "B3"]
    assert said["A1"].startswith("총괄 머리글: {{ polisy }}\n'polisy'라는 이름은 여기에 없습니다")
    assert [text.partition("\n")[0] for text in said["A2"].split("\n\n")] == [
        "총괄!A2: {{ polisy }}",
        "총괄!A2: {{ policy.titel }}",
    ]
    assert "'measures'를 뜻했습니까?" in said["B2"]


def test_notes_are_in_the_reader_s_language():
    assert "did you mean 'measures'?" in notes(annotated_workbook(korean=False))["B2"]


def test_a_note_that_is_there_stays_and_the_fault_is_added():
    said = notes(annotated_workbook(noted_before))
    assert said["B2"].startswith("전부터 있던 메모\n\n총괄!B2: {{ count.measure }}")


def test_the_workbook_stays_as_it_was_drawn():
    content = excel.drawn(ROWS, table, chart, header)
    made = annotate(DrawnTemplate("xlsx", excel.FILE, content), excel.refused_of(content))
    with ZipFile(BytesIO(content)) as old, ZipFile(BytesIO(made)) as new:
        kept = [name for name in old.namelist() if old.read(name) == new.read(name)]
        changed = sorted(set(old.namelist()) - set(kept))
    assert changed == ["[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/worksheets/sheet1.xml"]
    assert made == annotate(DrawnTemplate("xlsx", excel.FILE, content), excel.refused_of(content))
    sheet = load_workbook(BytesIO(made))[excel.SHEET]
    assert isinstance(sheet, Worksheet)
    assert [cell.value for cell in sheet["A"]] == ["지표", "{{ polisy }} {{ policy.titel }}", "가"]


def test_what_is_wrong_with_the_whole_workbook_is_noted_at_its_first_cell():
    content = excel.drawn([["가"]])
    for place in ("", "이름 합계", "없는 시트!B2"):
        problem = Problem(
            ErrorKind.TEMPLATE, "template.x", Message("wrong", "틀림"), SourceLocation(excel.FILE, cell=place)
        )
        assert list(notes(annotate(DrawnTemplate("xlsx", excel.FILE, content), [problem]))) == ["A1"]


@needs_the_sdk
def test_the_open_xml_sdk_finds_no_fault_that_the_workbook_had_not(tmp_path: Path):
    draw = (table, chart, header, noted_before)
    before = faults(excel.drawn(ROWS, *draw), "xlsx", tmp_path)
    assert [fault for fault in faults(annotated_workbook(*draw), "xlsx", tmp_path) if fault not in before] == []


PARAGRAPHS = ("가", "나 {{ policy.titel }} 다", [["라", "마"], ["바", "{{ m.titel }}"]])


def annotated_document(*content: hangul.Content, change: hangul.Change = str, korean: bool = True) -> bytes:
    template = DrawnTemplate("hwpx", hangul.FILE, hangul.drawn(*content, change=change))
    return annotate(template, hangul.refused(*content, change=change), korean=korean)


def section_of(content: bytes) -> etree._Element:
    with ZipFile(BytesIO(content)) as package:
        return etree.fromstring(package.read(hangul.SECTION))


def memos(root: etree._Element) -> list[str]:
    found = [begin for begin in root.iter(f"{hangul.HP}fieldBegin") if begin.get("type") == "MEMO"]
    return ["\n".join(text.text or "" for text in memo.iter(f"{hangul.HP}t")) for memo in found]


def test_each_fault_of_a_document_has_a_memo_around_its_tag():
    root = section_of(annotated_document(*PARAGRAPHS))
    first, second = memos(root)
    hint = "'title'을 뜻했습니까? (모든 이름: policyreport names policy)"
    assert first == f"문단 4: {{{{ policy.titel }}}}\n'titel'이라는 이름은 여기에 없습니다\n{hint}"
    assert second.startswith("표 1, 행 2, 열 2: {{ m.titel }}")
    begins = [one.get("id") for one in root.iter(f"{hangul.HP}fieldBegin")]
    assert begins == [one.get("beginIDRef") for one in root.iter(f"{hangul.HP}fieldEnd")]
    assert "did you mean 'title'?" in memos(section_of(annotated_document(*PARAGRAPHS, korean=False)))[0]


def test_memos_are_numbered_and_say_nothing_of_the_hour():
    made = annotated_document(*PARAGRAPHS)
    numbers = [one.text for one in section_of(made).iter(f"{hangul.HP}integerParam") if one.get("name") == "Number"]
    assert numbers == ["1", "2"]
    assert made == annotated_document(*PARAGRAPHS)


def test_several_faults_of_a_paragraph_nest():
    root = section_of(annotated_document("{{ a }} {{ b }} {{ a }} {{ c"))
    opened: list[str] = []
    for element in root.iter(f"{hangul.HP}fieldBegin", f"{hangul.HP}fieldEnd"):
        if element.tag.endswith("fieldBegin"):
            opened.append(element.get("id", ""))
        else:
            assert opened.pop() == element.get("beginIDRef")
    assert opened == []
    assert len(memos(root)) > 1


def test_what_is_wrong_where_no_memo_can_be_is_said_at_the_paragraph_that_it_belongs_to():
    made = section_of(annotated_document("가", "나①", change=noted("①", "{{ polisy }}", 1)))
    (memo,) = memos(made)
    assert memo.startswith("각주: {{ polisy }}")
    (paragraph,) = [
        p for p in made.iterchildren(f"{hangul.HP}p") if next(p.iter(f"{hangul.HP}fieldBegin"), None) is not None
    ]
    assert "나" in [text.text for text in paragraph.iter(f"{hangul.HP}t")]
    content = with_parts(hangul.drawn("가"), masterpage0=MASTER.format("{{ polisy }}").encode())
    problem = Problem(
        ErrorKind.TEMPLATE, "template.x", Message("wrong", "틀림"), SourceLocation(hangul.FILE, cell="바탕쪽"), "가"
    )
    (memo,) = memos(section_of(annotate(DrawnTemplate("hwpx", hangul.FILE, content), [problem])))
    assert memo.startswith("바탕쪽: 가")


def test_the_document_is_sound_and_read_by_rhwp_and_its_memos_go_when_it_is_filled(
    read_by_rhwp: Callable[[bytes], list[str]],
):
    made = annotated_document(*PARAGRAPHS)
    assert validate_package(made).errors == ()
    assert any("policy.titel" in text for text in read_by_rhwp(made))
    with ZipFile(BytesIO(made)) as package:
        mended = package.read(hangul.SECTION).decode().replace("m.titel", "policy.title").replace("titel", "title")
    again = hangul.filled("가", change=lambda _: mended)
    assert memos(hangul.section(again)) == []
    assert "메모" not in etree.tostring(hangul.section(again), encoding="unicode")
