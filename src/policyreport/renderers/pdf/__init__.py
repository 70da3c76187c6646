"""Render a document as a PDF: A4 pages of our own layout on ReportLab's canvas, accessible and archivable.

The file keeps to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), or PDF/A-3a where it tells of its numbers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from policyreport.diagnostics import PolicyReportError, raise_any
from policyreport.document.nodes import Document
from policyreport.document.output import Rendered
from policyreport.document.references import bound
from policyreport.document.theme import Theme
from policyreport.gc_pause import gc_paused
from policyreport.renderers.pdf.attachment import passport_file
from policyreport.renderers.pdf.boxes import TextBox
from policyreport.renderers.pdf.canvas import Canvas
from policyreport.renderers.pdf.fonts import NoGlyphError
from policyreport.renderers.pdf.front_matter import FrontMatterLayout
from policyreport.renderers.pdf.layout import BlockLayout
from policyreport.renderers.pdf.page import Frame, PageFrameDrawer
from policyreport.renderers.pdf.paginate import NOTES_ABOVE, Footnotes, Page, pages, too_high
from policyreport.renderers.pdf.structure_tree import Element
from policyreport.renderers.pdf.tagged_pdf import Place, TaggedCanvas

_HEAD_DISTANCE, _FOOT_DISTANCE = 8 * mm, 10 * mm
_LONG = 6
"""Pages from which on a reader is shown the bookmarks on opening the file."""
_NOTES_RULE = 0.3
"""How much of the column's width the rule above the footnotes takes."""


class Column(NamedTuple):
    """The size of a page, and the column on it, in points."""

    size: tuple[float, float]
    left: float
    bottom: float
    top: float
    width: float
    height: float

    @classmethod
    def of(cls, theme: Theme, *, landscape: bool = False) -> Column:
        """Return the column of a page of A4."""
        width, height = (A4[1], A4[0]) if landscape else A4
        page = theme.page
        left, top, bottom = page.side * mm, height - page.top * mm, page.bottom * mm
        return cls((width, height), left, bottom, top, width - 2 * left, height - (page.top + page.bottom) * mm)


def render(document: Document, theme: Theme) -> Rendered:
    """Return a document as a PDF, with its number of pages and where each of its numbers stands.

    Raises ``PolicyReportError`` (exit code 5) for characters that no font has, for tables too wide for the page, and
    for what is higher than a page and cannot be split.
    """
    with gc_paused():
        document = bound(document)
        try:
            return _DocumentLayout(document, theme).render()
        except NoGlyphError as missing:
            # a missing glyph stops the layout at once; only then are all of them looked for
            from policyreport.renderers.pdf.glyph_check import missing_glyphs, unknown_glyph  # noqa: PLC0415

            problems = missing_glyphs(document, theme) or [unknown_glyph(str(missing.args[0]))]
            raise PolicyReportError(problems) from None


class _DocumentLayout:
    """Lays a document out on pages, and draws them."""

    def __init__(self, document: Document, theme: Theme) -> None:
        self._document, self._theme = document, theme
        self._columns = {landscape: Column.of(theme, landscape=landscape) for landscape in (False, True)}
        self._file = TaggedCanvas(document.meta, attaches=document.passport is not None)
        self._footnotes = Footnotes(theme, self._columns[False].width)

    def render(self) -> Rendered:
        meta, root = self._document.meta, self._file.root
        mark, licence = (root.add("P") if text else None for text in (meta.mark, meta.licence))
        laid_out = self._pages()
        last, column = laid_out[-1]
        count, share = len(laid_out), min(last.end / column.height, 1)
        frames = PageFrameDrawer(meta, self._theme, count, (mark, licence))
        elements = self._footnotes.elements
        canvas = Canvas(self._file, dict(self._places(laid_out)), elements, names_facts=self._theme.number_ids)
        for number in range(count):
            page, column = laid_out.popleft()  # what was drawn is not held any longer
            if number:
                canvas.next_page()
            self._file.setPageSize(column.size)
            right = column.size[0] - column.left
            frame = Frame(column.left, right, column.top + _HEAD_DISTANCE, column.bottom - _FOOT_DISTANCE)
            frames.draw(canvas, frame)
            for box, offset in page.column:
                box.draw(canvas, column.left, column.top - offset)
            self._draw_notes(canvas, page, column)
        if count >= _LONG:
            self._file.showOutline()
        if self._document.passport is not None:
            self._file.attach(passport_file(self._document.passport, meta, canvas.placements))
        starts = tuple(canvas.starts)
        return Rendered(self._file.written(), tuple(canvas.placements), count, starts, last_page=share)

    def _pages(self) -> deque[tuple[Page, Column]]:
        """Return the document's pages; raises ``PolicyReportError`` for what does not fit one."""
        root, footnotes, (portrait, wide) = self._file.root, self._footnotes, self._columns.values()
        front = FrontMatterLayout(self._document.meta, portrait.width, root, footnotes).boxes(portrait.height)
        body = BlockLayout(portrait.width, wide.width, root, footnotes, (portrait.height, wide.height)).blocks(
            self._document.blocks
        )
        laid_out = deque[tuple[Page, Column]]()
        for landscape, group in groupby([*((box, False) for box in front), *body], lambda each: each[1]):
            column = self._columns[landscape]
            laid_out += ((page, column) for page in pages((box for box, _ in group), column.height, footnotes))
        raise_any([each for n, (page, column) in enumerate(laid_out, 1) for each in too_high(page, n, column.height)])
        return laid_out

    def _places(self, laid_out: Iterable[tuple[Page, Column]]) -> Iterator[tuple[Element, Place]]:
        """Yield where each heading and footnote stands."""
        for number, (page, column) in enumerate(laid_out, 1):
            for box, offset in page.column:
                if isinstance(box, TextBox) and box.entry is not None:
                    yield box.element, Place(number, column.top - offset)
            for note in page.notes:
                yield note.element, Place(number, column.bottom + page.notes_height)

    def _draw_notes(self, canvas: Canvas, page: Page, column: Column) -> None:
        """Draw a page's footnotes below a rule, the last of them at its foot."""
        if not page.notes:
            return
        y = column.bottom + page.notes_height
        end = column.left + column.width * _NOTES_RULE
        canvas.rule(column.left, end, y - NOTES_ABOVE / 2, self._theme.colours.quiet, 0.4)
        y -= NOTES_ABOVE
        for note in page.notes:
            y -= note.before
            note.draw(canvas, column.left, y)
            y -= note.height
