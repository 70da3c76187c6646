from __future__ import annotations

import pytest
from tests.templating.writing import BODY, KNOWN, problems, refused, said, written

from policyreport.document.nodes import (
    Column,
    Heading,
    Inline,
    Item,
    Items,
    Landscape,
    LineBreak,
    Link,
    Note,
    NumberForm,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Rule,
    Script,
    Strong,
    Table,
    Text,
)
from policyreport.document.number_format import plain_text
from policyreport.document.numbering import number_mark


def item(text: str, *below: Item) -> Item:
    return Item((Text(text),), below)


@pytest.mark.parametrize(("marks", "level"), [("#", 1), ("##", 2), ("###", 3), ("####", 3), ("######", 3)])
def test_headings_have_three_levels(marks: str, level: int) -> None:
    assert written(f"{marks} Ⅰ 추진 개요") == (Heading(level, (Text("Ⅰ 추진 개요"),)),)  # type: ignore[arg-type]


def test_lines_below_one_another_are_one_paragraph() -> None:
    assert written("가\n나\n\n다") == (Paragraph((Text("가 나"),)), Paragraph((Text("다"),)))


@pytest.mark.parametrize("end", ["  ", "\\"])
def test_a_line_may_break_within_a_paragraph(end: str) -> None:
    assert said(f"가{end}\n나") == (Text("가"), LineBreak(), Text("나"))


def test_an_outline_keeps_its_levels_and_its_order() -> None:
    outline = "- 가\n  - 나\n    - 다\n  - 라\n- 마\n"
    assert written(outline) == (Items((item("가", item("나", item("다")), item("라")), item("마"))),)


def test_an_empty_line_between_items_changes_nothing() -> None:
    assert written("- 가\n\n  - 나\n\n- 다") == written("- 가\n  - 나\n- 다")


def test_a_paragraph_that_begins_with_the_note_mark_is_a_note() -> None:
    assert written("※ 가\n나") == (Note((Text("가"), LineBreak(), Text("나"))),)


def test_the_note_mark_within_a_line_is_an_ordinary_character() -> None:
    assert said("가 ※ 나") == (Text("가 ※ 나"),)


@pytest.mark.parametrize(
    "text",
    [
        "2025. 6. 30. 회의",
        "2025. 6. 30.",
        "1.",
        "가\n2025. 6. 30. 나",
    ],
)
def test_a_number_at_the_start_of_a_line_begins_no_list(text: str) -> None:
    assert written(text) == tuple(Paragraph((Text(part.replace("\n", " ")),)) for part in text.split("\n\n"))


def test_a_date_at_the_start_of_an_item_begins_no_list_either() -> None:
    items = (item("2025. 6. 30. 회의", item("1. 안건")),)
    assert written("- 2025. 6. 30. 회의\n  - 1. 안건") == (Items(items),)


def test_strong_words_may_stand_within_others() -> None:
    assert said("가**나**다") == (Text("가"), Strong((Text("나"),)), Text("다"))


@pytest.mark.parametrize(("text", "read"), [(r"\*\*가\*\*", "**가**"), (r"\# 가", "# 가"), (r"\- 가", "- 가")])
def test_a_backslash_takes_a_mark_its_meaning(text: str, read: str) -> None:
    assert said(text) == (Text(read),)


def test_a_table_has_its_heads_alignments_and_cells() -> None:
    assert written("| 가 | 나 | 다 | 라 |\n|---|:--|--:|:-:|\n| 1 | | **3** | a \\| b |") == (
        Table(
            (
                Column((Text("가"),)),
                Column((Text("나"),)),
                Column((Text("다"),), "right"),
                Column((Text("라"),), "center"),
            ),
            (Row(((Text("1"),), (), (Strong((Text("3"),)),), (Text("a | b"),))),),
        ),
    )


def test_a_table_may_have_no_rows() -> None:
    assert written("| 가 |\n|--|") == (Table((Column((Text("가"),)),), ()),)


@pytest.mark.parametrize(
    ("first", "row"),
    [
        ("합계", "total"),
        ("총계", "total"),
        ("계", "total"),
        ("합 계", "total"),
        ("**합계**", "total"),
        ("소계", "subtotal"),
        ("소 계", "subtotal"),
        ("합계액", "body"),
        ("총 합계", "body"),
        ("", "body"),
    ],
)
def test_a_row_whose_first_cell_says_so_is_a_total(first: str, row: str) -> None:
    (table,) = written(f"| 가 | 나 |\n|--|--|\n| {first} | 1 |")
    assert isinstance(table, Table)
    assert table.rows[0].kind == row


