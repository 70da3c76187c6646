"""WordprocessingML as text: every element is written once, when it is made, and its text is escaped there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NewType

from docx.oxml.ns import nsmap

Element = NewType("Element", str)
"""An element written out, with all that is in it; or several that follow each other."""

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NOTHING = Element("")


def w(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of the main namespace; its attributes are of that namespace too."""
    start = f"w:{tag}"
    for name, value in attributes.items():
        start += f' w:{name}="{_attribute(value)}"'
    return Element(f"<{start}>{''.join(children)}</w:{tag}>" if children else f"<{start}/>")


def element(tag: str, attributes: dict[str, str | int] | None = None, *children: Element) -> Element:
    """Return an element of any namespace; its tag and its attributes' names bear their prefixes."""
    start = tag + "".join(f' {name}="{_attribute(value)}"' for name, value in (attributes or {}).items())
    return Element(f"<{start}>{''.join(children)}</{tag}>" if children else f"<{start}/>")


def linked(tag: str, relationship: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of the main namespace that points at another part or an address by its relationship's id."""
    named = {f"w:{name}": value for name, value in attributes.items()}
    return element(f"w:{tag}", {"r:id": relationship, **named}, *children)


def root(tag: str, prefixes: Iterable[str], *children: Element) -> Element:
    """Return the outermost element of a part, with the namespaces of the prefixes declared."""
    return element(tag, {f"xmlns:{prefix}": nsmap[prefix] for prefix in prefixes}, *children)


def said(tag: str, text: str, attributes: dict[str, str | int] | None = None) -> Element:
    """Return an element that holds text; its tag and its attributes' names bear their prefixes."""
    return element(tag, attributes, escaped(text))


def escaped(text: str) -> Element:
    """Return text as it stands within an element."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return Element(plain)


def together(elements: Iterable[Element]) -> Element:
    """Return elements one after the other."""
    return Element("".join(elements))


def part(outermost: Element) -> bytes:
    """Return a whole part; ``ValueError`` where it holds a character that XML cannot."""
    if found := _NOT_IN_XML.search(outermost):
        raise ValueError(found.group())
    return (_DECLARATION + outermost).encode()


def _attribute(value: str | int) -> str:
    if isinstance(value, int) or value.isalnum():
        return str(value)
    return escaped(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
