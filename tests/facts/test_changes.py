from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset, event, indicator, measure, program, seen, source, target

from policyreport.facts import derive
from policyreport.model import Dataset, Quarter
from policyreport.model.facts import Change

FIRST, SECOND, THIRD = Quarter(2024, 3), Quarter(2024, 4), Quarter(2025, 1)


def written(**collections: object) -> Dataset:
    return dataset("2024Q3", "2024Q4", "2025Q1", measures=[measure("m")], **collections)


def changes(known: Dataset, quarter: Quarter = SECOND) -> tuple[Change, ...]:
    return derive(known, quarter).changes


def meeting(name: str, date: str) -> Fields:
    return {"id": name, "title": name, "date": date, "agenda": ["점검"], "sources": ["s1"]}


def action(name: str, of: str = "m1", **more: object) -> Fields:
    return {"id": name, "title": name, "meeting": of, "status": "done", "sources": ["s1"], **more}


def milestone(name: str, due: str, **more: object) -> Fields:
    return {"id": name, "title": name, "due": due, "sources": ["s1"], **more}


OBSERVED = written(
    indicators=[indicator("a"), indicator("same"), indicator("new"), indicator("bound")],
    observations=[
        *(seen("a", quarter, value) for quarter, value in (("2024Q3", 1), ("2024Q4", 2), ("2025Q1", 3))),
        *(seen("same", quarter, 5) for quarter in ("2024Q3", "2024Q4")),
        seen("new", "2024Q4", 7),
        seen("bound", "2024Q3", 9),
        seen("bound", "2024Q4", 9, bound="at_most"),
    ],
)


def test_a_value_that_is_otherwise_now_is_told_with_the_one_before() -> None:
    assert changes(OBSERVED) == tuple(
        Change("value", name, f"indicator.{name}.at-2024Q3", f"indicator.{name}") for name in ("a", "new", "bound")
    )


def test_the_values_of_a_change_are_facts_of_their_quarters() -> None:
    facts = derive(OBSERVED, SECOND)
    change = facts.changes[0]
    assert (facts[change.before or ""].value, facts[change.after or ""].value) == (1, 2)


def test_the_first_report_has_nothing_to_be_compared_with() -> None:
    assert changes(OBSERVED, FIRST) == ()


def test_a_later_quarter_changes_nothing_in_an_earlier_one() -> None:
    assert {change.record for change in changes(OBSERVED, THIRD)} == {"a"}


def test_a_report_is_compared_with_the_latest_before_it_though_a_quarter_was_left_out() -> None:
    known = dataset(
        "2024Q3",
        "2025Q1",
        indicators=[indicator("a")],
        observations=[seen("a", "2024Q3", 1), seen("a", "2024Q4", 2), seen("a", "2025Q1", 2)],
    )
    assert changes(known, THIRD) == (Change("value", "a", "indicator.a.at-2024Q3", "indicator.a"),)


def test_a_target_that_was_set_anew_is_told_with_the_one_before() -> None:
    known = written(
        indicators=[indicator("a"), indicator("b")],
        targets=[target("a", 3, "2024-07-10"), target("a", 5, "2024-11-01"), target("b", 1, "2024-07-10")],
    )
    (change,) = changes(known)
    assert change == Change("target", "a", "indicator.a.target-on-2024-09-30", "indicator.a.target")
    facts = derive(known, SECOND)
    assert (facts[change.before or ""].value, facts["indicator.a.target"].value) == (3, 5)


def test_a_range_that_was_set_anew_is_told_with_both_bounds_before() -> None:
    known = written(
        indicators=[indicator("a"), indicator("same")],
        targets=[
            target("a", 5, "2024-09-01", upper=9),
            target("a", 6, "2024-11-01", upper=10),
            target("same", 1, "2024-09-01", upper=2),
        ],
    )
    facts = derive(known, SECOND)
    assert facts.changes == (
        Change("target", "a", "indicator.a.target-on-2024-09-30", "indicator.a.target"),
        Change("target", "a", "indicator.a.target-upper-on-2024-09-30", "indicator.a.target-upper"),
    )
    assert [[facts[fact or ""].value for fact in (each.before, each.after)] for each in facts.changes] == [
        [5, 6],
        [9, 10],
    ]


def test_a_programme_that_became_known_is_new() -> None:
    known = written(
        programs=[program("old", "m"), program("new", "m")],
        events=[event("e1", "2024-08-01", programs=["old"]), event("e2", "2024-10-01", programs=["new"])],
    )
    assert changes(known) == (Change("program", "new"),)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, ()),
        ({"done": "2024-08-01"}, ()),
        ({"done": "2024-11-01"}, (("ongoing", "done"),)),
        ({"done": "2024-11-01", "due": "2024-09-01"}, (("delayed", "done"),)),
        ({"done": "2025-02-01", "due": "2024-11-01"}, (("ongoing", "delayed"),)),
        ({"of": "m2", "status": "unreported"}, ((None, "unreported"),)),
    ],
)
def test_an_action_is_told_when_it_came_up_and_when_it_came_further(
    told: Fields, expected: tuple[tuple[str | None, str], ...]
) -> None:
    known = written(
        meetings=[meeting("m1", "2024-07-10"), meeting("m2", "2024-10-10")],
        actions=[action("a", **told)],  # type: ignore[arg-type]
    )
    assert changes(known) == tuple(Change("action", "a", before, after) for before, after in expected)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (milestone("x", "2025-03-01"), ()),
        (milestone("x", "2024-11-01"), (("ahead", "late"),)),
        (milestone("x", "2024-11-01", done="2024-10-20"), (("ahead", "done"),)),
        (milestone("x", "2024-08-01", done="2024-12-01"), (("late", "done"),)),
        (milestone("x", "2024-08-01", slipped_to="2024-11-30"), (("put_off", "late"),)),
        (milestone("x", "2024-08-01", done="2025-02-01"), ()),
    ],
)
def test_a_milestone_is_told_when_its_state_changes(told: Fields, expected: tuple[tuple[str, str], ...]) -> None:
    found = changes(written(milestones=[told]))
    assert found == tuple(Change("milestone", "x", before, after) for before, after in expected)


def test_a_milestone_that_was_not_known_before_is_new() -> None:
    late = {**milestone("x", "2025-03-01"), "sources": ["s2"]}
    known = written(milestones=[late], sources=[source("s1"), source("s2", date="2024-11-01")])
    assert changes(known) == (Change("milestone", "x", None, "ahead"),)
