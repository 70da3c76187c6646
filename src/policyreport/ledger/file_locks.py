"""What a file system must be able to do for the ledger and its sets: keep a file locked while a process writes."""

from __future__ import annotations

import errno
import sys
import tempfile
from pathlib import Path

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation

NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
"""What a system answers that knows no locks in a folder, as some network drives do; not that a lock is held."""


def has_locks(folder: Path) -> bool:
    """Tell whether files can be locked in a folder, as SQLite does; true where that cannot be tried."""
    if sys.platform == "win32":
        return True
    import fcntl  # noqa: PLC0415 - there is none on Windows

    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".lock-") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as refusal:
        return refusal.errno not in NO_LOCKS
    return True


def no_locks(folder: Path) -> Problem:
    """Return the problem of a folder whose files cannot be locked."""
    what = Message(
        f"files cannot be locked on the drive of '{folder.name}', so that nothing would keep two runs from writing to "
        "it at once",
        f"'{folder.name}' 폴더가 있는 드라이브에서는 파일을 잠글 수 없어, 두 작업이 동시에 쓰는 것을 막지 못합니다",
    )
    hint = Message(
        "move the project's folder to a disk of this computer, or have file locks allowed on the network drive",
        "프로젝트 폴더를 이 컴퓨터의 디스크로 옮기거나, 네트워크 드라이브의 관리자에게 파일 잠금을 켜 달라고 하십시오",
    )
    return Problem(ErrorKind.OUTPUT, "output-no-locks", what, SourceLocation(folder.name), hint=hint)
