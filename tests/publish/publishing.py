"""A whole publication of given files, for tests of its parts and for programs that are killed in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from policyreport.ledger import open_ledger
from policyreport.ledger.blobs import sha256
from policyreport.ledger.issues import Issue, IssuedFile
from policyreport.publish import MANIFEST, holding, issue, staging


def publish(out: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Publish files as the next issue of a set, with a manifest where they have none, and return its folder."""
    whole = {**files, MANIFEST: files.get(MANIFEST) or _listed(files)}
    with holding(out), open_ledger(out) as ledger, staging(out / name) as staged:
        for file, content in whole.items():
            staged.add(file, content)
        newest = ledger.issues.newest(name)
        hashed = {file: IssuedFile(sha256(content)) for file, content in whole.items()}
        number = newest.number + 1 if newest else 1
        issue(ledger, staged, Issue(name, number, hashed[MANIFEST].sha256, "2025-07-01T00:00:00", "{}", hashed), [])
    return out / name


def _listed(files: Mapping[str, bytes]) -> bytes:
    listed = [{"name": name, "sha256": sha256(content)} for name, content in files.items()]
    return json.dumps({"files": listed}).encode()
