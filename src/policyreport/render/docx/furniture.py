"""What stands on every page: size and margins, the header and the footer."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.theme import Theme
from policyreport.document.tree import Meta
from policyreport.render.docx.inlines import Look, looking
from policyreport.render.docx.paragraphs import styled
from policyreport.render.docx.runs import field, run
from policyreport.render.docx.units import PAGE_HEIGHT, PAGE_WIDTH, twips_of_mm
from policyreport.render.docx.xml import Element, linked, root, w, with_children

_HEADER_SHARE = 0.6
"""Of the top margin, how far down the header stands; the rest keeps it from the text."""
_FOOTER_SHARE = 0.5


def header(meta: Meta) -> Element:
    """Return the header: the running title at the left, the mark and the quarter at the right."""
    words = styled("Header", run(meta.running_title), run("\t"), *_mark(meta.mark), run(meta.quarter))
    return with_children(root("w:hdr", "w"), words)


def footer(meta: Meta) -> Element:
    """Return the footer: the licence at the left, the page of how many at the right."""
    pages = (*field("PAGE", "1"), run(" / "), *field("NUMPAGES", "1"))
    return with_children(root("w:ftr", "w"), styled("Footer", run(meta.licence), run("\t"), *pages))


def section(theme: Theme, header_id: str, footer_id: str) -> Element:
    """Return the properties of the one section: A4, the theme's margins, and which header and footer it bears."""
    return w(
        "sectPr",
        linked("headerReference", header_id, type="default"),
        linked("footerReference", footer_id, type="default"),
        w("pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT),
        _margins(theme),
    )


def _margins(theme: Theme) -> Element:
    page = theme.page
    side = twips_of_mm(page.side)
    return w(
        "pgMar",
        top=twips_of_mm(page.top),
        right=side,
        bottom=twips_of_mm(page.bottom),
        left=side,
        header=twips_of_mm(page.top * _HEADER_SHARE),
        footer=twips_of_mm(page.bottom * _FOOTER_SHARE),
        gutter=0,
    )


def _mark(mark: str) -> Iterator[Element]:
    if mark:
        yield looking(mark, Look("Mark", bold=True))
        yield run("\u2003")
