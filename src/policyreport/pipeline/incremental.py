"""Whether a build would make what stands already: told from bytes alone, before anything is read or imported."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NoReturn

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.ledger import LEDGER, open_ledger
from policyreport.ledger.blobs import sha256
from policyreport.ledger.issues import Issue
from policyreport.project import Project
from policyreport.publish.edited_files import edited_files

_PACKAGE = Path(__file__).parents[1]


def toolchain_fingerprint() -> str:
    """Return a SHA-256 that is another one once policyreport, Python or an installed library is.

    It looks at the names, sizes and times of files alone, so that it takes a few milliseconds; it therefore means
    nothing on another machine.
    """
    said = [sys.version, *_libraries(), *_files(_PACKAGE)]
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogateescape")).hexdigest()


def _libraries() -> Iterator[str]:
    """Yield the names of what is installed, which have their versions in them."""
    for folder in filter(os.path.isdir, sys.path):
        with os.scandir(folder) as found:
            yield from sorted(each.name for each in found if each.name.endswith((".dist-info", ".egg-info")))


def _files(folder: Path | str) -> Iterator[str]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from () if entry.name == "__pycache__" else _files(entry.path)
        else:
            seen = entry.stat()
            yield f"{entry.name} {seen.st_size} {seen.st_mtime_ns}"


_RECIPIENTS = "recipients.yaml"
"""What is read for sending alone, unless a kind of report makes an edition for each recipient."""


def input_files(project: Project) -> Mapping[str, Path]:
    """Return each file of the data and the templates, by its path in the project as users read it, in their order.

    Raises ``PolicyReportError`` DATA for a folder that cannot be read, which ``Path.rglob`` would pass over.
    """
    return {project.relative(path): path for path in _inputs(project)}


def hashed_inputs(project: Project) -> Mapping[str, str]:
    """Return the SHA-256 of each of them; raises ``PolicyReportError`` DATA for one that cannot be read."""
    return {name: _hashed(project, path) for name, path in input_files(project).items()}


def content_of(project: Project, path: Path) -> bytes:
    """Return what an input holds; raises as ``hashed_inputs`` does."""
    with _reading(project, path):
        return path.read_bytes()


def sha256_of_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hashed(project: Project, path: Path) -> str:
    with _reading(project, path):
        return sha256_of_file(path)


def _inputs(project: Project) -> Iterator[Path]:
    unread = () if _tells_of_recipients(project) else (project.data / _RECIPIENTS,)
    for folder in (project.data, project.templates):
        with _reading(project, folder):
            files = [path for path in _seen(folder) if path not in unread]
        yield from sorted(files, key=project.relative)


def _tells_of_recipients(project: Project) -> bool:
    """Tell whether a kind of report may be for recipients; one that only names them makes no difference but work."""
    reports = project.templates.glob("*/report.yaml")
    return any(b"recipients" in content_of(project, path) for path in reports)


def _seen(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that are not hidden, nor in a hidden folder."""
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = (name for name in folders if not name.startswith("."))
        paths = (Path(place, name) for name in names if not name.startswith("."))
        yield from (path for path in paths if path.is_file())


def _refuse(error: OSError) -> NoReturn:
    raise error


@contextmanager
def _reading(project: Project, path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        place = project.relative(Path(error.filename or path))
        raise PolicyReportError([_unreadable(place, error)]) from error


def _unreadable(place: str, error: OSError) -> Problem:
    why = error.strerror or type(error).__name__
    what = Message(f"'{place}' cannot be read: {why}", f"'{place}'을(를) 읽을 수 없습니다: {why}")
    hint = Message("check that you may read it", "읽을 권한이 있는지 확인하십시오")
    return Problem(ErrorKind.DATA, "input.unreadable", what, SourceLocation(place), hint=hint)


_LIBRARIES = (
    "policyreport",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "openpyxl",
    "pydantic",
    "python-docx",
    "pyyaml",
    "reportlab",
    "rl-accel",
)
_FONTS = Path(__file__).parents[1] / "fonts"


def toolchain_versions() -> str:
    """Return the versions of Python and the libraries, and the SHA-256 of each shipped font, as JSON."""
    versions = {name: found for name in _LIBRARIES if (found := _version(name))}
    fonts = {path.name: sha256_of_file(path) for path in sorted(_FONTS.glob("*.ttf"))}
    return json.dumps({"python": platform.python_version(), **versions, "fonts": fonts})


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def inputs_fingerprint(inputs: Mapping[str, str], programs: str) -> str:
    """Return a SHA-256 of all that a build stands on: ``inputs`` by their paths, and the programs that make it."""
    return sha256(json.dumps([programs, *inputs.items()]).encode())


def up_to_date_issue(project: Project, asked: str) -> Issue | None:
    """Return the issue that a build would make again, byte for byte, where it stands in its place; None otherwise."""
    if not (project.out / LEDGER).exists():
        return None
    with open_ledger(project.out) as ledger:
        before = ledger.cache.record(asked)
        if before is None or before.stamp != inputs_fingerprint(hashed_inputs(project), toolchain_fingerprint()):
            return None
        newest = ledger.issues.newest(before.set_name)
        return newest if newest and newest.number == before.number and is_in_place(project, newest) else None


def is_in_place(project: Project, issue: Issue) -> bool:
    """Tell whether an issue is in its place: each of its files as it was issued, and nothing beside them."""
    folder = project.out / issue.set_name
    try:
        return all((folder / name).is_file() for name in issue.files) and not edited_files(folder, issue)
    except OSError:
        return False
