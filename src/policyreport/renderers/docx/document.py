"""A whole document as a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from policyreport.document.nodes import Chart, Contents, Document, DocumentBlock, Meta, Table, walk
from policyreport.document.output import Rendered
from policyreport.document.references import bound
from policyreport.document.theme import Theme
from policyreport.renderers.docx.blocks import block_fragments
from policyreport.renderers.docx.context import RenderContext, entries
from policyreport.renderers.docx.front_matter import front_fragments
from policyreport.renderers.docx.inlines import FOOTNOTE_SEPARATORS, FOOTNOTES_PART, footnote_placements, footnotes_part
from policyreport.renderers.docx.numbered_lists import NumberedLists
from policyreport.renderers.docx.package import packed
from policyreport.renderers.docx.page import Edges, footer, header, section, section_end, turned_page
from policyreport.renderers.docx.paragraphs import Fragment, paragraph_fragment, placements
from policyreport.renderers.docx.style_parts import FramePictures, Page, StyleParts, built_in_styles
from policyreport.renderers.docx.xml import Element, part, root, w
from policyreport.renderers.flow.blocks import ends_front_page, parts
from policyreport.renderers.flow.tables import is_wide
from policyreport.renderers.wide_tables import with_wide_tables_turned as turned_where

NAMESPACES = ("w", "r", "wp", "a", "c", "mc", "w15")
"""The prefixes of the main part."""
_WORD_2013 = 15
"""The first way of laying out in which a table's edge, not its text, stands on the margin."""


def render(document: Document, theme: Theme) -> Rendered:
    """Return the Word file and where its numbers stand; it has no extent, for Word lays out the pages.

    The same document and theme give the same bytes. A table too wide for the page raises ``PolicyReportError``.
    """
    styles = styles_for(theme, document.meta.language)
    document = with_wide_tables_turned(bound(document), theme, styles.page)
    context = context_for(document, theme, styles)
    sections = section_fragments(document, context, styles)
    *ends, last = add_parts(document, context, styles, [each.landscape for each in sections])
    for each, end in zip(sections, ends, strict=False):
        each.fragments.append(paragraph_fragment(section_end(end)))
    fragments = list(chain.from_iterable(each.fragments for each in sections))
    body = w("body", *(fragment.element for fragment in fragments), last)
    context.parts.main(root("w:document", NAMESPACES, body))
    context.parts.describe(document.meta)
    return Rendered(packed(context.parts.package()), (*placements(fragments), *footnote_placements(context)))


class SectionFragments(NamedTuple):
    """What stands in a section, and whether its pages are in landscape."""

    fragments: list[Fragment]
    landscape: bool


def section_fragments(document: Document, context: RenderContext, styles: StyleParts) -> list[SectionFragments]:
    """Return the fragments of each section; those with which a document begins are in the first."""
    sections = parts(document)
    front = list(front_fragments(document.meta, context, ends_page=ends_front_page(sections)))
    wide = context.turned(turned_page(styles.page))
    bodies = [list(block_fragments(each.blocks, wide if each.landscape else context)) for each in sections]
    bodies[0][:0] = front
    return [SectionFragments(body, each.landscape) for body, each in zip(bodies, sections, strict=True)]


def with_wide_tables_turned(document: Document, theme: Theme, page: Page) -> Document:
    """Return a document whose tables that are too wide for the page stand on pages in landscape."""
    room = RenderContext(theme, page.column_width, page.column_height).table_room

    def needs_turning(block: Table | Chart) -> bool:
        if isinstance(block, Table):
            return is_wide(block, theme, room)
        return block.kind == "heat" and is_wide(block.table, theme, room)  # other kinds are drawn

    return turned_where(document, needs_turning)


def reference(theme: Theme) -> bytes:
    """Return a fresh reference file: the built-in look in the theme's colours and type, to be restyled in Word."""
    from policyreport.renderers.docx.sample import SPECIMEN  # noqa: PLC0415 - only this needs it

    return render(SPECIMEN, replace(theme, reference=b"", number_ids=False)).content


def styles_for(theme: Theme, language: str) -> StyleParts:
    """Return the styles and what goes with them: the built-in look, or that of the theme's reference file."""
    built_in = built_in_styles(theme, language)
    if not theme.reference:
        return built_in
    from policyreport.renderers.docx.reference_docx import with_reference_styles  # noqa: PLC0415 - most projects have no reference file

    return with_reference_styles(built_in, theme.reference)


def context_for(document: Document, theme: Theme, styles: StyleParts) -> RenderContext:
    """Return the context, with what a table of contents lists where there is one: for this the pages are estimated."""
    page = styles.page
    context = RenderContext(
        theme,
        page.column_width,
        page.column_height,
        items_list=styles.items_list,
        titles=document.titles,
        lists=NumberedLists(styles.numbering),
    )
    if not _has_contents(document.blocks):
        return context
    from policyreport.renderers.docx.page_estimate import heading_pages  # noqa: PLC0415 - only documents with contents need it

    pages = heading_pages(document, context, styles.styles, turned_page(page))
    return replace(context, entries=entries(document.blocks, pages))


def _has_contents(blocks: Iterable[DocumentBlock]) -> bool:
    return any(isinstance(block, Contents) for block in walk(blocks))


def add_parts(
    document: Document, context: RenderContext, styles: StyleParts, directions: Sequence[bool]
) -> list[Element]:
    """Add the parts beside the main one and return the properties of the sections, which name some of them.

    ``directions`` says of each section whether it is in landscape.
    """
    meta, files = document.meta, context.parts
    files.add("styles", "styles.xml", styles.styles)
    files.add("numbering", "numbering.xml", context.lists.part(context.theme))
    files.add("theme", "theme/theme1.xml", styles.theme)
    files.add("settings", "settings.xml", part(_settings(meta.language)))
    files.add("footnotes", FOOTNOTES_PART, part(footnotes_part(context)))
    frames = {False: _add_frame(meta, context, styles.pictures, 1)}
    if any(directions):
        edges = Edges(styles.page.column_width, turned_page(styles.page).column_width)
        frames[True] = _add_frame(meta, context, styles.pictures, 2, edges)
    return [
        section(
            turned_page(styles.page) if landscape else styles.page,
            *frames[landscape],
            has_cover=meta.front == "cover" and not number,
        )
        for number, landscape in enumerate(directions)
    ]


def _add_frame(
    meta: Meta, context: RenderContext, pictures: FramePictures, number: int, edges: Edges | None = None
) -> tuple[str, str]:
    """Add a header and a footer, and return the ids of their relationships."""
    files = context.parts
    above, below = (replace(context, source=f"word/{name}{number}.xml") for name in ("header", "footer"))
    top = files.add("header", f"header{number}.xml", part(header(meta, above, pictures.header, edges)))
    return top, files.add("footer", f"footer{number}.xml", part(footer(meta, below, pictures.footer, edges)))


def _settings(language: str) -> Element:
    """Return the settings part; the fields of a document are as they should be, so Word need not renew them."""
    compatible = w(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=_WORD_2013
    )
    lines = w("footnotePr", *(w("footnote", id=number) for number, _ in FOOTNOTE_SEPARATORS))
    languages = w("themeFontLang", val=language, eastAsia=language)
    return root("w:settings", "w", w("defaultTabStop", val=400), lines, w("compat", compatible), languages)
