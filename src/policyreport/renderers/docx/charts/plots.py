"""What Word plots for a chart: categories and series, by the chart's kind."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, assert_never

from policyreport.document.nodes import Chart, ChartKind, Date, Inline, Lamp, Number, Row, Tone
from policyreport.document.number_format import MISSING, NO_VALUE, excel_format, number_text, plain_text
from policyreport.document.panels import panels
from policyreport.document.timeline import TimelineCells, timeline_cells
from policyreport.renderers.flow.inlines import numbers

Shape = Literal["bar", "column", "line"]
ThemeColour = Literal["dk1", "lt1", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"]
Pattern = Literal["", "ltUpDiag", "wdUpDiag", "dkVert", "pct30", "dotGrid"]
_EXCEL_EPOCH = date(1899, 12, 30).toordinal()
_DAY_FORMAT = 'yyyy". "m". "d"."'
_SHORTEST = 10
"""In days; what lasts a day, or of which only one day is known, is drawn so long that it is seen."""
_MARGIN = 15
_JO = 10_000


@dataclass(frozen=True, slots=True)
class Fill:
    """A colour of the theme, and the pattern that tells it from others in grey; ``hollow`` is only an outline."""

    colour: ThemeColour
    pattern: Pattern = ""
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: how it is shown (``format``, or ``text`` where no format can), and of which number it is.

    A value of None is missing.
    """

    value: Decimal | int | None
    format: str = "General"
    text: str = ""
    number: Number | None = None
    fill: Fill | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """What stands beside the values of a row, and the numbers in it."""

    text: str
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Values under a common name. ``fill`` of None is not seen: it only holds up the series after it."""

    name: str
    points: tuple[Point, ...]
    fill: Fill | None


@dataclass(frozen=True, slots=True)
class Plot:
    """Series over common categories. ``days`` bounds an axis of days, counted as Excel does."""

    shape: Shape
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    stacked: bool = False
    days: tuple[int, int] | None = None


TONES: dict[Tone, Fill] = {
    "good": Fill("accent3"),
    "watch": Fill("accent4", "wdUpDiag"),
    "bad": Fill("accent5", "dkVert"),
    "done": Fill("accent1", "pct30"),
    "none": Fill("accent6", "dotGrid"),
}
"""How each tone is filled; the theme part gives its colours to these names."""
_BULLET = (Fill("accent6", "ltUpDiag"), Fill("accent1"), Fill("accent2", hollow=True))
_BAR = (Fill("accent6", hollow=True), Fill("accent1"))
_PLAIN = (
    Fill("accent1"),
    Fill("accent2", "wdUpDiag"),
    Fill("accent6", "pct30"),
    Fill("accent4", "dkVert"),
    Fill("accent3", "dotGrid"),
    Fill("accent5", "ltUpDiag"),
)


def plots(chart: Chart) -> list[Plot]:
    """Return what Word plots for a chart: one; of bullets one a unit, of panels one each, of a heat map none."""
    kind: ChartKind = chart.kind
    rows = [row for row in chart.table.rows if row.kind != "group"]
    match kind:
        case "bullet":
            return [_plot(chart, same, "bar", _BULLET) for same in _by_unit(rows)]
        case "line" | "column":
            return [_plot(chart, rows, kind, _PLAIN)]
        case "bar":
            return [_plot(chart, rows, "bar", _BAR)]
        case "panels":
            return [plot for panel in panels(chart) for plot in plots(panel)]
        case "status":
            return [
                _plot(
                    chart,
                    rows,
                    "bar",
                    [_lamp_fill(column.head) for column in chart.table.columns[1:]] or [TONES["none"]],
                )
            ]
        case "timeline":
            return [_timeline(rows)]
        case "heat":
            return []
        case _:
            assert_never(kind)


def _plot(chart: Chart, rows: Sequence[Row], shape: Shape, fills: Sequence[Fill]) -> Plot:
    """Return a plot of the columns after the first; of a whole and its part, the rate stands with the category."""
    heads = [_shown(column.head) for column in chart.table.columns[1:]]
    plotted = heads[: len(fills)] if chart.kind == "bar" else heads
    series = (
        Series(head, tuple(_point(row.cells[at]) for row in rows), fills[(at - 1) % len(fills)])
        for at, head in enumerate(plotted, start=1)
    )
    after = len(plotted) + 1
    stacked = chart.kind == "status"
    categories = tuple(_category(row, heads, after, stacked=stacked) for row in rows)
    return Plot(shape, categories, tuple(series), stacked=stacked)


def _category(row: Row, heads: Sequence[str], after: int, *, stacked: bool) -> Category:
    """Return a row's name, and with it what no bar can show: ``글로벌 팁스 (집행률 56.7%)``, ``매출 (실적 자료 없음)``.

    That is also a bar of nothing but zeros, for a part of no length has no label: ``정주 여건 (0개)``.
    """
    beside = [at for at in range(1, len(row.cells)) if at >= after or _point(row.cells[at]).value is None]
    said = {at: _shown(row.cells[at]) for at in beside}
    missing = [heads[at - 1] for at, text in said.items() if text in ("", MISSING)]
    rest = [f"{heads[at - 1]} {text}" for at, text in said.items() if text not in ("", MISSING)]
    if missing:
        rest.append(NO_VALUE if len(missing) == len(heads) else f"{'·'.join(missing)} {NO_VALUE}")
    zeros = [number for cell in row.cells[1:] for number in numbers(cell) if number.value is not None]
    if stacked and zeros and not any(number.value for number in zeros):
        rest.insert(0, number_text(zeros[0]))
    inlines = (*row.cells[0], *(node for at in beside for node in row.cells[at]))
    return Category(_shown(row.cells[0]) + (f" ({', '.join(rest)})" if rest else ""), tuple(numbers(inlines)))


def _shown(content: Iterable[Inline]) -> str:
    return plain_text(content).replace("\n", " ")


def _point(content: tuple[Inline, ...]) -> Point:
    number = next(numbers(content), None)
    if number is None or number.value is None:
        return Point(None)
    needs_text = number.shows_unit and number.unit == "억원" and abs(number.value) >= _JO
    return Point(number.value, excel_format(number), number_text(number) if needs_text else "", number)


def _by_unit(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows of each unit together, for only those can be compared on one scale."""
    found: list[Number | None] = [next((n for cell in row.cells[1:] for n in numbers(cell)), None) for row in rows]
    units = [number.unit if number else "" for number in found]
    for unit in dict.fromkeys(units):
        yield [row for row, its in zip(rows, units, strict=True) if its == unit]


