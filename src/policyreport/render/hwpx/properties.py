"""What the file says of itself: title, 문서요지, keywords and organisation. Nothing is of the machine or the hour."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.identity import PROPERTY
from policyreport.document.text import date_text
from policyreport.document.tree import Date, Meta
from policyreport.render.hwpx.xml import Xml, element, escaped, part

_PARTS = {"header": "Contents/header.xml", "section0": "Contents/section0.xml", "settings": "settings.xml"}


def contents_part(meta: Meta) -> bytes:
    """Return the part ``Contents/content.hpf``: the properties, the parts, and the order in which they are read."""
    items = (_element("item", id=name, href=href, media_type="application/xml") for name, href in _PARTS.items())
    order = (_element("itemref", idref=name, linear="yes") for name in ("header", "section0"))
    whole = (
        element("opf:metadata", _properties(meta)),
        element("opf:manifest", items),
        element("opf:spine", order),
    )
    return part("opf:package", *whole, version="", id="", **{"unique-identifier": ""})


def _properties(meta: Meta) -> Iterator[Xml]:
    midnight = f"{meta.as_of.isoformat()}T00:00:00Z"
    yield element("opf:title", (escaped(meta.title.replace("\n", " ")),))
    yield element("opf:language", (escaped(meta.language),))
    said = {
        "creator": meta.organisation,
        "subject": meta.subtitle or meta.summary,
        "description": meta.summary,
        "lastsaveby": meta.organisation,
        "CreatedDate": midnight,
        "ModifiedDate": midnight,
        "date": date_text(Date.of(meta.as_of)),
        "keyword": ", ".join(meta.keywords),
    }
    if meta.identity:
        said[PROPERTY] = meta.identity
    for name, text in said.items():
        yield element("opf:meta", (escaped(text),), {"name": name, "content": "text"})


def _element(tag: str, **attributes: str) -> Xml:
    return element(f"opf:{tag}", (), {name.replace("_", "-"): value for name, value in attributes.items()})
