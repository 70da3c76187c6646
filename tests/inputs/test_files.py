from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem, SourceLocation
from policyreport.inputs import files
from policyreport.inputs.files import read_text
from policyreport.project import Project

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and devices")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "root" / "data").mkdir(parents=True)
    return Project((tmp_path / "root").resolve())


def written(project: Project, content: bytes) -> Path:
    path = project.data / "x.yaml"
    path.write_bytes(content)
    return path


def refused(project: Project, path: Path) -> Problem:
    with pytest.raises(PolicyReportError) as caught:
        read_text(project, path)
    (problem,) = caught.value.problems
    return problem


def test_a_byte_order_mark_is_no_text(project: Project) -> None:
    assert read_text(project, written(project, b"\xef\xbb\xbfa: 1\n")) == "a: 1\n"


def test_lines_end_alike_whatever_wrote_them(project: Project) -> None:
    assert read_text(project, written(project, b"a\r\nb\rc\n")) == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("제목: 글\n".encode("cp949"), 1, 1),
        (b"title: a\nnote: " + "글".encode("cp949"), 2, 7),
        ("a: 글 ".encode() + b"\xff", 1, 6),
        ("a: 1\n".encode("utf-16"), 1, 1),
        ("a: 1\n".encode("utf-16-le"), 1, 2),
        (b"a: 1\nb: \x00\n", 2, 4),
    ],
    ids=["CP949", "CP949 in line 2", "CP949 after Hangul", "UTF-16", "UTF-16 without a mark", "NUL"],
)
def test_what_is_not_utf8_is_to_be_saved_as_utf8(project: Project, content: bytes, line: int, column: int) -> None:
    problem = refused(project, written(project, content))
    assert (problem.kind, problem.code) == (ErrorKind.DATA, "file.encoding")
    assert problem.where == SourceLocation("data/x.yaml", line, column)
    assert problem.hint is not None
    assert problem.hint.en == "save the file as UTF-8"


def test_each_control_character_is_told_with_its_place(project: Project) -> None:
    with pytest.raises(PolicyReportError) as caught:
        read_text(project, written(project, b"a: \x0b\nb: x\x1f\n"))
    assert [(p.code, p.where) for p in caught.value.problems] == [
        ("text.character", SourceLocation("data/x.yaml", 1, 4)),
        ("text.character", SourceLocation("data/x.yaml", 2, 5)),
    ]


def test_a_file_past_the_limit_is_not_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 8)
    problem = refused(project, written(project, b"a: 123456\n"))
    assert (problem.kind, problem.code) == (ErrorKind.LIMIT, "file.too-large")


def test_a_sparse_file_of_sixty_megabytes_is_a_limit(project: Project) -> None:
    path = written(project, b"")
    os.truncate(path, 60 * 1024 * 1024)
    assert refused(project, path).kind is ErrorKind.LIMIT


def test_a_missing_file_is_named(project: Project) -> None:
    problem = refused(project, project.data / "project.yaml")
    assert (problem.code, problem.where) == ("file.missing", SourceLocation("data/project.yaml"))


def test_a_folder_is_no_file(project: Project) -> None:
    (project.data / "x.yaml").mkdir()
    assert refused(project, project.data / "x.yaml").code == "file.not-a-file"


@posix_only
def test_a_pipe_is_refused_unopened(project: Project) -> None:
    os.mkfifo(project.data / "x.yaml")
    assert refused(project, project.data / "x.yaml").code == "file.not-a-file"


@posix_only
@pytest.mark.parametrize("target", ["../../outside.yaml", "/dev/zero"])
def test_a_link_that_leads_out_of_the_project_is_refused(project: Project, target: str) -> None:
    (project.root.parent / "outside.yaml").write_text("a: 1\n")
    (project.data / "x.yaml").symlink_to(target)
    problem = refused(project, project.data / "x.yaml")
    assert (problem.kind, problem.code) == (ErrorKind.SECURITY, "file.outside")


@posix_only
def test_a_link_within_the_project_is_followed(project: Project) -> None:
    written(project, b"a: 1\n")
    (project.data / "y.yaml").symlink_to("x.yaml")
    assert read_text(project, project.data / "y.yaml") == "a: 1\n"


@posix_only
def test_links_that_lead_in_a_circle_are_refused(project: Project) -> None:
    (project.data / "x.yaml").symlink_to("y.yaml")
    (project.data / "y.yaml").symlink_to("x.yaml")
    problem = refused(project, project.data / "x.yaml")
    assert (problem.code, problem.what.ko) == ("file.unreadable", "파일을 열 수 없습니다: 링크가 끝없이 이어집니다")
