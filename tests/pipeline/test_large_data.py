"""Of many facts each report is rendered before the next is composed: its files are the same, limits are told early."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, SourceLocation
from policyreport.pipeline import render_set
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project
from policyreport.renderers import sheet_rows

from .small_project import small


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path, brief="txt", table="xlsx, csv")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_set_of_many_facts_is_the_same_byte_for_byte(project: Project, monkeypatch: pytest.MonkeyPatch):
    usual = contents(build(project).folder)
    monkeypatch.setattr(render_set, "_MANY_FACTS", 0)
    told: list[str] = []
    options = BuildOptions(
        force=True,
        composing=lambda _number, _total, name: told.append(name),
        progress=lambda _number, _total, name: told.append(name),
    )
    assert contents(build(project, options=options).folder) == usual
    assert told == ["table", "table.xlsx", "table.csv", "brief", "brief.txt"]


@pytest.mark.parametrize("many", [0, 50_000])
def test_more_rows_than_a_sheet_are_refused_before_any_file_is_made(
    project: Project, monkeypatch: pytest.MonkeyPatch, many: int
):
    monkeypatch.setattr(render_set, "_MANY_FACTS", many)
    monkeypatch.setattr(sheet_rows, "MOST_ROWS", 1)
    made: list[str] = []
    composed: list[str] = []
    options = BuildOptions(
        composing=lambda _number, _total, name: composed.append(name),
        progress=lambda _number, _total, name: made.append(name),
    )
    with pytest.raises(PolicyReportError) as caught:
        build(project, options=options)
    (problem,) = caught.value.problems
    assert (problem.kind, problem.code, problem.field) == (ErrorKind.LIMIT, "xlsx.rows", "지원사업")
    assert problem.where == SourceLocation("table.xlsx")
    assert problem.hint is not None
    assert "CSV" in problem.hint.ko
    assert made == []
    assert composed[-1] == "table", "nothing is composed after what cannot be"


def test_a_csv_file_may_have_as_many_rows_as_it_needs(project: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheet_rows, "MOST_ROWS", 1)
    assert [output.name for output in build(project, reports=["table"], formats=["csv"]).outputs] == ["table.csv"]
