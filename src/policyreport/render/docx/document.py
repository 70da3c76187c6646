"""A whole document as a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

from policyreport.document.rendered import Rendered
from policyreport.document.theme import Theme
from policyreport.document.tree import Document, Meta
from policyreport.render.docx.blocks import blocks
from policyreport.render.docx.furniture import footer, header, section
from policyreport.render.docx.numbering import numbering
from policyreport.render.docx.pairs import particulars
from policyreport.render.docx.paragraphs import gap, worded
from policyreport.render.docx.parts import Parts
from policyreport.render.docx.piece import Piece, Setting, placements
from policyreport.render.docx.properties import core_properties, settings
from policyreport.render.docx.styles import styles
from policyreport.render.docx.units import text_width
from policyreport.render.docx.xml import Element, w


def render(document: Document, theme: Theme) -> Rendered:
    """Return the Word file and where its numbers stand; it has no extent, for Word reckons the pages.

    The same document and theme give the same bytes. A table too wide for the page raises ``PolicyReportError``.
    """
    parts = Parts()
    setting = Setting(theme, text_width(theme), parts.link_to, count(1))
    pieces = [*_opening(document.meta, setting), *blocks(document.blocks, setting)]
    parts.content.append(w("body", *(piece.element for piece in pieces), _bound(parts, document.meta, theme)))
    parts.describe(core_properties(document.meta))
    return Rendered(parts.packed(), tuple(placements(pieces)))


def _opening(meta: Meta, setting: Setting) -> Iterator[Piece]:
    yield worded("Title", meta.title)
    if meta.subtitle:
        yield worded("Subtitle", meta.subtitle)
    if meta.particulars:
        line = particulars(meta.particulars, setting)
        yield line
        yield from (gap(),) if line.is_table else ()


def _bound(parts: Parts, meta: Meta, theme: Theme) -> Element:
    parts.add("styles.xml", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles(theme))
    parts.add("numbering.xml", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, numbering(theme))
    parts.add("settings.xml", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings())
    above = parts.add("header1.xml", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER, header(meta))
    below = parts.add("footer1.xml", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, footer(meta))
    return section(theme, above, below)
