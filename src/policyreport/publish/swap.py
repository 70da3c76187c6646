"""The moment in which a new set takes the old one's place."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.publish.staging import remove, sync_folder

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS, sys/stdio.h
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places; return false, with nothing changed, where the system cannot do it in one step."""
    call = _system_call()
    if call is None:
        return False
    number = call(os.fsencode(one), os.fsencode(other))
    if number and number not in _UNSUPPORTED:
        raise OSError(number, os.strerror(number))
    return not number


def _system_call() -> Callable[[bytes, bytes], int] | None:
    """Return what calls the system and gives back the number of the error, 0 for none."""
    import ctypes  # noqa: PLC0415 - a build with nothing to do does without

    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        called = library.renameat2
        return lambda one, other: called(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE) and ctypes.get_errno()
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return lambda one, other: library.renamex_np(one, other, _RENAME_SWAP) and ctypes.get_errno()
    return None


def open_folder(out: Path) -> None:
    """Make the output folder where there is none; refuse one that is a file, or a link that leads out of its parent."""
    if out.is_symlink() and not out.resolve().is_relative_to(out.parent.resolve()):
        raise PolicyReportError([_leads_elsewhere(out)])
    if out.exists() and not out.is_dir():
        raise PolicyReportError([_not_a_folder(out.name)])
    if not out.is_dir():
        out.mkdir(parents=True, exist_ok=True)
        sync_folder(out.parent)


def require_replaceable(target: Path) -> None:
    """Refuse a target that is neither a folder nor absent: only what a publication made is ever replaced."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PolicyReportError([_not_a_folder(f"{target.parent.name}/{target.name}")])


def _leads_elsewhere(out: Path) -> Problem:
    what = Message(
        f"the output folder '{out.name}' is a link that leads elsewhere",
        f"출력 폴더 '{out.name}'은(는) 다른 곳을 가리키는 링크입니다",
    )
    hint = Message("use a folder of its own", "링크가 아닌 폴더를 쓰십시오")
    return Problem(ErrorKind.SECURITY, "output-link", what, SourceLocation(out.name), hint=hint)


def _not_a_folder(place: str) -> Problem:
    what = Message(f"'{place}' is not a folder", f"'{place}'은(는) 폴더가 아닙니다")
    hint = Message("move it away or choose another output folder", "옮겨 두거나 다른 출력 폴더를 지정하십시오")
    return Problem(ErrorKind.OUTPUT, "output-not-a-folder", what, SourceLocation(place), hint=hint)


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
    sync_folder(target.parent)  # or the old set might be removed from the disk before the new one stands there
    aside.rename(new)


def restore_interrupted(out: Path) -> None:
    """Bring back each set that a dead run put aside and did not replace; remove those that it did replace."""
    for aside in [path for path in out.iterdir() if path.name.startswith(_PREFIX)]:
        target = out / aside.name.removeprefix(_PREFIX)
        if target.exists():
            remove(aside)
        else:
            aside.rename(target)
