"""A figure that is typed into a template rests on no data: it is named with its line and where the file prints it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordFile
from openpyxl import Workbook
from tests.young_farmers import REPOSITORY, young_farmers

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.pipeline.typed_numbers import TYPED
from policyreport.project import Project, open_project

from .conftest import published
from .small_project import small, write_kind

BODY = "templates/brief/body.md.j2"
FIRST_LINES = "# 지원사업\n"


@pytest.fixture
def one(tmp_path: Path) -> Project:
    return small(tmp_path, brief="docx, pdf, txt, hwpx, xlsx")


def typed(project: Project, *reports: str, options: BuildOptions | None = None) -> list[Problem]:
    built = build(project, reports=reports or ["brief"], options=options or BuildOptions())
    return [warning for warning in built.warnings if warning.code == TYPED]


def write(project: Project, words: str, name: str = BODY) -> None:
    """Write words into a template, after its first line."""
    path = project.root / name
    path.write_text(path.read_text("utf-8").replace(FIRST_LINES, f"{FIRST_LINES}\n{words}\n", 1), "utf-8")


def told(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.field, str(problem.where)) for problem in problems]


def test_a_figure_in_a_markdown_template_is_named_with_its_line_and_its_place_in_a_file(one: Project):
    write(one, "올해 **1,300개사**를 지원하고 2025. 6. 30.까지 점검함.")
    problems = typed(one)
    assert told(problems) == [("1,300", f"{BODY}:3")]
    assert "'올해 **1,300개사**를 지원하고 2025. 6. 30.까지 점검함.'" in problems[0].what.en
    assert problems[0].what.en.endswith("printed in brief.pdf, page 1")


@pytest.mark.parametrize(
    "words",
    [
        "{{ '신규 40명' if programs else '' }}",
        "| 구분 | 수 |\n|---|---|\n| 신규 | 40 |",
        "{% for p in programs %}{% if loop.first %}신규 40명{% endif %}{% endfor %}",
        "- 신규 40명",
        "※ 신규 40명",
        '{% call box("신규 40명") %}\n가나\n{% endcall %}',
        "{% set goal = '신규 40명' %}{{ goal }}",
    ],
)
def test_it_is_found_wherever_a_template_says_it(one: Project, words: str):
    write(one, words)
    assert [problem.field for problem in typed(one)] == ["40"]


@pytest.mark.parametrize(
    "words",
    [
        "신규 {{ 40 }}명",
        "{% if false %}신규 40명{% endif %}{# 40명 #}",
        "{% if programs | length > 40 %}가{% endif %}",
        "{% for p in programs %}{{ loop.index }}. {{ p.title }}\n\n{% endfor %}",
        "제12조, 2025년 2분기, 붙임 1, 044-203-1234",
    ],
)
def test_what_is_not_printed_no_figure_or_marked_as_none_is_not_told(one: Project, words: str):
    write(one, words)
    assert typed(one) == []


def test_a_figure_in_a_title_or_in_the_words_of_the_project_is_found(one: Project):
    path = one.templates / "brief" / "report.yaml"
    path.write_text(path.read_text("utf-8").replace("brief", "500억원 40명"), "utf-8")
    assert [(field, where.partition(":")[0]) for field, where in told(typed(one))] == [
        ("500", "templates/brief/report.yaml"),
        ("40", "templates/brief/report.yaml"),
    ]
    words = one.templates / "house" / "words.yaml"
    words.parent.mkdir(exist_ok=True)
    words.write_text("gaps: 보완할 것 7가지\n", "utf-8")
    write(one, "{{ words.gaps }}")
    assert ("7", "templates/house/words.yaml") in told(typed(one))


def test_a_strict_build_is_stopped_and_one_without_the_comparison_tells_nothing(one: Project):
    write(one, "신규 40명")
    with pytest.raises(PolicyReportError) as caught:
        typed(one, options=BuildOptions(strict=True))
    assert (caught.value.problems[0].code, published(one.out)) == (TYPED, [])
    assert typed(one, options=BuildOptions(tie_out=False)) == []


def test_it_is_told_again_where_the_file_is_what_it_was(one: Project):
    write(one, "신규 40명")
    first = build(one, reports=["brief"])
    again = build(one, reports=["brief", "table"])
    assert [output.reused for output in again.outputs if output.report == "brief"] == [True] * 5
    assert again.warnings == first.warnings


def test_editions_tell_it_once(one: Project):
    body = "# {{ field.title }}\n\n신규 40명\n"
    write_kind(one.root, "field", "txt", body, 'for: fields\nname: "{{ field.id }}"\n')
    assert told(typed(one, "field")) == [("40", "templates/field/body.md.j2:3")]


def test_a_figure_in_a_template_drawn_in_word_is_found(one: Project):
    drawn = WordFile()
    drawn.add_paragraph("{{ policy.title }}: 신규 40명, 2025년, {{ 12 }}개")
    drawn.save(str(one.templates / "brief" / "body.docx"))
    problems = typed(one)
    assert told(problems) == [("40", "templates/brief/body.docx › 문단 1")]
    assert problems[0].what.en.endswith("printed in brief.docx, paragraph 1")


def test_a_figure_in_a_template_drawn_in_excel_is_found(one: Project):
    drawn, content = Workbook(), BytesIO()
    sheet = drawn.worksheets[0]
    sheet.title = "표"
    sheet.append(["연번", "정책", "수"])
    sheet.append([1, "{{ policy.title }}", 40])
    sheet.append([2, "2025년", "{{ count.measures }}"])
    drawn.save(content)
    (one.templates / "brief" / "body.xlsx").write_bytes(content.getvalue())
    assert told(typed(one)) == [("40", "templates/brief/body.xlsx › 표!C2")]


def observers(folder: Path) -> None:
    for name in ("data", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)


@pytest.mark.parametrize("make", [young_farmers, observers])
def test_the_shipped_templates_say_no_figure_themselves(tmp_path: Path, make: object):
    assert callable(make)
    make(tmp_path)
    project = open_project(tmp_path)
    for quarter in sorted(path.stem for path in (project.data / "quarters").glob("*.yaml")):
        built = build(project, quarter, formats=["txt", "csv"], options=BuildOptions(draft=True))
        assert [warning for warning in built.warnings if warning.code == TYPED] == []
