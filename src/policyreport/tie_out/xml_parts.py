"""The parts of Office files as trees, read from the plain zip."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any, TypeAlias, cast

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
_MOST = 256 * 1024 * 1024
"""Bytes of a part that is read; a larger one is none of ours."""
UNREADABLE_PARTS = (
    *(KeyError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, NotImplementedError, RuntimeError),
)
"""What comes of parts that are damaged, locked, or packed in a way that is not known."""
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
_iterparse: Callable[..., Iterable[tuple[str, Any]]] = cast("Any", etree).iterparse


class OfficeParts:
    """The parts of a package by their names; what cannot be read is not there."""

    def __init__(self, content: bytes) -> None:
        self._package = zipfile.ZipFile(BytesIO(content))

    def names(self, start: str) -> list[str]:
        """Return the names of the parts that begin so, in the order of the numbers in them."""
        found = [name for name in self._package.namelist() if name.startswith(start) and name.endswith(".xml")]
        return sorted(found, key=lambda name: (len(name), name))

    def content(self, name: str) -> bytes | None:
        """Return the bytes of a part; None where there is none, or none that can be read."""
        try:
            return self._package.read(name) if self._package.getinfo(name).file_size <= _MOST else None
        except (KeyError, zipfile.BadZipFile, OSError, ValueError):
            return None

    def tree(self, name: str) -> Element | None:
        """Return a part; None where there is none, or none that can be read."""
        try:
            if self._package.getinfo(name).file_size > _MOST:
                return None
            return etree.fromstring(self._package.read(name), _PARSER)
        except (*UNREADABLE_PARTS, etree.XMLSyntaxError):
            return None

    def shortened(self, name: str, tag: str, shorten: Callable[[Element], None]) -> Element | None:
        """Return a part of which each element of a name was shortened as soon as it was read, the inner ones first.

        None where there is none, or none that can be read.
        """
        try:
            if self._package.getinfo(name).file_size > _MOST:
                return None
            with self._package.open(name) as part:
                parsed = cast("Any", _iterparse(part, tag=f"{{*}}{tag}", **_SAFE))
                for _, found in parsed:
                    shorten(found)
            return cast("Element", parsed.root)
        except (*UNREADABLE_PARTS, etree.XMLSyntaxError):
            return None

    def elements(self, name: str, tag: str) -> Iterator[Element]:
        """Yield the elements of a name in a part one by one, each of which is let go of after it; none that nest."""
        try:
            if self._package.getinfo(name).file_size > _MOST:
                return
            with self._package.open(name) as part:
                yield from _let_go(_iterparse(part, tag=f"{{*}}{tag}", **_SAFE))
        except (*UNREADABLE_PARTS, etree.XMLSyntaxError):
            return


def _let_go(events: Iterable[tuple[str, Any]]) -> Iterator[Element]:
    """Yield elements, and empty each afterwards together with what stands before it beside it."""
    for _, found in events:
        yield found
        found.clear()
        parent = found.getparent()
        while parent is not None and found.getprevious() is not None:
            del parent[0]


def named(element: Element, *names: str) -> Iterator[Element]:
    """Yield what is below an element and bears one of some names, whatever its namespace."""
    yield from element.iter(*(f"{{*}}{name}" for name in names))


def children(element: Element, *names: str) -> list[Element]:
    """Return the children of an element that bear one of some names, whatever their namespace."""
    return list(element.iterchildren(*(f"{{*}}{name}" for name in names)))
