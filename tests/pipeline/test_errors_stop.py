"""What ``check`` calls an error of the data stops the sets that tell of it, and is a warning in a draft of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.issuing import issue_set

from policyreport.cli import main
from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.inputs import load
from policyreport.ledger import LEDGER, open_ledger
from policyreport.model import Quarter
from policyreport.pipeline.build import build
from policyreport.pipeline.check import check
from policyreport.pipeline.options import BuildOptions
from policyreport.pipeline.rebuild import rebuild
from policyreport.project import Project
from policyreport.roll import rolled
from policyreport.rules import RULES
from policyreport.scheduler import run
from policyreport.scheduler.environment import default_environment

from .conftest import published
from .small_project import QUARTER, small, standing, write_kind

EARLIER, LATER = "2026Q1", "2026Q3"
DRAFT = BuildOptions(draft=True)
AFTER_THE_QUARTER = datetime(2026, 8, 15, 3, 0, tzinfo=UTC)

Plant = tuple[str, str, str]
"""A file of the data, words in it, and what is written in their place; at its end where the words are none."""

PLANTED: dict[str, Plant] = {
    "sum.weights": ("indicators.yaml", "    decimals: 1\n", "    decimals: 1\n    weight: 85\n"),
    "budget.overspent": ("carrying-out.yaml", "executed: 310\n", "executed: 5608.8\n"),
    "date.order": ("carrying-out.yaml", "slipped_to: 2026-08-31", "slipped_to: 2026-04-30"),
    "sum.members": (
        "carrying-out.yaml",
        "",
        (
            "\nobservations:\n"
            "  - {indicator: school-graduates, quarter: 2026Q2, value: 30, as_of: 2026-06-30, source: progress-q2,"
            " dimensions: {place: east}}\n"
            "  - {indicator: school-graduates, quarter: 2026Q2, value: 9, as_of: 2026-06-30, source: progress-q2,"
            " dimensions: {place: west}}\n"
        ),
    ),
    "target.conflict": (
        "indicators.yaml",
        "",
        "  - {indicator: digital-rate, value: 44, year: 2028, set_on: 2026-01-15, source: plan}\n",
    ),
    "update.conflict": (
        "carrying-out.yaml",
        "",
        (
            "\nupdates:\n  - {kind: actions, record: evening-classes, on: 2026-06-20, state: delayed}\n"
            "  - {kind: actions, record: evening-classes, on: 2026-06-20, state: done}\n"
        ),
    ),
    "update.day": (
        "carrying-out.yaml",
        "",
        "\nupdates:\n  - {kind: milestones, record: delivery-review, on: 2024-06-20, state: planned}\n",
    ),
    "milestone.past-due": ("carrying-out.yaml", "    done: 2026-02-20\n", ""),
    "action.past-due": ("council.yaml", "    status: done\n", "    status: ongoing\n"),
    "freshness.too-old": ("project.yaml", "", "  freshness: {warn_days: 10, error_days: 20}\n"),
    "source.none": ("carrying-out.yaml", "    source: progress-q2\n", "    source: later\n"),
    "name.mistaken": (
        "policy.yaml",
        "",
        "\norganisations:\n  - {id: statistics, title: 가상통계원, mistaken_for: [가상상인연합회]}\n",
    ),
    "text.to-be-written": ("quarters/2026Q2.yaml", "스마트상점 추가 선정, 공동 배달망 시범 개시", "작성 필요"),
    "claim.direction": ("quarters/2026Q2.yaml", "스마트상점 추가 선정, ", "스마트상점 신청은 전 분기 대비 감소, "),
    "claim.target": ("quarters/2026Q2.yaml", "스마트상점 추가 선정, ", "스마트상점 선정은 연간 목표 달성, "),
    "claim.number": ("quarters/2026Q2.yaml", "스마트상점 추가 선정, ", "스마트상점 신청 580개소, "),
    "claim.rank": ("quarters/2026Q2.yaml", "스마트상점 추가 선정, ", "스마트상점 신청 역대 최저 기록, "),
    "claim.size": ("quarters/2026Q2.yaml", "스마트상점 추가 선정, ", "스마트상점 신청은 500개소 이상, "),
    "claim.count": ("quarters/2026Q2.yaml", "스마트상점 추가 선정, ", "시범 지역 3곳(가온, 나루) 확정, "),
    "audience.wider": ("sources.yaml", "  - id: survey\n", "  - id: survey\n    audience: internal\n"),
    "rules.unknown-code": ("project.yaml", "", "    - {code: budget.overspend, reason: 이월}\n"),
}
"""For each code that an error of the rules can bear, one that is planted into the example."""

NEEDED: dict[str, tuple[Plant, ...]] = {
    "sum.members": (
        (
            "project.yaml",
            "",
            "dimensions: {place: {title: 지역, members: [{code: east, title: 동쪽}, {code: west, title: 서쪽}]}}\n",
        ),
    ),
    "source.none": (
        ("project.yaml", "voice: office", "voice: observer"),
        (
            "sources.yaml",
            "",
            "  - {id: later, title: 뒤에 나온 자료, publisher: 가상정책부, kind: example, date: 2026-07-20}\n",
        ),
    ),
}
"""What the example must have beside it for some of them."""


def plant(project: Project, planted: Plant) -> None:
    file, old, new = planted
    path = project.data / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")


def plant_error(project: Project, code: str) -> None:
    for needed in NEEDED.get(code, ()):
        plant(project, needed)
    plant(project, PLANTED[code])


def faulty(folder: Path, code: str) -> Project:
    project = small(folder, "txt", "csv")
    plant_error(project, code)
    return project


def errors_of(project: Project) -> set[Problem]:
    return {one.problem for one in check(project) if one.severity == "error" and not one.excuse}


def refused(project: Project, quarter: str = QUARTER, **options: bool) -> PolicyReportError:
    with pytest.raises(PolicyReportError) as caught:
        build(project, quarter, options=BuildOptions(**options))
    return caught.value


def begin(project: Project, quarter: str = LATER) -> None:
    """Begin the quarter after the newest one, as ``roll`` does."""
    text = rolled(load(project).dataset, Quarter.parse(QUARTER), Quarter.parse(quarter)).text
    (project.data / "quarters" / f"{quarter}.yaml").write_text(text, "utf-8")


def test_every_code_of_an_error_is_planted():
    assert set(PLANTED) == {rule.code for rule in RULES if rule.severity == "error"} | {"rules.unknown-code"}


@pytest.mark.parametrize("code", PLANTED)
def test_an_error_stops_a_build_in_the_words_of_check(tmp_path: Path, code: str):
    project = faulty(tmp_path, code)
    errors = errors_of(project)
    assert {problem.code for problem in errors} == {code}
    refusal = refused(project)
    assert (refusal.exit_code, set(refusal.problems)) == (ErrorKind.DATA, errors)
    assert published(project.out) == []
    assert not (project.out / LEDGER).exists()


@pytest.mark.parametrize("code", PLANTED)
def test_a_draft_goes_on_and_warns_of_the_error(tmp_path: Path, code: str):
    project = faulty(tmp_path, code)
    built = build(project, options=DRAFT)
    assert set(built.warnings) == errors_of(project)
    assert published(project.out) == [f"{QUARTER}-draft"]
    assert "초안" in (built.folder / "brief.txt").read_text("utf-8-sig")


@pytest.mark.parametrize("code", PLANTED)
def test_an_error_stops_a_scheduled_run(tmp_path: Path, code: str):
    project = faulty(tmp_path, code)
    ran = run(project, replace(default_environment(lambda: AFTER_THE_QUARTER), sleep=lambda _: None))
    said = (
        {problem.code for problem in ran.problems},
        {one.outcome for one in ran.status.quarters if one.quarter == QUARTER},
    )
    is_only_begun = code == "text.to-be-written"  # a run waits for a quarter whose headline is still to be written
    assert said == ((set(), {"waiting"}) if is_only_begun else ({code}, {"failed"}))
    assert QUARTER not in published(project.out)


@pytest.mark.parametrize("code", PLANTED)
def test_an_error_stops_what_was_published_from_being_packed_and_sent(tmp_path: Path, code: str):
    project = small(tmp_path, "txt", "csv")
    post = f"    deliver: {{folder: {tmp_path / 'post'}}}"
    group = f"groups:\n  - id: offices\n    audience: internal\n    reports: [brief, table]\n{post}\n"
    members = f"{group}recipients:\n  - {{id: planning, name: 기획조정실, groups: [offices]}}\n"
    (project.data / "recipients.yaml").write_text(members, "utf-8")
    issue_set(project)
    assert main(["deliver", QUARTER, "--project", str(project.root)]) == 0
    plant_error(project, code)
    zipped = tmp_path / "set.zip"
    assert main(["package", "-o", str(zipped), "--project", str(project.root)]) == ErrorKind.DATA
    assert main(["deliver", QUARTER, "--project", str(project.root)]) == ErrorKind.DATA
    assert not zipped.exists()


LOOKS_WRONG: Plant = ("quarters/2026Q2.yaml", "스마트상점 추가 선정, ", "스마트상점 추가 선정,  ")
"""What ``check`` warns of: a second space."""


def test_a_warning_stops_a_strict_build_alone_in_the_words_of_check(tmp_path: Path):
    project = small(tmp_path, "txt", "csv")
    plant(project, LOOKS_WRONG)
    warned = {one.problem for one in check(project) if one.severity == "warning" and not one.excuse}
    assert {problem.code for problem in warned} == {"text.spaces"}
    refusal = refused(project, strict=True)
    assert (refusal.exit_code, set(refusal.problems)) == (ErrorKind.DATA, warned)
    assert published(project.out) == []
    assert build(project).changed


def test_a_strict_build_looks_again_where_nothing_changed(tmp_path: Path):
    project = small(tmp_path, "txt", "csv")
    plant(project, LOOKS_WRONG)
    build(project)
    assert {problem.code for problem in refused(project, strict=True).problems} == {"text.spaces"}


def test_a_rule_that_was_switched_off_for_nothing_stops_a_strict_build(tmp_path: Path):
    project = small(tmp_path, "txt", "csv")
    plant(project, ("project.yaml", "", "    - {code: budget.overspent, reason: 이월액이 든 집행액}\n"))
    assert {problem.code for problem in refused(project, strict=True).problems} == {"rules.unused-off"}


def test_a_strict_build_of_sound_data_is_that_of_any_other(tmp_path: Path):
    project = small(tmp_path, "txt", "csv")
    issue_set(project)
    again = build(project, options=BuildOptions(strict=True))
    assert (again.changed, again.number) == (False, 1)


def test_an_error_leaves_what_was_published_as_it_was(tmp_path: Path):
    project = small(tmp_path, "txt", "csv")
    build(project)
    before = standing(project)
    plant(project, PLANTED["budget.overspent"])
    refused(project)
    assert standing(project) == before


def test_what_the_project_excuses_stops_nothing(tmp_path: Path):
    project = faulty(tmp_path, "budget.overspent")
    plant(project, ("project.yaml", "", "    - {code: budget.overspent, reason: 이월액이 든 집행액}\n"))
    assert build(project).warnings == ()


def test_an_age_from_which_on_a_value_is_too_old_is_the_projects_to_set(tmp_path: Path):
    project = faulty(tmp_path, "freshness.too-old")
    refused(project)
    plant(project, ("project.yaml", "error_days: 20", "error_days: 40"))
    assert build(project).changed


def test_editions_are_stopped_too(tmp_path: Path):
    project = faulty(tmp_path, "text.to-be-written")
    write_kind(project.root, "field", "txt", more='for: fields\nname: "{{ field.short_title }}"\n')
    with pytest.raises(PolicyReportError) as caught:
        build(project, reports=["field"])
    assert [problem.code for problem in caught.value.problems] == ["text.to-be-written"]


def test_a_quarter_that_was_only_begun_is_stopped_and_hinders_no_older_one(tmp_path: Path):
    project = small(tmp_path, "txt", "csv")
    begin(project)
    assert {problem.code for problem in errors_of(project)} == {"text.to-be-written"}
    assert build(project, QUARTER).warnings == ()
    (problem,) = refused(project, LATER).problems
    assert problem.where is not None
    assert (problem.code, problem.where.file) == ("text.to-be-written", f"data/quarters/{LATER}.yaml")


def test_an_event_that_came_later_hinders_no_older_quarter(tmp_path: Path):
    project = small(tmp_path, "txt", "csv")
    plant(project, ("quarters/2026Q2.yaml", "title: 스마트상점 추가 선정", "title: 작성 필요"))
    assert build(project, EARLIER).warnings == ()
    assert [problem.code for problem in refused(project).problems] == ["text.to-be-written"]


def test_a_step_that_was_due_later_hinders_no_older_quarter(tmp_path: Path):
    project = small(tmp_path, "txt", "csv")
    plant(
        project, ("carrying-out.yaml", "due: 2026-09-30\n    sources: [plan]", "due: 2026-08-14\n    sources: [plan]")
    )
    begin(project)
    plant(project, (f"quarters/{LATER}.yaml", "headline: 작성 필요", "headline: 배달망 점검을 미룬 분기"))
    assert {problem.code for problem in errors_of(project)} == {"milestone.past-due"}
    assert build(project, QUARTER).warnings == ()
    assert [problem.code for problem in refused(project, LATER).problems] == ["milestone.past-due"]


def test_an_error_of_an_earlier_quarter_stops_the_newest(tmp_path: Path):
    project = small(tmp_path, "txt", "csv")
    plant(project, ("quarters/2026Q1.yaml", "- 제2차 협의회 개최", "- 작성 필요"))
    (problem,) = refused(project).problems
    assert problem.where is not None
    assert problem.where.file == "data/quarters/2026Q1.yaml"


@pytest.mark.parametrize("code", ["sum.weights", "budget.overspent", "name.mistaken", "rules.unknown-code"])
def test_an_error_of_the_data_as_a_whole_stops_an_older_quarter(tmp_path: Path, code: str):
    project = faulty(tmp_path, code)
    assert set(refused(project, EARLIER).problems) == errors_of(project)


def test_what_was_issued_with_an_error_can_be_made_again_for_comparison(tmp_path: Path):
    project = faulty(tmp_path, "budget.overspent")
    issue_set(project, options=BuildOptions(judged=False))
    with open_ledger(project.out) as ledger:
        issue = ledger.issues.newest(QUARTER)
        assert issue is not None
        assert rebuild(ledger, issue).identical
