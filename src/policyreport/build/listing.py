"""The lists of the editions of a kind: a line for each file, with what it is and where it prints which number.

They stand beside the files as ``editions-1.jsonl`` and on, in parts, so that however many editions there are, no more
than one part is held in memory.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from policyreport.build.editions import Edition
from policyreport.build.output import particulars
from policyreport.build.variant import Variant
from policyreport.document.report import PerRecord, ReportKind
from policyreport.ledger.content import sha256
from policyreport.ledger.made import MadeFile
from policyreport.publish import Staging

_LARGEST = 2_000_000
"""Bytes after which a part ends."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a list, as it was staged."""

    name: str
    sha256: str
    size: int


@dataclass(slots=True)
class Listed:
    """The editions of a kind: how many, the facts that they print, and the parts of their list."""

    report: str
    per: PerRecord
    count: int
    facts: set[str] = field(default_factory=set[str])
    parts: list[Part] = field(default_factory=list[Part])


class Listing:
    """Writes the list of a kind's editions while they are made."""

    def __init__(self, report: ReportKind, per: PerRecord, count: int, staged: Staging) -> None:
        self.listed = Listed(report.kind, per, count)
        self._folder = report.stem
        self._staged = staged
        self._lines: list[bytes] = []
        self._size = 0

    def add(self, edition: Edition, name: str, variant: Variant, made: MadeFile) -> None:
        """Add the line of a file; raises ``PolicyReportError`` OUTPUT for what the disk refuses."""
        said = particulars(made)
        line = {
            "name": name,
            self.listed.per.singular: edition.record,
            "format": variant.form,
            **({"large_print": True} if variant.large_print else {}),
            "sha256": made.sha256,
            "bytes": said["size"],
            "extent": said["extent"],
            "identity": made.origin.identity,
            **({"tightened": said["tightened"]} if said["tightened"] else {}),
            "numbers": [{"fact": fact, "where": where, "text": text} for fact, text, where in said["placements"]],
        }
        self.listed.facts.update(fact for fact, _, _ in said["placements"])
        self._write((json.dumps(line, ensure_ascii=False) + "\n").encode())

    def end(self) -> Listed:
        """Write what is left, and return what the list is."""
        if self._lines:
            self._end_part()
        return self.listed

    def _write(self, line: bytes) -> None:
        self._lines.append(line)
        self._size += len(line)
        if self._size > _LARGEST:
            self._end_part()

    def _end_part(self) -> None:
        content = b"".join(self._lines)
        name = f"{self._folder}/editions-{len(self.listed.parts) + 1}.jsonl"
        self._staged.add(name, content)
        self.listed.parts.append(Part(name, sha256(content), len(content)))
        self._lines, self._size = [], 0
