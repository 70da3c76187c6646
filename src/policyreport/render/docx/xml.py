"""WordprocessingML elements, made through python-docx: the one seam between typed code and lxml."""

from __future__ import annotations

from functools import cache
from typing import Protocol, cast

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement  # pyright: ignore[reportUnknownVariableType]


class Element(Protocol):
    """What is asked here of an lxml element."""

    text: str | None

    def append(self, child: Element, /) -> None:
        """Add a child after the last; a child that stood elsewhere moves."""
        ...


def w(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of the main namespace; its attributes are of that namespace too."""
    return with_children(_made(f"w:{tag}", _in_main(attributes)), *children)


def linked(tag: str, relationship: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of the main namespace that points at another part or an address by its relationship's id."""
    pointing = {_name("r:id"): relationship, **_in_main(attributes)}
    return with_children(_made(f"w:{tag}", pointing, "w", "r"), *children)


def root(tag: str, *prefixes: str) -> Element:
    """Return an empty outermost element of a part, with the namespaces of the prefixes declared."""
    return _made(tag, {}, *prefixes)


def said(tag: str, text: str, attributes: dict[str, str] | None = None) -> Element:
    """Return an element that holds text; its tag and its attributes' names bear their prefixes."""
    made = _made(tag, {_name(name): value for name, value in (attributes or {}).items()})
    made.text = text
    return made


def with_children(parent: Element, *children: Element) -> Element:
    """Return the parent with the children added."""
    for child in children:
        parent.append(child)
    return parent


def _in_main(attributes: dict[str, str | int]) -> dict[str, str]:
    return {_name(f"w:{name}"): str(value) for name, value in attributes.items()}


@cache
def _name(prefixed: str) -> str:
    return qn(prefixed)


def _made(tag: str, attributes: dict[str, str], *prefixes: str) -> Element:
    declared = {prefix: nsmap[prefix] for prefix in prefixes} or None
    return cast("Element", OxmlElement(tag, attributes, declared))
