"""The traceback of an internal error: into a file that the message names, and never onto the screen."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from policyreport.diagnostics import ErrorKind, Message, Problem, problems_of
from policyreport.project import Project

if TYPE_CHECKING:
    import logging  # a build with nothing to do does without

_FOLDER = "log"
"""The folder within the output folder where runs, too, keep their log."""


def problems_with_traceback(
    fault: Exception, folder: Path | None, log: logging.Logger | None = None
) -> tuple[Problem, ...]:
    """Return the problems of a fault; where it is internal, write its traceback and name the file in the hint.

    ``folder`` is the project's, or None where the command has none. A ``log`` is told of the file too.
    """
    problems = problems_of(fault)
    if all(problem.kind != ErrorKind.INTERNAL for problem in problems):
        return problems
    file = _write(fault, _log_folders(folder))
    if file and log:
        log.error("internal error: see %s", file.name)
    return tuple(replace(p, hint=_hint(file)) if p.kind == ErrorKind.INTERNAL else p for p in problems)


def _log_folders(folder: Path | None) -> list[Path]:
    """Return the folders to try in turn: that of the project's log, if there is such a project, then a temporary."""
    temporary = [Path(tempfile.gettempdir())]
    if folder is None:
        return temporary
    project = Project(folder.absolute())
    is_project = project.data.is_dir() and project.templates.is_dir()
    return [project.out / _FOLDER, *temporary] if is_project else temporary


def _write(fault: Exception, folders: Sequence[Path]) -> Path | None:
    """Write the traceback into a new file of the first folder that takes it; return None where none does."""
    text = "".join(traceback.format_exception(fault))
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return _write_new(folder, text.encode("utf-8", "backslashreplace"))
        except OSError:
            continue
    return None


def _write_new(folder: Path, content: bytes) -> Path:
    """Write a file named by the moment (UTC, as in ``run.log``) that only its owner can read; values may stand in it.

    A file that is there already, or a link, is never written to: the next free name is taken.
    """
    stem = f"internal-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    for number in count(1):
        path = folder / (f"{stem}.log" if number == 1 else f"{stem}-{number}.log")
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with open(descriptor, "wb") as file:  # noqa: PTH123 - of a descriptor, which pathlib cannot open
            file.write(content)
        return path
    raise AssertionError  # pragma: no cover - count has no end


def _hint(path: Path | None) -> Message:
    if path is None:
        return Message("please report it with what you did", "하신 일과 함께 알려 주십시오")
    return Message(
        f"please report it with what you did and this file, which may hold values of your data: {path}",
        f"하신 일과 이 파일을 함께 알려 주십시오(자료의 값이 들어 있을 수 있음): {path}",
    )
