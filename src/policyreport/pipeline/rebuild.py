"""Making an issue again from what was kept of it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from policyreport.diagnostics import PolicyReportError, Problem
from policyreport.ledger import Ledger, open_ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.pruning import require_files, require_inputs
from policyreport.pipeline.build import build
from policyreport.pipeline.composition import DRAFT
from policyreport.pipeline.incremental import toolchain_versions
from policyreport.pipeline.manifest import listed_variants
from policyreport.pipeline.options import BuildOptions
from policyreport.project import Project, open_project
from policyreport.publish import MANIFEST


@contextmanager
def issued_project(ledger: Ledger, issue: Issue) -> Generator[Project]:
    """Lay the data and templates of an issue out in a folder of their own, for the body."""
    with tempfile.TemporaryDirectory(prefix="policyreport-") as scratch:
        root = Path(scratch)
        for folder in ("data", "templates"):
            (root / folder).mkdir()
        for path, key in issue.inputs.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(ledger.blobs.load(key))
        yield open_project(root)


@dataclass(frozen=True, slots=True)
class RebuildResult:
    """An issue's files as they were issued, and which of them came out otherwise now.

    ``problems`` are why it could not be made again. ``versions`` are the programs that are not what they were: name,
    then and now.
    """

    files: Mapping[str, bytes]
    differing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    versions: tuple[tuple[str, str, str], ...] = ()

    @property
    def identical(self) -> bool:
        """Whether every file came out as it was issued, byte for byte."""
        return not (self.differing or self.problems)


def rebuild(ledger: Ledger, issue: Issue) -> RebuildResult:
    """Make an issue again from the data and templates that were kept of it, and compare it with what was issued.

    Raises ``PolicyReportError`` (exit code 2) where they are not kept: it was pruned, or adopted without them.
    """
    require_files(issue)
    require_inputs(ledger, issue)
    files = {name: ledger.blobs.load(file.sha256) for name, file in issue.files.items()}
    with issued_project(ledger, issue) as project:
        try:
            rendered = _rebuilt(project, issue, files[MANIFEST])
        except PolicyReportError as error:
            return RebuildResult(files, problems=error.problems, versions=_versions(issue))
    differing = tuple(name for name in files if rendered.get(name) != files[name])
    return RebuildResult(files, differing, versions=_versions(issue))


def _rebuilt(project: Project, issue: Issue, manifest: bytes) -> Mapping[str, bytes]:
    """Return the files of the set made anew; the manifest in its place tells which of them it is to have."""
    place = project.out / issue.set_name
    project.out.mkdir()
    with open_ledger(project.out):  # a ledger that is its own, before anything stands there
        place.mkdir()
    (place / MANIFEST).write_bytes(manifest)
    kind, variant = listed_variants(manifest)[0]
    quarter, draft = issue.set_name.removesuffix(DRAFT), issue.set_name.endswith(DRAFT)
    options = BuildOptions(draft=draft, judged=False, tie_out=False)  # what it comes to is compared byte for byte
    folder = build(project, quarter, [kind], [variant.form], options).folder
    return {name: path.read_bytes() for name in issue.files if (path := folder / name).is_file()}


def _versions(issue: Issue) -> tuple[tuple[str, str, str], ...]:
    then, now = json.loads(issue.made_with), json.loads(toolchain_versions())
    names = [name for name in {**then, **now} if then.get(name) != now.get(name)]
    return tuple((name, _said(then.get(name)), _said(now.get(name))) for name in names)


def _said(version: object) -> str:
    return version if isinstance(version, str) else "-" if version is None else "…"
