from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset, indicator, target
from tests.rules.applied import fields, found


def budget(**amounts: object) -> Fields:
    return {"id": "b1", "program": "p", "year": 2025, "unit": "백만원", "source": "s1", **amounts}


def test_a_budget_that_its_parts_do_not_make_is_found() -> None:
    known = dataset(budgets=[budget(original="1,000", supplementary=200, current=1300)])
    (problem,) = found("sum.budget", known)
    assert problem.field == "budgets › b1 › current"
    assert problem.what.en == "1,000 + 200 = 1,200, yet the budget is 1,300"
    assert problem.what.ko == "본예산 1,000 + 추경 200 = 1,200인데 예산현액은 1,300입니다"


@pytest.mark.parametrize(
    "amounts",
    [
        {"original": 1000, "supplementary": "△200", "current": 800},
        {"original": 1000, "current": 1300},
        {"original": 1000, "supplementary": 200},
    ],
    ids=["they do", "one part is not known", "the whole is not known"],
)
def test_a_budget_is_left_alone_where_its_parts_make_it_or_are_not_all_known(amounts: Fields) -> None:
    assert not found("sum.budget", dataset(budgets=[budget(**amounts)]))


def test_weights_that_do_not_make_100_are_found() -> None:
    known = dataset(indicators=[indicator("a", weight=60), indicator("b", weight=30)])
    (problem,) = found("sum.weights", known)
    assert problem.field == "indicators › b › weight"
    assert "90" in problem.what.en


@pytest.mark.parametrize("weights", [[60, 40], ["33.3", "66.7"], [None, None]])
def test_weights_that_make_100_or_are_not_given_are_left_alone(weights: list[object]) -> None:
    assert not found("sum.weights", dataset(indicators=[indicator(f"i{i}", weight=w) for i, w in enumerate(weights)]))


def aims(of_year: int, *of_quarters: int) -> list[Fields]:
    quarterly = [target("a", n, "2025-01-02", quarter=f"2025Q{i}") for i, n in enumerate(of_quarters, 1)]
    return [target("a", of_year, "2025-01-02", year=2025), *quarterly]


def test_quarterly_targets_that_miss_the_years_are_found() -> None:
    known = dataset(indicators=[indicator("a")], targets=aims(100, 10, 20, 30, 50))
    assert fields("sum.quarterly-targets", known) == ["targets › a › value"]


@pytest.mark.parametrize("of_quarters", [(10, 20, 30, 40), (25, 50, 75, 100), (10, 20, 30)])
def test_quarterly_targets_may_add_up_run_up_or_be_incomplete(of_quarters: tuple[int, ...]) -> None:
    known = dataset(indicators=[indicator("a")], targets=aims(100, *of_quarters))
    assert not found("sum.quarterly-targets", known)


def test_a_quarterly_target_set_later_counts() -> None:
    mended = target("a", 40, "2025-03-02", quarter="2025Q4")
    known = dataset(indicators=[indicator("a")], targets=[mended, *aims(100, 10, 20, 30, 50)])
    assert not found("sum.quarterly-targets", known)
