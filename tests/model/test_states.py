"""A record that says how it stands now stood otherwise before, as far as its sources and its own days date it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.knowledge import Fields, dataset, source

from policyreport.model import Action, Legislation, Milestone, Risk
from policyreport.model.states import Stateful, States

THEN = date(2025, 6, 30)
SOURCES = [
    source("s1"),
    source("plan", date="2024-07-10"),
    source("spring", date="2025-05-20"),
    source("autumn", date="2025-10-02"),
    source("winter", date="2025-12"),
]
DELAY: Fields = {"slipped_to": "2026-02-28", "reason": "입찰 무산", "remedy": "다시 공고"}
PLAIN: Fields = {"slipped_to": None, "reason": None, "remedy": None}


def stood(written: Stateful, day: date = THEN) -> Stateful | None:
    return States(dataset(sources=SOURCES), day).stood(written)


def milestone(*sources: str, **more: object) -> Milestone:
    return Milestone.model_validate({"id": "m", "title": "준공", "due": "2025-08-31", "sources": sources, **more})


def risk(*sources: str, **more: object) -> Risk:
    return Risk.model_validate({"id": "r", "title": "부진", "reason": "인력 부족", "sources": sources, **more})


def law(*sources: str, **more: object) -> Legislation:
    said: Fields = {"id": "l", "title": "지원법", "kind": "act", "stage": "proposed", "sources": sources}
    return Legislation.model_validate({**said, **more})


def action(*sources: str, **more: object) -> Action:
    said: Fields = {"id": "a", "title": "기준 마련", "meeting": "m1", "status": "delayed", "sources": sources}
    return Action.model_validate({**said, **more})


@pytest.mark.parametrize(
    "written",
    [
        milestone("plan", "spring", **DELAY),
        milestone("spring", done="2025-06-10", **DELAY),
        milestone("s1", done="2025-06-10"),
        milestone(),
        risk("spring", status="closed", remedy="증원"),
        risk("s1", remedy="증원"),
        law("spring", date="2025-06-01", note="상임위 회부"),
        law("plan", note="초안 작성"),
        action("spring", status="done", done="2025-06-30", note="마침", evidence="공문"),
        action("s1", note="협의 중"),
    ],
)
def test_what_its_sources_and_days_had_told_by_then_stands_as_it_is_written(written: Stateful) -> None:
    assert stood(written) == written


@pytest.mark.parametrize("day", ["2025-06-30", "2025-10-01"])
@pytest.mark.parametrize("sources", [("plan", "autumn"), ("autumn", "spring", "winter"), ("s1", "winter"), ("autumn",)])
def test_a_milestone_that_a_later_source_puts_off_was_ahead_as_first_planned(
    sources: tuple[str, ...], day: str
) -> None:
    out = tuple(name for name in sources if name not in {"autumn", "winter"})
    told = stood(milestone(*sources, **DELAY), date.fromisoformat(day))
    assert told == milestone(*out, **PLAIN)


def test_a_postponement_is_told_from_the_day_of_its_source_on() -> None:
    written = milestone("plan", "autumn", **DELAY)
    assert stood(written, date(2025, 10, 1)) != written
    assert stood(written, date(2025, 10, 2)) == written


@pytest.mark.parametrize("sources", [("s1",), ("plan",), ("plan", "s1"), ()])
def test_a_postponement_that_no_source_dates_is_told_once_the_milestone_has_come_due(sources: tuple[str, ...]) -> None:
    written = milestone(*sources, **DELAY)
    assert stood(written, date(2025, 8, 30)) == milestone(*sources)
    assert stood(written, date(2025, 8, 31)) == written


def test_a_milestone_that_was_reached_later_was_open() -> None:
    assert stood(milestone("plan", done="2025-07-01")) == milestone("plan")
    assert stood(milestone("spring", done="2025-07-01", **DELAY)) == milestone("spring", **DELAY)


def test_a_milestone_that_was_reached_by_then_stays_so_though_a_later_source_tells_more() -> None:
    told = stood(milestone("plan", "autumn", done="2025-06-10", **DELAY))
    assert told == milestone("plan", done="2025-06-10")


@pytest.mark.parametrize(
    ("more", "is_known"),
    [
        ({"due": "2025-10-01"}, True),
        ({"due": "2025-11-30", "done": "2025-09-20"}, True),
        ({"due": "2025-11-30", **DELAY}, True),
        ({"due": "2025-10-02"}, False),
        ({"due": "2025-11-30"}, False),
    ],
    ids=["late", "reached", "put off", "due", "ahead"],
)
def test_what_its_first_source_tells_as_late_reached_or_put_off_had_been_planned_before(
    more: Fields,
    is_known: bool,  # noqa: FBT001
) -> None:
    told = stood(milestone("winter", "autumn", **more))
    assert told == (milestone(due=more["due"]) if is_known else None)


def test_nothing_had_been_planned_before_the_policy_began() -> None:
    assert stood(milestone("autumn", **DELAY), date(2024, 7, 9)) is None
    assert stood(milestone("autumn", **DELAY), date(2024, 7, 10)) == milestone()


def test_a_risk_is_told_by_its_first_source_as_open_and_nothing_that_may_have_come_later() -> None:
    written = risk("spring", "autumn", status="closed", remedy="증원", due="2025-09-30", owner="지원과")
    assert stood(written) == risk("spring", owner="지원과")
    assert stood(written, date(2025, 5, 19)) is None


@pytest.mark.parametrize(
    "written",
    [
        law("plan", "autumn", note="공청회"),
        law("plan", date="2025-07-01", note="공청회"),
        law("plan", "s1", "autumn", date="2025-07-01"),
    ],
)
def test_a_law_whose_stage_came_later_was_planned(written: Legislation) -> None:
    sources = [name for name in written.sources if name != "autumn"]
    assert stood(written) == law(*sources, stage="planned")


@pytest.mark.parametrize(
    "written", [law("autumn"), law("autumn", date="2025-07-01"), law("s1", date="2025-07-01"), law(date="2025-07-01")]
)
def test_a_law_of_which_nothing_dated_had_told_is_not_known(written: Legislation) -> None:
    assert stood(written) is None


def test_a_stage_of_a_day_gone_by_is_known_yet_not_what_a_later_source_says_of_it() -> None:
    written = law("plan", "autumn", stage="in_force", date="2025-03-10", note="개정 논의")
    assert stood(written) == law("plan", stage="in_force", date="2025-03-10")


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, "ongoing"),
        ({"due": "2025-06-30"}, "ongoing"),
        ({"due": "2025-06-29"}, "delayed"),
        ({"status": "done"}, "ongoing"),
        ({"status": "done", "done": "2025-07-01", "due": "2025-06-01"}, "delayed"),
        ({"status": "unreported"}, "unreported"),
    ],
)
@pytest.mark.parametrize("sources", [("spring", "autumn"), ("autumn",)])
def test_an_action_of_which_a_later_source_tells_was_under_way_or_delayed(
    sources: tuple[str, ...], more: Fields, status: str
) -> None:
    told = stood(action(*sources, evidence="공문", note="이행 중", **more))
    assert told == action(*(s for s in sources if s != "autumn"), **{**more, "status": status, "done": None})


def test_an_action_that_was_done_by_then_stays_so_without_what_a_later_source_says_of_it() -> None:
    written = action("spring", "autumn", status="done", done="2025-06-30", note="점검 마침", evidence="공문")
    assert stood(written) == action("spring", status="done", done="2025-06-30")
