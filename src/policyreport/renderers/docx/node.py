"""Trees of elements as python-docx parses them; names are with their namespaces (``qn``)."""

from __future__ import annotations

from typing import TypeAlias, cast

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml  # pyright: ignore[reportUnknownVariableType]
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

Node: TypeAlias = etree._Element  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def parsed(part: bytes) -> Node:
    """Return the tree of a part."""
    return cast("Node", parse_xml(part))


def empty(tag: str) -> Node:
    """Return an element such as ``w:styles`` with nothing in it."""
    return OxmlElement(tag)


def written(tree: Node) -> bytes:
    """Return a part."""
    return serialize_part_xml(cast("BaseOxmlElement", tree))


def local_name(node: Node) -> str:
    """Return the tag of an element without its namespace."""
    return node.tag.rpartition("}")[2]


def as_text(node: Node) -> str:
    """Return an element written out, with the namespaces in it declared."""
    return etree.tostring(node, encoding="unicode", with_tail=False)


def value(node: Node) -> str:
    """Return the value of an element that has just one."""
    return node.get(qn("w:val"), "")


def whole(node: Node, name: str) -> int:
    """Return an attribute, named ``w:pos`` or alike, that is a whole number; 0 where it is not."""
    text = node.get(qn(name), "")
    return int(text) if text.removeprefix("-").isdecimal() else 0
