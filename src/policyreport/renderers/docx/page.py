"""The page: its size and margins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyreport.document.nodes import Meta
from policyreport.document.theme import Theme
from policyreport.renderers.docx.inlines import RunFormat, field, looking, run
from policyreport.renderers.docx.paragraphs import styled
from policyreport.renderers.docx.units import PAGE_HEIGHT, PAGE_WIDTH, twips_of_mm
from policyreport.renderers.docx.xml import Element, linked, root, w

_HEADER_SHARE = 0.6
"""Of the top margin, how far down the header stands; the rest keeps it from the text."""
_FOOTER_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Page:
    """Lengths in twips; ``header`` and ``footer`` are how far these stand from the paper's edges."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    gutter: int = 0

    @property
    def column_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right - self.gutter

    @property
    def column_height(self) -> int:
        """The height between the margins."""
        return self.height - self.top - self.bottom

    def margins(self) -> dict[str, int]:
        """Return the margins by the names that Word gives them."""
        names = ("top", "right", "bottom", "left", "header", "footer", "gutter")
        return {name: getattr(self, name) for name in names}


def page_of(theme: Theme) -> Page:
    """Return an A4 page with the theme's margins."""
    top, bottom, side = (twips_of_mm(length) for length in (theme.page.top, theme.page.bottom, theme.page.side))
    return Page(
        PAGE_WIDTH, PAGE_HEIGHT, top, side, bottom, side, round(top * _HEADER_SHARE), round(bottom * _FOOTER_SHARE)
    )


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
    yield looking(mark, RunFormat("Mark", bold=True))
    yield run("\u2003")
