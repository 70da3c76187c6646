"""The whole of one publication: lock, stage, write down, swap, confirm, tidy."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import ExitStack, contextmanager
from pathlib import Path

from policyreport.ledger import Ledger, blobs, has_ledger, open_ledger
from policyreport.ledger.issues import Issue
from policyreport.ledger.witness import MANIFEST, clear_begun_witnesses
from policyreport.publish.edited_files import preserve_edited
from policyreport.publish.lock import locked
from policyreport.publish.staging import Staging, clear_leftovers, writing
from policyreport.publish.swap import open_folder, require_replaceable, restore_interrupted, swap_in

__all__ = ["MANIFEST", "holding", "issue", "put_in_place", "settle"]


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
    old = ledger.issues.newest(new.set_name)
    with ledger.transaction():
        for each in inputs:
            ledger.blobs.store(each)
        for file in new.files:
            with writing(staged.place(file)):
                ledger.blobs.store_file(staged.path(file))
        ledger.issues.write_pending(new)
    try:
        aside = put_in_place(staged, old)
    finally:
        _settle(ledger, staged.target.parent)
        ledger.write_witness()
    return aside


def put_in_place(staged: Staging, old: Issue | None) -> list[str]:
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
    """Confirm each issue that was begun and took its place, withdraw one that did not, and forget what none has."""
    begun = [(issue.set_name, issue.number, _stands(ledger, out, issue)) for issue in ledger.issues.pending()]
    if begun:
        with ledger.transaction():
            for set_name, number, stands in begun:
                (ledger.issues.confirm if stands else ledger.issues.withdraw)(set_name, number)
            ledger.blobs.delete_unreferenced()


def _stands(ledger: Ledger, out: Path, begun: Issue) -> bool:
    """Tell whether an issue took its place: a file of it is there that the one before it did not have."""
    old = ledger.issues.newest(begun.set_name)
    new = {name: file for name, file in begun.files.items() if old is None or old.files.get(name) != file}
    folder = out / begun.set_name
    with writing(f"{out.name}/{begun.set_name}"):
        there = ((folder / name, file) for name, file in new.items() if (folder / name).is_file())
        return any(blobs.sha256_of_file(path) == file.sha256 for path, file in there)
