"""One publication at a time in an output folder.

The system holds the lock for a process and drops it when the process ends, however it ends, so that a dead holder
leaves none behind. What stands in the file only tells others who the holder is.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation
from policyreport.ledger.file_locks import NO_LOCKS, no_locks

LOCK_FILE = ".lock"

_TRIES, _PAUSE = 3000, 0.01
"""How often, and after how many seconds each, it is looked again at a lock whose holder has not signed yet.

It signs at once, unless a busy machine lets it wait.
"""

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """A byte beyond the text, for Windows lets nobody read a byte that is locked."""

    def _take(file: BinaryIO) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

else:
    import fcntl

    def _take(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(out: Path) -> Generator[None]:
    """Hold the folder's lock for the body.

    Raises ``PolicyReportError``: LOCKED, naming the holder, if it is held, OUTPUT where files cannot be locked.
    """
    with _open(out / LOCK_FILE) as file:
        try:
            _take_or_name(file, out)
        except OSError as refusal:
            if refusal.errno in NO_LOCKS:
                raise PolicyReportError([no_locks(out)]) from refusal
            raise
        _sign(file)
        try:
            yield
        finally:
            with suppress(OSError):  # it only tells others who the holder was
                file.truncate(0)


def _open(path: Path) -> BinaryIO:
    never_through_a_link = getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | never_through_a_link, 0o666), "r+b", buffering=0)


def _take_or_name(file: BinaryIO, out: Path) -> None:
    """Take the lock, or raise with its holder, who signs a moment after taking it and blots that out before the end."""
    holder = ""
    for _ in range(_TRIES):
        if _take(file):
            return
        file.seek(0)
        holder = file.read().decode("ascii", "replace").strip()
        if holder:
            break
        time.sleep(_PAUSE)
    raise PolicyReportError([_held(out, holder)])


def _sign(file: BinaryIO) -> None:
    file.seek(0)
    file.truncate(0)
    file.write(f"{os.getpid()}, {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n".encode("ascii"))


def _held(out: Path, holder: str) -> Problem:
    what = Message(
        f"another build is writing to '{out.name}' (process {holder or 'unknown'})",
        f"다른 빌드가 '{out.name}'에 쓰고 있습니다(프로세스 {holder or '알 수 없음'})",
    )
    hint = Message("wait until it has ended, then build again", "끝난 다음 다시 빌드하십시오")
    return Problem(ErrorKind.LOCKED, "output-locked", what, SourceLocation(out.name), hint=hint)
