"""What a folder of files is: a whole set as it was issued, one that lacks files, or files of several issues."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from policyreport.document.output import Placement
from policyreport.ledger import Ledger
from policyreport.ledger.blobs import sha256
from policyreport.ledger.issues import Issue, IssuedFile
from policyreport.ledger.unissued import UnissuedSet
from policyreport.pipeline.options import Progress, silent
from policyreport.pipeline.received_copy import ReceivedCopy, received_copy
from policyreport.provenance.printed_set import read_printed_set
from policyreport.publish import MANIFEST
from policyreport.publish.verify import Verification, VerificationStatus
from policyreport.tie_out import Untied, open_places, untied

_PASSING = ("~$", ".~lock.", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What office programs and desktops lay beside the files that they open."""


@dataclass(frozen=True, slots=True)
class SetTies:
    """How many printed numbers of a set stand at their places as its manifest has them, and which do not."""

    agreeing: int
    otherwise: tuple[tuple[str, Untied], ...] = ()


@dataclass(frozen=True, slots=True)
class ReceivedSet:
    """A folder of files, with what each of them is.

    ``of`` is the issue of which most are, or the set in the output folder that is not issued yet; None where there is
    no such one. ``missing`` are the files of that set that are not there, ``others`` those of other issues, ``extra``
    those of no issue; ``intact`` are those of the set byte for byte, all by their paths in the folder. ``ties`` tell of
    the numbers where the manifest is there as it was made.
    """

    folder: Path
    of: Issue | UnissuedSet | None
    copies: tuple[ReceivedCopy, ...]
    missing: tuple[str, ...] = ()
    others: tuple[tuple[str, Issue], ...] = ()
    extra: tuple[str, ...] = ()
    intact: frozenset[str] = frozenset()
    ties: SetTies | None = None

    def name_of(self, copy: ReceivedCopy) -> str:
        """Return the path of a copy in the folder."""
        return copy.path.relative_to(self.folder).as_posix()

    def is_intact(self, copy: ReceivedCopy) -> bool:
        """Tell whether a copy is byte for byte what the set has."""
        return self.name_of(copy) in self.intact

    def is_changed(self, copy: ReceivedCopy) -> bool:
        """Tell whether a copy was a file of a set that is not issued yet, and is not what was built."""
        return isinstance(self.of, UnissuedSet) and self.name_of(copy) in self.of.files and not self.is_intact(copy)


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder and of those in it, in the order of their names."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(_PASSING))
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def received_set(
    ledger: Ledger, out: Path, folder: Path, read: Callable[[Path], bytes], progress: Progress = silent
) -> ReceivedSet:
    """Return what the files of a folder are together.

    A set that stands in the output folder and is not issued yet is held against itself, and is no fault.
    """
    paths = files_in(folder)
    digests = {path: sha256(read(path)) for path in paths}
    of = _main_set(ledger, out, folder, digests)
    listed: Mapping[str, IssuedFile] = of.files if of else {}
    copies, intact = list[ReceivedCopy](), set[str]()
    for number, path in enumerate(paths, start=1):
        name = path.relative_to(folder).as_posix()
        progress(number, len(paths), name)
        if of and name in listed and listed[name].sha256 == digests[path]:
            copies.append(ReceivedCopy(path, _as_made(ledger, of, name)))
            intact.add(name)
        else:
            copies.append(received_copy(ledger, out, path, read(path)))
    is_whole = of is not None and digests.get(folder / MANIFEST) == of.manifest
    named = {copy.verdict.name for copy in copies if _is_of(copy, of)} | {
        path.relative_to(folder).as_posix() for path in paths
    }
    unknown = (copy.path for copy in copies if copy.verdict.standing is VerificationStatus.UNKNOWN)
    return ReceivedSet(
        folder,
        of,
        tuple(copies),
        missing=tuple(name for name in listed if name not in named),
        others=tuple(_others(folder, copies, of)),
        extra=tuple(path.relative_to(folder).as_posix() for path in unknown),
        intact=frozenset(intact),
        ties=_ties(folder, read(folder / MANIFEST), read) if is_whole else None,
    )


