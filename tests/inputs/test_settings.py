"""What is wrong with a project's settings is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.inputs import settings
from policyreport.project import Project


def fault_of_zone(root: Path, name: str) -> Problem:
    (root / "data").mkdir()
    said = f"name: made-up\ntitle: 가상\norganisation: 가상부\ntimezone: {name}\n"
    (root / "data" / "project.yaml").write_text(said, encoding="utf-8")
    with pytest.raises(PolicyReportError) as caught:
        settings(Project(root))
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("name", ["Asia/Seuol", "../../etc/passwd", "/etc/localtime", "서울", "''", "Asia"])
def test_an_unknown_time_zone_is_refused_with_its_place(tmp_path: Path, name: str):
    problem = fault_of_zone(tmp_path, name)
    assert (problem.kind, problem.code, problem.field) == (ErrorKind.DATA, "data.timezone", "timezone")
    assert str(problem.where).startswith("data/project.yaml:4")


@pytest.mark.parametrize(
    ("name", "meant"), [("Asia/Seuol", "Asia/Seoul"), ("Europe/Berln", "Europe/Berlin"), ("서울", "Asia/Seoul")]
)
def test_the_zone_that_was_meant_is_offered(tmp_path: Path, name: str, meant: str):
    hint = fault_of_zone(tmp_path, name).hint
    assert hint
    assert hint.en == f"did you mean '{meant}'?"
