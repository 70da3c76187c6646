"""The system's own way of letting two names change places in one step."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

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
