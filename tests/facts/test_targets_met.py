"""What has become of targets in words, and the way covered to them from a baseline."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.knowledge import Fields, dataset, indicator, seen, target
from tests.young_farmers import young_farmers

from policyreport.document.number_format import number_text
from policyreport.facts import derive
from policyreport.facts.achievement import A_RANGE, BEGUN_REACHED, INEXACT, NO_BASELINE, NO_TARGET, TO_BE_KEPT
from policyreport.inputs import load
from policyreport.model import Fact, Facts, Quarter, Target
from policyreport.templating.view import Figure


def printed(fact: Fact) -> str:
    return number_text(Figure(fact).node())


def judged(
    value: object,
    aim: object,
    *,
    direction: str = "up",
    quarter: str = "2024Q4",
    of_value: Fields | None = None,
    **more: object,
) -> Facts:
    """Return the facts of an indicator ``a`` with one value of a quarter and one target, by the end of 2024."""
    known = dataset(
        quarter,
        indicators=[indicator("a", decimals=1, direction=direction)],
        observations=[seen("a", quarter, value, **(of_value or {}))],
        targets=[target("a", aim, "2024-01-10", **{"year": 2024, **more})],
    )
    return derive(known, Quarter.parse(quarter))


def word(*of: object, **more: object) -> str | None:
    return judged(*of, **more).met.get("a")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("direction", "value", "more", "expected"),
    [
        ("up", "10", {}, "met"),
        ("up", "9.99", {}, "missed"),
        ("down", "10", {}, "met"),
        ("down", "10.01", {}, "missed"),
        ("up", "11", {"bound": "at_most"}, "missed"),
        ("down", "5", {"bound": "at_least"}, None),
        ("keep", "10", {}, "met"),
        ("keep", "10.04", {}, "met"),
        ("keep", "10.05", {}, "missed"),
        ("keep", "12", {"bound": "at_least"}, "met"),
        ("keep", "12", {"bound": "at_most"}, "missed"),
        ("up", "10", {"upper": 20}, "met"),
        ("down", "20", {"upper": 20}, "met"),
        ("up", "20.01", {"upper": 20}, "missed"),
        ("down", "9.99", {"upper": 20}, "missed"),
    ],
)
def test_a_target_is_met_or_missed_on_its_day(
    direction: str, value: str, more: Mapping[str, object], expected: str | None
):
    assert word(value, 10, direction=direction, **more) == expected


@pytest.mark.parametrize(
    ("value", "quarter", "expected"),
    [("9", "2024Q3", "ongoing"), ("10", "2024Q3", "met"), ("9", "2024Q4", "missed")],
)
def test_before_its_day_a_target_is_met_already_or_still_to_be_met(value: str, quarter: str, expected: str):
    assert word(value, 10, quarter=quarter) == expected


def test_the_day_of_a_target_of_a_quarter_is_the_end_of_the_quarter():
    third = target("a", 10, "2024-01-10", quarter="2024Q3")
    known = dataset("2024Q3", indicators=[indicator("a")], observations=[seen("a", "2024Q3", 9)], targets=[third])
    assert derive(known, Quarter(2024, 3)).met == {"a": "missed"}


def test_a_target_without_a_day_is_never_missed():
    assert (word(9, 10, year=None), word(10, 10, year=None)) == ("ongoing", "met")


def test_a_value_from_before_the_year_of_its_target_does_not_say_that_it_was_missed():
    assert word(9, 10, of_value={"as_of": "2023-12-31"}) is None
    assert word(9, 10, of_value={"as_of": "2024-06"}) == "missed"


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [("10", "at_least", "met"), ("9", "at_least", None), ("9", "at_most", "missed"), ("11", "at_most", None)],
)
def test_a_value_known_by_its_bound_says_only_what_is_certain(value: str, bound: str, expected: str | None):
    assert word(value, 10, of_value={"bound": bound}) == expected


def test_nothing_is_said_without_a_value_or_a_target():
    assert word(None, 10) is None
    known = dataset(indicators=[indicator("a")], observations=[seen("a", "2024Q3", 1)])
    facts = derive(known, Quarter(2024, 3))
    assert (facts.met, facts["indicator.a.progress"].missing) == ({}, NO_TARGET)


def test_a_range_has_two_limits_and_no_percentage():
    facts = judged("20.04", 10, upper=20)
    assert [printed(facts[f"indicator.a{of}"]) for of in ("", ".target", ".target-upper")] == [
        "20.1개사",
        "10.0개사 이상",
        "20.0개사 이내",
    ]
    assert facts["indicator.a.rate"].missing == facts["indicator.a.progress"].missing == A_RANGE


def covered(value: object, aim: object, begun: object, direction: str, **more: object) -> Fact:
    observations = [seen("a", "2024Q3", value, **more)]
    if begun is not None:
        observations.append(seen("a", "2024Q3", begun, kind="baseline"))
    known = dataset(
        indicators=[indicator("a", unit="%", decimals=1, direction=direction)],
        observations=observations,
        targets=[target("a", aim, "2024-07-10")],
    )
    return derive(known, Quarter(2024, 3))["indicator.a.progress"]


@pytest.mark.parametrize(
    ("value", "aim", "begun", "direction", "text"),
    [
        ("12.8", "9.0", "14.2", "down", "26.9%"),
        ("11.6", "9.0", "14.2", "down", "50.0%"),
        ("15", "9", "14", "down", "△20.0%"),
        ("9", "9", "14", "down", "100.0%"),
        ("9.001", "9", "14", "down", "99.9%"),
        ("40", "50", "28", "up", "54.5%"),
        ("1", "2", "-1", "up", "66.7%"),
        ("0", "0", "3", "down", "100.0%"),
    ],
)
def test_the_way_covered_is_one_formula_for_both_directions(
    value: str, aim: str, begun: str, direction: str, text: str
):
    fact = covered(value, aim, begun, direction)
    assert printed(fact) == text
    assert fact.derived_from == ("indicator.a", "indicator.a.baseline", "indicator.a.target")


def test_where_there_is_no_way_to_cover_it_is_said_why():
    assert covered(5, 9, None, "up").missing == NO_BASELINE
    assert covered(5, 9, 9, "up").missing == covered(5, 9, 8, "down").missing == BEGUN_REACHED
    assert covered(5, 9, 3, "keep").missing == TO_BE_KEPT
    assert covered(5, 9, 3, "up", bound="at_least").missing == INEXACT


numbers = st.decimals(-1000, 1000, places=3)


@given(numbers, numbers, numbers, st.sampled_from(("up", "down")))
def test_a_way_reads_100_percent_or_more_exactly_where_the_target_is_reached(
    value: Decimal, aim: Decimal, begun: Decimal, direction: str
):
    assume(begun < aim if direction == "up" else begun > aim)
    shown = Decimal(printed(covered(value, aim, begun, direction)).removesuffix("%").replace(",", "").replace("△", "-"))
    assert (shown >= 100) == (value >= aim if direction == "up" else value <= aim)


@pytest.mark.parametrize(
    ("end_of", "number", "expected"),
    [
        ("third", 3, {"leave-rate": ("70.3%", "26.9%", "ongoing"), "settled": ("65.3%", "15.8%", "ongoing")}),
        ("fourth", 4, {"leave-rate": ("77.6%", "50.0%", "ongoing"), "settled": ("101.2%", "102.8%", "met")}),
    ],
)
def test_the_office_of_the_young_farmers(
    tmp_path: Path, end_of: str, number: int, expected: dict[str, tuple[str, ...]]
):
    facts = derive(
        load(young_farmers(tmp_path, "third" if end_of == "third" else "fourth")).dataset, Quarter(2026, number)
    )
    told = {
        name: (printed(facts[f"indicator.{name}.rate"]), printed(facts[f"indicator.{name}.progress"]), facts.met[name])
        for name in expected
    }
    assert told == expected
    assert facts.met.get("loan-amount") == ("missed" if number == 4 else "ongoing")


@pytest.mark.parametrize(
    ("more", "code"), [({"bound": "at_most", "upper": 9}, "range_and_bound"), ({"upper": 5}, "range_upside_down")]
)
def test_a_range_has_no_bound_besides_and_ends_above_where_it_begins(more: Fields, code: str):
    with pytest.raises(ValidationError) as caught:
        Target.model_validate(target("a", 5, "2024-01-10", **more))
    assert [error["type"] for error in caught.value.errors()] == [code]
