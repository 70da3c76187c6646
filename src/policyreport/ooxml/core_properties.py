"""The part of an Office file that holds its core properties (ISO/IEC 29500-2, 11)."""

from __future__ import annotations

from policyreport.document.nodes import Meta
from policyreport.ooxml.xml_text import encode_part, escape_text

_NAMESPACES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def core_properties_part(meta: Meta) -> bytes:
    """Return the core properties: title, 문서요지, keywords, author, and the day for which the document holds.

    Nothing in them is of the machine or the hour. ``IllegalCharacterError`` where one holds what XML cannot.
    """
    properties = {
        "dc:title": meta.title.replace("\n", " "),
        "dc:subject": meta.subtitle or meta.summary,
        "dc:creator": meta.organisation,
        "cp:keywords": ", ".join(meta.keywords),
        "dc:description": meta.summary,
        "cp:lastModifiedBy": meta.organisation,
        "dc:language": meta.language,
    }
    texts = "".join(f"<{name}>{escape_text(text)}</{name}>" for name, text in properties.items())
    midnight = f"{meta.as_of.isoformat()}T00:00:00Z"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{midnight}</dcterms:{name}>' for name in ("created", "modified")
    )
    declared = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    return encode_part(
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f"<cp:coreProperties{declared}>{texts}{dates}</cp:coreProperties>"
    )
