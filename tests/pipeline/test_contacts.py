"""People in the papers: those whom readers may know are named, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.young_farmers import young_farmers

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.dump import dump
from policyreport.facts import derive
from policyreport.inputs import load, report_kinds, settings
from policyreport.model import Quarter
from policyreport.pipeline.build import build
from policyreport.project import Project
from policyreport.templating import compose

from .small_project import small, write_kind

HIDDEN = """contacts:
  - {id: quiet, name: 정은밀, position: 감사팀장, department: 감사관실, telephone: 000-880-9999, role: 담당자}
"""
PEOPLE = (
    HIDDEN
    + """
  - {id: guest, name: 최다솔, position: 예산담당관, role: 배석, audience: 협의회}
  - id: head
    name: 한가람
    position: 과장
    department: 농업정책과
    telephone: 000-880-3300
    role: 책임자
    audience: 공개
  - id: smart
    name: 박새봄
    position: 주무관
    department: 스마트농업과
    role: 담당자
    programs: [p-smart1]
    audience: 공개
"""
)
MEETINGS = """  - id: m2
    title: 제2차 정책협의회
    date: 2026-09-10
    venue: 나래군 농업기술센터
    agenda: [추진 상황 점검]
    reports: [3분기 추진실적]
    discussion: [착공 지연 까닭]
    decisions: [준공 시기 조정]
    attended: [province, nonghyup]
    absent: [greenfarm]
    headcount: 14
    also_present: [나래군]
    sources: [minutes2]
"""
NEXT = """  - id: m3
    title: 제3차 정책협의회
    date: 2026-10-22
    venue: 대회의실
    agenda: [내년 계획 심의]
    sources: [plan]
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = young_farmers(tmp_path, "third")
    (made.data / "people.yaml").write_text(PEOPLE, "utf-8")
    return made


def meetings(project: Project, *added: str) -> None:
    """Write the second meeting in full, and others after it."""
    path = project.data / "council.yaml"
    before, rest = path.read_text("utf-8").split("  - id: m2\n")
    path.write_text(before + MEETINGS + "".join(added) + "\nactions:" + rest.split("\nactions:")[1], "utf-8")


def composed(project: Project) -> Mapping[str, str]:
    """Return the reports of the third quarter as text, each made of what its readers may know."""
    known = load(project).dataset
    return {
        name: dump(compose(kind, derive(known, Quarter(2026, 3), kind.audience), settings(project)))
        for name, kind in report_kinds(project).items()
    }


def test_a_press_release_names_who_is_responsible_and_who_deals_with_it(project: Project) -> None:
    press = composed(project)["press"]
    assert '"농업정책과" | "책임자" | "과장 한가람" | "000-880-3300"' in press
    assert '"스마트농업과" | "담당자" | "주무관 박새봄"' in press


def test_departments_without_a_person_are_still_named(project: Project) -> None:
    assert '"농업교육과" | "-" | "-" | "061-000-2002"' in composed(project)["press"]


def test_without_people_the_release_names_departments_and_leaves_no_columns_empty(project: Project) -> None:
    (project.data / "people.yaml").unlink()
    press = composed(project)["press"]
    assert 'columns: "담당 부서" left | "전화" left' in press
    assert '"농업정책과" | "061-000-1001"' in press


def test_who_is_responsible_comes_before_who_deals_with_it(project: Project) -> None:
    people = "  - {id: aide, name: 나보라, position: 주무관, department: 농업정책과, role: 담당자, audience: 공개}\n"
    path = project.data / "people.yaml"
    path.write_text(path.read_text("utf-8").replace("  - id: head\n", people + "  - id: head\n"), "utf-8")
    press = composed(project)["press"]
    assert press.index("한가람") < press.index("나보라") < press.index("박새봄")


def test_a_release_without_an_embargo_may_be_published_at_once(project: Project) -> None:
    press = composed(project)["press"]
    assert '"보도시점" = "배포 즉시"' in press
    assert "배포일" not in press
    assert "붙임" not in press


