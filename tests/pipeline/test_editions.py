"""One report for each record: what there is, what it is called, and what becomes of one that cannot be made."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem
from policyreport.ledger.blobs import sha256
from policyreport.pipeline.build import Built, build, resume_build
from policyreport.pipeline.check import check
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project

from .conftest import published

Stored = Callable[[Path], dict[str, bytes]]
Spoil = Callable[[str, str, str], None]

FIELD = "# {{ field.title }}\n\n{{ field.content }}\n\n{{ count.measures }}\n"
TITLES = ["AI 반도체 개발 팹리스", "경량화 언어모델(sLLM)", "제조 AX", "콘텐츠 AX", "헬스케어 AX"]


def add_kind(project: Project, each: str, name: str, body: str, formats: str = "txt") -> None:
    """Add a kind of report with an edition for each record of a collection."""
    folder = project.templates / "one"
    folder.mkdir()
    said = {"for": each, "name": name, "title": "자료", "subtitle": "가", "running_title": "나", "summary": "다"}
    lines = [f"{field}: {json.dumps(text, ensure_ascii=False)}" for field, text in said.items()]
    (folder / "report.yaml").write_text("\n".join([*lines, f"formats: [{formats}]"]), encoding="utf-8")
    (folder / "body.md.j2").write_text(body, encoding="utf-8")


@pytest.fixture
def many(project: Project) -> Project:
    """A project with an edition for each of some forty indicators."""
    add_kind(project, "indicators", "{{ indicator.id }}", "# {{ indicator.title }}\n\n{{ indicator.actual }}\n")
    return project


def made(project: Project, options: BuildOptions | None = None) -> Built:
    return build(project, reports=["one"], options=options or BuildOptions())


def manifest_of(built: Built) -> dict[str, Any]:
    return json.loads((built.folder / "manifest.json").read_text("utf-8"))


def lines_of(built: Built) -> list[dict[str, Any]]:
    """Return the lines of the list of editions."""
    text = "".join(path.read_text("utf-8") for path in sorted((built.folder / "one").glob("editions-*.jsonl")))
    return [json.loads(line) for line in text.splitlines()]


def refused(project: Project, options: BuildOptions | None = None) -> Sequence[Problem]:
    """Return the problems of a build, which publishes nothing."""
    before = published(project.out)
    with pytest.raises(PolicyReportError) as caught:
        made(project, options)
    assert published(project.out) == before
    return caught.value.problems


def test_there_is_a_file_for_each_record_and_format_in_a_folder_of_the_report(project: Project):
    add_kind(project, "fields", "{{ field.title }}", FIELD, formats="txt, docx")
    folder = made(project).folder
    names = sorted(path.name for path in (folder / "one").iterdir())
    assert names == sorted([*(f"{t}.{form}" for t in TITLES for form in ("txt", "docx")), "editions-1.jsonl"])


def test_each_edition_tells_of_its_own_record(project: Project):
    add_kind(project, "fields", "{{ field.title }}", FIELD)
    folder = made(project).folder / "one"
    for title in TITLES:
        said = (folder / f"{title}.txt").read_text("utf-8-sig")
        assert title in said
        assert all(other not in said for other in TITLES if other != title)


def test_the_manifest_lists_each_file_with_its_record(project: Project):
    add_kind(project, "fields", "{{ field.title }}", FIELD)
    built = made(project)
    files = manifest_of(built)["files"]
    assert {file["field"]: file["name"] for file in files}["sllm"] == "one/경량화 언어모델(sLLM).txt"
    assert all(sha256((built.folder / file["name"]).read_bytes()) == file["sha256"] for file in files)


def test_numbers_of_an_edition_are_traced_in_its_line_and_told_of_in_the_manifest(project: Project):
    add_kind(project, "fields", "{{ field.title }}", FIELD)
    built = made(project)
    said = manifest_of(built)
    (editions,) = said["editions"]
    assert (editions["for"], editions["count"]) == ("fields", len(TITLES))
    part = (built.folder / "one" / "editions-1.jsonl").read_bytes()
    assert editions["listed_in"] == [{"name": "one/editions-1.jsonl", "sha256": sha256(part), "bytes": len(part)}]
    assert {number["fact"] for line in lines_of(built) for number in line["numbers"]} == {"count.measures"}
    (number,) = said["numbers"]
    assert number["fact"] == "count.measures"
    assert number["stands_at"]
    assert "printed" not in number


def test_every_line_tells_what_its_file_is(project: Project):
    add_kind(project, "fields", "{{ field.title }}", FIELD)
    built = made(project)
    for line in lines_of(built):
        content = (built.folder / line["name"]).read_bytes()
        assert (line["sha256"], line["bytes"]) == (sha256(content), len(content))
        assert line["identity"]
        assert all(number["where"] and number["text"] for number in line["numbers"])


def test_editions_stand_beside_the_other_reports(project: Project):
    add_kind(project, "fields", "{{ field.title }}", FIELD)
    names = {output.name for output in build(project, reports=["onepager", "one"], formats=["txt"]).outputs}
    assert names == {"onepager.txt", *(f"one/{title}.txt" for title in TITLES)}


def test_a_set_keeps_its_editions_when_another_report_is_built(project: Project):
    add_kind(project, "fields", "{{ field.title }}", FIELD)
    made(project)
    folder = build(project, reports=["onepager"], formats=["txt"]).folder
    assert (folder / "one" / "제조 AX.txt").exists()


def test_large_print_has_files_of_its_own(project: Project):
    add_kind(project, "fields", "{{ field.title }}", FIELD, formats="docx")
    folder = made(project, BuildOptions(large_print=True)).folder
    assert (folder / "one" / "제조 AX-large.docx").exists()


def test_two_records_of_one_name_are_refused_with_both_places_before_anything_is_made(project: Project, spoil: Spoil):
    add_kind(project, "fields", "{{ field.title_en }}", FIELD)
    spoil("templates/one/report.yaml", "{{ field.title_en }}", "{{ '가' if field.id == 'sllm' else 'Ａ' }}")
    told: list[str] = []
    problems = refused(project, options=BuildOptions(progress=lambda *step: told.append(step[2])))
    assert {problem.code for problem in problems} == {"editions.same-name"}
    assert all(problem.kind == ErrorKind.DATA and problem.where and problem.where.line for problem in problems)
    assert "data/policy.yaml:" in problems[0].what.en
    assert told == []


@pytest.mark.parametrize("names", [("Ab", "aB"), ("가", "\u1100\u1161")], ids=["capitals", "composition"])
def test_names_that_some_systems_take_for_one_are_the_same(project: Project, names: tuple[str, str]):
    first, second = names
    pattern = f"{{{{ '{first}' if field.id == 'sllm' else '{second}' if field.id == 'fabless' else field.id }}}}"
    add_kind(project, "fields", pattern, FIELD)
    assert [problem.code for problem in refused(project)] == ["editions.same-name"]


def test_a_name_that_no_system_takes_is_told_with_its_record(project: Project):
    add_kind(project, "fields", "{{ 'CON' if field.id == 'sllm' else field.id }}", FIELD)
    (problem,) = refused(project)
    assert (problem.code, problem.kind, problem.field) == ("editions.name", ErrorKind.DATA, "name")
    assert problem.where
    assert problem.where.file == "data/policy.yaml"
    assert problem.hint


def test_a_figure_cannot_stand_in_a_name(project: Project):
    add_kind(project, "fields", "{{ count.measures }}", FIELD)
    assert {(problem.kind, problem.where.file if problem.where else "") for problem in refused(project)} == {
        (ErrorKind.TEMPLATE, "templates/one/report.yaml")
    }


@pytest.mark.parametrize("said", ["for: fields\n", "name: 가\n"])
def test_for_and_name_go_together(project: Project, said: str):
    path = project.templates / "handout" / "report.yaml"
    path.write_text(path.read_text("utf-8") + said, encoding="utf-8")
    assert [problem.code for problem in _problems(project)] == ["report.editions"]


def test_a_collection_that_does_not_exist_is_refused_with_those_that_do(project: Project):
    add_kind(project, "field", "가", FIELD)
    (problem,) = _problems(project)
    assert problem.field == "for"
    assert "fields" in (problem.hint.en if problem.hint else "")


def _problems(project: Project) -> Sequence[Problem]:
    with pytest.raises(PolicyReportError) as caught:
        build(project)
    return caught.value.problems


def test_processes_make_the_same_bytes(many: Project, stored: Stored):
    here = stored(made(many).folder)
    there = stored(made(many, BuildOptions(force=True, jobs=2)).folder)
    assert there == here
    assert len(here) > 40


def test_processes_are_gone_when_the_editions_are_made(many: Project):
    made(many, BuildOptions(jobs=2))
    assert multiprocessing.active_children() == []


def test_progress_tells_of_each_edition_in_its_turn(many: Project):
    told: list[tuple[int, int, str]] = []
    built = made(many, BuildOptions(jobs=2, progress=lambda *step: told.append(step)))
    names = [output.name.removesuffix(".txt") for output in built.outputs]
    assert told == [(number, len(names), name) for number, name in enumerate(names, start=1)]


def test_one_changed_record_makes_its_own_edition_again_and_no_other(project: Project, spoil: Spoil):
    add_kind(project, "fields", "{{ field.id }}", FIELD)
    made(project)
    spoil("data/policy.yaml", "title: 제조 AX", "title: 제조 분야 AX")
    built = made(project)
    assert [output.record for output in built.outputs if not output.reused] == ["manufacturing"]


def test_an_edition_that_was_not_made_again_keeps_its_line(project: Project, spoil: Spoil):
    add_kind(project, "fields", "{{ field.id }}", FIELD)
    before = {line["name"]: line for line in lines_of(made(project))}
    spoil("data/policy.yaml", "title: 제조 AX", "title: 제조 분야 AX")
    after = {line["name"]: line for line in lines_of(made(project))}
    assert [name for name in before if before[name] != after[name]] == ["one/manufacturing.txt"]


BROKEN = "# {{ field.title }}\n\n{{ field.content }}\n\n{% if field.id == 'sllm' %}{{ field.lost }}{% endif %}\n"


def test_an_edition_that_cannot_be_made_is_named_with_its_record(project: Project):
    add_kind(project, "fields", "{{ field.title }}", BROKEN)
    fault, unfinished = refused(project)
    assert (fault.kind, fault.where.file if fault.where else "") == (ErrorKind.TEMPLATE, "templates/one/body.md.j2")
    assert "'경량화 언어모델(sLLM)', data/policy.yaml:" in fault.what.en
    assert (unfinished.code, unfinished.kind) == ("editions.unfinished", ErrorKind.TEMPLATE)
    assert "4 of 5" in unfinished.what.en


def test_a_retry_makes_only_what_failed(project: Project, spoil: Spoil):
    add_kind(project, "fields", "{{ field.title }}", BROKEN)
    refused(project)
    spoil("templates/one/body.md.j2", "field.lost", "field.content")
    built = resume_build(project, BuildOptions())
    assert [output.record for output in built.outputs if not output.reused] == ["sllm"]
    assert {output.report for output in built.outputs} == {"one"}


def test_there_is_nothing_to_retry_after_a_build_that_was_finished(project: Project):
    add_kind(project, "fields", "{{ field.title }}", FIELD)
    made(project)
    with pytest.raises(PolicyReportError) as caught:
        resume_build(project, BuildOptions())
    assert caught.value.exit_code == ErrorKind.USAGE


def test_where_the_first_editions_all_fail_alike_the_rest_is_not_tried(many: Project, spoil: Spoil):
    spoil("templates/one/body.md.j2", "indicator.actual", "indicator.lost")
    told: list[str] = []
    fault, unfinished = refused(many, options=BuildOptions(progress=lambda *step: told.append(step[2])))
    assert "and in 9 more" in fault.what.en
    assert unfinished.what.en.startswith("0 of ")
    assert len(told) == 10


def test_a_process_that_is_killed_is_a_problem_with_a_name(many: Project):
    def kill(number: int, _total: int, _name: str) -> None:
        if number == 5:
            for child in multiprocessing.active_children():
                child.kill()

    problems = refused(many, options=BuildOptions(jobs=2, progress=kill))
    assert [problem.code for problem in problems] == ["editions.process-died", "editions.unfinished"]
    assert problems[0].kind == ErrorKind.LIMIT
    assert multiprocessing.active_children() == []


def test_check_looks_at_every_edition_and_tells_each_problem_once(project: Project):
    add_kind(project, "fields", "{{ field.title }}", BROKEN)
    errors = [judged.problem for judged in check(project) if judged.severity == "error"]
    assert [(problem.code, problem.field) for problem in errors] == [("template.unknown-name", "lost")]


RECIPIENTS = """\
recipients:
  - {id: kim, name: 김가상, organisation: 가상시청, address: kim@example.go.kr, reports: [one]}
  - {id: lee, name: 이모의, address: lee@example.go.kr, reports: [one]}
