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
