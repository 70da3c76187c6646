"""The units are such as systemd itself accepts, and start exactly what was meant."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.scheduler.timers.systemd import command_line, units

from . import unit_files
from .timing import ARGUMENTS, FOLDER, PROGRAM, awkward, timer, written

ANALYSE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(ANALYSE is None, reason="there is no systemd-analyze")


def analysed(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ANALYSE or "", *words], capture_output=True, text=True, check=False)


def test_there_is_a_service_and_a_timer():
    assert list(units(timer())) == ["policyreport-made-up-0a1b2c.service", "policyreport-made-up-0a1b2c.timer"]


@needs_systemd
def test_systemd_accepts_both_units(tmp_path: Path):
    folder = tmp_path / "정책 과제 50% $HOME 'q' \"d\""
    folder.mkdir()
    said = analysed("verify", "--man=no", *written(tmp_path, units(timer(str(folder), sys.executable))))
    assert (said.returncode, said.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize("zone", ["Asia/Seoul", "UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_systemd_reckons_the_time_in_the_projects_zone(zone: str):
    _, text = units(timer(zone=zone)).values()
    calendar = unit_files.value(text, "OnCalendar")
    said = analysed("calendar", calendar)
    assert (said.returncode, said.stderr) == (0, "")
    assert f"Normalized form: *-*-* 06:05:00 {zone}" in said.stdout


def test_a_run_that_was_missed_is_made_up_for():
    _, text = units(timer()).values()
    assert unit_files.value(text, "Persistent") == "true"
    assert unit_files.value(text, "WantedBy") == "timers.target"


def test_the_service_starts_the_program_with_its_arguments_in_the_projects_folder():
    text, _ = units(timer()).values()
    assert unit_files.command(unit_files.value(text, "ExecStart")) == (PROGRAM, *ARGUMENTS, FOLDER)
    assert unit_files.path(unit_files.value(text, "WorkingDirectory")) == FOLDER


@given(awkward)
def test_any_path_is_started_as_it_stands(path: str):
    assert unit_files.command(command_line(("/usr/bin/python", "--project", path)))[-1] == path


def test_a_service_that_runs_a_command_of_the_users_is_not_fenced_in():
    free, _ = units(timer()).values()
    assert "NoNewPrivileges=true" in free
    wanted = timer()
    fenced, _ = units(
        type(wanted)(wanted.name, wanted.command, wanted.folder, wanted.at, wanted.zone, confined=False)
    ).values()
    assert "NoNewPrivileges" not in fenced


@pytest.mark.parametrize("sign", ["'", '"', "\\"])
def test_a_program_that_systemd_cannot_name_is_refused(sign: str):
    with pytest.raises(PolicyReportError) as caught:
        units(timer(program=f"/opt/a{sign}b/python"))
    assert (caught.value.exit_code, caught.value.problems[0].code) == (ErrorKind.USAGE, "schedule.path")
