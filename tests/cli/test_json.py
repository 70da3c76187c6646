from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import Run, Spoil


def wrong(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the records that tell of a fault; a note tells of what was done."""
    return [record for record in records if record["severity"] != "note"]


def test_a_problem_is_a_record_with_its_place(project: Path, run: Run, spoil: Spoil):
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    said = run("build", "--project", project, "--json")
    (record,) = said.records
    assert (said.code, said.err) == (3, "")
    assert {
        name: record[name] for name in ("code", "kind", "exit_code", "file", "line", "column", "cell", "field")
    } == {
        "code": "data.date",
        "kind": "data",
        "exit_code": 3,
        "file": "data/policy.yaml",
        "line": 9,
        "column": 10,
        "cell": None,
        "field": "policy › began",
    }
    assert record["what"] == "'2026-02-30' is not a day of the calendar"
    assert record["hint"].startswith("write year, month and day")


def test_a_problem_without_a_place_has_none(run: Run):
    (record,) = run("biuld", "--json").records
    assert (record["exit_code"], record["file"], record["line"]) == (2, None, None)


@pytest.mark.parametrize("command", ["build", "check"])
def test_nothing_is_wrong_with_a_sound_project(project: Path, run: Run, command: str):
    said = run(command, "--project", project, "--json")
    assert (said.code, wrong(said.records), said.err) == (0, [], "")


@pytest.mark.parametrize("command", ["build", "check"])
def test_warnings_are_records_too(project: Path, run: Run, spoil: Spoil, command: str):
    spoil("data/policy.yaml", "lead: 가상정책부", "lead: 가상\u200b정책부")
    said = run(command, "--project", project, "--json")
    (record,) = wrong(said.records)
    assert (said.code, record["file"], record["line"], said.err) == (0, "data/policy.yaml", 8, "")


def test_records_are_in_the_users_language(project: Path, run: Run, spoil: Spoil, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    assert "달력에 없는" in run("check", "--project", project, "--json").records[0]["what"]
