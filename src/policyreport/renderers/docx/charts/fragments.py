"""A chart's fragments: its caption, and what shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from policyreport.document.nodes import Chart, Inline, Table
from policyreport.document.number_format import number_text
from policyreport.renderers.docx.charts.chart_part import chart_drawing, chart_height, chart_part
from policyreport.renderers.docx.charts.plots import Plot, plots
from policyreport.renderers.docx.charts.workbook import workbook
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.inlines import inlines
from policyreport.renderers.docx.paragraphs import Fragment, caption_fragments, styled, table_fragment
from policyreport.renderers.docx.styles import shade
from policyreport.renderers.docx.tables import cell, grid, head_rows, row, widths_of
from policyreport.renderers.docx.xml import Element, part, w
from policyreport.renderers.flow.inlines import Placed, Printed, numbers
from policyreport.renderers.flow.tables import head_depth

_BESIDE = 2
"""How many panels stand beside each other."""
_DARKEST = 0.45
"""Of the accent colour: ink on it keeps a contrast of 4.5 : 1."""


def chart_fragments(chart: Chart, context: RenderContext, *, noted: bool = False) -> Iterator[Fragment]:
    """Yield the caption and a paragraph for each plot, the last kept with the note to it; or a table for a heat map."""
    yield from caption_fragments("그림", chart.table, context)
    if chart.kind == "heat":
        yield _heat_map(chart.table, context)
    drawn = plots(chart)
    beside = _BESIDE if chart.kind == "panels" else 1
    words = [chart.alt, *(_part_in_words(plot, at, len(drawn)) for at, plot in enumerate(drawn[1:], start=2))]
    for first in range(0, len(drawn), beside):
        last = first + beside >= len(drawn)
        row = zip(drawn[first : first + beside], words[first:], strict=False)
        yield _plots([*row], context, context.width // beside, stays_with_next=not last or noted)


def _part_in_words(plot: Plot, at: int, parts: int) -> str:
    """Return what one of several plots of a chart says, as the chart's alternative text tells it of all rows."""
    said = (
        f"{category.text} {', '.join(_values(plot, row))}".rstrip() + "."
        for row, category in enumerate(plot.categories)
    )
    return f"{at}/{parts}: {' '.join(said)}"


def _values(plot: Plot, row: int) -> Iterator[str]:
    for series in plot.series:
        number = series.points[row].number
        if number is not None and number.value is not None:
            yield f"{series.name} {number_text(replace(number, shows_unit=True))}"


def _plots(row: Sequence[tuple[Plot, str]], context: RenderContext, width: int, *, stays_with_next: bool) -> Fragment:
    """Return a paragraph with plots beside each other, each with the words for what it shows."""
    drawings: list[Element] = []
    printed: list[Printed] = []
    parts, theme = context.parts, context.theme
    for plot, alt in row:
        number = next(context.charts)
        name = f"charts/chart{number}.xml"
        behind = parts.embed(name, f"chart{number}.xlsx", workbook(plot))
        relationship = parts.add("chart", name, part(chart_part(plot, theme.sizes.note, behind)))
        height = chart_height(plot, theme, context.height)
        drawings.append(chart_drawing(relationship, number, alt, width, height))
        printed += _printed(plot, number)
    shape = w("pPr", w("pStyle", val="Figure"), *((w("keepNext"),) if stays_with_next else ()))
    return Fragment(w("p", shape, *drawings), "paragraph", tuple(printed))


def _printed(plot: Plot, number: int) -> Iterator[Printed]:
    """Yield the numbers of a plot, row by row: those beside the values, then the values."""
    for at, category in enumerate(plot.categories):
        yield from (Printed(found, place=f"chart {number} category {at + 1}") for found in category.numbers)
        for series_number, series in enumerate(plot.series, start=1):
            if found := series.points[at].number:
                yield Printed(found, place=f"chart {number} series {series_number} point {at + 1}")


def _heat_map(table: Table, context: RenderContext) -> Fragment:
    """Return a table whose cells are the darker the greater their numbers, for no type of chart in Word does this."""
    widths = widths_of(table, context)
    heads = list(head_rows(table.columns, widths, context))
    greatest = max((_value(content) for each in table.rows for content in each.cells[1:]), default=Decimal(0))
    rows: list[Element] = []
    for each in table.rows:
        name = cell(widths[0], (styled("TableText", *inlines(each.cells[0], context)),))
        fields = zip(each.cells[1:], widths[1:], strict=True)
        rows.append(row((name, *(_field(content, width, greatest, context) for content, width in fields))))
    body = grid("PolicyTable", widths, (*heads, *rows), headed=True)
    return table_fragment(body, _cells(table))


def _value(content: tuple[Inline, ...]) -> Decimal:
    found = next(numbers(content), None)
    return found.value if found and found.value else Decimal(0)


def _field(content: tuple[Inline, ...], width: int, greatest: Decimal, context: RenderContext) -> Element:
    value, accent = _value(content), context.theme.colours.accent
    tint = (shade(_blended(accent, float(value / greatest) * _DARKEST)),) if value > 0 else ()
    shape = w("pPr", w("pStyle", val="TableText"), w("jc", val="center"))
    return cell(width, (w("p", shape, *inlines(content, context)),), *tint)


def _blended(colour: str, share: float) -> str:
    """Return a colour mixed with white."""
    parts = (int(colour[start:end], 16) for start, end in pairwise((1, 3, 5, 7)))
    return "#" + "".join(f"{round(255 + (part - 255) * share):02X}" for part in parts)


def _cells(table: Table) -> Iterator[Placed]:
    for at_row, each in enumerate(table.rows, start=head_depth(table) + 1):
        yield from ((at_row, at, content) for at, content in enumerate(each.cells, start=1))
