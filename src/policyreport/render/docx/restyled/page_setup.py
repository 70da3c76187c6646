"""The page of a reference file."""

from __future__ import annotations

from dataclasses import replace

from docx.oxml.ns import qn
from docx.section import Section

from policyreport.render.docx.node import Node, whole
from policyreport.render.docx.page import Page


def page_setup(section: Section, page: Page) -> Page:
    """Return the page of a file's section; what it does not say is as it was."""
    said = {
        "width": section.page_width,
        "height": section.page_height,
        "top": section.top_margin,
        "right": section.right_margin,
        "bottom": section.bottom_margin,
        "left": section.left_margin,
        "header": section.header_distance,
        "footer": section.footer_distance,
        "gutter": section.gutter,
    }
    return replace(page, **{name: length.twips for name, length in said.items() if length is not None})


def move_edge(styles: Node, old: Page, new: Page) -> None:
    """Move the stops of styles that stand at the right edge of the column to where it is now."""
    for stop in styles.iter(qn("w:tab")):
        if whole(stop, "w:pos") == old.column_width:
            stop.set(qn("w:pos"), str(new.column_width))
