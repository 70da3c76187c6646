"""What a workbook says of itself in its properties, with nothing of the machine or the hour that made it."""

from __future__ import annotations

from policyreport.document.tree import Meta
from policyreport.render.xlsx.xml import element, escaped, part

_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_NAMESPACES = {
    "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def core_properties(meta: Meta) -> bytes:
    """Return the part that says title, subject, author, words and day, as far as they are known."""
    day = f"{meta.as_of.isoformat()}T00:00:00Z"
    said = {
        "dc:title": " ".join(meta.title.split()),
        "dc:subject": meta.subtitle,
        "dc:creator": meta.organisation,
        "cp:keywords": ", ".join(meta.keywords),
        "dc:description": meta.summary,
        "cp:lastModifiedBy": meta.organisation,
        "dc:language": meta.language,
    }
    words = [element(tag, {}, escaped(text)) for tag, text in said.items() if text]
    days = [element(f"dcterms:{what}", {"xsi:type": "dcterms:W3CDTF"}, day) for what in ("created", "modified")]
    return part(element("cp:coreProperties", _NAMESPACES, *words, *days))


def application_properties(meta: Meta) -> bytes:
    """Return the part that says by what the workbook was made, and for whom."""
    said = (("Application", "policyreport"), ("Company", meta.organisation), ("AppVersion", "1.0000"))
    return part(element("Properties", {"xmlns": _EXTENDED}, *(element(tag, {}, escaped(text)) for tag, text in said)))
