"""The repository's own reports, as they were last reviewed: the newest quarter and an older one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.small_example import make_example

from policyreport.document.dump import dump
from policyreport.facts import derive
from policyreport.inputs import load, report_kinds, settings
from policyreport.model import Quarter
from policyreport.project import Project, open_project
from policyreport.templating import compose


@pytest.fixture(scope="session")
def project() -> Project:
    return open_project(Path(__file__).parents[2])


@pytest.mark.parametrize("quarter", ["2024Q3", "2025Q2"])
@pytest.mark.parametrize("kind", ["briefing", "handout", "matrix", "onepager", "press"])
def test_a_report_says_what_was_reviewed(
    project: Project, golden: Callable[[str, str], None], kind: str, quarter: str
) -> None:
    facts = derive(load(project).dataset, Quarter.parse(quarter))
    golden(f"{kind}-{quarter}.txt", dump(compose(report_kinds(project)[kind], facts, settings(project))))


def test_every_kind_of_report_can_be_made_of_every_quarter(project: Project) -> None:
    known, kinds = load(project).dataset, report_kinds(project)
    for report in known.quarters:
        facts = derive(known, report.quarter)
        assert all(compose(kind, facts, settings(project)).blocks for kind in kinds.values())


@pytest.mark.parametrize("quarter", ["2026Q1", "2026Q2"])
def test_a_new_project_says_what_was_reviewed(tmp_path: Path, golden: Callable[[str, str], None], quarter: str) -> None:
    make_example(tmp_path / "new")
    project = open_project(tmp_path / "new")
    facts = derive(load(project).dataset, Quarter.parse(quarter))
    documents = {name: compose(kind, facts, settings(project)) for name, kind in report_kinds(project).items()}
    assert all(document.blocks for document in documents.values())
    golden(f"example-briefing-{quarter}.txt", dump(documents["briefing"]))
