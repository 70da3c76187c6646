"""A report is made of what its readers may know, and what they may not know is looked for in its files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.pipeline.build import build
from policyreport.pipeline.check import check
from policyreport.project import Project

from .small_project import QUARTER, small, write_kind

COUNT = (
    "# 지원사업\n\n{{ count.programs }}\n\n{% for p in programs %}\n- {{ p.title }}: {{ p.content }}\n{% endfor %}\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a report for the public and one for the office; what hangs on a hidden record is hidden too."""
    made = small(tmp_path, brief="txt", table="csv")
    with (made.data / "project.yaml").open("a", encoding="utf-8") as settings:
        settings.write("    - {code: audience.wider, reason: 딸린 기록도 함께 감춤}\n")
    write_kind(tmp_path, "open", "txt, docx", COUNT, "audience: public\n")
    write_kind(tmp_path, "office", "txt", COUNT, "audience: internal\n")
    return made


def hide_the_first_programme(project: Project) -> str:
    """Make it internal, and return its title."""
    path = project.data / "programs.yaml"
    text = path.read_text("utf-8")
    (project.data / "programs.yaml").write_text(
        re.sub(r"(  - id: [^\n]+\n)", r"\1    audience: internal\n", text, count=1)
    )
    return re.search(r"title: ([^\n]+)", text)[1].strip()


def printed(project: Project, name: str) -> str:
    return (project.out / QUARTER / name).read_text("utf-8-sig")


def test_what_is_for_the_office_is_in_its_report_alone(project: Project):
    title = hide_the_first_programme(project)
    build(project)
    assert title in printed(project, "office.txt")
    assert title not in printed(project, "open.txt")


def test_a_count_is_of_what_the_readers_may_know_and_the_manifest_tells_both(project: Project):
    hide_the_first_programme(project)
    build(project)
    manifest = json.loads((project.out / QUARTER / "manifest.json").read_text("utf-8"))
    counts = {number.get("reader", ""): number for number in manifest["numbers"] if number["fact"] == "count.programs"}
    assert int(counts[""]["value"]) == int(counts["public"]["value"]) + 1
    assert {place["file"] for place in counts[""]["printed"]} == {"office.txt"}
    assert {place["file"] for place in counts["public"]["printed"]} == {"open.txt", "open.docx"}


def test_with_nothing_hidden_the_manifest_names_no_readers(project: Project):
    build(project)
    manifest = json.loads((project.out / QUARTER / "manifest.json").read_text("utf-8"))
    assert {"reader" in number for number in manifest["numbers"]} == {False}


def test_a_template_that_quotes_what_is_hidden_is_found_out_and_nothing_is_published(project: Project):
    hide_the_first_programme(project)
    body = project.templates / "open" / "body.md.j2"
    body.write_text(body.read_text("utf-8") + "\n설비 구입비와 온라인 매장 개설비 지원\n", "utf-8")
    with pytest.raises(PolicyReportError) as caught:
        build(project)
    assert {problem.code for problem in caught.value.problems} == {"gate.leak"}
    assert {problem.where.file.split(" ")[0] for problem in caught.value.problems} == {"open.txt", "open.docx"}
    assert caught.value.exit_code == ErrorKind.SECURITY
    assert not (project.out / QUARTER).exists()


def test_a_file_that_was_made_before_is_looked_at_again_when_more_is_hidden(project: Project):
    body = project.templates / "open" / "body.md.j2"
    body.write_text("설비 구입비와 온라인 매장 개설비 지원\n", "utf-8")
    build(project)
    hide_the_first_programme(project)
    with pytest.raises(PolicyReportError) as caught:
        build(project)
    assert {problem.code for problem in caught.value.problems} == {"gate.leak"}


def test_a_policy_that_is_not_for_the_public_stops_a_report_for_it(project: Project):
    path = project.data / "policy.yaml"
    path.write_text(re.sub(r"(?m)^policy:\n", "policy:\n  audience: internal\n", path.read_text("utf-8")), "utf-8")
    with pytest.raises(PolicyReportError) as caught:
        build(project)
    assert caught.value.exit_code == ErrorKind.SECURITY
    assert "audience.hidden" in {judged.problem.code for judged in check(project)}
