"""The commands run and status: what they say, and with what exit code."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.issuing import issue_set

from policyreport.cli import main, run
from policyreport.pipeline.options import BuildOptions
from policyreport.project import open_project
from policyreport.scheduler import default_environment

from .conftest import Run, Spoil

NOW = datetime(2026, 7, 21, tzinfo=UTC)
"""The day after the one on which 2026Q2 is due, in Seoul."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moments at which runs happen: the first one is now."""
    moments = [NOW]
    monkeypatch.setattr(run, "default_environment", lambda: default_environment(lambda: moments[0]))
    return moments


def test_run_issues_what_is_due_and_says_when_the_next_is(project: Path, run: Run, clock: list[datetime]):
    said = run("run", "--project", project)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[1:] == ["  2026Q2  issued", "next due: 2026Q3 on 2026-10-21"]
    assert (project / "out" / "2026Q2" / "briefing.pdf").is_file()


def test_a_project_that_lives_on_gets_each_quarter_once(project: Path, run: Run, spoil: Spoil, clock: list[datetime]):
    clock[0] = datetime(2026, 4, 20, 15, tzinfo=UTC)
    assert "2026Q1  issued" in run("run", "--project", project).out
    clock[0] = NOW
    assert "2026Q2  issued" in run("run", "--project", project).out
    assert run("roll", "2026Q2", "2026Q3", "--project", project).code == 0
    clock[0] = datetime(2026, 10, 20, 15, tzinfo=UTC)
    said = run("run", "--project", project)
    assert (said.code, "2026Q3 is due and waits for its data [run.waiting]" in said.err) == (0, True)
    spoil("data/quarters/2026Q3.yaml", "작성 필요", "가상의 분기를 마침")
    assert "2026Q3  issued" in run("run", "--project", project).out
    assert "nothing was due" in run("run", "--project", project).out


def test_what_people_issued_by_hand_is_not_issued_again(project: Path, run: Run, clock: list[datetime]):
    run("build", "--issue", "--project", project, "--quarter", "2026Q2")
    clock[0] = datetime(2099, 1, 1, tzinfo=UTC)
    assert "2026Q2  " not in run("run", "--project", project).out


def test_what_people_built_and_did_not_issue_is_issued_by_a_run(project: Path, run: Run, clock: list[datetime]):
    run("build", "--project", project, "--quarter", "2026Q2")
    assert "2026Q2  issued" in run("run", "--project", project).out
    assert run("history", "--project", project, "--json").records[-1]["issue"] == 1
    assert "nothing was due" in run("run", "--project", project).out


def test_strict_ends_with_11_when_there_was_nothing_to_build(project: Path, run: Run, clock: list[datetime]):
    assert run("run", "--strict", "--project", project).code == 0
    said = run("run", "--strict", "--project", project)
    assert (said.code, said.err) == (11, "there was nothing to build [run.nothing-due]\n")


def test_a_fault_of_the_data_is_told_with_its_place_and_exit_code(
    project: Path, run: Run, spoil: Spoil, clock: list[datetime]
):
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    said = run("run", "--project", project)
    assert (said.code, said.err.startswith("data/policy.yaml:")) == (3, True)
    assert not (project / "out" / "2026Q2").exists()


@pytest.fixture
def brief(project: Path) -> Path:
    """The project with one report, which is made in a moment."""
    for kind in ("briefing", "matrix", "onepager", "press"):
        shutil.rmtree(project / "templates" / kind)
    report = project / "templates" / "handout" / "report.yaml"
    report.write_text(re.sub(r"(?m)^formats: .*$", "formats: [txt]", report.read_text("utf-8")), encoding="utf-8")
    return project


def test_an_error_of_check_is_told_with_the_quarter_that_it_stopped_and_the_others_are_issued(
    brief: Path, run: Run, spoil: Spoil, clock: list[datetime]
):
    with (brief / "data" / "project.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\nschedule: {first: 2026Q1}\n")
    spoil("data/quarters/2026Q2.yaml", "    - 저녁 교육 과정 개설 여부 결정", "    - 작성 필요")
    said = run("run", "--project", brief)
    assert (said.code, "this text is still to be written [text.to-be-written]" in said.err) == (3, True)
    what_came = [
        "  2026Q1  issued",
        "  2026Q2  failed: text.to-be-written",
        "      data/quarters/2026Q2.yaml:8:7  not kept: Every text is written  [text.to-be-written]",
    ]
    assert said.out.splitlines()[1:4] == what_came
    assert run("status", "--project", brief).out.splitlines()[1:4] == what_came
    assert not (brief / "out" / "2026Q2").exists()


