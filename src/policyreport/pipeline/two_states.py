"""The two states of a project that are compared: quarters of its data, or issues as they were kept."""

from __future__ import annotations

import re

from policyreport.ledger import Ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.pruning import require_inputs
from policyreport.model import Facts
from policyreport.pipeline.composition import DRAFT
from policyreport.pipeline.project_data import read_project
from policyreport.pipeline.rebuild import issued_project
from policyreport.project import Project

QUARTER = re.compile(r"[1-9]\d{3}Q[1-4]")
"""How a quarter of the data is named; an issue of it has its number behind a stroke."""


def facts_of_quarter(project: Project, quarter: str) -> Facts:
    """Return what the data say today for a quarter (the newest for none); raises as ``read_project`` does."""
    return read_project(project, quarter).facts


def facts_of_issue(ledger: Ledger, issue: Issue) -> Facts:
    """Return what an issue's data said for its quarter; raises ``PolicyReportError`` where they are not kept."""
    require_inputs(ledger, issue)
    with issued_project(ledger, issue) as project:
        return read_project(project, issue.set_name.removesuffix(DRAFT)).facts
