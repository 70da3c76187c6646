"""The page: its size and margins."""

from __future__ import annotations

from dataclasses import dataclass

from policyreport.document.theme import Theme
from policyreport.render.docx.units import PAGE_HEIGHT, PAGE_WIDTH, twips_of_mm

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
