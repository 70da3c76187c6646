"""A whole document as an HWPX file."""

from __future__ import annotations

from policyreport.document.nodes import Document
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.hwpx.blocks import blocks
from policyreport.renderers.hwpx.context import RenderContext, headings_with_ids
from policyreport.renderers.hwpx.fragments import placements
from policyreport.renderers.hwpx.front_matter import front_matter
from policyreport.renderers.hwpx.header_part import head
from policyreport.renderers.hwpx.package import contents_part, packed
from policyreport.renderers.hwpx.styles import Catalogue, bullet_letters, styles
from policyreport.renderers.hwpx.units import text_width
from policyreport.renderers.hwpx.xml import part


def render(document: Document, theme: Theme) -> Rendered:
    """Return the HWPX file and where its numbers stand; it has no extent, for 한글 reckons the pages.

    The same document and theme give the same bytes. A table too wide for the page raises ``PolicyReportError``.
    """
    catalogue = Catalogue(styles(theme), bullet_letters(theme))
    setting = RenderContext(theme, text_width(theme), catalogue, headings_with_ids(document.blocks))
    pieces = [*front_matter(document.meta, setting), *blocks(document.blocks, setting)]
    parts = {
        "Contents/section0.xml": part("hs:sec", *(piece.paragraph for piece in pieces)),
        "Contents/header.xml": head(catalogue, theme),
        "Contents/content.hpf": contents_part(document.meta),
        "Preview/PrvText.txt": document.meta.title.encode(),
    }
    return Rendered(packed(parts), tuple(placements(pieces)))
