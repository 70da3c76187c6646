"""A document as a PDF: A4 pages set in our own type on ReportLab's canvas."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from policyreport.document.rendered import Rendered
from policyreport.document.theme import Theme
from policyreport.document.tree import Document, Meta
from policyreport.errors import raise_any
from policyreport.render.pdf.blocks import Setter
from policyreport.render.pdf.flow import Placed, pages, too_high
from policyreport.render.pdf.front import front
from policyreport.render.pdf.furniture import Furniture
from policyreport.render.pdf.pen import Pen
from policyreport.render.pdf.preflight import missing_glyphs

_INTO_HEAD, _INTO_FOOT = 8 * mm, 10 * mm


def render(document: Document, theme: Theme) -> Rendered:
    """Return a document as a PDF, with its number of pages and where each of its numbers stands.

    Raises ``PolicyReportError`` (exit code 5) for characters that the font lacks, for tables too wide for the page, and
    for what is higher than a page and cannot be parted.
    """
    raise_any(missing_glyphs(document, theme))
    width, height = A4
    page = theme.page
    column = width - 2 * page.side * mm
    parts = [*front(document.meta, theme, column), *Setter(theme, column).blocks(document.blocks)]
    room = height - (page.top + page.bottom) * mm
    laid = pages(parts, room)
    raise_any(too_high(laid, room))
    file = io.BytesIO()
    pen = Pen(_canvas(file, document.meta))
    _draw(pen, laid, document.meta, theme)
    pen.canvas.save()
    return Rendered(file.getvalue(), tuple(pen.placements), len(laid))


def _canvas(file: io.BytesIO, meta: Meta) -> Canvas:
    canvas = Canvas(file, pagesize=A4, pageCompression=1, invariant=1, lang=meta.language)
    canvas.setTitle(meta.title.replace("\n", " "))
    canvas.setAuthor(meta.organisation)
    canvas.setSubject(meta.summary)
    canvas.setKeywords(", ".join(meta.keywords))
    canvas.setCreator("policyreport")
    canvas.setViewerPreference("DisplayDocTitle", "true")  # pyright: ignore[reportUnknownMemberType]
    return canvas


def _draw(pen: Pen, laid: list[list[Placed]], meta: Meta, theme: Theme) -> None:
    width, height = A4
    left, top = theme.page.side * mm, height - theme.page.top * mm
    furniture = Furniture(meta, theme, left, width - left)
    for number, placed in enumerate(laid):
        if number:
            pen.next_page()
        furniture.draw(pen, len(laid), top + _INTO_HEAD, theme.page.bottom * mm - _INTO_FOOT)
        for each in placed:
            each.box.draw(pen, left, top - each.offset)
