"""HWPUNIT, the seventy-two-hundredth of an inch in which HWPX measures, from the theme's points and millimetres."""

from __future__ import annotations

from policyreport.document.theme import Theme

_PER_POINT = 100
_PER_MM = 7200 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 59528, 84186
"""A4, as 한글 writes it."""
_LINE_WIDTHS = (0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0)
"""In millimetres: the only widths a line can have (LineWidth of the OWPML schema)."""
_MM_PER_POINT = 25.4 / 72


def hwp_units(points: float) -> int:
    """Return a length in points as HWPUNIT, in which type sizes are measured too."""
    return round(points * _PER_POINT)


def hwp_units_of_mm(millimetres: float) -> int:
    """Return a length in millimetres as HWPUNIT."""
    return round(millimetres * _PER_MM)


def line_width(points: float) -> str:
    """Return the width of a line that is nearest to a thickness in points: ``0.4 mm``."""
    nearest = min(_LINE_WIDTHS, key=lambda width: abs(width - points * _MM_PER_POINT))
    return f"{nearest:g} mm" if nearest < 1 else f"{nearest:.1f} mm"


def text_width(theme: Theme, *, landscape: bool = False) -> int:
    """Return the width between a page's margins, in HWPUNIT."""
    return (PAGE_HEIGHT if landscape else PAGE_WIDTH) - 2 * hwp_units_of_mm(theme.page.side)
