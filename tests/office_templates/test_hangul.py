"""Templates drawn in 한글: marks in text and fields to be clicked on, filled as those of Word are."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from hwpx.tools.package_validator import validate_package
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.at_night import tries
from tests.knowledge import dataset, measure
from tests.templating.writing import facts

from policyreport.diagnostics import ErrorKind
from policyreport.document.output import Placement

from .drawing import META
from .drawing_in_hangul import FILE, HP, drawn, filled, refused, rows, section, texts

TABLE = [
    ["시책", "수"],
    ["{%tr for m in measures %}", ""],
    ["{{ m.title }}", "{{ count.measures }}"],
    ["{%tr endfor %}", ""],
]


def test_marks_in_text_are_filled():
    said = texts(
        "{{ policy.title }} ({{ quarter.as_of }})", "{%p for m in measures %}", "○ {{ m.title }}", "{%p endfor %}"
    )
    assert said == ["레벨업 전략 (2024. 9. 30.)", "○ 시책 m1", "○ 시책 m2"]


def test_text_is_chosen_within_a_paragraph():
    assert texts("{% if council %}가{% else %}나{% endif %}다") == ["나다"]


def test_rows_are_repeated_and_their_cells_know_where_they_stand():
    assert rows(TABLE) == [["시책", "수"], ["시책 m1", "2개"], ["시책 m2", "2개"]]
    (table,) = section(filled(TABLE)).iter(f"{HP}tbl")
    at = [(int(a.get("rowAddr")), int(a.get("colAddr"))) for a in table.iter(f"{HP}cellAddr")]
    assert at == [(row, column) for row in range(3) for column in range(2)]
    assert (table.get("rowCnt"), table.get("colCnt")) == ("3", "2")


def test_cells_are_repeated():
    table = [["가", "나", "다"], ["{%tc for m in measures %}", "{{ m.title }}", "{%tc endfor %}"]]
    assert rows(table)[1] == ["시책 m1", "시책 m2"]


def test_numbers_are_traced():
    assert filled("{{ outcomes[0].actual }}", TABLE).placements[1:] == (
        Placement("count.measures", "2개", "table 1 row 2 column 2"),
        Placement("count.measures", "2개", "table 1 row 3 column 2"),
    )


def with_field(name: str) -> Callable[[str], str]:
    """Return what puts a field to be clicked on in the place of the word ``누름틀``."""

    def change(xml: str) -> str:
        told = f'id="77" type="CLICK_HERE" name="{name}" editable="1" dirty="0" zorder="-1" fieldid="627272811"'
        begin = f"</hp:t><hp:ctrl><hp:fieldBegin {told}/></hp:ctrl></hp:run>"
        shown = '<hp:run charPrIDRef="1"><hp:t>여기를 누르세요</hp:t></hp:run>'
        end = '<hp:ctrl><hp:fieldEnd beginIDRef="77" fieldid="627272811"/></hp:ctrl>'
        field = f'{begin}{shown}<hp:run charPrIDRef="0">{end}<hp:t>'
        assert xml.count("누름틀") == 1
        return xml.replace("누름틀", field)

    return change


@pytest.mark.parametrize("name", ["policy.title", "{{ policy.title }}"])
def test_a_field_to_be_clicked_on_is_filled_with_what_its_name_says(name: str):
    assert texts("앞 누름틀 뒤", change=with_field(name)) == ["앞 레벨업 전략 뒤"]
    assert "CLICK_HERE" not in "".join(
        e.get("type", "") for e in section(filled("누름틀", change=with_field(name))).iter()
    )


def test_a_wrong_name_of_a_field_is_told_with_its_place():
    (problem,) = refused("누름틀", change=with_field("policy.titel"))
    assert (str(problem.where), problem.field) == (f"{FILE} › 문단 3", "{{ policy.titel }}")


def test_a_field_without_a_name_stays():
    assert texts("누름틀", change=with_field("")) == ["여기를 누르세요"]


def test_all_faults_are_told_at_once():
    found = refused("{{ polisy }}", "{% if policy %}", [["가"], ["{{ policy.titel }}"]])
    assert [(str(p.where).removeprefix(f"{FILE} › "), p.code) for p in found] == [
        ("문단 3", "template.unknown-name"),
        ("문단 4", "template.unclosed"),
        ("표 1, 행 2, 열 1", "template.unknown-name"),
    ]


def in_header(text: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(f"<hp:t>{META.running_title}</hp:t>", f"<hp:t>{text}</hp:t>", 1)


def test_headers_are_filled_and_told_as_such():
    made = filled("가", change=in_header("{{ document.organisation }} {{ count.measures }}"))
    (header,) = section(made).iter(f"{HP}header")
    assert "".join(t.text or "" for t in header.iter(f"{HP}t")).startswith("중소벤처기업부 2개")
    assert [p.where for p in made.placements] == ["header"]
    assert [str(p.where) for p in refused("가", change=in_header("{{ polisy }}"))] == [f"{FILE} › 머리말"]


def test_what_reaches_into_the_program_is_refused():
    assert ErrorKind.SECURITY in {p.kind for p in refused("{{ cycler.__init__.__globals__ }}")}


def test_a_tracked_change_is_told():
    change: Callable[[str], str] = lambda xml: xml.replace("변경", '<hp:insertBegin Id="1" TcId="1"/>변경')  # noqa: E731
    assert [p.code for p in refused("변경", change=change)] == ["template.tracked-change"]


@pytest.mark.parametrize("address", ["file\\:///etc/passwd", "\\\\server\\share", "javascript\\:x"])
def test_a_link_elsewhere_than_to_the_web_is_refused(address: str):
    held = f'<hp:parameters><hp:stringParam name="Path">{address}</hp:stringParam></hp:parameters>'
    field = f'<hp:ctrl><hp:fieldBegin id="9" type="HYPERLINK">{held}</hp:fieldBegin></hp:ctrl><hp:t>가'
    change: Callable[[str], str] = lambda xml: xml.replace("<hp:t>가", field)  # noqa: E731
    assert [p.kind for p in refused("가", change=change)] == [ErrorKind.SECURITY]


def test_lamps_and_links_bear_the_house_style():
    made = filled("{{ lamp('bad', '지연') }} {{ link('https://a.kr/', '자료') }}")
    with ZipFile(BytesIO(made.content)) as package:
        head = package.read("Contents/header.xml").decode()
    assert 'textColor="#B3261E"' in head
    assert "https\\://a.kr/" in "".join(section(made).itertext())


def test_the_file_says_of_itself_what_the_report_says():
    with ZipFile(BytesIO(filled("가").content)) as package:
        contents = package.read("Contents/content.hpf").decode()
    assert "<opf:title>레벨업 전략 추진현황</opf:title>" in contents
    assert "2024-09-30T00:00:00Z" in contents


def test_the_same_facts_give_the_same_bytes():
    assert filled(TABLE).content == filled(TABLE).content


def test_the_package_is_sound():
    report = validate_package(filled("{{ policy.title }}", TABLE, "{{ link('https://a.kr/') }}").content)
    assert report.errors == ()


def test_rhwp_reads_what_is_said(read_by_rhwp: Callable[[bytes], list[str]]):
    known = facts(dataset("2024Q3", measures=[measure("m1", title="R&D ‹혁신> 본부"), measure("m2", title="<b>&amp;")]))
    read = read_by_rhwp(filled("{{ policy.title }} 끝", TABLE, known=known).content)
    assert read[-7:] == ["레벨업 전략 끝", "시책", "수", "R&D ‹혁신> 본부", "2개", "<b>&amp;", "2개"]


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Cf", "Zl", "Zp"]), min_size=1)


@settings(max_examples=tries(10, 25))
@given(PRINTABLE.filter(lambda text: text == text.strip()))
def test_any_text_of_data_prints_to_the_letter(title: str):
    known = facts(dataset("2024Q3", measures=[measure("m1", title=title)]))
    assert texts("{{ measures[0].title }}", known=known) == [known.known.measures[0].title]


def test_a_template_without_marks_stays_as_it_is():
    assert texts("가 { 나") == ["가 { 나"]
    assert drawn("가")
