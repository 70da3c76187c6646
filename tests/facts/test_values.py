from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge import Fields, dataset, formula, indicator, seen, source

from policyreport.facts import derive
from policyreport.facts.indicator_values import UNOBSERVED
from policyreport.model import Fact, Quarter

QUARTERS = ("2024Q3", "2024Q4", "2025Q1", "2025Q2")
amounts = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**9), 10**9), st.integers(0, 4)
)


def fact(quarter: str, name: str, indicators: list[Fields], observations: list[Fields]) -> Fact:
    known = dataset(*QUARTERS, indicators=indicators, observations=observations, sources=[source("s1"), source("s2")])
    return derive(known, Quarter.parse(quarter))[f"indicator.{name}"]


def test_the_value_of_the_quarter_itself_is_in_force() -> None:
    observations = [seen("a", "2024Q3", 1), seen("a", "2024Q4", 2), seen("a", "2025Q1", 3)]
    assert fact("2024Q4", "a", [indicator("a")], observations).value == 2


def test_without_one_the_latest_before_it_is() -> None:
    observations = [seen("a", "2024Q4", 2), seen("a", "2024Q3", 1)]
    assert fact("2025Q2", "a", [indicator("a")], observations).value == 2


def test_a_later_value_is_not_known_yet() -> None:
    found = fact("2024Q4", "a", [indicator("a")], [seen("a", "2025Q1", 3)])
    assert (found.value, found.missing) == (None, UNOBSERVED)


def test_a_value_that_is_not_used_is_passed_over() -> None:
    observations = [seen("a", "2024Q3", 1), seen("a", "2024Q4", 2, used="false", reason="중복")]
    assert fact("2024Q4", "a", [indicator("a")], observations).value == 1


def test_a_baseline_is_no_value_of_a_quarter() -> None:
    assert fact("2024Q3", "a", [indicator("a")], [seen("a", "2024Q3", 1, kind="baseline")]).value is None


def test_a_given_value_keeps_all_that_is_known_of_it() -> None:
    observed = seen("a", "2024Q4", "1.50", as_of="2024-11", bound="at_most", source="s2")
    found = fact("2025Q1", "a", [indicator("a", unit="억원", decimals=1)], [observed])
    assert found == Fact("indicator.a", Decimal("1.5"), "억원", "given", 1, "at_most", as_of="2024-11", sources=("s2",))


def test_a_sum_adds_up_what_was_observed_by_then() -> None:
    indicators = [indicator("a"), indicator("b"), indicator("c"), formula("total", "sum", "a", "b", "c")]
    observations = [seen("a", "2024Q3", 10), seen("b", "2024Q4", "2.5", source="s2"), seen("c", "2025Q1", 100)]
    found = fact("2024Q4", "total", indicators, observations)
    assert (found.value, found.rule) == (Decimal("12.5"), "sum")
    assert found.derived_from == ("indicator.a", "indicator.b")
    assert (found.sources, found.as_of) == (("s1", "s2"), "2024-12-31")


def test_a_source_of_several_parts_is_named_once() -> None:
    indicators = [*map(indicator, "abc"), formula("total", "sum", "a", "b", "c")]
    observations = [seen("a", "2024Q3", 1), seen("b", "2024Q3", 2, source="s2"), seen("c", "2024Q3", 4)]
    assert fact("2024Q3", "total", indicators, observations).sources == ("s1", "s2")


def test_a_sum_of_nothing_observed_is_missing_and_not_zero() -> None:
    indicators = [indicator("a"), indicator("b"), formula("total", "sum", "a", "b")]
    found = fact("2024Q3", "total", indicators, [])
    assert (found.value, found.missing, found.derived_from) == (None, UNOBSERVED, ())


@given(st.lists(st.none() | amounts, min_size=2, max_size=6))
def test_a_total_is_the_sum_of_its_parts(values: list[Decimal | None]) -> None:
    names = [f"part-{n}" for n in range(len(values))]
    indicators = [*map(indicator, names), formula("total", "sum", *names)]
    observations = [seen(name, "2024Q3", v) for name, v in zip(names, values, strict=True) if v is not None]
    known = derive(dataset(indicators=indicators, observations=observations), Quarter(2024, 3))
    parts = [known[f"indicator.{name}"].value for name in names]
    total = known["indicator.total"]
    assert parts == values
    assert total.value == (sum(p for p in parts if p is not None) if any(p is not None for p in parts) else None)
    assert total.derived_from == tuple(f"indicator.{n}" for n, p in zip(names, parts, strict=True) if p is not None)


def test_a_sum_of_sums_is_reckoned_whatever_the_order_of_the_indicators() -> None:
    indicators = [formula("all", "sum", "some", "c"), formula("some", "sum", "a", "b"), *map(indicator, "abc")]
    observations = [seen(name, "2024Q3", value) for name, value in (("a", 1), ("b", 2), ("c", 4))]
    assert fact("2024Q3", "all", indicators, observations).value == 7


@pytest.mark.parametrize(("decimals", "shown"), [(None, 1), (3, 3), (0, 0)])
def test_a_share_is_a_percentage_with_one_decimal_unless_told(decimals: int | None, shown: int) -> None:
    more = {} if decimals is None else {"decimals": decimals}
    indicators = [indicator("a"), indicator("b"), formula("share", "share", "a", "b", unit="%", **more)]
    found = fact("2024Q3", "share", indicators, [seen("a", "2024Q3", 3), seen("b", "2024Q3", 8)])
    assert (found.value, found.rule, found.decimals) == (Decimal("37.5"), "share", shown)


@pytest.mark.parametrize("values", [{"a": 3}, {"b": 8}, {"a": 3, "b": 0}, {}])
def test_a_share_that_lacks_a_part_or_divides_by_nothing_is_missing(values: dict[str, int]) -> None:
    indicators = [indicator("a"), indicator("b"), formula("share", "share", "a", "b", unit="%")]
    observations = [seen(name, "2024Q3", value) for name, value in values.items()]
    found = fact("2024Q3", "share", indicators, observations)
    assert (found.value, found.missing) == (None, UNOBSERVED)


@given(amounts.filter(bool), amounts.filter(bool))
def test_a_share_gives_its_part_back(part: Decimal, whole: Decimal) -> None:
    indicators = [indicator("a"), indicator("b"), formula("share", "share", "a", "b", unit="%")]
    observations = [seen("a", "2024Q3", part), seen("b", "2024Q3", whole)]
    share = derive(dataset(indicators=indicators, observations=observations), Quarter(2024, 3))["indicator.share"].value
    assert share is not None
    assert round(share * whole / 100, 6) == round(part, 6)
