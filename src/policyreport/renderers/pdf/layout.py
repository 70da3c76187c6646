"""Lay blocks of the tree out as boxes of the page's column, and as elements of the document's structure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil
from typing import NamedTuple, assert_never

from policyreport.diagnostics import PolicyReportError, Problem, raise_any
from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    Contents,
    DocumentBlock,
    Heading,
    Inline,
    Item,
    Items,
    Note,
    PageBreak,
    Pairs,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    Text,
)
from policyreport.document.number_format import plain_text
from policyreport.document.numbering import number_mark
from policyreport.document.pages import with_directions
from policyreport.document.picture_size import picture_size
from policyreport.renderers.pdf.boxes import ImageBox, Label, LayoutBox, PageBreakBox, RuleBox, TextBox, TocEntry
from policyreport.renderers.pdf.canvas import Canvas
from policyreport.renderers.pdf.line_breaking import Line, broken, natural_width
from policyreport.renderers.pdf.paginate import Footnotes, filled, min_height_of
from policyreport.renderers.pdf.runs import (
    NUMERAL_ROOM,
    RenderContext,
    RunStyle,
    plain_style,
    strong_style,
    with_numeral,
)
from policyreport.renderers.pdf.structure_tree import Element, Role, bounded, text_entry
from policyreport.renderers.pdf.table_layout import TableLayout, pairs_table
from policyreport.renderers.pdf.toc import ContentsBox, contents_entries

PANEL_PAD_X, PANEL_PAD_Y = 16.0, 11.0
_PANEL_BAR = 2.4
_PANEL_LEVEL = 1
_QUOTE_PAD = 2.0
_CARD_GAP, _CARD_PAD = 9.0, 9.0
_MOST_CARDS_IN_A_ROW = 4
_CAPTION_GAP = 5.0
_LABEL_GAP = 4.0
_FEW_LINES = 2
_KEPT_WHOLE = 19
"""What is no higher than so many letters, about a quarter of a page, is not split."""

_PAGES_HEIGHT = 842.0
"""What calls for attention is split only where a page cannot hold it."""

_ITEM_STYLES: tuple[tuple[float, bool, float], ...] = (
    (1.05, True, 7),
    (1.0, False, 3.5),
    (0.94, False, 2),
    (0.94, False, 2),
)
"""For each level of items: its size over the body's, whether it stands out, and the space before it in points."""

_LIST_NUMBERINGS: dict[str, str] = {
    "": "Disc",
    "1.": "Decimal",
    "1)": "Decimal",
    "가.": "LowerAlpha",
    "가)": "LowerAlpha",
}
"""How the items of a list are numbered, as ISO 32000-1 names it (table 347); it has no word for Hangul."""

_HEADING_ROLES: tuple[Role, ...] = ("H2", "H3", "H4")
"""The document's title is its first heading; no level below it is passed over (ISO 14289-1, 7.4.2)."""


@dataclass(frozen=True)
class PanelBox(LayoutBox):
    """Boxes on a tint, if there is one, with a bar at the left.

    No higher than ``kept_whole`` points they are not split; ``pad`` is the room above and below them.
    """

    boxes: Sequence[LayoutBox]
    tint: str
    bar: str
    width: float
    kept_whole: float = 0
    pad: float = PANEL_PAD_Y

    @property
    def height(self) -> float:
        """The height of the boxes, and their padding."""
        return 2 * self.pad + sum(box.height + (box.before if i else 0) for i, box in enumerate(self.boxes))

    @property
    def min_height(self) -> float:
        """All of a low one; else the minimum of the boxes, and their padding."""
        return self.height if self.height <= self.kept_whole else 2 * self.pad + min_height_of(self.boxes)

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that the boxes mark."""
        return [number for box in self.boxes for number in box.notes()]

    def split(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:
        """Split it as a page splits its boxes, with padding on both parts."""
        if room < 2 * self.pad + min_height_of(self.boxes):
            return None
        waiting = deque(self.boxes)
        first = tuple(each.box for each in filled(waiting, room - 2 * self.pad))
        return replace(self, boxes=first), replace(self, boxes=tuple(waiting), before=0)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw tint and bar, then the boxes."""
        if self.tint:
            canvas.fill(left, top - self.height, self.width, self.height, self.tint)
        canvas.fill(left, top - self.height, _PANEL_BAR, self.height, self.bar)
        y = top - self.pad
        for i, box in enumerate(self.boxes):
            y -= box.before if i else 0
            box.draw(canvas, left + PANEL_PAD_X, y)
            y -= box.height


