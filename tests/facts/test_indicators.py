from __future__ import annotations

from decimal import Decimal

import pytest
from tests.knowledge import Fields, dataset, formula, indicator, seen, source, target

from policyreport.diagnostics import SourceLocation
from policyreport.facts import derive
from policyreport.facts.indicator_values import UNOBSERVED
from policyreport.model import Fact, Facts, Places, Quarter

QUARTERS = ("2024Q3", "2024Q4", "2025Q1")


def facts(quarter: str, *observations: Fields, **more: object) -> Facts:
    sources = [source("s1"), source("s2")]
    known = dataset(
        *QUARTERS, **{"indicators": [indicator("a")], "observations": observations, "sources": sources, **more}
    )
    return derive(known, Quarter.parse(quarter))


def test_the_value_before_is_that_of_the_end_of_the_quarter_before() -> None:
    observations = [seen("a", "2024Q3", 10), seen("a", "2024Q4", 12), seen("a", "2025Q1", 7)]
    assert facts("2025Q1", *observations)["indicator.a.previous"].value == 12


def test_a_change_is_the_difference_from_the_quarter_before_and_has_both_sources() -> None:
    change = facts("2024Q4", seen("a", "2024Q3", 10, source="s2"), seen("a", "2024Q4", 7))["indicator.a.change"]
    assert change == Fact(
        "indicator.a.change",
        Decimal(-3),
        "개사",
        "change",
        change=True,
        as_of="2024-12-31",
        sources=("s1", "s2"),
        derived_from=("indicator.a", "indicator.a.previous"),
    )


def test_the_change_of_a_rate_is_in_percentage_points() -> None:
    rates = [seen("a", "2024Q3", "28.0"), seen("a", "2024Q4", "26.75")]
    change = facts("2024Q4", *rates, indicators=[indicator("a", unit="%")])["indicator.a.change"]
    assert (change.value, change.unit) == (Decimal("-1.25"), "%p")


def test_the_change_of_a_total_is_the_change_of_its_parts_together() -> None:
    indicators = [indicator("a"), indicator("b"), formula("total", "sum", "a", "b")]
    observations = [seen("a", "2024Q3", 10), seen("b", "2024Q3", 5), seen("b", "2024Q4", 9)]
    known = facts("2024Q4", *observations, indicators=indicators)
    assert known["indicator.total.previous"].value == 15
    assert known["indicator.total.change"].value == 4


@pytest.mark.parametrize(
    "observed", [[seen("a", "2024Q4", 7)], [seen("a", "2025Q1", 7)], []], ids=["first seen", "not yet", "never"]
)
def test_without_a_value_before_there_is_no_change(observed: list[Fields]) -> None:
    change = facts("2024Q4", *observed)["indicator.a.change"]
    assert (change.value, change.missing, change.derived_from) == (None, UNOBSERVED, ())


def test_a_value_that_was_not_seen_anew_has_not_changed() -> None:
    assert facts("2024Q4", seen("a", "2024Q3", 10))["indicator.a.change"].value == 0


def test_the_baseline_is_kept_beside_the_value() -> None:
    known = facts("2024Q4", seen("a", "2024Q3", 10, kind="baseline"), seen("a", "2024Q4", 12))
    assert (known["indicator.a.baseline"].value, known["indicator.a"].value) == (10, 12)


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_baselines_the_later_known_one_holds_wherever_it_is_written(order: int) -> None:
    baselines = [seen("a", "2024Q3", 10, kind="baseline"), seen("a", "2024Q4", 11, kind="baseline")]
    assert facts("2025Q1", *baselines[::order])["indicator.a.baseline"].value == 11
    assert facts("2024Q3", *baselines[::order])["indicator.a.baseline"].value == 10


def test_a_baseline_that_is_not_used_or_not_known_yet_is_missing() -> None:
    unused = seen("a", "2024Q3", 10, kind="baseline", used="false", reason="중복")
    later = seen("a", "2025Q1", 11, kind="baseline")
    assert facts("2024Q4", unused, later)["indicator.a.baseline"].missing == UNOBSERVED


def test_the_achievement_rate_is_the_value_as_a_percentage_of_the_target() -> None:
    targets = [target("a", 40, "2024-07-10", source="s2")]
    rate = facts("2024Q3", seen("a", "2024Q3", 5), targets=targets)["indicator.a.rate"]
    assert rate == Fact(
        "indicator.a.rate",
        Decimal("12.5"),
        "%",
        "achievement",
        1,
        as_of="2024-09-30",
        sources=("s1", "s2"),
        derived_from=("indicator.a", "indicator.a.target"),
    )


@pytest.mark.parametrize(
    ("observed", "targets"),
    [
        ([], [target("a", 40, "2024-07-10")]),
        ([seen("a", "2024Q3", 5)], []),
        ([seen("a", "2024Q3", 5)], [target("a", 0, "2024-07-10")]),
        ([seen("a", "2024Q3", 5)], [target("a", 40, "2024-10-01")]),
    ],
    ids=["no value", "no target", "target of zero", "target set later"],
)
def test_without_a_value_or_a_target_there_is_no_rate(observed: list[Fields], targets: list[Fields]) -> None:
    rate = facts("2024Q3", *observed, targets=targets)["indicator.a.rate"]
    assert rate.value is None
    assert rate.missing


def test_values_that_are_not_used_are_numbered_in_their_order_and_known_from_their_quarter_on() -> None:
    unused = {"used": "false", "reason": "다른 기준"}
    observations = [
        seen("a", "2024Q3", 1),
        seen("a", "2024Q3", 2, source="s2", **unused),
        seen("b", "2024Q3", 7, **unused),
        seen("a", "2024Q4", 3, **unused),
        seen("a", "2025Q1", 4, **unused),
    ]
    known = facts("2024Q4", *observations, indicators=[indicator("a"), indicator("b")])
    told = {name: fact.value for name, fact in known.of.items() if ".unused-" in name}
    assert told == {"indicator.a.unused-1": 2, "indicator.b.unused-1": 7, "indicator.a.unused-2": 3}
    assert known["indicator.a.unused-1"].sources == ("s2",)


def test_a_given_fact_stands_where_its_value_is_written() -> None:
    known = dataset(
        indicators=[indicator("a")],
        observations=[seen("a", "2024Q3", 1, used="false", reason="중복"), seen("a", "2024Q3", 2)],
        targets=[target("a", 5, "2024-07-10")],
    )
    here = {("observations", n, "value"): SourceLocation("data/q.yaml", n) for n in range(2)}
    there = {("targets", 0, "value"): SourceLocation("data/t.yaml", 9)}
    known = known.model_copy(update={"places": Places({**here, **there})})
    facts = derive(known, Quarter(2024, 3))
    assert facts["indicator.a"].places == (SourceLocation("data/q.yaml", 1),)
    assert facts["indicator.a.unused-1"].places == (SourceLocation("data/q.yaml", 0),)
    assert facts["indicator.a.target"].places == (SourceLocation("data/t.yaml", 9),)
