"""What templates reckon themselves is traced, kept and guarded as the figures of the data are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.office_templates.drawing import drawn

from policyreport.diagnostics import PolicyReportError
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project

from .small_project import small, write_kind
from .test_restating import ROW

SUMS = """# 예산

{% set spent = budgets_now | rejectattr("executed", "missing") | list %}
전체 {{ spent | sum(attribute="executed") | in_unit("억원") | josa("을/를") }} 집행

예산 {{ budgets_now | sum(attribute="current") }}
"""
EDITIONS = """# 예산

{{ program.title }} {{ program.budgets | sum(attribute="current") }}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = small(tmp_path, "txt", "csv")
    write_kind(tmp_path, "sums", "txt", SUMS)
    return made


def numbers(project: Project, quarter: str = "2026Q2") -> dict[str, dict[str, Any]]:
    manifest = json.loads((project.out / quarter / "manifest.json").read_text("utf-8"))
    return {number["fact"]: number for number in manifest["numbers"]}


def sums(project: Project, quarter: str = "2026Q2", **options: bool) -> None:
    build(project, quarter, ["sums"], ["txt"], BuildOptions(issue=True, **options))


def test_a_sum_leads_through_the_manifest_to_the_lines_of_the_data(project: Project) -> None:
    sums(project)
    found = numbers(project)
    (told,) = [number for number in found.values() if number["rule"] == "converted"]
    (total,) = [found[name] for name in told["derived_from"]]
    assert (total["rule"], total["unit"], told["unit"]) == ("sum", "백만원", "억원")
    operands = [found[name] for name in total["derived_from"]]
    assert sum(float(operand["value"]) for operand in operands) == float(total["value"])
    assert all(operand["stands_at"] for operand in operands)
    (printed,) = told["printed"]
    text = (project.out / "2026Q2" / "sums.txt").read_text("utf-8-sig")
    assert f"전체 {printed['text']}" in text


def test_what_was_reckoned_is_known_where_the_file_is_used_again(project: Project) -> None:
    sums(project)
    first = numbers(project)
    write_kind(project.root, "other", "txt", "# 다른 것\n\n글\n")
    build(project, "2026Q2", ["sums", "other"], ["txt"], BuildOptions())
    assert {name: found["value"] for name, found in numbers(project).items()} == {
        name: found["value"] for name, found in first.items()
    }


def test_a_sum_of_an_older_quarter_does_not_become_another(project: Project) -> None:
    sums(project, "2026Q1")
    before = (project.out / "2026Q1" / "sums.txt").read_bytes()
    path = next(path for path in (project.root / "data").rglob("*.yaml") if ROW in path.read_text("utf-8"))
    more = path.read_text("utf-8").replace(ROW, ROW.replace("800", "900"), 1)
    path.write_text(more, "utf-8")
    with pytest.raises(PolicyReportError) as caught:
        sums(project, "2026Q1")
    assert {problem.code for problem in caught.value.problems} <= {"figure.restated", "figure.missing"}
    assert (project.out / "2026Q1" / "sums.txt").read_bytes() == before


def test_a_sum_of_the_newest_quarter_may_count_more_than_before(project: Project) -> None:
    sums(project)
    first = set(numbers(project))
    path = next(path for path in (project.root / "data").rglob("*.yaml") if ROW in path.read_text("utf-8"))
    text = path.read_text("utf-8")
    more = f"{ROW}    fund: national\n" + ROW.replace("owner-school-2026", "owner-school-own") + "    fund: own\n"
    path.write_text(text.replace(ROW, more, 1), "utf-8")
    sums(project)
    assert set(numbers(project)) != first


def test_editions_keep_what_they_reckon(project: Project) -> None:
    write_kind(project.root, "each", "txt", EDITIONS, 'for: programs\nname: "{{ program.id }}"\n')
    build(project, "2026Q2", ["each"], ["txt"], BuildOptions())
    assert any(number["rule"] == "sum" for number in numbers(project).values())


def test_a_drawn_template_tells_what_it_reckoned(project: Project) -> None:
    folder = project.root / "templates" / "sums"
    (folder / "body.docx").write_bytes(drawn("집행 {{ budgets_now | sum(attribute='current') }}"))
    report = folder / "report.yaml"
    report.write_text(report.read_text("utf-8").replace("[txt]", "[txt, docx]"), "utf-8")
    build(project, "2026Q2", ["sums"], ["docx"], BuildOptions())
    assert any(number["rule"] == "sum" for number in numbers(project).values())
