"""Formulas of Word's tables are calculated anew from the cells made, or refused where Word's result could surprise."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from policyreport.diagnostics import PolicyReportError
from policyreport.document.output import Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.model import Fact
from policyreport.office_templates import fill
from policyreport.office_templates.word.formula_code import shown as as_shown
from policyreport.templating.view import Figure, plain

from .drawing import FILE, META, Draw, add_table, drawn, filled, problems, reopened
from .fields_of_word import field, in_cell, simple_field

TITLE, LOOP, END = "{{ m.title }}", "{%tr for m in measures %}", "{%tr endfor %}"
RUNNING = "{{ loop.index * 700 }}"


def summed(code: str, value: str = RUNNING, head: str = "수", *, simple: bool = False) -> list[Draw | list[list[str]]]:
    """Return a table with two rows made by a loop, and a formula below them."""
    table = [["시책", head], [LOOP, ""], [TITLE, value], [END, ""], ["합계", ""]]
    return [table, in_cell(4, 1, simple_field(code) if simple else field(code))]


def cells(made: Rendered) -> list[list[str]]:
    rows = reopened(made).element.body.iter(qn("w:tr"))
    return [["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))] for row in rows]


def code_of(made: Rendered) -> str:
    body = reopened(made).element.body
    return next(c.text or "" for c in body.iter(qn("w:instrText"))).strip()


@pytest.mark.parametrize("simple", [False, True])
@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("=SUM(ABOVE)", "2100"),
        (r'=SUM(ABOVE) \# "#,##0"', "2,100"),
        (r"= average( above ) \# #,##0.00 \* MERGEFORMAT", "1,050.00"),
        ("=COUNT(ABOVE)", "2"),
        ("=MAX(ABOVE)-MIN(ABOVE)", "700"),
        ("=PRODUCT(ABOVE)", "980000"),
        ("=SUM(B3:B3)", "2100"),
        (r'=ROUND(SUM(ABOVE)/9;1) \# "0.0개"', "233.3개"),
        (r"=MIN(ABOVE)/SUM(ABOVE)*100 \# 0.0%", "33.3%"),
    ],
)
def test_a_formula_is_calculated_from_the_rows_made(code: str, result: str, *, simple: bool):
    assert cells(filled(*summed(code, simple=simple)))[-1] == ["합계", result]


def test_a_formula_stays_a_field_and_its_cells_follow_the_rows():
    made = filled(*summed(r'=SUM(B3:B3) \# "#,##0"'))
    assert code_of(made) == r'=SUM(B2:B3) \# "#,##0"'
    assert code_of(filled(*summed("=SUM(ABOVE)"))) == "=SUM(ABOVE)"
    assert {"origin", "filled", "repeated", "formula"}.isdisjoint(
        a for e in reopened(made).element.iter() for a in e.attrib
    )


def test_units_behind_numbers_are_read_as_word_reads_them():
    assert cells(filled(*summed("=SUM(ABOVE)", "{{ loop.index * 1500 }}개사")))[-1][1] == "4500"


def test_a_formula_in_a_repeated_row_calculates_with_its_own_row():
    table = [
        ["시책", "단가", "수량", "금액"],
        [LOOP, "", "", ""],
        [TITLE, "{{ loop.index }}", "7", ""],
        [END, "", "", ""],
    ]
    total = [["합계", "", "", ""]]
    made = filled([*table, *total], in_cell(2, 3, field("=B3*C3")), in_cell(4, 3, field("=SUM(ABOVE)")))
    assert [row[3] for row in cells(made)] == ["금액", "7", "14", "21"]
    left = filled([*table, *total], in_cell(2, 3, field("=SUM(B3:C3)")))
    assert [row[3] for row in cells(left)][1:3] == ["8", "9"]


def test_a_subtotal_in_a_group_counts_the_rows_of_its_group():
    table = [
        *([["사업", "수"], ["{%tr for g in measures %}", ""], ["{{ g.title }}", ""]]),
        *([[LOOP, ""], [TITLE, RUNNING], [END, ""], ["소계", ""], ["{%tr endfor %}", ""]]),
    ]
    assert [row[1] for row in cells(filled(table, in_cell(6, 1, field("=SUM(ABOVE)")))) if row[0] == "소계"] == [
        "2100"
    ] * 2


def test_the_sum_of_no_rows_is_zero_and_there_is_no_average_of_them():
    table = [["위험", "수"], ["{%tr for r in risks %}", ""], ["가", "1{{ r.title }}"], [END, ""], ["합계", ""]]
    assert cells(filled(table, in_cell(4, 1, field("=SUM(ABOVE)"))))[-1] == ["합계", "0"]
    assert "계산할 수" in problems(table, in_cell(4, 1, field("=AVERAGE(ABOVE)")))[0].what.ko


def header(row: int) -> Draw:
    def mark(document: WordDocument) -> None:
        document.tables[-1].rows[row]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    return mark


def merged(document: WordDocument) -> None:
    add_table(document, [["시책", "가", "수"], [LOOP, "", ""], [TITLE, "", RUNNING], [END, "", ""], ["합계", "", ""]])
    table = document.tables[-1]
    table.cell(4, 0).merge(table.cell(4, 1))


MISSING = "{% if loop.first %}-{% else %}5{% endif %}"
LAST_MISSING = "{% if loop.first %}5{% else %}-{% endif %}"
UNITS = "{% if loop.first %}1억원{% else %}5개{% endif %}"
TWICE = [["가", "{{ count.measures | bare }}"], ["나", "3"], ["소계", ""], ["합계", ""]]
REFUSED: list[tuple[str, Sequence[Draw | list[list[str]]], str]] = [
    ("year in the head", summed("=SUM(ABOVE)", head="2025년"), "1행 2열"),
    ("bare year in the head", summed("=SUM(ABOVE)", head="2025"), "1행 2열"),
    ("year filled into the head", summed("=SUM(ABOVE)", head="{{ quarter.as_of.year }}"), "1행 2열"),
    (
        "a number in a second head",
        [
            [["가", "나"], ["", "7"], [LOOP, ""], [TITLE, RUNNING], [END, ""], ["합", ""]],
            in_cell(5, 1, field("=SUM(ABOVE)")),
        ],
        "2행 2열",
    ),
    ("words with a number in the head", summed("=SUM(ABOVE)", head="제1차 2025"), "1행 2열"),
    ("missing", summed("=SUM(ABOVE)", MISSING), "2행 2열"),
    ("missing below", summed("=SUM(ABOVE)", LAST_MISSING), "3행 2열"),
    ("missing in a range", summed("=SUM(B3:B3)", MISSING), "2행 2열"),
    ("units", summed("=SUM(ABOVE)", UNITS), "단위"),
    ("fall", summed("=SUM(ABOVE)", "△1.2"), "수 하나로"),
    ("two numbers", summed("=SUM(ABOVE)", "1조 20억원"), "수 하나로"),
    ("per cent", summed("=SUM(ABOVE)", "12%"), "수 하나로"),
    ("no end", summed("=B3/7", "1", "가"), "반복"),
    ("no end", summed("=SUM(ABOVE)/9", "1"), "끝나지 않는"),
    ("by nothing", summed("=1/0"), "0으로"),
    ("vanished", summed("=SUM(B2:B2)"), "2행"),
    ("itself", summed("=SUM(B5:B5)"), "자신"),
    ("small per cent", summed(r"=SUM(ABOVE) \# 0%"), "100"),
    ("merged", [merged, in_cell(4, 2, field("=SUM(ABOVE)"))], "병합된"),
    ("twice", [TWICE, in_cell(2, 1, field("=SUM(B1:B2)")), in_cell(3, 1, field("=SUM(B1:B3)"))], "두 번"),
    ("later", [TWICE, in_cell(2, 1, field("=B4+1")), in_cell(3, 1, field("=B1+1"))], "뒤에"),
    ("left to the edge", [[["1", "{{ count.measures | bare }}", ""]], in_cell(0, 2, field("=SUM(LEFT)"))], "1열"),
]


@pytest.mark.parametrize(("content", "what"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_formula_whose_result_could_surprise_is_refused_with_place_and_way_out(
    content: Sequence[Draw | list[list[str]]], what: str
):
    problem = problems(*content)[0]
    assert (problem.code, str(problem.where).rpartition(" › ")[2][:4]) == ("template.formula", "표 1,")
    assert what in problem.what.ko
    assert problem.hint


def test_the_cells_to_the_left_are_summed_up_to_the_name_of_the_row():
    table = [["시책", "가", "나", "계"], [LOOP, "", "", ""], ["이름", "{{ loop.index }}", "{{ loop.index }}", ""]]
    made = filled([*table, [END, "", "", ""]], in_cell(2, 3, field("=SUM(LEFT)")))
    assert [row[3] for row in cells(made)] == ["계", "2", "4"]


NAMED = [["시책", "가", "나", "계"], [LOOP, "", "", ""], ["{{ m.n }}", "{{ m.a }}", "{{ m.b }}", ""], [END, "", "", ""]]


def test_the_name_of_a_row_may_come_from_data_and_is_not_counted():
    made = with_lines(NAMED, "=SUM(LEFT)", [{"n": "가", "a": "1", "b": "2"}, {"n": "나", "a": "3", "b": "4"}])
    assert [row[3] for row in cells(made)] == ["계", "3", "7"]


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        ([{"n": "미정", "a": "1", "b": "2"}, {"n": "5", "a": "3", "b": "4"}], "수가 든 칸만"),
        ([{"n": "가", "a": "-", "b": "2"}], "값이 없는 줄"),
        ([{"n": "가", "a": "미정", "b": "2"}], "수가 든 칸만"),
        ([{"n": "가", "a": "1", "b": "△2"}], "표시로 쓰십시오"),
    ],
)
def test_a_cell_that_lacks_its_number_is_no_name_and_its_hint_fits(lines: list[dict[str, str]], hint: str):
    with pytest.raises(PolicyReportError) as refused:
        with_lines(NAMED, "=SUM(LEFT)", lines)
    (problem,) = refused.value.problems
    assert problem.hint
    assert hint in problem.hint.ko


def with_lines(table: list[list[str]], code: str, lines: list[dict[str, str]]) -> Rendered:
    template = DrawnTemplate("docx", FILE, drawn(table, in_cell(2, 3, field(code))))
    return fill(template, {"measures": [plain(line) for line in lines]}, META, Theme())


GROUPS = [["시책", "수"], ["{%tr for g in gs %}", ""], ["{{ g.n }}", "{{ g.t }}"], ["{%tr for p in g.ps %}", ""]]
NESTED = [*GROUPS, ["{{ p.n }}", "{{ p.v }}"], [END, ""], ["묶음 계", ""], [END, ""], ["계", ""]]
ONE = {"n": "하나", "v": "10"}


def told_of_groups(row: int, code: str, *groups: tuple[str, list[dict[str, str]]]) -> str:
    gs = [plain({"n": "묶음", "t": total, "ps": [plain(line) for line in lines]}) for total, lines in groups]
    table = NESTED if row >= 0 else [*NESTED[:6], *NESTED[7:]]
    template = DrawnTemplate("docx", FILE, drawn(table, in_cell(row % len(table), 1, field(code))))
    with pytest.raises(PolicyReportError) as refused:
        fill(template, {"gs": gs}, META, Theme())
    (problem,) = refused.value.problems
    assert problem.hint
    return problem.what.ko


@pytest.mark.parametrize("code", ["=SUM(B5:B5)", "=B5*2", "=SUM(B3:B5)"])
def test_a_formula_of_a_group_does_not_take_the_rows_of_another_group(code: str):
    assert "같은 반복 안" in told_of_groups(6, code, ("1", [ONE]), ("2", []))


@pytest.mark.parametrize("code", ["=B4/SUM(B4:B4)*100", "=SUM(B3:B4)"])
def test_a_range_of_the_row_in_which_a_formula_is_repeated_is_refused(code: str):
    table = [["시책", "가", "나", "몫"], ["", "", "", ""], [LOOP, "", "", ""]]
    rows = [*table, [TITLE, "{{ loop.index }}", "", ""], [END, "", "", ""]]
    assert "같은 반복 안" in problems(rows, in_cell(3, 3, field(code)))[0].what.ko


def test_a_range_along_the_own_row_is_summed():
    rows = [["시책", "가", "나", "계"], [LOOP, "", "", ""], [TITLE, "{{ loop.index }}", "{{ loop.index }}", ""]]
    made = filled([*rows, [END, "", "", ""]], in_cell(2, 3, field("=SUM(B3:C3)")))
    assert [row[3] for row in cells(made)] == ["계", "2", "4"]


def test_the_amount_of_a_group_is_not_counted_beside_the_rows_in_it():
    assert "두 번" in told_of_groups(-1, "=SUM(ABOVE)", ("10", [ONE]), ("20", [{"n": "둘", "v": "20"}]))


def test_a_subtotal_written_as_a_tag_is_not_counted_beside_its_rows():
    table = [["시책", "수"], [LOOP, ""], [TITLE, RUNNING], [END, ""], ["소 계", "{{ 9000 }}"], ["총계", ""]]
    assert "두 번" in problems(table, in_cell(5, 1, field("=SUM(ABOVE)")))[0].what.ko


def test_a_name_of_a_row_that_word_would_count_is_refused():
    table = [["시책", "가", "계"], [LOOP, "", ""], ["시책 {{ m.title }}", "{{ loop.index }}", ""], [END, "", ""]]
    assert "2행 1열" in problems(table, in_cell(2, 2, field("=SUM(LEFT)")))[0].what.ko


def test_a_formula_that_is_refused_at_each_turn_is_told_once():
    table = [["시책", "가", "나", "계"], [LOOP, "", "", ""], [TITLE, "{{ loop.index }}", "4", ""], [END, "", "", ""]]
    (problem,) = problems(table, in_cell(2, 3, field("=SUM(LEFT)")))
    assert "2행 3열" in problem.what.ko


def test_a_number_that_is_too_large_is_refused():
    (problem,) = problems(*summed("=PRODUCT(ABOVE)", "9" * 20 + "{{ loop.index }}"))
    assert "너무 큽니다" in problem.what.ko


@pytest.mark.parametrize(("values", "result"), [(["1.4", "1.4"], ""), (["1.4", "2.6"], "4"), (["3", "4"], "7")])
def test_rounded_numbers_whose_sum_is_another_than_that_of_the_exact_ones_are_refused(values: list[str], result: str):
    ms = [plain({"a": Figure(Fact("test", Decimal(value), "건", "rule"))}) for value in values]
    table = [["시책", "수"], ["{%tr for m in ms %}", ""], ["가", "{{ m.a | to(0) }}"], [END, ""], ["합계", ""]]
    template = DrawnTemplate("docx", FILE, drawn(table, in_cell(4, 1, field("=SUM(ABOVE)"))))
    if result:
        assert cells(fill(template, {"ms": ms}, META, Theme()))[-1] == ["합계", result]
    else:
        with pytest.raises(PolicyReportError, match=r"before rounding 2\.8"):
            fill(template, {"ms": ms}, META, Theme())


@pytest.mark.parametrize(
    ("number", "picture", "text"),
    [
        ("1234.5", "#,##0", "1,235"),
        ("0.5", "0", "1"),
        ("2.5", "0.##", "2.5"),
        ("-1234", "#,##0", "-1,234"),
        ("-3", "0;(0)", "(3)"),
        ("0", "0;(0);'없음'0", "없음0"),
        ("7", "000", "007"),
        ("12", "₩#,##0원", "₩12원"),
        ("1.50", "", "1.5"),
        ("-0.004", "0.00", "0.00"),
    ],
)
def test_numbers_are_shown_by_their_format(number: str, picture: str, text: str):
    assert as_shown(Decimal(number), picture) == text
