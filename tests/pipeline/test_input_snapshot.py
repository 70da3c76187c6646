"""A build reads each of its inputs once, and what it says it was made from is what it read."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.young_farmers import young_farmers

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.ledger import open_ledger
from policyreport.ledger.blobs import sha256
from policyreport.pipeline import check as checking
from policyreport.pipeline.build import build
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project, snapshot
from policyreport.project.snapshot import input_snapshot

from .conftest import copied
from .small_project import QUARTER, small, write_kind

_COUNTING = """
import os, sys
log = os.open(os.environ["OPENED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def note(event, values):
    if event == "open" and isinstance(values[0], (str, os.PathLike)):
        os.write(log, (os.fspath(values[0]) + "\\n").encode("utf-8", "surrogateescape"))
sys.addaudithook(note)
"""
"""What Python imports when it starts, also in the processes that make editions."""


def opened(project: Project, folder: Path, *words: str) -> Counter[str]:
    """Return how often a command opened each file of the data and the templates, by paths in the project."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_COUNTING, "utf-8")
    environment = {**os.environ, "OPENED": str(folder / "opened")}
    environment["PYTHONPATH"] = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-m", "policyreport", *words, "--project", str(project.root)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    paths = map(Path, (folder / "opened").read_text("utf-8", "surrogateescape").splitlines())
    inside = (path for path in paths if path.is_relative_to(project.data) or path.is_relative_to(project.templates))
    return Counter(project.relative(path) for path in inside if path.is_file())


def inputs_of(project: Project, quarter: str) -> dict[str, str]:
    listed = json.loads((project.out / quarter / "manifest.json").read_text("utf-8"))["inputs"]
    return {one["path"]: one["sha256"] for one in listed}


def test_a_build_of_the_shipped_data_opens_each_file_once(tmp_path: Path):
    project = copied(tmp_path / "project")
    once = opened(project, tmp_path / "first", "build")
    (quarter,) = (path.name for path in project.out.iterdir() if path.is_dir())
    assert once == Counter(list(inputs_of(project, quarter)))
    assert opened(project, tmp_path / "again", "build") == once


def test_a_build_of_an_office_with_a_workbook_and_editions_made_by_processes_opens_each_file_once(tmp_path: Path):
    project = young_farmers(tmp_path / "project")
    for kind, record in (("programs", "program"), ("budgets", "budget")):
        write_kind(project.root, kind, "txt", "글\n", f'for: {kind}\nname: "{{{{ {record}.id }}}}"\n')
    kinds = ("handout", "matrix", "press", "programs", "budgets")
    once = opened(project, tmp_path / "first", "build", "--jobs", "2", "--format", "txt", "--report", *kinds)
    assert once == Counter(list(inputs_of(project, "2026Q4")))


def test_a_check_opens_each_file_once(tmp_path: Path):
    project = small(tmp_path / "project")
    assert set(opened(project, tmp_path / "first", "check").values()) == {1}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path)


def test_a_file_that_is_changed_during_a_build_counts_as_it_was_read(project: Project):
    policy = project.data / "policy.yaml"
    before = policy.read_bytes()

    def change(number: int, _total: int, _name: str) -> None:
        policy.write_bytes(before + b"# %d\n" % number)

    built = build(project, options=BuildOptions(progress=change, issue=True))
    assert built.changed
    assert inputs_of(project, QUARTER)["data/policy.yaml"] == sha256(before)
    with open_ledger(project.out) as ledger:
        assert ledger.blobs.load(sha256(before)) == before
    assert build(project).outputs, "the next build sees the change"


def test_a_file_that_goes_during_a_build_stops_it(project: Project):
    extra = project.data / "scan.pdf"
    extra.write_bytes(b"%PDF")
    with pytest.raises(PolicyReportError) as caught:
        build(project, options=BuildOptions(progress=lambda *_step: extra.unlink(missing_ok=True)))
    (problem,) = caught.value.problems
    assert (problem.kind, problem.code, str(problem.where)) == (
        ErrorKind.DATA,
        "build.changed-meanwhile",
        "data/scan.pdf",
    )
    assert not (project.out / QUARTER).exists()


def test_a_database_that_is_changed_during_a_build_stops_it_for_its_library_opens_it(project: Project):
    path = project.data / "office.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE s (indicator, quarter, value, as_of, source)")
    settings = project.data / "project.yaml"
    query = "{observations: SELECT * FROM s ORDER BY indicator}"
    declared = f"\ninputs:\n  - sql: sqlite:///data/office.sqlite\n    queries: {query}\n"
    settings.write_text(settings.read_text("utf-8") + declared, "utf-8")

    def change(*_step: object) -> None:
        with sqlite3.connect(path) as changed:
            changed.execute("INSERT INTO s (indicator) VALUES ('x')")
        changed.close()

    with pytest.raises(PolicyReportError) as caught:
        build(project, options=BuildOptions(progress=change))
    assert {problem.code for problem in caught.value.problems} == {"build.changed-meanwhile"}
    database.close()


def test_inputs_beyond_the_memory_that_they_may_take_are_read_once_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(snapshot, "_IN_MEMORY", 1000)
    files = [path for path in project.root.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) > 1000
    with input_snapshot(project) as taken:
        hashes = taken.hashes()
        assert list(map(sha256, taken.contents())) == list(hashes.values())
        assert hashes == {project.relative(path): sha256(path.read_bytes()) for path in sorted(files)}
    assert build(project).changed


def test_a_file_that_appears_and_is_read_is_no_input_of_what_was_hashed(project: Project):
    with input_snapshot(project) as taken:
        taken.hashes()
        late = project.data / "late.yaml"
        late.write_text("{}\n", "utf-8")
        assert list(taken.changed()) == []
        taken.read(late)
        assert list(taken.changed()) == ["data/late.yaml"]


def test_what_a_check_finds_is_of_one_moment(project: Project, monkeypatch: pytest.MonkeyPatch):
    write_kind(project.root, "more", "txt")
    whole = checking.load

    def changing(taken: Project) -> object:
        loaded = whole(taken)
        (project.data / "project.yaml").write_text("name: [", "utf-8")
        return loaded

    monkeypatch.setattr(checking, "load", changing)
    assert [found for found in checking.check(project) if found.severity == "error"] == []
