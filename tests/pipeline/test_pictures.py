"""A picture or a logo that was replaced by another is in the files that are built next."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from policyreport.pipeline.build import build
from policyreport.project import Project

from .small_project import QUARTER, small, standing, write_kind

FORMATS = "pdf, docx, hwpx, xlsx"


def photo(shade: int) -> bytes:
    """Return a file like any other of these, but for its shade."""
    stream = BytesIO()
    Image.new("L", (40, 30), shade).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path)
    write_kind(tmp_path, "visit", FORMATS, "# 현장\n\n![현장](photo.png)\n")
    write_kind(tmp_path, "plain", FORMATS, "# 현장\n\n글\n")
    house = tmp_path / "templates" / "house"
    house.mkdir()
    (house / "theme.yaml").write_text("logo: logo.png\n", "utf-8")
    for name in ("house/logo.png", "visit/photo.png"):
        (project.templates / name).write_bytes(photo(90))
    return project


@pytest.mark.parametrize(("name", "kinds"), [("visit/photo.png", ["visit"]), ("house/logo.png", ["plain", "visit"])])
def test_a_picture_of_the_same_size_in_its_place_makes_the_files_anew(
    project: Project, name: str, kinds: list[str]
) -> None:
    build(project, QUARTER, ["plain", "visit"])
    before = standing(project)
    (project.templates / name).write_bytes(photo(200))
    build(project, QUARTER, ["plain", "visit"])
    changed = {file for file, content in standing(project).items() if content != before[file]}
    assert {file for file in changed if not file.endswith(".json")} == {
        f"{kind}.{form}" for kind in kinds for form in FORMATS.split(", ")
    }


def test_a_drawing_in_svg_stands_in_every_format(project: Project) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 1"><rect width="9" height="9" fill="red"/></svg>'
    write_kind(project.root, "map", FORMATS, "# 현장\n\n![약도](map.svg)\n")
    (project.templates / "map" / "map.svg").write_text(drawing, "utf-8")
    build(project, QUARTER, ["map"])
    files = standing(project)
    for form in ("docx", "hwpx", "xlsx"):
        with ZipFile(BytesIO(files[f"map.{form}"])) as package:
            sizes = {
                Image.open(BytesIO(package.read(name))).size for name in package.namelist() if name.endswith(".png")
            }
        assert (3000, 75) in sizes
    assert b"/Width 3000" in files["map.pdf"]
