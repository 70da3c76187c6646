"""Whether a file says of each number what was said of it when the file was made."""

from __future__ import annotations

import lzma
import re
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from policyreport.document.number_format import MISSING, NO_VALUE
from policyreport.document.output import Placement
from policyreport.tie_out.places import UNKNOWN, Places, QuickPlaces, folded

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
_DRAWN = "page "
"""How the places of drawn pages begin."""
_PATTERNS = 4_096


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
    """Yield the numbers that a file does not say at their places; ``placed`` leads from each to its value."""
    yield from disagreeing(places, placed.items())


def disagreeing(
    places: Places,
    placed: Iterable[tuple[Placement, Decimal | None]],
    unread: Callable[[Placement], object] = lambda _placed: None,
) -> Iterator[Untied]:
    """Yield the numbers that a file does not say at their places, whether as text or as the value itself.

    ``placed`` are where each was printed and its value. Of one that is worked out only when the file is opened nothing
    is said, but ``unread`` is told of it. Workbooks and charts keep values, which are shown by a format: there the
    value has to be that of the fact. Where a place has the same text several times, so many have to stand there.
    """
    at, found, times = "", None, Counter[str]()
    quick = places if isinstance(places, QuickPlaces) else None
    for one, value in placed:
        if quick and quick.surely_says(one.where, one.text):
            continue
        if one.where != at:
            at, found, times = one.where, places.read(one.where), Counter[str]()
        times[one.text] += 1
        number = times[one.text]
        if found == UNKNOWN:
            unread(one)
        elif found is None:
            yield Untied(one, None)
        elif not (_says(found, one, number) or _is_value(found, value) or _says_folded(found, one, number)):
            yield Untied(one, found)


def _says(found: str, one: Placement, times: int) -> bool:
    """Return whether a text says a number so many times as it is written, and not as a part of another number.

    What stands in a box of a page may have a part of what is beside it.
    """
    wanted = one.text
    if found == wanted:
        return times == 1
    if not wanted:
        return False
    if wanted == MISSING and NO_VALUE in found:
        return True  # beside the name of a bar
    is_drawn, alone, start = one.where.startswith(_DRAWN), 0, found.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        alone += is_drawn or not (_goes_on_before(found, start) or _goes_on_after(found, end))
        start = found.find(wanted, end)
    return alone >= (1 if is_drawn else times)


def _goes_on_before(text: str, start: int) -> bool:
    """Return whether a number that begins at a place is the end of a longer one."""
    before = text[max(start - 2, 0) : start]
    is_number = text[start].isdigit() and bool(before)
    return is_number and (before[-1].isdigit() or (before[-1] in ".," and before[0].isdigit()))


def _goes_on_after(text: str, end: int) -> bool:
    """Return whether a number that ends at a place is the beginning of a longer one, or of one in another unit."""
    last, after = text[end - 1], text[end : end + 2]
    if last == "%":
        return after[:1] == "p"
    is_number = last.isdigit() and bool(after)
    return is_number and (after[0].isdigit() or (after[0] in ".," and after[1:].isdigit()))


def _says_folded(found: str, one: Placement, times: int) -> bool:
    """Return the same of a text whose blanks or letters another program has written in another way."""
    wanted = folded(one.text)
    if not wanted or wanted not in folded(found):
        return not (wanted or folded(found))
    if one.where.startswith(_DRAWN):
        return True
    return len(_alone(wanted).findall(unicodedata.normalize("NFC", found))) >= times


@lru_cache(_PATTERNS)
def _alone(wanted: str) -> re.Pattern[str]:
    before = r"(?<![0-9])(?<![0-9][.,])" if wanted[0].isdigit() else ""
    after = r"(?![0-9])(?![.,][0-9])" if wanted[-1].isdigit() else "(?!p)" if wanted[-1] == "%" else ""
    return re.compile(before + r"\s*".join(map(re.escape, wanted)) + after)


def _is_value(found: str, value: Decimal | None) -> bool:
    try:
        stored = Decimal(found)
    except InvalidOperation:
        return False
    return value is not None and abs(stored - value) <= max(abs(value), Decimal(1)) * _CLOSE
