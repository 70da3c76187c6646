"""The XML of a workbook's parts, as text: every element is written once, when it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Attributes = Mapping[str, str | float | None]
"""What an element says in its tag; None where it says nothing."""

_NONE: Attributes = {}


def element(tag: str, attributes: Attributes = _NONE, *children: str) -> str:
    """Return an element with its attributes and what is in it, which is XML already."""
    said = "".join(f' {name}="{attribute(value)}"' for name, value in attributes.items() if value is not None)
    return f"<{tag}{said}>{''.join(children)}</{tag}>" if children else f"<{tag}{said}/>"


def counted(tag: str, children: Iterable[str]) -> str:
    """Return an element that says how many there are in it; nothing where there is none."""
    there = tuple(children)
    return element(tag, {"count": len(there)}, *there) if there else ""


def part(root: str) -> bytes:
    """Return a part of the package from its outermost element."""
    return (_DECLARATION + root).encode()


def attribute(value: str | float) -> str:
    """Return what stands between an attribute's quotation marks; a bare line end would be read there as a blank."""
    if not isinstance(value, str):
        return f"{value:.15g}"
    return escaped(value).replace("\n", "&#10;").replace("\t", "&#9;")


def escaped(text: str) -> str:
    """Return characters for between tags or quotation marks; a bare carriage return would be read as a line end."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("\r", "&#13;")
    )
