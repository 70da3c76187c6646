"""Formulas (계산식) of tables drawn in 한글: calculated from the cells that were made, or refused."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import pytest
from hwpx.tools.package_validator import validate_package
from lxml import etree

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.document.output import Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.model import Fact
from policyreport.office_templates import fill
from policyreport.templating.view import Figure, View, plain

from .drawing import META
from .drawing_in_hangul import FILE, HP, drawn, rows_of, section

Grid = Sequence[Sequence[str]]


def computed(formula: str, shape: str = "%g,", before: str = "0") -> str:
    """Return how a table of these tests writes a formula in a cell; ``with_formulas`` makes it a field."""
    return f"《{formula}|{shape}|{before}》"


def with_formulas(xml: str) -> str:
    """Put fields as 한글 writes them where formulas stand in the text."""
    number = 0
    while "《" in xml:
        number += 1
        start, end = xml.index("《"), xml.index("》")
        formula, shape, before = xml[start + 1 : end].split("|")
        parameters = {
            "Command": f"{formula}??{shape};;{before}",
            "Formula": formula,
            "ResultFormat": shape,
            "LastResult": before,
        }
        named = "".join(f'<hp:stringParam name="{name}">{text}</hp:stringParam>' for name, text in parameters.items())
        field = (
            f'</hp:t><hp:ctrl><hp:fieldBegin id="{number}" type="FORMULA" name="" editable="0" dirty="0" zorder="-1" '
            f'fieldid="627469685"><hp:parameters cnt="5" name=""><hp:integerParam name="Prop">8</hp:integerParam>'
            f"{named}</hp:parameters></hp:fieldBegin></hp:ctrl><hp:t>{before}</hp:t>"
            f'<hp:ctrl><hp:fieldEnd beginIDRef="{number}" fieldid="627469685"/></hp:ctrl><hp:t>'
        )
        xml = xml[:start] + field + xml[end + 1 :]
    return xml


def amount(value: str | None, unit: str = "개", decimals: int | None = None) -> Figure:
    fact = Fact(id="x.v", value=None if value is None else Decimal(value), unit=unit, rule="given")
    return Figure(fact, decimals=decimals)


def lines(*values: str | None, unit: str = "개") -> list[View]:
    return [
        plain({"name": f"{'가나다라마바사아자차'[at]}", "v": amount(value, unit)}) for at, value in enumerate(values)
    ]


def made(table: Grid, change: Callable[[str], str] = str, **names: object) -> Rendered:
    template = DrawnTemplate("hwpx", FILE, drawn(table, change=lambda xml: change(with_formulas(xml))))
    return fill(template, names, META, Theme())


def last(table: Grid, **names: object) -> str:
    """Return what the last cell of a filled table shows."""
    return rows_of(made(table, str, **names))[-1][-1]


def refusals(table: Grid, change: Callable[[str], str] = str, **names: object) -> list[Problem]:
    try:
        made(table, change, **names)
    except PolicyReportError as error:
        return list(error.problems)
    return []


def why(table: Grid, **names: object) -> str:
    """Return why the one formula of a table is refused."""
    (problem,) = refusals(table, str, **names)
    assert problem.code == "template.field"
    assert problem.hint
    return problem.what.ko


def parameters(rendered: Rendered) -> list[Mapping[str, str]]:
    return [
        {one.get("name", ""): one.text or "" for one in begin.iter(f"{HP}stringParam")}
        for begin in section(rendered).iter(f"{HP}fieldBegin")
        if begin.get("type") == "FORMULA"
    ]


LOOP = [["시책", "수"], ["{%tr for x in xs %}", ""], ["{{ x.name }}", "{{ x.v }}"], ["{%tr endfor %}", ""]]
BARE = [["시책", "수"], ["{%tr for x in xs %}", ""], ["{{ x.name }}", "{{ x.v | bare }}"], ["{%tr endfor %}", ""]]


@pytest.mark.parametrize("formula", ["=SUM(ABOVE)", "=sum(above)", "=SUM(?2:?4)", "=SUM(B3)", "=SUM(B1:B4)"])
def test_a_sum_is_that_of_the_rows_that_were_made(formula: str):
    assert last([*LOOP, ["계", computed(formula)]], xs=lines("3", "1200", "5")) == "1,208"


def test_the_field_stays_one_with_its_formula_for_the_cells_that_there_are_now():
    rendered = made([*LOOP, ["계", computed("=SUM(?3:?3)")]], xs=lines("3", "4", "5"))
    (found,) = parameters(rendered)
    assert found == {
        "Command": "=SUM(?2:?4)??%g,;;12",
        "Formula": "=SUM(?2:?4)",
        "ResultFormat": "%g,",
        "LastResult": "12",
    }
    assert validate_package(rendered.content).errors == ()
    assert b"policyreport-" not in etree.tostring(section(rendered))


def test_a_direction_stays_as_it_is_written():
    (found,) = parameters(made([*LOOP, ["계", computed("=SUM(ABOVE)")]], xs=lines("3", "4")))
    assert (found["Formula"], found["LastResult"]) == ("=SUM(ABOVE)", "7")


@pytest.mark.parametrize(
    ("formula", "shape", "expected"),
    [
        ("=AVG(ABOVE)", "%.1f", "4.3"),
        ("=AVERAGE(?3)", "%.2f", "4.33"),
        ("=MIN(ABOVE)", "%g", "3"),
        ("=MAX(ABOVE)", "%g", "6"),
        ("=COUNT(ABOVE)", "%d", "3"),
        ("=PRODUCT(ABOVE)", "%g,", "72"),
        ("=SUM(ABOVE)*1000", "%g,", "13,000"),
        ("=(SUM(ABOVE)-1)/4", "%.2f,", "3.00"),
    ],
)
def test_other_functions_and_formats(formula: str, shape: str, expected: str):
    assert last([*LOOP, ["끝", computed(formula, shape)]], xs=lines("3", "4", "6")) == expected


def test_a_row_is_calculated_in_each_turn_and_the_whole_below():
    table = [
        ["시책", "상반기", "하반기", "계"],
        ["{%tr for x in xs %}", "", "", ""],
        ["{{ x.name }}", "{{ x.v }}", "{{ x.v }}", computed("=SUM(B?:C?)")],
        ["{%tr endfor %}", "", "", ""],
        ["합계", computed("=SUM(ABOVE)"), computed("=SUM(?3:?3)"), computed("=SUM(ABOVE)")],
    ]
    rendered = made(table, xs=lines("3", "4"))
    assert rows_of(rendered)[1:] == [["가", "3개", "3개", "6"], ["나", "4개", "4개", "8"], ["합계", "7", "7", "14"]]
    assert [one["Formula"] for one in parameters(rendered)] == [
        *("=SUM(B?:C?)", "=SUM(B?:C?)"),
        *("=SUM(ABOVE)", "=SUM(?2:?3)", "=SUM(ABOVE)"),
    ]


def test_left_counts_the_facts_of_its_row():
    table = [["시책", "가", "나", "계"], ["수", "{{ a }}", "{{ b }}", computed("=SUM(LEFT)")]]
    assert last(table, a=amount("3"), b=amount("4")) == "7"


def test_cells_of_separate_rows_become_a_list():
    table = [*LOOP, ["따로", "해당"], ["{%tr for x in xs %}", ""], LOOP[2], ["{%tr endfor %}", ""]]
    rendered = made([*table, ["계", computed("=SUM(B3,B7)")]], xs=lines("3", "4"))
    assert rows_of(rendered)[-1] == ["계", "14"]
    assert parameters(rendered)[0]["Formula"] == "=SUM(B2:B3,B5:B6)"


REFUSED = {
    "없는 값": [*LOOP, ["계", computed("=SUM(ABOVE)")]],
    "비었습니다": [["시책", "수"], ["가", "{{ a }}"], ["나", ""], ["평균", computed("=AVG(ABOVE)")]],
    "제목 칸": [["시책", "2025"], ["가", "{{ a }}"], ["계", computed("=SUM(ABOVE)")]],
    "그대로 읽는 수": [["시책", "수"], ["가", "약 {{ a }}"], ["계", computed("=SUM(ABOVE)")]],
    "수가 아닙니다": [["시책", "수"], ["가", "{{ a }}"], ["나", "검토 중"], ["계", computed("=SUM(ABOVE)")]],
    "연번": [["번호", "가", "계"], ["1", "{{ a }}", computed("=SUM(LEFT)")]],
    "단위": [["시책", "수"], ["가", "{{ a }}"], ["나", "{{ won }}"], ["계", computed("=SUM(ABOVE)")]],
    "함께 계산": [["시책", "수"], ["가", "{{ a }}"], ["소 계", "{{ a }}"], ["계", computed("=SUM(ABOVE)")]],
    "두 번": [
        *(["시책", "수"], ["가", "{{ a }}"], ["중간", computed("=SUM(B2)")], ["나", "{{ a }}"]),
        ["계", computed("=SUM(B2,B3,B4)")],
    ],
    "자기": [["시책", "수"], ["가", "{{ a }}"], ["계", computed("=SUM(B1:B3)")]],
    "읽을 수 없습니다": [["시책", "수"], ["가", "{{ a }}"], ["계", computed("=SUM(ABOVE")]],
    "계산하지 못합니다": [["시책", "수"], ["가", "{{ a }}"], ["계", computed("=SQRT(B2)")]],
    "0으로": [["시책", "수"], ["가", "{{ a }}"], ["계", computed("=B2/0")]],
    "소수점": [["시책", "수"], ["가", "{{ a }}"], ["계", computed("=B2/7")]],
    "형식": [["시책", "수"], ["가", "{{ a }}"], ["계", computed("=B2", "%x")]],
}


@pytest.mark.parametrize("reason", [*REFUSED])
def test_what_could_be_expected_otherwise_is_refused(reason: str):
    names = {"a": amount("3"), "won": amount("5", "억원"), "xs": lines("3", None, "4")}
    assert reason in why(REFUSED[reason], **names)


def test_units_that_are_not_shown_must_be_the_same_too():
    table = [["시책", "수"], ["가", "{{ a | bare }}"], ["나", "{{ b | bare }}"], ["계", computed("=SUM(ABOVE)")]]
    assert last(table, a=amount("3"), b=amount("4")) == "7"
    assert "단위" in why(table, a=amount("3"), b=amount("4", "억원"))


def test_a_sum_of_rounded_numbers_that_is_not_the_rounded_sum_is_refused():
    table = [*BARE, ["계", computed("=SUM(ABOVE)", "%.1f")]]
    xs = [plain({"name": "가", "v": amount(value, "억원", 1)}) for value in ("1.04", "1.04", "1.04")]
    assert "반올림" in why(table, xs=xs)
    assert last(table, xs=[*xs[:1], plain({"name": "나", "v": amount("2", "억원", 1)})]) == "3.0"


def test_the_mean_of_rates_is_refused():
    assert "비율의 평균" in why([*LOOP, ["평균", computed("=AVG(ABOVE)", "%.1f")]], xs=lines("30", "40", unit="%"))


def test_a_sum_of_no_rows_is_refused_with_the_way_out():
    (problem,) = refusals([*LOOP, ["계", computed("=SUM(ABOVE)")]], xs=[])
    assert "{%tr if" in (problem.hint.ko if problem.hint else "")
    condition = [["{%tr if xs %}", ""], ["계", computed("=SUM(ABOVE)")], ["{%tr endif %}", ""]]
    assert rows_of(made([*LOOP, *condition], xs=[])) == [["시책", "수"]]


def test_a_repeated_formula_that_names_other_repeated_rows_is_refused_once():
    table = [
        *(["시책", "수"], ["{%tr for x in xs %}", ""], ["{{ x.name }}", "{{ x.v }}"], ["값", computed("=B3")]),
        ["{%tr endfor %}", ""],
    ]
    assert [p.field for p in refusals(table, xs=lines("3", "4"))] == ["=B3"]
    assert rows_of(made(table, xs=lines("3")))[-1] == ["값", "3"]


def test_the_place_is_that_of_the_template():
    (problem,) = refusals([*LOOP, ["계", computed("=SUM(ABOVE)")]], xs=lines("3", None, "4"))
    assert str(problem.where) == f"{FILE} › 표 1, 행 5, 열 2"
    assert "B3 칸" in problem.what.ko


def test_a_table_of_the_template_s_own_numbers_stays_as_it_is():
    table = [["시책", "수"], ["가", "-"], ["계", computed("=SUM(ABOVE)", before="9")]]
    assert last(table) == "9"


def test_a_merged_cell_in_the_way_is_refused():
    def merged(xml: str) -> str:
        cells = re.split("(?=<hp:tc )", xml)
        at = next(at for at, cell in enumerate(cells) if "없앰" in cell)
        cells[at - 1] = cells[at - 1].replace('colSpan="1"', 'colSpan="2"')
        cells[at] = cells[at].partition("</hp:tc>")[2]
        return "".join(cells)

    table = [["시책", "수", "비고"], ["가", "{{ a }}", "없앰"], ["계", computed("=SUM(ABOVE)"), ""]]
    assert ["합친 셀" in p.what.ko for p in refusals(table, merged, a=amount("3"))] == [True]


@pytest.mark.parametrize(
    "formula", ["=" + "(" * 900 + "B2" + ")" * 900, "=" + "-" * 2000 + "B2", "=B2*1E9", "=B?:", "=)"]
)
def test_a_formula_that_makes_no_sense_is_refused_without_harm(formula: str):
    assert why([["시책", "수"], ["가", "{{ a }}"], ["계", computed(formula)]], a=amount("3"))


def test_a_result_of_too_many_digits_is_refused():
    product = "*".join(["PRODUCT(B2)"] * 40)
    assert "너무 큽니다" in why(
        [["시책", "수"], ["가", "{{ a }}"], ["계", computed(f"={product}", "%.2f")]], a=amount("99999")
    )


def test_random_tables_come_to_what_their_numbers_come_to():
    """Sums over groups, rows and columns, checked against sums made here."""
    dice = random.Random(7)
    for _ in range(40):
        groups = [
            plain({"name": "묶음", "xs": lines(*(str(dice.randrange(5000)) for _ in range(dice.randrange(1, 4))))})
            for _ in range(dice.randrange(1, 4))
        ]
        table = [
            *(["시책", "상", "하", "계"], ["{%tr for g in gs %}", "", "", ""], ["{%tr for x in g.xs %}", "", "", ""]),
            ["{{ x.name }}", "{{ x.v | bare }}", "{{ x.v | bare }}", computed("=SUM(LEFT)")],
            *(["{%tr endfor %}", "", "", ""], ["{%tr endfor %}", "", "", ""]),
            ["합계", computed("=SUM(?4)"), computed("=SUM(ABOVE)"), computed("=SUM(B?:C?)")],
        ]
        *body, foot = rows_of(made(table, gs=groups))[1:]
        values = [int(row[1].replace(",", "")) for row in body]
        assert [int(row[3].replace(",", "")) for row in body] == [2 * value for value in values]
        assert [int(cell.replace(",", "")) for cell in foot[1:]] == [sum(values), sum(values), 2 * sum(values)]


GROUPS = [["시책", "수"], ["{%tr for g in gs %}", ""], ["{{ g.n }}", "{{ g.t }}"], ["{%tr for p in g.ps %}", ""]]
NESTED = [*GROUPS, ["{{ p.name }}", "{{ p.v }}"], ["{%tr endfor %}", ""]]


def groups(*totals_and_lines: tuple[str, list[View]]) -> list[View]:
    return [plain({"n": "묶음", "t": total, "ps": held}) for total, held in totals_and_lines]


def test_a_formula_of_a_group_does_not_take_the_rows_of_another_group():
    table = [*NESTED, ["묶음 계", computed("=SUM(B5:B5)")], ["{%tr endfor %}", ""]]
    assert "반복되는 다른 줄" in why(table, gs=groups(("1", lines("10")), ("2", [])))


def test_the_amount_of_a_group_is_not_counted_beside_the_rows_in_it():
    table = [*NESTED, ["{%tr endfor %}", ""], ["계", computed("=SUM(ABOVE)")]]
    assert "묶음의 '10'" in why(table, gs=groups(("10", lines("10")), ("20", lines("20"))))


def test_a_range_of_the_row_in_which_a_formula_is_repeated_is_refused():
    row = ["{{ x.name }}", "{{ x.v }}", computed("=B3/SUM(B3:B3)*100", "%.1f")]
    table = [["시책", "수", "몫"], ["{%tr for x in xs %}", "", ""], row, ["{%tr endfor %}", "", ""]]
    assert "반복되는 다른 줄" in why(table, xs=lines("3", "4"))
