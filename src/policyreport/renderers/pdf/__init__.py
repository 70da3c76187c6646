"""A document as a PDF: A4 pages set in our own type on ReportLab's canvas, accessible and archivable.

The file keeps to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from policyreport.diagnostics import PolicyReportError, raise_any
from policyreport.document.nodes import Document
from policyreport.document.output import Rendered
from policyreport.document.references import bound, with_data_annex
from policyreport.document.theme import Theme
from policyreport.gc_pause import gc_paused
from policyreport.renderers.pdf.boxes import TextBox
from policyreport.renderers.pdf.canvas import Canvas
from policyreport.renderers.pdf.fonts import NoGlyphError
from policyreport.renderers.pdf.front_matter import FrontMatterLayout
from policyreport.renderers.pdf.layout import BlockLayout, Lying
from policyreport.renderers.pdf.page import Frame, PageFrameDrawer, Spoken
from policyreport.renderers.pdf.paginate import NOTES_ABOVE, Footnotes, Page, pages, too_high
from policyreport.renderers.pdf.structure_tree import Element
from policyreport.renderers.pdf.tagged_pdf import Place, TaggedCanvas

_INTO_HEAD, _INTO_FOOT = 8 * mm, 10 * mm
_NOTES_RULE = 0.3


class Sheet(NamedTuple):
    """A page as it is drawn: what stands on it, and its size in points."""

    page: Page
    size: tuple[float, float]


def render(document: Document, theme: Theme) -> Rendered:
    """Return a document as a PDF, with its number of pages and where each of its numbers stands.

    Raises ``PolicyReportError`` (exit code 5) for characters that no font has, for tables too wide for the page, and
    for what is higher than a page and cannot be parted.
    """
    with gc_paused():
        return _rendered(bound(with_data_annex(document)), theme)


def _rendered(document: Document, theme: Theme) -> Rendered:
    """Return the file; what no font draws has no width, so that it is looked for only where something is missing."""
    try:
        return _drawn(document, theme)
    except NoGlyphError as missing:
        from policyreport.renderers.pdf.glyph_check import (  # noqa: PLC0415 - looked for only where something is missing
            missing_glyphs,
            unknown_glyph,
        )

        problems = missing_glyphs(document, theme) or [unknown_glyph(str(missing.args[0]))]
        raise PolicyReportError(problems) from None


def _drawn(document: Document, theme: Theme) -> Rendered:
    canvas = TaggedCanvas(document.meta)
    spoken = Spoken(*(canvas.root.add("P") if said else None for said in (document.meta.mark, document.meta.licence)))
    setting = _Setting(document, theme, canvas.root)
    sheets = setting.sheets()
    furniture = PageFrameDrawer(document.meta, theme, len(sheets), spoken)
    pen = Canvas(canvas, dict(_places(sheets, theme)), setting.footnotes.elements)
    _draw(pen, canvas, sheets, furniture, theme)
    return Rendered(canvas.written(), tuple(pen.placements), len(sheets), tuple(pen.starts))


class _Setting:
    """A document set in type."""

    def __init__(self, document: Document, theme: Theme, root: Element) -> None:
        self._document, self._theme, self._root = document, theme, root
        self.footnotes = Footnotes(theme, _width(theme, A4))

    def sheets(self) -> list[Sheet]:
        """Return the document's pages; raises ``PolicyReportError`` for what does not fit one."""
        theme, root, height = self._theme, self._root, _height(self._theme, A4)
        front = FrontMatterLayout(self._document.meta, theme, _width(theme, A4), root, self.footnotes)
        setter = BlockLayout(theme, _width(theme, A4), _width(theme, landscape(A4)), root, self.footnotes)
        parts = [*(Lying(part, lies=False) for part in front.parts(height)), *setter.blocks(self._document.blocks)]
        sheets = list(self._filled(parts))
        raise_any([problem for n, s in enumerate(sheets, 1) for problem in too_high(s.page, n, _height(theme, s.size))])
        return sheets

    def _filled(self, parts: Sequence[Lying]) -> Iterator[Sheet]:
        for lies, group in groupby(parts, lambda each: each.lies):
            size = landscape(A4) if lies else A4
            filled = pages((each.part for each in group), _height(self._theme, size), self.footnotes)
            yield from (Sheet(page, size) for page in filled)


def _width(theme: Theme, size: tuple[float, float]) -> float:
    return size[0] - 2 * theme.page.side * mm


def _height(theme: Theme, size: tuple[float, float]) -> float:
    return size[1] - (theme.page.top + theme.page.bottom) * mm


def _top(theme: Theme, size: tuple[float, float]) -> float:
    return size[1] - theme.page.top * mm


def _places(sheets: Sequence[Sheet], theme: Theme) -> Iterator[tuple[Element, Place]]:
    """Yield where each heading and footnote stands."""
    for number, (page, size) in enumerate(sheets, 1):
        for box, offset in page.column:
            if isinstance(box, TextBox) and box.entry is not None:
                yield box.element, Place(number, _top(theme, size) - offset)
        for note in page.notes:
            yield note.element, Place(number, theme.page.bottom * mm + page.notes_height)


def _draw(pen: Canvas, canvas: TaggedCanvas, sheets: Sequence[Sheet], furniture: PageFrameDrawer, theme: Theme) -> None:
    left, bottom = theme.page.side * mm, theme.page.bottom * mm
    for number, (page, size) in enumerate(sheets):
        if number:
            pen.next_page()
        canvas.setPageSize(size)
        top = _top(theme, size)
        furniture.draw(pen, Frame(left, size[0] - left, top + _INTO_HEAD, bottom - _INTO_FOOT))
        for box, offset in page.column:
            box.draw(pen, left, top - offset)
        if page.notes:
            end = left + (size[0] - 2 * left) * _NOTES_RULE
            pen.rule(left, end, bottom + page.notes_height - NOTES_ABOVE / 2, theme.colours.quiet, 0.4)
            _draw_notes(pen, page, left, bottom)


def _draw_notes(pen: Canvas, page: Page, left: float, bottom: float) -> None:
    """Draw a page's footnotes, the last of them at its foot."""
    y = bottom + page.notes_height - NOTES_ABOVE
    for note in page.notes:
        y -= note.before
        note.draw(pen, left, y)
        y -= note.height
