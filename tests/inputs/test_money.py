"""Funds by code and by name, executions in the quarter's file, and what does not fit together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from policyreport.diagnostics import Problem
from policyreport.inputs import load
from policyreport.project import Project

Faults = Callable[[Mapping[str, str | bytes]], list[Problem]]
Make = Callable[[Mapping[str, str | bytes]], Project]

SETTINGS = "name: p\ntitle: 전략\norganisation: 부\nlicence: 공공누리\n"
QUARTER = "quarter: 2025Q2\n\nreport:\n  as_of: 2025-06-30\n  headline: 요지\n"
FUNDED = "id: {0}, program: global-tips, year: 2025, unit: 억원, current: 10, source: s1, fund: {1}"


def budgets(*rows: str) -> str:
    return "budgets:\n" + "".join(f"  - {{{one}}}\n" for one in rows)


def spent(*rows: str, quarter: str = QUARTER) -> dict[str, str | bytes]:
    said = "".join(f"  - {{program: global-tips, unit: 억원, source: s1, {one}}}\n" for one in rows)
    return {"data/quarters/2025Q2.yaml": f"{quarter}\nexecutions:\n{said}"}


WHOLE = budgets("id: b, program: global-tips, year: 2025, unit: 억원, current: 10, source: s1")


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_an_execution_takes_its_quarter_from_the_file(make: Make) -> None:
    project = make({"data/b.yaml": WHOLE, **spent("year: 2025, executed: 3.5, planned: 4")})
    (one,) = load(project).dataset.executions
    assert (str(one.quarter), one.month, one.executed, one.planned) == (
        "2025Q2",
        "2025-06",
        Decimal("3.5"),
        Decimal(4),
    )


def test_an_amount_that_was_looked_for_and_is_not_there_is_left_blank(make: Make) -> None:
    (one,) = load(make({"data/b.yaml": WHOLE, **spent("year: 2025, executed: ")})).dataset.executions
    assert one.executed is None


def test_executions_are_read_from_a_table_with_a_column_for_the_quarter(make: Make) -> None:
    table = '지원사업,연도,분기,집행액,단위,출처\nglobal-tips,2025,2025Q2,"1,200",백만원,s1\n'
    settings = f"{SETTINGS}inputs:\n  - {{file: 집행.csv, collection: executions}}\n"
    project = make({"data/b.yaml": WHOLE, "data/project.yaml": settings, "data/집행.csv": table})
    (one,) = load(project).dataset.executions
    assert (one.program, str(one.quarter), one.executed, one.unit) == ("global-tips", "2025Q2", 1200, "백만원")


def test_a_fund_is_written_by_its_code_or_its_name(make: Make) -> None:
    rows = budgets(FUNDED.format("a", "국비"), FUNDED.format("b", "province"))
    assert [one.fund for one in load(make({"data/b.yaml": rows})).dataset.budgets] == ["national", "province"]


def test_a_project_has_funds_of_its_own(make: Make) -> None:
    settings = f"{SETTINGS}funds:\n  - {{code: donation, title: 출연금}}\ndisplay_unit: 억원\n"
    project = make({"data/b.yaml": budgets(FUNDED.format("a", "출연금")), "data/project.yaml": settings})
    dataset = load(project).dataset
    assert [one.fund for one in dataset.budgets] == ["donation"]
    assert (dataset.money.title_of("donation"), dataset.money.display_unit) == ("출연금", "억원")


def test_an_unknown_fund_is_refused_with_the_nearest_and_the_way_to_a_new_one(faults: Faults) -> None:
    (problem,) = faults({"data/b.yaml": budgets(FUNDED.format("a", "시군구비"))})
    assert (problem.code, problem.field) == ("data.unknown-fund", "budgets › a › fund")
    assert problem.hint is not None
    assert "'시군비'을(를) 뜻했습니까?" in problem.hint.ko
    assert "funds:" in problem.hint.ko


def test_two_rows_of_one_fund_are_refused_with_both_places(faults: Faults) -> None:
    (problem,) = faults({"data/b.yaml": budgets(FUNDED.format("a", "국비"), FUNDED.format("b", "national"))})
    assert (problem.code, str(problem.where)) == ("data.duplicate-budget", "data/b.yaml:3:22")
    assert (
        problem.what.ko == "'global-tips'의 2025년 국비 예산을 두 번 적었습니다. 앞의 것은 data/b.yaml:2:22에 있습니다"
    )


def test_the_whole_beside_its_parts_is_refused_with_the_way_out(faults: Faults) -> None:
    whole = "id: b, program: global-tips, year: 2025, unit: 억원, current: 10, source: s1"
    (problem,) = faults({"data/b.yaml": budgets(FUNDED.format("a", "국비"), whole)})
    assert (problem.code, str(problem.where)) == ("data.fund-beside-whole", "data/b.yaml:3:22")
    assert "국비 줄(data/b.yaml:2:88)" in problem.what.ko
    assert problem.hint is not None
    assert "합계이면 지우고" in problem.hint.ko


def test_two_executions_of_one_quarter_are_refused_with_both_places(faults: Faults) -> None:
    (problem,) = faults({"data/b.yaml": WHOLE, **spent("year: 2025, executed: 3", "year: 2025, executed: 4")})
    assert problem.code == "data.duplicate-execution"
    assert "data/quarters/2025Q2.yaml:8:15" in problem.what.ko


def test_an_execution_without_a_budget_would_stand_nowhere(faults: Faults) -> None:
    (problem,) = faults({"data/b.yaml": WHOLE, **spent("year: 2024, as_of: 2025-02, executed: 3")})
    assert problem.code == "data.execution-without-budget"


def test_an_execution_has_the_funds_of_its_budget(faults: Faults) -> None:
    divided = budgets(FUNDED.format("a", "국비"), FUNDED.format("b", "도비"))
    (problem,) = faults({"data/b.yaml": divided, **spent("year: 2025, executed: 3")})
    assert problem.code == "data.execution-without-budget"
    assert "국비, 도비인데 이 집행은 재원 없음" in problem.what.ko
    assert "other funds (국비, 도비) than this execution (no fund)" in problem.what.en


@pytest.mark.parametrize(
    ("row", "quarter", "code"),
    [
        ("year: 2025, executed: 3", QUARTER.replace("06-30", "06-15"), "data.missing-field"),
        ("year: 2025, as_of: 2025-07, executed: 3", QUARTER, "data.late-execution"),
        ("year: 2025, as_of: 2024-12, executed: 3", QUARTER, "data.early-execution"),
    ],
)
def test_the_month_of_an_execution_lies_in_its_year_and_before_the_report(
    faults: Faults, row: str, quarter: str, code: str
) -> None:
    assert codes(faults({"data/b.yaml": WHOLE, **spent(row, quarter=quarter)})) == [code]


OVERWRITTEN = budgets(
    "id: b, program: global-tips, year: 2025, unit: 백만원, current: 1000, executed: {0}, executed_as_of: 2025-06,"
    " source: s1"
)


def test_the_same_month_told_in_both_ways_must_be_the_same(faults: Faults) -> None:
    (problem,) = faults({"data/b.yaml": OVERWRITTEN.replace("{0}", "310"), **spent("year: 2025, executed: 3")})
    assert (problem.code, problem.field) == ("data.conflicting-executions", "budgets › b › executed")
    assert "data/quarters/2025Q2.yaml:8" in problem.what.ko


def test_the_same_amount_may_be_told_in_both_ways_and_units(make: Make) -> None:
    project = make({"data/b.yaml": OVERWRITTEN.replace("{0}", "300"), **spent("year: 2025, executed: 3")})
    assert len(load(project).dataset.executions) == 1
