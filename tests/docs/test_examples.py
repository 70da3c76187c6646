"""The examples of the documentation do what they say, on a project as ``policyreport init`` makes it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policyreport.cli import main

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
RULE = EXAMPLES / "own_rule" / "guarded_build.py"
FETCH = EXAMPLES / "own_input" / "fetch.py"
Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    assert main(["init", str(tmp_path / "project")]) == 0
    return tmp_path / "project"


@pytest.fixture
def program() -> Program:
    """Runs a program of the examples with the words given."""

    def run(path: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(path), *map(str, words)]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)

    return run


def test_a_program_of_ten_lines_issues_a_quarter_and_reads_a_figure_with_its_source(project: Path, program: Program):
    done = program(EXAMPLES / "embed" / "issue.py", project, "2026Q2", "indicator.digital-rate")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2026Q2 제1판: 24.3% (출처 survey, data/quarters/2026Q2.yaml:")
    assert (project / "out" / "2026Q2" / "onepager.pdf").exists()


def test_the_program_says_what_is_wrong_with_the_data_and_where(project: Path, program: Program):
    path = project / "data" / "programs.yaml"
    path.write_text(path.read_text("utf-8").replace("lead:", "leed:", 1), encoding="utf-8")
    done = program(EXAMPLES / "embed" / "issue.py", project, "2026Q2", "indicator.digital-rate")
    assert done.returncode != 0
    assert "data/programs.yaml:" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_own_rule_keeps_a_quarter_back_and_names_the_place(project: Path, program: Program):
    done = program(RULE, project)
    assert done.returncode == 3
    assert "data/indicators.yaml:8" in done.stderr
    assert "'digital-rate'의 자료원이 없습니다 [office.measured-by] 'measured_by'에" in done.stderr
    assert not (project / "out" / "2026Q2").exists()


def test_data_that_keep_the_own_rule_are_issued(project: Path, program: Program):
    path = project / "data" / "indicators.yaml"
    kept = path.read_text("utf-8").replace("    decimals: 1\n", "    decimals: 1\n    measured_by: 실태조사\n", 1)
    path.write_text(kept, encoding="utf-8")
    done = program(RULE, project)
    assert (done.returncode, done.stdout) == (0, "펴냄: 2026Q2\n")
    assert (project / "out" / "2026Q2" / "manifest.json").exists()


def test_what_the_rules_of_policyreport_find_keeps_a_quarter_back_too(project: Path, program: Program):
    path = project / "data" / "quarters" / "2026Q2.yaml"
    path.write_text(
        path.read_text("utf-8").replace("스마트상점 추가 선정, 공동 배달망 시범 개시", "작성 필요", 1), encoding="utf-8"
    )
    done = program(RULE, project)
    assert (done.returncode, "[text.to-be-written]" in done.stderr) == (3, True)


def test_an_own_report_kind_prints_the_figures_of_the_quarter(project: Path):
    kind = EXAMPLES / "own_report" / "templates" / "progress"
    shutil.copytree(kind, project / "templates" / "progress")
    assert main(["build", "--project", str(project), "--report", "progress"]) == 0
    text = (project / "out" / "2026Q2" / "progress.txt").read_text(encoding="utf-8")
    assert "실적: 24.3%" in text
    assert "이번 분기에 한 일(4건)" in text
    assert "공동 배달망 시범 운영 개시" in text
    assert (project / "out" / "2026Q2" / "progress.docx").exists()


def test_an_own_input_becomes_a_figure_in_the_documents(project: Path, program: Program):
    done = program(FETCH, EXAMPLES / "own_input" / "office.json", project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "옮김: delivery.json, 값 1개\n", "")
    assert main(["build", "--project", str(project), "--report", "matrix"]) == 0
    manifest = json.loads((project / "out" / "2026Q2" / "manifest.json").read_text(encoding="utf-8"))
    printed = {figure["fact"]: figure for figure in manifest["numbers"] if "printed" in figure}
    assert printed["indicator.delivery-ord"]["printed"][0]["text"] == "1,843건"
    assert printed["indicator.delivery-ord"]["sources"] == ["delivery-system"]


def test_an_input_that_is_no_data_is_told_of_and_leaves_the_project_as_it_was(
    project: Path, program: Program, tmp_path: Path
):
    answer = json.loads((EXAMPLES / "own_input" / "office.json").read_text(encoding="utf-8"))
    answer["통계"][0]["건수"] = "약 1,800"
    (tmp_path / "answer.json").write_text(json.dumps(answer), encoding="utf-8")
    done = program(FETCH, tmp_path / "answer.json", project)
    assert done.returncode == 3
    assert "data/collected/delivery.json:" in done.stderr
    assert not (project / "data" / "collected" / "delivery.json").exists()


def test_every_example_has_its_line_in_the_overview():
    overview = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    folders = [path.name for path in EXAMPLES.iterdir() if path.is_dir()]
    assert len(folders) == 4
    assert [name for name in folders if f"({name}/" not in overview] == []