def test_what_stopped_a_quarter_is_listed_as_far_as_it_is_of_use(
    brief: Path, run: Run, spoil: Spoil, clock: list[datetime]
):
    texts = "\n".join(["    - 작성 필요"] * 8)
    spoil("data/quarters/2026Q2.yaml", "    - 저녁 교육 과정 개설 여부 결정", texts)
    lines = run("run", "--project", brief).out.splitlines()
    assert sum("[text.to-be-written]" in line for line in lines) == 6
    assert "      and 2 more" in lines


def test_figures_that_would_be_missing_stop_each_run_until_a_person_decides(
    brief: Path, run: Run, spoil: Spoil, clock: list[datetime]
):
    before_its_end = datetime(2026, 6, 25, tzinfo=UTC)
    issue_set(open_project(brief), "2026Q2", options=BuildOptions(clock=lambda: before_its_end))
    spoil("data/quarters/2026Q2.yaml", "    value: 480\n", "    value:\n")
    for _ in range(2):
        said = run("run", "--project", brief)
        assert (said.code, "2026Q2  failed: figure.missing" in said.out) == (3, True)
        assert "an issued figure would be missing  [figure.missing]" in said.out
    assert len(run("history", "2026Q2", "--project", brief, "--json").records) == 1
    issue_set(open_project(brief), "2026Q2", options=BuildOptions(clock=lambda: NOW, restate=True))
    said = run("run", "--project", brief)
    assert (said.code, "nothing was due" in said.out) == (0, True)


def test_json_has_problems_and_warnings_as_records(project: Path, run: Run, clock: list[datetime]):
    clock[0] = datetime(2026, 10, 21, tzinfo=UTC)
    run("run", "--project", project)
    clock[0] = datetime(2027, 1, 21, tzinfo=UTC)
    records = run("run", "--project", project, "--strict", "--json").records
    assert [(record["severity"], record["code"]) for record in records] == [
        ("error", "run.nothing-due"),
        ("warning", "run.waiting"),
        ("warning", "run.waiting"),
    ]


def test_status_tells_of_the_last_run(project: Path, run: Run, clock: list[datetime]):
    clock[0] = datetime.now(UTC)
    ran = run("run", "--project", project)
    assert run("status", "--project", project, "--max-age", "36h") == ran._replace(err="")


def test_status_fails_when_the_last_good_run_is_too_long_ago(project: Path, run: Run, clock: list[datetime]):
    clock[0] = datetime.now(UTC) - timedelta(hours=37)
    run("run", "--project", project)
    assert run("status", "--project", project).code == 0
    said = run("status", "--project", project, "--max-age", "36h")
    assert (said.code, "[status.too-old]" in said.err) == (8, True)


def test_status_fails_as_the_last_run_did(project: Path, run: Run, spoil: Spoil, clock: list[datetime]):
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    run("run", "--project", project)
    said = run("status", "--project", project)
    assert (said.code, "the last run failed: data.date [status.failed]" in said.err) == (3, True)


def test_status_fails_where_there_was_no_run(project: Path, run: Run):
    assert run("status", "--project", project).code == 8


def test_status_for_programs_is_the_file_and_the_verdict(project: Path, run: Run, clock: list[datetime]):
    run("run", "--project", project)
    said = json.loads(run("status", "--project", project, "--max-age", "1m", "--json").out)
    assert said["status"] == json.loads((project / "out" / "status.json").read_text("utf-8"))
    assert isinstance(said["problems"], list)
    assert json.loads(run("status", "--project", project.parent, "--json").out)[0]["code"] == "project.no-folder"


@pytest.mark.parametrize("word", ["36", "h", "-1h", "1.5h", "36 h", "1w"])
def test_an_age_that_is_none_is_refused(project: Path, run: Run, word: str):
    said = run("status", "--project", project, f"--max-age={word}")
    assert (said.code, "write it as 36h, 90m or 2d" in said.err) == (2, True)


def test_korean_users_read_korean(
    project: Path, clock: list[datetime], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert main(["run", "--project", str(project)]) == 0
    assert "2026Q2  펴냄\n다음: 2026-10-21에 2026Q3" in capsys.readouterr().out
