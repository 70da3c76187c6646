"""The whole of one publication: lock, stage, write down, swap, confirm, tidy."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import ExitStack, contextmanager
from pathlib import Path

from policyreport.ledger import LEDGER, Ledger, blobs, open_ledger
from policyreport.ledger.issues import Issue
from policyreport.publish.edited_files import preserve_edited
from policyreport.publish.lock import locked
from policyreport.publish.staging import Staging, clear_leftovers, writing
from policyreport.publish.swap import open_folder, require_replaceable, restore_interrupted, swap_in

MANIFEST = "manifest.json"


@contextmanager
def holding(out: Path) -> Generator[None]:
    """Hold an output folder for the body, alone: made where there is none, and cleared of what dead runs left.

    Raises ``PolicyReportError``: SECURITY for a folder that leads elsewhere, LOCKED while another run holds it, OUTPUT
    for what the disk refuses.
    """
    with ExitStack() as held:
        with writing(out.name):
            open_folder(out)
            held.enter_context(locked(out))
            clear_leftovers(out)
            restore_interrupted(out)
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
            ledger.blobs.store(staged.content(file))
        ledger.issues.write_pending(new)
    try:
        aside = put_in_place(staged, old)
    finally:
        _settle(ledger, staged.target.parent)
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
    if (out / LEDGER).exists():
        with open_ledger(out) as ledger:
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
        return any(blobs.sha256(path.read_bytes()) == file.sha256 for path, file in there)
