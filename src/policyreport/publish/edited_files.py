"""Files that people changed in a published set, or laid into it: kept beside it before a new set takes its place."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePath

from policyreport.ledger.blobs import sha256, sha256_of_file
from policyreport.ledger.issues import Issue
from policyreport.ledger.unissued import UnissuedSet
from policyreport.ledger.witness import EDITED_SUFFIX, listed
from policyreport.publish.staging import sync_folder

_COPY = ".copy"
_PASSING = ("~$", ".~lock.", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What office programs and desktops lay beside the files that they open."""


def preserve_edited(target: Path, old: UnissuedSet | Issue | None, scratch: Path) -> list[str]:
    """Copy the files of a set that are not as it was made into its folder for them, and return what they are there.

    The names start from the output folder's parent. Each is first copied into ``scratch``, a folder on the same disk,
    so that no part of one is ever kept. Raises ``OSError`` for what the disk refuses.
    """
    folder = target.with_name(target.name + EDITED_SUFFIX)
    copies = [_copy_aside(target / name, folder, name, scratch / _COPY) for name in edited_files(target, old)]
    if copies:
        for changed in {(folder / name).parent for name in copies} | {folder, folder.parent}:
            sync_folder(changed)
    return [f"{target.parent.name}/{folder.name}/{name}" for name in copies]


def edited_files(target: Path, old: UnissuedSet | Issue | None) -> list[str]:
    """Return the files of a published set that are not as it was made, or not of it, in the order of their names."""
    listed_files = {name: file.sha256 for name, file in old.files.items()} if old else _listed(target)
    files = (path for path in (target.rglob("*") if target.is_dir() else ()) if path.is_file() or path.is_symlink())
    paths = {path.relative_to(target).as_posix(): path for path in files}
    return [
        name
        for name, path in sorted(paths.items())
        if not path.name.startswith(_PASSING)
        and (name not in listed_files or path.is_symlink() or sha256_of_file(path) != listed_files[name])
    ]


def not_as_made(target: Path, known: UnissuedSet | Issue) -> list[str]:
    """Return the files of a set that were changed or laid into it since it was made, and then those that are gone.

    Raises ``OSError`` where they cannot be read.
    """
    return [*edited_files(target, known), *(name for name in known.files if not (target / name).is_file())]


def _listed(target: Path) -> Mapping[str, str]:
    """Return what a set's own manifest says of its files, for sets that no ledger knows; nothing where it cannot."""
    try:
        manifest = (target / "manifest.json").read_bytes()
        return {**dict(listed(manifest)), "manifest.json": sha256(manifest)}
    except (OSError, ValueError):
        return {}


def _copy_aside(path: Path, folder: Path, name: str, copy: Path) -> str:
    """Copy a file under its own name, or one with a number where another content has that, and return the name."""
    plain = PurePath(name)
    for number in range(1, 10_000):
        candidate = name if number == 1 else plain.with_stem(f"{plain.stem}-{number}").as_posix()
        existing = folder / candidate
        if not existing.exists():
            existing.parent.mkdir(parents=True, exist_ok=True)
            _copy(path, copy)
            copy.rename(existing)
            return candidate
        if existing.is_file() and not path.is_symlink() and existing.read_bytes() == path.read_bytes():
            return candidate
    raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))


def _copy(path: Path, copy: Path) -> None:
    shutil.copyfile(path, copy, follow_symlinks=False)
    if not copy.is_symlink():
        with copy.open("r+b") as file:
            os.fsync(file.fileno())
    with suppress(OSError):  # its time and its rights, which not every file system lets one set
        shutil.copystat(path, copy, follow_symlinks=False)
