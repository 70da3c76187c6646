"""WordprocessingML as text: every element is written once, and its text is escaped there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NewType

from docx.oxml.ns import nsmap

from policyreport.ooxml.xml_text import encode_part, escape_attribute, escape_text

Element = NewType("Element", str)
"""An element written out, with all that is in it; or several that follow each other."""

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
NOTHING = Element("")
_NEWER = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}


def w(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of the main namespace; its attributes are of that namespace too."""
    start = f"w:{tag}"
    for name, value in attributes.items():
        start += f' w:{name}="{_attribute(value)}"'
    return Element(f"<{start}>{''.join(children)}</w:{tag}>" if children else f"<{start}/>")


def element(tag: str, attributes: dict[str, str | int] | None = None, *children: Element) -> Element:
    """Return an element of any namespace; its tag and its attributes' names have their prefixes."""
    start = tag + "".join(f' {name}="{_attribute(value)}"' for name, value in (attributes or {}).items())
    return Element(f"<{start}>{''.join(children)}</{tag}>" if children else f"<{start}/>")


def linked(tag: str, relationship: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of the main namespace that points at another part or an address by its relationship's id."""
    named = {f"w:{name}": value for name, value in attributes.items()}
    return element(f"w:{tag}", {"r:id": relationship, **named}, *children)


def root(tag: str, prefixes: Iterable[str], *children: Element) -> Element:
    """Return the outermost element of a part, with the namespaces of the prefixes declared.

    Programs that do not know those of newer versions of Word are told to pass over them.
    """
    declared = {f"xmlns:{prefix}": _NEWER.get(prefix) or nsmap[prefix] for prefix in prefixes}
    ignorable = {"mc:Ignorable": "w15"} if "xmlns:w15" in declared else {}
    return element(tag, {**declared, **ignorable}, *children)


def text_element(tag: str, text: str, attributes: dict[str, str | int] | None = None) -> Element:
    """Return an element that holds text; its tag and its attributes' names have their prefixes."""
    return element(tag, attributes, escaped(text))


def escaped(text: str) -> Element:
    """Return text as it stands within an element."""
    return Element(escape_text(text))


def together(elements: Iterable[Element]) -> Element:
    """Return elements one after the other."""
    return Element("".join(elements))


def part(outermost: Element) -> bytes:
    """Return a whole part; ``IllegalCharacterError`` where it holds a character that XML cannot."""
    return encode_part(_DECLARATION + outermost)


def _attribute(value: str | int) -> str:
    if isinstance(value, int) or value.isalnum():
        return str(value)
    return escape_attribute(value)