@dataclass(frozen=True)
class CardsBox(LayoutBox):
    """Cards side by side, each a column of text boxes; they are never split."""

    cards: Sequence[Sequence[TextBox]]
    card_width: float
    rule: str
    accent: str

    @property
    def height(self) -> float:
        """The height of the tallest card."""
        return 2 * _CARD_PAD + max(sum(box.height for box in card) for card in self.cards)

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its cards mark."""
        return [number for card in self.cards for box in card for number in box.notes()]

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw each card's frame, its accent rule and its lines."""
        for card in self.cards:
            canvas.frame(left, top - self.height, self.card_width, self.height, self.rule)
            canvas.rule(left - 0.3, left + self.card_width + 0.3, top, self.accent, 2)
            y = top - _CARD_PAD
            for box in card:
                box.draw(canvas, left + _CARD_PAD, y)
                y -= box.height
            left += self.card_width + _CARD_GAP


@dataclass(frozen=True)
class FigureBox(LayoutBox):
    """A drawing that is read as one figure; one higher than ``kept_whole`` points may go on on the next page."""

    drawing: LayoutBox
    element: Element
    width: float
    kept_whole: float = 0

    @property
    def height(self) -> float:
        """The height of the drawing."""
        return self.drawing.height

    @property
    def min_height(self) -> float:
        """All of a low drawing; else its minimum."""
        return self.height if self.height <= self.kept_whole else self.drawing.min_height

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that the drawing marks."""
        return self.drawing.notes()

    def split(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:
        """Split it as the drawing splits."""
        parts = self.drawing.split(room)
        return parts and (replace(self, drawing=parts[0]), replace(self, drawing=parts[1], before=0))

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the figure; its element has its place (ISO 32000-1, 14.8.5.4.3)."""
        if not self.element.kids:
            self.element.attributes = bounded(left, top - self.height, left + self.width, top)
        with canvas.figure(self.element):
            self.drawing.draw(canvas, left, top)


class Where(NamedTuple):
    """Where a block is laid out: its column's width in points, the element around it, its items' first level."""

    width: float
    within: Element
    level: int = 0


Oriented = tuple[LayoutBox, bool]
"""A box, and whether it needs a page in landscape."""


