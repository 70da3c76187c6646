"""Building and issuing at once, as ``policyreport build --issue`` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policyreport.pipeline.build import Built, build
from policyreport.pipeline.options import DEFAULT_OPTIONS, BuildOptions
from policyreport.project import Project


def issue_set(
    project: Project,
    quarter: str = "",
    reports: Sequence[str] = (),
    formats: Sequence[str] = (),
    options: BuildOptions = DEFAULT_OPTIONS,
) -> Built:
    """Build a quarter's set and give it a number."""
    return build(project, quarter, reports, formats, replace(options, issue=True))