def _main_set(ledger: Ledger, out: Path, folder: Path, digests: Mapping[Path, str]) -> Issue | UnissuedSet | None:
    """Return the set of which most files are byte for byte; of equals that of the manifest, then the newest."""
    if folder.resolve().parent == out.resolve():
        unissued = ledger.unissued.find(folder.resolve().name)
        if unissued and unissued.manifest == digests.get(folder / MANIFEST):
            return unissued
    votes, sets = Counter[tuple[str, int]](), dict[tuple[str, int], Issue]()
    for digest in digests.values():
        for issue, _name in ledger.issues.bearing(sha256=digest):
            key = (issue.set_name, issue.number)
            votes[key] += 1
            sets[key] = issue
    if not votes:
        return None
    manifest = digests.get(folder / MANIFEST)
    return max(sets.values(), key=lambda issue: _rank(issue, votes, manifest))


def _rank(issue: Issue, votes: Mapping[tuple[str, int], int], manifest: str | None) -> tuple[int, bool, str, int]:
    return votes[issue.set_name, issue.number], issue.manifest == manifest, issue.issued_at, issue.number


def _as_made(ledger: Ledger, of: Issue | UnissuedSet, name: str) -> Verification:
    if isinstance(of, UnissuedSet):
        return Verification(VerificationStatus.NOT_ISSUED, name, unissued=of)
    latest = ledger.issues.newest(of.set_name)
    stands = latest is not None and latest.files.get(name) == of.files[name]
    return Verification(VerificationStatus.GENUINE if stands else VerificationStatus.SUPERSEDED, name, of, latest)


def _is_of(copy: ReceivedCopy, of: Issue | UnissuedSet | None) -> bool:
    if isinstance(of, UnissuedSet):
        return copy.verdict.unissued is not None and copy.verdict.unissued.manifest == of.manifest
    issue = copy.verdict.issue
    return issue is not None and of is not None and (issue.set_name, issue.number) == (of.set_name, of.number)


def _others(
    folder: Path, copies: Sequence[ReceivedCopy], of: Issue | UnissuedSet | None
) -> Iterator[tuple[str, Issue]]:
    """Yield the copies of files of another issue than the main one, of which that has other contents."""
    for copy in copies:
        issue = copy.verdict.issue
        if of and issue and not _is_of(copy, of):
            yield copy.path.relative_to(folder).as_posix(), issue


def _ties(folder: Path, manifest: bytes, read: Callable[[Path], bytes]) -> SetTies:
    """Return how the numbers of all files of a set are read back at their places."""
    of = read_printed_set(manifest, MANIFEST)
    values: dict[str, dict[Placement, Decimal | None]] = defaultdict(dict)
    for number in of.numbers:
        for printed in number.printed:
            values[printed.file][printed.placement] = number.value
    by_id = {number.id: number.value for number in of.numbers}
    for name, placed in _of_editions(folder, of.lists, read):
        values[name] = {one: by_id.get(one.fact) for one in placed}
    agreeing, otherwise = 0, list[tuple[str, Untied]]()
    for name, placed in values.items():
        path = folder / name
        places = open_places(name, read(path)) if path.is_file() else None
        if places is not None:
            found = list(untied(places, placed))
            otherwise += ((name, one) for one in found)
            agreeing += len(placed) - len(found)
    return SetTies(agreeing, tuple(otherwise))


def _of_editions(
    folder: Path, lists: Sequence[str], read: Callable[[Path], bytes]
) -> Iterator[tuple[str, list[Placement]]]:
    for listed in (folder / name for name in lists):
        for line in read(listed).splitlines() if listed.is_file() else ():
            edition = json.loads(line)
            yield edition["name"], [Placement(one["fact"], one["text"], one["where"]) for one in edition["numbers"]]
