"""The programs that make documents, as far as a change of them may change a document."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def engine() -> str:
    """Return a SHA-256 that is another one once policyreport, Python or an installed library is.

    It looks at the names, sizes and times of files alone, so that it takes a few milliseconds; it therefore means
    nothing on another machine.
    """
    said = [sys.version, *_libraries(), *_files(_PACKAGE)]
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogateescape")).hexdigest()


def _libraries() -> Iterator[str]:
    """Yield the names of what is installed, which have their versions in them."""
    for folder in filter(os.path.isdir, sys.path):
        with os.scandir(folder) as found:
            yield from sorted(each.name for each in found if each.name.endswith((".dist-info", ".egg-info")))


def _files(folder: Path | str) -> Iterator[str]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from () if entry.name == "__pycache__" else _files(entry.path)
        else:
            seen = entry.stat()
            yield f"{entry.name} {seen.st_size} {seen.st_mtime_ns}"
