from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge import budget

from policyreport.model import Budget, Execution
from policyreport.model.money import BUILT_IN_FUNDS, Fund, MoneyStyle, funds_in_order, in_unit, smallest_unit

WON = {
    "원": 1,
    "천원": 1_000,
    "만원": 10_000,
    "백만원": 1_000_000,
    "억원": 100_000_000,
    "조원": 1_000_000_000_000,
}
units = st.sampled_from(list(WON))
amounts = st.decimals(-(10**9), 10**9, places=6, allow_nan=False, allow_infinity=False)


def spent(**more: object) -> Execution:
    said = {"program": "p", "year": 2026, "quarter": "2026Q3", "unit": "억원", "source": "s1"}
    return Execution.model_validate({**said, **more})


@given(amounts, units, units)
def test_an_amount_is_converted_exactly_and_back(amount: Decimal, unit: str, wanted: str) -> None:
    told = in_unit(amount, unit, wanted)
    assert told * WON[wanted] == amount * WON[unit]
    assert in_unit(told, wanted, unit) == amount


def test_a_converted_amount_is_written_without_needless_zeros_or_an_exponent() -> None:
    assert [str(in_unit(Decimal(a), b, c)) for a, b, c in (("165330", "백만원", "억원"), ("2", "조원", "백만원"))] == [
        "1653.3",
        "2000000",
    ]


@given(st.lists(units, min_size=1))
def test_in_the_smallest_unit_whole_amounts_stay_whole(written: list[str]) -> None:
    smallest = smallest_unit(written)
    assert all(in_unit(Decimal(7), unit, smallest) % 1 == 0 for unit in written)


def test_an_own_fund_comes_after_the_built_in_ones_unless_its_order_says_otherwise() -> None:
    own = (Fund(code="a", title="출연금"), Fund(code="b", title="분담금", order=15), Fund(code="own", title="자체"))
    told = [fund.title for fund in funds_in_order(own)]
    assert told == ["국비", "분담금", "도비", "시군비", "자체", "융자", "민간", "기금", "기타", "출연금"]


@pytest.mark.parametrize("fund", BUILT_IN_FUNDS)
def test_a_fund_is_known_by_its_code_and_by_its_title(fund: Fund) -> None:
    assert MoneyStyle().code_of(fund.code) == MoneyStyle().code_of(fund.title) == fund.code


def test_an_execution_holds_by_the_last_month_of_its_quarter_where_it_names_none() -> None:
    assert (spent().month, spent(as_of="2026-08").month) == ("2026-09", "2026-08")


def decided(**more: object) -> Budget:
    return Budget.model_validate({**budget("b", "p", 2026, supplementary_on="2026-10-15", supplementary=20), **more})


def test_a_supplementary_budget_counts_from_the_day_of_its_decision() -> None:
    whole = decided(original=100, current=120)
    before = whole.known_on(date(2026, 10, 14))
    assert before is not None
    assert (before.supplementary, before.current, before.available) == (None, 100, 100)
    assert whole.known_on(date(2026, 10, 15)) == whole


def test_what_could_be_spent_before_a_decision_is_not_known_where_money_was_carried_over() -> None:
    before = decided(original=100, current=135).known_on(date(2026, 9, 30))
    assert before is not None
    assert before.current is None


def test_a_budget_that_a_later_decision_made_was_not_known_before_it() -> None:
    assert decided(current=20).known_on(date(2026, 9, 30)) is None
