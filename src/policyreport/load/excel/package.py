"""A workbook's package: what it is, whether it may be unpacked, and its parts as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile, ZipInfo

from policyreport.errors import PolicyReportError
from policyreport.load.excel import package_faults as faults
from policyreport.load.unpacking import CHUNK, UNREADABLE, declares_type, is_too_large

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = re.compile(r"xl/workbook\d*\.xml")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Package:
    """The parts of a workbook, each refused with the workbook's name where it cannot be read."""

    def __init__(self, archive: ZipFile, file: str) -> None:
        self.file = file
        self.parts = frozenset(archive.namelist())
        self.main = min(filter(_MAIN.fullmatch, self.parts))
        self._archive = archive

    def root(self, part: str) -> Element:
        """Return the root of a small part, complete."""
        return [*self.elements(part)][-1]

    def elements(self, part: str) -> Iterator[Element]:
        """Yield a part's elements, each as soon as it is complete, the root last."""
        try:
            with self._archive.open(part) as stream:
                for _, element in iterparse(stream):  # noqa: S314 - no part with a DOCTYPE comes this far
                    yield element
        except UNREADABLE as fault:
            raise faults.damaged(self.file, part) from fault


def open_package(content: bytes, file: str) -> Package:
    """Return a workbook's parts; ``PolicyReportError`` for what is none, or is not safe to unpack or read.

    Its sizes are judged by its directory before anything is unpacked; the directory also bounds what is then read.
    """
    _require_zip(content, file)
    try:
        archive = ZipFile(BytesIO(content))
    except UNREADABLE as fault:
        raise faults.damaged(file) from fault
    _require_workbook(frozenset(archive.namelist()), file)
    _require_bearable(archive.infolist(), file)
    _require_no_doctype(archive, file)
    return Package(archive, file)


def _require_zip(content: bytes, file: str) -> None:
    if not content.startswith(_ZIP):
        raise _named(content, file)


def _named(content: bytes, file: str) -> PolicyReportError:
    if not content.strip():
        return faults.empty_file(file)
    if content.startswith(_OLE):
        return faults.encrypted(file) if _ENCRYPTED in content else faults.old_workbook(file)
    if content[:CHUNK].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return faults.web_page(file)
    if b"\0" not in content or content.startswith(_UTF16_MARKS):
        return faults.plain_text(file)
    return faults.foreign(file)


def _require_workbook(parts: frozenset[str], file: str) -> None:
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise faults.macros(file)
    if not any(map(_MAIN.fullmatch, parts)):
        raise faults.foreign(file)


def _require_bearable(entries: list[ZipInfo], file: str) -> None:
    if is_too_large(entries):
        raise faults.too_large(file)


def _require_no_doctype(archive: ZipFile, file: str) -> None:
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels", ".vml")):
            try:
                with archive.open(entry) as stream:
                    declares = declares_type(stream)
            except UNREADABLE as fault:
                raise faults.damaged(file, entry.filename) from fault
            if declares:
                raise faults.doctype(file, entry.filename)
