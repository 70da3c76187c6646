"""Cells coloured, widened and merged by tags, in Word and in 한글; in Excel they are refused with a way out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from tests.knowledge import dataset, measure
from tests.templating.writing import facts

from policyreport.diagnostics import Problem
from policyreport.document.output import Rendered
from policyreport.model import Facts
from policyreport.office_templates.xml import Element

from . import drawing_in_excel, drawing_in_hangul
from .drawing import add_table, filled, problems, reopened, rows, told
from .drawing_in_hangul import HP, Change, section

Cell = tuple[str, str | None, str | None]


def by_title(*titles: str) -> Facts:
    """Return facts with measures of these titles."""
    return facts(dataset("2024Q3", measures=[measure(f"m{n}", title=t) for n, t in enumerate(titles, start=1)]))


def cells(
    *table: Sequence[Sequence[str]], known: Facts | None = None
) -> list[list[tuple[str, str | None, str | None]]]:
    """Return the cells of the first table of a Word file: their text, vertical merge and span."""
    made = reopened(filled(*table, known=known)).tables[0]
    found: list[list[Cell]] = []
    for row in made._tbl.tr_lst:
        found.append([])
        for cell in row.tc_lst:
            merge, span = cell.find(f".//{qn('w:vMerge')}"), cell.find(f".//{qn('w:gridSpan')}")
            text = "".join(t.text or "" for t in cell.iter(qn("w:t")))
            down = None if merge is None else merge.get(qn("w:val"), "continue")
            found[-1].append((text, down, None if span is None else span.get(qn("w:val"))))
    return found


LOOP = [["{%tr for m in measures %}", ""], ["{% vm %}{{ m.title }}", "{{ loop.index }}"], ["{%tr endfor %}", ""]]


def test_cells_of_a_loop_that_say_the_same_are_merged_downwards():
    assert [row[0][:2] for row in cells(LOOP, known=by_title("가", "가", "나", "다", "다", "다"))] == [
        ("가", "restart"),
        ("", "continue"),
        ("나", None),
        ("다", "restart"),
        ("", "continue"),
        ("", "continue"),
    ]


def test_what_says_something_else_is_never_lost():
    held = by_title("가", "나", "가")
    assert [row[0] for row in cells(LOOP, known=held)] == [("가", None, None), ("나", None, None), ("가", None, None)]


def test_cells_of_another_loop_are_not_merged_with_those_before():
    twice = [*LOOP, *LOOP]
    assert [row[0][:2] for row in cells(twice, known=by_title("가"))] == [("가", None), ("가", None)]


def test_each_turn_of_an_outer_loop_merges_its_own():
    nested = [
        ["{%tr for a in measures %}", ""],
        ["{%tr for b in measures %}", ""],
        ["{% vm %}같음", "{{ b.title }}"],
        ["{%tr endfor %}", ""],
        ["{%tr endfor %}", ""],
    ]
    assert [row[0][1] for row in cells(nested)] == ["restart", "continue"] * 2


def test_cells_are_merged_downwards_in_hangul():
    known = by_title("가", "가", "나")
    *_, table = section(_in_hangul(LOOP, known)).iter(f"{HP}tbl")
    found = [
        [
            ("".join(t.text or "" for t in cell.iter(f"{HP}t")), _span(cell, "rowSpan"), _address(cell))
            for cell in row.iterchildren(f"{HP}tc")
        ]
        for row in table.iterchildren(f"{HP}tr")
    ]
    assert found[1:] == [
        [("가", 2, (0, 1)), ("1", 1, (1, 1))],
        [("2", 1, (1, 2))],
        [("나", 1, (0, 3)), ("3", 1, (1, 3))],
    ]


def test_cells_of_a_loop_are_merged_to_the_right():
    table = [["머리", "{%tc for m in measures %}", "{% hm %}{{ m.title }}", "{%tc endfor %}"]]
    assert cells(table, known=by_title("가", "가", "나")) == [
        [("머리", None, None), ("가", None, "2"), ("나", None, None)]
    ]


def test_cells_of_a_loop_are_merged_to_the_right_in_hangul():
    table = [["머리", "", "", ""], ["이름", "{%tc for m in measures %}", "{% hm %}{{ m.title }}", "{%tc endfor %}"]]
    *_, made = section(_in_hangul(table, by_title("가", "가"), head=False)).iter(f"{HP}tbl")
    *_, row = made.iterchildren(f"{HP}tr")
    assert [_span(cell, "colSpan") for cell in row.iterchildren(f"{HP}tc")] == [1, 2]


def test_a_cell_spans_as_many_columns_as_a_list_has_members():
    table = [
        ["{% colspan measures | length %}합계", "{#tc #}", "{#tc #}"],
        ["{%tc for m in measures %}", "{{ m.title }}", "{%tc endfor %}"],
    ]
    assert cells(table) == [[("합계", None, "2")], [("시책 m1", None, None), ("시책 m2", None, None)]]


def test_a_cell_spans_as_many_columns_as_a_count_says():
    assert cells([["{% colspan count.measures %}합계", "{#tc #}"], ["가", "나"]])[0] == [("합계", None, "2")]


def test_a_cell_of_hangul_is_as_wide_as_the_columns_that_it_spans():
    table = [["가", "나", "다"], ["{% colspan 2 %}합계", "{#tc #}", "라"]]
    *_, made = section(_in_hangul(table, None, head=False)).iter(f"{HP}tbl")
    first, last = (list(row.iterchildren(f"{HP}tc")) for row in made.iterchildren(f"{HP}tr"))
    assert _width(last[0]) == sum(map(_width, first[:2]))
    assert [_address(cell) for cell in last] == [(0, 1), (2, 1)]


def test_spans_and_merges_of_one_table_of_hangul_fit_together():
    table = [*LOOP, ["{% colspan 2 %}합계", "{#tc #}"]]
    *_, made = section(_in_hangul(table, by_title("가", "가"))).iter(f"{HP}tbl")
    found = [[_address(cell) for cell in row.iterchildren(f"{HP}tc")] for row in made.iterchildren(f"{HP}tr")]
    assert found == [[(0, 0), (1, 0)], [(0, 1), (1, 1)], [(1, 2)], [(0, 3)]]


COLOURED = [
    ["{%tr for m in measures %}"],
    ["{% cellbg '#ffe699' if loop.first else '' %}{{ m.title }}"],
    ["{%tr endfor %}"],
]


def test_a_cell_has_the_colour_that_a_tag_gives_it():
    made = reopened(filled(COLOURED)).tables[0]
    found = [cell._tc.find(f".//{qn('w:shd')}") for cell in made.columns[0].cells]
    assert [None if one is None else one.get(qn("w:fill")) for one in found] == ["FFE699", None]
    assert [cell.text for cell in made.columns[0].cells] == ["시책 m1", "시책 m2"]


def test_a_cell_of_hangul_has_a_border_format_of_its_own_with_the_colour():
    made = _in_hangul([["가"], *COLOURED], None, head=False)
    *_, table = section(made).iter(f"{HP}tbl")
    used = [cell.get("borderFillIDRef") for cell in table.iter(f"{HP}tc")]
    head = drawing_in_excel.part(made, "Contents/header.xml")
    assert f'<hh:borderFill id="{used[1]}"' in head
    assert head.count("#FFE699") == 1


def test_the_colours_and_merges_stand_in_the_order_of_the_schema():
    def drawn(document: WordDocument) -> None:
        add_table(document, [["{% cellbg 'FFE699' %}{% colspan 2 %}가", "{#tc #}"], ["나", "다"]])

    properties = reopened(filled(drawn)).tables[0]._tbl.tr_lst[0].tc_lst[0].tcPr
    assert properties is not None
    order = [child.tag for child in properties]
    assert order == [qn("w:tcW"), qn("w:gridSpan"), qn("w:shd")]


def test_numbers_of_merged_cells_are_traced_to_the_cell_that_shows_them():
    table = [
        ["{%tr for m in measures %}", ""],
        ["{% vm %}{{ count.measures }}", "{{ m.title }}"],
        ["{%tr endfor %}", ""],
    ]
    assert [p.where for p in filled(table).placements] == ["table 1 row 1 column 1"]


FAULTS = [
    ("{% cellbg 'red' %}", "template.colour"),
    ("{% cellbg policy.title %}", "template.colour"),
    ("{% cellbg %}", "template.syntax"),
    ("{% vm 3 %}", "template.syntax"),
    ("{% colspan 0 %}", "template.colspan"),
    ("{% colspan 64 %}", "template.colspan"),
    ("{% colspan -1 %}", "template.colspan"),
    ("{% colspan 2 * 10000000000000000000000000000000 %}", "template.colspan"),
    ("{% colspan '2.5' %}", "template.colspan"),
    ("{% colspan '٣' %}", "template.colspan"),
    ("{% colspan polisy %}", "template.unknown-name"),
    ("{% vm %}", "template.outside-loop"),
]


@pytest.mark.parametrize(("tag", "code"), FAULTS)
def test_what_is_wrong_with_a_statement_about_a_cell_is_told_at_it(tag: str, code: str):
    assert told([["가", tag]]) == {"표 1, 행 1, 열 2": code}


@pytest.mark.parametrize("tag", ["{% cellbg 'FFE699' %}", "{% colspan 2 %}"])
def test_a_statement_about_a_cell_outside_of_a_table_is_refused(tag: str):
    assert told(tag) == {"문단 1": "template.no-table"}


@pytest.mark.parametrize(
    ("tag", "way_out"),
    [("cellbg 'FFE699'", "조건부 서식"), ("colspan 2", "병합"), ("vm", "loop.first"), ("hm", "loop.first")],
)
def test_workbooks_refuse_them_with_what_to_do_instead(tag: str, way_out: str):
    found = drawing_in_excel.problems([["{%tr for m in measures %}"], [f"{{% {tag} %}}"], ["{%tr endfor %}"]])
    assert [(p.code, way_out in _hint(p)) for p in found] == [("template.unknown-statement", True)]


def test_a_merged_column_stays_readable_for_python_docx():
    assert rows(LOOP, known=by_title("가", "가")) == [["가", "1"], ["가", "2"]]


def test_a_wrong_colour_of_every_turn_is_told_once():
    table = [["{%tr for m in measures %}"], ["{% cellbg m.title %}"], ["{%tr endfor %}"]]
    assert all(one != other for one, other in pairwise(problems(table)))


def test_a_span_that_no_table_has_costs_no_more_than_any_other():
    def wide(document: WordDocument) -> None:
        add_table(document, LOOP)
        for cell in document.tables[0]._tbl.tr_lst[1].tc_lst:
            cell.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="2000000000"/>'))

    assert len(reopened(filled(wide)).tables[0].rows) == 2
    change: Change = lambda xml: xml.replace('rowSpan="1"', 'rowSpan="2000000000"')  # noqa: E731
    assert hangul_file(drawing_in_hangul.filled([["가", "나"], ["다", "라"]], change=change))


def hangul_file(made: Rendered) -> bool:
    return next(section(made).iter(f"{HP}tbl"), None) is not None


def _in_hangul(table: Sequence[Sequence[str]], known: Facts | None, *, head: bool = True) -> Rendered:
    return drawing_in_hangul.filled([["머리"] * len(table[0]), *table] if head else table, known=known)


def _span(cell: Element, name: str) -> int:
    return int(_found(cell, "cellSpan").get(name, ""))


def _width(cell: Element) -> int:
    return int(_found(cell, "cellSz").get("width", ""))


def _address(cell: Element) -> tuple[int, int]:
    found = _found(cell, "cellAddr")
    return int(found.get("colAddr", "")), int(found.get("rowAddr", ""))


def _found(cell: Element, local: str) -> Element:
    return next(cell.iterchildren(f"{HP}{local}"))


def _hint(problem: Problem) -> str:
    return problem.hint.ko if problem.hint else ""
