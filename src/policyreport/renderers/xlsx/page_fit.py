"""How a sheet is divided into printed pages: a page is spared where little stands on it, no chart is printed alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from policyreport.document.theme import Theme
from policyreport.renderers.xlsx.plan import Region, Sheet
from policyreport.renderers.xlsx.sizing import margins, page_units

_PAGE_MILLIMETRES = 210.0
_POINTS_PER_MILLIMETRE = 72 / 25.4
_SURE = 0.97
"""The share of a page's height that is counted on: programs round the heights of rows."""

_MOST_PAGES = 6
"""Of a sheet of more pages none is spared: the last one is the least of them."""

_SMALLER = 0.72
"""What the scale of a sheet may be multiplied with for the sake of a page."""

_LEAST_SCALE, _STEP = 0.58, 0.02
"""Type of 9 points is then printed at a little over 5, as in a sheet of very many columns."""

_WITHOUT_FONT = 0.8
"""How much smaller a sheet is printed where 맑은 고딕 is missing, in whose digits its columns are counted."""

_WITH_CHART = 3
"""How many rows of a table go over to the page of the chart below it."""


class PageFit(NamedTuple):
    """How many pages a sheet is to be fitted to (0: as many as it takes), and after which rows (from 1) a page ends."""

    pages: int = 0
    breaks: tuple[int, ...] = ()


def page_fit(sheet: Sheet, heights: Sequence[float], widths: Sequence[float], theme: Theme) -> PageFit:
    """Return how a sheet is divided into pages; one with page breaks of its own is left as it is.

    It is printed a little smaller where it then takes a page less. Where that would be too small, and a chart would
    stand on a page with nothing but its notes, its table goes over to that page with it, or the last rows of it. That
    holds with the font in which the sheet is made and without it.
    """
    if any(line.ends_page for _, line in sheet.lines()):
        return PageFit()
    pages, scale = _Pages(sheet, heights, theme), min(1.0, page_units(theme) / sum(widths))
    count = len(pages.starts(scale))
    if count > _MOST_PAGES:
        return PageFit()
    for fewer in range(1, count):
        fitting = pages.fitted(fewer, scale, max(_LEAST_SCALE, scale * _SMALLER))
        if fitting and not pages.alone(pages.starts(fitting)):
            return PageFit(fewer)
    breaks: set[int] = set()
    for tried in (scale, scale * _WITHOUT_FONT):
        breaks |= {pages.companion(chart, tried) for chart in pages.alone(pages.starts(tried, breaks))}
    return PageFit(breaks=tuple(sorted(row - 1 for row in breaks)))


class _Pages:
    """The pages of a sheet at any scale; rows are counted from 1."""

    def __init__(self, sheet: Sheet, heights: Sequence[float], theme: Theme) -> None:
        top, bottom, _ = margins(theme)
        self._room = (_PAGE_MILLIMETRES - top - bottom) * _POINTS_PER_MILLIMETRE * _SURE
        self._heights, self._lines, self._regions = heights, dict(sheet.lines()), sheet.regions()
        self._head = self._regions[0].head if len(self._regions) == 1 else 0

    def starts(self, scale: float, forced: Collection[int] = ()) -> list[int]:
        """Return the first row of each page; some rows are ``forced`` to be such."""
        repeated = self._heights[self._head - 1] if self._head else 0.0
        starts, filled = [1], 0.0
        for row, height in enumerate(self._heights, 1):
            if filled and (filled + height > self._room / scale or row in forced):
                starts.append(row)
                filled = repeated if self._head < row else 0.0
            filled += height
        return starts

    def fitted(self, pages: int, scale: float, least: float) -> float:
        """Return the largest scale, from one down to a least one, at which there are so few pages; 0 if none."""
        steps = range(int((scale - least) / _STEP) + 1)
        return next((tried for tried in (scale - n * _STEP for n in steps) if len(self.starts(tried)) <= pages), 0.0)

    def alone(self, starts: Sequence[int]) -> list[int]:
        """Return the rows of charts that stand on a page, which is not the first, with nothing but notes."""
        charts: list[int] = []
        for start, end in pairwise([*starts, len(self._heights) + 1]):
            lines = [self._lines.get(row) for row in range(start, end)]
            if start > 1 and all(line and line.role == "prose" for line in lines):
                charts += [row for row, line in enumerate(lines, start) if line and line.chart][:1]
        return charts

    def companion(self, chart: int, scale: float) -> int:
        """Return the row from which on all goes over with a chart: its table's caption, or the last rows of it."""
        region = max((r for r in self._regions if r.head < chart), key=lambda region: region.head)
        caption = self._caption(region)
        whole = sum(self._heights[caption - 1 : chart]) <= self._room / scale
        if whole and region.head != self._regions[0].head:
            return caption
        return max(region.first, region.last - _WITH_CHART + 1)

    def _caption(self, region: Region) -> int:
        """Return the row where a table begins, with its caption."""
        row = region.head - region.plan.grouped
        while row > 1 and (above := self._lines.get(row - 1)) and above.role == "prose" and above.slots:
            row -= 1
        return row
