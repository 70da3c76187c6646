"""What the file says of itself: its core properties and its settings. Nothing in them is of the machine or the hour."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.nodes import Meta
from policyreport.renderers.docx.footnotes import SEPARATORS
from policyreport.renderers.docx.xml import Element, root, said, w

_WORD_2013 = 15
"""The first way of laying out in which a table's edge, not its text, stands on the margin."""


def core_properties(meta: Meta) -> Element:
    """Return the core properties: title, 문서요지, keywords, author, and the day for which the document holds."""
    prefixes = ("cp", "dc", "dcterms", "xsi")
    return root("cp:coreProperties", prefixes, *_words(meta), *_dates(meta))


def settings(language: str) -> Element:
    """Return the settings part; the fields of a document are as they should be, so Word is not told to renew them."""
    compatible = w(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=_WORD_2013
    )
    lines = w("footnotePr", *(w("footnote", id=number) for number, _ in SEPARATORS))
    spoken = w("themeFontLang", val=language, eastAsia=language)
    return root("w:settings", "w", w("defaultTabStop", val=400), lines, w("compat", compatible), spoken)


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
