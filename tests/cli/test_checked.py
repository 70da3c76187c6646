"""What check says, to people and to other programs."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run, Spoil

LONG = ("title: 스마트상점 모집 공고", f"title: {'공고 ' * 30}")


def test_problems_stand_under_the_name_of_their_file(project: Path, run: Run, spoil: Spoil):
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    spoil("data/measures.yaml", "    instrument: funding", "    instrument: money")
    said = run("check", "--project", project)
    heads = [line for line in said.err.splitlines() if not line.startswith(" ")]
    assert (said.code, heads) == (3, ["data/measures.yaml", "data/policy.yaml"])
    assert said.out == "error 2\n"


def test_a_broken_rule_is_an_error(project: Path, run: Run, spoil: Spoil):
    spoil("data/carrying-out.yaml", "executed: 2610", "executed: 4610")
    said = run("check", "--project", project)
    assert (said.code, "budget.over" in said.err) == (3, True)


def test_a_rule_can_be_switched_off_with_a_reason(project: Path, run: Run, spoil: Spoil):
    spoil("data/carrying-out.yaml", "executed: 2610", "executed: 4610")
    found = json.loads(run("check", "--project", project, "--json").out)
    code = next(r["code"] for r in found if r["severity"] == "error")
    spoil("data/project.yaml", "  off:\n", f"  off:\n    - {{code: {code}, reason: 이월 집행 포함}}\n")
    said = run("check", "--project", project)
    assert (said.code, said.out) == (0, "nothing wrong was found, note 2, switched off 2\n")


def test_a_warning_does_not_fail_a_check(project: Path, run: Run, spoil: Spoil):
    spoil("data/carrying-out.yaml", *LONG)
    said = run("check", "--project", project)
    assert (said.code, said.out) == (0, "warning 1, note 2, switched off 1\n")
    assert "data/carrying-out.yaml\n  " in said.err


def test_a_warning_fails_a_strict_check_and_build(project: Path, run: Run, spoil: Spoil):
    spoil("data/carrying-out.yaml", *LONG)
    checked = run("check", "--project", project, "--strict")
    built = run("build", "--project", project, "--strict")
    assert (checked.code, checked.out, built.code) == (3, "warning 1, note 2, switched off 1\n", 3)
    assert "text.long-item" in built.err
    assert not (project / "out" / "2026Q2").exists()


def test_a_draft_cannot_be_strict(project: Path, run: Run):
    said = run("build", "--project", project, "--strict", "--draft")
    assert (said.code, "leave out --strict or --draft" in said.err) == (2, True)


def test_records_say_how_grave_each_problem_is(project: Path, run: Run, spoil: Spoil):
    spoil("data/carrying-out.yaml", *LONG)
    *notes, warning = json.loads(run("check", "--project", project, "--json").out)
    assert (warning["severity"], warning["file"]) == ("warning", "data/carrying-out.yaml")
    assert [(note["severity"], note["code"]) for note in notes] == [("note", "budget.overwritten")] * 2


def test_sarif_holds_every_problem_and_gives_the_exit_code(project: Path, run: Run, spoil: Spoil):
    spoil("data/policy.yaml", "began: 2026-01-15", "began: 2026-02-30")
    said = run("check", "--project", project, "--sarif")
    (made,) = json.loads(said.out)["runs"]
    places = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in made["results"]]
    assert (said.code, places) == (3, ["data/policy.yaml"])
