"""Which files of a folder count, and which folders are refused."""

from __future__ import annotations

from pathlib import Path

from policyreport.errors import Kind, Place, Problem, Words
from policyreport.project import Project


def linked_folders(project: Project, folder: Path) -> list[Problem]:
    """Return a problem for each linked folder below a folder: what it holds could change unseen."""
    linked = (path for path in sorted(folder.rglob("*")) if path.is_symlink() and path.is_dir())
    return [_not_followed(project.relative(path)) for path in linked]


def is_hidden(path: Path, folder: Path) -> bool:
    """Tell whether a file below a folder is hidden, or stands in a hidden folder of it."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _not_followed(folder: str) -> Problem:
    what = Words("linked folders are not followed", "링크된 폴더는 읽지 않습니다")
    hint = Words("put the folder itself here", "폴더 자체를 이곳에 두십시오")
    return Problem(Kind.SECURITY, "file.linked-folder", what, Place(folder), hint=hint)