def test_a_total_is_told_by_the_first_cell_alone() -> None:
    (table,) = written("| 가 | 나 |\n|--|--|\n| 1 | 합계 |")
    assert isinstance(table, Table)
    assert table.rows[0].kind == "body"


@pytest.mark.parametrize(("row", "cells"), [("| 1 | 2 | 3 |", 3), ("| 1 |", 1), ("| {{ policy.title }} | a | b |", 3)])
def test_a_row_with_other_than_the_heads_number_of_cells_is_refused(row: str, cells: int) -> None:
    (problem,) = problems(f"| 가 | 나 |\n|--|--|\n{row}")
    assert (problem.code, str(problem.where)) == ("template.cells", BODY)
    assert f"has {cells} cells under a head of 2" in problem.what.en
    assert "레벨업 전략" in problem.what.ko or "policy" not in row


def test_a_row_in_a_call_block_is_refused_at_the_line_of_the_call() -> None:
    (problem,) = problems('가\n\n{% call captioned("다") %}\n| 가 |\n|--|\n| 1 | 2 |\n{% endcall %}')
    assert str(problem.where) == f"{BODY}:3"


TABLE = '{{ table(measures, column("시책", "title")) }}'


@pytest.mark.parametrize(
    "body",
    [
        f"가 {TABLE}",
        f"{TABLE} 가",
        f"- {TABLE}",
        f"# {TABLE}",
        f"**{TABLE}**",
        f"※ {TABLE}",
        f"| 가 |\n|--|\n| {TABLE} |",
    ],
)
def test_a_block_within_a_line_of_text_is_refused(body: str) -> None:
    error = refused(body)
    (problem,) = error.problems
    assert (error.exit_code, problem.code) == (4, "template.misplaced")
    line = body.count("\n") + 1
    assert str(problem.where) == f"{BODY}:{line}"
    assert problem.hint is not None
    assert "empty line" in problem.hint.en


def test_blocks_may_follow_one_another_without_an_empty_line() -> None:
    assert [type(block) for block in written(f"{TABLE}\n{TABLE}\n")] == [Table, Table]


def numbered(text: str, number: int, form: NumberForm = "1.", *below: Item) -> Item:
    return Item((Text(text),), below, number, form)


def test_numbered_lists_count_as_public_documents_do_level_by_level() -> None:
    body = "1. 가\n   1. 나\n      1. 다\n         1. 라\n   2. 마\n2. 바"
    deepest = numbered("다", 1, "1)", numbered("라", 1, "가)"))
    assert written(body) == (
        Items(
            (numbered("가", 1, "1.", numbered("나", 1, "가.", deepest), numbered("마", 2, "가.")), numbered("바", 2))
        ),
    )
    assert [number_mark(Item((), (), 2, form)) for form in ("1.", "가.", "1)", "가)")] == ["2.", "나.", "2)", "나)"]


def test_numbered_lists_and_outlines_stand_within_one_another() -> None:
    body = "- 가\n  1. 나\n     - 다\n  2. 라\n\n1) 마\n2) 바"
    assert written(body) == (
        Items((item("가", numbered("나", 1, "1.", item("다")), numbered("라", 2)),)),
        Items((numbered("마", 1, "1)"), numbered("바", 2, "1)"))),
    )


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [((1, 1, 1), [1, 2, 3]), ((3, 3), [3, 4]), ((1, 2, 3), [1, 2, 3]), ((1, 3, 4), [1, 3, 4])],
)
def test_items_keep_their_numbers_unless_all_have_the_same(numbers: tuple[int, ...], printed: list[int]) -> None:
    (items,) = written("\n".join(f"{number}. 가" for number in numbers))
    assert isinstance(items, Items)
    assert [item.number for item in items.items] == printed


def test_a_list_with_more_items_than_syllables_is_counted_in_digits() -> None:
    (items,) = written("1. 가\n" + "".join(f"   {number}. 나\n" for number in range(1, 16)))
    assert isinstance(items, Items)
    assert number_mark(items.items[0].items[-1]) == "15."


def test_an_empty_line_parts_no_list_and_a_paragraph_leads_to_one() -> None:
    assert written("다음과 같음\n1. 가\n\n2. 나") == (
        Paragraph((Text("다음과 같음"),)),
        Items((numbered("가", 1), numbered("나", 2))),
    )


def test_the_turns_of_a_loop_number_a_list() -> None:
    body = "{% for m in measures %}\n{{ loop.index }}. {{ m.title }}\n{% endfor %}"
    assert written(body) == (Items((numbered("시책 m1", 1), numbered("시책 m2", 2))),)


