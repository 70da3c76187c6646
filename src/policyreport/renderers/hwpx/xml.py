"""XML as text that is well-formed by construction: only elements and escaped characters can become ``Xml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, NewType

from policyreport.ooxml.xml_text import TEXT_ESCAPES, encode_part, escape_attribute, escape_text

Xml = NewType("Xml", str)
"""Well-formed XML; its name lets the type checker refuse text that was not escaped."""

NOTHING = Xml("")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
_HANCOM = "http://www.hancom.co.kr"
_NAMESPACES = {
    "ha": f"{_HANCOM}/hwpml/2011/app",
    "hp": f"{_HANCOM}/hwpml/2011/paragraph",
    "hp10": f"{_HANCOM}/hwpml/2016/paragraph",
    "hs": f"{_HANCOM}/hwpml/2011/section",
    "hc": f"{_HANCOM}/hwpml/2011/core",
    "hh": f"{_HANCOM}/hwpml/2011/head",
    "hhs": f"{_HANCOM}/hwpml/2011/history",
    "hm": f"{_HANCOM}/hwpml/2011/master-page",
    "hpf": f"{_HANCOM}/schema/2011/hpf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "opf": "http://www.idpf.org/2007/opf/",
    "ooxmlchart": f"{_HANCOM}/hwpml/2016/ooxmlchart",
    "hwpunitchar": f"{_HANCOM}/hwpml/2016/HwpUnitChar",
    "epub": "http://www.idpf.org/2007/ops",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
}
"""What 한글 declares in every part, whether the part uses it or not."""
_NONE: Mapping[str, str | int] = MappingProxyType({})


def hp(tag: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """Return an element of what stands in a document's body."""
    return element(f"hp:{tag}", children, attributes)


def hh(tag: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """Return an element of a document's head."""
    return element(f"hh:{tag}", children, attributes)


def hc(tag: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """Return an element that head and body share."""
    return element(f"hc:{tag}", children, attributes)


def element(tag: str, children: Iterable[Xml] = (), attributes: Mapping[str, str | int] = _NONE) -> Xml:
    """Return an element; its tag and its attributes' names have their prefixes."""
    written = "".join([f' {name}="{_value(value)}"' for name, value in attributes.items()])
    inner = "".join(children)
    return Xml(f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>")


class Shell(NamedTuple):
    """The tags around the content of an element that occurs often with the same attributes."""

    start: str
    end: str

    def around(self, *children: Xml) -> Xml:
        """Return the element with its content."""
        return Xml(self.start + "".join(children) + self.end)

    def around_shell(self, inner: Shell, before: Iterable[Xml] = ()) -> Shell:
        """Return the tags around the content of an element within this one, after what stands before that."""
        return Shell(self.start + "".join(before) + inner.start, inner.end + self.end)


def shell(tag: str, /, **attributes: str | int) -> Shell:
    """Return the tags of an element of what stands in a document's body."""
    whole = hp(tag, **attributes)
    return Shell(whole.removesuffix("/>") + ">", f"</hp:{tag}>")


def paragraph_list(paragraphs: Iterable[Xml], *, vert_align: str = "TOP", width: int = 0, height: int = 0) -> Xml:
    """Return the list of paragraphs that a cell, a note or a header holds, and how they are aligned in its height."""
    return _paragraph_list(vert_align, width, height).around(*paragraphs)


@lru_cache(maxsize=64)
def _paragraph_list(vert_align: str, width: int, height: int) -> Shell:
    flow = {"id": "", "textDirection": "HORIZONTAL", "lineWrap": "BREAK", "vertAlign": vert_align}
    links = {"linkListIDRef": 0, "linkListNextIDRef": 0}
    return shell("subList", **flow, **links, textWidth=width, textHeight=height, hasTextRef=0, hasNumRef=0)


def text_content(text: str) -> Xml:
    """Return what an ``hp:t`` holds to print a text exactly."""
    return Xml(text.translate(_IN_TEXT))


def escaped(text: str) -> Xml:
    """Return characters as XML that reads back as the same characters."""
    return Xml(escape_text(text))


def part(tag: str, *children: Xml, **attributes: str | int) -> bytes:
    """Return a part of the file whose outermost element declares the namespaces that 한글 declares everywhere."""
    return outermost(tag, children, {**declared(*_NAMESPACES), **attributes})


def outermost(tag: str, children: Iterable[Xml], attributes: Mapping[str, str | int]) -> bytes:
    """Return a part of the file; raise ``IllegalCharacterError`` where it holds a character that XML cannot."""
    return encode_part(_DECLARATION + element(tag, children, attributes))


def declared(*prefixes: str) -> dict[str, str | int]:
    """Return the attributes that declare the namespaces of prefixes."""
    return {f"xmlns:{prefix}": _NAMESPACES[prefix] for prefix in prefixes}


def _value(value: str | int) -> str:
    return escape_attribute(value) if isinstance(value, str) else str(value)


_MARKS_IN_TEXT = {"\n": hp("lineBreak"), "\t": hp("tab", width=4000, leader=0, type=1), "\u00a0": hp("nbSpace")}
_IN_TEXT = str.maketrans({**TEXT_ESCAPES, **_MARKS_IN_TEXT})
