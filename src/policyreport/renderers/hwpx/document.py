"""A whole document as an HWPX file."""

from __future__ import annotations

from policyreport.document.nodes import Document
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.hwpx.blocks import block_fragments
from policyreport.renderers.hwpx.context import RenderContext, headings_with_ids
from policyreport.renderers.hwpx.front_matter import front_fragments
from policyreport.renderers.hwpx.header_part import header_part
from policyreport.renderers.hwpx.package import CONTENTS, HEADER, PREVIEW, SECTION, contents_part, packed
from policyreport.renderers.hwpx.paragraphs import placements
from policyreport.renderers.hwpx.styles import StyleRegistry
from policyreport.renderers.hwpx.units import text_width
from policyreport.renderers.hwpx.xml import part


def render(document: Document, theme: Theme) -> Rendered:
    """Return the HWPX file and where its numbers stand; it has no extent, for 한글 lays out the pages.

    The same document and theme give the same bytes. A table too wide for the page raises ``PolicyReportError``.
    """
    context = RenderContext(theme, text_width(theme), StyleRegistry(theme), headings_with_ids(document.blocks))
    fragments = [*front_fragments(document.meta, context), *block_fragments(document.blocks, context)]
    parts = {
        SECTION: part("hs:sec", *(fragment.paragraph for fragment in fragments)),
        HEADER: header_part(context.registry, theme),
        CONTENTS: contents_part(document.meta),
        PREVIEW: document.meta.title.encode(),
    }
    return Rendered(packed(parts), tuple(placements(fragments)))
