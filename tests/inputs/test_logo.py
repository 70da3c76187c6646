"""A theme's ``logo`` names a PNG, JPEG or SVG file below ``templates/house``; anything else is refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.renderers.markdown_blocks import image

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.inputs.theme import theme
from policyreport.project import Project

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{}</svg>'


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "templates" / "house"
    (folder / "marks").mkdir(parents=True)
    (folder / "logo.png").write_bytes(image().content)
    (folder / "marks" / "로고.jpg").write_bytes(image("jpeg").content)
    (folder / "drawn.svg").write_text(SVG.format('<rect width="9" height="9"/>'), encoding="utf-8")
    (folder / "letters.svg").write_text(SVG.format("\n<text>시청</text>"), encoding="utf-8")
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
        ("letters.svg", "theme.logo"),
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


def test_a_logo_in_svg_becomes_a_picture_of_points(house: Path) -> None:
    (house / "theme.yaml").write_text("logo: drawn.svg\n", encoding="utf-8")
    logo = theme(Project(house.parents[1])).logo
    assert logo is not None
    assert (logo.form, logo.width) == ("png", 2 * logo.height)


def test_letters_in_a_logo_are_told_with_their_line_and_the_way_out(house: Path) -> None:
    problem = refused(house, "letters.svg")
    assert problem.what.ko == "로고 'letters.svg': 2째 줄의 <text>: 글자는 그릴 수 없습니다"
    assert problem.hint is not None
    assert "윤곽선" in problem.hint.ko


def test_a_logo_that_leads_out_of_the_project_is_refused(house: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "logo.png"
    outside.write_bytes(image().content)
    (house / "linked.png").symlink_to(outside)
    assert refused(house, "linked.png").code == "file.outside"
