"""What is drawn of a chart on the pages of a PDF is as long as its values ask; each way to draw otherwise is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.cli.plants.pdf import in_stream
from tests.renderers.pdf.charts.specimens import CHARTS, LAMPS, LARGE, bar, bullet, over_time, said, status, timeline
from tests.renderers.pdf.specimens import rendered
from tests.small_example import make_example

from policyreport.diagnostics import PolicyReportError
from policyreport.document.nodes import Chart, DocumentBlock, Number, Row, Text
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.pipeline.build import build
from policyreport.pipeline.tie_out_check import tie_out
from policyreport.project import open_project
from policyreport.renderers.pdf import charts as pdf_charts
from policyreport.renderers.pdf.boxes import LayoutBox
from policyreport.renderers.pdf.runs import Numbering
from policyreport.tie_out.chart_values import DrawnDifference
from policyreport.tie_out.drawn_charts import drawn_differences
from policyreport.tie_out.drawn_figures import Figure, Shape
from policyreport.tie_out.pdf import PdfPlaces

CHECKED = ("bullet", "bar", "line", "column", "status", "panels", "timeline")
"""All kinds but heat tables, which draw no lengths."""
ROWS = ("bullet", "bar", "status", "timeline")
MOVED = 2.0


def described(name: str) -> Chart:
    """Return a specimen with a description of its own, as every chart of a template has it."""
    return replace(CHARTS[name], alt=f"그림 {name}")


def drawn(*blocks: DocumentBlock, theme: Theme | None = None) -> list[Figure]:
    return list(PdfPlaces(rendered(*blocks, theme=theme).content).figures())


def found(content: bytes, *charts: Chart) -> list[DrawnDifference]:
    return list(drawn_differences(PdfPlaces(content).figures(), charts))


def feed(monkeypatch: pytest.MonkeyPatch, change: Callable[[Chart], Chart]) -> None:
    """Let the renderer draw another chart than that of the document."""
    draw = pdf_charts.chart_part

    def fed(chart: Chart, theme: Theme, width: float, numbering: Numbering) -> LayoutBox:
        return draw(change(chart), theme, width, numbering)

    monkeypatch.setattr(pdf_charts, "chart_part", fed)


def with_values(chart: Chart, change: Callable[[int, Decimal], Decimal]) -> Chart:
    """Return a chart whose values are others, by the number of their row."""

    def cell(at: int, content: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(
            replace(node, value=change(at, node.value)) if isinstance(node, Number) and node.value is not None else node
            for node in content
        )

    rows = tuple(
        replace(row, cells=tuple(cell(at, content) for content in row.cells)) for at, row in enumerate(chart.table.rows)
    )
    return replace(chart, table=replace(chart.table, rows=rows))


def backwards(chart: Chart) -> Chart:
    """Return a chart whose rows have the values of one another, under their own names."""
    rows = chart.table.rows
    cells = [(row.cells[0], *other.cells[1:]) for row, other in zip(rows, reversed(rows), strict=True)]
    fed = tuple(replace(row, cells=content) for row, content in zip(rows, cells, strict=True))
    return replace(chart, table=replace(chart.table, rows=fed))


@pytest.mark.parametrize("theme", [Theme(), LARGE], ids=["usual", "large"])
def test_all_that_is_drawn_of_every_kind_of_chart_is_as_its_values_ask(theme: Theme):
    charts = [described(name) for name in CHARTS]
    figures = drawn(*charts, theme=theme)
    assert {figure.alt for figure in figures} == {chart.alt for chart in charts}
    assert len(figures) > len(charts)  # some go on on the next page
    assert list(drawn_differences(figures, charts)) == []


def test_charts_that_are_described_alike_are_told_apart_by_their_order():
    alike = [replace(CHARTS[name], alt="그림") for name in ("bar-extreme", "bar-extreme", "column", "timeline", "line")]
    figures = drawn(*alike)
    assert list(drawn_differences(figures, alike)) == []
    assert list(drawn_differences(figures, list(reversed(alike))))


@pytest.mark.parametrize("kind", ROWS)
def test_the_heads_of_groups_are_no_bars(kind: str):
    chart = described(kind)
    head = Row((said("무리"), *((),) * (len(chart.table.columns) - 1)), "group")
    grouped = replace(
        chart, table=replace(chart.table, rows=(head, *chart.table.rows[:2], head, *chart.table.rows[2:]))
    )
    figures = drawn(grouped)
    assert list(drawn_differences(figures, [grouped])) == []
    assert len(figures[0].shapes) == len(drawn(chart)[0].shapes) + 2


VALUES = st.one_of(
    st.none(), st.decimals(-10_000, 10_000, places=1).map(str), st.sampled_from(["0", "1e13", "-0.001", "97", "98.4"])
)


@settings(max_examples=15)
@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=6))
def test_no_values_are_drawn_otherwise_than_they_are(values: list[tuple[str | None, str | None, str | None]]):
    names = [f"이름 {at}" for at in range(len(values))]
    series: dict[str, list[str | None]] = {f"계열 {at}": [three[at] for three in values] for at in range(3)}
    charts = [
        *(over_time(kind, series, names=names) for kind in ("line", "column", "panels")),
        bar(*((name, *three) for name, three in zip(names, values, strict=True))),
        bullet(*((name, *three, "건") for name, three in zip(names, values, strict=True))),
        status(*((name, [*three]) for name, three in zip(names, values, strict=True))),
    ]
    charts = [replace(chart, alt=chart.kind) for chart in charts]
    assert found(rendered(*charts).content, *charts) == []


DAYS = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2025, 3, 1)))


@settings(max_examples=15)
@example([(date.max, date.max), (date(9999, 11, 30), None)])
@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=6))
def test_no_days_are_drawn_elsewhere_than_they_are(days: list[tuple[date | None, date | None]]):
    rows = [(f"과제 {at}", start, end, LAMPS[at % 5], "비고" * at) for at, (start, end) in enumerate(days)]
    chart = replace(timeline(*rows), alt="일정")
    assert found(rendered(chart).content, chart) == []


@pytest.mark.parametrize("kind", CHECKED)
def test_a_chart_fed_with_the_values_of_other_rows_is_found(kind: str, monkeypatch: pytest.MonkeyPatch):
    feed(monkeypatch, backwards)
    assert found(rendered(described(kind)).content, described(kind))


@pytest.mark.parametrize("kind", ["line", "column"])
def test_a_series_drawn_as_another_is_found(kind: str, monkeypatch: pytest.MonkeyPatch):
    def exchanged(chart: Chart) -> Chart:
        def row(one: Row) -> Row:
            name, first, second, *others = one.cells
            return replace(one, cells=(name, second, first, *others))

        return replace(chart, table=replace(chart.table, rows=tuple(map(row, chart.table.rows))))

    feed(monkeypatch, exchanged)
    assert found(rendered(described(kind)).content, described(kind))


@pytest.mark.parametrize("kind", ["line", "column", "bar", "panels", "bullet"])
def test_one_value_that_is_drawn_a_tenth_too_high_is_found_with_its_name(kind: str, monkeypatch: pytest.MonkeyPatch):
    rows = CHARTS[kind].table.rows
    feed(monkeypatch, lambda chart: with_values(chart, lambda at, value: value * (Decimal("1.1") if at == 1 else 1)))
    differing = found(rendered(described(kind)).content, described(kind))
    if kind in {"bar", "bullet"}:  # what is drawn of both is the share, which is as before
        assert differing == []
    else:
        name = "".join(node.text for node in rows[1].cells[0] if isinstance(node, Text))
        assert any(one.kind == "length" and one.mark.startswith(name) for one in differing)


def test_columns_that_do_not_begin_at_zero_are_found(monkeypatch: pytest.MonkeyPatch):
    feed(monkeypatch, lambda chart: with_values(chart, lambda _, value: value - 60))
    chart = replace(over_time("column", {"투자": ["100", "110", "120"]}), alt="세로 막대")
    assert {one.kind for one in found(rendered(chart).content, chart)} == {"length"}


def test_a_chart_that_is_drawn_as_another_or_not_at_all_is_found():
    content = rendered(described("column")).content
    assert [one.kind for one in found(content, described("column"), described("bar"))] == ["absent"]
    assert found(content, replace(CHARTS["bar"], alt=described("column").alt))


def fill_of(shape: Shape) -> bytes:
    """Return how a page's stream fills a rectangle."""
    size = f"{shape.right - shape.left:.2f} {shape.top - shape.bottom:.2f}"
    return f"{shape.left:.2f} {shape.bottom:.2f} {size} re f".encode()


