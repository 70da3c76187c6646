"""The command by which the house style is taken to Word."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from .conftest import Run, Spoil

REFERENCE = Path("templates", "house", "reference.docx")


def size_of_title(file: Path) -> float:
    return docx.Document(BytesIO(file.read_bytes())).styles["Title"].font.size.pt


def test_theme_writes_a_reference_file_and_says_where(project: Path, run: Run):
    said = run("theme", "--project", project)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"wrote {project / REFERENCE}; ")


def test_the_reference_file_has_the_sizes_of_the_house(project: Path, run: Run, spoil: Spoil):
    spoil("templates/house/theme.yaml", "title: 21", "title: 23")
    run("theme", "--project", project)
    assert size_of_title(project / REFERENCE) == 23


def test_a_reference_file_that_was_restyled_is_kept_unless_told(project: Path, run: Run):
    run("theme", "--project", project)
    word = docx.Document(str(project / REFERENCE))
    word.styles["Title"].font.size = Pt(30)
    word.save(str(project / REFERENCE))
    said = run("theme", "--project", project)
    assert (said.code, "is there already" in said.err, "--force" in said.err) == (2, True, True)
    assert size_of_title(project / REFERENCE) == 30
    assert run("theme", "--project", project, "--force").code == 0
    assert size_of_title(project / REFERENCE) == 21


def test_documents_follow_what_was_restyled(project: Path, run: Run):
    run("theme", "--project", project)
    word = docx.Document(str(project / REFERENCE))
    word.styles["Title"].font.size = Pt(30)
    word.save(str(project / REFERENCE))
    assert run("build", "--project", project, "--report", "handout", "--format", "docx").code == 0
    (made,) = (project / "out").rglob("handout.docx")
    assert size_of_title(made) == 30


def test_in_korean_it_says_the_same(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "reference.docx를 썼습니다" in run("theme", "--project", project).out
