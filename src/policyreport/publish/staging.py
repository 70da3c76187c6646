"""A new set on its way: written beside the published one, and on the disk before it counts."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from policyreport.errors import raise_any
from policyreport.publish.names import check_names
from policyreport.publish.problems import writing
from policyreport.publish.soundness import check_soundness

_PREFIX = ".staging-"


@dataclass(frozen=True, slots=True)
class Staging:
    """A set that is being written into ``folder``, to stand at ``target``."""

    folder: Path
    target: Path

    def place(self, file: str = "") -> str:
        """Return how the set, or a file of it, is named to users: from the output folder's parent."""
        return "/".join(part for part in (self.target.parent.name, self.target.name, file) if part)

    def add(self, file: str, content: bytes) -> None:
        """Write a file and make sure that the disk has it as it is; ``file`` may stand in a folder of the set.

        Raises ``PolicyReportError``: DATA for an unsafe name, RENDER for content that is not sound, OUTPUT for what the
        disk refuses.
        """
        raise_any([*check_names(self.target, [file]), *check_soundness(self.target, {file: content})])
        with writing(self.place(file)):
            path = self.folder / file
            path.parent.mkdir(exist_ok=True)
            _write(path, content)

    def content(self, file: str) -> bytes:
        """Return what a file was given."""
        with writing(self.place(file)):
            return (self.folder / file).read_bytes()

    def sync(self) -> None:
        """Bring the lists of names to the disk, which has the files already."""
        with writing(self.place()):
            for folder in (path for path in self.folder.iterdir() if path.is_dir()):
                sync_folder(folder)
            sync_folder(self.folder)


@contextmanager
def staging(target: Path) -> Generator[Staging]:
    """Begin a set that is to stand at ``target``; what is left of it after the body is removed.

    Raises ``PolicyReportError``: DATA for an unsafe name, OUTPUT for what the disk refuses.
    """
    raise_any(check_names(target, ()))
    on_its_way = Staging(target.with_name(f"{_PREFIX}{target.name}-{os.getpid()}"), target)
    with writing(on_its_way.place()):
        on_its_way.folder.mkdir()
    try:
        yield on_its_way
    finally:
        remove(on_its_way.folder)


def clear_leftovers(out: Path) -> None:
    """Remove what dead runs staged. Whoever calls holds the folder's lock, so no run that staged them is alive."""
    for path in out.iterdir():
        if path.name.startswith(_PREFIX):
            remove(path)


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
