"""Whether a build would make what stands already: told from bytes alone, before anything is read or imported."""

from __future__ import annotations

import json
from collections.abc import Mapping

from policyreport.build.engine import engine
from policyreport.build.inputs import hashed_inputs
from policyreport.ledger import LEDGER, issues, made, open_ledger
from policyreport.ledger.content import sha256
from policyreport.ledger.issues import Issue
from policyreport.project import Project
from policyreport.publish.aside import changed


def stamp(inputs: Mapping[str, str], programs: str) -> str:
    """Return a SHA-256 of all that a build stands on: ``inputs`` by their paths, and the programs that make it."""
    return sha256(json.dumps([programs, *inputs.items()]).encode())


def still_standing(project: Project, asked: str) -> Issue | None:
    """Return the issue that a build would make again, byte for byte, where it stands in its place; None otherwise."""
    if not (project.out / LEDGER).exists():
        return None
    with open_ledger(project.out) as ledger:
        before = made.standing(ledger, asked)
        if before is None or before.stamp != stamp(hashed_inputs(project), engine()):
            return None
        newest = issues.newest(ledger, before.set_name)
        return newest if newest and newest.number == before.number and stands(project, newest) else None


def stands(project: Project, issue: Issue) -> bool:
    """Tell whether an issue is in its place: each of its files as it was issued, and nothing beside them."""
    folder = project.out / issue.set_name
    try:
        return all((folder / name).is_file() for name in issue.files) and not changed(folder, issue)
    except OSError:
        return False
