"""Trees of elements as python-docx parses them: the one seam between typed code and lxml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from typing import Protocol, cast

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml  # pyright: ignore[reportUnknownVariableType]
from docx.oxml.xmlchemy import BaseOxmlElement


class _DocumentInfo(Protocol):
    doctype: str


class _Tree(Protocol):
    docinfo: _DocumentInfo


class Node(Protocol):
    """What is asked here of an element of a tree; names are with their namespaces (``qn``)."""

    tag: object
    attrib: MutableMapping[str, str]

    def __iter__(self) -> Iterator[Node]: ...

    def get(self, name: str, default: str = "", /) -> str:
        """Return an attribute."""
        ...

    def set(self, name: str, value: str, /) -> None:
        """Set an attribute."""
        ...

    def find(self, path: str, /) -> Node | None:
        """Return the first element on a path below it."""
        ...

    def findall(self, path: str, /) -> list[Node]:
        """Return the elements on a path below it."""
        ...

    def iter(self, *names: str) -> Iterator[Node]:
        """Yield it and the elements within it that have one of the names."""
        ...

    def remove(self, child: Node, /) -> None:
        """Take out a child."""
        ...

    def extend(self, children: Iterable[Node], /) -> None:
        """Add children after the last; they leave where they stood."""
        ...

    def getroottree(self) -> _Tree:
        """Return the whole tree."""
        ...


def parsed(part: bytes) -> Node:
    """Return the tree of a part."""
    return cast("Node", parse_xml(part))


def empty(tag: str) -> Node:
    """Return an element such as ``w:styles`` with nothing in it."""
    return cast("Node", OxmlElement(tag))


def written(tree: Node) -> bytes:
    """Return a part."""
    return serialize_part_xml(cast("BaseOxmlElement", tree))


def value(node: Node) -> str:
    """Return the value of an element that has just one."""
    return node.get(qn("w:val"), "")


def whole(node: Node, name: str) -> int:
    """Return an attribute, named ``w:pos`` or alike, that is a whole number; 0 where it is not."""
    text = node.get(qn(name), "")
    return int(text) if text.removeprefix("-").isdecimal() else 0