def _lamp_fill(content: Iterable[Inline]) -> Fill:
    """Return the fill of the lamp in a cell."""
    lamp = next((node for node in content if isinstance(node, Lamp)), None)
    return TONES[lamp.tone if lamp else "none"]


def _timeline(rows: Sequence[Row]) -> Plot:
    """Return the plot of rows with a first day, a last day, a state and a remark, which all stand with its name."""
    spans = [_span(row) for row in rows]
    dated = [span for span in spans if span]
    first = min((start for start, _ in dated), default=0) - _MARGIN
    last = max((end for _, end in dated), default=0) + _MARGIN
    starts = tuple(Point(span[0], _DAY_FORMAT) if span else Point(None) for span in spans)
    lengths = tuple(
        Point(span[1] - span[0], "0", fill=_lamp_fill(timeline_cells(row).state)) if span else Point(None)
        for row, span in zip(rows, spans, strict=True)
    )
    series = (Series("시작", starts, None), Series("기간(일)", lengths, TONES["none"]))
    return Plot("bar", tuple(map(_period_category, rows)), series, stacked=True, days=(first, last))


def _span(row: Row) -> tuple[int, int] | None:
    """Return the first and the last day of a row, counted as Excel does; None where it has neither."""
    first, last = (next((node for node in cell if isinstance(node, Date)), None) for cell in timeline_cells(row)[1:3])
    start, end = first or last, last or first
    if start is None or end is None:
        return None
    return _first_day(start), max(_last_day(end), _first_day(start) + _SHORTEST)


def _first_day(day: Date) -> int:
    return date(day.year, day.month or 1, day.day or 1).toordinal() - _EXCEL_EPOCH


def _last_day(day: Date) -> int:
    month = day.month or 12
    return date(day.year, month, day.day or monthrange(day.year, month)[1]).toordinal() - _EXCEL_EPOCH


def _period_category(row: Row) -> Category:
    name, first, last, *rest = (plain_text(cell).replace("\n", " ") for cell in timeline_cells(row))
    has_first = len(row.cells) == len(TimelineCells._fields)
    between = f"{first or '-'} ~ {last or '-'}" if has_first and first != last else last
    text = "\n".join((name, " · ".join(part for part in (between, *rest) if part)))
    return Category(text, tuple(number for cell in row.cells for number in numbers(cell)))
