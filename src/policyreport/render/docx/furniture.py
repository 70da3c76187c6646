"""What stands on every page: the header and the footer."""

from __future__ import annotations

from collections.abc import Iterator

from policyreport.document.tree import Meta
from policyreport.render.docx.inlines import Look, looking
from policyreport.render.docx.page import Page
from policyreport.render.docx.paragraphs import styled
from policyreport.render.docx.runs import field, run
from policyreport.render.docx.xml import Element, linked, root, w

_DRAFT = "초안"


def header(meta: Meta) -> Element:
    """Return the header: the running title at the left; at the right that it is a draft, the mark, the quarter."""
    marks = (*_mark(_DRAFT if meta.draft else "", "Draft"), *_mark(meta.mark, "Mark"))
    return root("w:hdr", "w", styled("Header", run(meta.running_title), run("\t"), *marks, run(meta.quarter)))


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


def _mark(mark: str, style: str) -> Iterator[Element]:
    if mark:
        yield looking(mark, Look(style, bold=True))
        yield run("\u2003")
