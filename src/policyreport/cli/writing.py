"""Files that commands write."""

from __future__ import annotations

import os
from pathlib import Path

from policyreport.errors import Kind, PolicyReportError, Problem, Words

_ELSEWHERE = Words("name another file, or remove it first", "다른 이름을 쓰거나 먼저 지우십시오")


def write_whole(path: Path, content: bytes, *, replace: bool, hint: Words = _ELSEWHERE) -> None:
    """Write a file whole or not at all; one that is there already is only replaced when that was asked for.

    Else ``PolicyReportError`` (exit code 2) with the hint.
    """
    if path.exists() and not replace:
        what = Words(f"'{path}' is there already", f"'{path}'이(가) 이미 있습니다")
        raise PolicyReportError([Problem(Kind.USAGE, "usage.already-there", what, hint=hint)])
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        staged.write_bytes(content)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
