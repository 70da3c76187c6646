"""What stands on every page: size and margins, the header and the footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from policyreport.document.nodes import Meta
from policyreport.document.picture_size import logo_size
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.inlines import RunFormat, field, run
from policyreport.renderers.docx.paragraphs import styled
from policyreport.renderers.docx.pictures import image_run
from policyreport.renderers.docx.style_parts import FramePicture, Page
from policyreport.renderers.docx.xml import Element, linked, root, w

_WITH_PICTURES = ("w", "r", "wp", "a")


def header(meta: Meta, context: RenderContext, pictures: Sequence[FramePicture], edges: Edges | None = None) -> Element:
    """Return the header: the running title at the left; at the right the mark, if there is one, and the quarter.

    The pictures of a reference file stand at their sides, else a logo before the title. ``edges`` are those of a column
    that ends elsewhere than the style says.
    """
    logo = context.theme.logo
    if logo and not pictures:
        pictures = (FramePicture(logo, meta.organisation, logo_size(logo), at_right=False),)
    left, right = _shown(pictures, meta, context)
    mark = (run(meta.mark, RunFormat("Mark", bold=True)), run("\u2003")) if meta.mark else ()
    runs = (*left, run(meta.running_title), run("\t"), *mark, run(meta.quarter), *right)
    return root("w:hdr", _WITH_PICTURES if pictures else "w", _line("Header", edges, *runs))


def footer(meta: Meta, context: RenderContext, pictures: Sequence[FramePicture], edges: Edges | None = None) -> Element:
    """Return the footer: the licence at the left, the page of how many at the right; pictures at their sides."""
    left, right = _shown(pictures, meta, context)
    numbered = (*field("PAGE", "1"), run(" / "), *field("NUMPAGES", "1"))
    runs = (*left, run(meta.licence), run("\t"), *numbered, *right)
    return root("w:ftr", _WITH_PICTURES if pictures else "w", _line("Footer", edges, *runs))


def _shown(pictures: Sequence[FramePicture], meta: Meta, context: RenderContext) -> tuple[list[Element], list[Element]]:
    """Return the runs of the pictures at the left of a line, and of those at its right, with their distances."""
    left: list[Element] = []
    right: list[Element] = []
    for one in pictures:
        shown = image_run(one.image, one.alt or meta.organisation, one.size, context)
        if one.at_right:
            right += [run("\u2002"), shown]
        else:
            left += [shown, run("\u2002")]
    return left, right


def _line(style: str, edges: Edges | None, *runs: Element) -> Element:
    if edges is None:
        return styled(style, *runs)
    tabs = w("tabs", w("tab", val="clear", pos=edges.styled), w("tab", val="right", pos=edges.right))
    return w("p", w("pPr", w("pStyle", val=style), tabs), *runs)


class Edges(NamedTuple):
    """Where the right edge of a column is, and where styles have it, in twips."""

    styled: int
    right: int


def turned_page(page: Page) -> Page:
    """Return a page in landscape with the same margins; one of a house style that lies already stays as it is."""
    return replace(page, width=max(page.width, page.height), height=min(page.width, page.height))


def section_end(properties: Element) -> Element:
    """Return the paragraph with which a section ends that is not the last; it takes next to no room."""
    close = w("spacing", before=0, after=0, line=20, lineRule="exact")
    return w("p", w("pPr", w("pStyle", val="Gap"), close, properties))


def section(page: Page, header_id: str, footer_id: str, *, has_cover: bool) -> Element:
    """Return the properties of a section: the page, and its header and footer, which a cover does not show."""
    lies = {"orient": "landscape"} if page.width > page.height else {}
    return w(
        "sectPr",
        linked("headerReference", header_id, type="default"),
        linked("footerReference", footer_id, type="default"),
        w("pgSz", w=page.width, h=page.height, **lies),
        w("pgMar", **page.margins()),
        *((w("titlePg"),) if has_cover else ()),
    )
