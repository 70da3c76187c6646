"""What stands is taken up whole: its files, those of its editions, and the inputs that are still what they were."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError
from policyreport.ledger import open_ledger
from policyreport.ledger.inspection import DamagedContent
from policyreport.ledger.issues import Issue, IssuedFile
from policyreport.ledger.witness import MANIFEST, Witness
from policyreport.project import Project
from policyreport.publish.adoption import Adoption, adopt, adoptions, restorable

SET, NOW, WRITTEN = "2025Q2", datetime(2030, 1, 1, tzinfo=UTC), datetime(2025, 7, 1, 9, tzinfo=UTC)
INPUTS = {"data/a.yaml": b"a: 1", "data/changed.yaml": b"b: 1", "data/gone.yaml": b"c: 1", "../outside.yaml": b"d: 1"}
EDITIONS = {"시군/가람.txt": "가람".encode(), "시군/별빛.txt": "별빛".encode()}
LIST = "시군/editions.jsonl"


def key(content: bytes) -> str:
    return sha256(content).hexdigest()


def named(files: dict[str, bytes], name: str = "name") -> list[dict[str, str]]:
    return [{name: each, "sha256": key(content)} for each, content in files.items()]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a set of one file and two editions, no ledger, and inputs of which one is as it was."""
    root = tmp_path / "project"
    lines = "".join(json.dumps(one) + "\n" for one in named(EDITIONS)).encode()
    manifest = {
        "files": named({"a.txt": b"whole"}),
        "editions": [{"listed_in": named({LIST: lines})}],
        "inputs": named(INPUTS, "path"),
    }
    held = {"a.txt": b"whole", LIST: lines, **EDITIONS, MANIFEST: json.dumps(manifest).encode()}
    for name, content in held.items():
        path = root / "out" / SET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    os.utime(root / "out" / SET / MANIFEST, (WRITTEN.timestamp(), WRITTEN.timestamp()))
    (root / "data").mkdir()
    for name in ("data/a.yaml", "../outside.yaml"):
        (root / name).write_bytes(INPUTS[name])
    (root / "data" / "changed.yaml").write_bytes(b"b: 2")
    return Project(root)


def contents(project: Project) -> dict[str, bytes]:
    folder = project.out / SET
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_set_is_taken_up_with_its_editions_and_the_inputs_that_are_still_there(project: Project):
    (found,) = adoptions(project, None, None, NOW)
    files = contents(project)
    assert found == Adoption(
        Issue(
            SET,
            1,
            key(files[MANIFEST]),
            "2025-07-01T09:00:00+00:00",
            files={name: IssuedFile(key(content)) for name, content in files.items()},
            inputs={path: key(content) for path, content in INPUTS.items()},
            adopted_at="2030-01-01T00:00:00+00:00",
        ),
        files,
        {"data/a.yaml": b"a: 1"},
    )
    assert found.lost_inputs == 3


def test_a_set_from_the_future_is_taken_up_as_of_now(project: Project):
    earlier = datetime(2025, 6, 30, tzinfo=UTC)
    (found,) = adoptions(project, None, None, earlier)
    assert (found.issue.issued_at, found.issue.adopted_at) == (earlier.isoformat(), earlier.isoformat())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"other"),
        ("시군/가람.txt", b"other"),
        ("시군/별빛.txt", None),
        (LIST, b'{"name": "a.txt"}\n'),
        (LIST, b"no list"),
    ],
)
def test_a_set_of_which_anything_is_otherwise_is_refused_with_the_file(
    project: Project, name: str, content: bytes | None
):
    path = project.out / SET / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PolicyReportError) as caught:
        adoptions(project, None, None, NOW)
    (problem,) = caught.value.problems
    assert (problem.kind, problem.code) == (ErrorKind.OUTPUT, "ledger.edited-set")
    assert str(problem.where) == f"out/{SET}/{name}"
    assert problem.hint is not None


def test_a_file_that_is_a_link_to_what_it_was_is_refused(project: Project, tmp_path: Path):
    path = project.out / SET / "a.txt"
    path.rename(tmp_path / "a.txt")
    path.symlink_to(tmp_path / "a.txt")
    with pytest.raises(PolicyReportError):
        adoptions(project, None, None, NOW)


@pytest.mark.parametrize("manifest", [b"[]", b"{}", b"no JSON", b'{"files": [{"name": "a.txt"}]}', b'{"files": 3}'])
def test_what_is_no_manifest_is_refused_as_such(project: Project, manifest: bytes):
    (project.out / SET / MANIFEST).write_bytes(manifest)
    with pytest.raises(PolicyReportError) as caught:
        adoptions(project, None, None, NOW)
    assert [str(problem.where) for problem in caught.value.problems] == [f"out/{SET}/{MANIFEST}"]


def test_every_set_that_is_refused_is_told_in_one_run(project: Project):
    for name in ("2024Q1", "2024Q2"):
        (project.out / name).mkdir()
        (project.out / name / MANIFEST).write_bytes(b"{}")
    with pytest.raises(PolicyReportError) as caught:
        adoptions(project, None, None, NOW)
    assert [str(p.where) for p in caught.value.problems] == [f"out/{name}/{MANIFEST}" for name in ("2024Q1", "2024Q2")]


@pytest.mark.parametrize(("issues", "number"), [(None, 1), ({}, 1), ({SET: 7}, 7), ({"2024Q4": 9}, 1), ({SET: 1}, 1)])
def test_a_set_has_the_number_that_was_written_down_beside_it(
    project: Project, issues: dict[str, int] | None, number: int
):
    witness = None if issues is None else Witness("l", 4, issues)
    assert [each.issue.number for each in adoptions(project, None, witness, NOW)] == [number]


def test_what_was_taken_up_is_known_and_the_ledger_is_further_than_the_one_before(project: Project):
    witness = Witness("before", 41, {SET: 7})
    with open_ledger(project.out, adopting=True) as ledger:
        found = adoptions(project, ledger, witness, NOW)
        adopt(ledger, found, [], witness, NOW.isoformat())
        assert adoptions(project, ledger, witness, NOW) == []
        assert ledger.identity.number > 41
        newest = ledger.issues.newest(SET)
        assert newest == found[0].issue
        assert {name: ledger.blobs.load(file.sha256) for name, file in newest.files.items()} == contents(project)
        assert ledger.blobs.load(key(b"a: 1")) == b"a: 1"


def test_what_a_ledger_lost_is_found_in_the_set_and_among_the_inputs_where_it_is_the_same(project: Project):
    issue = adoptions(project, None, None, NOW)[0].issue
    lost = [
        DamagedContent(key(b"whole"), issue, "a.txt"),
        DamagedContent(key(b"a: 1"), issue, "data/a.yaml"),
        DamagedContent(key(b"b: 1"), issue, "data/changed.yaml"),
        DamagedContent(key(b"c: 1"), issue, "data/gone.yaml"),
    ]
    assert restorable(project, lost) == {key(b"whole"): b"whole", key(b"a: 1"): b"a: 1"}
