"""A whole document as an HWPX file."""

from __future__ import annotations

from policyreport.document.rendered import Rendered
from policyreport.document.theme import Theme
from policyreport.document.tree import Document
from policyreport.render.hwpx.blocks import blocks
from policyreport.render.hwpx.catalogue import Catalogue
from policyreport.render.hwpx.head import head
from policyreport.render.hwpx.opening import opening
from policyreport.render.hwpx.package import packed
from policyreport.render.hwpx.piece import placements
from policyreport.render.hwpx.properties import contents_part
from policyreport.render.hwpx.setting import Setting, headings_with_ids
from policyreport.render.hwpx.styles import bullet_letters, styles
from policyreport.render.hwpx.units import text_width
from policyreport.render.hwpx.xml import part


def render(document: Document, theme: Theme) -> Rendered:
    """Return the HWPX file and where its numbers stand; it has no extent, for 한글 reckons the pages.

    The same document and theme give the same bytes. A table too wide for the page raises ``PolicyReportError``.
    """
    catalogue = Catalogue(styles(theme), bullet_letters(theme))
    setting = Setting(theme, text_width(theme), catalogue, headings_with_ids(document.blocks))
    pieces = [*opening(document.meta, setting), *blocks(document.blocks, setting)]
    parts = {
        "Contents/section0.xml": part("hs:sec", *(piece.paragraph for piece in pieces)),
        "Contents/header.xml": head(catalogue, theme),
        "Contents/content.hpf": contents_part(document.meta),
        "Preview/PrvText.txt": document.meta.title.encode(),
    }
    return Rendered(packed(parts), tuple(placements(pieces)))
