"""A made-up world for runs: a clock that stands still, and sets that are issued as real builds issue theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from policyreport.diagnostics import Problem
from policyreport.ledger import open_ledger
from policyreport.ledger.blobs import sha256
from policyreport.ledger.issues import Issue, IssuedFile
from policyreport.model import Quarter
from policyreport.project import Project
from policyreport.publish import MANIFEST, holding, issue, staging
from policyreport.scheduler import Environment, Issued, notify_by_command

SETTINGS = "name: made-up\ntitle: 가상\norganisation: 가상부\n"


def project_in(folder: Path, schedule: str = "") -> Project:
    """Make the folders and the settings of a project; ``schedule`` is more text for these."""
    (folder / "data").mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "data" / "project.yaml").write_text(SETTINGS + schedule, encoding="utf-8")
    return Project(folder.resolve())


@dataclass
class World:
    """Its moment, the quarters that have data, what was waited, what fails how often, and what builds warn of."""

    now: datetime
    reported: Collection[Quarter]
    waited: list[float] = field(default_factory=list)
    faults: dict[str, list[Exception]] = field(default_factory=dict)
    built: list[str] = field(default_factory=list)
    warnings: tuple[Problem, ...] = ()

    def means(self) -> Environment:
        return Environment(lambda: self.now, self.waited.append, self._reported, self._issue, notify_by_command)

    def _reported(self, _project: Project) -> Collection[Quarter]:
        self._fail("data")
        return self.reported

    def _issue(self, project: Project, quarter: Quarter) -> Issued:
        self.built.append(str(quarter))
        self._fail(str(quarter))
        return Issued(issued(project.out, str(quarter), self.now), self.warnings)

    def _fail(self, what: str) -> None:
        left = self.faults.get(what)
        if left:
            raise left.pop(0)


def issued(out: Path, name: str, now: datetime) -> bool:
    """Issue a set whose files never change, as a build does: nothing happens where it stands already."""
    files = {"briefing.txt": name.encode(), MANIFEST: b'{"made": "up"}'}
    hashed = {file: IssuedFile(sha256(content)) for file, content in files.items()}
    with holding(out), open_ledger(out) as ledger, staging(out / name) as staged:
        newest = ledger.issues.newest(name)
        if newest and newest.files == hashed:
            return False
        for file, content in files.items():
            staged.add(file, content)
        number = newest.number + 1 if newest else 1
        moment = now.astimezone(UTC).isoformat(timespec="seconds")
        issue(ledger, staged, Issue(name, number, hashed[MANIFEST].sha256, moment, "{}", hashed), [])
    return True


def issues_of(out: Path) -> Mapping[str, list[str]]:
    """Return when the issues of each set were issued."""
    moments: dict[str, list[str]] = {}
    with open_ledger(out) as ledger:
        for each in ledger.issues.all():
            moments.setdefault(each.set_name, []).append(each.issued_at)
    return moments
