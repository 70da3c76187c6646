from __future__ import annotations

import re
from pathlib import Path

import pytest

from policyreport.scheduler import log
from policyreport.scheduler.log import run_log


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / log.FOLDER).mkdir()
    return tmp_path


def test_a_line_has_the_moment_in_utc_and_how_grave_it_is(out: Path):
    with run_log(out) as logger:
        logger.warning("%s: waits for its data", "2025Q2")
    line = (out / log.FOLDER / log.FILE).read_text("utf-8")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ WARNING 2025Q2: waits for its data\n", line)


def test_a_log_that_is_full_makes_way_for_the_next_and_the_oldest_go(out: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(log, "_LARGEST", 100)
    with run_log(out) as logger:
        for number in range(40):
            logger.info("line %d", number)
    files = sorted((out / log.FOLDER).iterdir())
    assert [file.name for file in files] == ["run.log", *(f"run.log.{n}" for n in range(1, 6))]
    assert all(file.stat().st_size <= 100 for file in files)


def test_a_log_that_cannot_be_written_stops_nothing_and_says_nothing(out: Path, capfd: pytest.CaptureFixture[str]):
    (out / log.FOLDER / log.FILE).mkdir()
    with run_log(out) as logger:
        logger.info("run begins")
    assert capfd.readouterr() == ("", "")
