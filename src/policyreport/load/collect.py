"""All files under ``data/`` as one: their collections joined, each value's place kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath

from policyreport.errors import Kind, Place, PolicyReportError, Problem, Words
from policyreport.load.folders import is_hidden, linked_folders
from policyreport.load.merger import Merger
from policyreport.load.quarter_file import spread_quarter
from policyreport.load.reading import Reading, unread
from policyreport.project import Project

Reader = Callable[[Project, FilePath], Reading]
"""Returns what one file says; ``PolicyReportError`` where it cannot be read at all."""

_NOT_DATA = {"project.yaml", "recipients.yaml"}


def collect(project: Project, readers: Mapping[str, Reader], inputs: Iterable[Reading] = ()) -> Reading:
    """Return what all the data files say together, then the declared ``inputs``, and what is wrong with any of them.

    ``readers`` knows a reader for each suffix; files of other suffixes, and hidden ones, are left alone. A file in
    ``data/quarters`` bears its quarter's name, and says it once for all its observations.
    """
    merger = Merger()
    merger.problems += [*linked_folders(project, project.data), *_closed_folders(project)]
    for path in _sources(project, readers):
        merger.add(_read(project, path, readers[path.suffix]))
    for reading in inputs:
        merger.add(reading)
    return merger.reading()


def _read(project: Project, path: FilePath, read: Reader) -> Reading:
    try:
        reading = read(project, path)
    except PolicyReportError as error:
        return unread(error)
    if path.parent == project.data / "quarters":
        return spread_quarter(reading, path.stem, Place(project.relative(path)))
    return reading


def _sources(project: Project, suffixes: Iterable[str]) -> list[FilePath]:
    known = set(suffixes)
    paths = (path for path in project.data.rglob("*") if path.suffix in known and not _is_apart(project, path))
    return sorted(paths, key=project.relative)


def _closed_folders(project: Project) -> list[Problem]:
    """Return a problem for each folder that cannot be listed: data in it would go missing without a word."""
    refused: list[OSError] = []
    for _ in os.walk(project.data, onerror=refused.append):
        pass
    return [_not_listed(project.relative(FilePath(str(error.filename)))) for error in refused]


def _is_apart(project: Project, path: FilePath) -> bool:
    return str(path.relative_to(project.data)) in _NOT_DATA or is_hidden(path, project.data)


def _not_listed(folder: str) -> Problem:
    what = Words("this folder cannot be read", "이 폴더를 읽을 수 없습니다")
    hint = Words("give yourself the right to read it", "읽기 권한을 주십시오")
    return Problem(Kind.DATA, "file.closed-folder", what, Place(folder), hint=hint)
