"""A new set on its way: written beside the published one, and on the disk before it counts."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from policyreport.publish.problems import writing

_PREFIX = ".staging-"


def staging_folder(out: Path, name: str, process: int) -> Path:
    """Return where a process stages the set ``name``: hidden, and on the same file system as its goal."""
    return out / f"{_PREFIX}{name}-{process}"


def clear_leftovers(out: Path) -> None:
    """Remove what dead runs staged. Whoever calls holds the folder's lock, so no run that staged them is alive."""
    for left in out.glob(f"{_PREFIX}*"):
        remove(left)


def stage(staging: Path, target: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a new folder ``staging`` and make sure that the disk has them as they are.

    Raises ``PolicyReportError`` OUTPUT that names a file by its place in ``target``, where it is to stand.
    """
    staging.mkdir()
    for name, content in files.items():
        with writing(f"{target.parent.name}/{target.name}/{name}"):
            _write(staging / name, content)
    sync_folder(staging)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.read_bytes() != content:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk, where the system can: Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a folder or a link, as far as it goes: what is left is hidden, and the next run tries again."""
    if path.is_symlink():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)
