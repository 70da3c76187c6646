"""Tags where filling does not reach in a Word file are refused: charts, list numbers, table descriptions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from .drawing import Draw, filled, problems, told, unpacked
from .fields_of_word import bookmark, field, paragraph, simple_field, text

CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich><a:bodyPr/>'
    "<a:p>{}</a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:cat><c:strRef><c:f>S!A1</c:f><c:strCache>"
    '<c:pt idx="0"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:barChart></c:plotArea></c:chart>'
    "</c:chartSpace>"
)
ANCHOR = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="차트 1"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def charted(title: Sequence[str] = (), category: str = "가") -> Draw:
    """Return what adds a chart whose title is scattered over runs."""
    runs = "".join(f"<a:r><a:t>{piece}</a:t></a:r>" for piece in title)

    def add(document: WordDocument) -> None:
        content = CHART.format(runs, category).encode()
        kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        part = Part(PackURI("/word/charts/chart1.xml"), kind, content, document.part.package)
        paragraph(ANCHOR.format(document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)))(document)

    return add


@pytest.mark.parametrize(
    "chart", [charted(["{", "{ policy", ".title }}"]), charted(category="{{ measures[0].title }}")]
)
def test_a_tag_in_a_chart_is_refused_where_the_chart_stands(chart: Draw):
    assert told("가", chart) == {"문단 2": "template.out-of-reach"}


def test_a_chart_in_a_loop_is_refused():
    assert told("{%p for m in measures %}", charted(), "{%p endfor %}") == {"문단 2": "template.chart"}
    nested = ["{%p for m in measures %}", "{%p if policy %}", charted(), "{%p endif %}", "{%p endfor %}"]
    assert told(*nested) == {"문단 3": "template.chart"}


def test_a_chart_that_is_chosen_stays_and_one_that_is_not_goes_with_its_data():
    chosen = ["{%p if policy %}", charted(["제목"]), "{%p endif %}"]
    assert "word/charts/chart1.xml" in unpacked(filled(*chosen).content)
    chosen[0] = "{%p if council %}"
    assert "word/charts/chart1.xml" not in unpacked(filled(*chosen, "끝").content)


def test_a_tag_in_what_a_table_says_of_itself_is_refused_at_its_first_cell():
    def described(document: WordDocument) -> None:
        properties = document.tables[0]._tbl.tblPr
        properties.append(parse_xml(f'<w:tblDescription {nsdecls("w")} w:val="{{{{ policy.title }}}}"/>'))

    assert told([["가", "나"]], described) == {"표 1, 행 1, 열 1": "template.out-of-reach"}


def test_a_tag_in_the_numbers_of_a_list_is_refused():
    def numbered(document: WordDocument) -> None:
        element = document.part.numbering_part.element
        level = next(element.iter(qn("w:lvlText")))
        level.set(qn("w:val"), "{{ policy.title }} %1.")

    assert told("가", numbered) == {"목록의 번호 모양": "template.out-of-reach"}


TAG = "{{ policy.title }}"
LINK_FIELD = 'HYPERLINK "https://a.kr/{{ policy.title }}"'
HIDDEN = {
    "field": field(LINK_FIELD),
    "simple field": simple_field(LINK_FIELD),
    "bookmark": bookmark(TAG, text("가")),
    "place in the document": f'<w:hyperlink w:anchor="{TAG}">{text("가")}</w:hyperlink>',
    "content control": (
        f'<w:sdt><w:sdtPr><w:alias w:val="{TAG}"/></w:sdtPr><w:sdtContent>{text("가")}</w:sdtContent></w:sdt>'
    ),
}


@pytest.mark.parametrize("where", HIDDEN)
def test_a_tag_in_what_a_program_keeps_of_a_text_is_refused_where_it_stands(where: str):
    assert told("가", paragraph(HIDDEN[where])) == {"문단 2": "template.out-of-reach"}


def test_a_link_that_is_a_field_is_to_be_inserted_again():
    (problem,) = problems(paragraph(HIDDEN["field"]))
    assert problem.hint is not None
    assert "삽입 › 링크" in problem.hint.ko


def test_tags_in_the_properties_of_a_template_never_come_out():
    def described(document: WordDocument) -> None:
        properties = document.core_properties
        properties.title = properties.subject = properties.keywords = properties.comments = TAG

    assert b"{{" not in b"".join(unpacked(filled("가", described).content).values())