def longest(figure: Figure, *, across: bool) -> Shape:
    rectangles = [shape for shape in figure.shapes if shape.is_rectangle and shape.colour != (255, 255, 255, 255)]
    return max(rectangles, key=lambda one: one.right - one.left if across else one.top - one.bottom)


@pytest.mark.parametrize("kind", ["bullet", "bar", "column", "status", "timeline"])
def test_a_bar_that_is_two_points_longer_in_the_finished_file_is_found_at_its_page(kind: str):
    chart, across = described(kind), kind in ROWS
    made = rendered(chart).content
    (figure,) = PdfPlaces(made).figures()
    one = longest(figure, across=across)
    changed = [
        (x + MOVED if across and x == one.right else x, y + MOVED if not across and y == one.top else y)
        for x, y in one.points
    ]
    content = in_stream(fill_of(one), fill_of(one._replace(points=tuple(changed))))(made)
    differing = found(content, chart)
    assert differing
    assert {(each.page, each.chart, each.kind) for each in differing} == {(1, chart.alt, "length")}
    if kind in {"column", "status"}:
        assert any(abs(each.drawn - each.due - MOVED) < 0.1 for each in differing)


@pytest.mark.parametrize("kind", ["bullet", "bar", "column", "status", "timeline"])
def test_a_bar_that_is_missing_in_the_finished_file_is_found(kind: str):
    chart = described(kind)
    made = rendered(chart).content
    (figure,) = PdfPlaces(made).figures()
    content = in_stream(fill_of(longest(figure, across=kind in ROWS)), b"")(made)
    assert "count" in {each.kind for each in found(content, chart)}


