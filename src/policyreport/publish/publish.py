"""The whole of one publication: lock, stage, write down, swap, confirm, tidy."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import ExitStack, contextmanager
from pathlib import Path

from policyreport.ledger import Ledger, blobs, has_ledger, open_ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.unissued import UnissuedSet
from policyreport.ledger.witness import MANIFEST, clear_begun_witnesses
from policyreport.publish.edited_files import preserve_edited
from policyreport.publish.lock import locked
from policyreport.publish.staging import Staging, clear_leftovers, writing
from policyreport.publish.swap import open_folder, require_replaceable, restore_interrupted, swap_in

__all__ = ["MANIFEST", "holding", "issue", "place_unissued", "put_in_place", "settle", "take_place"]


@contextmanager
def holding(out: Path, *, own_ledger: bool = True) -> Generator[None]:
    """Hold an output folder for the body, alone: made where there is none, and cleared of what dead runs left.

    Without ``own_ledger`` its sets need no ledger of their own there, as in the folders into which sets are delivered.
    Raises ``PolicyReportError``: SECURITY for a folder that leads elsewhere or a ledger that is a link, LOCKED while
    another run holds it, OUTPUT for what the disk refuses, and for a ledger that is damaged, missing or another one's.
    """
    with ExitStack() as held:
        with writing(out.name):
            open_folder(out)
            held.enter_context(locked(out))
            clear_leftovers(out)
            clear_begun_witnesses(out)
            restore_interrupted(out)
        if own_ledger:
            _settle_what_died(out)
        yield


def issue(ledger: Ledger, staged: Staging, new: Issue, inputs: Iterable[bytes]) -> list[str]:
    """Let a staged set take its place as a new issue, and return the files of the old one that were kept aside.

    ``inputs`` are the contents of ``new.inputs``. Whatever stops it, a reader finds the old set or the new one, and the
    ledger says which. Raises ``PolicyReportError`` OUTPUT for what the disk refuses.
    """
    with ledger.transaction():
        for each in inputs:
            ledger.blobs.store(each)
        for file in new.files:
            with writing(staged.place(file)):
                ledger.blobs.store_file(staged.path(file))
        ledger.issues.write_pending(new)
    return take_place(ledger, staged)


def place_unissued(ledger: Ledger, staged: Staging, new: UnissuedSet) -> list[str]:
    """Let a staged set take its place without a number, and return the files of the old one that were kept aside.

    It is as safe as an issue is, and raises as ``issue`` does.
    """
    with ledger.transaction():
        with writing(staged.place(MANIFEST)):
            ledger.blobs.store_file(staged.path(MANIFEST))
        ledger.unissued.write_pending(new)
    return take_place(ledger, staged)


def take_place(ledger: Ledger, staged: Staging) -> list[str]:
    """Let a staged set that the ledger knows stand, and return the files of the old one that were kept aside.

    It is pending there, or the newest issue in whose place another set stands. Raises as ``issue`` does.
    """
    try:
        return put_in_place(staged, ledger.standing(staged.target.name))
    finally:
        _settle(ledger, staged.target.parent)
        ledger.write_witness()


def put_in_place(staged: Staging, old: UnissuedSet | Issue | None) -> list[str]:
    """Let a staged set stand where it is to, and return the files there that were kept aside.

    Those are the ones that are not as ``old`` had them. Raises ``PolicyReportError`` OUTPUT for what the disk refuses.
    """
    with writing(staged.place()):
        staged.sync()
        require_replaceable(staged.target)
        aside = preserve_edited(staged.target, old, staged.folder)
        swap_in(staged.folder, staged.target)
    return aside


def _settle_what_died(out: Path) -> None:
    if has_ledger(out):
        with open_ledger(out) as ledger:
            settle(ledger, out)
            ledger.write_witness()


def settle(ledger: Ledger, out: Path) -> None:
    """Clear what a dead run left in the ledger of a folder that is held."""
    ledger.clear_journal()
    _settle(ledger, out)


def _settle(ledger: Ledger, out: Path) -> None:
    """Confirm each set that was begun and took its place, withdraw one that did not, and forget what none has."""
    issues = [(each, _stands(ledger, out, each)) for each in ledger.issues.pending()]
    unissued = [(each, _stands(ledger, out, each)) for each in ledger.unissued.pending()]
    replaced = _replaced_by_issues(ledger, out)
    if not (issues or unissued or replaced):
        return
    with ledger.transaction():
        for issue, stands in issues:
            if stands:
                ledger.issues.confirm(issue.set_name, issue.number)
                ledger.unissued.forget(issue.set_name)
            else:
                ledger.issues.withdraw(issue.set_name, issue.number)
        for each, stands in unissued:
            (ledger.unissued.confirm if stands else ledger.unissued.withdraw)(each.set_name)
        for set_name in replaced:
            ledger.unissued.forget(set_name)
        ledger.blobs.delete_unreferenced()


def _stands(ledger: Ledger, out: Path, begun: UnissuedSet | Issue) -> bool:
    """Tell whether a set took its place: a file of it is there that the one before it did not have."""
    old = ledger.standing(begun.set_name)
    new = {name: file for name, file in begun.files.items() if old is None or old.files.get(name) != file}
    folder = out / begun.set_name
    with writing(f"{out.name}/{begun.set_name}"):
        there = ((folder / name, file) for name, file in new.items() if (folder / name).is_file())
        return any(blobs.sha256_of_file(path) == file.sha256 for path, file in there)


def _replaced_by_issues(ledger: Ledger, out: Path) -> list[str]:
    """Return the sets without a number in whose place the newest issue stands again, as its manifest tells."""
    return [
        each.set_name
        for each in ledger.unissued.all()
        if (newest := ledger.issues.newest(each.set_name)) and _has_manifest(out / each.set_name, newest.manifest)
    ]


def _has_manifest(folder: Path, manifest: str) -> bool:
    try:
        return blobs.sha256_of_file(folder / MANIFEST) == manifest
    except OSError:
        return False
