from pathlib import Path

import pytest

from policyreport.diagnostics import PolicyReportError
from policyreport.inputs import theme
from policyreport.project import Project


def house(folder: Path) -> Path:
    (folder / "templates" / "house").mkdir(parents=True)
    return folder / "templates" / "house"


def test_a_project_without_a_reference_file_has_the_built_in_look(tmp_path: Path):
    assert theme(Project(tmp_path)).reference == b""


def test_the_reference_file_comes_with_the_theme(tmp_path: Path):
    (house(tmp_path) / "reference.docx").write_bytes(b"looks")
    assert theme(Project(tmp_path)).reference == b"looks"


def test_the_theme_file_cannot_say_what_the_reference_file_holds(tmp_path: Path):
    (house(tmp_path) / "theme.yaml").write_text("reference: looks\n", encoding="utf-8")
    with pytest.raises(PolicyReportError, match="reference"):
        theme(Project(tmp_path))


def test_a_reference_file_outside_the_project_is_refused(tmp_path: Path):
    outside = tmp_path / "outside.docx"
    outside.write_bytes(b"looks")
    project = tmp_path / "project"
    (house(project) / "reference.docx").symlink_to(outside)
    with pytest.raises(PolicyReportError) as refused:
        theme(Project(project))
    assert [problem.code for problem in refused.value.problems] == ["file.outside"]
