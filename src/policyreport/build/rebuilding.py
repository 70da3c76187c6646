"""Making an issue again from what was kept of it, and comparing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from policyreport.build.composing import DRAFT
from policyreport.build.kept_project import kept_project
from policyreport.build.made_with import made_with
from policyreport.build.manifest import held
from policyreport.build.manner import Manner
from policyreport.build.whole_set import build
from policyreport.errors import PolicyReportError, Problem
from policyreport.ledger import content
from policyreport.ledger.issues import Issue
from policyreport.project import Project
from policyreport.publish import MANIFEST


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """An issue's files as they were issued, and which of them came out otherwise now.

    ``problems`` are why it could not be made again. ``versions`` are the programs that are not what they were: name,
    then and now.
    """

    files: Mapping[str, bytes]
    otherwise: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    versions: tuple[tuple[str, str, str], ...] = ()

    @property
    def identical(self) -> bool:
        """Whether every file came out as it was issued, byte for byte."""
        return not (self.otherwise or self.problems)


def rebuilt(ledger: sqlite3.Connection, issue: Issue) -> Rebuilt:
    """Make an issue again from the data and templates that were kept of it, and compare it with what was issued."""
    files = {name: content.kept(ledger, file.sha256) for name, file in issue.files.items()}
    with kept_project(ledger, issue) as project:
        try:
            made = _made(project, issue, files[MANIFEST])
        except PolicyReportError as error:
            return Rebuilt(files, problems=error.problems, versions=_versions(issue))
    otherwise = tuple(name for name in files if made.get(name) != files[name])
    return Rebuilt(files, otherwise, versions=_versions(issue))


def _made(project: Project, issue: Issue, manifest: bytes) -> Mapping[str, bytes]:
    """Return the files of the set made anew; the manifest in its place tells which of them it is to have."""
    place = project.out / issue.set_name
    place.mkdir(parents=True)
    (place / MANIFEST).write_bytes(manifest)
    kind, variant = held(manifest)[0]
    quarter, draft = issue.set_name.removesuffix(DRAFT), issue.set_name.endswith(DRAFT)
    folder = build(project, quarter, [kind], [variant.form], Manner(draft=draft, judged=False)).folder
    return {name: path.read_bytes() for name in issue.files if (path := folder / name).is_file()}


def _versions(issue: Issue) -> tuple[tuple[str, str, str], ...]:
    then, now = json.loads(issue.made_with), json.loads(made_with())
    names = [name for name in {**then, **now} if then.get(name) != now.get(name)]
    return tuple((name, _said(then.get(name)), _said(now.get(name))) for name in names)


def _said(version: object) -> str:
    return version if isinstance(version, str) else "-" if version is None else "…"
