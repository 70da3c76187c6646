"""The command schedule, and a run started as the host's timer starts it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.scheduler.timers import unit_files

from policyreport.model import Quarter
from policyreport.project import open_project
from policyreport.scheduler.timers import Calendar

from .conftest import Run, Spoil


def test_show_prints_both_units_under_their_names(project: Path, run: Run):
    said = run("schedule", "show", "--systemd", "--project", project)
    assert (said.code, said.err) == (0, "")
    names = [line for line in said.out.splitlines() if line.startswith("# ")]
    assert [Path(name).suffix for name in names] == [".service", ".timer"]


def test_two_copies_of_a_project_have_timers_of_their_own(project: Path, example: Path, run: Run):
    here, there = (
        run("schedule", "show", "--cron", "--project", each).out.splitlines()[0] for each in (project, example)
    )
    assert here.rpartition("-")[0] == there.rpartition("-")[0]
    assert here != there


def test_the_time_is_the_settings(project: Path, run: Run):
    settings = project / "data" / "project.yaml"
    settings.write_text(settings.read_text("utf-8") + 'schedule: {at: "18:30"}\n', encoding="utf-8")
    assert "\n30 18 * * * " in run("schedule", "show", "--cron", "--project", project).out


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ('schedule: {at: "24:00"}', "data.time", "schedule › at"),
        ("schedule: {grace_days: -1}", "data.out-of-range", "schedule › grace_days"),
        ("schedule: {first: 2025Q5}", "data.quarter", "schedule › first"),
        ("schedule: {grace: 1}", "data.unknown-field", "schedule › grace"),
        ("schedule: {notify: {command: mail}}", "data.wrong-type", "schedule › notify › command"),
    ],
)
def test_a_schedule_that_cannot_be_is_told_with_its_field(project: Path, run: Run, said: str, code: str, field: str):
    settings = project / "data" / "project.yaml"
    settings.write_text(settings.read_text("utf-8") + said + "\n", encoding="utf-8")
    (record,) = run("schedule", "show", "--cron", "--project", project, "--json").records
    assert (record["code"], record["field"], record["exit_code"]) == (code, field, 3)


def test_an_unknown_time_zone_is_told(project: Path, run: Run, spoil: Spoil):
    spoil("data/project.yaml", "Asia/Seoul", "Asia/Soul")
    said = run("schedule", "show", "--cron", "--project", project)
    assert (said.code, "did you mean 'Asia/Seoul'?" in said.err) == (3, True)


@pytest.mark.parametrize("words", [[], ["--cron", "--systemd"]])
def test_exactly_one_kind_of_host_is_to_be_named(project: Path, run: Run, words: list[str]):
    assert run("schedule", "show", *words, "--project", project).code == 2


def test_the_service_of_the_unit_makes_a_whole_run_from_anywhere(project: Path, tmp_path: Path, run: Run):
    awkward = tmp_path / "정책 과제 50% $HOME 'q'"
    project.rename(awkward)
    text, _, _ = run("schedule", "show", "--systemd", "--project", awkward).out.partition(".timer")
    program, *arguments = unit_files.command(unit_files.value(text, "ExecStart"))
    assert program == sys.executable
    bare = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    folder = unit_files.path(unit_files.value(text, "WorkingDirectory"))
    done = subprocess.run([program, *arguments], cwd=folder, env=bare, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    status = json.loads((awkward / "out" / "status.json").read_text("utf-8"))
    due = Calendar(ZoneInfo("Asia/Seoul"), 20).is_due(Quarter(2026, 2), datetime.now(UTC))
    assert ((awkward / "out" / "2026Q2" / "briefing.pdf").is_file(), status["exit_code"]) == (due, 0)
    assert open_project(awkward).out.joinpath("log", "run.log").is_file()