def test_links_lead_to_the_addresses_that_are_written_or_given() -> None:
    assert said("[**신청** 안내](https://a.kr/x_y) 및 <https://b.kr>") == (
        Link("https://a.kr/x_y", (Strong((Text("신청"),)), Text(" 안내"))),
        Text(" 및 "),
        Link("https://b.kr", (Text("https://b.kr"),)),
    )
    assert said("[{{ policy.title }}]({{ sources[0].address }})") == (
        Link("https://a.kr/1", (Text(KNOWN.policy.title),)),
    )
    assert said("[글]({{ none }})") == (Text("글"),)


def test_a_value_that_is_no_web_address_is_linked_nowhere() -> None:
    (problem,) = problems('[글]({{ "javascript:x" }})')
    assert problem.code == "template.unsafe-link"


def test_small_characters_stand_above_and_below_the_line() -> None:
    assert said("10m^2^의 CO~2~, 3~5월, 2^10") == (
        Text("10m"),
        Script("2", "super"),
        Text("의 CO"),
        Script("2", "sub"),
        Text(", 3~5월, 2^10"),
    )
    assert plain_text(said("m^2^ x^가^ CO~2~ x~ab~")) == "m² x^(가) CO₂ x_(ab)"


def test_a_quotation_holds_texts_notes_and_lists() -> None:
    assert written("> 가\\\n> 나\n>\n> ※ 다\n>\n> 1. 라") == (
        Quote((Paragraph((Text("가"), LineBreak(), Text("나"))), Note((Text("다"),)), Items((numbered("라", 1),)))),
    )


@pytest.mark.parametrize("rule", ["---", "***", "___", "- - -"])
def test_a_rule_parts_what_is_above_it_from_what_is_below(rule: str) -> None:
    assert written(f"가\n{rule}\n나") == (Paragraph((Text("가"),)), Rule(), Paragraph((Text("나"),)))


def test_pages_end_and_turn_to_landscape_where_a_template_says_so() -> None:
    body = "가\n\n{{ page_break() }}\n\n{% call landscape() %}\n# 나\n\n{{ page_break() }}\n{% endcall %}"
    assert written(body) == (Paragraph((Text("가"),)), PageBreak(), Landscape((Heading(1, (Text("나"),)), PageBreak())))


@pytest.mark.parametrize(
    "body",
    [
        "{% call box('가') %}\n{{ page_break() }}\n{% endcall %}",
        "{% call box('가') %}\n{% call landscape() %}\n나\n{% endcall %}\n{% endcall %}",
        "{% call landscape() %}\n{% call landscape() %}\n나\n{% endcall %}\n{% endcall %}",
    ],
)
def test_pages_do_not_end_within_other_blocks(body: str) -> None:
    (problem,) = problems(body)
    assert problem.code == "template.misplaced"
    assert problem.where is not None


def test_a_title_of_a_report_is_no_markdown_block() -> None:
    content: tuple[Inline, ...] = (Text("# 가 - 나"),)
    (box,) = written('{% call box("# 가 - 나") %}{% endcall %}')
    assert getattr(box, "title", None) == content


def test_heads_that_share_what_stands_before_the_mark_stand_under_it() -> None:
    (table,) = written("| 사업 | 2025년 › 예산 | 2025년 › {{ policy.title }} |\n|:--|--:|:--|")
    year = (Text("2025년"),)
    columns = (
        Column((Text("사업"),)),
        Column((Text("예산"),), "right", year),
        Column((Text("레벨업 전략"),), "left", year),
    )
    assert table == Table(columns, ())


def test_the_group_of_a_head_may_be_a_value_and_the_mark_in_a_value_is_a_character() -> None:
    (table,) = written('| {{ quarter.label }} › 예산 | {{ "가 › 나" }} |\n|--|--|')
    assert table == Table((Column((Text("예산"),), "left", (Text("2024년 3/4분기"),)), Column((Text("가 › 나"),))), ())


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("| **가** | | |", "group"),
        ("| **{{ policy.title }}** | | |", "group"),
        ("| **합계** | | |", "total"),
        ("| 가 | | |", "body"),
        ("| **가** 나 | | |", "body"),
        ("| **가** | | - |", "body"),
        ("| **가** | {{ none }} | |", "body"),
        ("| | **가** | |", "body"),
    ],
)
def test_a_row_that_says_something_in_its_first_cell_alone_and_in_bold_heads_a_group(row: str, kind: str) -> None:
    (table,) = written(f"| 가 | 나 | 다 |\n|--|--|--|\n{row}\n")
    assert isinstance(table, Table)
    assert table.rows[0].kind == kind


def test_a_bold_row_of_one_cell_is_a_row_like_any_other() -> None:
    (table,) = written("| 가 |\n|--|\n| **나** |")
    assert table == Table((Column((Text("가"),)),), (Row(((Strong((Text("나"),)),),)),))
