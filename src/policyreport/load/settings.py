"""The project's settings, from their file."""

from __future__ import annotations

from policyreport.load.yaml_record import record_of
from policyreport.load.yaml_text import read_yaml
from policyreport.project import Project
from policyreport.project.settings import Settings


def settings(project: Project) -> Settings:
    """Return what ``data/project.yaml`` says; ``PolicyReportError`` with all that is wrong with it."""
    path = project.data / "project.yaml"
    return record_of(read_yaml(project, path), Settings, project.relative(path))
