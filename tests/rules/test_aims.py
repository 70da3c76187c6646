from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset, indicator, target
from tests.rules.applied import fields, found


@pytest.mark.parametrize(
    "targets",
    [
        [],
        [target("a", 5, "2024-10-01", year=2027)],
        [target("a", 5, "2023-01-01", year=2023)],
        [target("a", 5, "2024-01-01", quarter="2024Q2")],
    ],
    ids=["none", "set later", "of a year that is over", "of a quarter that is over"],
)
def test_an_outcome_without_a_target_in_force_is_found(targets: list[Fields]) -> None:
    known = dataset(indicators=[indicator("a", role="outcome")], targets=targets)
    assert fields("target.missing", known) == ["indicators › a"]


@pytest.mark.parametrize("when", [{"year": 2024}, {"quarter": "2024Q3"}, {}])
def test_a_target_for_now_or_for_no_time_is_in_force(when: Fields) -> None:
    known = dataset(indicators=[indicator("a", role="outcome")], targets=[target("a", 5, "2024-09-30", **when)])
    assert not found("target.missing", known)


def test_an_output_needs_no_target() -> None:
    assert not found("target.missing", dataset(indicators=[indicator("a")]))


def test_two_targets_set_on_one_day_for_one_time_are_found() -> None:
    targets = [target("a", 3, "2024-07-10", year=2027), target("a", 5, "2024-07-10", year=2027)]
    (problem,) = found("target.conflict", dataset(indicators=[indicator("a")], targets=targets))
    assert problem.what.en == "on 2024-07-10 both 3 and 5 are aimed at"


def test_a_target_may_supersede_one_set_before_or_be_for_another_year() -> None:
    targets = [
        target("a", 3, "2024-07-10", year=2027),
        target("a", 5, "2024-08-10", year=2027),
        target("a", 4, "2024-07-10", year=2026),
    ]
    assert not found("target.conflict", dataset(indicators=[indicator("a")], targets=targets))


@pytest.mark.parametrize(("direction", "bound"), [("up", "at_most"), ("down", "at_least")])
def test_a_bound_against_the_direction_of_its_indicator_is_found(direction: str, bound: str) -> None:
    targets = [target("b", 5, "2024-07-10"), target("a", 5, "2024-07-10", bound=bound)]
    known = dataset(indicators=[indicator("a", direction=direction), indicator("b")], targets=targets)
    (problem,) = found("target.direction", known)
    assert problem.what.ko == f"'a'의 방향은 '{direction}'인데 이 목표의 한계는 '{bound}'입니다"
    assert problem.field == "targets › a › bound"


@pytest.mark.parametrize(
    ("direction", "bound"), [("up", "at_least"), ("down", "at_most"), ("keep", "at_most"), ("down", None)]
)
def test_a_bound_that_goes_with_the_direction_is_right(direction: str, bound: str | None) -> None:
    targets = [target("a", 5, "2024-07-10", **({"bound": bound} if bound else {}))]
    assert not found("target.direction", dataset(indicators=[indicator("a", direction=direction)], targets=targets))
