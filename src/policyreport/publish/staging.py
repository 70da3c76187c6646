"""A new set on its way: written beside the published one, and on the disk before it counts."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import re
import shutil
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from policyreport.diagnostics import (
    ErrorKind,
    Message,
    PolicyReportError,
    Problem,
    SourceLocation,
    raise_any,
    refusal_reason,
)
from policyreport.ledger.blobs import sha256_of_file

MOST_BYTES = 200
"""Bytes of a name in UTF-8: the usual file systems take 255, and a staged set's name is longer than its own."""

_FORBIDDEN = frozenset('<>:"/\\|?*')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_HINT = Message(
    "use letters, digits, hyphens and single points", "글자와 숫자, 붙임표(-), 가운데에 놓인 마침표만 쓰십시오"
)


def check_names(target: Path, files: Iterable[str]) -> list[Problem]:
    """Return a problem for each name that is no safe file name, or that two files share once letter case is ignored.

    ``target`` is the set's folder; a file may stand in a folder of it, as ``folder/file``.
    """
    names = list(files)
    unsafe = [_unsafe(target, each) for each in (target.name, *names) if not is_safe_path(each)]
    return [*unsafe, *(_twice(target, each) for each in _shared(names))]


def is_safe_path(name: str) -> bool:
    """Tell whether a name is a safe file name, or a safe folder's and a safe file's with a slash between them."""
    folder, _, file = name.rpartition("/")
    return is_safe(file) and (not folder or is_safe(folder))


def is_safe(name: str) -> bool:
    """Tell whether a name is one plain file name on Linux, macOS and Windows; hidden files are not plain."""
    return (
        bool(name)
        and _is_plain(name)
        and not _DEVICE.fullmatch(name)
        and not name.startswith((".", " "))
        and not name.endswith((".", " "))
        and len(name.encode()) <= MOST_BYTES
    )


def _is_plain(name: str) -> bool:
    return all(char not in _FORBIDDEN and unicodedata.category(char) not in _UNSEEN for char in name)


def _shared(names: list[str]) -> Iterator[str]:
    seen = Counter(map(folded, names))
    return (each for each in names if seen[folded(each)] > 1)


def folded(name: str) -> str:
    """Return a name as systems compare it that pass over letter case and normalisation."""
    return unicodedata.normalize("NFC", name).casefold()


def _unsafe(target: Path, name: str) -> Problem:
    shown = f"'{name}'" if _is_plain(name) else ascii(name)
    what = Message(f"{shown} is not a safe file name", f"{shown}은(는) 파일 이름으로 쓸 수 없습니다")
    return Problem(ErrorKind.DATA, "output-name", what, SourceLocation(target.parent.name), hint=_HINT)


def _twice(target: Path, file: str) -> Problem:
    what = Message(f"two outputs are named '{file}'", f"출력 파일 이름 '{file}'이(가) 겹칩니다")
    return Problem(ErrorKind.DATA, "output-name-twice", what, SourceLocation(f"{target.parent.name}/{target.name}"))


_REASONS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), Message("the disk is full", "디스크 여유 공간이 부족합니다")),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS), Message("there is no permission to write", "쓸 권한이 없습니다")
    ),
    errno.EFBIG: Message("the file is larger than allowed here", "이곳에 허용된 크기를 넘는 파일입니다"),
    errno.ENOTDIR: Message("a file stands where a folder belongs", "폴더가 있어야 할 곳에 파일이 있습니다"),
    errno.EEXIST: Message("a file stands where a folder belongs", "폴더가 있어야 할 곳에 파일이 있습니다"),
}
_HINTS = {
    errno.ENOSPC: Message("free some space and build again", "공간을 비우고 다시 빌드하십시오"),
    errno.EACCES: Message(
        "close the file if a program has it open, or have the right to write there given to you",
        "열려 있는 파일을 닫거나 쓰기 권한을 받으십시오",
    ),
}


