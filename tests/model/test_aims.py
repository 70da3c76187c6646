from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knowledge import target

from policyreport.model import Target
from policyreport.model.indicator import Bound, Direction, sense_of, target_in_force

DAY = date(2025, 5, 1)


def meant(*targets: Target) -> list[object]:
    return [found.value for found in target_in_force(targets, DAY)]


def aim(value: int, set_on: str, **time: object) -> Target:
    return Target.model_validate(target("a", value, set_on, **time))


def test_the_latest_set_stands_last_after_those_that_it_supersedes() -> None:
    assert meant(aim(5, "2025-02-20", year=2027), aim(3, "2024-07-10", year=2027)) == [3, 5]


def test_a_target_set_later_than_the_day_is_not_meant() -> None:
    assert meant(aim(5, "2025-05-02"), aim(3, "2025-05-01")) == [3]
    assert meant(aim(5, "2025-05-02")) == []


@pytest.mark.parametrize(
    ("targets", "value"),
    [
        ([("2025Q2", None), (None, 2025)], 0),
        ([("2025Q3", None), (None, 2027)], 1),
        ([(None, 2030), (None, 2027)], 1),
        ([(None, 2024), (None, 2025)], 1),
        ([(None, 2030), (None, 2025)], 1),
        ([(None, 2024), (None, 2030)], 1),
        ([(None, 2023), (None, 2024)], 1),
        ([(None, None), (None, 2027)], 1),
        ([(None, 2024), (None, None)], 1),
        ([("2024Q4", None), ("2025Q1", None)], 1),
        ([("2024Q3", None), ("2024Q4", None)], 1),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_a_day_looks_to_the_time_that_is_nearest_ahead_of_it_else_to_the_last(
    targets: list[tuple[str | None, int | None]], value: int, order: int
) -> None:
    aims = [
        aim(n, "2024-07-10", **{name: time for name, time in (("quarter", quarter), ("year", year)) if time})
        for n, (quarter, year) in enumerate(targets)
    ]
    assert meant(*aims[::order]) == [value]


@given(st.lists(st.tuples(st.none() | st.integers(2023, 2028), st.dates(date(2024, 1, 1), date(2025, 12, 31)))))
def test_targets_that_are_meant_are_for_one_time_and_in_the_order_in_which_they_were_set(
    given_aims: list[tuple[int | None, date]],
) -> None:
    aims = [Target(indicator="a", value=n, year=y, set_on=d, source="s1") for n, (y, d) in enumerate(given_aims)]
    found = target_in_force(aims, DAY)
    assert len({aim.year for aim in found}) <= 1
    assert [aim.set_on for aim in found] == sorted(aim.set_on for aim in found)
    assert bool(found) == any(aim.set_on <= DAY for aim in aims)


@pytest.mark.parametrize(
    ("direction", "bound", "sense"),
    [
        ("up", None, "at_least"),
        ("up", "at_least", "at_least"),
        ("up", "at_most", "at_most"),
        ("down", None, "at_most"),
        ("down", "at_most", "at_most"),
        ("down", "at_least", None),
        ("keep", None, None),
        ("keep", "at_most", None),
    ],
)
def test_a_bound_says_how_a_target_is_meant_and_else_the_direction(
    direction: Direction, bound: Bound | None, sense: Bound | None
) -> None:
    assert sense_of(direction, bound) == sense
