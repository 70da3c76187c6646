from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem, SourceLocation
from policyreport.inputs import report_kinds
from policyreport.ledger import LEDGER, WITNESS
from policyreport.ledger.blobs import sha256
from policyreport.model import Quarter
from policyreport.pipeline.build import Built, build
from policyreport.pipeline.check import check
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project
from policyreport.publish.verify import identity_in
from policyreport.renderers import FORMATS

from .conftest import REPOSITORY, listed, published

Stored = Callable[[Path], dict[str, bytes]]
Spoil = Callable[[str, str, str], None]

QUARTERS = sorted(path.stem for path in (REPOSITORY / "data" / "quarters").glob("*.yaml"))
NEWEST = QUARTERS[-1]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def problems_of(project: Project, **asked: object) -> tuple[Problem, ...]:
    """Return the problems of a build, of which nothing may be left on the disk."""
    before = published(project.out)
    with pytest.raises(PolicyReportError) as caught:
        build(project, **asked)
    assert published(project.out) == before
    return caught.value.problems


def whole(project: Project, *more: str) -> list[str]:
    """Return the names in the folder of a set that holds what every report lists, and more."""
    return sorted({*listed(project), *more, "manifest.json"})


def test_a_build_makes_what_every_report_lists_and_a_manifest(built: Built, real: Project):
    assert names(built.folder) == whole(real)
    assert {"briefing.pdf", "handout.docx", "matrix.xlsx"} <= set(names(built.folder))


def test_the_newest_quarter_is_built_unless_another_is_named(built: Built, real: Project):
    assert built.folder == real.out / NEWEST


@pytest.mark.parametrize("form", ["pdf", "docx", "hwpx", "xlsx"])
def test_a_file_bears_its_identity_and_says_the_same_to_the_ledger(built: Built, form: str):
    outputs = [output for output in built.outputs if output.form == form]
    assert outputs
    for output in outputs:
        assert identity_in(output.name, (built.folder / output.name).read_bytes()) == output.identity


def test_what_is_built_is_what_is_published(built: Built):
    assert {output.name: output.sha256 for output in built.outputs} == {
        output.name: sha256((built.folder / output.name).read_bytes()) for output in built.outputs
    }


@pytest.mark.parametrize("quarter", QUARTERS)
def test_every_quarter_builds_and_says_its_own_day(project: Project, quarter: str):
    folder = build(project, quarter).folder
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert (folder.name, said["quarter"]) == (quarter, quarter)
    assert Quarter.of(date.fromisoformat(said["as_of"])) == Quarter.parse(quarter)
    assert names(folder) == whole(project)


def test_quarters_stand_side_by_side(project: Project, stored: Stored):
    first = build(project, QUARTERS[0])
    before = stored(first.folder)
    build(project, QUARTERS[1])
    assert published(project.out) == QUARTERS[:2]
    assert stored(first.folder) == before


def test_nothing_but_the_published_set_is_written(project: Project, stored: Stored):
    before = stored(project.root)
    build(project)
    after = stored(project.root)
    added = {name for name in after if name not in before}
    assert {name: after[name] for name in before} == before
    assert {name for name in added if not name.startswith(f"out/{NEWEST}/")} == {
        "out/.lock",
        *(f"out/{name}" for name in (LEDGER, WITNESS)),
    }


def test_progress_is_told_before_each_file(project: Project):
    told: list[tuple[int, int, str]] = []
    build(project, options=BuildOptions(progress=lambda *step: told.append(step)))
    files = listed(project)
    assert told == [(number, len(files), name) for number, name in enumerate(files, 1)]


def test_one_report_alone_can_be_asked_for(project: Project):
    assert names(build(project, reports=["handout"]).folder) == sorted([*listed(project, "handout"), "manifest.json"])


def test_a_format_that_the_report_does_not_list_can_be_asked_for(project: Project):
    folder = build(project, reports=["briefing"], formats=["docx", "xlsx"]).folder
    assert names(folder) == ["briefing.docx", "briefing.xlsx", "manifest.json"]


def test_a_format_is_made_of_every_report(project: Project):
    folder = build(project, formats=["xlsx"]).folder
    assert names(folder) == sorted([*(f"{name}.xlsx" for name in report_kinds(project)), "manifest.json"])