@contextmanager
def writing(place: str) -> Generator[None]:
    """Turn an ``OSError`` of the body into an OUTPUT problem at ``place``, a path from the output folder's parent."""
    try:
        yield
    except OSError as error:
        raise PolicyReportError([_refused(place, error)]) from error


def _refused(place: str, error: OSError) -> Problem:
    why = _REASONS.get(error.errno or 0) or refusal_reason(error)
    what = Message(f"'{place}' cannot be written: {why.en}", f"'{place}'에 쓸 수 없습니다: {why.ko}")
    return Problem(ErrorKind.OUTPUT, "output-refused", what, SourceLocation(place), hint=_HINTS.get(error.errno or 0))


_TRAILER_REACH = 1024
"""Bytes at a PDF's end among which readers look for its trailer (ISO 32000-1, Annex H, note 18)."""


def check_files(target: Path, files: Mapping[str, bytes]) -> list[Problem]:
    """Return a problem for each file that is not sound; a kind of file that is not known here is sound unless empty."""
    place = f"{target.parent.name}/{target.name}"
    return [_unsound(f"{place}/{file}") for file, content in files.items() if not is_valid_file(file, content)]


def is_valid_file(file: str, content: bytes) -> bool:
    """Tell whether content has the form that the file's suffix promises."""
    looks_right = _CHECKS.get(PurePath(file).suffix.lower(), bool)
    return looks_right(content)


def _is_pdf(content: bytes) -> bool:
    end = content[-_TRAILER_REACH:]
    return content.startswith(b"%PDF-") and b"startxref" in end and end.rstrip().endswith(b"%%EOF")


def _is_package(content: bytes) -> bool:
    import zipfile  # noqa: PLC0415 - a build with nothing to do does without

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package.testzip() is None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        return False


def _is_json(content: bytes) -> bool:
    try:
        # what it says is not needed, and that of a large set would take much memory
        json.loads(content, object_pairs_hook=len)
    except ValueError:
        return False
    return True


_CHECKS: dict[str, Callable[[bytes], bool]] = {
    ".pdf": _is_pdf,
    ".docx": _is_package,
    ".xlsx": _is_package,
    ".hwpx": _is_package,
    ".json": _is_json,
}


def _unsound(place: str) -> Problem:
    what = Message(f"'{place}' came out damaged", f"'{place}' 파일이 손상된 채로 만들어졌습니다")
    return Problem(ErrorKind.RENDER, "output-unsound", what, SourceLocation(place))


_PREFIX = ".staging-"
_BUFFER = 1024 * 1024
"""Bytes that are given to the disk at once."""


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
        raise_any([*check_names(self.target, [file]), *check_files(self.target, {file: content})])
        with writing(self.place(file)):
            path = self.folder / file
            path.parent.mkdir(exist_ok=True)
            _write(path, [content])

    def add_pieces(self, file: str, pieces: Iterable[bytes]) -> str:
        """Write a file that comes in pieces, as ``add`` does, and return its SHA-256; it is never held as a whole.

        That it is sound is up to who makes the pieces. Raises ``PolicyReportError``: DATA for an unsafe name, OUTPUT
        for what the disk refuses.
        """
        raise_any(check_names(self.target, [file]))
        with writing(self.place(file)):
            return _write(self.folder / file, pieces)

    def path(self, file: str) -> Path:
        """Return where a file stands."""
        return self.folder / file

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


def _write(path: Path, pieces: Iterable[bytes]) -> str:
    """Write a file, bring it to the disk, and return the SHA-256 of what it holds there."""
    digest = hashlib.sha256()
    with path.open("xb", buffering=_BUFFER) as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    written = digest.hexdigest()
    if sha256_of_file(path) != written:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return written


_NO_LIST_SYNC = (errno.EBADF, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
"""What a system answers that brings files to the disk, but not the lists of names, as for some network drives."""


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk, where the system can: Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as refusal:
        if refusal.errno not in _NO_LIST_SYNC:
            raise
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a folder or a link, as far as it goes: what is left is hidden, and the next run tries again."""
    if path.is_symlink():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)
