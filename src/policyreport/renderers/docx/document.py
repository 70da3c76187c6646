"""A whole document as a Word file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policyreport.document.nodes import Block, Box, Contents, Document
from policyreport.document.output import Rendered
from policyreport.document.references import bound
from policyreport.document.theme import Theme
from policyreport.renderers.docx.blocks import blocks
from policyreport.renderers.docx.context import RenderContext, SharedContext, entries
from policyreport.renderers.docx.footnotes import PART, footnote_placements, footnotes
from policyreport.renderers.docx.fragments import placements
from policyreport.renderers.docx.front_matter import front_matter
from policyreport.renderers.docx.package import PackageParts, packed
from policyreport.renderers.docx.page import footer, header, section
from policyreport.renderers.docx.properties import core_properties, settings
from policyreport.renderers.docx.style_names import StyleNames, built_in
from policyreport.renderers.docx.xml import Element, part, root, w


def render(document: Document, theme: Theme) -> Rendered:
    """Return the Word file and where its numbers stand; it has no extent, for Word reckons the pages.

    The same document and theme give the same bytes. A table too wide for the page raises ``PolicyReportError``.
    """
    document = bound(document)
    worn = _dress(theme, document.meta.language)
    setting = _setting(document, theme, worn)
    pieces = [*front_matter(document.meta, setting), *blocks(document.blocks, setting)]
    body = w("body", *(piece.element for piece in pieces), _bound(document, setting, worn))
    parts = setting.shared.parts
    parts.main(root("w:document", ("w", "r", "wp", "a", "c"), body))
    parts.describe(core_properties(document.meta))
    if document.meta.identity:
        parts.identify(document.meta.identity)
    return Rendered(packed(parts.package()), (*placements(pieces), *footnote_placements(setting)))


def reference(theme: Theme) -> bytes:
    """Return a fresh reference file: the built-in look in the theme's colours and type, to be restyled in Word."""
    from policyreport.renderers.docx.sample import SPECIMEN  # noqa: PLC0415 - only this needs it

    return render(SPECIMEN, replace(theme, reference=b"")).content


def _dress(theme: Theme, language: str) -> StyleNames:
    plain = built_in(theme, language)
    if not theme.reference:
        return plain
    from policyreport.renderers.docx.reference_docx import with_reference_styles  # noqa: PLC0415 - most projects have no reference file

    return with_reference_styles(plain, theme.reference)


def _setting(document: Document, theme: Theme, worn: StyleNames) -> RenderContext:
    page = worn.page
    setting = RenderContext(
        theme, page.column_width, page.column_height, SharedContext(PackageParts()), items_list=worn.items_list
    )
    return _with_entries(document, setting, worn) if _has_contents(document.blocks) else setting


def _has_contents(blocks: Iterable[Block]) -> bool:
    return any(isinstance(b, Contents) or (isinstance(b, Box) and _has_contents(b.blocks)) for b in blocks)


def _with_entries(document: Document, setting: RenderContext, worn: StyleNames) -> RenderContext:
    """Return the setting with what its table of contents lists, for which the pages are reckoned."""
    from policyreport.renderers.docx.page_estimate import heading_pages  # noqa: PLC0415 - only documents with contents need it

    return replace(setting, entries=entries(document.blocks, heading_pages(document, setting, worn.styles)))


def _bound(document: Document, setting: RenderContext, worn: StyleNames) -> Element:
    meta, parts = document.meta, setting.shared.parts
    parts.add("styles", "styles.xml", worn.styles)
    parts.add("numbering", "numbering.xml", worn.numbering)
    parts.add("theme", "theme/theme1.xml", worn.theme)
    parts.add("settings", "settings.xml", part(settings(meta.language)))
    parts.add("footnotes", PART, part(footnotes(setting)))
    above = parts.add("header", "header1.xml", part(header(meta)))
    below = parts.add("footer", "footer1.xml", part(footer(meta)))
    return section(worn.page, above, below, has_cover=meta.front == "cover")
