"""One reading of all inputs of a build: each file is opened once, and what is hashed is what is read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NoReturn

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, refusal_reason
from policyreport.project import Project

_IN_MEMORY = 8 * 1024 * 1024
"""Bytes of inputs that are kept in memory; what is more waits in a temporary file, so that scans cost no memory."""
_CHUNK = 1024 * 1024
_RECIPIENTS = "recipients.yaml"
"""What is read for sending alone, unless a kind of report makes an edition for each recipient."""


class _Contents:
    """The contents of the files that were opened, with their SHA-256."""

    def __init__(self) -> None:
        self.sha256: dict[Path, str] = {}
        self._in_memory: dict[Path, bytes] = {}
        self._on_disk: dict[Path, tuple[int, int]] = {}
        self._room = _IN_MEMORY
        self._file: IO[bytes] | None = None

    def open_once(self, path: Path) -> None:
        """Read a file and hash it, unless that was done; ``OSError`` where it cannot be opened."""
        if path in self.sha256:
            return
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > self._room:
                self._spill(path, file)
                return
            content = file.read()
        self._room -= len(content)
        self._in_memory[path] = content
        self.sha256[path] = hashlib.sha256(content).hexdigest()

    def _spill(self, path: Path, file: IO[bytes]) -> None:
        self._file = self._file or TemporaryFile()  # noqa: SIM115 - it lives as long as the snapshot
        start, digest = self._file.seek(0, os.SEEK_END), hashlib.sha256()
        for chunk in iter(partial(file.read, _CHUNK), b""):
            digest.update(chunk)
            self._file.write(chunk)
        self._on_disk[path] = start, self._file.tell() - start
        self.sha256[path] = digest.hexdigest()

    def __getitem__(self, path: Path) -> bytes:
        if path in self._in_memory or self._file is None:
            return self._in_memory[path]
        start, size = self._on_disk[path]
        self._file.seek(start)
        return self._file.read(size)

    def close(self) -> None:
        """Let go of the temporary file."""
        if self._file:
            self._file.close()


@dataclass(frozen=True, slots=True, eq=False)
class InputSnapshot(Project):
    """A project whose inputs are what they were when they were first read, whatever becomes of the files meanwhile.

    A database is the exception: only its library knows its locks and its log, so that it opens the file itself. Such
    files are looked at again at the end, by ``changed``.
    """

    _contents: _Contents = field(default_factory=_Contents)
    _listed: dict[str, Path] = field(default_factory=dict[str, Path])
    _databases: set[Path] = field(default_factory=set[Path])

    def read(self, path: Path) -> bytes:
        """Return what a file held when it was first read; ``OSError`` where it cannot be opened."""
        path = self._as_listed(path)
        self._contents.open_once(path)
        return self._contents[path]

    def database(self, path: Path) -> Path:
        """Note that a library reads a file by itself, and return its path."""
        self._databases.add(path)
        return path

    def hashes(self) -> Mapping[str, str]:
        """Return the SHA-256 of each file of the data and the templates, by its path as users read it, in their order.

        Raises ``PolicyReportError`` DATA for a file or a folder that cannot be read.
        """
        if not self._listed:
            self._listed.update({self.relative(path): path for path in self._inputs()})
            for path in self._listed.values():
                with self._reading(path):
                    self._contents.open_once(path)
        return {name: self._contents.sha256[path] for name, path in self._listed.items()}

    def contents(self) -> Iterator[bytes]:
        """Yield what each of them holds, one at a time."""
        return (self._contents[path] for path in self._listed.values())

    def changed(self) -> Iterator[str]:
        """Yield the inputs that were not there all the time, and the databases that are not what they were."""
        listed = set(self._listed.values())
        gone = {path for path in listed if not path.is_file()}
        for path in sorted(gone | (self._contents.sha256.keys() - listed), key=self.relative):
            yield self.relative(path)
        for path in sorted(self._databases & (listed - gone)):
            with self._reading(path), path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != self._contents.sha256[path]:
                    yield self.relative(path)

    def close(self) -> None:
        """Let go of what was read."""
        self._contents.close()

    def _as_listed(self, path: Path) -> Path:
        """Return the path by which a file is known already: some systems find it by a name in other letter case too."""
        if path in self._contents.sha256:
            return path
        name = self.relative(path).casefold()
        same = (known for other, known in self._listed.items() if other.casefold() == name and known.samefile(path))
        return next(same, path)

    def _inputs(self) -> Iterator[Path]:
        paths: list[Path] = []
        for folder in (self.data, self.templates):
            with self._reading(folder):
                paths += sorted(_visible(folder), key=self.relative)
        for_recipients = any(self._names_recipients(path) for path in paths)
        return (path for path in paths if for_recipients or path != self.data / _RECIPIENTS)

    def _names_recipients(self, path: Path) -> bool:
        """Tell whether a file is of a kind of report that may be for recipients; one that names them costs but work."""
        if path.name != "report.yaml" or path.parent.parent != self.templates:
            return False
        with self._reading(path):
            return b"recipients" in self.read(path)

    @contextmanager
    def _reading(self, path: Path) -> Generator[None]:
        try:
            yield
        except OSError as error:
            named = Path(error.filename or path)
            place = self.relative(named if named.is_relative_to(self.root) else path)
            raise PolicyReportError([_unreadable(place, error)]) from error


@contextmanager
def input_snapshot(project: Project) -> Generator[InputSnapshot]:
    """Begin a snapshot of a project's inputs for the body; a file is read when it is first asked for."""
    snapshot = InputSnapshot(project.root)
    try:
        yield snapshot
    finally:
        snapshot.close()


def _visible(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that are not hidden, nor in a hidden folder."""
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = (name for name in folders if not name.startswith("."))
        paths = (Path(place, name) for name in names if not name.startswith("."))
        yield from (path for path in paths if path.is_file())


def _refuse(error: OSError) -> NoReturn:
    raise error  # os.walk passes over a folder that cannot be read


def _unreadable(place: str, error: OSError) -> Problem:
    why = refusal_reason(error)
    what = Message(f"'{place}' cannot be read: {why.en}", f"'{place}'을(를) 읽을 수 없습니다: {why.ko}")
    hint = Message("check that you may read it", "읽을 권한이 있는지 확인하십시오")
    return Problem(ErrorKind.DATA, "input.unreadable", what, SourceLocation(place), hint=hint)
