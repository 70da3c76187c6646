"""Colours of the theme that are hard to read are warned of where they are set."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyreport.inputs import theme_warnings
from policyreport.project import Project, open_project

FILE = "templates/house/theme.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "project.yaml").write_text("name: a\n", "utf-8")
    (tmp_path / "templates" / "house").mkdir(parents=True)
    return open_project(tmp_path)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("leading: 1.5\n", []),
        ('colours:\n  quiet: "#56616C"\n', []),
        ('colours:\n  ink: "#000000"\n  quiet: "#999999"\n', [f"{FILE}:3:10"]),
        ('colours:\n  head_tint: "#777777"\n', [f"{FILE}:2:14"] * 7),
        ('lamps:\n  watch: {shape: "▲", colour: "#FFB000"}\n', [f"{FILE}:2:31"]),
    ],
)
def test_each_faint_colour_is_warned_of_at_what_makes_it_faint(project: Project, text: str, places: list[str]) -> None:
    (project.root / FILE).write_text(text, "utf-8")
    found = list(theme_warnings(project))
    assert [str(problem.where) for problem in found][: len(places)] == places
    assert bool(found) is bool(places)
    assert all(problem.code == "theme.low-contrast" and problem.hint for problem in found)


def test_a_project_without_a_theme_has_no_such_warning(project: Project) -> None:
    assert list(theme_warnings(project)) == []
