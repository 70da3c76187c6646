"""What updates say must be able to be, and what a record says beside them is told with the lines to write."""

from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset, source
from tests.rules.applied import fields, found

from policyreport.model import Dataset

MEETING: Fields = {"id": "first", "title": "회의", "date": "2024-09-10", "agenda": ["점검"], "sources": ["s1"]}
SMART: Fields = {"id": "m", "title": "착공", "due": "2024-11-30", "sources": ["s1"]}
ASKED: Fields = {"id": "a", "title": "조치", "meeting": "first", "status": "ongoing", "sources": ["s1"]}
LAW: Fields = {"id": "l", "title": "지원법", "kind": "act", "stage": "planned", "sources": ["s1"]}


def update(on: str, state: str, kind: str = "milestones", record: str = "m", **more: object) -> Fields:
    return {"kind": kind, "record": record, "on": on, "state": state, **more}


OFF = update("2024-10-10", "put_off", due="2025-05-31", reason="시굴", remedy="병행")


def known(*updates: Fields, milestone: Fields = SMART, action: Fields = ASKED) -> Dataset:
    collections = {"milestones": [milestone], "actions": [action], "legislation": [LAW], "meetings": [MEETING]}
    return dataset("2024Q3", "2024Q4", "2025Q1", updates=updates, sources=[source("s1")], **collections)


def test_updates_that_follow_one_another_are_no_finding() -> None:
    told = (OFF, update("2025-01-20", "done"), update("2024-10-01", "delayed", "actions", "a"))
    assert [fields(code, known(*told)) for code in ("update.conflict", "update.day", "update.order")] == [[], [], []]


def test_two_updates_of_one_day_that_differ_are_an_error_and_two_alike_are_none() -> None:
    assert fields("update.conflict", known(OFF, {**OFF, "due": "2025-06-30"})) == ["updates › m › on"]
    assert not found("update.conflict", known(OFF, OFF))
    assert not found("update.order", known(OFF, OFF))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (update("2024-07-01", "put_off", due="2025-05-31"), "updates › m › on"),
        (update("2024-09-09", "delayed", "actions", "a"), "updates › a › on"),
        (update("2024-10-10", "done", done="2024-10-11"), "updates › m › done"),
        (update("2024-10-10", "done", done="2024-06-30"), "updates › m › done"),
        (update("2024-10-10", "in_force", "legislation", "l", stage_date="2025-01-01"), "updates › l › stage_date"),
    ],
    ids=["before the policy", "before the meeting", "done later", "done before the policy", "a later stage"],
)
def test_a_day_that_cannot_be_is_an_error_at_its_field(told: Fields, field: str) -> None:
    assert fields("update.day", known(told)) == [field]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ((update("2025-01-20", "done"), OFF), "on"),
        ((update("2024-10-01", "done"), OFF), "state"),
        ((update("2024-10-10", "put_off", due="2024-11-30"),), "due"),
        ((update("2024-10-10", "delayed"),), "state"),
    ],
    ids=["listed out of order", "after the end", "put off to no later day", "delayed before its day"],
)
def test_an_unlikely_order_is_a_warning(told: tuple[Fields, ...], field: str) -> None:
    assert fields("update.order", known(*told)) == [f"updates › m › {field}"]


def test_a_law_that_goes_back_is_a_warning() -> None:
    told = (update("2024-10-10", "passed", "legislation", "l"), update("2024-12-10", "proposed", "legislation", "l"))
    assert fields("update.order", known(*told)) == ["updates › l › state"]


def test_a_record_that_says_otherwise_than_its_updates_is_told_what_to_write() -> None:
    (problem,) = found("update.own-field", known(OFF, milestone={**SMART, "slipped_to": "2025-08-31", "reason": "비"}))
    assert problem.field == "milestones › m › slipped_to"
    assert problem.hint is not None
    assert "updates: [{on: YYYY-MM-DD, state: put_off, due: 2025-08-31, reason: 비}]" in problem.hint.ko


def test_a_record_that_says_the_same_as_its_updates_is_no_finding() -> None:
    said: Fields = {"slipped_to": "2025-05-31", "reason": "시굴", "remedy": "병행", "done": "2025-01-18"}
    done = update("2025-01-20", "done", done="2025-01-18")
    assert not found("update.own-field", known(OFF, done, milestone={**SMART, **said}))


def test_what_an_update_tells_is_no_gap_of_older_quarters() -> None:
    assert not found("date.known-later", known(OFF))


def test_the_gap_of_an_old_form_is_told_with_the_update_to_write() -> None:
    later = source("s2", date="2025-01-20")
    said: Fields = {**SMART, "slipped_to": "2025-05-31", "reason": "시굴", "sources": ["s1", "s2"]}
    (problem,) = found(
        "date.known-later", dataset("2024Q4", "2025Q1", milestones=[said], sources=[source("s1"), later])
    )
    assert problem.hint is not None
    line = "{on: 2025-01-20, state: put_off, due: 2025-05-31, reason: 시굴, source: s2}"
    assert problem.hint.ko.endswith(f"updates: [{line}]")


@pytest.mark.parametrize(
    ("told", "is_found"),
    [
        ((OFF,), False),
        ((update("2024-10-10", "put_off", due="2025-01-31", reason="시굴"),), True),
        ((update("2025-01-31", "delayed", reason="시굴"),), False),
        ((update("2024-10-10", "cancelled"),), False),
        ((update("2024-10-10", "planned"),), True),
        ((update("2024-12-10", "done"),), False),
    ],
    ids=["put off", "past its new day", "delayed", "cancelled", "nothing told", "done"],
)
def test_a_milestone_past_its_day_needs_an_update_from_after_it(
    told: tuple[Fields, ...],
    is_found: bool,  # noqa: FBT001
) -> None:
    assert bool(found("milestone.past-due", known(*told))) is is_found


@pytest.mark.parametrize(
    ("told", "is_found"),
    [
        (update("2024-10-10", "ongoing", "actions", "a", note="협의 중"), True),
        (update("2025-01-10", "ongoing", "actions", "a"), True),
        (update("2025-01-10", "ongoing", "actions", "a", note="협의 중"), False),
        (update("2025-01-10", "delayed", "actions", "a"), False),
        (update("2025-01-10", "ongoing", "actions", "a", due="2025-09-30"), False),
        (update("2025-01-10", "done", "actions", "a"), False),
    ],
    ids=["told before", "still ongoing", "explained", "delayed", "a new day", "done"],
)
def test_an_action_past_its_day_that_is_still_ongoing_is_an_error(
    told: Fields,
    is_found: bool,  # noqa: FBT001
) -> None:
    assert bool(found("action.past-due", known(told, action={**ASKED, "due": "2024-12-31"}))) is is_found


def test_an_open_risk_that_an_update_closed_needs_no_remedy() -> None:
    risk: Fields = {"id": "r", "title": "부진", "reason": "인력", "sources": ["s1"]}
    closed = update("2024-12-10", "closed", "risks", "r")
    assert not found("risk.no-remedy", dataset("2024Q4", risks=[risk], updates=[closed]))
    assert found("risk.no-remedy", dataset("2024Q4", risks=[risk]))
