"""The host is given exactly this project's timer, and loses exactly that again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.scheduler.timers import install, remove, timer_files
from policyreport.scheduler.timers.cron import block

from .timing import timer

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the host's tools are played by shell scripts")

CRONTAB = """\
case $1 in
-l) [ -f "$KEPT/crontab" ] && exec cat "$KEPT/crontab"; echo "no crontab for $USER" >&2; exit 1;;
-) exec cat >"$KEPT/crontab";;
esac
"""
LISTED = 'echo "$@" >>"$KEPT/asked"\n'
TASKS = LISTED + '[ "$4" = /XML ] && cp "$5" "$KEPT/task.xml"; exit 0\n'
FAILING = 'echo "it will not" >&2; exit 1\n'
NAME = timer().name
Tool = Callable[[str, str], None]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the host's tools keep what they are given."""
    monkeypatch.setenv("KEPT", str(tmp_path))
    monkeypatch.setenv("USER", "somebody")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


@pytest.fixture
def tool(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Puts a tool of the host in the place of the real one."""
    folder = kept / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)

    def put(name: str, script: str) -> None:
        (folder / name).write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        (folder / name).chmod(0o755)

    return put


def asked(kept: Path) -> list[str]:
    return (kept / "asked").read_text("utf-8").splitlines()


def test_a_first_crontab_holds_the_projects_lines_alone(kept: Path, tool: Tool):
    tool("crontab", CRONTAB)
    install(timer(), "cron")
    assert (kept / "crontab").read_text("utf-8") == block(timer())


@pytest.mark.parametrize("others", [b"", b"0 1 * * * true\n", b"# \xff\xfe not UTF-8\r\n0 1 * * * echo 50\\%\n"])
def test_a_crontab_is_after_removal_what_it_was_byte_for_byte(kept: Path, tool: Tool, others: bytes):
    tool("crontab", CRONTAB)
    (kept / "crontab").write_bytes(others)
    for _ in range(2):
        install(timer(), "cron")
    assert (kept / "crontab").read_bytes() == others + block(timer()).encode()
    for _ in range(2):
        remove(timer(), "cron")
        assert (kept / "crontab").read_bytes() == others


def test_systemd_is_given_both_units_and_told_to_start_the_timer(kept: Path, tool: Tool):
    tool("systemctl", LISTED)
    install(timer(), "systemd")
    units = kept / "config" / "systemd" / "user"
    assert {path.name: path.read_text("utf-8") for path in units.iterdir()} == timer_files(timer(), "systemd")
    assert asked(kept) == [
        "--user daemon-reload",
        f"--user enable {NAME}.timer",
        f"--user restart {NAME}.timer",
    ]


def test_systemd_loses_both_units_and_keeps_others(kept: Path, tool: Tool):
    tool("systemctl", LISTED)
    units = kept / "config" / "systemd" / "user"
    units.mkdir(parents=True)
    (units / "other.timer").touch()
    install(timer(), "systemd")
    remove(timer(), "systemd")
    assert [path.name for path in units.iterdir()] == ["other.timer"]
    assert asked(kept)[-2:] == [f"--user disable --now {NAME}.timer", "--user daemon-reload"]


def test_where_systemd_refuses_no_unit_is_left(kept: Path, tool: Tool):
    tool("systemctl", FAILING)
    with pytest.raises(PolicyReportError, match="'systemctl --user' refused: it will not") as caught:
        install(timer(), "systemd")
    assert caught.value.exit_code == ErrorKind.OUTPUT
    assert list((kept / "config" / "systemd" / "user").iterdir()) == []


def test_where_systemd_refuses_another_time_the_timer_that_was_there_stays(kept: Path, tool: Tool):
    tool("systemctl", LISTED)
    install(timer(), "systemd")
    (kept / "asked").unlink()
    tool("systemctl", LISTED + f'[ "$2" = restart ] && {{ {FAILING} }}\nexit 0\n')
    with pytest.raises(PolicyReportError, match="it will not"):
        install(timer(at="18:30"), "systemd")
    units = kept / "config" / "systemd" / "user"
    assert {path.name: path.read_text("utf-8") for path in units.iterdir()} == timer_files(timer(), "systemd")
    assert asked(kept)[3:] == [
        "--user daemon-reload",
        f"--user enable {NAME}.timer",
        f"--user restart {NAME}.timer",
    ]


def test_what_the_disk_refuses_is_told_and_leaves_no_unit(kept: Path, tool: Tool):
    tool("systemctl", LISTED)
    units = kept / "config" / "systemd" / "user"
    (units / f"{NAME}.timer").mkdir(parents=True)
    with pytest.raises(PolicyReportError) as caught:
        install(timer(), "systemd")
    assert (caught.value.exit_code, caught.value.problems[0].code) == (ErrorKind.OUTPUT, "system.refused")
    assert [path.name for path in units.iterdir()] == [f"{NAME}.timer"]


def test_a_tool_that_the_host_cannot_start_is_told(kept: Path, tool: Tool):
    tool("schtasks", "")
    (kept / "bin" / "schtasks").write_bytes(b"#!/no/such/shell\n")
    with pytest.raises(PolicyReportError) as caught:
        install(timer(), "windows")
    assert (caught.value.exit_code, caught.value.problems[0].code) == (ErrorKind.OUTPUT, "system.refused")


def test_task_scheduler_is_given_utf_16_under_the_projects_name(kept: Path, tool: Tool):
    tool("schtasks", TASKS)
    install(timer(), "windows")
    assert asked(kept)[0].startswith(f"/Create /TN {NAME} /XML ")
    assert (kept / "task.xml").read_bytes().decode("utf-16") == timer_files(timer(), "windows")[f"{NAME}.xml"]


def test_task_scheduler_loses_the_projects_task_alone(kept: Path, tool: Tool):
    tool("schtasks", LISTED)
    remove(timer(), "windows")
    assert asked(kept) == [f"/Query /TN {NAME}", f"/Delete /TN {NAME} /F"]


def test_a_host_without_the_tool_is_told_so(kept: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(kept))
    with pytest.raises(PolicyReportError) as caught:
        install(timer(), "windows")
    assert (caught.value.exit_code, caught.value.problems[0].code) == (ErrorKind.OUTPUT, "schedule.no-tool")
