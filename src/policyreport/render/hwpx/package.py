"""The file: the parts that every HWPX file has, as python-hwpx writes them, with this document's in their places."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from hwpx.templates import blank_document_bytes

_MIME_TYPE = "mimetype"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MS_DOS = 0
_LEFT_OUT = ("Preview/PrvImage.png",)
"""A picture of the blank first page."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the file, its members dated 1980-01-01; the media type comes first and bare, as KS X 6101 asks."""
    stream = BytesIO()
    held = {**_blank(), **parts}
    with ZipFile(stream, "w") as archive:
        for name in sorted(held, key=lambda name: (name != _MIME_TYPE, name)):
            archive.writestr(_entry(name), held[name], compresslevel=6)
    return stream.getvalue()


def _blank() -> dict[str, bytes]:
    with ZipFile(BytesIO(blank_document_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name not in _LEFT_OUT}


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_STORED if name == _MIME_TYPE else ZIP_DEFLATED
    entry.create_system = _MS_DOS
    return entry
