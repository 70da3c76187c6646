from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset, indicator, seen
from tests.rules.applied import fields, found


def of_age(**more: object) -> tuple[Fields, Fields]:
    """An indicator and its only value, 182 days before the newest as-of day."""
    return indicator("a", **more), seen("a", "2024Q3", 1, as_of="2024-07-02")


def test_a_value_older_than_the_warn_age_is_found() -> None:
    a, value = of_age()
    known = dataset("2024Q3", "2024Q4", indicators=[a], observations=[value])
    (problem,) = found("freshness.old", known, freshness={"warn_days": 181})
    assert problem.field == "observations › a › as_of"
    assert "182 days before 2024-12-31" in problem.what.en


def test_a_value_of_just_the_warn_age_is_left_alone() -> None:
    a, value = of_age()
    assert not found(
        "freshness.old", dataset("2024Q3", "2024Q4", indicators=[a], observations=[value]), freshness={"warn_days": 182}
    )


def test_a_value_older_than_the_error_age_is_an_error_and_no_warning() -> None:
    a, value = of_age()
    known = dataset("2024Q3", "2024Q4", indicators=[a], observations=[value])
    ages = {"warn_days": 90, "error_days": 180}
    assert fields("freshness.too-old", known, freshness=ages) == ["observations › a › as_of"]
    assert not found("freshness.old", known, freshness=ages)


def test_a_year_old_value_is_left_alone_where_nothing_is_set() -> None:
    known = dataset("2023Q4", "2024Q4", indicators=[indicator("a")], observations=[seen("a", "2023Q4", 1)])
    assert not found("freshness.old", known)


def test_only_the_value_in_force_counts() -> None:
    a, value = of_age()
    newer = seen("a", "2024Q4", 2)
    known = dataset("2024Q3", "2024Q4", indicators=[a], observations=[newer, value])
    assert not found("freshness.old", known, freshness={"warn_days": 90})


def test_a_year_is_as_old_as_its_last_day() -> None:
    known = dataset("2024Q3", indicators=[indicator("a")], observations=[seen("a", "2024Q3", 1, as_of="2023")])
    (problem,) = found("freshness.old", known, freshness={"warn_days": 90})
    assert "274 days" in problem.what.en


@pytest.mark.parametrize("role", ["term", "context"])
def test_terms_and_context_may_be_old(role: str) -> None:
    a, value = of_age(role=role)
    known = dataset("2024Q3", "2024Q4", indicators=[a], observations=[value])
    assert not found("freshness.old", known, freshness={"warn_days": 90})
