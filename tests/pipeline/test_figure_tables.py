"""The tables of figures follow in print where a report asks for them, and stand in plain text always."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from policyreport.pipeline.build import build

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


@pytest.mark.parametrize(("more", "is_told"), [("", False), ("figure_tables: true\n", True)])
def test_a_report_asks_for_the_tables_of_its_figures(tmp_path: Path, more: str, *, is_told: bool) -> None:
    project = small(tmp_path)
    write_kind(tmp_path, "figures", "pdf, txt", FIGURES, more)
    build(project, "2026Q2", ["figures"])
    pages = pypdfium2.PdfDocument(project.out / "2026Q2" / "figures.pdf")
    printed = "".join(page.get_textpage().get_text_range() for page in pages)
    assert ("그림 자료" in printed) is is_told
    assert "지표" in (project.out / "2026Q2" / "figures.txt").read_text("utf-8-sig")
