"""Whether a file says of each number what was said of it when the file was made."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from policyreport.document.output import Placement
from policyreport.tie_out.places import UNKNOWN, Places, folded

_READERS: Mapping[str, tuple[str, str]] = {
    ".pdf": ("pdf", "PdfPlaces"),
    ".docx": ("word", "WordPlaces"),
    ".hwpx": ("hwpx", "HwpxPlaces"),
    ".xlsx": ("workbook", "WorkbookPlaces"),
    ".csv": ("lines", "CsvPlaces"),
    ".txt": ("lines", "TextPlaces"),
}
"""The module here and the class that reads a kind of file: only that is imported, with its libraries."""
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, KeyError, ValueError, EOFError, OSError),
    *(NotImplementedError, RuntimeError),
)
_CLOSE = Decimal("1e-12")


class Untied(NamedTuple):
    """A number that a file does not say as it was said when the file was made; ``found`` is what stands there now.

    It is None where there is no such place any more.
    """

    placed: Placement
    found: str | None


def open_places(name: str, content: bytes) -> Places | None:
    """Return a file opened to be read by place; None for a kind of file that is not read, or one that is damaged."""
    known = _READERS.get(PurePath(name).suffix.lower())
    if known is None:
        return None
    module, reader = known
    try:
        return getattr(import_module(f"policyreport.tie_out.{module}"), reader)(content)
    except _UNREADABLE:
        return None


def untied(places: Places, placed: Mapping[Placement, Decimal | None]) -> Iterator[Untied]:
    """Yield the numbers that a file does not say at their places, whether as text or as the value itself.

    ``placed`` leads from where each was printed to its value. Of one that is worked out only when the file is opened
    nothing is said. Workbooks and charts keep values, which are shown by a format: there the value has to be that of
    the fact.
    """
    for one, value in placed.items():
        found = places.read(one.where)
        if found == UNKNOWN:
            continue
        if found is None or not (folded(one.text) in folded(found) or _is_value(found, value)):
            yield Untied(one, found)


def _is_value(found: str, value: Decimal | None) -> bool:
    try:
        stored = Decimal(found)
    except InvalidOperation:
        return False
    return value is not None and abs(stored - value) <= max(abs(value), Decimal(1)) * _CLOSE
