from __future__ import annotations

import pytest
from tests.templating.writing import BODY, problems, refused, said, written

from policyreport.document.nodes import (
    Column,
    Heading,
    Inline,
    Item,
    Items,
    LineBreak,
    Note,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)


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
        "1) 가",
        "1.",
        "가\n2025. 6. 30. 나",
        "가\n\n1. 나",
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


@pytest.mark.parametrize("body", ["- 가\n\n  나", "- # 가", "- 가\n  | 나 |\n  |--|"])
def test_an_item_holds_one_text_and_items_below_it(body: str) -> None:
    (problem,) = problems(body)
    assert problem.code == "template.misplaced"


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
