"""What the file says of itself: its core properties and its settings. Nothing in them is of the machine or the hour."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.tree import Meta
from policyreport.render.docx.xml import Element, root, said, w, with_children

_WORD_2013 = 15
"""The first way of laying out in which a table's edge, not its text, stands on the margin."""


def core_properties(meta: Meta) -> Element:
    """Return the core properties: title, 문서요지, keywords, author, and the day for which the document holds."""
    part = root("cp:coreProperties", "cp", "dc", "dcterms", "dcmitype", "xsi")
    return with_children(part, *_words(meta), *_dates(meta))


def settings() -> Element:
    """Return the settings part."""
    compatible = w(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=_WORD_2013
    )
    part = root("w:settings", "w")
    return with_children(part, w("defaultTabStop", val=400), w("compat", compatible), _language())


def _language() -> Element:
    return w("themeFontLang", val="en-US", eastAsia="ko-KR")


def _words(meta: Meta) -> Iterator[Element]:
    yield said("dc:title", meta.title.replace("\n", " "))
    yield said("dc:subject", meta.subtitle or meta.summary)
    yield said("dc:creator", meta.organisation)
    yield said("cp:keywords", ", ".join(meta.keywords))
    yield said("dc:description", meta.summary)
    yield said("cp:lastModifiedBy", meta.organisation)
    yield said("dc:language", meta.language)


def _dates(meta: Meta) -> Iterator[Element]:
    midnight = f"{meta.as_of.isoformat()}T00:00:00Z"
    for name in ("created", "modified"):
        yield said(f"dcterms:{name}", midnight, {"xsi:type": "dcterms:W3CDTF"})
