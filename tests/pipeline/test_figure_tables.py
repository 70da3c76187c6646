"""The tables of figures follow in print where a report asks for them, and stand in plain text always."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from tests.renderers.markdown_blocks import image

from policyreport.pipeline.build import build
from policyreport.project import Project

from .small_project import small, write_kind

FIGURES = """{{ contents() }}

# 추이

{% call chart("column", "지표") %}
| 지표 | 값 |
|---|---:|
{% for i in outcomes %}
| {{ i.title }} | {{ i.actual | bare }} |
{% endfor %}
{% endcall %}
"""


def printed(project: Project) -> str:
    """Return what is written on the pages of the report."""
    pages = pypdfium2.PdfDocument(project.out / "2026Q2" / "figures.pdf")
    return "".join(page.get_textpage().get_text_range() for page in pages)


@pytest.mark.parametrize(("more", "is_told"), [("", False), ("figure_tables: true\n", True)])
def test_a_report_asks_for_the_tables_of_its_figures(tmp_path: Path, more: str, *, is_told: bool) -> None:
    project = small(tmp_path)
    write_kind(tmp_path, "figures", "pdf, txt", FIGURES, more)
    build(project, "2026Q2", ["figures"])
    assert ("그림 자료" in printed(project)) is is_told
    assert "지표" in (project.out / "2026Q2" / "figures.txt").read_text("utf-8-sig")


def test_a_table_bears_the_number_of_its_figure_where_a_picture_stands_before(tmp_path: Path) -> None:
    project = small(tmp_path)
    body = FIGURES.replace("# 추이\n", '# 추이\n\n![현장](photo.png){caption="개소식"}\n')
    write_kind(tmp_path, "figures", "pdf", body, "figure_tables: true\n")
    (project.templates / "figures" / "photo.png").write_bytes(image().content)
    build(project, "2026Q2", ["figures"])
    assert re.findall(r"그림 \d\S*(?: 자료:)? \S+", printed(project)) == [
        "그림 1. 개소식",
        "그림 2. 지표",
        "그림 2의 자료: 지표",
    ]