def test_a_matrix_too_wide_for_a_page_names_the_table_the_file_and_what_to_do(project: Project):
    problems = problems_of(project, reports=["matrix"], formats=["pdf"])
    assert {(problem.kind, problem.where) for problem in problems} == {(ErrorKind.RENDER, SourceLocation("matrix.pdf"))}
    assert "지원사업 현황표" in " ".join(problem.what.en for problem in problems)
    assert all(problem.hint for problem in problems)


def test_a_set_keeps_the_files_that_it_holds(project: Project):
    build(project)
    folder = build(project, reports=["briefing"], formats=["docx"]).folder
    assert names(folder) == whole(project, "briefing.docx")


def test_a_set_made_again_in_part_is_the_set_made_whole(project: Project, stored: Stored):
    whole = stored(build(project).folder)
    assert stored(build(project, reports=["matrix"]).folder) == whole


def test_the_files_that_a_set_keeps_are_made_again_from_the_new_data(project: Project, spoil: Spoil):
    before = build(project).folder.joinpath("handout.docx").read_bytes()
    spoil("data/policy.yaml", "lead: 중소벤처기업부", "lead: 새로운부처")
    assert build(project, reports=["briefing"]).folder.joinpath("handout.docx").read_bytes() != before


def test_what_no_longer_exists_is_not_kept(project: Project):
    build(project)
    for file in (project.templates / "handout").iterdir():
        file.unlink()
    left = names(build(project).folder)
    assert left == whole(project)
    assert [name for name in left if name.startswith("handout")] == []


def test_a_damaged_manifest_does_not_stop_a_build(project: Project):
    folder = build(project).folder
    (folder / "manifest.json").write_text("[{}")
    assert names(build(project).folder) == whole(project)


@pytest.mark.parametrize(
    ("asked", "field", "hint"),
    [
        ({"reports": ["brefing"]}, "--report", "did you mean 'briefing'?"),
        ({"formats": ["docs"]}, "--format", "did you mean 'docx'?"),
        ({"formats": ["html"]}, "--format", f"there is: {', '.join(sorted(FORMATS))}"),
        ({"quarter": "2025-Q2"}, "--quarter", "write it as 2025Q2"),
        ({"quarter": "2019Q1"}, "--quarter", "did you mean"),
    ],
)
def test_a_name_that_does_not_exist_is_a_usage_problem(real: Project, asked: dict[str, object], field: str, hint: str):
    with pytest.raises(PolicyReportError) as caught:
        build(real, **asked)
    assert caught.value.exit_code == ErrorKind.USAGE
    (problem,) = caught.value.problems
    assert problem.field == field
    assert problem.hint is not None
    assert hint in problem.hint.en


def test_every_unknown_name_is_told_of(real: Project):
    with pytest.raises(PolicyReportError) as caught:
        build(real, reports=["brefing", "matricks"], formats=["pdg"])
    assert [problem.field for problem in caught.value.problems] == ["--report", "--report", "--format"]


