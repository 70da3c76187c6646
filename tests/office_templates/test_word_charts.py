"""Charts drawn in Word are filled with their workbooks: titles, categories and values, as 'Edit Data' shows them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from openpyxl import Workbook, load_workbook

from policyreport.document.output import Rendered
from policyreport.office_templates.xml import parse

from .drawing import Draw, filled, problems, told, unpacked
from .drawing_in_excel import saved
from .fields_of_word import paragraph
from .test_word_leaks import PICTURE
from .test_word_reach import ANCHOR

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LOOP = [
    ["", "수"],
    ["{%tr for m in measures %}", ""],
    ["{{ m.title }}", "{{ loop.index * 7 }}"],
    ["{%tr endfor %}", ""],
]


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Sheet1"
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def _series(axis: str, kind: str, cells: str, cached: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(cached))
    held = f'<c:{kind}Cache><c:ptCount val="{len(cached)}"/>{points}</c:{kind}Cache>'
    return f"<c:{axis}><c:{kind}Ref><c:f>Sheet1!{cells}</c:f>{held}</c:{kind}Ref></c:{axis}>"


def chart(
    rows: Sequence[Sequence[object]], title: str = "시책", first: int = 3, last: int = 3, cached: str = ""
) -> Draw:
    """Return what draws a chart over some rows of its workbook, with categories in A and values in B."""
    words = [str(rows[row - 1][0]) for row in range(first, last + 1)] if not cached else [cached]
    axes = "".join(
        f'<c:{axis}><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{at}"/><c:crossAx val="{other}"/></c:{axis}>'
        for axis, own, other, at in (("catAx", 1, 2, "b"), ("valAx", 2, 1, "l"))
    )
    content = (
        f'<c:chartSpace xmlns:c="{C[1:-1]}" xmlns:r="{OFFICE}" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich><a:bodyPr/>'
        f"<a:p><a:r><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart>"
        '<c:barDir val="col"/><c:ser><c:idx val="0"/><c:order val="0"/>'
        + _series("tx", "str", "$B$1", ["수"])
        + _series("cat", "str", f"$A${first}:$A${last}", words)
        + _series("val", "num", f"$B${first}:$B${last}", [])
        + f'</c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>{axes}</c:plotArea>'
        '<c:plotVisOnly val="1"/></c:chart>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )

    def add(document: WordDocument) -> None:
        package = document.part.package
        kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        part = Part(PackURI("/word/charts/chart1.xml"), kind, content.encode(), package)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        data = Part(PackURI("/word/embeddings/data.xlsx"), kind, workbook(rows), package)
        assert part.relate_to(data, f"{OFFICE}/package") == "rId1"
        number = document.part.relate_to(part, f"{OFFICE}/chart")
        paragraph(ANCHOR.format(number))(document)

    return add


def shown(made: Rendered) -> tuple[str, list[str], list[str]]:
    """Return the title, the categories and the values that a chart shows."""
    root = parse(unpacked(made.content)["word/charts/chart1.xml"])
    title = "".join(root.find(f".//{C}title").itertext())
    categories, values = (
        ["".join(v.itertext()) for v in root.find(f".//{C}{axis}").iter(f"{C}v")] for axis in ("cat", "val")
    )
    return title, categories, values


def data(made: Rendered) -> list[list[object]]:
    """Return the rows that 'Edit Data' opens."""
    (content,) = (held for part, held in unpacked(made.content).items() if part.startswith("word/embeddings/"))
    assert not any("drawing" in part or "chart" in part for part in unpacked(content))
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_chart_shows_the_rows_that_the_rows_of_its_data_became():
    made = filled(chart(LOOP, "{{ policy.title }}"))
    assert shown(made) == ("레벨업 전략", ["시책 m1", "시책 m2"], ["7", "14"])
    assert data(made) == [[None, "수"], ["시책 m1", 7], ["시책 m2", 14]]


def test_values_without_a_loop_are_filled_and_traced():
    made = filled(chart([["", "수"], ["전체", "{{ count.measures }}"]], first=2, last=2))
    assert shown(made)[1:] == (["전체"], ["2"])
    assert [(at.fact, at.where) for at in made.placements] == [("count.measures", "chart 1 Sheet1!B2")]


def test_a_chart_leads_to_its_data_and_a_second_filling_gives_the_same_bytes():
    made = filled(chart(LOOP))
    parts = unpacked(made.content)
    assert b'r:id="rId1"' in parts["word/charts/chart1.xml"]
    assert b"/word/embeddings/chart1.xlsx" in parts["word/charts/_rels/chart1.xml.rels"]
    assert filled(chart(LOOP)).content == made.content


def test_a_chart_without_tags_stays_as_it_was_drawn_and_one_that_is_left_out_goes_with_its_data():
    plain = filled("{{ policy.title }}", chart([["", "수"], ["전체", 3]], first=2, last=2))
    assert not any("embeddings" in part for part in unpacked(plain.content))
    gone = filled("{%p if council %}", chart(LOOP), "{%p endif %}", "끝")
    assert not any("embeddings" in part or "chart" in part for part in unpacked(gone.content))
    assert gone.placements == ()


def test_a_wrong_name_in_the_data_is_told_at_the_chart_and_the_cell():
    (problem,) = problems("가", chart([["", "수"], ["전체", "{{ count.mesures }}"]], first=2, last=2))
    assert (problem.code, str(problem.where).rpartition(" › ")[2]) == (
        "template.unknown-name",
        "문단 2, 차트 데이터 Sheet1!B2",
    )


def test_a_tag_that_the_chart_shows_and_its_data_do_not_have_is_refused_with_the_way_out():
    (problem,) = problems(chart([["", "수"], ["전체", 3]], first=2, last=2, cached="{{ policy.title }}"))
    assert problem.code == "template.out-of-reach"
    assert "데이터 편집" in (problem.hint.ko if problem.hint else "")


def test_a_chart_with_tags_in_a_loop_is_refused():
    assert told("{%p for m in measures %}", chart(LOOP), "{%p endfor %}") == {"문단 2": "template.chart"}


def test_data_that_cannot_be_read_are_told():
    def broken(document: WordDocument) -> None:
        chart(LOOP, "{{ policy.title }}", cached="가")(document)
        part = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/chart"))
        next(iter(part.rels.values())).target_part._blob = PICTURE

    assert told(broken) == {"문단 1": "template.chart"}


def faults(path: Path, content: bytes) -> set[str]:
    """Return what the Open XML SDK finds wrong with a file."""
    path.write_bytes(content)
    said = subprocess.run(["ooxml-validator", str(path)], capture_output=True, text=True, check=False)
    return {error["description"] for error in json.loads(said.stdout)["errors"]}


@pytest.mark.skipif(shutil.which("ooxml-validator") is None, reason="the Open XML SDK's validator is not installed")
def test_the_open_xml_sdk_finds_no_fault_in_the_file_nor_one_in_its_data_that_these_had_not(tmp_path: Path):
    made = filled(chart(LOOP, "{{ policy.title }}"))
    (held,) = (content for part, content in unpacked(made.content).items() if part.startswith("word/embeddings/"))
    assert faults(tmp_path / "paper.docx", made.content) == set()
    assert faults(tmp_path / "data.xlsx", held) <= faults(tmp_path / "template.xlsx", workbook(LOOP))
