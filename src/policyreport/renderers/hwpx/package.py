"""The file: the parts that every HWPX file has, as python-hwpx writes them, with this document's in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZipFile

from hwpx.templates import blank_document_bytes

from policyreport.document.nodes import Date, Meta
from policyreport.document.number_format import date_text
from policyreport.document.output import PROPERTY
from policyreport.ooxml.package import fixed_entry
from policyreport.renderers.hwpx.xml import Xml, element, escaped, part

_MIME_TYPE = "mimetype"
_LEFT_OUT = ("Preview/PrvImage.png",)
"""A picture of the blank first page."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the file, its members dated 1980-01-01; the media type comes first and bare, as KS X 6101 asks."""
    stream = BytesIO()
    held = {**_blank(), **parts}
    with ZipFile(stream, "w") as archive:
        for name in sorted(held, key=lambda name: (name != _MIME_TYPE, name)):
            archive.writestr(fixed_entry(name, compressed=name != _MIME_TYPE), held[name], compresslevel=6)
    return stream.getvalue()


def _blank() -> dict[str, bytes]:
    with ZipFile(BytesIO(blank_document_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name not in _LEFT_OUT}


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
