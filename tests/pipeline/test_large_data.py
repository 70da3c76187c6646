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
from policyreport.templating.environment import Sandbox

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
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "xlsx.rows")
    assert problem.where == SourceLocation("templates/table/body.md.j2", 6)
    assert problem.hint is not None
    assert "CSV" in problem.hint.ko
    assert made == []
    assert composed[-1] == "table", "nothing is composed after what cannot be"


def test_a_csv_file_may_have_as_many_rows_as_it_needs(project: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheet_rows, "MOST_ROWS", 1)
    assert [output.name for output in build(project, reports=["table"], formats=["csv"]).outputs] == ["table.csv"]


@pytest.mark.parametrize(
    ("loop", "place", "is_filled"),
    [
        ("{% for p in programs %}", SourceLocation("templates/table/body.md.j2", 6), False),
        ("{% for p in programs | list %}", SourceLocation("templates/table/body.md.j2", 6), True),
        ("{% for p in programs if p.title %}", SourceLocation("table.xlsx"), True),
    ],
    ids=["a list of the data", "a list that the template makes", "some of a list"],
)
def test_too_many_rows_are_refused_as_soon_as_their_number_is_known(
    project: Project, monkeypatch: pytest.MonkeyPatch, loop: str, place: SourceLocation, *, is_filled: bool
):
    template = project.templates / "table" / "body.md.j2"
    text = template.read_text("utf-8").replace("{% for p in programs %}", loop)
    template.write_text(text, encoding="utf-8")
    filled: list[str] = []
    said = Sandbox.said
    monkeypatch.setattr(Sandbox, "said", lambda *given, **named: filled.append(given[1].name) or said(*given, **named))
    monkeypatch.setattr(sheet_rows, "MOST_ROWS", 1)
    with pytest.raises(PolicyReportError) as caught:
        build(project, reports=["table"])
    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("xlsx.rows", place)
    assert ("templates/table/body.md.j2" in filled) == is_filled
