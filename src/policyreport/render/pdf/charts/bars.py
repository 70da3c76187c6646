"""Budgets carried out: the whole as a track, the part done as a bar, and the rate at the right.

The tracks of all rows are of one length, so that what is compared is the rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from policyreport.document.tree import Chart, Row
from policyreport.render.pdf.charts.cells import cell, number, value
from policyreport.render.pdf.charts.drawing import Drawing, Fill, Inset, Polygon, Shape
from policyreport.render.pdf.charts.legend import Entry, legend
from policyreport.render.pdf.charts.rows import labelled, rows, sides
from policyreport.render.pdf.charts.stack import Stack
from policyreport.render.pdf.charts.style import Style
from policyreport.render.pdf.charts.words import Block
from policyreport.render.pdf.lines import natural_width
from policyreport.render.pdf.runs import Run

_WHOLE, _PART, _RATE = 1, 2, 3
_LONGEST = 2.0
"""A bar ends at so many times the whole; an arrow says that it goes on."""
_RATE_SHARE = 0.3


def bar(chart: Chart, style: Style, width: float) -> Stack:
    """Return a chart of parts done of their wholes."""
    shares = sides(chart.table, style, width)
    rates = [style.runs(cell(row, _RATE), style.strong) for row in chart.table.rows]
    reserve = min(max(map(natural_width, rates), default=0) + 1.1 * style.em, shares.plot * _RATE_SHARE)
    longest = max([1.0, *(done(row) or 0 for row in chart.table.rows)])
    setting = _Setting(chart, style, shares.plot, shares.plot - reserve, min(longest, _LONGEST))
    head = legend(setting.entries(), style, shares.left, shares.plot)
    return rows(chart.table, shares, style, head, lambda row: labelled(row, setting.picture(row), shares, style))


def done(row: Row) -> float | None:
    """Return how much of a row's whole is done, 1 being all; None where that cannot be said."""
    whole, part, rate = (value(row, column) for column in (_WHOLE, _PART, _RATE))
    if whole is not None and part is not None and whole > 0:
        return float(min(max(part / whole, Decimal(0)), Decimal(10) ** 6))
    return None if rate is None or part is not None else float(min(max(rate / 100, Decimal(0)), Decimal(10) ** 6))


@dataclass(frozen=True, slots=True)
class _Setting:
    """``track`` is the room for bars in points, ``longest`` how many times the whole goes into it."""

    chart: Chart
    style: Style
    width: float
    track: float
    longest: float

    def entries(self) -> Iterator[Entry]:
        """Yield what the legend says: the heads of the part and of the whole."""
        em, colours = self.style.em, self.style.theme.colours
        for column, height, colour in ((_PART, 0.6, colours.accent), (_WHOLE, 1.0, colours.head_tint)):
            if column < len(self.chart.table.columns):
                mark = Fill(0, -em * height / 2, em * 1.4, em * height, colour)
                head = self.chart.table.columns[column].head
                yield Entry((mark,), em * 1.4, self.style.runs(head, self.style.quiet))

    def picture(self, row: Row) -> Drawing:
        """Return a row's track, bar and rate, with the amounts below."""
        leading = self.style.leading
        left = self.track + self.style.em
        figure = self.style.runs(cell(row, _RATE), self.style.strong)
        rate = Block.of(figure, self.width - left, leading)
        amounts = Block.of(self._amounts(row), self.width, leading)
        drop = max(leading, rate.height)
        bars = Inset(Drawing(0, tuple(self._bars(row))), 0, -leading / 2)
        shapes = (bars, *rate.at(left, 0, "right", self.width - left), *amounts.at(0, -drop))
        return Drawing(drop + amounts.height, shapes)

    def _bars(self, row: Row) -> Iterator[Shape]:
        em, colours, share = self.style.em, self.style.theme.colours, done(row)
        whole = self.track / self.longest
        if number(row, _WHOLE) is not None or share is not None:
            yield Fill(0, -em * 0.6, whole, em * 1.2, colours.head_tint)
        if share is None:
            return
        end = min(share, self.longest) * whole
        yield Fill(0, -em * 0.35, end, em * 0.7, colours.accent)
        if share > 1:
            yield Fill(whole - em * 0.08, -em * 0.6, em * 0.16, em * 1.2, colours.title)
        if share > self.longest:
            yield Polygon(((end, -em * 0.6), (end + em * 0.6, 0), (end, em * 0.6)), colours.accent)

    def _amounts(self, row: Row) -> list[Run]:
        """Return the part and the whole as words; what is missing is said."""
        if number(row, _PART) is None and number(row, _WHOLE) is None:
            return self.style.no_value()
        part, whole = (
            self.style.runs([found], self.style.value) if (found := number(row, column)) else self.style.no_value()
            for column in (_PART, _WHOLE)
        )
        return [*part, self.style.quiet.run(" / "), *whole]
