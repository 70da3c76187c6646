"""The table styles: figures under one head, boxes, cards and pairs."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.theme import Theme
from policyreport.render.docx.style import Line
from policyreport.render.docx.units import bare, twips
from policyreport.render.docx.xml import Element, w

CELL_SIDE = 5.0
"""The space at a cell's left and right, in points; the same in every table, so that all stand on one grid."""
BOX_SIDE = 12.0
"""The space at a box's left and right, in points."""
CELL_TOP, BOX_TOP, CARD_TOP = 3.5, 7.0, 5.0
"""The space at the top and the bottom of a cell, of a box and of a card, in points."""
CARD_SIDE = 6.0
"""The space at a card's left and right, in points."""


def table_styles(theme: Theme) -> Iterator[Element]:
    """Yield every table style, Word's default first."""
    yield _default()
    yield _figures(theme)
    yield _box(theme)
    yield _cards()
    yield _pairs(theme)
    yield _banner(theme)


def shade(colour: str) -> Element:
    """Return the shading of a cell, a row or a table."""
    return w("shd", val="clear", color="auto", fill=bare(colour))


def margins(vertical: float, side: float) -> Element:
    """Return the space inside a table's cells, in points."""
    sides = (("top", vertical), ("left", side), ("bottom", vertical), ("right", side))
    return w("tblCellMar", *(w(name, w=twips(space), type="dxa") for name, space in sides))


def _default() -> Element:
    parts = (w("name", val="Normal Table"), w("tblPr", margins(0, CELL_SIDE)))
    return w("style", *parts, type="table", default=1, styleId="TableNormal")


def _style(style_id: str, name: str, properties: Element, *parts: Element) -> Element:
    start = (w("name", val=name), w("basedOn", val="TableNormal"), properties)
    return w("style", *start, *parts, type="table", customStyle=1, styleId=style_id)


def _borders(*lines: Line) -> Element:
    return w("tblBorders", *(line.element() for line in lines))


def _figures(theme: Theme) -> Element:
    ink = theme.colours
    borders = _borders(Line("top", 1.0, ink.title), Line("bottom", 0.75, ink.title), Line("insideH", 0.5, ink.rule))
    head = w("tblStylePr", w("tcPr", shade(ink.head_tint), w("vAlign", val="center")), type="firstRow")
    middle = w("tcPr", w("vAlign", val="center"))
    return _style("PolicyTable", "Policy Table", w("tblPr", borders, margins(CELL_TOP, CELL_SIDE)), middle, head)


def _box(theme: Theme) -> Element:
    ink = theme.colours
    look = w("tblPr", _borders(Line("left", 3, ink.accent)), margins(BOX_TOP, BOX_SIDE))
    return _style("PolicyBox", "Policy Box", look, w("tcPr", shade(ink.box_tint)))


def _cards() -> Element:
    return _style("PolicyCards", "Policy Cards", w("tblPr", margins(CARD_TOP, CARD_SIDE)))


def _pairs(theme: Theme) -> Element:
    ink = theme.colours
    borders = _borders(Line("top", 1.0, ink.title), Line("bottom", 0.5, ink.rule), Line("insideH", 0.5, ink.rule))
    labels = w("tblStylePr", w("tcPr", shade(ink.head_tint)), type="firstCol")
    middle = w("tcPr", w("vAlign", val="center"))
    return _style("PolicyPairs", "Policy Pairs", w("tblPr", borders, margins(CELL_TOP, CELL_SIDE)), middle, labels)


def _banner(theme: Theme) -> Element:
    ink = theme.colours
    borders = _borders(Line("top", 1.5, ink.title), Line("bottom", 1.5, ink.title), Line("insideH", 0.5, ink.rule))
    return _style("PolicyBanner", "Policy Banner", w("tblPr", borders, margins(5, CELL_SIDE)))