def test_a_release_tells_its_embargo_the_day_that_it_is_handed_out_and_what_goes_with_it(project: Project) -> None:
    path = project.data / "quarters" / "2026Q3.yaml"
    days = "release_day: 2026-10-14\n  embargo_day: 2026. 10. 15.\n  embargo_time: '06:00'\n  "
    head = f"{days}attachments: [계획, 명단]\n  "
    path.write_text(path.read_text("utf-8").replace("headline:", f"{head}headline:", 1), "utf-8")
    press = composed(project)["press"]
    assert '"보도시점" = "2026. 10. 15.(목) 06:00 이후"' in press
    assert '"배포일" = "2026. 10. 14.(수)"' in press
    said = press.replace('" "', "")
    assert "1. 계획, 2. 명단" in said


def test_a_time_of_an_embargo_needs_its_day(project: Project) -> None:
    path = project.data / "quarters" / "2026Q3.yaml"
    path.write_text(path.read_text("utf-8").replace("headline:", "embargo_time: '06:00'\n  headline:", 1), "utf-8")
    with pytest.raises(PolicyReportError) as caught:
        load(project)
    (problem,) = caught.value.problems
    assert "embargo_day" in (problem.hint.ko if problem.hint else "")
    assert problem.where
    assert problem.where.file == "data/quarters/2026Q3.yaml"


def test_nobody_is_named_to_readers_who_may_not_know_them(project: Project) -> None:
    made = composed(project)
    assert "최다솔" in made["handout"]
    assert [name for name, text in made.items() if "정은밀" in text or "감사관실" in text] == []
    assert [name for name, text in made.items() if "최다솔" in text] == ["handout"]


@pytest.mark.parametrize("written", ["정은밀", "정 은밀", "감사팀장 정은밀", "000-880-9999"])
def test_a_file_that_tells_of_a_hidden_person_is_refused(tmp_path: Path, written: str) -> None:
    project = small(tmp_path)
    (project.data / "people.yaml").write_text(HIDDEN, "utf-8")
    write_kind(tmp_path, "open", "txt", f"# 담당\n\n- 문의: {written}\n", "audience: public\n")
    with pytest.raises(PolicyReportError) as caught:
        build(project)
    assert caught.value.problems[0].kind is ErrorKind.SECURITY
    assert any("contacts › quiet" in problem.field for problem in caught.value.problems)


def test_the_handout_tells_reports_discussion_and_decisions_apart(project: Project) -> None:
    meetings(project)
    handout = composed(project)["handout"]
    for text in ("(안건) 추진 상황 점검", "(보고) 3분기 추진실적", "(논의) 착공 지연 까닭", "(의결) 준공 시기 조정"):
        assert text in handout.replace('" "', "").replace('"', "")
    assert '"참석" = "가람도, 농협 가람지역본부"' in handout
    assert '"배석" = "나래군, 예산담당관 최다솔"' in handout
    assert 'meeting.m2.headcount "14명" = 14 "명"' in handout


def test_a_handout_without_a_next_meeting_says_that_none_is_called_and_leaves_out_what_is_not_known(
    project: Project,
) -> None:
    meetings(project)
    handout = composed(project)["handout"]
    assert '"참석 인원" = meeting.m2.headcount "14명"' in handout.replace("<", "").replace(">", "")
    assert '"차기 회의" = "일정 미정"' in handout
    path = project.data / "council.yaml"
    path.write_text(path.read_text("utf-8").replace("rhythm:", "# rhythm:"), "utf-8")
    assert "개최 주기" not in composed(project)["handout"]
    meetings(project, NEXT)
    assert "차기 회의" not in composed(project)["handout"]


def test_the_handout_is_made_for_the_next_meeting(project: Project) -> None:
    meetings(project, NEXT)
    handout = composed(project)["handout"]
    assert '"이번 회의" = "제3차 정책협의회"' in handout
    assert '"지난 회의" = "제2차 정책협의회, " <2026. 9. 10.>' in handout
    assert 'item: "내년 계획 심의"' in handout
    assert "최근 회의" not in handout


def test_a_paper_calls_a_source_by_a_number_that_its_list_of_sources_bears(project: Project) -> None:
    made = composed(project)
    assert "REP3" not in "".join(made.values())
    assert 'from "[5] · 2026. 9. 30."' in made["briefing"]
    assert all('"[5]" | ' in made[name] for name in ("briefing", "handout", "matrix"))
