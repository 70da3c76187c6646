"""The file that a copy without a readable identity was made of, found by what both say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from policyreport.diagnostics import Message
from policyreport.ledger import Ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.unissued import UnissuedSet
from policyreport.publish import MANIFEST
from policyreport.stages import stage
from policyreport.tie_out.comparison import texts_of
from policyreport.tie_out.places import folded

_ENOUGH = 0.7
"""Of all letters of both, so many have to stand in lines of the other for one to be a copy of the other."""
_SURE = 0.98
_MOST = 400
"""Issued files that are looked through, the newest first."""


class NearestFile(NamedTuple):
    """A file that a copy is made of, the set that it is of, and how much of the two is the same, from 0 to 1."""

    of: Issue | UnissuedSet
    name: str
    share: float


def nearest_file(ledger: Ledger, out: Path, name: str, content: bytes) -> NearestFile | None:
    """Return the file that a copy is made of by what it says; None where it is not clearly one.

    Files of all issues that are kept and of the sets in the output folder that are not issued are looked through; of
    equally near ones the newest is taken.
    """
    said = _weighed(texts_of(name, content))
    if not said:
        return None
    best: NearestFile | None = None
    with stage(Message(f"look for what {name} was made of", f"{name}의 원본 찾기")):
        for of, candidate, issued in _candidates(ledger, out, name):
            share = _share(said, _weighed(texts_of(candidate, issued)))
            if share >= _ENOUGH and (best is None or share > best.share):
                best = NearestFile(of, candidate, share)
                if share == 1.0 or (share >= _SURE and PurePath(candidate).name == name):
                    break
    return best


def _candidates(ledger: Ledger, out: Path, name: str) -> Iterator[tuple[Issue | UnissuedSet, str, bytes]]:
    """Yield the files of the same kind, each content once; those of the same name first, and the newest of them."""
    newest_first = sorted(ledger.issues.all(), key=lambda issue: issue.issued_at, reverse=True)
    sets: list[Issue | UnissuedSet] = [*newest_first, *ledger.unissued.all()]
    found = [(of, file) for of in sets for file in of.files if _is_of_kind(file, name)]
    found.sort(key=lambda one: PurePath(one[1]).stem not in name)
    seen = set[str]()
    for of, file in found:
        sha256 = of.files[file].sha256
        if sha256 in seen:
            continue
        seen.add(sha256)
        content = _content(ledger, out, of, file)
        if content is not None:
            yield of, file, content
        if len(seen) >= _MOST:
            return


def _is_of_kind(file: str, name: str) -> bool:
    kind = PurePath(name).suffix.lower()
    return PurePath(file).suffix.lower() == kind and (kind != ".json" or file == MANIFEST)


def _content(ledger: Ledger, out: Path, of: Issue | UnissuedSet, file: str) -> bytes | None:
    if isinstance(of, Issue):
        sha256 = of.files[file].sha256
        return ledger.blobs.load(sha256) if ledger.blobs.has(sha256) else None
    path = out / of.set_name / file
    return path.read_bytes() if path.is_file() else None


def _weighed(texts: Iterable[str]) -> Counter[str]:
    return Counter(filter(None, (folded(line) for text in texts for line in text.splitlines())))


def _share(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of two texts is the same by letters, so that short cells such as ``-`` count for little."""
    both = sum(len(text) * count for text, count in (one & other).items())
    most = max(sum(len(text) * count for text, count in each.items()) for each in (one, other))
    return both / most if most else 0.0
