"""What is refused leaves the old set, and everything else, as it was."""

import errno
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from policyreport.diagnostics import ErrorKind, PolicyReportError, Problem, SourceLocation
from policyreport.ledger import LEDGER, WITNESS
from policyreport.publish.lock import locked
from policyreport.publish.staging import writing

from .publishing import publish

resource = pytest.importorskip("resource", reason="limits a file's size as POSIX does")

Edition = Callable[[str], dict[str, bytes]]
Stored = Callable[[Path], dict[str, bytes]]
NOBODY = 65534
QUARTER = "2025Q2"


@pytest.fixture
def foreign_out() -> Iterator[Path]:
    """An output folder that is there to read but not to write: root may write anywhere, so root steps down."""
    with tempfile.TemporaryDirectory() as parent:
        out = Path(parent) / "out"
        out.mkdir()
        out.chmod(0o555)
        Path(parent).chmod(0o755)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        yield out
        if root:
            os.seteuid(0)
        out.chmod(0o755)


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may grow past 500,000 bytes, which fails in the midst of writing as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in {".lock", LEDGER, WITNESS})


def only_problem(caught: pytest.ExceptionInfo[PolicyReportError]) -> Problem:
    (problem,) = caught.value.problems
    return problem


def test_an_unsafe_name_leaves_no_trace(out: Path, edition: Edition):
    with pytest.raises(PolicyReportError) as caught:
        publish(out, QUARTER, edition("first") | {"../escaped.json": b"{}"})
    assert caught.value.exit_code == ErrorKind.DATA
    assert visible(out) == []
    assert not (out.parent / "escaped.json").exists()


def test_a_damaged_file_leaves_the_old_set(out: Path, edition: Edition, stored: Stored):
    publish(out, QUARTER, edition("old"))
    with pytest.raises(PolicyReportError) as caught:
        publish(out, QUARTER, edition("new") | {"briefing.pdf": b"%PDF-1.7 cut off"})
    assert only_problem(caught).kind == ErrorKind.RENDER
    assert only_problem(caught).where == SourceLocation("out/2025Q2/briefing.pdf")
    assert stored(out / QUARTER) == edition("old")


def test_an_output_folder_that_is_a_file_is_refused_and_kept(out: Path, edition: Edition):
    out.write_text("mine")
    with pytest.raises(PolicyReportError) as caught:
        publish(out, QUARTER, edition("first"))
    assert only_problem(caught).kind == ErrorKind.OUTPUT
    assert only_problem(caught).where == SourceLocation("out")
    assert out.read_text() == "mine"


def test_a_file_in_the_place_of_a_set_is_refused_and_kept(out: Path, edition: Edition):
    out.mkdir()
    (out / QUARTER).write_text("mine")
    with pytest.raises(PolicyReportError) as caught:
        publish(out, QUARTER, edition("first"))
    assert only_problem(caught).where == SourceLocation("out/2025Q2")
    assert (out / QUARTER).read_text() == "mine"


def test_a_link_in_the_place_of_a_set_is_refused(tmp_path: Path, out: Path, edition: Edition):
    out.mkdir()
    (out / QUARTER).symlink_to(tmp_path)
    with pytest.raises(PolicyReportError) as caught:
        publish(out, QUARTER, edition("first"))
    assert only_problem(caught).kind == ErrorKind.OUTPUT
    assert (out / QUARTER).is_symlink()


def test_an_output_folder_that_leads_out_of_the_project_is_refused(tmp_path: Path, edition: Edition):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    out = tmp_path / "project" / "out"
    out.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PolicyReportError) as caught:
        publish(out, QUARTER, edition("first"))
    assert only_problem(caught).kind == ErrorKind.SECURITY
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_lock_file_that_is_a_link_is_not_followed(tmp_path: Path, out: Path, edition: Edition):
    out.mkdir()
    (tmp_path / "mine").write_text("mine")
    (out / ".lock").symlink_to(tmp_path / "mine")
    with pytest.raises(PolicyReportError) as caught:
        publish(out, QUARTER, edition("first"))
    assert only_problem(caught).kind == ErrorKind.OUTPUT
    assert (tmp_path / "mine").read_text() == "mine"


def test_an_output_folder_without_write_permission_is_a_problem(foreign_out: Path, edition: Edition):
    with pytest.raises(PolicyReportError) as caught:
        publish(foreign_out, QUARTER, edition("first"))
    assert only_problem(caught).kind == ErrorKind.OUTPUT
    assert "no permission" in only_problem(caught).what.en


