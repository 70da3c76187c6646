"""The moment in which a new set takes the old one's place."""

from __future__ import annotations

from pathlib import Path

from policyreport.publish.exchange import exchange
from policyreport.publish.staging import remove, sync_folder

_PREFIX = ".replaced-"


def swap_in(new: Path, target: Path) -> None:
    """Put the folder ``new`` at ``target``, in one step where the system can; what stood there then stands at ``new``.

    Where it cannot, the old set is put aside for the moment between two renames; should the process die in it, the
    next one's ``restore_interrupted`` brings the old set back.
    """
    if not target.exists():
        new.rename(target)
    elif not exchange(new, target):
        _swap_in_two_steps(new, target)
    sync_folder(target.parent)


def _swap_in_two_steps(new: Path, target: Path) -> None:
    aside = target.with_name(_PREFIX + target.name)
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    aside.rename(new)


def restore_interrupted(out: Path) -> None:
    """Bring back each set that a dead run put aside and did not replace; remove those that it did replace."""
    for aside in [path for path in out.iterdir() if path.name.startswith(_PREFIX)]:
        target = out / aside.name.removeprefix(_PREFIX)
        if target.exists():
            remove(aside)
        else:
            aside.rename(target)
