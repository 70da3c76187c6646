"""The margins of a printed sheet."""

from __future__ import annotations

from policyreport.document.theme import Theme

_OF_PROSE = 2 / 3
"""A matrix needs the paper more than a page of prose does, for which the theme's margins are made."""

_PAGE_MILLIMETRES = 297.0


def margins(theme: Theme) -> tuple[float, float, float]:
    """Return the margins at the top, at the bottom and at each side, in millimetres."""
    return theme.page.top * _OF_PROSE, theme.page.bottom * _OF_PROSE, theme.page.side * _OF_PROSE


def page_millimetres(theme: Theme) -> float:
    """Return how wide a landscape page is between its margins."""
    _, _, side = margins(theme)
    return _PAGE_MILLIMETRES - 2 * side
