"""XML of office files as trees: read without trust, marked where tags stand, and written again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
MARK = "drawn"
"""The processing instruction that stands for a tag."""
VALUE = "value"
"""The processing instruction that stands for a printed value."""
NUMBERED = "policyreport-numbered"
"""The element that follows a value whose text is written already: a number, by its ``n``."""
CELL = "cell"
"""The processing instruction that stands for a statement about the cell in which it is: the number of its tag, and
``first`` or ``next`` for its loop's turn. The value that the statement is given, if any, follows."""

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=True
)
_WITH_MARKS = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def parse(part: bytes) -> Element:
    """Return a part's tree without comments and processing instructions; ``XMLSyntaxError`` where it is not XML."""
    return etree.fromstring(part, _PARSER)


def with_marks(text: str) -> Element:
    """Return the tree of a text whose processing instructions are ours."""
    return etree.fromstring(text.encode(), _WITH_MARKS)


def serialize(root: Element) -> bytes:
    """Return a part."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def inner_text(element: Element) -> str:
    """Return the text in an element, also between the elements in it, which hold no others."""
    inside = (f"{inner.text or ''}{inner.tail or ''}" for inner in element)
    return f"{element.text or ''}{''.join(inside)}"


_MOST_DIGITS = 10


def whole_number(text: str) -> int:
    """Return the whole number that an attribute says, 0 where it says none; of a longer one what has ten digits."""
    return int(text[:_MOST_DIGITS]) if text.isdecimal() else 0


def is_within(element: Element, root: Element) -> bool:
    """Return whether an element is still in a tree."""
    return any(ancestor is root for ancestor in element.iterancestors())


def drop(element: Element) -> None:
    """Take an element away with all that is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def drop_all(elements: Iterable[Element]) -> None:
    """Take elements away with all that is in them; those of an element are what is in it."""
    for element in list(elements):
        drop(element)


def unwrap(element: Element) -> None:
    """Take an element away and leave what is in it in its place."""
    for inner in list(element):
        element.addprevious(inner)
    drop(element)
