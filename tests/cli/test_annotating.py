"""``check --annotate``: faulty drawn templates handed back with comments."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openpyxl import load_workbook
from tests.office_templates.drawing import drawn
from tests.office_templates.drawing_in_excel import drawn as drawn_in_excel
from tests.office_templates.drawing_in_hangul import drawn as drawn_in_hangul

from .conftest import Run

REPORT = "title: 가\nsubtitle: 나\nrunning_title: 다\nsummary: 라\nformats: [docx]\n"


@pytest.fixture
def paper(project: Path) -> Path:
    """The body of a report that is drawn in Word."""
    folder = project / "templates" / "paper"
    folder.mkdir()
    (folder / "report.yaml").write_text(REPORT, encoding="utf-8")
    return folder / "body.docx"


def test_a_faulty_template_is_written_with_comments(project: Path, paper: Path, run: Run, tmp_path: Path):
    paper.write_bytes(drawn("{{ policy.titel }}"))
    said = run("check", "--project", project, "--annotate", tmp_path / "marked")
    assert said.code == 4
    assert "templates/paper/body.docx" in said.err
    (comment,) = docx.Document(BytesIO((tmp_path / "marked" / "paper.docx").read_bytes())).comments
    assert "did you mean 'title'?" in comment.text


def test_templates_of_all_programs_are_written(project: Path, paper: Path, run: Run, tmp_path: Path):
    paper.write_bytes(drawn("{{ policy.titel }}"))
    paper.with_suffix(".xlsx").write_bytes(drawn_in_excel([["가", "{{ polisy }}"]]))
    paper.with_suffix(".hwpx").write_bytes(drawn_in_hangul("{{ polisy }}"))
    report = REPORT.replace("[docx]", "[docx, hwpx, xlsx]")
    (paper.parent / "report.yaml").write_text(report, encoding="utf-8")
    assert run("check", "--project", project, "--annotate", tmp_path / "marked").code == 4
    assert sorted(path.name for path in (tmp_path / "marked").iterdir()) == ["paper.docx", "paper.hwpx", "paper.xlsx"]
    cell = load_workbook(tmp_path / "marked" / "paper.xlsx").worksheets[0]["B1"]
    assert "did you mean 'policy'?" in (cell.comment.text if cell.comment else "")
    with ZipFile(tmp_path / "marked" / "paper.hwpx") as package:
        assert "did you mean 'policy'?" in package.read("Contents/section0.xml").decode()


def test_nothing_is_written_where_all_is_well(project: Path, paper: Path, run: Run, tmp_path: Path):
    paper.write_bytes(drawn("{{ policy.title }}"))
    assert run("check", "--project", project, "--annotate", tmp_path / "marked").code == 0
    assert not (tmp_path / "marked").exists()


def test_a_template_that_reaches_into_the_program_is_refused(project: Path, paper: Path, run: Run):
    paper.write_bytes(drawn("{{ cycler.__init__.__globals__ }}"))
    assert run("build", "--project", project).code == 7
    assert not any((project / "out").rglob("*.docx"))
