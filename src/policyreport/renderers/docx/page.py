"""What stands on every page: size and margins, the header and the footer."""

from __future__ import annotations

from policyreport.document.nodes import Meta
from policyreport.renderers.docx.inlines import RunFormat, field, run
from policyreport.renderers.docx.paragraphs import styled
from policyreport.renderers.docx.style_parts import Page
from policyreport.renderers.docx.xml import Element, linked, root, w


def header(meta: Meta) -> Element:
    """Return the header: the running title at the left; at the right the mark, if there is one, and the quarter."""
    mark = (run(meta.mark, RunFormat("Mark", bold=True)), run("\u2003")) if meta.mark else ()
    return root("w:hdr", "w", styled("Header", run(meta.running_title), run("\t"), *mark, run(meta.quarter)))


def footer(meta: Meta) -> Element:
    """Return the footer: the licence at the left, the page of how many at the right."""
    numbered = (*field("PAGE", "1"), run(" / "), *field("NUMPAGES", "1"))
    return root("w:ftr", "w", styled("Footer", run(meta.licence), run("\t"), *numbered))


def section(page: Page, header_id: str, footer_id: str, *, has_cover: bool) -> Element:
    """Return the properties of the one section: the page, and its header and footer, which a cover does not show."""
    return w(
        "sectPr",
        linked("headerReference", header_id, type="default"),
        linked("footerReference", footer_id, type="default"),
        w("pgSz", w=page.width, h=page.height),
        w("pgMar", **page.margins()),
        *((w("titlePg"),) if has_cover else ()),
    )
