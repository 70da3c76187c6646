"""The same facts give the same documents, whatever kind of file they are kept in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.made_up_files import WRITERS, write_project

from policyreport.inputs import load, settings
from policyreport.inputs.excel.intake import intake_workbook
from policyreport.pipeline.build import build
from policyreport.project import Project

REPOSITORY = Project(Path(__file__).parents[2])
DOCUMENTS = ("briefing.pdf", "handout.docx", "matrix.xlsx")


def documents_of(project: Project) -> dict[str, bytes]:
    folder = build(project).folder
    return {name: (folder / name).read_bytes() for name in DOCUMENTS}


def with_templates(project: Project) -> Project:
    shutil.copytree(REPOSITORY.templates, project.templates, dirs_exist_ok=True)
    return project


@pytest.fixture(scope="module")
def from_yaml(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("yaml")
    shutil.copytree(REPOSITORY.data, root / "data")
    return documents_of(with_templates(Project(root.resolve())))


@pytest.mark.parametrize("kind", WRITERS)
def test_each_kind_of_file_gives_the_same_documents(kind: str, tmp_path: Path, from_yaml: dict[str, bytes]):
    dataset = load(REPOSITORY).dataset
    project = write_project(dataset, tmp_path / "project", kind, settings(REPOSITORY))
    assert documents_of(with_templates(project)) == from_yaml


def test_a_filled_intake_workbook_gives_the_same_documents(tmp_path: Path, from_yaml: dict[str, bytes]):
    (tmp_path / "data").mkdir()
    said = REPOSITORY.data.joinpath("project.yaml").read_text("utf-8")
    (tmp_path / "data" / "project.yaml").write_text(said + "\ninputs:\n  - {file: 수합.xlsx}\n", encoding="utf-8")
    (tmp_path / "data" / "수합.xlsx").write_bytes(intake_workbook(load(REPOSITORY).dataset))
    assert documents_of(with_templates(Project(tmp_path.resolve()))) == from_yaml
