"""What holds of the picture of every chart, at every width and size of type."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.renderers.pdf.charts.specimens import (
    CHARTS,
    LAMPS,
    LARGE,
    Noted,
    chart,
    drawing_of,
    drawn,
    number,
    said,
    texts_of,
)

from policyreport.document.nodes import Chart, ChartKind, Date, Footnote, Number, Row
from policyreport.document.number_format import number_text
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.charts import chart_part

KINDS: tuple[ChartKind, ...] = get_args(ChartKind)
ORDINARY = (
    "bullet",
    "bar",
    "status",
    "timeline",
    "heat",
    "panels",
    "line",
    "line-one",
    "line-point",
    "column",
    "column-one",
)
of_every_chart = pytest.mark.parametrize("name", CHARTS)
at_every_width = pytest.mark.parametrize("width", [200, 445, 700])
in_every_size = pytest.mark.parametrize("theme", [Theme(), LARGE], ids=["usual", "large"])


def numbers(shown: Chart) -> dict[str, Number]:
    cells = (node for row in shown.table.rows for cell in row.cells for node in cell)
    return {node.fact: node for node in cells if isinstance(node, Number)}


def overlap(one: Noted, other: Noted) -> bool:
    (a, b, c, d), (e, f, g, h) = one.box, other.box
    return min(c, g) - max(a, e) > 0.1 and min(d, h) - max(b, f) > 0.1


@of_every_chart
@at_every_width
@in_every_size
def test_nothing_is_drawn_outside_the_column_or_the_height(name: str, width: float, theme: Theme):
    part = chart_part(CHARTS[name], theme, width)
    for each in drawn(part):
        left, bottom, right, top = each.box
        assert (left >= -0.01, right <= width + 0.01, top <= 0.01, bottom >= -part.height - 0.01) == (True,) * 4, each


@of_every_chart
@at_every_width
@in_every_size
def test_no_text_lies_on_another(name: str, width: float, theme: Theme):
    texts = [each for each in drawing_of(CHARTS[name], width, theme) if each.text.strip()]
    assert [(a.text, b.text) for a, b in combinations(texts, 2) if overlap(a, b)] == []


@of_every_chart
def test_a_number_is_printed_as_everywhere_in_the_document(name: str):
    known = numbers(CHARTS[name])
    shown: dict[str, str] = {}
    for each in drawing_of(CHARTS[name]):
        if each.fact:
            shown[each.fact] = shown.get(each.fact, "") + each.text
    assert shown == {fact: number_text(known[fact]) for fact in shown}


@pytest.mark.parametrize("name", ORDINARY)
def test_every_number_of_an_ordinary_chart_is_printed_once(name: str):
    counted = {fact: n.value for fact, n in numbers(CHARTS[name]).items() if n.value}
    facts = [each.fact for each in drawing_of(CHARTS[name]) if each.fact]
    assert len(facts) == len(set(facts))
    assert set(counted) <= set(facts)


@pytest.mark.parametrize("kind", KINDS)
def test_all_other_digits_stand_in_the_names_of_rows_columns_and_quarters(kind: ChartKind):
    shown = CHARTS[kind]
    names = "".join(re.findall(r"text='([^']*)'", repr(shown.table)))
    for each in drawing_of(shown):
        if not each.fact and kind != "timeline":
            assert set(re.findall(r"\d+", each.text)) <= set(re.findall(r"\d+", names)), each.text


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_without_rows_says_so(kind: ChartKind):
    assert texts_of(drawing_of(CHARTS[f"{kind}-empty"])) == "자료 없음"


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"heat"}))
def test_a_chart_whose_values_are_all_missing_says_so_and_draws_no_bar(kind: ChartKind):
    noted = drawing_of(CHARTS[f"{kind}-missing"])
    assert "자료 없음" in texts_of(noted)
    assert [each for each in noted if each.kind == "fill" and each.colour == Theme().colours.accent][1:] == []


@of_every_chart
@pytest.mark.parametrize("room", [120, 300, 700])
def test_parts_are_no_higher_than_the_room_and_together_draw_the_same_numbers(name: str, room: float):
    rest = chart_part(CHARTS[name], Theme(), 445)
    whole = [each.fact for each in drawn(rest) if each.fact]
    facts: list[str] = []
    while rest.height > room and (parts := rest.split(room)) is not None:
        first, rest = parts
        assert first.height <= room
        facts.extend(each.fact for each in drawn(first) if each.fact)
    assert facts + [each.fact for each in drawn(rest) if each.fact] == whole


@pytest.mark.parametrize(
    "name", ["bullet-extreme", "bar-extreme", "status-extreme", "timeline-extreme", "heat-extreme"]
)
def test_a_long_chart_of_rows_is_parted_with_its_head_on_either_part(name: str):
    parts = chart_part(CHARTS[name], Theme(), 445).split(300)
    assert parts is not None
    heads = [next(each.text for each in drawn(part) if each.text.strip()) for part in parts]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("name", ["line-extreme", "column-extreme"])
def test_a_chart_over_time_is_never_parted(name: str):
    part = chart_part(CHARTS[name], Theme(), 445)
    assert part.split(part.height - 1) is None
    assert part.min_height == part.height


@pytest.mark.parametrize("kind", ["bullet", "bar", "status", "timeline", "heat"])
def test_the_head_of_a_group_stands_with_the_rows_below_it(kind: ChartKind):
    shown = CHARTS[kind]
    blank: tuple[()] = ()
    group = Row((said("묶음"), *[blank] * (len(shown.table.columns) - 1)), "group")
    body = shown.table.rows[0]
    grouped = chart(kind, [c.head[0] for c in shown.table.columns], [body, body, body, group, body, body])
    part = chart_part(grouped, Theme(), 445)
    parts = part.split(part.height - 60)
    assert parts is not None
    assert "묶음" not in texts_of(drawn(parts[0]))
    assert "묶음" in texts_of(drawn(parts[1]))


@pytest.mark.parametrize("kind", KINDS)
def test_cells_may_be_empty_or_hold_a_dash(kind: ChartKind):
    columns = [column.head[0] for column in CHARTS[kind].table.columns]
    blank: tuple[()] = ()
    rows = [Row((said("가"), *[cell] * (len(columns) - 1))) for cell in (blank, said("-"), number("f", None))]
    assert chart_part(chart(kind, columns, rows), Theme(), 445).height > 0


@pytest.mark.parametrize("kind", KINDS)
def test_footnotes_in_names_are_numbered_and_told_to_the_page(kind: ChartKind):
    shown = CHARTS[kind]
    note = Footnote(said("각주"))
    first = shown.table.rows[0]
    marked = replace(first, cells=((*first.cells[0], note), *first.cells[1:]))
    table = replace(shown.table, rows=(marked, *shown.table.rows[1:]))
    part = chart_part(replace(shown, table=table), Theme(), 445, lambda found: 7 if found is note else 0)
    assert part.notes() == [7]
    assert "7)" in texts_of(drawn(part))


words = st.text("가나다라 ·()（)A1,%\n", max_size=60)
figures = st.none() | st.decimals(-(10**16), 10**16, places=2).map(str)
dates = st.none() | st.dates().map(Date.of)


@st.composite
def any_charts(draw: st.DrawFn) -> Chart:
    """Charts of any kind with names, figures and dates of any length."""
    kind = draw(st.sampled_from(KINDS))
    count = {"bullet": 3, "bar": 3, "timeline": 4}.get(kind) or draw(st.integers(1, 6))
    rows: list[Row] = []
    for at in range(draw(st.integers(0, 6))):
        cells = [number(f"{at}.{i}", draw(figures), draw(st.sampled_from(["", "%", "억원"]))) for i in range(count)]
        if kind == "timeline":
            days = [(day,) if (day := draw(dates)) else () for _ in range(2)]
            cells = [*days, draw(st.sampled_from([(), (LAMPS[0],), (LAMPS[4],)])), said(draw(words))]
        rows.append(Row((said(draw(words)), *cells)))
    heads = [LAMPS[i % 5] if kind == "status" else draw(words) for i in range(count)]
    return chart(kind, [draw(words), *heads], rows)


@given(any_charts(), st.sampled_from([200, 333.3, 700]), st.sampled_from([Theme(), LARGE]))
def test_any_chart_stays_within_its_bounds_and_no_text_lies_on_another(shown: Chart, width: float, theme: Theme):
    part = chart_part(shown, theme, width)
    noted = drawn(part)
    for left, bottom, right, top in (each.box for each in noted):
        assert (left >= -0.01, right <= width + 0.01, top <= 0.01, bottom >= -part.height - 0.01) == (True,) * 4
    texts = [each for each in noted if each.text.strip()]
    assert [(a.text, b.text) for a, b in combinations(texts, 2) if overlap(a, b)] == []
