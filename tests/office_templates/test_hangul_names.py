"""What a template of 한글 is filled by without tags: field names of cells and of fields to be clicked on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.templating.writing import facts

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.output import Placement, Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import fill

from .drawing import META
from .drawing_in_hangul import FILE, HP, Change, Content, drawn, refused, rows_of, section
from .test_hangul_fields import fielded


def named(**names: str) -> Change:
    """Return what gives cells their field names, by the text that they hold."""

    def change(xml: str) -> str:
        for text, name in names.items():
            at = xml.rindex('<hp:tc name=""', 0, xml.index(text))
            xml = f'{xml[:at]}<hp:tc name="{name}"{xml[at + len("<hp:tc name=") + 2 :]}'
        return xml

    return change


def made(*content: Content, change: Change = str, keep: tuple[str, ...] = ()) -> Rendered:
    return fill(DrawnTemplate("hwpx", FILE, drawn(*content, change=change), keep), facts(), META, Theme())


def problems(*content: Content, change: Change = str, keep: tuple[str, ...] = ()) -> list[Problem]:
    try:
        made(*content, change=change, keep=keep)
    except PolicyReportError as error:
        return list(error.problems)
    return []


def test_a_cell_is_filled_by_its_field_name():
    table = [["제목", "수"], ["옛제목", "옛수"]]
    change = named(옛제목="policy.title", 옛수="count.measures")
    rendered = made(table, change=change)
    assert rows_of(rendered) == [["제목", "수"], ["레벨업 전략", "2개"]]
    assert rendered.placements == (Placement("count.measures", "2개", "table 1 row 2 column 2"),)
    assert {cell.get("name") for cell in section(rendered).iter(f"{HP}tc")} == {""}


def test_a_cell_in_a_loop_is_filled_at_each_turn():
    table = [["시책"], ["{%tr for m in measures %}"], ["옛제목"], ["{%tr endfor %}"]]
    assert rows_of(made(table, change=named(옛제목="m.title"))) == [["시책"], ["시책 m1"], ["시책 m2"]]


def without_text(text: str) -> Change:
    return lambda xml: xml.replace(text, "")


def several_paragraphs(xml: str) -> str:
    return xml.replace("옛줄", "옛 첫 줄</hp:t></hp:run></hp:p><hp:p id='0'><hp:run charPrIDRef='0'><hp:t>옛 둘째 줄")


@pytest.mark.parametrize("change", [without_text("옛줄"), several_paragraphs])
def test_an_empty_cell_and_one_of_several_paragraphs_are_filled_whole(change: Change):
    names = named(옛줄="policy.title")
    assert rows_of(made([["가"], ["옛줄"]], change=lambda xml: change(names(xml)))) == [["가"], ["레벨업 전략"]]


def test_a_wrong_name_is_told_as_that_of_a_cell_field():
    (problem,) = problems([["가"], ["옛제목"]], change=named(옛제목="policy.titel"))
    assert (problem.code, str(problem.where)) == ("template.unknown-name", f"{FILE} › 표 1, 행 2, 열 1")
    assert problem.what.ko == "셀 필드 'policy.titel'을(를) 채울 수 없습니다: 'titel'(이)라는 이름은 여기에 없습니다"
    assert problem.hint
    assert problem.hint.ko == (
        "'title'을(를) 뜻했습니까? (모든 이름: policyreport names policy) "
        "채울 것이 아니면 report.yaml의 keep_fields에 적으십시오: keep_fields: [policy.titel]"
    )


@pytest.mark.parametrize("name", ["본문", "사업 이름", "성명(한글)", "1", "'가'"])
def test_a_foreign_name_is_refused_unless_it_is_kept(name: str):
    for change, content, kind in (
        (named(옛것=name.replace("'", "&apos;")), [["가"], ["옛것"]], "셀 필드"),
        (fielded(name.replace("'", "&apos;")), "《옛것》", "누름틀"),
    ):
        (problem,) = problems(content, change=change)
        assert problem.what.ko.startswith(f"{kind} '{name}'을(를) 채울 수 없습니다")
        assert problem.hint
        assert f"keep_fields: [{name}]" in problem.hint.ko
        kept = section(made(content, change=change, keep=(name,)))
        assert "옛것" in [text.text for text in kept.iter(f"{HP}t")]
        assert name in {element.get("name") for element in kept.iter(f"{HP}tc", f"{HP}fieldBegin")}


def test_a_cell_that_holds_a_tag_or_a_field_besides_its_name_is_refused():
    for text, change in (("{{ policy.title }}", str), ("《옛》", fielded("policy.title"))):
        table = [["가"], [f"옛것{text}"]]
        found = problems(table, change=lambda xml, change=change: change(named(옛것="policy.title")(xml)))
        assert [(p.code, p.field) for p in found] == [("template.field", "policy.title")]
        assert "표/셀 속성" in (found[0].hint.ko if found[0].hint else "")


def test_what_is_kept_does_not_hide_what_is_wrong_elsewhere():
    table = [["가", "나"], ["옛것", "{{ polisy }}"]]
    assert [p.field for p in problems(table, change=named(옛것="본문"), keep=("본문",))] == ["{{ polisy }}"]


def test_the_contents_are_refused_with_the_way_out():
    (problem,) = refused("《차례 1》", change=fielded("", "TABLEOFCONTENTS"))
    assert (problem.code, problem.field) == ("template.field", "TABLEOFCONTENTS")
    assert "차례 만들기" in (problem.hint.ko if problem.hint else "")


def test_the_filled_cells_are_read_by_rhwp(read_by_rhwp: Callable[[bytes], list[str]]):
    table = [["제목"], ["옛제목"]]
    assert "레벨업 전략" in "".join(read_by_rhwp(made(table, change=named(옛제목="policy.title")).content))
