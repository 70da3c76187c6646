"""Standard output and error, whatever they lead to."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress


def escape_what_is_lacking() -> None:
    """Let a character that a stream's encoding lacks be written as an escape of its code, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write_out() -> None:
    """Write out what standard output holds back; where that fails, raise its ``OSError`` and let the rest go nowhere.

    Python would else try it again on its way out, and fail with a traceback.
    """
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise
