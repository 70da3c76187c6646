"""A whole document as a Word file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policyreport.document.nodes import Block, Box, Contents, Document
from policyreport.document.output import Rendered
from policyreport.document.references import bound
from policyreport.document.theme import Theme
from policyreport.renderers.docx.blocks import block_fragments
from policyreport.renderers.docx.context import RenderContext, entries
from policyreport.renderers.docx.front_matter import front_fragments
from policyreport.renderers.docx.inlines import FOOTNOTE_SEPARATORS, FOOTNOTES_PART, footnote_placements, footnotes_part
from policyreport.renderers.docx.package import packed
from policyreport.renderers.docx.page import footer, header, section
from policyreport.renderers.docx.paragraphs import placements
from policyreport.renderers.docx.style_parts import StyleParts, built_in_styles
from policyreport.renderers.docx.xml import Element, part, root, w

_WORD_2013 = 15
"""The first way of laying out in which a table's edge, not its text, stands on the margin."""


def render(document: Document, theme: Theme) -> Rendered:
    """Return the Word file and where its numbers stand; it has no extent, for Word lays out the pages.

    The same document and theme give the same bytes. A table too wide for the page raises ``PolicyReportError``.
    """
    document = bound(document)
    styles = _styles(theme, document.meta.language)
    context = _context(document, theme, styles)
    fragments = [*front_fragments(document.meta, context), *block_fragments(document.blocks, context)]
    body = w("body", *(fragment.element for fragment in fragments), _add_parts(document, context, styles))
    parts = context.parts
    parts.main(root("w:document", ("w", "r", "wp", "a", "c"), body))
    parts.describe(document.meta)
    return Rendered(packed(parts.package()), (*placements(fragments), *footnote_placements(context)))


def reference(theme: Theme) -> bytes:
    """Return a fresh reference file: the built-in look in the theme's colours and type, to be restyled in Word."""
    from policyreport.renderers.docx.sample import SPECIMEN  # noqa: PLC0415 - only this needs it

    return render(SPECIMEN, replace(theme, reference=b"")).content


def _styles(theme: Theme, language: str) -> StyleParts:
    built_in = built_in_styles(theme, language)
    if not theme.reference:
        return built_in
    from policyreport.renderers.docx.reference_docx import with_reference_styles  # noqa: PLC0415 - most projects have no reference file

    return with_reference_styles(built_in, theme.reference)


def _context(document: Document, theme: Theme, styles: StyleParts) -> RenderContext:
    """Return the context, with what a table of contents lists where there is one: for this the pages are estimated."""
    page = styles.page
    context = RenderContext(theme, page.column_width, page.column_height, items_list=styles.items_list)
    if not _has_contents(document.blocks):
        return context
    from policyreport.renderers.docx.page_estimate import heading_pages  # noqa: PLC0415 - only documents with contents need it

    return replace(context, entries=entries(document.blocks, heading_pages(document, context, styles.styles)))


def _has_contents(blocks: Iterable[Block]) -> bool:
    return any(isinstance(b, Contents) or (isinstance(b, Box) and _has_contents(b.blocks)) for b in blocks)


def _add_parts(document: Document, context: RenderContext, styles: StyleParts) -> Element:
    """Add the parts beside the main one and return the section's properties, which name some of them."""
    meta, parts = document.meta, context.parts
    parts.add("styles", "styles.xml", styles.styles)
    parts.add("numbering", "numbering.xml", styles.numbering)
    parts.add("theme", "theme/theme1.xml", styles.theme)
    parts.add("settings", "settings.xml", part(_settings(meta.language)))
    parts.add("footnotes", FOOTNOTES_PART, part(footnotes_part(context)))
    header_id = parts.add("header", "header1.xml", part(header(meta)))
    footer_id = parts.add("footer", "footer1.xml", part(footer(meta)))
    return section(styles.page, header_id, footer_id, has_cover=meta.front == "cover")


def _settings(language: str) -> Element:
    """Return the settings part; the fields of a document are as they should be, so Word need not renew them."""
    compatible = w(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=_WORD_2013
    )
    lines = w("footnotePr", *(w("footnote", id=number) for number, _ in FOOTNOTE_SEPARATORS))
    languages = w("themeFontLang", val=language, eastAsia=language)
    return root("w:settings", "w", w("defaultTabStop", val=400), lines, w("compat", compatible), languages)
