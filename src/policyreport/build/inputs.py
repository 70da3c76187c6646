"""Which files a project is made of, and what they hold."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words
from policyreport.project import Project

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
    what = Words(f"'{place}' cannot be read: {why}", f"'{place}'을(를) 읽을 수 없습니다: {why}")
    hint = Words("check that you may read it", "읽을 권한이 있는지 확인하십시오")
    return Problem(Kind.DATA, "input.unreadable", what, Place(place), hint=hint)