FAULTS = {
    "data": ("data/policy.yaml", "began: 2024-07-10", "began: 2024-02-30", ErrorKind.DATA),
    "template": ("templates/handout/body.md.j2", "# 4. 논의사항", "{{ no_such_name }}", ErrorKind.TEMPLATE),
    "glyph": ("data/policy.yaml", "lead: 중소벤처기업부", "lead: 중소😀기업부", ErrorKind.RENDER),
    "theme": ("templates/house/theme.yaml", "colours:", "colors:", ErrorKind.DATA),
    "settings": ("data/project.yaml", "language: ko-KR", "language: 한국어", ErrorKind.DATA),
    "format": ("templates/matrix/report.yaml", "formats: [xlsx", "formats: [xslx", ErrorKind.DATA),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_of_a_faulty_project_nothing_is_written(project: Project, spoil: Spoil, fault: tuple[str, str, str, ErrorKind]):
    file, old, new, kind = fault
    spoil(file, old, new)
    assert {problem.kind for problem in problems_of(project)} == {kind}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_leaves_what_was_published_as_it_was(
    project: Project, spoil: Spoil, stored: Stored, fault: tuple[str, str, str, ErrorKind]
):
    build(project)
    before = stored(project.out / NEWEST)
    spoil(*fault[:3])
    problems_of(project)
    assert published(project.out) == [NEWEST]
    assert stored(project.out / NEWEST) == before


def test_a_missing_glyph_names_the_datum_that_cannot_be_set(project: Project, spoil: Spoil):
    spoil(*FAULTS["glyph"][:3])
    places = {str(problem.where) for problem in problems_of(project, reports=["briefing"])}
    assert places == {"data/policy.yaml:8:9"}


def test_the_faults_of_all_templates_are_told_together(project: Project, spoil: Spoil):
    spoil("templates/handout/body.md.j2", "# 4. 논의사항", "{{ no_such_name }}")
    path = project.templates / "briefing" / "body.md.j2"
    path.write_text(path.read_text("utf-8") + "\n{{ nor_this }}\n", encoding="utf-8")
    files = {problem.where.file for problem in problems_of(project) if problem.where}
    assert files == {"templates/briefing/body.md.j2", "templates/handout/body.md.j2"}


def test_two_reports_of_one_file_name_are_refused(project: Project):
    for kind in ("briefing", "handout"):
        path = project.templates / kind / "report.yaml"
        path.write_text(path.read_text("utf-8") + "stem: same\n", encoding="utf-8")
    (problem,) = problems_of(project, formats=["pdf"], reports=["briefing", "handout"])
    assert (problem.code, "'same.pdf'" in problem.what.en) == ("report.same-name", True)


def test_a_report_kind_is_a_folder_with_two_files(project: Project):
    kind = project.templates / "note"
    kind.mkdir()
    (kind / "body.md.j2").write_text("# 짧은 글\n\n{{ count.measures }}\n", encoding="utf-8")
    texts = "".join(f"{name}: 글\n" for name in ("title", "subtitle", "running_title", "summary"))
    (kind / "report.yaml").write_text(texts + "formats: [pdf, docx]\n", encoding="utf-8")
    assert {"note.pdf", "note.docx"} <= set(names(build(project).folder))


def errors_of(project: Project) -> list[str]:
    return [one.problem.code for one in check(project) if one.severity == "error"]


def test_a_check_writes_nothing(project: Project, stored: Stored):
    before = stored(project.root)
    check(project)
    assert stored(project.root) == before


def test_a_check_composes_every_quarter(project: Project, spoil: Spoil):
    oldest = QUARTERS[0]
    spoil("templates/handout/body.md.j2", "# 4. 논의사항", '{% if quarter.label == "X" %}{{ oops }}{% endif %}')
    label = Quarter.parse(oldest).label
    spoil("templates/handout/body.md.j2", 'quarter.label == "X"', f'quarter.label == "{label}"')
    build(project)
    assert errors_of(project) == ["template.unknown-name"]


def test_a_check_tells_of_two_reports_of_one_file_name(project: Project):
    for kind in ("briefing", "handout"):
        path = project.templates / kind / "report.yaml"
        words = re.sub(r"^formats: .*$", "formats: [pdf]", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(words + "stem: same\n", encoding="utf-8")
    assert errors_of(project) == ["report.same-name"]


def test_a_check_tells_a_fault_of_all_quarters_once(project: Project, spoil: Spoil):
    spoil("templates/handout/body.md.j2", "# 4. 논의사항", "{{ oops }}")
    assert errors_of(project) == ["template.unknown-name"]


def test_a_check_tells_faults_of_data_templates_and_theme_together(project: Project, spoil: Spoil):
    spoil("data/policy.yaml", "began: 2024-07-10", "began: 2024-02-30")
    spoil("templates/house/theme.yaml", "title: 21", "title: large")
    (project.templates / "note").mkdir()
    (project.templates / "note" / "report.yaml").write_text("title: 메모\n", encoding="utf-8")
    assert {"data.date", "data.number", "data.missing-field"} <= set(errors_of(project))


def test_a_check_applies_the_rules_and_heeds_what_is_switched_off(project: Project):
    judged = [one for one in check(project) if one.problem.code == "orphan.program"]
    assert [bool(one.excuse) for one in judged] == [True]


def test_warnings_are_given_and_do_not_stop_a_build(project: Project, spoil: Spoil):
    spoil("data/policy.yaml", "lead: 중소벤처기업부", "lead: 중소\u200b벤처기업부")
    (warning,) = build(project).warnings
    assert warning.where is not None
    assert warning.where.file == "data/policy.yaml"