"""


@pytest.fixture
def addressed(project: Project) -> Project:
    (project.data / "recipients.yaml").write_text(RECIPIENTS, encoding="utf-8")
    add_kind(
        project, "recipients", "{{ recipient.name }} 귀하", "# {{ recipient.organisation }} {{ recipient.name }}\n"
    )
    return project


def test_a_recipient_has_an_edition_that_bears_the_name(addressed: Project):
    built = made(addressed)
    assert "가상시청 김가상" in (built.folder / "one" / "김가상 귀하.txt").read_text("utf-8-sig")
    assert [file["recipient"] for file in manifest_of(built)["files"]] == ["kim", "lee"]


def test_no_template_can_print_the_address_of_a_recipient(addressed: Project, spoil: Spoil):
    spoil("templates/one/body.md.j2", "recipient.organisation", "recipient.address")
    assert {problem.field for problem in refused(addressed)} == {"address", ""}


def test_recipients_are_inputs_only_of_what_tells_of_them(addressed: Project, spoil: Spoil):
    listed = [each["path"] for each in manifest_of(made(addressed))["inputs"]]
    assert "data/recipients.yaml" in listed
    spoil("data/recipients.yaml", "김가상", "박가상")
    assert (made(addressed).folder / "one" / "박가상 귀하.txt").exists()


def test_problems_with_recipients_do_not_tell_their_names(addressed: Project, spoil: Spoil):
    spoil("templates/one/body.md.j2", "recipient.organisation", "recipient.lost")
    said = " ".join(f"{problem.what.en} {problem.what.ko}" for problem in refused(addressed))
    assert "recipient kim" in said
    assert "김가상" not in said
