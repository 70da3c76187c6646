"""A cell with more lines than Excel keeps is told with its sheet and name, at the datum, by check as by build."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from policyreport.diagnostics import Problem
from policyreport.pipeline.build import build
from policyreport.pipeline.check import check
from policyreport.project import Project

from .small_project import small, write_kind

CONTENT = "content: 분기마다 여는 단기 교육 과정"
TABLE = """# 지원사업

{% call captioned("지원사업") %}
| 사업 | 내용 |
|:---|:---|
{% for p in programs %}
| {{ p.title }} | {{ p.content }} |
{% endfor %}
{% endcall %}
"""


def project_of(folder: Path, lines: int, form: str = "xlsx") -> Project:
    project = small(folder, brief="txt")
    write_kind(folder, "book", form, TABLE)
    path = project.data / "programs.yaml"
    text = path.read_text("utf-8")
    assert CONTENT in text
    content = 'content: "' + "\\n".join(f"줄 {n}" for n in range(lines)) + '"'
    path.write_text(text.replace(CONTENT, content), "utf-8")
    return project


def drawn(project: Project) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "사업"
    sheet.append(["{%tr for p in programs %}", None])
    sheet.append(["{{ p.title }}", "{{ p.content }}"])
    sheet.append(["{%tr endfor %}", None])
    held = BytesIO()
    book.save(held)
    folder = project.templates / "drawn"
    folder.mkdir()
    (folder / "report.yaml").write_text("title: 그린 것\n", "utf-8")
    (folder / "body.xlsx").write_bytes(held.getvalue())


def crowding(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(p.what.ko, str(p.where)) for p in problems if p.code == "xlsx.cell-lines"]


def test_a_cell_of_too_many_lines_is_told_with_its_name_and_the_datum(tmp_path: Path) -> None:
    project = project_of(tmp_path, 300)
    told = [
        (
            "지원사업!B7 칸에 줄 바꿈이 299개 있습니다. Excel은 한 칸에 253개까지 허용합니다",
            "data/programs.yaml:16:14",
        )
    ]
    found = check(project)
    assert crowding([one.problem for one in found]) == told
    assert {one.severity for one in found if one.problem.code == "xlsx.cell-lines"} == {"warning"}
    assert crowding(list(build(project).warnings)) == told


def test_a_drawn_workbook_tells_it_too(tmp_path: Path) -> None:
    project = project_of(tmp_path, 300, form="csv")
    drawn(project)
    told = crowding([one.problem for one in check(project)])
    assert [(what.partition(" ")[0], place) for what, place in told] == [("사업!B2", "data/programs.yaml:16:14")]
    assert crowding(list(build(project).warnings)) == told


@pytest.mark.parametrize("lines", [1, 254])
def test_as_many_lines_as_excel_keeps_are_no_case(tmp_path: Path, lines: int) -> None:
    project = project_of(tmp_path, lines)
    drawn(project)
    assert crowding([one.problem for one in check(project)]) == []
