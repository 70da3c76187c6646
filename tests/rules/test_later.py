from __future__ import annotations

import pytest
from tests.knowledge import Fields, dataset, source
from tests.rules.applied import found

from policyreport.diagnostics import Problem, SourceLocation
from policyreport.model import Dataset, Places, Quarter
from policyreport.model.rule_settings import RuleSettings
from policyreport.rules import known_later

CODE = "date.known-later"
SOURCES = [source("s1", date="2024-07-10"), source("autumn", date="2024-10-05"), source("new-year", date="2025-01-20")]
DELAY: Fields = {"slipped_to": "2025-06-30", "reason": "입찰 무산", "remedy": "다시 공고"}


def known(**collections: object) -> Dataset:
    first: Fields = {"id": "first", "title": "첫 회의", "date": "2024-10-10", "agenda": ["점검"], "sources": ["s1"]}
    return dataset("2024Q3", "2024Q4", "2025Q1", sources=SOURCES, meetings=[first], **collections)


def milestone(*sources: str, **more: object) -> Fields:
    return {"id": "m", "title": "공장 준공", "due": "2025-02-28", "sources": sources, **more}


def action(*sources: str, **more: object) -> Fields:
    said: Fields = {"id": "a", "title": "기준 마련", "meeting": "first", "status": "delayed"}
    return {**said, "sources": sources, **more}


def law(*sources: str, **more: object) -> Fields:
    return {"id": "l", "title": "지원법", "kind": "act", "stage": "proposed", "sources": sources, **more}


def one(told: Dataset) -> Problem:
    (problem,) = found(CODE, told)
    return problem


def test_a_postponement_from_a_later_source_is_told_with_its_fields_sources_and_quarters() -> None:
    problem = one(known(milestones=[milestone("s1", "new-year", **DELAY)]))
    assert problem.field == "milestones › m › slipped_to"
    assert problem.what.en == (
        "'공장 준공' is told for 2024Q3, 2024Q4 as due on 2025-02-28, without slipped_to, reason, remedy: "
        "sources that came later: 'new-year' (2025-01-20)"
    )
    assert problem.what.ko == (
        "2024Q3, 2024Q4 문서에 '공장 준공'이(가) 당초 기한 2025-02-28로 나옵니다. "
        "나오지 않는 항목: 연기된 기한, 사유, 대책. 기준일 뒤에 나온 출처: 'new-year' (2025-01-20)"
    )
    assert problem.hint is not None
    assert "policyreport rebuild" in problem.hint.ko


@pytest.mark.parametrize(
    ("record", "field", "told", "hint"),
    [
        (milestone("new-year", **DELAY), "slipped_to", "sources that came later: 'new-year'", "set its first date"),
        (
            milestone("new-year", due="2025-01-15"),
            "sources",
            "as due on 2025-01-15: sources that",
            "set its first date",
        ),
        (milestone("s1", **DELAY), "slipped_to", "no source with a date tells", "give that source its 'date'"),
        (milestone("s1", "new-year", reason="협의 지연"), "reason", "without reason: sources", "name only these"),
    ],
    ids=["later alone", "past due", "undated", "reason"],
)
def test_what_is_left_of_a_milestone_is_told_with_why_and_what_to_do(
    record: Fields, field: str, told: str, hint: str
) -> None:
    problem = one(known(milestones=[record]))
    assert problem.field == f"milestones › m › {field}"
    assert told in problem.what.en
    assert problem.hint is not None
    assert hint in problem.hint.en


@pytest.mark.parametrize(
    ("collections", "field", "told"),
    [
        (
            {"actions": [action("s1", "new-year", note="협의 중")]},
            "actions › a › status",
            "for 2024Q4 as known by then",
        ),
        (
            {"actions": [action("s1", status="done", done="2025-01-09", note="마침")]},
            "actions › a › note",
            "without note: what it says is of 2025-01-09",
        ),
        (
            {"risks": [{**milestone("s1", "new-year", due=None), "id": "r", "reason": "소음", "status": "closed"}]},
            "risks › r › status",
            "without status",
        ),
        ({"legislation": [law("s1", date="2025-01-09")]}, "legislation › l › stage", "is of 2025-01-09"),
        ({"legislation": [law("s1", "new-year")]}, "legislation › l › stage", "'new-year' (2025-01-20)"),
    ],
    ids=["action", "action done later", "risk", "law of a later day", "law of a later source"],
)
def test_what_is_left_of_other_records_is_told(collections: dict[str, object], field: str, told: str) -> None:
    problem = one(known(**collections))
    assert problem.field == field
    assert told in problem.what.en


@pytest.mark.parametrize(
    "collections",
    [
        {"milestones": [milestone("s1", "autumn", due="2024-12-31", done="2025-01-09")]},
        {"milestones": [milestone("new-year")]},
        {"milestones": [milestone("s1", "new-year", done="2025-02-10")]},
        {"actions": [action("s1", status="done", done="2025-01-09")]},
        {"actions": [action("s1", "new-year", status="ongoing")]},
        {"legislation": [law("s1", date="2024-08-01"), law("new-year", id="l2")]},
        {"risks": [{"id": "r", "title": "민원", "reason": "소음", "remedy": "방음벽", "sources": ["new-year"]}]},
    ],
)
def test_what_its_days_and_sources_date_is_no_gap(collections: dict[str, object]) -> None:
    assert not found(CODE, known(**collections))


def test_an_action_is_no_gap_before_its_meeting() -> None:
    assert "2024Q3" not in one(known(actions=[action("s1", "new-year", note="협의 중")])).what.en


def test_quarters_that_lack_different_things_are_told_apart() -> None:
    told = known(actions=[action("autumn", "new-year", due="2024-12-01", note="협의 중")])
    assert [p.field for p in found(CODE, told)] == ["actions › a › note"]
    problems = found(CODE, known(milestones=[milestone("autumn", "new-year", **DELAY)]))
    assert [p.what.en.partition(" as ")[0] for p in problems] == [
        "'공장 준공' is told for 2024Q3",
        "'공장 준공' is told for 2024Q4",
    ]


def test_a_build_is_told_of_its_own_quarter_alone_with_the_place() -> None:
    places = Places({("milestones", 0): SourceLocation("data/일정.yaml", 2, 5)})
    told = known(milestones=[milestone("s1", "new-year", **DELAY)]).model_copy(update={"places": places})
    (problem,) = known_later(told, Quarter(2024, 4), RuleSettings())
    assert (problem.code, str(problem.where)) == (CODE, "data/일정.yaml:2:5")
    assert "for 2024Q4 as" in problem.what.en
    assert known_later(told, Quarter(2025, 1), RuleSettings()) == ()


def test_a_build_is_not_told_of_what_the_project_switched_off() -> None:
    told = known(milestones=[milestone("s1", "new-year", **DELAY)])
    off = {"code": CODE, "record": "m", "reason": "1월에 미룬 일"}
    assert known_later(told, Quarter(2024, 4), RuleSettings.model_validate({"off": [off]})) == ()
    assert not found(CODE, told, off=[off])
