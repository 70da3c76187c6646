"""Which files a project is made of, and what they hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from policyreport.project import Project

_NEVER_PRINTED = frozenset({"data/recipients.yaml"})
"""What is read for sending alone."""


def hashed_inputs(project: Project) -> Mapping[str, str]:
    """Return the SHA-256 of each file of the data and the templates, by its path in the project, in their order."""
    return {project.relative(path): sha256_of_file(path) for path in _inputs(project)}


def content_of(project: Project, path: str) -> bytes:
    """Return what an input holds, by its path in the project."""
    return (project.root / path).read_bytes()


def _inputs(project: Project) -> Iterator[Path]:
    for folder in (project.data, project.templates):
        files = (path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path, folder))
        yield from sorted((p for p in files if project.relative(p) not in _NEVER_PRINTED), key=project.relative)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def sha256_of_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
