"""The repository's own reports and those of a new project keep to PDF/UA-1 and PDF/A-2a, in large print too."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from tests.small_example import make_example

from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project, open_project

from .conformance import findings

REPOSITORY = Path(__file__).parents[3]
REPORTS = ["briefing", "handout", "onepager", "press"]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("reports")
    for name in ("data", "templates"):
        copytree(REPOSITORY / name, root / name)
    return open_project(root)


@pytest.fixture(scope="session")
def new_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("new") / "project"
    make_example(root)
    return open_project(root)


def wrong_in(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Return what is wrong in each PDF of a set."""
    found = {file.name: findings(file.read_bytes()) for file in sorted(folder.glob("*.pdf"))}
    assert {"briefing.pdf", "briefing-large.pdf"} <= set(found)
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("quarter", ["2024Q3", "2025Q2"])
def test_the_reports_of_a_quarter_keep_to_the_standards(project: Project, quarter: str):
    assert wrong_in(build(project, quarter, REPORTS, ["pdf"], options=BuildOptions(large_print=True)).folder) == {}


def test_the_reports_of_a_new_project_keep_to_the_standards(new_project: Project):
    options = BuildOptions(large_print=True, draft=True)
    assert wrong_in(build(new_project, "", REPORTS, ["pdf"], options=options).folder) == {}
