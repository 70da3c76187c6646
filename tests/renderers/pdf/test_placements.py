"""Each box that is reported for a number holds the number's text, on the page that is named."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import get_args

import pypdfium2
import pytest

from policyreport.document.nodes import Chart, ChartKind, Contents, Document, Number, Pair, Paragraph, Strong, Table
from policyreport.document.number_format import number_text
from policyreport.document.output import Placement, Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.pdf import render

from .charts.specimens import CHARTS, drawing_of
from .kitchen_sink import KITCHEN_SINK
from .specimens import META, number, opened, rendered, said, squeezed, table_of

WHERE = re.compile(r"page (\d+) at ([\d.]+),([\d.]+) to ([\d.]+),([\d.]+)")


ISSUED = replace(KITCHEN_SINK, meta=replace(KITCHEN_SINK.meta, draft=False))
"""Without what stands across the pages of a draft."""


@pytest.fixture(scope="module")
def kitchen_sink() -> Rendered:
    return render(ISSUED, Theme())


def numbers_in(node: object) -> list[Number]:
    if isinstance(node, Number):
        return [node]
    if isinstance(node, tuple):
        return [found for inner in node for found in numbers_in(inner)]
    if not is_dataclass(node):
        return []
    return [found for field in fields(node) for found in numbers_in(getattr(node, field.name))]


def text_at(pdf: pypdfium2.PdfDocument, placed: Placement) -> str:
    """Return the text that stands within the box that a placement names."""
    found = WHERE.fullmatch(placed.where)
    assert found, placed.where
    page, *box = found.groups()
    left, bottom, right, top = map(float, box)
    return pdf[int(page) - 1].get_textpage().get_text_bounded(left, bottom, right, top).strip()


def test_every_number_is_placed_as_often_as_it_is_said():
    document = replace(ISSUED, blocks=tuple(block for block in ISSUED.blocks if not isinstance(block, Chart)))
    placed = Counter((p.fact, p.text) for p in render(document, Theme()).placements)
    assert placed == Counter((n.fact, number_text(n)) for n in numbers_in(document))


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_a_number_that_is_drawn_is_placed_in_its_picture(kind: ChartKind):
    chart = replace(CHARTS[kind], alt="그림")
    placed = Counter((p.fact, p.text) for p in rendered(Contents(), chart).placements)
    drawn = Counter((noted.fact, noted.text) for noted in drawing_of(chart, 459) if noted.fact)
    assert placed == drawn


def test_each_box_holds_the_text_of_its_number(kitchen_sink: Rendered):
    pdf = opened(kitchen_sink)
    assert len(kitchen_sink.placements) > 10
    for placed in kitchen_sink.placements:
        assert squeezed(text_at(pdf, placed)) == squeezed(placed.text), placed


def test_a_number_on_a_later_page_names_that_page():
    blocks = (table_of(*[("글",)] * 100), Paragraph(said(number("late", "7", "건"))))
    file = rendered(*blocks)
    (placed,) = file.placements
    assert placed.where.startswith(f"page {file.extent} at ")
    assert text_at(opened(file), placed) == "7건"


def test_a_number_in_a_cell_that_goes_over_pages_is_placed_once():
    cell = (*said("낱말 " * 1200), number("deep", "1524"), *said(" 끝"))
    table = table_of(("채움",))
    row = replace(table.rows[0], cells=(cell,))
    file = rendered(Table(table.columns, (row,)))
    (placed,) = file.placements
    assert text_at(opened(file), placed) == "1,524개사"


def test_a_missing_number_is_placed_too():
    (placed,) = rendered(Paragraph((number("gap", None),))).placements
    assert (placed.fact, placed.text) == ("gap", "-")


def test_numbers_side_by_side_have_boxes_of_their_own():
    file = rendered(Paragraph((number("a", "5", "개"), Strong((number("a", "5", "개"),)), number("b", "6", "개"))))
    assert [(p.fact, text_at(opened(file), p)) for p in file.placements] == [("a", "5개"), ("a", "5개"), ("b", "6개")]


def test_what_follows_a_number_begins_where_it_ends():
    first, second = rendered(Paragraph((number("a", "1524"), number("b", "6", "개")))).placements
    end, begin = first.where.split(" to ")[1], second.where.split(" at ")[1]
    assert end.split(",")[0] == begin.split(",")[0]


def test_a_number_among_the_particulars_is_placed():
    meta = replace(META, particulars=(Pair(said("안건"), (number("agenda", "3", "건"),)),))
    file = render(Document(meta, ()), Theme())
    assert [text_at(opened(file), placed) for placed in file.placements] == ["3건"]
