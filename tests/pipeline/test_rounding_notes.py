"""The note on rounding prints itself below a table of money, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyreport.pipeline.build import build
from policyreport.pipeline.parts_and_totals import ROUNDED
from policyreport.project import Project
from policyreport.tie_out import open_places

from .small_project import small

BODY = """# 예산

{% call captioned("예산") %}
| 사업 | 현액 |
|---|---:|
{% for b in budgets_now %}
| {{ b.program.title }} | {{ b.current | in_unit("억원") | to(DECIMALS) }} |
{% endfor %}
| 합계 | {{ budgets_now | sum("current") | in_unit("억원") | to(DECIMALS) }} |
{% endcall %}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path, brief="pdf, docx, hwpx, xlsx, txt")
    path = project.data / "carrying-out.yaml"
    text = path.read_text("utf-8")
    for old, new in {
        "supplementary: 300": "supplementary: 340",
        "current: 4500": "current: 4540",
        " 800": " 840",
    }.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return project


def said(project: Project, decimals: int) -> dict[str, int]:
    """Return how often each format has the note."""
    body = BODY.replace("DECIMALS", str(decimals))
    (project.templates / "brief" / "body.md.j2").write_text(body, "utf-8")
    folder = build(project, reports=["brief"]).folder
    found: dict[str, int] = {}
    for path in folder.glob("brief.*"):
        places = open_places(path.name, path.read_bytes())
        assert places
        found[path.suffix] = sum(ROUNDED.ko in text.replace("\r\n", " ") for _, text in places.placed_texts())
    return found


def test_it_prints_once_in_each_format_where_rounding_is_why_and_not_where_all_is_printed(project: Project):
    assert said(project, 0) == dict.fromkeys((".pdf", ".docx", ".hwpx", ".xlsx", ".txt"), 1)
    assert said(project, 2) == dict.fromkeys((".pdf", ".docx", ".hwpx", ".xlsx", ".txt"), 0)
