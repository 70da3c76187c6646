"""A whole document as an HWPX file."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from policyreport.document.nodes import Chart, Document
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.ooxml.package import Part
from policyreport.renderers.flow.blocks import ends_front_page, parts
from policyreport.renderers.flow.tables import is_wide
from policyreport.renderers.hwpx.blocks import block_fragments
from policyreport.renderers.hwpx.context import RenderContext, headings_with_ids
from policyreport.renderers.hwpx.front_matter import front_fragments
from policyreport.renderers.hwpx.header_part import header_part
from policyreport.renderers.hwpx.package import (
    CONTENTS,
    HEADER,
    PREVIEW,
    contents_part,
    image_part,
    packed,
    section_name,
)
from policyreport.renderers.hwpx.packed_rows import piecewise_part
from policyreport.renderers.hwpx.page import section_run
from policyreport.renderers.hwpx.paragraphs import HOLDER, Fragment, placements
from policyreport.renderers.hwpx.styles import StyleRegistry
from policyreport.renderers.hwpx.tables import table_room
from policyreport.renderers.hwpx.units import text_width
from policyreport.renderers.wide_tables import with_wide_tables_turned


def render(document: Document, theme: Theme) -> Rendered:
    """Return the HWPX file and where its numbers stand; it has no extent, for 한글 lays out the pages.

    The same document and theme give the same bytes. A table too wide for the page raises ``PolicyReportError``.
    """
    context = RenderContext(theme, text_width(theme), StyleRegistry(theme), headings_with_ids(document.blocks))
    room = table_room(context)
    document = with_wide_tables_turned(
        document, lambda block: is_wide(block.table if isinstance(block, Chart) else block, theme, room)
    )
    planned = parts(document)
    sections = [list(front_fragments(document.meta, context, ends_page=ends_front_page(planned)))]
    for number, (blocks, landscape) in enumerate(planned):
        within = replace(context, width=text_width(theme, landscape=landscape))
        if number:
            run = section_run(document.meta, within, landscape=landscape, is_first=False)
            sections.append([Fragment(within.paragraph(HOLDER, [run]), within.height_of("", HOLDER))])
        sections[-1] += block_fragments(blocks, within)
    files: dict[str, Part] = {
        **{
            section_name(number): piecewise_part("hs:sec", (fragment.paragraph for fragment in fragments))
            for number, fragments in enumerate(sections)
        },
        HEADER: header_part(context.registry, theme, len(sections)),
        CONTENTS: contents_part(document.meta, len(sections), context.registry.images),
        **{image_part(name, image): image.content for image, name in context.registry.images.items()},
        PREVIEW: document.meta.title.encode(),
    }
    return Rendered(packed(files), tuple(placements(chain.from_iterable(sections))))
