"""With ``--verbose`` a command shows its stages, numbered and with their times; without, it is as quiet as ever."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policyreport.cli import build

from .conftest import Run, Spoil

LINE = re.compile(r"\[(?P<number>\d+)\] (?P<name>.+) \d+\.\d\d (?:s|초)")


def stages(err: str) -> list[str]:
    """Return the names of the stages that were shown; that they are numbered in turn is made sure of."""
    found = [match for line in err.splitlines() if (match := LINE.fullmatch(line))]
    assert [int(match["number"]) for match in found] == list(range(1, len(found) + 1))
    return [match["name"] for match in found]


def test_a_build_shows_what_it_reads_renders_and_publishes(project: Path, run: Run):
    said = run("build", "--report", "briefing", "--format", "pdf", "txt", "--verbose", "--project", project)
    assert said.code == 0
    assert stages(said.err) == [
        "look for changes",
        "read the data",
        "derive the facts",
        "apply the rules",
        "compose the reports",
        "render briefing.pdf",
        "tie out briefing.pdf",
        "render briefing.txt",
        "tie out briefing.txt",
        "compare with what was issued",
        "put the set in place",
        "build, in all",
    ]
    assert "[1]" not in said.out


def test_a_build_with_nothing_to_do_shows_that_it_looked(project: Path, run: Run):
    words = ("build", "--report", "briefing", "--format", "txt", "--project", project)
    assert run(*words).err == ""
    assert stages(run(*words, "--verbose").err) == ["look for changes", "build, in all"]


def test_a_check_shows_what_it_reads_and_tries(project: Path, run: Run):
    quiet, said = run("check", "--project", project), run("check", "--verbose", "--project", project)
    shown = stages(said.err)
    assert shown[:3] == ["read the data", "read the settings and templates", "apply the rules"]
    assert shown[-2:] == ["try the templates on 2026Q2", "check, in all"]
    assert (said.code, said.out, stages(quiet.err)) == (quiet.code, quiet.out, [])


def test_the_stages_have_korean_names_for_who_reads_korean(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    said = run("check", "--verbose", "--project", project)
    assert stages(said.err)[:3] == ["자료 읽기", "설정과 템플릿 읽기", "규칙 적용"]
    assert stages(said.err)[-1] == "check 전체"
    assert re.search(r"^\[1\] 자료 읽기 \d+\.\d\d 초$", said.err, re.MULTILINE)


def test_a_command_without_stages_shows_the_whole_as_one(run: Run):
    assert stages(run("rules", "--verbose").err) == ["rules, in all"]
    assert stages(run("rules").err) == []


def test_inspect_shows_its_stages_beside_what_the_report_says(project: Path, run: Run):
    quiet, said = (
        run("inspect", "briefing", "--project", project),
        run("inspect", "briefing", "--verbose", "--project", project),
    )
    assert stages(said.err) == ["read the data", "derive the facts", "inspect, in all"]
    assert (said.out, quiet.err) == (quiet.out, "")


def test_what_other_programs_read_stays_the_same(project: Path, run: Run):
    words = ("check", "--json", "--project", project)
    assert run(*words, "--verbose").records == run(*words).records


def test_stages_up_to_a_problem_are_shown_before_it(project: Path, run: Run, spoil: Spoil):
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    said = run("build", "--verbose", "--project", project)
    assert said.code == 3
    assert stages(said.err) == ["look for changes", "read the data", "build, in all"]
    assert said.err.endswith("1 problem(s); nothing was written\n")


def test_an_internal_error_shows_no_traceback_either(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    def broken(*_given: object) -> None:
        raise KeyError("무엇인가")

    monkeypatch.setattr(build, "build", broken)
    said = run("build", "--verbose", "--project", project)
    assert (said.code, "Traceback" in said.err, stages(said.err)) == (70, False, ["build, in all"])