class BlockLayout:
    """Lays out the blocks of a document.

    Columns are ``width`` points wide, on pages in landscape ``wide``; ``heights`` are theirs.
    """

    def __init__(
        self, width: float, wide: float, root: Element, footnotes: Footnotes, heights: tuple[float, float]
    ) -> None:
        self._width, self._wide, self._root, self._heights = width, wide, root, heights
        self._context = footnotes.context
        self._theme = footnotes.context.theme
        self._kept_whole = _KEPT_WHOLE * self._theme.sizes.body
        self._justified = self._theme.breaking == "letters"
        self._tables = self._charts = 0
        self._open: list[int] = []
        self._announced: Sequence[Heading] = ()
        self._headings: list[Element] = []
        """The elements of the headings that are in no box, in order."""

    def blocks(self, blocks: Sequence[DocumentBlock]) -> list[Oriented]:
        """Return the boxes of blocks, in order; raises ``PolicyReportError`` for all blocks that cannot fit."""
        turned = list(with_directions(blocks))
        self._announced = [block for block, _ in turned if isinstance(block, Heading)]
        boxes: list[Oriented] = []
        problems: list[Problem] = []
        for (before, _), (block, is_turned) in zip([(None, False), *turned], turned, strict=False):
            landscape = is_turned or (isinstance(block, Note) and bool(boxes) and boxes[-1][1])
            try:
                new = self._oriented(block, landscape=landscape)
            except PolicyReportError as error:
                problems += error.problems
                continue
            if isinstance(before, Heading) and len(new) == 1:
                new = [(_kept_with_next(new[0][0]), new[0][1])]
            boxes += new
        raise_any(problems)
        return _with_heads(boxes)

    def _oriented(self, block: Block, *, landscape: bool) -> list[Oriented]:
        if isinstance(block, Table) and not landscape:
            return self._table(block, Where(self._width, self._root), self._wide)
        where = Where(self._wide if landscape else self._width, self._root)
        return [(box, landscape) for box in self._block(block, where)]

    def _block(self, block: Block, where: Where) -> Iterator[LayoutBox]:
        match block:
            case Heading():
                yield self._heading(block, where)
            case Paragraph(content):
                yield self._paragraph(content, where)
            case Note(content):
                yield self._note(content, where)
            case Items(items):
                yield from self._items(items, where, where.within)
            case Box():
                yield self._panel(block, where)
            case Cards(cards):
                yield from self._cards(cards, where)
            case Pairs():
                yield from self._pairs(block, where)
            case Table():
                yield from (box for box, _ in self._table(block, where, where.width))
            case Chart():
                yield from self._chart(block, where)
            case Contents(depth):
                yield from self._contents(depth, where)
            case Picture():
                yield from self._picture(block, where)
            case Quote():
                yield self._quote(block, where)
            case Rule():
                yield RuleBox(where.width, self._theme.colours.rule, self._theme.sizes.body, before=3)
            case PageBreak():
                yield PageBreakBox()
            case _:
                assert_never(block)

    def _pairs(self, pairs: Pairs, where: Where) -> Iterator[LayoutBox]:
        if pairs.pairs:
            yield pairs_table(pairs, self._context, where.width, where.within.add("Table"))

    def _contents(self, depth: int, where: Where) -> Iterator[LayoutBox]:
        if self._announced:
            entries = contents_entries(self._announced, depth, self._context, where.width, where.within.add("TOC"))
            leading, leader = self._theme.leading, self._theme.colours.quiet
            yield ContentsBox(entries, self._headings, leading, where.width, leader, before=4)

    def _lines(self, content: Sequence[Inline], style: RunStyle, width: float, *, letters: bool = False) -> list[Line]:
        return broken(self._context.runs(content, style), width, letters=letters)

    def _paragraph(self, content: Sequence[Inline], where: Where) -> TextBox:
        style = plain_style(self._theme, self._theme.sizes.body, self._theme.colours.ink)
        lines = self._lines(content, style, where.width, letters=self._justified)
        leading, element = style.size * self._theme.leading, where.within.add("P")
        return TextBox(lines, leading, element, before=5, width=where.width, justified=self._justified)

    def _heading(self, heading: Heading, where: Where) -> TextBox:
        sizes, colours = self._theme.sizes, self._theme.colours
        size, before = {1: (sizes.heading1, 20), 2: (sizes.heading2, 13), 3: (sizes.heading3, 9)}[heading.level]
        style = strong_style(self._theme, size, colours.ink if heading.level == 3 else colours.title)  # noqa: PLR2004 - the deepest
        numeral, text = with_numeral(heading.content)
        indent = size * NUMERAL_ROOM if numeral else 0
        lines = self._lines(text, style, where.width - indent)
        self._open = [level for level in self._open if level < heading.level] + [heading.level]
        element = where.within.add(_HEADING_ROLES[len(self._open) - 1])
        if where.within is self._root:
            self._headings.append(element)
        entry = TocEntry(heading.level - 1, plain_text(heading.content).replace("\n", " "))
        label = Label(_mark(strong_style(self._theme, size, colours.accent), numeral), 0, element) if numeral else None
        return TextBox(lines, size * 1.5, element, indent, label, entry, before=before, stays_with_next=True)

    def _note(self, content: Sequence[Inline], where: Where) -> TextBox:
        style = plain_style(self._theme, self._theme.sizes.note, self._theme.colours.quiet)
        element = where.within.add("P")
        mark = _mark(style, self._theme.note_mark)
        indent = mark.width + _LABEL_GAP
        lines = self._lines(content, style, where.width - indent)
        label = Label(mark, 0, element)
        return TextBox(lines, style.size * 1.5, element, indent, label, before=4, stays_with_last=True)

    def _items(self, items: Sequence[Item], where: Where, within: Element) -> Iterator[LayoutBox]:
        """Yield items with those below them: a list within the body of the item that it belongs to.

        Items of one list are all numbered in one form, or have all the mark of their level.
        """
        for form, listed in groupby(items, lambda item: item.form if item.number else ""):
            element = within.add("L", attributes=f"<</O/List/ListNumbering/{_LIST_NUMBERINGS[form]}>>")
            yield from self._list(list(listed), where, element)

    def _list(self, items: Sequence[Item], where: Where, element: Element) -> Iterator[LayoutBox]:
        body, marks, colours = self._theme.sizes.body, self._theme.item_marks, self._theme.colours
        mark = marks[min(where.level, len(marks) - 1)]
        hang = where.level * body * 1.25
        looks = [_ITEM_STYLES[_look_of(item, where.level)] for item in items]
        labels = [
            _mark(plain_style(self._theme, body * share, colours.accent), number_mark(item) or mark)
            for item, (share, *_) in zip(items, looks, strict=True)
        ]
        indent = hang + max(body * 0.9, *(label.width for label in labels)) + _LABEL_GAP
        for item, (share, is_strong, before), line in zip(items, looks, labels, strict=True):
            style = (strong_style if is_strong else plain_style)(self._theme, body * share, colours.ink)
            item_element = element.add("LI")
            label, content = Label(line, hang, item_element.add("Lbl")), item_element.add("LBody")
            yield TextBox(
                self._lines(item.content, style, where.width - indent, letters=self._justified),
                style.size * self._theme.leading,
                content.add("P") if item.items else content,
                indent,
                label,
                before=before,
                stays_with_next=bool(item.items),
                width=where.width,
                justified=self._justified,
            )
            if item.items:
                yield from self._items(item.items, where._replace(level=where.level + 1), content)

    def _quote(self, quote: Quote, where: Where) -> PanelBox:
        within = Where(where.width - 2 * PANEL_PAD_X, where.within.add("BlockQuote"), max(where.level, _PANEL_LEVEL))
        boxes = [part for block in quote.blocks for part in self._block(block, within)]
        return PanelBox(boxes, "", self._theme.colours.rule, where.width, pad=_QUOTE_PAD, before=6)

    def _panel(self, box: Box, where: Where) -> PanelBox:
        colours, inner = self._theme.colours, where.width - 2 * PANEL_PAD_X
        element = where.within.add("Sect")
        bar = self._theme.lamps[box.tone].colour if box.tone else colours.accent
        style = strong_style(self._theme, self._theme.sizes.heading3, colours.ink if box.tone else colours.accent)
        title = self._lines(box.title, style, inner)
        head = TextBox(title, style.size * self._theme.leading, element.add("P"), stays_with_next=True)
        within = Where(inner, element, _PANEL_LEVEL)
        boxes = (head, *(part for block in box.blocks for part in self._block(block, within)))
        kept_whole = _PAGES_HEIGHT if box.tone else self._kept_whole
        return PanelBox(boxes, colours.box_tint, bar, where.width, kept_whole, before=10)

    def _cards(self, cards: Sequence[Card], where: Where) -> Iterator[CardsBox]:
        """Yield rows of at most four cards, as evenly filled as they come."""
        rows = ceil(len(cards) / _MOST_CARDS_IN_A_ROW)
        count = ceil(len(cards) / rows) if rows else 1
        card_width = (where.width - _CARD_GAP * (count - 1)) / count
        colours = self._theme.colours
        boxes = [self._card(card, card_width - 2 * _CARD_PAD, where.within.add("Div")) for card in cards]
        for start in range(0, len(cards), count):
            row = boxes[start : start + count]
            yield CardsBox(row, card_width, colours.rule, colours.accent, before=_CARD_GAP if start else 12)

    def _card(self, card: Card, width: float, element: Element) -> list[TextBox]:
        """Return a card's lines; its figure stays on one line, smaller where it would not fit."""
        sizes, colours = self._theme.sizes, self._theme.colours
        label = self._lines(card.label, plain_style(self._theme, sizes.note, colours.quiet), width)
        boxes = [TextBox(label, sizes.note * 1.5, element.add("P"))]
        style = strong_style(self._theme, sizes.card, colours.title)
        wide = natural_width(RenderContext(self._theme).runs(card.figure, style))  # its footnotes are numbered below
        size = max(sizes.body, sizes.card * min(1, width / wide)) if wide else sizes.card
        figure = self._lines(card.figure, style._replace(size=size), width)
        boxes.append(TextBox(figure, sizes.card * 1.45, element.add("P")))
        if card.remark:
            remark = self._lines(card.remark, plain_style(self._theme, sizes.note * 0.94, colours.quiet), width)
            boxes.append(TextBox(remark, sizes.note * 1.45, element.add("P")))
        return boxes

    def _table(self, table: Table, where: Where, wide: float) -> list[Oriented]:
        element = where.within.add("Table")
        self._tables += bool(table.caption)
        # a caption is a part of its table's element (ISO 32000-1, 14.8.4.3.4) and comes first in it
        caption = element.add("Caption") if table.caption or table.unit else None
        box, landscape = TableLayout(table, self._context, element).box(where.width, wide)
        width = wide if landscape else where.width
        return [(each, landscape) for each in (*self._caption(table, f"표 {self._tables}. ", caption, width), box)]

    def _chart(self, chart: Chart, where: Where) -> Iterator[LayoutBox]:
        from policyreport.renderers.pdf.charts import chart_part  # noqa: PLC0415 - its many modules serve only charts

        table, element = chart.table, where.within.add("Sect")
        self._charts += bool(table.caption)
        caption = element.add("Caption") if table.caption or table.unit else None
        yield from self._caption(table, f"그림 {self._charts}. ", caption, where.width)
        figure = element.add("Figure", text_entry("Alt", chart.alt))
        drawing = chart_part(chart, self._theme, where.width, self._context.number)
        yield FigureBox(drawing, figure, where.width, self._kept_whole, before=4)

    def _picture(self, picture: Picture, where: Where) -> Iterator[LayoutBox]:
        element = where.within.add("Sect")
        self._charts += bool(picture.caption)
        caption = element.add("Caption") if picture.caption else None
        yield from self._caption(picture.heading, f"그림 {self._charts}. ", caption, where.width)
        figure = element.add("Figure", text_entry("Alt", picture.alt))
        size = picture_size(picture, where.width, self._heights[where.width > self._width])
        drawing = ImageBox(picture.image, size, where.width)
        yield FigureBox(drawing, figure, where.width, drawing.height, before=6, stays_with_next=bool(picture.source))
        if picture.source:
            style = plain_style(self._theme, self._theme.sizes.note, self._theme.colours.quiet)
            lines = self._lines(picture.origin, style, where.width)
            yield TextBox(lines, style.size * 1.5, element.add("P"), before=3, width=where.width, centred=True)

    def _caption(self, table: Table, label: str, element: Element | None, width: float) -> Iterator[TextBox]:
        """Yield the caption of a table or chart across a column, where there is an element for it."""
        if element is None:
            return
        sizes, colours = self._theme.sizes, self._theme.colours
        style = strong_style(self._theme, sizes.caption, colours.ink)
        unit = (
            plain_style(self._theme, sizes.caption, colours.quiet).runs(f"(단위: {table.unit})") if table.unit else []
        )
        tail = Line.of(unit)
        content = (Text(label), *table.caption) if table.caption else ()
        *lines, last = self._lines(content, style, width - tail.width - _CAPTION_GAP)
        yield TextBox(
            [*lines, last._replace(spaced=True)],
            style.size * 1.6,
            element,
            before=11,
            stays_with_next=True,
            tail=(tail, element) if table.unit else None,
            width=width,
        )


def _look_of(item: Item, level: int) -> int:
    """Return which of the looks of items one has: bold only where it is the head of others, as in Word and 한글."""
    return min(level if item.items else max(level, 1), len(_ITEM_STYLES) - 1)


def _kept_with_next(box: LayoutBox) -> LayoutBox:
    """Return the only box right below a heading; a few words stay, as the heading does, with what they lead to."""
    if isinstance(box, TextBox) and box.label is None and len(box.lines) <= _FEW_LINES:
        return replace(box, stays_with_next=True)
    return box


def _with_heads(boxes: Sequence[Oriented]) -> list[Oriented]:
    """Return the boxes, with what stays with a box in landscape in landscape too."""
    turned: list[Oriented] = []
    for box, landscape in reversed(boxes):
        turned.append((box, landscape or (box.stays_with_next and bool(turned) and turned[-1][1])))
    return turned[::-1]


def _mark(style: RunStyle, mark: str) -> Line:
    return Line.of(style.runs(mark), spaced=True)
