from __future__ import annotations

from decimal import Decimal

import pytest
from tests.knowledge import dataset
from tests.templating.writing import BODY, facts, problems, written

from policyreport.document.nodes import Chart, Column, Lamp, Number, Row, Table, Text

COUNT = Number("count.measures", Decimal(2), "개", 0)
FIGURE = "{{ count.measures }}"
DAY = "{{ policy.began }}"
LAMP = '{{ lamp("good", "정상") }}'
MISSING = "{{ outcomes[1].actual }}"


def called(kind: str, head: str, *rows: str, more: str = "") -> str:
    rule = "|" + "--|" * (head.count("|") - 1)
    return "\n".join([f'{{% call chart("{kind}", "현황"{more}) %}}', head, rule, *rows, "{% endcall %}"])


FITTING = [
    ("bullet", "| 지표 | 기준값 | 실적 | 목표 |", f"| 가 | - | {FIGURE} | {{{{ none }}}} |"),
    ("line", "| 분기 | 가 | 나 |", f"| 1분기 | {FIGURE} | |"),
    ("column", "| 분기 | 가 |", f"| 1분기 | {FIGURE} |"),
    ("bar", "| 사업 | 예산 | 집행 | 집행률 |", f"| 가 | {FIGURE} | {FIGURE} | {FIGURE} |"),
    ("status", f"| 전략 | {LAMP} |", f"| 가 | {FIGURE} |"),
    ("timeline", "| 일정 | 첫날 | 끝날 | 상태 | 비고 |", f"| 가 | {DAY} | {DAY} | {LAMP} | {FIGURE} |"),
    ("timeline", "| 일정 | 첫날 | 끝날 | 상태 | 비고 |", f"| 가 | {DAY} | - | | |"),
    ("heat", "| 시책 | 가 | 나 |", f"| 가 | {FIGURE} | {FIGURE} |"),
    ("panels", "| 분기 | 가 | 나 |", f"| 1분기 | {FIGURE} | - |"),
    ("heat", "| 시책 | 가 | 나 |", f"| **묶음** | | |\n| 가 | {FIGURE} | {FIGURE} |"),
]


@pytest.mark.parametrize(("kind", "head", "row"), FITTING)
def test_a_table_that_fits_its_kind_is_drawn(kind: str, head: str, row: str) -> None:
    (chart,) = written(called(kind, head, row))
    assert isinstance(chart, Chart)
    assert (chart.kind, chart.table.caption) == (kind, (Text("현황"),))


def test_a_chart_is_its_table_with_a_caption_a_unit_and_words() -> None:
    head = (Column((Text("전략"),)), Column((Lamp("good", "정상"),)))
    table = Table(head, (Row(((Text("가"),), (COUNT,))),), (Text("현황"),), "개")
    body = called("status", f"| 전략 | {LAMP} |", f"| 가 | {FIGURE} |", more=', unit="개"')
    assert written(body) == (Chart("status", table, "상태별 누적막대그래프: 가 정상 2개."),)


def test_the_words_for_a_chart_may_be_given() -> None:
    (chart,) = written(called("column", "| 분기 | 가 |", f"| 나 | {FIGURE} |", more=", alt=policy.title"))
    assert isinstance(chart, Chart)
    assert chart.alt == "레벨업 전략"


def test_words_for_a_chart_that_say_nothing_are_refused() -> None:
    (problem,) = problems(called("column", "| 분기 | 가 |", f"| 나 | {FIGURE} |", more=", alt=' '"))
    assert (problem.code, problem.what.en) == ("template.chart", "the alt of a chart says nothing")
    assert problem.hint is not None


@pytest.mark.parametrize("rows", [(), ("| 가 | - |",), ("| 가 | |",)])
def test_a_chart_with_nothing_to_draw_stays_a_table(rows: tuple[str, ...]) -> None:
    (table,) = written(called("column", "| 분기 | 가 |", *rows))
    assert isinstance(table, Table)
    assert len(table.rows) == len(rows)


def test_a_figure_that_is_missing_draws_nothing() -> None:
    known = facts(dataset("2024Q3", indicators=[{**_INDICATOR, "id": "a"}]))
    body = called("column", "| 분기 | 가 |", "| 나 | {{ indicators[0].actual }} |")
    assert isinstance(written(body, known)[0], Table)


_INDICATOR = {"title": "가", "unit": "개", "role": "outcome", "definition": "정의"}

UNFIT = [
    ("bullet", "| 가 | 나 | 다 |", "| 가 | - | - |", "has 3 columns instead of 4"),
    ("bar", "| 가 | 나 | 다 | 라 | 마 |", "| 가 | - | - | - | - |", "has 5 columns instead of 4"),
    ("timeline", "| 가 | 나 |", "| 가 | - |", "has 2 columns instead of 5"),
    ("line", "| 가 |", "| 가 |", "has 1 columns instead of 2"),
    ("line", "| 가 | 나 |", "| 다 | 많음 |", "'많음' in the row '다' of a line chart is not one figure"),
    ("column", "| 가 | 나 |", f"| 다 | {FIGURE} 쯤 |", "'2개 쯤' in the row '다' of a column chart is not one figure"),
    ("heat", "| 가 | 나 |", f"| 다 | {DAY} |", "'2024. 7. 10.' in the row '다' of a heat chart is not one figure"),
    ("status", "| 가 | 정상 |", f"| 다 | {FIGURE} |", "the head '정상' of a status chart is no lamp"),
    (
        "timeline",
        "| 가 | 나 | 다 | 라 | 마 |",
        f"| 바 | {DAY} | {FIGURE} | {LAMP} | |",
        "'2개' in the row '바' of a timeline chart is not one date",
    ),
    (
        "timeline",
        "| 가 | 나 | 다 | 라 | 마 |",
        f"| 바 | {DAY} | {DAY} | 정상 | |",
        "'정상' in the row '바' of a timeline chart is not one lamp",
    ),
]


@pytest.mark.parametrize(("kind", "head", "row", "what"), UNFIT)
def test_a_table_that_does_not_fit_its_kind_is_a_problem_at_its_line(kind: str, head: str, row: str, what: str) -> None:
    (problem,) = problems(f"가\n\n{called(kind, head, row)}")
    assert (problem.code, int(problem.kind), str(problem.where)) == ("template.chart", 4, f"{BODY}:3")
    assert what in problem.what.en
    assert problem.hint is not None
    assert problem.hint.en.startswith("its columns are ")


def test_a_kind_of_chart_that_is_not_known_is_told_with_those_that_are() -> None:
    (problem,) = problems(called("pie", "| 가 | 나 |", f"| 다 | {FIGURE} |"))
    assert (problem.code, problem.field) == ("template.unknown-name", "pie")
    assert problem.hint is not None
    assert "timeline" in problem.hint.en


@pytest.mark.parametrize("between", ["글", "", "| 가 |\n|--|\n\n| 나 |\n|--|"])
def test_a_chart_is_of_one_table(between: str) -> None:
    (problem,) = problems(f'{{% call chart("line", "추이") %}}\n{between}\n{{% endcall %}}')
    assert (problem.code, problem.field) == ("template.unknown-name", "chart")
