from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset
from tests.rules.applied import fields, found


def budget(**amounts: object) -> Fields:
    said = {"id": "b1", "program": "p", "year": 2025, "unit": "백만원", "source": "s1", "executed_as_of": "2024-09"}
    return {**said, **amounts}


@pytest.mark.parametrize("amounts", [{"current": 100}, {"original": 80, "supplementary": 20}, {"original": 100}])
def test_more_spent_than_there_is_is_found(amounts: Fields) -> None:
    assert fields("budget.overspent", dataset(budgets=[budget(executed=101, **amounts)])) == ["budgets › b1 › executed"]


@pytest.mark.parametrize("amounts", [{"current": 100}, {"original": 80, "supplementary": 20}, {}])
def test_all_spent_or_an_unknown_budget_is_left_alone(amounts: Fields) -> None:
    assert not found("budget.overspent", dataset(budgets=[budget(executed=100, **amounts)]))


def execution(quarter: str, executed: object, **more: object) -> Fields:
    said = {"program": "p", "year": 2025, "quarter": quarter, "unit": "백만원", "source": "s1", "executed": executed}
    return {**said, **more}


def test_more_spent_than_there_is_is_found_in_executions_and_in_any_unit() -> None:
    known = dataset(budgets=[budget(current=100)], executions=[execution("2025Q1", "1.01", unit="억원")])
    assert fields("budget.overspent", known) == ["executions › p › executed"]
    all_of_it = dataset(budgets=[budget(current=100)], executions=[execution("2025Q1", 1, unit="억원")])
    assert not found("budget.overspent", all_of_it)


def test_what_was_spent_does_not_become_less() -> None:
    falling = [execution("2025Q2", 40), execution("2025Q1", "0.5", unit="억원"), execution("2025Q3", None)]
    assert fields("budget.falling", dataset(budgets=[budget()], executions=falling)) == ["executions › p › executed"]
    other_year = [execution("2025Q1", 50), execution("2025Q2", 40, year=2024)]
    assert not found("budget.falling", dataset(budgets=[budget()], executions=other_year))


def test_an_executed_sum_in_the_budget_is_noted_with_the_line_to_write_instead() -> None:
    (noted,) = found("budget.overwritten", dataset(budgets=[budget(current=100, executed=50, fund="national")]))
    assert noted.hint.ko.startswith("data/quarters/2024Q3.yaml의 'executions:' 아래에 적고")
    assert noted.hint.ko.endswith(
        "- {program: p, year: 2025, fund: national, as_of: 2024-09, executed: 50, unit: 백만원, source: s1}"
    )
