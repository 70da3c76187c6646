"""The repository's own reports, as they were last reviewed: the newest quarter and an older one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policyreport.compose import compose
from policyreport.derive import derive
from policyreport.document.dump import dump
from policyreport.load import load, report_kinds, settings
from policyreport.model import Quarter
from policyreport.project import Project, open_project


@pytest.fixture(scope="session")
def project() -> Project:
    return open_project(Path(__file__).parents[2])


@pytest.mark.parametrize("quarter", ["2024Q3", "2025Q2"])
@pytest.mark.parametrize("kind", ["briefing", "handout", "matrix"])
def test_a_report_says_what_was_reviewed(
    project: Project, golden: Callable[[str, str], None], kind: str, quarter: str
) -> None:
    facts = derive(load(project).dataset, Quarter.parse(quarter))
    golden(f"{kind}-{quarter}.txt", dump(compose(report_kinds(project)[kind], facts, settings(project))))
