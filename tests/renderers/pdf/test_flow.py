from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.at_night import tries

from policyreport.renderers.pdf.boxes import Label, LayoutBox, TextBox, TocEntry
from policyreport.renderers.pdf.canvas import Canvas
from policyreport.renderers.pdf.fonts import SANS
from policyreport.renderers.pdf.layout import PanelBox
from policyreport.renderers.pdf.line_breaking import Line
from policyreport.renderers.pdf.paginate import Page, pages, too_high
from policyreport.renderers.pdf.runs import RunStyle
from policyreport.renderers.pdf.structure_tree import Element

LOOK = RunStyle(10, "#000000", SANS.regular)
ROUNDING = 1e-6
HUNDREDTH = 0.01
"""Points that a page may be too high without anybody seeing it, as `too_high` allows."""


@dataclass(frozen=True)
class Whole(LayoutBox):
    """A box that is never split."""

    name: str
    size: float

    @property
    def height(self) -> float:
        return self.size

    def draw(self, canvas: Canvas, left: float, top: float) -> None: ...


def line_of(text: str) -> Line:
    return Line((LOOK.run(text),), 30)


def text_box(name: str, lines: int, before: float = 0, leading: float = 10, *, heading: bool = False) -> TextBox:
    """Return a box of lines that are called a.0, a.1 …"""
    said = [line_of(f"{name}.{i}") for i in range(lines)]
    return TextBox(said, leading, Element("P"), before=before, stays_with_next=heading)


def names_in(part: LayoutBox) -> list[str]:
    match part:
        case TextBox(lines=lines):
            return [line.runs[0].text for line in lines]
        case PanelBox(boxes=boxes):
            return [name for box in boxes for name in names_in(box)]
        case Whole(name=name):
            return [name]
        case _:
            raise TypeError(part)


def names_on(page: Page) -> list[str]:
    return [name for each in page.column for name in names_in(each.box)]


leadings = st.sampled_from([8.0, 10.5, 15.5])
spaces = st.sampled_from([0.0, 5.0, 12.0])


def text_boxes(name: str, most_lines: int) -> st.SearchStrategy[TextBox]:
    return st.builds(
        lambda lines, *measures: text_box(name, lines, *measures), st.integers(1, most_lines), spaces, leadings
    )


def headings(names: list[str]) -> st.SearchStrategy[list[LayoutBox]]:
    made = [st.builds(lambda box: replace(box, stays_with_next=True), text_boxes(name, 2)) for name in names]
    return st.tuples(*made).map(list)


@st.composite
def sections(draw: st.DrawFn) -> list[LayoutBox]:
    """Headings, mostly with text or a panel below them."""
    boxes: list[LayoutBox] = []
    for i in range(draw(st.integers(1, 12))):
        boxes += draw(headings([f"h{i}-{j}" for j in range(draw(st.integers(0, 2)))]))
        body, more = draw(text_boxes(f"b{i}", 40)), draw(text_boxes(f"m{i}", 12))
        title = text_box(f"t{i}", 1, heading=True)
        boxes.append(draw(st.sampled_from([body, PanelBox((title, body, more), "", "", 100, draw(spaces))])))
    return boxes


heights = st.floats(200, 700)


SEVERAL = settings(max_examples=tries(30, 100))
"""Each example is a document of several pages."""


@SEVERAL
@given(sections(), heights)
def test_every_line_stands_once_and_in_order(boxes: list[LayoutBox], height: float):
    laid = [name for page in pages(boxes, height) for name in names_on(page)]
    assert laid == [name for box in boxes for name in names_in(box)]


@SEVERAL
@given(sections(), heights)
def test_nothing_goes_past_the_end_of_its_page(boxes: list[LayoutBox], height: float):
    for page in pages(boxes, height):
        assert page.end <= height + HUNDREDTH


@SEVERAL
@given(sections(), heights)
def test_boxes_do_not_overlap_and_keep_their_space(boxes: list[LayoutBox], height: float):
    for page in pages(boxes, height):
        assert page.column[0].offset == 0
        for above, below in pairwise(page.column):
            assert below.offset - above.offset - above.box.height >= below.box.before - ROUNDING


@SEVERAL
@given(sections(), heights)
def test_no_heading_is_the_last_on_a_page(boxes: list[LayoutBox], height: float):
    assert not [page for page in pages(boxes, height)[:-1] if page.column[-1].box.stays_with_next]


@SEVERAL
@given(sections(), heights)
def test_no_title_of_a_panel_is_the_last_on_a_page(boxes: list[LayoutBox], height: float):
    lasts = [names_on(page)[-1] for page in pages(boxes, height)[:-1]]
    assert not [name for name in lasts if name.startswith("t")]


@given(st.integers(4, 60), st.floats(40, 300), st.floats(0, 300))
def test_a_paragraph_never_leaves_a_line_alone(lines: int, height: float, above: float):
    laid = pages([Whole("above", min(above, height)), text_box("b", lines)], height)
    parts = [len(names_in(each.box)) for page in laid for each in page.column if isinstance(each.box, TextBox)]
    assert min(parts) >= 2


def test_a_page_is_filled_before_the_next_begins():
    laid = pages([Whole(str(i), 30) for i in range(7)], 100)
    assert [names_on(page) for page in laid] == [["0", "1", "2"], ["3", "4", "5"], ["6"]]


def test_the_space_before_a_box_is_dropped_at_the_top_of_a_page():
    laid = pages([Whole("a", 100, before=20), Whole("b", 50, before=20)], 100)
    assert [each.offset for page in laid for each in page.column] == [0, 0]


def test_a_box_higher_than_a_page_begins_a_page_and_is_told_of():
    laid = pages([Whole("a", 10), Whole("b", 150), Whole("c", 10)], 100)
    assert [names_on(page) for page in laid] == [["a"], ["b"], ["c"]]
    (problem,) = [problem for n, page in enumerate(laid, 1) for problem in too_high(page, n, 100)]
    assert (problem.code, "page 2" in problem.what.en) == ("pdf.too-high", True)


def test_a_panel_that_cannot_be_parted_stays_whole():
    panel = PanelBox((text_box("t", 1, heading=True), Whole("b", 150)), "", "", 100)
    assert [names_on(page) for page in pages([panel, Whole("c", 10)], 100)] == [["t.0", "b"], ["c"]]


def test_what_fits_exactly_is_not_too_high():
    exactly = pages([Whole("a", 0.1 + 0.2 + 0.3)], 0.6)
    assert [too_high(page, 1, 0.6) for page in exactly] == [[]]


def test_nothing_takes_no_page():
    assert pages([], 100) == []


def test_only_the_first_part_of_a_text_bears_its_mark_and_only_the_last_its_tail():
    mark = Label(line_of("□"), 0, Element("Lbl"))
    tail = line_of("(단위: 명)"), Element("Caption")
    entry = TocEntry(0, "제목")
    whole = TextBox(text_box("b", 8).lines, 10, Element("P"), label=mark, tail=tail, entry=entry)
    first, rest = whole.split(45) or (None, None)
    assert isinstance(first, TextBox)
    assert isinstance(rest, TextBox)
    assert (first.label, first.tail, first.entry) == (mark, None, entry)
    assert (rest.label, rest.tail, rest.entry) == (None, tail, None)
