"""Standard output and error, whatever they lead to."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem


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


_ELSEWHERE = Message("name another file, or remove it first", "다른 이름을 쓰거나 먼저 지우십시오")


def require_free(path: Path, *, replace: bool, hint: Message = _ELSEWHERE) -> None:
    """Raise ``PolicyReportError`` (exit code 2), with the hint, for a file that is there and not to be replaced."""
    if path.exists() and not replace:
        what = Message(f"'{path}' is there already", f"'{path}'이(가) 이미 있습니다")
        raise PolicyReportError([Problem(ErrorKind.USAGE, "usage.already-there", what, hint=hint)])


def write_whole(path: Path, content: bytes, *, replace: bool, hint: Message = _ELSEWHERE) -> None:
    """Write a file whole or not at all; one that is there already is only replaced when that was asked for.

    Else ``PolicyReportError`` (exit code 2) with the hint.
    """
    require_free(path, replace=replace, hint=hint)
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        staged.write_bytes(content)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
