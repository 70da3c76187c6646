"""What a received copy of a file is: as it was issued, or changed since, or none of ours."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from pathlib import PurePath
from xml.etree.ElementTree import Element, ParseError, fromstring

from policyreport.document.output import PROPERTY, identity_of
from policyreport.ledger import Ledger
from policyreport.ledger.blobs import sha256
from policyreport.ledger.issues import Issue
from policyreport.ledger.unissued import UnissuedSet

_LARGEST = 1_000_000
"""Bytes of a part that is read; the properties of a file are far smaller."""

_PACKET_START, _PACKET_END = b"<x:xmpmeta", b"</x:xmpmeta>"
_PERMANENT = re.compile(rb"/ID\s{0,9}\[\s{0,9}(?:<((?:[0-9A-Fa-f]{2})+)>|\(([^()\\]+)\))")
_IDENTIFIERS = (
    "{http://purl.org/dc/elements/1.1/}identifier",
    "{http://ns.adobe.com/xap/1.0/mm/}DocumentID",
    "{http://ns.adobe.com/xap/1.0/mm/}OriginalDocumentID",
)
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, KeyError, ValueError, EOFError, OSError),
    *(NotImplementedError, RuntimeError),  # a way of packing that is not known, and a part that is encrypted
)


def identity_in(name: str, content: bytes) -> str:
    """Return the identity (``Meta.identity``) that a PDF, docx, xlsx or hwpx file bears; its name tells which it is.

    Returns nothing for a file that bears none or is damaged, and for kinds of files that bear none, such as csv.
    """
    return next(filter(None, _FOUND_IN.get(PurePath(name).suffix.lower(), _nowhere)(content)), "")


def _nowhere(_content: bytes) -> Iterator[str]:
    yield from ()


def _in_pdf(content: bytes) -> Iterator[str]:
    """Yield what the metadata (ISO 16684-1) and the file's identifiers (ISO 32000-1, 14.4) say, the newest first."""
    for packet in _packets(content):
        for element in _elements(packet):
            said = [element.text if element.tag in _IDENTIFIERS else "", *map(element.get, _IDENTIFIERS)]
            yield from (identity_of(text) for text in said if text)
    for in_digits, in_letters in reversed(_PERMANENT.findall(content)):
        written = bytes.fromhex(in_digits.decode("ascii")) or in_letters
        yield identity_of(written.decode("ascii", "replace"))


def _packets(content: bytes) -> Iterator[bytes]:
    """Yield the packets of metadata in a PDF, the last first; they are not packed, so that any program finds them."""
    for before in reversed(content.split(_PACKET_END)[:-1]):
        start = before.rfind(_PACKET_START)
        if start >= 0 and len(before) - start <= _LARGEST:
            yield before[start:] + _PACKET_END


def _in_office_file(content: bytes) -> Iterator[str]:
    for element in _elements(_part(content, "docProps/custom.xml")):
        if element.get("name") == PROPERTY:
            yield from (value.text or "" for value in element)


def _in_hwpx(content: bytes) -> Iterator[str]:
    for element in _elements(_part(content, "Contents/content.hpf")):
        if element.get("name") == PROPERTY:
            yield element.text or ""


def _part(content: bytes, name: str) -> bytes:
    """Return a part of a package; nothing where there is none that can be read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package, package.open(name) as part:
            return part.read(_LARGEST)
    except _UNREADABLE:
        return b""


def _elements(part: bytes) -> Iterator[Element]:
    """Yield the elements of an XML text; none where it cannot be read, or declares types, which may hold entities."""
    if b"<!DOCTYPE" in part:
        return
    try:
        yield from fromstring(part).iter()  # noqa: S314 - it has no DOCTYPE
    except (ParseError, ValueError, LookupError):
        return


_FOUND_IN: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    ".pdf": _in_pdf,
    ".docx": _in_office_file,
    ".xlsx": _in_office_file,
    ".hwpx": _in_hwpx,
}


class VerificationStatus(Enum):
    """What can be said of a copy; ``RESAVED`` says all that was issued in other bytes, as another program saves it."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    RESAVED = "resaved"
    EDITED = "edited"
    NOT_ISSUED = "not-issued"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a copy is, the issue and the file of it that it is a copy of, and the issue that stands now.

    ``latest`` says the same as ``issue`` where no later one has another content for that file. ``unissued`` is the set
    without a number of which it is a copy, where it is of no issue.
    """

    standing: VerificationStatus
    name: str = ""
    issue: Issue | None = None
    latest: Issue | None = None
    unissued: UnissuedSet | None = None


def verify(ledger: Ledger, name: str, content: bytes) -> Verification:
    """Return what a copy of a file is, by its bytes, and where those are not known by the identity that it bears."""
    issued = ledger.issues.bearing(sha256=sha256(content))
    if issued:
        return _issued(ledger, *issued[0])
    identity = identity_in(name, content)
    known = ledger.issues.bearing(identity=identity) if identity else []
    if known:
        issue, file = known[0]
        return Verification(VerificationStatus.EDITED, file, issue, ledger.issues.newest(issue.set_name))
    unissued = ledger.unissued.bearing(sha256=sha256(content), identity=identity)
    if unissued:
        return Verification(VerificationStatus.NOT_ISSUED, unissued[1], unissued=unissued[0])
    return Verification(VerificationStatus.UNKNOWN)


def _issued(ledger: Ledger, issue: Issue, file: str) -> Verification:
    latest = ledger.issues.newest(issue.set_name)
    still = latest is not None and latest.files.get(file) == issue.files[file]
    return Verification(VerificationStatus.GENUINE if still else VerificationStatus.SUPERSEDED, file, issue, latest)
