"""The timer of a project in the words of each kind of host."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policyreport.scheduler.timers import cron, systemd, windows
from policyreport.scheduler.timers.timer import TimerSpec

HOSTS: Mapping[str, Callable[[TimerSpec], dict[str, str]]] = {
    "systemd": systemd.units,
    "cron": lambda spec: {"crontab": cron.block(spec)},
    "windows": lambda spec: {f"{spec.name}.xml": windows.task(spec)},
}
"""What writes the timer's files for each kind of host, by their names."""


def timer_files(spec: TimerSpec, host: str) -> dict[str, str]:
    """Return the texts that make the timer on a kind of host, by the names of their files."""
    return HOSTS[host](spec)