@pytest.mark.parametrize("name", ["line", "line-one"])
def test_a_point_of_a_line_that_is_moved_is_found(name: str):
    chart = described(name)
    (figure,) = drawn(chart)
    at = max(index for index, shape in enumerate(figure.shapes) if shape.is_filled)

    def moved(across: float, up: float) -> set[str]:
        shapes = list(figure.shapes)
        shapes[at] = shapes[at]._replace(points=tuple((x + across, y + up) for x, y in shapes[at].points))
        return {one.kind for one in drawn_differences([figure._replace(shapes=tuple(shapes))], [chart])}

    assert moved(0, 0) == set()
    assert moved(0, MOVED) == {"length"}
    assert "place" in moved(MOVED, 0)


def test_a_line_that_does_not_pass_through_its_points_is_found():
    chart = described("line")
    (figure,) = drawn(chart)
    at = max(index for index, shape in enumerate(figure.shapes[:-2]) if not shape.is_filled)
    (x, y), *others = figure.shapes[at].points
    shapes = list(figure.shapes)
    shapes[at] = shapes[at]._replace(points=((x, y + MOVED), *others))
    (one,) = drawn_differences([figure._replace(shapes=tuple(shapes))], [chart])
    assert (one.kind, round(one.drawn - one.due, 2)) == ("length", MOVED)


@pytest.mark.parametrize("name", ["line", "column"])
def test_a_mark_in_the_colour_of_another_series_is_found(name: str):
    chart = described(name)
    (figure,) = drawn(chart)
    filled = [index for index, shape in enumerate(figure.shapes) if shape.is_filled]
    shapes = list(figure.shapes)
    shapes[filled[-1]] = shapes[filled[-1]]._replace(colour=shapes[filled[0]].colour)
    differing = list(drawn_differences([figure._replace(shapes=tuple(shapes))], [chart]))
    assert [one.kind for one in differing] == ["colour"]


def test_a_milestone_that_is_moved_or_missing_is_found():
    chart = described("timeline")
    (figure,) = drawn(chart)
    at = next(i for i, one in enumerate(figure.shapes) if len(one.points) == len("diam") and not one.is_rectangle)
    shapes = list(figure.shapes)
    shapes[at] = shapes[at]._replace(points=tuple((x - MOVED, y) for x, y in shapes[at].points))
    (one,) = drawn_differences([figure._replace(shapes=tuple(shapes))], [chart])
    assert (one.kind, one.mark, round(one.drawn - one.due, 2)) == ("place", "온디바이스 AI 챌린지", -MOVED)
    del shapes[at]
    assert [one.kind for one in drawn_differences([figure._replace(shapes=tuple(shapes))], [chart])] == ["count"]


def test_every_bar_of_charts_of_many_is_held_against_its_value():
    for name in ("bullet-extreme", "status-extreme", "column-extreme", "bar-extreme"):
        chart = described(name)
        figures = drawn(chart)
        number = len(figures) - 1
        bars = [index for index, shape in enumerate(figures[number].shapes) if shape.is_rectangle]
        for index in bars[len(bars) // 2 :: 5]:
            shapes = figures[number].shapes
            parts = [*figures[:number], figures[number]._replace(shapes=shapes[:index] + shapes[index + 1 :])]
            assert list(drawn_differences(parts, [chart])), (name, index)


def test_what_is_found_is_told_with_page_figure_name_and_both_lengths():
    chart = described("column")
    made = rendered(chart).content
    (figure,) = PdfPlaces(made).figures()
    one = longest(figure, across=False)
    higher = one._replace(points=tuple((x, y + MOVED * (y == one.top)) for x, y in one.points))
    content = in_stream(fill_of(one), fill_of(higher))(made)
    with pytest.raises(PolicyReportError) as caught:
        tie_out("a.pdf", Rendered(content, ()), {}, [chart])
    (problem,) = caught.value.problems
    assert problem.code == "tie-out.chart-differs"
    assert problem.where
    assert problem.where.cell == "1쪽 그림 column"
    assert re.fullmatch(
        r"'2024년 2분기 실적'의 값대로면 [\d.]+pt여야 할 길이\(높이\)가 [\d.]+pt로 그려졌습니다", problem.what.ko
    )
    tie_out("a.pdf", Rendered(made, ()), {}, [chart])


def test_a_chart_drawn_from_other_values_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    make_example(tmp_path)
    feed(monkeypatch, backwards)
    with pytest.raises(PolicyReportError) as caught:
        build(open_project(tmp_path), reports=["briefing"], formats=["pdf"])
    assert "tie-out.chart-differs" in {problem.code for problem in caught.value.problems}
