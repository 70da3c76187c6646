"""A theme's ``logo`` names a PNG or JPEG file below ``templates/house``; anything else is refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.renderers.markdown_blocks import image

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.inputs.theme import theme
from policyreport.project import Project


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "templates" / "house"
    (folder / "marks").mkdir(parents=True)
    (folder / "logo.png").write_bytes(image().content)
    (folder / "marks" / "로고.jpg").write_bytes(image("jpeg").content)
    (folder / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (folder / "broken.png").write_bytes(image().content[:-20])
    return folder


def refused(house: Path, name: str) -> Problem:
    (house / "theme.yaml").write_text(f"leading: 1.5\nlogo: {name}\n", encoding="utf-8")
    with pytest.raises(PolicyReportError) as error:
        theme(Project(house.parents[1]))
    (problem,) = error.value.problems
    return problem


@pytest.mark.parametrize(("name", "form"), [("logo.png", "png"), ("marks/로고.jpg", "jpeg")])
def test_a_logo_comes_with_the_theme(house: Path, name: str, form: str) -> None:
    (house / "theme.yaml").write_text(f"leading: 1.5\nlogo: {name}\n", encoding="utf-8")
    looks = theme(Project(house.parents[1]))
    assert looks.leading == 1.5
    assert looks.logo == image(form)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("logo.svg", "theme.logo"),
        ("broken.png", "theme.logo"),
        ("../logo.png", "theme.logo"),
        ("/etc/logo.png", "theme.logo"),
        ("C:/logo.png", "theme.logo"),
        ("other.png", "file.missing"),
    ],
)
def test_what_is_no_logo_is_refused_at_its_place(house: Path, name: str, code: str) -> None:
    problem = refused(house, name)
    assert (problem.code, problem.field) == (code, "logo")
    assert str(problem.where).startswith("templates/house/theme.yaml:2")


def test_a_logo_that_leads_out_of_the_project_is_refused(house: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "logo.png"
    outside.write_bytes(image().content)
    (house / "linked.png").symlink_to(outside)
    assert refused(house, "linked.png").code == "file.outside"
