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
