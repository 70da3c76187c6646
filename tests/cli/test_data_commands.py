"""The commands by which staff keep their data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policyreport.inputs import load
from policyreport.project import open_project
from policyreport.rules import RULES

from .conftest import Run, Spoil

ANSWER = {
    "data": [
        {
            "pbanc_sn": "174321",
            "biz_pbanc_nm": "마을상점 공고",
            "pbanc_ctnt": "<p>R&amp;D 지원</p>",
            "pbanc_ntrp_nm": "가상원",
        }
    ]
}


def test_rules_lists_every_rule_with_its_reason(run: Run):
    said = run("rules")
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()[::2]] == [rule.code for rule in RULES]


def test_roll_starts_a_quarter_that_builds_once_its_headline_is_written(project: Path, run: Run, spoil: Spoil):
    said = run("roll", "2026Q2", "2026Q3", "--project", project)
    assert (said.code, said.err) == (0, "")
    assert "milestones carried over: 2" in said.out
    said = run("build", "--project", project)
    assert (said.code, "text.to-be-written" in said.err) == (3, True)
    assert not (project / "out" / "2026Q3").exists()
    spoil("data/quarters/2026Q3.yaml", "작성 필요", "마을상점 12곳 전환 완료")
    assert run("build", "--project", project).code == 0
    assert (project / "out" / "2026Q3" / "briefing.pdf").is_file()


def test_roll_never_writes_over_a_quarter(project: Path, run: Run):
    path = project / "data" / "quarters" / "2026Q2.yaml"
    before = path.read_bytes()
    said = run("roll", "2026Q1", "2026Q2", "--project", project)
    assert (said.code, "roll.already-there" in said.err) == (2, True)
    assert path.read_bytes() == before


def test_roll_refuses_what_is_no_quarter(project: Path, run: Run):
    said = run("roll", "2026Q2", "2026Q5", "--project", project)
    assert (said.code, "write it as 2025Q2" in said.err) == (2, True)


def test_schema_writes_a_schema_for_each_kind_of_file(project: Path, run: Run):
    assert run("schema", "--project", project).code == 0
    names = sorted(path.name for path in (project / "data" / ".schema").iterdir())
    kinds = ("data", "project", "quarter", "recipients", "report", "theme")
    assert names == [f"{kind}.schema.json" for kind in kinds]
    assert run("check", "--project", project).code == 0


def test_schema_prints_every_record_and_field_without_a_project(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    said = run("schema", "--table")
    assert (said.code, said.err, list(tmp_path.iterdir())) == (0, "", [])
    assert "### `strategies` (list): One of the policy's parts\n\n| field | in Korean | needed |" in said.out
    assert "| `goal` | 목표 내용 | yes | text | what the strategy is to reach |" in said.out


def test_schema_prints_the_fields_in_korean_where_the_locale_is(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "| `goal` | 목표 내용 | 꼭 | 글 | 이 전략으로 이루려는 것 |" in run("schema", "--table").out


def test_import_takes_over_what_a_portal_answered(project: Path, run: Run):
    answer = project / "answer.json"
    answer.write_text(json.dumps(ANSWER), encoding="utf-8")
    assert run("import", "kstartup", answer, "--project", project).code == 0
    programs = {p.title: p for p in load(open_project(project)).dataset.programs}
    assert programs["마을상점 공고"].content == "R&D 지원"


def test_import_replaces_only_when_told_to(project: Path, run: Run):
    answer = project / "answer.json"
    answer.write_text(json.dumps(ANSWER), encoding="utf-8")
    run("import", "kstartup", answer, "--project", project)
    again = run("import", "kstartup", answer, "--project", project)
    assert (again.code, "is there already" in again.err) == (2, True)
    assert run("import", "kstartup", answer, "--project", project, "--replace").code == 0


def test_the_intake_workbook_is_read_back_as_the_same_data(project: Path, run: Run, spoil: Spoil):
    before = load(open_project(project)).dataset
    workbook = project / "data" / "수합.xlsx"
    assert run("template-workbook", "-o", workbook, "--project", project).code == 0
    for path in project.joinpath("data").rglob("*.yaml"):
        if path.name != "project.yaml":
            path.unlink()
    spoil("data/project.yaml", "name:", "inputs:\n  - {file: 수합.xlsx}\nname:")
    assert load(open_project(project)).dataset == before


def test_roll_names_the_indicators_that_have_no_value_yet(project: Path, run: Run):
    more = "indicators:\n  - {id: not-yet, title: 아직, unit: 곳, role: output, definition: 정의}\n"
    (project / "data" / "more.yaml").write_text(more, encoding="utf-8")
    said = run("roll", "2026Q2", "2026Q3", "--project", project)
    assert "indicators without any value yet: 1 (not-yet)" in said.out
    assert "#  - indicator: not-yet" in (project / "data" / "quarters" / "2026Q3.yaml").read_text("utf-8")
