"""Tags in the addresses of links are filled, percent-encoded, in Word and in Excel; others are refused."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from openpyxl.comments import Comment
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from tests.knowledge import dataset, measure
from tests.templating.writing import facts

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.inputs import office_template_scan
from policyreport.model import Facts
from policyreport.office_templates.link_addresses import address_with_tags

from . import drawing_in_excel
from .drawing import FILE, filled, problems, refused, reopened, texts, told
from .fields_of_word import paragraph, text

Draw = Callable[[WordDocument], object]


def linked(address: str, shown: str = "보기") -> Draw:
    """Return what adds a paragraph with a link."""

    def add(document: WordDocument) -> None:
        number = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        paragraph(f'<w:hyperlink r:id="{number}">{text(shown)}</w:hyperlink>')(document)

    return add


def addresses(*content: str | Draw, known: Facts | None = None) -> list[tuple[str, str]]:
    made = reopened(filled(*content, known=known))
    return [(link.text, link.address) for p in made.paragraphs for link in p.hyperlinks]


def titled(title: str) -> Facts:
    return facts(dataset("2024Q3", measures=[measure("m1", title=title), measure("m2", title="둘")]))


@pytest.mark.parametrize(
    "address",
    ["https://a.kr/{{ measures[0].title }}?x=1%2F2", "https://a.kr/%7B%7B%20measures[0].title%20%7D%7D?x=1%2F2"],
)
def test_a_tag_in_an_address_is_filled_whether_word_encoded_it_or_not(address: str):
    assert addresses(linked(address), known=titled("가 나/다&라")) == [
        ("보기", "https://a.kr/%EA%B0%80%20%EB%82%98%2F%EB%8B%A4%26%EB%9D%BC?x=1%2F2")
    ]


def test_a_link_in_a_loop_leads_elsewhere_at_each_turn():
    loop = ["{%p for m in measures %}", linked("https://a.kr/{{ m.id }}", "{{ m.title }}"), "{%p endfor %}"]
    assert addresses(*loop) == [("시책 m1", "https://a.kr/m1"), ("시책 m2", "https://a.kr/m2")]


def test_an_address_can_be_chosen_within_itself():
    chosen = "https://a.kr/%7B%25%20if%20council%20%25%7Dc%7B%25%20else%20%25%7Dp%7B%25%20endif%20%25%7D"
    assert addresses(linked(chosen)) == [("보기", "https://a.kr/p")]


def test_an_address_can_be_a_value_itself():
    known = titled("https://b.kr/가?q=1&r=%20")
    assert addresses(linked("{{ measures[0].title }}"), known=known) == [("보기", "https://b.kr/%EA%B0%80?q=1&r=%20")]


def test_a_link_whose_address_is_missing_stays_text():
    assert addresses(linked("{{ outcomes[0].previous }}")) == []
    assert texts(linked("{{ outcomes[0].previous }}")) == ["보기"]


def test_links_in_headers_are_filled():
    def header(document: WordDocument) -> None:
        part = document.sections[0].header.part
        number = part.relate_to("https://a.kr/{{ measures[0].id }}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        inner = document.sections[0].header.paragraphs[0]
        paragraph(f'<w:hyperlink r:id="{number}">{text("보기")}</w:hyperlink>')(document)
        inner._p.append(document.paragraphs[-1]._p[-1])

    made = filled("가", header)
    with ZipFile(BytesIO(made.content)) as package:
        names = [name for name in package.namelist() if "header" in name and name.endswith(".rels")]
        assert "https://a.kr/m1" in package.read(names[0]).decode()


UNSAFE = ["javascript:alert(1)", "file:///etc/passwd", "자료", "https:///x", "http://[", "mailto:x"]


@pytest.mark.parametrize("title", UNSAFE)
def test_an_address_that_is_no_web_page_is_refused(title: str):
    template = linked("{{ measures[0].title }}")
    with pytest.raises(PolicyReportError) as error:
        filled("가", template, known=titled(title))
    (problem,) = error.value.problems
    assert (problem.kind, problem.code, str(problem.where)) == (
        ErrorKind.SECURITY,
        "template.unsafe-link",
        f"{FILE} › 문단 2",
    )


def test_a_value_cannot_lead_to_another_host():
    assert addresses(linked("https://{{ measures[0].title }}.a.kr/"), known=titled("b.kr/?"))[0][1] == (
        "https://b.kr%2F%3F.a.kr/"
    )


def test_a_wrong_name_in_an_address_is_told_at_the_link():
    assert told("가", linked("https://a.kr/{{ polisy.id }}")) == {"문단 2": "template.unknown-name"}


def test_an_address_without_end_is_refused():
    known = titled("가" * 400)
    with pytest.raises(PolicyReportError) as error:
        filled(linked("https://a.kr/{{ measures[0].title }}"), known=known)
    assert [p.code for p in error.value.problems] == ["template.long-link"]


def test_the_address_of_a_picture_is_refused():
    def picture(document: WordDocument) -> None:
        number = document.part.relate_to("https://a.kr/{{ x }}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        click = '<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:id="{}"/>'
        paragraph(f"<w:r>{click.format(number)}</w:r>")(document)

    assert set(told("가", picture).values()) == {"template.out-of-reach"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://a.kr/%7b%7bx%7d%7d", "https://a.kr/{{x}}"),
        ("https://a.kr/?a=%26&b=%7B%7B%20x%20%7D%7D", "https://a.kr/?a=%26&b={{ x }}"),
        ("https://a.kr/%7B%23%20x%20%23%7D", "https://a.kr/{# x #}"),
        ("https://a.kr/%25%7B", ""),
        ("https://a.kr/{x}", ""),
    ],
)
def test_only_tags_are_decoded(written: str, read: str):
    assert address_with_tags(written) == read


def cell_link(reference: str, address: str, **more: str) -> Callable[[Worksheet], object]:
    def add(sheet: Worksheet) -> None:
        sheet[reference].hyperlink = Hyperlink(ref=reference, target=address, **more)

    return add


LOOP = [["{%tr for m in measures %}"], ["{{ m.title }}"], ["{%tr endfor %}"], ["끝"]]


def test_links_of_repeated_cells_of_excel_lead_elsewhere_at_each_turn():
    made = drawing_in_excel.filled(LOOP, cell_link("A2", "https://a.kr/{{ m.id }}", display="{{ m.title }}"))
    sheet = drawing_in_excel.sheet_of(made)
    found = [(cell.value, cell.hyperlink and cell.hyperlink.target) for (cell,) in sheet.iter_rows(max_col=1)]
    assert found == [("시책 m1", "https://a.kr/m1"), ("시책 m2", "https://a.kr/m2"), ("끝", None)]
    assert "{{" not in drawing_in_excel.everything(made)


def test_a_linked_cell_keeps_its_number():
    made = drawing_in_excel.filled(
        [["{{ outcomes[0].actual }}"]], cell_link("A1", "https://a.kr/?q={{ measures[0].title }}")
    )
    cell = drawing_in_excel.sheet_of(made)["A1"]
    assert (cell.value, cell.hyperlink and cell.hyperlink.target) == (28, "https://a.kr/?q=%EC%8B%9C%EC%B1%85%20m1")


def test_links_of_excel_without_tags_stay():
    made = drawing_in_excel.filled([["가", "{{ policy.title }}"]], cell_link("A1", "https://a.kr/%7B"))
    cell = drawing_in_excel.sheet_of(made)["A1"]
    assert cell.hyperlink is not None
    assert cell.hyperlink.target == "https://a.kr/%7B"


def test_an_address_of_excel_that_is_no_web_page_is_refused_at_its_cell():
    assert drawing_in_excel.told([["가", "나"]], cell_link("B1", "{{ policy.title }}")) == {
        "총괄!B1": "template.unsafe-link"
    }


def test_links_of_areas_that_are_not_merged_are_refused():
    link = cell_link("A1", "https://a.kr/{{ policy.title }}")

    def area(sheet: Worksheet) -> None:
        link(sheet)
        held = sheet["A1"].hyperlink
        assert held is not None
        held.ref = "A1:B2"

    assert drawing_in_excel.told([["가", "나"], ["다", "라"]], area) == {"총괄": "template.out-of-reach"}


def test_a_tag_in_a_note_of_excel_is_refused_at_its_cell():
    def noted(sheet: Worksheet) -> None:
        sheet["B1"].comment = Comment("기준: {{ quarter.as_of }}", "작성자")

    assert drawing_in_excel.told([["가", "나"]], noted) == {"총괄!B1 메모": "template.out-of-reach"}


def test_other_places_of_excel_are_refused():
    def named(sheet: Worksheet) -> None:
        sheet.title = "{{ x }}"

    found = drawing_in_excel.problems([["가"]], named)
    assert "template.out-of-reach" in {p.code for p in found}
    formula = '=HYPERLINK("https://a.kr/{{ policy.title }}","보기")'
    (problem,) = drawing_in_excel.problems([[formula]])
    assert problem.code == "template.out-of-reach"
    assert problem.hint is not None
    assert "삽입 › 링크" in problem.hint.ko
    tip = cell_link("A1", "https://a.kr/", tooltip="{{ policy.title }}")
    assert drawing_in_excel.told([["가"]], tip) == {"총괄": "template.out-of-reach"}


def test_word_leaves_nothing_of_its_own_addresses():
    assert refused(linked("https://a.kr/{{ measures[0].id }}")) == []
    with ZipFile(BytesIO(filled(linked("https://a.kr/{{ measures[0].id }}")).content)) as package:
        whole = b"".join(map(package.read, package.namelist()))
    assert b"policyreport-address" not in whole
    assert b"{{" not in whole


def test_a_tag_in_the_tooltip_of_a_link_is_refused():
    def tip(document: WordDocument) -> None:
        number = document.part.relate_to("https://a.kr/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = f'<w:hyperlink r:id="{number}" w:tooltip="{{{{ policy.title }}}}">{text("보기")}</w:hyperlink>'
        paragraph(link)(document)

    assert [p.code for p in problems("가", tip)] == ["template.out-of-reach"]


@pytest.mark.parametrize("address", ["{{ sources[0].address }}", "%7B%7B%20sources[0].address%20%7D%7D"])
def test_a_template_whose_link_is_a_value_is_read(address: str):
    assert office_template_scan._SAFE_ADDRESS.match(address)
    assert not office_template_scan._SAFE_ADDRESS.match(f"file:///{address}")
    assert not office_template_scan._SAFE_ADDRESS.match(f"javascript:{address}")


def test_an_address_whose_tag_is_not_closed_is_told():
    assert told(linked("{{ measures[0].id }")) == {"문단 1": "template.tag-not-closed"}


def test_the_place_within_a_page_stays_part_of_the_address():
    def anchored(document: WordDocument) -> None:
        number = document.part.relate_to("https://a.kr/x", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        paragraph(f'<w:hyperlink r:id="{number}" w:anchor="{{{{ measures[0].id }}}}">{text("보기")}</w:hyperlink>')(
            document
        )

    assert addresses(anchored) == [("보기", "https://a.kr/x#m1")]
    link = cell_link("A1", "https://a.kr/{{ policy.id }}", location="표")
    assert 'Target="https://a.kr/levelup#표"' in drawing_in_excel.everything(drawing_in_excel.filled([["가"]], link))


def test_a_tag_for_paragraphs_has_no_meaning_in_an_address():
    tag = "https://a.kr/{%p if policy %}x{%p endif %}"
    assert set(told("가", linked(tag)).values()) == {"template.prefix"}
