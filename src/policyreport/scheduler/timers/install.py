"""Timers given to the host, and taken away again: exactly those of one project."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, problems_of
from policyreport.scheduler.timers import cron, systemd, windows
from policyreport.scheduler.timers.timer import TimerSpec

_PATIENCE = 60
"""Seconds that a tool of the host may take."""
_NONE_YET = b"no crontab for"
"""How ``crontab -l`` says, with the exit code 1, that a user has none."""


def install(spec: TimerSpec, host: str) -> None:
    """Give the timer to the host, in place of the one that this project has there.

    Raises ``PolicyReportError`` OUTPUT where the disk refuses, or the host's tool is missing or refuses; then no timer
    is left half there, and the one that was there stays.
    """
    with _on_this_host():
        _INSTALL[host](spec)


def remove(spec: TimerSpec, host: str) -> None:
    """Take the project's timer from the host; none there is no fault. Raises as ``install`` does."""
    with _on_this_host():
        _REMOVE[host](spec)


@contextmanager
def _on_this_host() -> Generator[None]:
    """Turn an ``OSError`` of the body into the problem that it is."""
    try:
        yield
    except OSError as refusal:
        raise PolicyReportError(problems_of(refusal)) from None


def user_units(environment: Mapping[str, str]) -> Path:
    """Return the folder in which a user's own systemd units stand."""
    configuration = environment.get("XDG_CONFIG_HOME", "")
    base = Path(configuration) if os.path.isabs(configuration) else Path.home() / ".config"  # noqa: PTH117 - "" is no path
    return base / "systemd" / "user"


def _install_units(spec: TimerSpec) -> None:
    folder = user_units(os.environ)
    units = systemd.units(spec)
    before = {name: (folder / name).read_bytes() for name in units if (folder / name).exists()}
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _write_units(folder, {name: text.encode() for name, text in units.items()})
        _start_units(spec)
    except (PolicyReportError, OSError):
        _put_back(spec, folder, before)
        raise


def _write_units(folder: Path, units: Mapping[str, bytes]) -> None:
    """Write each file whole or not at all, so that a full disk takes nothing from what was there."""
    for name, text in units.items():
        staged = folder / f".{name}"
        try:
            staged.write_bytes(text)
            staged.replace(folder / name)
        finally:
            staged.unlink(missing_ok=True)


def _start_units(spec: TimerSpec) -> None:
    _said(["systemctl", "--user", "daemon-reload"])
    _said(["systemctl", "--user", "enable", f"{spec.name}.timer"])
    _said(["systemctl", "--user", "restart", f"{spec.name}.timer"])


def _put_back(spec: TimerSpec, folder: Path, before: Mapping[str, bytes]) -> None:
    """Leave the units that were there before, started again if systemd lets them; none where there were none."""
    if not before:
        _remove_unit_files(spec, folder)
        return
    _write_units(folder, before)
    with suppress(PolicyReportError):
        _start_units(spec)


def _remove_units(spec: TimerSpec) -> None:
    folder = user_units(os.environ)
    if (folder / f"{spec.name}.timer").exists():
        _said(["systemctl", "--user", "disable", "--now", f"{spec.name}.timer"])
    _remove_unit_files(spec, folder)
    _said(["systemctl", "--user", "daemon-reload"])


def _remove_unit_files(spec: TimerSpec, folder: Path) -> None:
    for name in systemd.units(spec):
        (folder / name).unlink(missing_ok=True)
    (folder / "timers.target.wants" / f"{spec.name}.timer").unlink(missing_ok=True)


def _install_line(spec: TimerSpec) -> None:
    _write_crontab(cron.with_block(_crontab(), spec))


def _remove_line(spec: TimerSpec) -> None:
    now = _crontab()
    left = cron.without_block(now, spec.name)
    if left != now:
        _write_crontab(left)


def _crontab() -> str:
    """Return the user's crontab; bytes in it that are no UTF-8 are kept as lone surrogates."""
    listed = _asked(["crontab", "-l"])
    if listed.returncode and _NONE_YET in listed.stderr:
        return ""
    return _accepted(["crontab", "-l"], listed).decode("utf-8", "surrogateescape")


def _write_crontab(crontab: str) -> None:
    _said(["crontab", "-"], crontab.encode("utf-8", "surrogateescape"))


def _install_task(spec: TimerSpec) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "task.xml"
        file.write_bytes(windows.task(spec).encode("utf-16"))
        _said(["schtasks", "/Create", "/TN", spec.name, "/XML", str(file), "/F"])


def _remove_task(spec: TimerSpec) -> None:
    if _asked(["schtasks", "/Query", "/TN", spec.name]).returncode == 0:
        _said(["schtasks", "/Delete", "/TN", spec.name, "/F"])


_INSTALL: Mapping[str, Callable[[TimerSpec], None]] = {
    "systemd": _install_units,
    "cron": _install_line,
    "windows": _install_task,
}
_REMOVE: Mapping[str, Callable[[TimerSpec], None]] = {
    "systemd": _remove_units,
    "cron": _remove_line,
    "windows": _remove_task,
}


def _said(command: Sequence[str], given: bytes = b"") -> bytes:
    return _accepted(command, _asked(command, given))


def _accepted(command: Sequence[str], answer: subprocess.CompletedProcess[bytes]) -> bytes:
    if answer.returncode:
        said = (answer.stderr.strip() or answer.stdout.strip()).decode("utf-8", "replace")
        raise PolicyReportError([_refused(command, said or str(answer.returncode))])
    return answer.stdout


def _asked(command: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Return a tool's answer; in the words of the C locale, so that they can be understood."""
    program = shutil.which(command[0])
    if program is None:
        raise PolicyReportError([_missing(command[0])])
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - the host's own tools, with arguments of ours
            [program, *command[1:]],
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PolicyReportError([_refused(command, f"no answer in {_PATIENCE} s")]) from None


def _refused(command: Sequence[str], why: str) -> Problem:
    shown = " ".join(command[:2])
    what = Message(f"'{shown}' refused: {why}", f"'{shown}'이(가) 거부했습니다: {why}")
    hint = Message("see what it says, or choose another kind of host", "사유를 살피거나 다른 방식을 고르십시오")
    return Problem(ErrorKind.OUTPUT, "schedule.refused", what, hint=hint)


def _missing(program: str) -> Problem:
    what = Message(f"there is no '{program}' on this host", f"이 컴퓨터에는 '{program}'이(가) 없습니다")
    hint = Message(
        "choose --systemd, --cron or --windows, whichever it has", "--systemd, --cron, --windows 가운데 고르십시오"
    )
    return Problem(ErrorKind.OUTPUT, "schedule.no-tool", what, hint=hint)
