"""What a received copy of a file is, and what of it is not as it was issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from policyreport.ledger import Ledger
from policyreport.ledger.blobs import sha256
from policyreport.ledger.issues import Issue
from policyreport.ledger.unissued import UnissuedSet
from policyreport.pipeline.changed_numbers import ChangedNumber, changed_numbers
from policyreport.pipeline.nearest_file import NearestFile, nearest_file
from policyreport.provenance.printed_set import page_of, read_printed_set
from policyreport.publish import MANIFEST
from policyreport.publish.verify import Verification, VerificationStatus, verify
from policyreport.tie_out.comparison import Change, compare_files

_TEXTS = {"text", "chart value", "category", "label"}
"""Aspects of which a number that is told says all."""


_WHOLE = 60
"""Characters of a text that are shown whole beside a number; of a longer one it is told what in it differs."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Texts that only the file as issued has, and texts that only the copy has, each once."""

    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


_NO_DIFFERENCES = Differences()


@dataclass(frozen=True, slots=True)
class ReceivedCopy:
    """A received copy: where it is, what it is, and what in it is otherwise if it was changed.

    ``changed`` are the numbers that it says otherwise, ``parts`` all else that differs, both with their places.
    ``pruned`` tells that all this is not known, for what was issued is not kept any more; ``by_content`` that the copy
    bears no identity and was recognised by what it says.
    """

    path: Path
    verdict: Verification
    differences: Differences = _NO_DIFFERENCES
    pruned: bool = False
    changed: tuple[ChangedNumber, ...] = ()
    parts: tuple[Change, ...] = ()
    by_content: bool = False


def received_copy(ledger: Ledger, out: Path, path: Path, content: bytes) -> ReceivedCopy:
    """Return what a copy is, by its bytes, else by the identity that it bears, else by what it says.

    A copy that was only saved by another program says all that was issued, and is ``RESAVED``.
    """
    found, by_content = verify(ledger, path.name, content), False
    if found.standing is VerificationStatus.UNKNOWN:
        nearest = nearest_file(ledger, out, path.name, content)
        if nearest is None:
            return ReceivedCopy(path, found)
        found, by_content = _verification(ledger, nearest), True
    copy, of = ReceivedCopy(path, found, by_content=by_content), found.issue or found.unissued
    if of is None or found.standing not in {VerificationStatus.EDITED, VerificationStatus.NOT_ISSUED}:
        return copy
    known = of.files[found.name].sha256
    if known == sha256(content):
        return copy
    if not ledger.blobs.has(known):
        return replace(copy, pruned=isinstance(of, Issue) and bool(of.pruned_at))
    return _compared(ledger, copy, of, content)


def _verification(ledger: Ledger, nearest: NearestFile) -> Verification:
    if isinstance(nearest.of, UnissuedSet):
        return Verification(VerificationStatus.NOT_ISSUED, nearest.name, unissued=nearest.of)
    latest = ledger.issues.newest(nearest.of.set_name)
    return Verification(VerificationStatus.EDITED, nearest.name, nearest.of, latest)


def _compared(ledger: Ledger, copy: ReceivedCopy, of: Issue | UnissuedSet, content: bytes) -> ReceivedCopy:
    name = copy.verdict.name
    issued = ledger.blobs.load(of.files[name].sha256)
    compared = compare_files(name, issued, content)
    parts = compared.changes if compared else ()
    changed: tuple[ChangedNumber, ...] = ()
    if ledger.blobs.has(of.manifest) and name != MANIFEST:
        printed = read_printed_set(ledger.blobs.load(of.manifest), MANIFEST)
        changed = tuple(changed_numbers(printed, name, issued, content, parts))
    if compared and not (parts or changed):
        is_issued = isinstance(of, Issue)
        return replace(copy, verdict=replace(copy.verdict, standing=VerificationStatus.RESAVED)) if is_issued else copy
    return replace(copy, differences=_lines(parts), changed=changed, parts=tuple(_besides(parts, changed)))


def _lines(parts: tuple[Change, ...]) -> Differences:
    """Return the texts that only one of two files has, each once."""
    texts = [part for part in parts if part.aspect in _TEXTS]
    gone = dict.fromkeys(part.issued for part in texts if part.issued)
    return Differences(tuple(gone), tuple(dict.fromkeys(part.now for part in texts if part.now)))


def _besides(parts: tuple[Change, ...], changed: tuple[ChangedNumber, ...]) -> Iterator[Change]:
    """Yield the parts of which the numbers that are told do not say all already."""
    places = {one.placed.where for one in changed}
    on_pages = {(page_of(one.placed.where), one.placed.text) for one in changed}
    for part in parts:
        page = page_of(f"{part.where} at 0,0")
        is_number = part.where in places or any(
            page == at and text in (part.issued or "") for at, text in on_pages if at
        )
        if not (is_number and part.aspect in _TEXTS and len(part.now or "") <= _WHOLE):
            yield part
