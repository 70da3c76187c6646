"""An Office package with nothing in it of the hour or the machine that made it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
_OPENING_PARTS = ("[Content_Types].xml", "_rels/.rels")
_MS_DOS = 0
_LEVEL = 5
"""One below what is usual: large sheets take three fifths of the time and are a hundredth longer."""


class PiecewisePart(NamedTuple):
    """A part that comes in pieces, and how many bytes they have together; they are gone through once."""

    size: int
    pieces: Iterable[bytes]


Part = bytes | PiecewisePart
"""What a part holds."""

_NOTHING: Mapping[str, Part] = MappingProxyType({})


def normalized_package(package: bytes, replaced: Mapping[str, Part] = _NOTHING) -> bytes:
    """Return the same package with its parts in a fixed order, dated 1980-01-01 and with fixed attributes.

    ``replaced`` gives other content for parts by their names in the package; ``KeyError`` for one it does not have.
    The content types come first, as readers expect, then the package's relationships, then all else by name.
    """
    parts = _parts(package)
    if missing := sorted(replaced.keys() - parts.keys()):
        raise KeyError(missing[0])
    return zip_parts({**parts, **replaced})


def _parts(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_parts(parts: Mapping[str, Part]) -> bytes:
    """Return parts, by their names, as a package in that fixed order, with nothing of the hour or the machine.

    A part that comes in pieces is never held as a whole.
    """
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name in sorted(parts, key=_rank):
            write_part(archive, fixed_entry(name), parts[name], _LEVEL)
    return packed.getvalue()


def write_part(archive: ZipFile, entry: ZipInfo, part: Part, level: int) -> None:
    """Write a part as a member of an archive, at a level of compression; the file is the same in pieces or not."""
    if isinstance(part, bytes):
        archive.writestr(entry, part, compresslevel=level)
        return
    entry._compresslevel = level  # pyright: ignore[reportAttributeAccessIssue] # noqa: SLF001 - no public name
    entry.file_size = part.size
    with archive.open(entry, "w") as member:
        for piece in part.pieces:
            member.write(piece)


def _rank(name: str) -> tuple[int, str]:
    rank = _OPENING_PARTS.index(name) if name in _OPENING_PARTS else len(_OPENING_PARTS)
    return rank, name


def fixed_entry(name: str, *, compressed: bool = True) -> ZipInfo:
    """Return a member of a package, dated 1980-01-01 as the earliest that zip can say, as if made on MS-DOS."""
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED if compressed else ZIP_STORED
    entry.create_system = _MS_DOS
    return entry
