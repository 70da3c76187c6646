from __future__ import annotations

from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.project import Project, open_project


def test_a_folder_with_data_and_templates_is_a_project(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "templates").mkdir()
    project = open_project(tmp_path)
    assert (project.data, project.templates, project.out) == tuple(
        tmp_path.resolve() / name for name in ("data", "templates", "out")
    )


def test_each_missing_folder_is_named_and_init_is_offered(tmp_path: Path) -> None:
    with pytest.raises(PolicyReportError) as caught:
        open_project(tmp_path)
    problems = caught.value.problems
    assert {p.what.en for p in problems} == {
        "there is no folder 'data' here",
        "there is no folder 'templates' here",
    }
    assert all(p.kind is ErrorKind.USAGE and p.hint is not None and "policyreport init" in p.hint.en for p in problems)


def test_a_path_is_named_from_the_root_with_slashes() -> None:
    project = Project(Path("/somewhere/project"))
    assert project.relative(project.data / "quarters" / "2025Q2.yaml") == "data/quarters/2025Q2.yaml"


def test_a_path_in_decomposed_hangul_is_named_as_it_is_typed() -> None:
    project = Project(Path("/somewhere/project"))
    assert project.relative(project.data / "\u110c\u1161\u1105\u116d.yaml") == "data/자료.yaml"
