from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset, indicator, program, seen, source
from tests.rules.applied import fields, found


def milestone(**more: object) -> Fields:
    return {"id": "m1", "title": "개소", "due": "2024-08-31", "sources": ["s1"], **more}


def test_a_call_that_closes_before_it_opens_is_found() -> None:
    known = dataset(programs=[program("p", call_opens="2024-03-02", call_closes="2024-03-01")])
    assert fields("date.order", known) == ["programs › p › call_closes"]


def test_a_milestone_put_off_to_an_earlier_day_is_found() -> None:
    assert fields("date.order", dataset(milestones=[milestone(slipped_to="2024-08-01")])) == [
        "milestones › m1 › slipped_to"
    ]


def test_days_in_order_are_left_alone() -> None:
    programs = [program("p", call_opens="2024-03-01", call_closes="2024-03-01"), program("q", call_closes="2024-03-01")]
    assert not found("date.order", dataset(programs=programs, milestones=[milestone(slipped_to="2024-09-30")]))


def observed(as_of: str, published: str) -> list[str]:
    known = dataset(
        indicators=[indicator("a")],
        sources=[source("s1", date=published)],
        observations=[seen("a", "2024Q3", 1, as_of=as_of)],
    )
    return fields("date.after-source", known)


def test_a_value_later_than_its_source_is_found() -> None:
    assert observed("2024-08-10", published="2024-08-09") == ["observations › a › as_of"]


@pytest.mark.parametrize(
    ("as_of", "published"), [("2024-08-09", "2024-08-09"), ("2024-08-31", "2024-08"), ("2024", "2024-05")]
)
def test_a_value_that_its_source_may_know_is_left_alone(as_of: str, published: str) -> None:
    assert not observed(as_of, published)


def test_what_was_done_after_the_newest_report_is_found() -> None:
    budget = {"id": "b1", "program": "p", "year": 2024, "unit": "원", "source": "s1", "executed": 1}
    known = dataset(milestones=[milestone(done="2024-10-01")], budgets=[{**budget, "executed_as_of": "2024-10"}])
    assert fields("date.after-report", known) == ["budgets › b1 › executed_as_of", "milestones › m1 › done"]


def test_what_was_done_by_the_newest_as_of_day_is_left_alone() -> None:
    assert not found("date.after-report", dataset(milestones=[milestone(done="2024-09-30")]))