def test_no_message_tells_where_on_the_machine_the_project_is(foreign_out: Path, edition: Edition):
    with pytest.raises(PolicyReportError) as caught:
        publish(foreign_out, QUARTER, edition("first"))
    assert str(foreign_out.parent) not in repr(caught.value.problems)


@pytest.mark.usefixtures("small_disk")
def test_a_write_that_fails_half_way_names_the_file(out: Path, edition: Edition):
    with pytest.raises(PolicyReportError) as caught:
        publish(out, QUARTER, edition("first") | {"long.txt": b"x" * 600_000})
    assert only_problem(caught).kind == ErrorKind.OUTPUT
    assert only_problem(caught).where == SourceLocation("out/2025Q2/long.txt")


@pytest.mark.usefixtures("small_disk")
def test_a_write_that_fails_half_way_leaves_the_old_set_alone(out: Path, edition: Edition, stored: Stored):
    publish(out, QUARTER, edition("old"))
    with pytest.raises(PolicyReportError):
        publish(out, QUARTER, edition("new") | {"long.txt": b"x" * 600_000})
    assert visible(out) == [QUARTER]
    assert stored(out / QUARTER) == edition("old")


def test_a_full_disk_is_called_so(out: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PolicyReportError) as caught:
        publish(out, QUARTER, edition("first"))
    assert "the disk is full" in only_problem(caught).what.en


def test_bytes_that_come_back_changed_are_not_published(out: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "fsync", lambda descriptor: os.pwrite(descriptor, b"other", 0))
    with pytest.raises(PolicyReportError) as caught:
        publish(out, QUARTER, edition("first"))
    assert only_problem(caught).kind == ErrorKind.OUTPUT
    assert visible(out) == []


PERMISSION = "there is no permission to write"
NO_FOLDER = "a file stands where a folder belongs"


@pytest.mark.parametrize(
    ("number", "word", "is_hinted"),
    [
        (errno.ENOSPC, "the disk is full", True),
        (errno.EDQUOT, "the disk is full", False),
        (errno.EACCES, PERMISSION, True),
        (errno.EPERM, PERMISSION, False),
        (errno.EROFS, PERMISSION, False),
        (errno.EFBIG, "the file is larger than allowed here", False),
        (errno.ENOTDIR, NO_FOLDER, False),
        (errno.EEXIST, NO_FOLDER, False),
        (errno.EIO, "", False),
        (None, "", False),
    ],
)
def test_whatever_the_disk_refuses_is_told_in_words_with_its_place(number: int | None, word: str, *, is_hinted: bool):
    error = OSError(number, "refused") if number else OSError()
    with pytest.raises(PolicyReportError) as caught, writing("out/2025Q2/a.pdf"):
        raise error
    problem = only_problem(caught)
    assert (problem.kind, problem.code) == (ErrorKind.OUTPUT, "output-refused")
    assert problem.where == SourceLocation("out/2025Q2/a.pdf")
    assert (problem.hint is not None) is is_hinted
    assert problem.what.en.startswith("'out/2025Q2/a.pdf' cannot be written: ")
    assert problem.what.en.endswith(word)
    assert any(told in problem.what.en for told in (PERMISSION, NO_FOLDER, "disk is full", "larger")) is bool(word)
    assert caught.value.__cause__ is error


def test_each_refusal_names_its_code_its_place_and_what_to_do(tmp_path: Path, edition: Edition):
    def refusal(out: Path) -> tuple[ErrorKind, str, str, bool]:
        with pytest.raises(PolicyReportError) as caught:
            publish(out, QUARTER, edition("first"))
        problem = only_problem(caught)
        return problem.kind, problem.code, str(problem.where), problem.hint is not None

    (tmp_path / "a").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "a" / "link").symlink_to(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / QUARTER).write_text("mine")
    not_a_folder = (ErrorKind.OUTPUT, "output-not-a-folder")
    assert refusal(tmp_path / "file") == (*not_a_folder, "file", True)
    assert refusal(tmp_path / "out") == (*not_a_folder, "out/2025Q2", True)
    assert refusal(tmp_path / "a" / "link") == (ErrorKind.SECURITY, "output-link", "link", True)
    with locked(tmp_path / "out"):
        assert refusal(tmp_path / "out") == (ErrorKind.LOCKED, "output-locked", "out", True)
