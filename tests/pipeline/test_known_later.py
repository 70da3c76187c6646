"""A build of an older quarter leaves out what was decided later, and says so; so does a check."""

from __future__ import annotations

import pytest
from tests.young_farmers import young_farmers

from policyreport.pipeline.build import Built, build
from policyreport.pipeline.check import check
from policyreport.project import Project

CODE = "date.known-later"


@pytest.fixture(scope="module")
def farmers(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return young_farmers(tmp_path_factory.mktemp("farmers"), "fourth")


def briefing(project: Project, quarter: str) -> tuple[Built, str]:
    built = build(project, quarter, ["briefing"], ["txt"])
    return built, (built.folder / "briefing.txt").read_text("utf-8-sig")


def test_the_june_briefing_tells_a_milestone_as_it_was_planned_and_nothing_of_september(farmers: Project) -> None:
    built, text = briefing(farmers, "2026Q2")
    assert "스마트팜 2단지 착공; 기한·완료: 2026. 8. 31.; 상태: 예정" in text
    assert not [
        said
        for said in ("연기(", "상태: 연기", "2027. 1. 31.", "시굴", "17개 설치", "제2차 정책협의회 회의록")
        if said in text
    ]
    told = {warning.field: str(warning.where) for warning in built.warnings if warning.code == CODE}
    assert told["milestones › ms-smart2 › slipped_to"] == "data/수합.xlsx › 추진일정!G3"
    assert told["actions › loan-window › note"].startswith("data/council.yaml:")


def test_the_september_briefing_tells_the_change_and_leaves_out_the_note_of_october(farmers: Project) -> None:
    built, text = briefing(farmers, "2026Q3")
    assert "추진일정; 내용: 스마트팜 2단지 착공; 직전 보고: 예정; 금회 보고: 연기(2027. 1. 31.)" in text
    assert "모두 설치" not in text
    assert {warning.field for warning in built.warnings if warning.code == CODE} == {
        "actions › loan-window › note",
        "actions › age-rule › status",
    }


def test_the_newest_briefing_has_nothing_to_leave_out(farmers: Project) -> None:
    built, text = briefing(farmers, "2026Q4")
    assert "모두 설치" in text
    assert [warning for warning in built.warnings if warning.code == CODE] == []


def test_a_check_warns_of_each_such_record_with_the_quarters(farmers: Project) -> None:
    told = [one for one in check(farmers) if one.problem.code == CODE]
    assert {one.severity for one in told} == {"warning"}
    assert {one.problem.field for one in told} >= {
        "milestones › ms-smart2 › slipped_to",
        "actions › loan-window › note",
    }
    (smart,) = [one.problem for one in told if "ms-smart2" in one.problem.field]
    assert "2026Q2" in smart.what.ko
