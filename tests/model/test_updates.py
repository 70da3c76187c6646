"""A record with updates stood as the latest of them on or before the day says."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError
from tests.knowledge import Fields, dataset, source

from policyreport.model import Action, Legislation, Milestone, Risk, Update
from policyreport.model.code_lists import CodeLists
from policyreport.model.states import States
from policyreport.model.updates import Stateful, own_updates

SOURCES = [
    source("s1"),
    source("plan", date="2024-07-10"),
    source("spring", date="2025-05-20"),
    source("autumn", date="2025-10-02"),
]
OFF: Fields = {"state": "put_off", "due": "2026-02-28", "reason": "입찰 무산", "remedy": "다시 공고"}


def update(kind: str, on: str, state: str, **more: object) -> Update:
    return Update.model_validate({"kind": kind, "record": "x", "on": on, "state": state, **more})


def off(on: str, **more: object) -> Update:
    return Update.model_validate({"kind": "milestones", "record": "x", "on": on, **OFF, **more})


def stood(written: Stateful, day: str, *updates: Update) -> Stateful | None:
    whole = dataset(sources=SOURCES).model_copy(update={"updates": updates})
    return States(whole, date.fromisoformat(day)).stood(written)


def milestone(*sources: str, **more: object) -> Milestone:
    return Milestone.model_validate({"id": "x", "title": "준공", "due": "2025-08-31", "sources": sources, **more})


def risk(*sources: str, **more: object) -> Risk:
    return Risk.model_validate({"id": "x", "title": "부진", "reason": "인력 부족", "sources": sources, **more})


def law(*sources: str, **more: object) -> Legislation:
    said: Fields = {"id": "x", "title": "지원법", "kind": "act", "stage": "planned", "sources": sources}
    return Legislation.model_validate({**said, **more})


def action(*sources: str, **more: object) -> Action:
    said: Fields = {"id": "x", "title": "기준 마련", "meeting": "m1", "status": "ongoing", "sources": sources}
    return Action.model_validate({**said, **more})


TWICE = (
    off("2025-09-10"),
    update("milestones", "2026-01-20", "put_off", due="2026-06-30"),
    update("milestones", "2026-06-01", "done", done="2026-05-28"),
)


@pytest.mark.parametrize(
    ("day", "state", "due", "reason"),
    [
        ("2025-06-30", "ahead", None, None),
        ("2025-09-09", "late", None, None),
        ("2025-09-10", "put_off", "2026-02-28", "입찰 무산"),
        ("2026-01-20", "put_off", "2026-06-30", None),
        ("2026-05-31", "put_off", "2026-06-30", None),
        ("2026-06-01", "done", "2026-06-30", None),
    ],
)
def test_each_report_tells_of_a_milestone_what_its_latest_update_says(
    day: str, state: str, due: str | None, reason: str | None
) -> None:
    told = stood(milestone("plan"), day, *TWICE)
    assert isinstance(told, Milestone)
    assert (told.state(date.fromisoformat(day)), told.reason) == (state, reason)
    assert (told.due, str(told.slipped_to or "")) == (date(2025, 8, 31), due or "")


def test_a_milestone_that_was_done_keeps_the_day_on_which_it_was() -> None:
    told = stood(milestone("plan"), "2026-06-01", *TWICE)
    assert isinstance(told, Milestone)
    assert told.done == date(2026, 5, 28)


def test_a_cancelled_milestone_is_neither_late_nor_ahead() -> None:
    told = stood(milestone("plan"), "2025-12-31", update("milestones", "2025-07-01", "cancelled", reason="계획 변경"))
    assert isinstance(told, Milestone)
    assert (told.state(date(2025, 12, 31)), told.reason) == ("cancelled", "계획 변경")


def test_a_day_that_was_moved_forward_is_no_postponement() -> None:
    told = stood(milestone("plan"), "2025-06-30", update("milestones", "2025-06-10", "planned", due="2025-07-31"))
    assert isinstance(told, Milestone)
    assert (told.state(date(2025, 6, 30)), told.state(date(2025, 8, 1))) == ("ahead", "late")


@pytest.mark.parametrize("written", [milestone("autumn"), milestone("plan", "autumn"), milestone("s1"), milestone()])
def test_no_milestone_vanishes_because_a_later_source_is_named(written: Milestone) -> None:
    told = stood(written, "2025-06-30", off("2025-09-10", source="autumn"))
    assert isinstance(told, Milestone)
    assert (told.state(date(2025, 6, 30)), "autumn" in told.sources) == ("ahead", False)


def test_a_milestone_that_its_only_source_planned_later_is_not_known_before() -> None:
    told = off("2025-12-01")
    assert stood(milestone("autumn"), "2025-06-30", told) is None
    assert stood(milestone("autumn"), "2025-10-02", told) == milestone("autumn")


def test_a_risk_is_known_from_the_day_on_which_it_arose_until_it_is_over() -> None:
    told = (update("risks", "2025-06-10", "open"), update("risks", "2025-10-05", "closed", remedy="증원"))
    assert stood(risk("s1"), "2025-06-09", *told) is None
    assert stood(risk("s1"), "2025-06-10", *told) == risk("s1")
    assert stood(risk("s1"), "2025-10-05", *told) == risk("s1", status="closed", remedy="증원")


def test_an_action_stands_as_it_was_asked_for_until_an_update_tells_otherwise() -> None:
    told = (
        update("actions", "2025-06-10", "delayed", note="협의 중", due="2025-12-31"),
        update("actions", "2025-11-03", "done", done="2025-10-29", evidence="공문"),
    )
    written = action("plan", due="2025-05-31")
    assert stood(written, "2025-06-09", *told) == written
    assert stood(written, "2025-06-10", *told) == action("plan", status="delayed", due="2025-12-31", note="협의 중")
    done: Fields = {"status": "done", "done": "2025-10-29", "due": "2025-12-31", "evidence": "공문"}
    assert stood(written, "2025-11-03", *told) == action("plan", **done)


def test_a_law_goes_through_its_stages_each_with_its_day() -> None:
    told = (
        update("legislation", "2025-06-10", "proposed", note="상임위"),
        update("legislation", "2025-09-20", "passed", stage_date="2025-09-18"),
    )
    assert stood(law("plan"), "2025-06-09", *told) == law("plan")
    assert stood(law("plan"), "2025-06-10", *told) == law("plan", stage="proposed", date="2025-06-10", note="상임위")
    assert stood(law("plan"), "2025-09-20", *told) == law("plan", stage="passed", date="2025-09-18")


def test_updates_that_are_told_twice_alike_count_once() -> None:
    once = off("2025-09-10")
    assert stood(milestone("plan"), "2025-09-10", once, once) == stood(milestone("plan"), "2025-09-10", once)


@pytest.mark.parametrize(
    ("sources", "last"),
    [
        (("s1",), "2026-03-31"),
        (("plan",), "2026-03-31"),
        (("plan", "autumn"), "2026-03-31"),
        (("spring",), "2026-02-28"),
    ],
    ids=["undated", "of the policy's begin", "later", "earlier than the update"],
)
def test_what_a_record_with_updates_says_itself_is_as_late_as_its_sources_or_the_last_update(
    sources: tuple[str, ...], last: str
) -> None:
    written = milestone(*sources, slipped_to="2026-03-31")
    told = stood(written, "2025-12-31", off("2025-09-10"))
    assert isinstance(told, Milestone)
    assert str(told.slipped_to) == last


def test_what_a_record_says_itself_as_an_update_does_is_told_from_the_updates_day_on() -> None:
    written = milestone("s1", slipped_to="2026-02-28", reason="입찰 무산", remedy="다시 공고", done="2026-05-28")
    for day in ("2025-06-30", "2025-09-10", "2026-01-20", "2026-06-01"):
        assert stood(written, day, *TWICE) == stood(milestone("s1"), day, *TWICE)


@pytest.mark.parametrize(
    ("kind", "word", "state"),
    [
        ("추진일정", "예정", "planned"),
        ("추진 일정", "연기", "put_off"),
        ("추진일정", "완료", "done"),
        ("추진일정", "취소", "cancelled"),
        ("조치사항", "이행 중", "ongoing"),
        ("조치사항", "지연", "delayed"),
        ("부진사유", "발생", "open"),
        ("부진사유", "해소", "closed"),
        ("법령", "발의·예고", "proposed"),
        ("법령", "시행", "in_force"),
    ],
)
def test_states_and_kinds_may_be_said_in_korean(kind: str, word: str, state: str) -> None:
    due = {"due": "2025-12-31"} if state == "put_off" else {}
    assert update(kind, "2025-09-10", word, **due).state == state


@pytest.mark.parametrize(
    ("kind", "state", "more", "error"),
    [
        ("milestones", "closed", {}, "update_state"),
        ("risks", "done", {}, "update_state"),
        ("legislation", "proposed", {"due": "2025-12-31"}, "update_field"),
        ("milestones", "put_off", {}, "update_due"),
    ],
)
def test_what_no_update_of_a_kind_can_say_is_refused(kind: str, state: str, more: Fields, error: str) -> None:
    with pytest.raises(ValidationError) as caught:
        update(kind, "2025-09-10", state, **more)
    assert [one["type"] for one in caught.value.errors()] == [error]


OWN_LISTS = CodeLists().with_own(
    {"legislation_stages": [("council-review", "의회 심의")], "action_statuses": [("on-hold", "보류")]}
)
OWN_STAGE = Legislation.model_validate(
    {
        "id": "x",
        "title": "조례",
        "kind": "ordinance",
        "stage": "council-review",
        "date": "2025-05-20",
        "sources": ["plan"],
    },
    context=OWN_LISTS,
)
"""A law at a stage that a project's own list adds, of which no update can tell."""


def test_a_law_at_a_stage_of_the_projects_own_stands_at_it_and_takes_an_update():
    passed = update("legislation", "2025-09-01", "passed")
    assert [getattr(stood(OWN_STAGE, day, passed), "stage", None) for day in ("2025-06-30", "2025-09-30")] == [
        "council-review",
        "passed",
    ]


def test_no_update_is_offered_for_a_state_of_the_projects_own():
    waiting = Action.model_validate(
        {"id": "x", "title": "일", "meeting": "m", "status": "on-hold", "sources": ["plan"]}, context=OWN_LISTS
    )
    assert (own_updates(OWN_STAGE), own_updates(waiting)) == ("", "")
