from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset, indicator, seen
from tests.rules.applied import fields, found

MEETING = {"id": "m", "title": "회의", "date": "2024-07-10", "agenda": ["점검"], "sources": ["s1"]}


def milestone(**more: object) -> Fields:
    return {"id": "m1", "title": "개소", "due": "2024-09-29", "sources": ["s1"], **more}


def action(**more: object) -> Fields:
    said = {"id": "a1", "title": "점검", "meeting": "m", "due": "2024-09-29", "status": "ongoing", "sources": ["s1"]}
    return {**said, **more}


def risk(**more: object) -> Fields:
    return {"id": "r1", "title": "인력 부족", "reason": "채용 지연", "sources": ["s1"], **more}


def test_a_value_not_yet_given_for_the_newest_quarter_is_found() -> None:
    known = dataset("2024Q3", "2024Q4", indicators=[indicator("a")], observations=[seen("a", "2024Q4", None)])
    assert fields("observation.empty", known) == ["observations › a › value"]


@pytest.mark.parametrize(
    "observation",
    [seen("a", "2024Q4", 0), seen("a", "2024Q4", None, reason="집계 중"), seen("a", "2024Q3", None)],
    ids=["given", "explained", "of an older quarter"],
)
def test_a_value_that_is_given_explained_or_old_is_not_missed(observation: Fields) -> None:
    known = dataset("2024Q3", "2024Q4", indicators=[indicator("a")], observations=[observation])
    assert not found("observation.empty", known)


@pytest.mark.parametrize("more", [{}, {"slipped_to": "2024-09-29", "remedy": "재공고"}])
def test_a_milestone_past_its_day_without_a_word_is_found(more: Fields) -> None:
    assert fields("milestone.past-due", dataset(milestones=[milestone(**more)])) == ["milestones › m1"]


@pytest.mark.parametrize(
    "more", [{"done": "2024-09-30"}, {"reason": "유찰"}, {"slipped_to": "2024-12-31"}, {"due": "2024-09-30"}]
)
def test_a_milestone_done_explained_put_off_or_due_today_is_not_past_due(more: Fields) -> None:
    assert not found("milestone.past-due", dataset(milestones=[milestone(**more)]))


def test_a_milestone_put_off_without_reason_and_remedy_is_found() -> None:
    (problem,) = found("milestone.put-off", dataset(milestones=[milestone(slipped_to="2024-12-31")]))
    assert problem.hint is not None
    assert problem.hint.en == "add: reason, remedy"


@pytest.mark.parametrize("more", [{"reason": "유찰", "remedy": "재공고"}, {"done": "2024-09-30"}])
def test_a_milestone_put_off_with_both_or_done_at_last_is_left_alone(more: Fields) -> None:
    assert not found("milestone.put-off", dataset(milestones=[milestone(slipped_to="2024-12-31", **more)]))


def test_an_action_past_its_day_without_a_word_is_found() -> None:
    assert fields("action.past-due", dataset(meetings=[MEETING], actions=[action()])) == ["actions › a1"]


@pytest.mark.parametrize("more", [{"status": "done"}, {"note": "섭외 중"}, {"due": None}, {"due": "2024-09-30"}])
def test_an_action_done_told_of_or_not_due_is_left_alone(more: Fields) -> None:
    assert not found("action.past-due", dataset(meetings=[MEETING], actions=[action(**more)]))


def test_an_open_risk_without_a_remedy_is_found() -> None:
    assert fields("risk.no-remedy", dataset(risks=[risk()])) == ["risks › r1"]


@pytest.mark.parametrize("more", [{"remedy": "추가 채용"}, {"status": "closed"}])
def test_a_risk_with_a_remedy_or_closed_is_left_alone(more: Fields) -> None:
    assert not found("risk.no-remedy", dataset(risks=[risk(**more)]))
