"""What stands on every page: the header and the footer."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.tree import Meta
from policyreport.render.docx.inlines import Look, looking
from policyreport.render.docx.page import Page
from policyreport.render.docx.paragraphs import styled
from policyreport.render.docx.runs import field, run
from policyreport.render.docx.xml import Element, linked, root, w


def header(meta: Meta) -> Element:
    """Return the header: the running title at the left; at the right the mark, if there is one, and the quarter."""
    mark = _mark(meta.mark) if meta.mark else ()
    return root("w:hdr", "w", styled("Header", run(meta.running_title), run("\t"), *mark, run(meta.quarter)))


def footer(meta: Meta) -> Element:
    """Return the footer: the licence at the left, the page of how many at the right."""
    numbered = (*field("PAGE", "1"), run(" / "), *field("NUMPAGES", "1"))
    return root("w:ftr", "w", styled("Footer", run(meta.licence), run("\t"), *numbered))


def section(page: Page, header_id: str, footer_id: str, *, has_cover: bool) -> Element:
    """Return the properties of the one section: the page, and which header and footer it bears, not on a cover."""
    return w(
        "sectPr",
        linked("headerReference", header_id, type="default"),
        linked("footerReference", footer_id, type="default"),
        w("pgSz", w=page.width, h=page.height),
        w("pgMar", **page.margins()),
        *((w("titlePg"),) if has_cover else ()),
    )


def _mark(mark: str) -> Iterator[Element]:
    yield looking(mark, Look("Mark", bold=True))
    yield run("\u2003")
