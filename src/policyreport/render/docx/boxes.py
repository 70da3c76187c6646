"""What marks a box: its title, and the colour of one that calls for attention."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.tree import Box
from policyreport.render.docx.inlines import Look, inlines, lamp_style
from policyreport.render.docx.paragraphs import marked, styled
from policyreport.render.docx.piece import Piece, paragraph_piece
from policyreport.render.docx.setting import Setting
from policyreport.render.docx.style import Line
from policyreport.render.docx.xml import Element, w

_BAR = 3.0


def box_title(box: Box, setting: Setting) -> Iterator[Piece]:
    """Yield the title, where there is one, in the colour of the box's tone."""
    if box.title:
        look = Look(lamp_style(box.tone)) if box.tone else Look()
        words = marked(inlines(box.title, setting, look), setting)
        yield paragraph_piece(styled("BoxTitle", words), box.title)


def box_looks(box: Box, setting: Setting) -> Iterator[Element]:
    """Yield the borders of a box with a tone: a bar at the left and thin edges of its colour."""
    if box.tone:
        colour = setting.theme.lamps[box.tone].colour
        thin = [Line(side, 0.5, colour) for side in ("bottom", "right")]
        edges = (Line("top", 0.5, colour), Line("left", _BAR, colour), *thin)
        yield w("tblBorders", *(edge.element() for edge in edges))
