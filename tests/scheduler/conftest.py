from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from policyreport.model import Quarter
from policyreport.project import Project

from .world import World, project_in


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that makes quarters from 2025Q1 on, due 20 days after their end."""
    return project_in(tmp_path / "project", "schedule: {first: 2025Q1}\n")


@pytest.fixture
def world() -> World:
    """The first day on which 2025Q2 is due, in Seoul."""
    return World(datetime(2025, 7, 20, 15, tzinfo=UTC), [Quarter(2025, 1), Quarter(2025, 2), Quarter(2025, 3)])
