"""What is known of an indicator by the members of dimensions, and what its members make together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.divided import DIMENSIONS, of
from tests.knowledge import Fields, budget, dataset, formula, indicator, program, seen

from policyreport.facts import derive
from policyreport.facts.indicator_values import AWAITED
from policyreport.model import Dataset, Facts, Quarter
from policyreport.model.breakdown import DISAGREEING, NOT_ADDED

WHOLE = "indicator.a"


def known(*observations: Fields, quarters: tuple[str, ...] = ("2025Q1",), **more: object) -> Dataset:
    said: Fields = {"indicators": [indicator("a", unit="명")], **more}
    return dataset(*quarters, dimensions=DIMENSIONS, observations=list(observations), **said)


def facts(known: Dataset, quarter: str = "2025Q1", reader: str = "internal") -> Facts:
    return derive(known, Quarter.parse(quarter), "public" if reader == "public" else "internal")


BY_REGION = (of("a", "2025Q1", 70, region="garam"), of("a", "2025Q1", 30, region="byeol"))


def test_members_that_are_all_known_add_up_to_the_whole():
    told = facts(known(*BY_REGION))
    assert (told[WHOLE].value, told[WHOLE].rule, told[WHOLE].sources) == (100, "members", ("s1",))
    assert told[f"{WHOLE}.by.region.garam"].value == 70
    assert told[f"{WHOLE}.by.region.garam.share"].value == 70
    assert told[f"{WHOLE}.by.region"].value == 100


def test_where_a_member_is_not_known_the_sum_of_the_others_is_not_told_as_the_whole():
    told = facts(known(BY_REGION[0]))
    assert (told[WHOLE].value, told[WHOLE].missing) == (None, "시군 2개 가운데 1개의 값이 없음")
    assert told[f"{WHOLE}.by.region.garam"].value == 70
    assert told[f"{WHOLE}.by.region.byeol"].value is None
    assert told[f"{WHOLE}.by.region.garam.share"].value is None


def test_a_member_whose_value_is_not_there_yet_makes_the_whole_missing():
    assert facts(known(BY_REGION[0], of("a", "2025Q1", None, region="byeol")))[WHOLE].value is None


def test_a_whole_that_is_given_is_what_is_told():
    told = facts(known(BY_REGION[0], seen("a", "2025Q1", 100)))
    assert (told[WHOLE].value, told[WHOLE].rule) == (100, "given")
    assert told[f"{WHOLE}.by.region.garam.share"].value == 70


def test_a_whole_that_is_not_there_yet_is_not_made_of_members():
    assert facts(known(*BY_REGION, seen("a", "2025Q1", None)))[WHOLE].missing == AWAITED


def test_an_older_whole_does_not_stand_for_members_that_are_not_all_known():
    told = facts(
        known(seen("a", "2025Q1", 90), of("a", "2025Q2", 70, region="garam"), quarters=("2025Q1", "2025Q2")), "2025Q2"
    )
    assert told[WHOLE].value is None
    assert told[f"{WHOLE}.at-2025Q1"].value == 90


@pytest.mark.parametrize(
    ("more", "whole"),
    [
        ({"unit": "%"}, None),
        ({"unit": "점"}, None),
        ({"unit": "명", "combine": "none"}, None),
        ({"unit": "점", "combine": "sum"}, 100),
        ({"unit": "억원", "role": "term"}, None),
        ({"unit": "개 지역"}, 100),
    ],
)
def test_only_what_can_be_counted_is_added_unless_the_indicator_says_otherwise(more: Fields, whole: int | None):
    told = facts(known(*BY_REGION, indicators=[indicator("a", **more)]))
    assert (told[WHOLE].value, told[WHOLE].missing) == (whole, "" if whole else NOT_ADDED)


def test_a_rate_with_members_has_the_whole_that_is_given_and_no_shares():
    rate = [of("a", "2025Q1", 20, region="garam"), of("a", "2025Q1", 30, region="byeol"), seen("a", "2025Q1", 24)]
    told = facts(known(*rate, indicators=[indicator("a", unit="%")]))
    assert (told[WHOLE].value, told[f"{WHOLE}.by.region.garam.share"].missing) == (24, NOT_ADDED)


def test_a_members_change_is_against_the_quarter_before():
    before = (of("a", "2025Q1", 50, region="garam"), of("a", "2025Q1", 30, region="byeol"))
    now = (of("a", "2025Q2", 70, region="garam"), of("a", "2025Q2", 20, region="byeol"))
    told = facts(known(*before, *now, quarters=("2025Q1", "2025Q2")), "2025Q2")
    assert [told[f"{WHOLE}.by.region.{m}.change"].value for m in ("garam", "byeol")] == [20, -10]
    assert told[f"{WHOLE}.change"].value == 10
    assert facts(known(*before, *now, quarters=("2025Q1", "2025Q2")), "2025Q1")[WHOLE].value == 80


def test_dimensions_that_disagree_leave_no_whole():
    told = facts(known(*BY_REGION, of("a", "2025Q1", 60, gender="f"), of("a", "2025Q1", 39, gender="m")))
    assert (told[WHOLE].value, told[WHOLE].missing) == (None, DISAGREEING)


def test_a_formula_waits_for_members_that_are_not_known():
    more = [indicator("a", unit="명"), indicator("b", unit="명"), formula("c", "sum", "a", "b", unit="명")]
    assert facts(known(BY_REGION[0], seen("b", "2025Q1", 5), indicators=more))["indicator.c"].value is None
    assert facts(known(*BY_REGION, seen("b", "2025Q1", 5), indicators=more))["indicator.c"].value == 105


def test_readers_who_may_not_know_a_member_are_told_no_sum():
    divided = known(BY_REGION[0], of("a", "2025Q1", 30, audience="internal", region="byeol"))
    assert facts(divided)[WHOLE].value == 100
    assert facts(divided, reader="public")[WHOLE].value is None


def test_a_value_of_a_member_that_is_not_used_is_no_other_value_of_the_whole():
    unused = {**of("a", "2025Q1", 71, region="garam"), "used": "false", "reason": "다른 기준"}
    told = facts(known(*BY_REGION, unused))
    assert (told[WHOLE].value, f"{WHOLE}.unused-1" in told.of) == (100, False)


NUMBERS = st.integers(0, 10**6).map(Decimal)


@given(st.lists(NUMBERS, min_size=4, max_size=4))
def test_crossed_members_add_up_to_each_dimension_and_to_the_whole(cells: list[Decimal]):
    pairs = [(r, g) for r in ("garam", "byeol") for g in ("f", "m")]
    crossed = [of("a", "2025Q1", v, region=r, gender=g) for (r, g), v in zip(pairs, cells, strict=True)]
    told = facts(known(*crossed))
    assert told[WHOLE].value == sum(cells)
    for dimension, members in (("region", ("garam", "byeol")), ("gender", ("f", "m"))):
        assert sum(told[f"{WHOLE}.by.{dimension}.{m}"].value or 0 for m in members) == sum(cells)
    assert told[f"{WHOLE}.by.region.garam.by.gender.m"].value == cells[1]


@given(st.lists(NUMBERS, min_size=2, max_size=2), st.integers(0, 10**6))
def test_members_of_any_dimension_make_the_same_whole_or_none(by_region: list[Decimal], women: int):
    total = sum(by_region)
    regions = [of("a", "2025Q1", v, region=m) for m, v in zip(("garam", "byeol"), by_region, strict=True)]
    genders = [of("a", "2025Q1", women, gender="f"), of("a", "2025Q1", total - women, gender="m")]
    assert facts(known(*regions, *genders))[WHOLE].value == total
    shares = [facts(known(*regions))[f"{WHOLE}.by.region.{m}.share"].value for m in ("garam", "byeol")]
    assert None in shares if not total else abs(sum(share or 0 for share in shares) - 100) < Decimal("1e-20")


def test_budgets_add_up_by_member_with_those_beside_them_to_the_total():
    budgets = [
        budget("b1", "p1", 2025, current=70, executed=35, executed_as_of="2025-03", dimensions={"region": "garam"}),
        budget("b2", "p1", 2025, current=30, executed=3, executed_as_of="2025-03", dimensions={"region": "byeol"}),
        budget("b3", "p2", 2025, current=50, executed=5, executed_as_of="2025-03"),
        budget("b4", "p3", 2025, current=5, executed=1, executed_as_of="2025-03"),
    ]
    programs = [program("p1"), program("p2"), program("p3", dimensions={"region": "byeol"})]
    told = facts(known(budgets=budgets, programs=programs))
    names = ("by.region.garam", "by.region.byeol", "beside.region")
    assert [told[f"budget.total.{name}.current"].value for name in names] == [70, 35, 50]
    assert told["budget.total.current"].value == 155
    assert told["budget.total.by.region.garam.rate"].value == 50
    assert told["budget.program.p1.by.region.byeol.executed"].value == 3
    assert [told[f"count.programs.{name}"].value for name in names] == [0, 1, 2]


def spent(of: str, executed: int, **more: object) -> Fields:
    said = {"program": of, "year": 2025, "quarter": "2025Q1", "unit": "백만원", "source": "s1"}
    return {**said, "executed": executed, **more}


def test_executions_of_members_are_those_of_their_own_budgets():
    parts = ({"fund": "국비", "dimensions": {"region": m}} for m in ("garam", "byeol"))
    garam, byeol = parts
    budgets = [budget("b1", "p1", 2025, current=70, **garam), budget("b2", "p1", 2025, current=30, **byeol)]
    executions = [spent("p1", 35, **garam), spent("p1", 3, **byeol)]
    told = facts(known(budgets=budgets, executions=executions, programs=[program("p1")]))
    assert [told[f"budget.{b}.executed"].value for b in ("b1", "b2")] == [35, 3]
    assert told["budget.total.by.region.garam.rate"].value == 50
    assert told["budget.program.p1.executed"].value == 38


def test_a_member_of_whose_money_a_part_is_not_known_has_no_total():
    budgets = [
        budget("b1", "p1", 2025, current=70, dimensions={"region": "garam"}),
        budget("b2", "p2", 2025, dimensions={"region": "garam"}),
    ]
    told = facts(known(budgets=budgets, programs=[program("p1"), program("p2")]))
    assert told["budget.total.by.region.garam.current"].value is None


def test_a_fund_that_is_divided_by_members_is_added_up_for_its_programme():
    budgets = [
        budget("b1", "p1", 2025, current=70, fund="국비", dimensions={"region": "garam"}),
        budget("b2", "p1", 2025, current=30, fund="국비", dimensions={"region": "byeol"}),
        budget("b3", "p1", 2025, current=9, fund="도비", dimensions={"region": "byeol"}),
    ]
    told = facts(known(budgets=budgets, programs=[program("p1")]))
    assert told["budget.program.p1.fund.국비.current"].value == 100


def test_without_members_there_are_no_facts_by_member():
    told = facts(known(seen("a", "2025Q1", 100), budgets=[budget("b", "p", 2025, current=1)], programs=[program("p")]))
    assert [fact for fact in told.of if ".by.region" in fact or ".beside." in fact] == []
