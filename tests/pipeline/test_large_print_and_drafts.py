"""Large print stands beside the ordinary files of a set; a draft is a set of its own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.document.dump import dump
from policyreport.inputs import report_kinds
from policyreport.pipeline.build import Built, build
from policyreport.pipeline.edition_worker import documents
from policyreport.pipeline.options import BuildOptions
from policyreport.pipeline.project_data import read_project
from policyreport.project import Project

from .conftest import copied, listed

Stored = Callable[[Path], dict[str, bytes]]
LARGE, DRAFT = BuildOptions(large_print=True), BuildOptions(draft=True)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(copied(tmp_path_factory.mktemp("large")), options=LARGE)


def test_large_print_stands_beside_what_can_be_printed(large: Built, real: Project):
    files = listed(real)
    enlarged = [f"{stem}-large.{form}" for stem, _, form in (name.rpartition(".") for name in files)]
    printed = [name for name in enlarged if name.endswith((".pdf", ".docx", ".hwpx"))]
    assert {"briefing-large.pdf", "handout-large.docx"} <= set(printed)
    assert names(large.folder) == sorted([*files, *printed, "manifest.json"])


def test_the_manifest_says_which_files_are_in_large_print(large: Built):
    files = json.loads((large.folder / "manifest.json").read_text("utf-8"))["files"]
    assert [f["name"] for f in files if f.get("large_print")] == [f["name"] for f in files if "-large." in f["name"]]


def test_the_ordinary_files_are_what_they_are_without_large_print(large: Built, built: Built):
    for name in names(built.folder):
        assert name == "manifest.json" or (large.folder / name).read_bytes() == (built.folder / name).read_bytes()


def test_no_letter_of_large_print_is_smaller_than_thirteen_points(large: Built):
    pages = PdfDocument(large.folder / "briefing-large.pdf")
    sizes = {round(thing.get_font_size(), 2) for page in pages for thing in page.get_objects(filter=[1])}
    assert min(sizes) >= 13


def test_every_quarter_can_be_had_in_large_print(project: Project):
    for quarter in sorted(path.stem for path in (project.data / "quarters").glob("*.yaml")):
        assert "briefing-large.pdf" in names(build(project, quarter, options=LARGE).folder)


def test_a_set_keeps_its_large_print(project: Project, stored: Stored):
    whole = stored(build(project, options=LARGE).folder)
    assert stored(build(project, reports=["matrix"]).folder) == whole


def test_a_set_is_the_same_in_whatever_order_its_files_were_asked_for(project: Project, stored: Stored):
    build(project, reports=["handout"], formats=["txt"])
    one = stored(build(project, reports=["handout"], formats=["pdf", "docx"], options=LARGE).folder)
    shutil.rmtree(project.out)
    build(project, reports=["handout"], formats=["docx", "pdf"], options=LARGE)
    assert stored(build(project, reports=["handout"], formats=["txt"]).folder) == one


def test_large_print_of_what_has_none_is_a_usage_problem(real: Project):
    with pytest.raises(PolicyReportError) as caught:
        build(real, reports=["matrix"], options=LARGE)
    (problem,) = caught.value.problems
    assert (problem.kind, problem.code) == (ErrorKind.USAGE, "usage.no-large-print")


def test_a_report_may_not_be_named_as_the_large_print_of_another(project: Project):
    path = project.templates / "handout" / "report.yaml"
    text = re.sub(r"^formats: .*$", "formats: [pdf]", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text + "stem: briefing-large\n", encoding="utf-8")
    build(project)
    with pytest.raises(PolicyReportError) as caught:
        build(project, options=LARGE)
    assert {problem.code for problem in caught.value.problems} == {"report.same-name"}


def test_a_draft_never_takes_the_place_of_a_set_that_was_issued(project: Project, stored: Stored):
    issued = stored(build(project).folder)
    draft = build(project, options=DRAFT)
    assert draft.folder == project.out / "2025Q2-draft"
    assert stored(project.out / "2025Q2") == issued
    assert names(draft.folder) == sorted(issued)


def test_a_draft_says_so_in_its_documents_and_its_manifest(project: Project):
    for _, document in documents(read_project(project, options=DRAFT)):
        assert document.meta.draft
        assert document.meta.mark.split(" · ")[0] == "초안"
        assert "\n  draft\n" in dump(document)
    said = json.loads((build(project, options=DRAFT).folder / "manifest.json").read_text("utf-8"))
    assert said["draft"] is True


def test_a_draft_keeps_the_mark_of_the_project(project: Project):
    path = project.data / "project.yaml"
    path.write_text(path.read_text("utf-8") + "mark: 가상 자료\n", encoding="utf-8")
    assert {document.meta.mark for _, document in documents(read_project(project, options=DRAFT))} == {
        "초안 · 가상 자료"
    }


def test_every_report_can_be_had_as_text(project: Project):
    folder = build(project, formats=["txt"]).folder
    assert names(folder) == sorted([*(f"{name}.txt" for name in report_kinds(project)), "manifest.json"])
    printed = [
        place
        for number in json.loads((folder / "manifest.json").read_text("utf-8"))["numbers"]
        for place in number.get("printed", [])
    ]
    for place in printed:
        lines = (folder / place["file"]).read_text("utf-8-sig").splitlines()
        assert place["text"] in lines[int(place["where"].removeprefix("line ")) - 1]
    assert len(printed) > 50
