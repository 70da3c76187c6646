from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset, indicator, target

from policyreport.facts import derive
from policyreport.model import Facts, Quarter

FIRST, SECOND, THIRD = (
    target("a", 3, "2024-07-10"),
    target("a", 5, "2025-02-20", bound="at_least"),
    target("a", 9, "2025-06-01"),
)


def facts(quarter: str, *targets: Fields) -> Facts:
    known = dataset("2024Q3", "2025Q1", "2025Q2", indicators=[indicator("a"), indicator("b")], targets=targets)
    return derive(known, Quarter.parse(quarter))


@pytest.mark.parametrize(("quarter", "in_force", "before"), [("2024Q3", 3, None), ("2025Q1", 5, 3), ("2025Q2", 9, 5)])
@pytest.mark.parametrize("order", [1, -1])
def test_the_latest_target_set_by_then_is_in_force(quarter: str, in_force: int, before: int | None, order: int) -> None:
    known = facts(quarter, *(FIRST, SECOND, THIRD)[::order])
    assert (known["indicator.a.target"].value, known["indicator.a.target-before"].value) == (in_force, before)


def test_a_target_set_on_the_as_of_day_itself_is_in_force() -> None:
    assert facts("2024Q3", target("a", 7, "2024-09-30"))["indicator.a.target"].value == 7
    assert facts("2024Q3", target("a", 7, "2024-10-01"))["indicator.a.target"].value is None


def test_a_target_keeps_its_bound_its_day_and_its_source() -> None:
    found = facts("2025Q1", FIRST, SECOND)["indicator.a.target"]
    assert (found.rule, found.bound, found.as_of, found.sources) == ("given", "at_least", "2025-02-20", ("s1",))


def test_targets_of_another_indicator_do_not_count() -> None:
    known = facts("2025Q2", FIRST, target("b", 8, "2025-01-01"))
    assert (known["indicator.a.target"].value, known["indicator.a.target-before"].value) == (3, None)


def test_a_target_set_on_the_same_day_supersedes_nothing() -> None:
    assert facts("2024Q3", FIRST, target("a", 4, "2024-07-10"))["indicator.a.target-before"].value is None
