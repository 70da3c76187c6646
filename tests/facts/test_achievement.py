"""Achievement rates: 100% or more exactly where a target is reached, as reckoned and as printed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from tests.knowledge import Fields, budget, dataset, event, formula, indicator, measure, program, seen, source, target
from tests.young_farmers import young_farmers

from policyreport.document.number_format import number_text
from policyreport.facts import derive
from policyreport.facts.achievement import AGAINST_DIRECTION, INEXACT, NO_RATIO, NO_TARGET, TO_BE_KEPT
from policyreport.facts.indicator_values import AWAITED, UNOBSERVED
from policyreport.inputs import load
from policyreport.model import Fact, Facts, Quarter
from policyreport.templating.view import Figure

DIRECTIONS, BOUNDS = ("up", "down", "keep"), (None, "at_most", "at_least")
AIM: Mapping[tuple[str, str | None], str] = {
    ("up", None): "at_least",
    ("up", "at_least"): "at_least",
    ("up", "at_most"): "at_most",
    ("down", None): "at_most",
    ("down", "at_most"): "at_most",
}
"""What is aimed at, by direction and bound, where a rate can tell of it."""

numbers = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(1, 10**15 - 1), st.integers(0, 6)
)


def aimed(
    value: object, aim: object, *, direction: str = "up", bound: str | None = None, of_value: Fields | None = None
) -> Facts:
    """Return the facts of an indicator ``a`` with one value and one target."""
    wide = {"decimals": 1, "direction": direction}
    known = dataset(
        indicators=[indicator("a", unit="%", **wide)],
        observations=[seen("a", "2024Q3", value, **(of_value or {}))],
        targets=[target("a", aim, "2024-07-10", **({"bound": bound} if bound else {}))],
    )
    return derive(known, Quarter(2024, 3))


def rate_of(*of: object, **more: object) -> Fact:
    return aimed(*of, **more)["indicator.a.rate"]  # type: ignore[arg-type]


def printed(fact: Fact) -> str:
    return number_text(Figure(fact).node())


def shown(fact: Fact) -> Decimal:
    return Decimal(printed(fact).removesuffix("%").replace(",", "").replace("△", "-"))


def is_reached(value: Decimal, aim: Decimal, direction: str, bound: str | None) -> bool:
    return value >= aim if AIM[direction, bound] == "at_least" else value <= aim


@pytest.mark.parametrize(
    ("value", "aim", "sense", "text"),
    [
        ("150", "600", {}, "25.0%"),
        ("720", "600", {"bound": "at_least"}, "120.0%"),
        ("8.0", "6.0", {"direction": "down"}, "75.0%"),
        ("5.0", "6.0", {"direction": "down", "bound": "at_most"}, "120.0%"),
        ("8.0", "6.0", {"bound": "at_most"}, "75.0%"),
        ("-5", "-4", {}, "80.0%"),
        ("-4", "-5", {}, "125.0%"),
        ("-4", "-5", {"direction": "down"}, "80.0%"),
        ("0", "600", {}, "0.0%"),
    ],
)
def test_a_rate_follows_the_direction_of_its_indicator_and_the_bound_of_its_target(
    value: str, aim: str, sense: dict[str, str], text: str
) -> None:
    assert printed(rate_of(value, aim, **sense)) == text


def test_a_rate_is_derived_first_from_what_is_divided() -> None:
    assert rate_of(8, 6).derived_from == ("indicator.a", "indicator.a.target")
    assert rate_of(8, 6, direction="down").derived_from == ("indicator.a.target", "indicator.a")


@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_rate_and_a_way_are_whole_facts_with_the_sources_of_all_that_they_are_reckoned_from(direction: str) -> None:
    low, high = ("3", "12") if direction == "up" else ("12", "3")
    known = dataset(
        indicators=[indicator("a", decimals=2, direction=direction)],
        observations=[
            seen("a", "2024Q3", 6, source="s1"),
            seen("a", "2024Q3", low, kind="baseline", source="s2"),
        ],
        targets=[target("a", high, "2024-07-10", source="s3")],
        sources=[source(name) for name in ("s1", "s2", "s3")],
    )
    facts = derive(known, Quarter(2024, 3))
    common = {"unit": "%", "decimals": 1, "as_of": "2024-09-30"}
    rate, way, parts = (50, 100 / Decimal(3), ("indicator.a", "indicator.a.target"))
    way = way if direction == "up" else way * 2
    assert facts["indicator.a.rate"] == Fact(
        "indicator.a.rate",
        Decimal(rate),
        rule="achievement",
        sources=("s1", "s3"),
        derived_from=parts if direction == "up" else parts[::-1],
        **common,
    )
    found = facts["indicator.a.progress"]
    assert found == Fact(
        "indicator.a.progress",
        found.value,
        rule="progress",
        sources=("s1", "s2", "s3"),
        derived_from=("indicator.a", "indicator.a.baseline", "indicator.a.target"),
        **common,
    )
    assert found.value == pytest.approx(way)


@pytest.mark.parametrize(
    ("of", "more", "why"),
    [
        ((5, 0), {}, NO_RATIO),
        ((0, 5), {"direction": "down"}, NO_RATIO),
        ((-5, 5), {}, NO_RATIO),
        ((5, -5), {"direction": "down"}, NO_RATIO),
        ((0, -5), {}, NO_RATIO),
        ((5, 5), {"direction": "keep"}, TO_BE_KEPT),
        ((5, 5), {"direction": "keep", "bound": "at_most"}, TO_BE_KEPT),
        ((5, 4), {"direction": "down", "bound": "at_least"}, AGAINST_DIRECTION),
        ((5, 4), {"of_value": {"bound": "at_least"}}, INEXACT),
        ((None, 4), {}, AWAITED),
        ((None, 4), {"of_value": {"reason": "조사 중"}}, "조사 중"),
    ],
)
def test_where_no_quotient_tells_the_rate_is_missing_and_says_why(
    of: tuple[object, object], more: dict[str, object], why: str
) -> None:
    rate = rate_of(*of, **more)
    assert (rate.value, rate.missing, rate.derived_from, printed(rate)) == (None, why, (), "-")


def test_without_a_target_or_a_value_the_rate_says_which_is_missing() -> None:
    known = dataset(
        indicators=[indicator("a"), indicator("b")],
        observations=[seen("a", "2024Q3", 5)],
        targets=[target("b", 5, "2024-07-10")],
    )
    facts = derive(known, Quarter(2024, 3))
    assert [facts[f"indicator.{name}.rate"].missing for name in ("a", "b")] == [NO_TARGET, UNOBSERVED]


@given(numbers, numbers, st.sampled_from(DIRECTIONS), st.sampled_from(BOUNDS), st.sampled_from([1, -1]))
@example(Decimal("999.6"), Decimal(1000), "up", None, 1)
@example(Decimal(999999999999998), Decimal(999999999999999), "up", "at_least", 1)
@example(Decimal("9.004"), Decimal(9), "down", "at_most", 1)
@example(Decimal("10.732865"), Decimal("10.732865"), "down", None, -1)
def test_as_printed_a_miss_is_below_a_hundred_and_a_hit_is_not(
    value: Decimal, aim: Decimal, direction: str, bound: Literal["at_most", "at_least"] | None, sign: int
) -> None:
    rate = rate_of(value * sign, aim * sign, direction=direction, bound=bound)
    if (direction, bound) not in AIM:
        assert printed(rate) == "-"
    else:
        assert (shown(rate) >= 100) == is_reached(value * sign, aim * sign, direction, bound)


@given(st.integers(1, 10**9), st.integers(1, 200), st.sampled_from(["up", "down"]))
def test_nearly_reached_is_never_printed_as_reached(aim: int, off: int, direction: str) -> None:
    value = aim - off if direction == "up" else aim + off
    assume(value > 0)
    assert shown(rate_of(value, aim, direction=direction)) < 100


@given(
    st.decimals(-1000, 1000, places=3),
    st.decimals(-1000, 1000, places=1),
    st.sampled_from(DIRECTIONS),
    st.sampled_from(BOUNDS),
)
@example(Decimal("9.04"), Decimal(9), "down", "at_most")
@example(Decimal("1199.96"), Decimal(1200), "up", "at_least")
@example(Decimal("-0.04"), Decimal(0), "up", None)
def test_a_value_that_misses_its_target_does_not_read_as_one_that_reaches_it(
    value: Decimal, aim: Decimal, direction: str, bound: Literal["at_most", "at_least"] | None
) -> None:
    facts = aimed(value, aim, direction=direction, bound=bound)
    if (direction, bound) in AIM:
        said = shown(facts["indicator.a"])
        assert is_reached(said, aim, direction, bound) == is_reached(value, aim, direction, bound)


def test_a_value_reads_the_same_wherever_it_stands() -> None:
    known = dataset(
        "2024Q3",
        "2024Q4",
        indicators=[indicator("a", unit="%", direction="down")],
        observations=[seen("a", "2024Q3", "9.04")],
        targets=[target("a", "9.0", "2024-07-10", bound="at_most")],
        events=[event("e", "2024-08-09", figures=["a"])],
    )
    facts = derive(known, Quarter(2024, 4))
    names = ("", ".previous", ".at-2024Q3", ".at-2024Q4")
    assert {printed(facts[f"indicator.a{name}"]) for name in names} == {"9.1%"}


def test_a_value_known_by_its_bound_alone_or_without_a_sense_is_rounded_half_up() -> None:
    inexact = aimed("9.04", 9, direction="down", of_value={"bound": "at_most"})
    kept = aimed("9.04", 9, direction="keep")
    assert [printed(facts["indicator.a"]) for facts in (inexact, kept)] == ["9.0% 이내", "9.0%"]


def test_a_share_below_the_whole_does_not_read_as_the_whole() -> None:
    known = dataset(
        indicators=[indicator("part"), indicator("whole"), formula("share", "share", "part", "whole", unit="%")],
        observations=[seen("part", "2024Q3", 4999), seen("whole", "2024Q3", 5000)],
    )
    assert printed(derive(known, Quarter(2024, 3))["indicator.share"]) == "99.9%"


@given(st.integers(1, 10**12), st.integers(-20, 20))
@example(5000, -1)
@example(5000, 0)
def test_an_execution_rate_reads_a_hundred_only_where_all_is_executed(current: int, off: int) -> None:
    assume(current + off >= 0)
    known = dataset(
        "2025Q1",
        measures=[measure("m")],
        programs=[program("p", "m")],
        budgets=[budget("b", "p", 2025, current=current, executed=current + off, executed_as_of="2025-03")],
    )
    facts = derive(known, Quarter(2025, 1))
    for name in ("b", "total", "growth.by.rnd"):
        assert (shown(facts[f"budget.{name}.rate"]) >= 100) == (off >= 0)


OFFICE = {
    "third": {"settled": "65.3%", "leave-rate": "70.3%", "loan-amount": "57.0%", "house-units": "33.8%"},
    "fourth": {"settled": "101.2%", "leave-rate": "77.6%", "loan-amount": "92.8%", "house-units": "40.0%"},
}


@pytest.mark.parametrize(("end_of", "quarter"), [("third", 3), ("fourth", 4)])
def test_the_made_up_offices_rates_are_what_it_would_work_out(
    tmp_path: Path, end_of: Literal["third", "fourth"], quarter: int
) -> None:
    facts = derive(load(young_farmers(tmp_path, end_of)).dataset, Quarter(2026, quarter))
    assert {name: printed(facts[f"indicator.{name}.rate"]) for name in OFFICE[end_of]} == OFFICE[end_of]


def test_the_made_up_office_did_not_execute_all_of_its_first_estate(tmp_path: Path) -> None:
    facts = derive(load(young_farmers(tmp_path, "fourth")).dataset, Quarter(2026, 4))
    near = [fact for name, fact in facts.of.items() if name.endswith(".rate") and fact.value is not None]
    (found,) = [fact for fact in near if Decimal("99.9") < (fact.value or 0) < 100]
    assert (found.id.startswith("budget."), printed(found)) == (True, "99.9%")
