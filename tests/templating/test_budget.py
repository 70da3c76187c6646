from __future__ import annotations

import pytest

from policyreport.templating.errors import BudgetExceededError
from policyreport.templating.step_budget import CHARACTERS_A_STEP, LONGEST_TEXT, StepBudget, check_product


def test_steps_are_paid_for_until_none_is_left() -> None:
    budget = StepBudget(steps=3)
    budget.step(2)
    budget.step()
    with pytest.raises(BudgetExceededError):
        budget.step()


def test_each_turn_of_a_loop_is_paid_for_as_it_is_taken() -> None:
    turns = StepBudget(steps=5).counted(range(10), 2)
    assert [next(turns), next(turns)] == [0, 1]
    with pytest.raises(BudgetExceededError):
        next(turns)


def test_characters_are_paid_for_one_by_one() -> None:
    budget = StepBudget(characters=5)
    assert budget.print("가나다") == "가나다"
    with pytest.raises(BudgetExceededError):
        budget.print("가나다")


def test_what_an_operator_makes_is_paid_for_by_its_length() -> None:
    budget = StepBudget(steps=1)
    assert budget.made("가" * CHARACTERS_A_STEP)
    with pytest.raises(BudgetExceededError):
        budget.made(["가"] * CHARACTERS_A_STEP)


def test_what_an_operator_makes_is_never_longer_than_any_text_should_be() -> None:
    assert StepBudget().made("a" * LONGEST_TEXT)
    with pytest.raises(BudgetExceededError):
        StepBudget().made("a" * (LONGEST_TEXT + 1))


def test_a_number_that_an_operator_makes_costs_nothing() -> None:
    assert StepBudget(steps=0).made(10**12) == 10**12


def test_a_filter_is_paid_for_by_the_length_of_what_it_is_given() -> None:
    budget = StepBudget(steps=3)
    length = budget.paid(len)
    assert length(["가", "나", "다"]) == 3
    with pytest.raises(BudgetExceededError):
        length(["가"])


@pytest.mark.parametrize(("left", "right"), [("a", LONGEST_TEXT + 1), (LONGEST_TEXT + 1, [0]), ("ab", LONGEST_TEXT)])
def test_a_product_that_would_be_too_long_is_never_made(left: object, right: object) -> None:
    with pytest.raises(BudgetExceededError):
        check_product(left, right)


@pytest.mark.parametrize(("left", "right"), [("a", LONGEST_TEXT), (10**9, 10**9), ("a", -1)])
def test_other_products_are_left_alone(left: object, right: object) -> None:
    check_product(left, right)
