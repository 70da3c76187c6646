"""``policyreport names``: what templates can use, looked up by name, path or word."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from policyreport.cli.messages import text_width
from policyreport.cli.names import in_columns

from .conftest import Run


def test_names_at_the_top_functions_filters_and_tests_are_listed(project: Path, run: Run):
    said = run("names", "--project", project)
    assert (said.code, said.err) == (0, "")
    words = {line.split()[0] for line in said.out.splitlines() if line.startswith("  ")}
    assert {"policy", "programs", "budget_total", "document.title", "lamp", "bare", "missing"} <= words
    assert "p.title" not in words
    assert said.out.splitlines()[-1].startswith("What one of them has: policyreport names programs")


def test_all_of_them_are_listed_when_asked(project: Path, run: Run):
    said = run("names", "--project", project, "--all")
    assert {"  p.title", "  p.money.executed", "  loop.index", "  recipient.name"} <= {
        line[: len(line) - len(line.lstrip()) + len(line.split()[0])] for line in said.out.splitlines() if line.strip()
    }


def test_one_record_is_listed_with_the_projects_own_examples(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    said = run("names", "지원사업", "--project", project)
    head, usage, *rows = said.out.splitlines()
    assert head == "지원사업 (programs)"
    assert usage == "{% for p in programs %} {{ p.title }} {% endfor %}"
    (title,) = [row for row in rows if row.startswith("  p.title ")]
    assert title.split()[1:3] == ["글", "지원사업의"]
    (missing,) = [row for row in rows if row.startswith("  p.title_en ")]
    assert missing.endswith("-(없음)")


def test_names_are_records_for_other_programs(project: Path, run: Run):
    said = run("names", "programs.money", "--project", project, "--json")
    records = json.loads(said.out)
    (executed,) = [one for one in records if one["name"] == "executed"]
    assert executed["written"] == "p.money.executed"
    assert (executed["of"], executed["kind"], executed["leads_to"]) == ("programs.money", "number", None)
    assert executed["meaning"] == "what was spent since the year's beginning"
    assert executed["example"]


@pytest.mark.parametrize("quarter", ["2026Q1", "2026Q2"])
def test_of_another_quarter_the_examples_are_its_own(project: Path, run: Run, quarter: str):
    said = run("names", "quarter", "--quarter", quarter, "--project", project)
    (name,) = [line for line in said.out.splitlines() if line.startswith("  quarter.name ")]
    assert name.endswith(quarter)


@pytest.mark.parametrize(("asked", "near"), [("progams", "programs"), ("programs.titel", "title")])
def test_a_name_that_there_is_not_is_a_fault_of_usage(project: Path, run: Run, asked: str, near: str):
    said = run("names", asked, "--project", project)
    assert said.code == 2
    assert f"did you mean '{near}'?" in said.err
    assert said.out == ""


ROWS = [("  p.title", "글", "지원사업의 이름", "온디바이스 AI 챌린지"), ("  p.id", "글", "기록의 이름표", "-")]


def test_columns_are_aligned_for_wide_letters():
    first, second = in_columns(ROWS, 0)
    assert text_width(first.partition("온디바이스")[0]) == text_width(second.partition("-")[0])


@pytest.mark.parametrize("width", [50, 44])
def test_columns_are_wrapped_to_the_terminal(width: int):
    lines = in_columns(ROWS, width)
    assert max(map(text_width, lines)) <= width
    assert len(lines) > len(ROWS)
    assert sorted("".join("".join(lines).split())) == sorted("".join("".join(map("".join, ROWS)).split()))


def test_on_a_terminal_no_line_is_wider(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda **_: os.terminal_size((100, 40)))
    said = run("names", "meetings", "--project", project)
    assert max(map(text_width, said.out.splitlines())) <= 100
