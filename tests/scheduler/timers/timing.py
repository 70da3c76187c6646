"""Timers whose paths hold whatever paths may hold."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from policyreport.scheduler.timers import TimerSpec

PROGRAM = "/opt/정책 도구 50% $HOME/bin/python"
FOLDER = "/srv/정책 과제 50% ${HOME} 'q' \"d\" a\\b;c"
ARGUMENTS = ("-P", "-m", "policyreport", "run", "--project")

awkward = st.text(st.sampled_from(list("가 a%\\\"'$;`#&|*~!{}=")), min_size=1, max_size=12).map(
    lambda name: f"/{name}x"
)
"""Paths with blanks, quotes, backslashes and all that shells, systemd and cron heed."""


def timer(folder: str = FOLDER, program: str = PROGRAM, at: str = "06:05", zone: str = "Asia/Seoul") -> TimerSpec:
    return TimerSpec("policyreport-made-up-0a1b2c", (program, *ARGUMENTS, folder), folder, at, ZoneInfo(zone))


def written(folder: Path, files: dict[str, str]) -> list[str]:
    """Write the files of a timer into a folder, and return their paths."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [str(folder / name) for name in files]
