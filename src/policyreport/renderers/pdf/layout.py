"""Blocks of the tree as laid-out boxes of the page's column, and as elements of the document's structure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
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
    Heading,
    Inline,
    Item,
    Items,
    Note,
    Pairs,
    Paragraph,
    Table,
    Text,
)
from policyreport.document.number_format import plain_text
from policyreport.document.theme import Theme
from policyreport.renderers.pdf.boxes import Label, LayoutBox, TextBox, TocEntry
from policyreport.renderers.pdf.canvas import Canvas
from policyreport.renderers.pdf.fonts import BOLD, REGULAR, Face
from policyreport.renderers.pdf.line_breaking import Line, broken, natural_width
from policyreport.renderers.pdf.paginate import Footnotes, filled, least_of
from policyreport.renderers.pdf.runs import NUMERAL_ROOM, Numbering, RunStyle, runs, with_numeral
from policyreport.renderers.pdf.structure_tree import Element, Role, bounded, text_entry
from policyreport.renderers.pdf.table_layout import TableLayout, pairs_table
from policyreport.renderers.pdf.toc import ContentsBox, contents_entries

_GAP = 5.0
Setting = Callable[[float], Iterator[TextBox]]
"""Sets a caption across a column so many points wide; nothing where there is neither a title nor a unit."""


class CaptionLayout:
    """Numbers tables and charts as they come."""

    def __init__(self, theme: Theme, numbering: Numbering) -> None:
        self._theme, self._numbering = theme, numbering
        self._tables = self._charts = 0

    def table(self, table: Table, element: Element) -> Setting:
        """Return the caption of a table, which is a part of the table's element (ISO 32000-1, 14.8.4.3.4)."""
        self._tables += bool(table.caption)
        return self._setting(table, f"표 {self._tables}. ", element)

    def chart(self, table: Table, element: Element) -> Setting:
        """Return the caption of a chart of a table."""
        self._charts += bool(table.caption)
        return self._setting(table, f"그림 {self._charts}. ", element)

    def _setting(self, table: Table, label: str, element: Element) -> Setting:
        if not table.caption and not table.unit:
            return lambda _: iter(())
        caption = element.add("Caption")
        return lambda width: self._set(table, label, caption, width)

    def _set(self, table: Table, label: str, caption: Element, width: float) -> Iterator[TextBox]:
        look = RunStyle(self._theme.sizes.caption, self._theme.colours.ink, BOLD)
        said = (Text(label), *table.caption) if table.caption else ()
        units = RunStyle(self._theme.sizes.caption, self._theme.colours.quiet)
        unit = units.runs(f"(단위: {table.unit})") if table.unit else []
        tail = Line.of(unit)
        lines = broken(runs(said, look, self._theme, self._numbering), width - tail.width - _GAP)
        yield TextBox(
            [*lines[:-1], lines[-1]._replace(spaced=True)],
            look.size * 1.6,
            caption,
            11,
            stays_with_next=True,
            tail=(tail, caption) if table.unit else None,
            width=width,
        )


_BAR = 2.4
PANEL_PAD_X, PANEL_PAD_Y = 16.0, 11.0
CARD_GAP, CARD_PAD = 9.0, 9.0


class PanelBox(NamedTuple):
    """Boxes on a tint, with a bar at the left; no higher than ``kept_whole`` points they are not parted."""

    boxes: Sequence[LayoutBox]
    tint: str
    bar: str
    width: float
    kept_whole: float = 0
    before: float = 0
    stays_with_next: bool = False
    stays_with_last: bool = False

    @property
    def height(self) -> float:
        """The height of what it holds, and its padding."""
        return 2 * PANEL_PAD_Y + sum(box.height + (box.before if i else 0) for i, box in enumerate(self.boxes))

    @property
    def least(self) -> float:
        """All of a low one; else the least of what it holds, and its padding."""
        return self.height if self.height <= self.kept_whole else 2 * PANEL_PAD_Y + least_of(self.boxes)

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that what it holds marks."""
        return [number for box in self.boxes for number in box.notes()]

    def parted(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:
        """Part it as a page parts what it holds, with padding on both parts."""
        if room < 2 * PANEL_PAD_Y + least_of(self.boxes):
            return None
        waiting = deque(self.boxes)
        first = tuple(each.box for each in filled(waiting, room - 2 * PANEL_PAD_Y))
        return self._replace(boxes=first), self._replace(boxes=tuple(waiting), before=0)

    def draw(self, pen: Canvas, left: float, top: float) -> None:
        """Draw tint and bar, then what it holds."""
        pen.fill(left, top - self.height, self.width, self.height, self.tint)
        pen.fill(left, top - self.height, _BAR, self.height, self.bar)
        y = top - PANEL_PAD_Y
        for i, box in enumerate(self.boxes):
            y -= box.before if i else 0
            box.draw(pen, left + PANEL_PAD_X, y)
            y -= box.height


class CardsBox(NamedTuple):
    """Cards side by side, each a column of text boxes; they are never parted."""

    cards: Sequence[Sequence[TextBox]]
    card_width: float
    rule: str
    accent: str
    before: float = 0
    stays_with_next: bool = False
    stays_with_last: bool = False

    @property
    def height(self) -> float:
        """The height of the tallest card."""
        return 2 * CARD_PAD + max(sum(box.height for box in card) for card in self.cards)

    @property
    def least(self) -> float:
        """All of it."""
        return self.height

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that its cards mark."""
        return [number for card in self.cards for box in card for number in box.notes()]

    def parted(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:  # noqa: ARG002
        """Cards stay together."""
        return None

    def draw(self, pen: Canvas, left: float, top: float) -> None:
        """Draw each card's frame, its accent rule and its lines."""
        for card in self.cards:
            pen.frame(left, top - self.height, self.card_width, self.height, self.rule)
            pen.rule(left - 0.3, left + self.card_width + 0.3, top, self.accent, 2)
            y = top - CARD_PAD
            for box in card:
                box.draw(pen, left + CARD_PAD, y)
                y -= box.height
            left += self.card_width + CARD_GAP


class FigureBox(NamedTuple):
    """A drawing that is read as one figure; one higher than ``kept_whole`` points may go on on the next page."""

    drawing: LayoutBox
    element: Element
    width: float
    kept_whole: float = 0
    before: float = 4
    stays_with_next: bool = False
    stays_with_last: bool = False

    @property
    def height(self) -> float:
        """The height of the drawing."""
        return self.drawing.height

    @property
    def least(self) -> float:
        """All of a low drawing; else the least of it."""
        return self.height if self.height <= self.kept_whole else self.drawing.least

    def notes(self) -> list[int]:
        """Return the numbers of the footnotes that the drawing marks."""
        return self.drawing.notes()

    def parted(self, room: float) -> tuple[LayoutBox, LayoutBox] | None:
        """Part it as the drawing parts."""
        parts = self.drawing.parted(room)
        return parts and (self._replace(drawing=parts[0]), self._replace(drawing=parts[1], before=0))

    def draw(self, pen: Canvas, left: float, top: float) -> None:
        """Draw the figure; its element says where it stands (ISO 32000-1, 14.8.5.4.3)."""
        if not self.element.kids:
            self.element.entries += bounded(left, top - self.height, left + self.width, top)
        with pen.figure(self.element):
            self.drawing.draw(pen, left, top)


_MOST_IN_A_ROW = 4


class CardLayout:
    """Sets cards in the type of a theme."""

    def __init__(self, theme: Theme, numbering: Numbering) -> None:
        self._theme, self._numbering = theme, numbering

    def rows(self, cards: Sequence[Card], width: float, parent: Element) -> Iterator[CardsBox]:
        """Yield rows of at most four cards, as evenly filled as they come, across a column ``width`` points wide."""
        rows = ceil(len(cards) / _MOST_IN_A_ROW)
        count = ceil(len(cards) / rows) if rows else 1
        card_width = (width - CARD_GAP * (count - 1)) / count
        colours = self._theme.colours
        laid = [self._card(card, card_width - 2 * CARD_PAD, parent.add("Div")) for card in cards]
        for start in range(0, len(cards), count):
            row = laid[start : start + count]
            yield CardsBox(row, card_width, colours.rule, colours.accent, before=CARD_GAP if start else 12)

    def _card(self, card: Card, width: float, element: Element) -> list[TextBox]:
        sizes, quiet = self._theme.sizes, self._theme.colours.quiet
        label = self._broken(card.label, RunStyle(sizes.note, quiet), width)
        boxes = [
            TextBox(label, sizes.note * 1.5, element.add("P")),
            TextBox(self._figure(card.figure, width), sizes.card * 1.45, element.add("P")),
        ]
        if card.remark:
            remark = self._broken(card.remark, RunStyle(sizes.note * 0.94, quiet), width)
            boxes.append(TextBox(remark, sizes.note * 1.45, element.add("P")))
        return boxes

    def _broken(self, content: Sequence[Inline], look: RunStyle, width: float) -> list[Line]:
        return broken(runs(content, look, self._theme, self._numbering), width)

    def _figure(self, content: Sequence[Inline], width: float) -> list[Line]:
        """Return a card's figure on one line, smaller where it would not fit."""
        size = self._theme.sizes.card
        look = RunStyle(size, self._theme.colours.title, BOLD)
        wide = natural_width(runs(content, look, self._theme))
        fitting = max(self._theme.sizes.body, size * min(1, width / wide)) if wide else size
        return self._broken(content, look._replace(size=fitting), width)


_ITEM_LOOKS: tuple[tuple[float, Face, float], ...] = (
    (1.05, BOLD, 7),
    (1.0, REGULAR, 3.5),
    (0.94, REGULAR, 2),
    (0.94, REGULAR, 2),
)
"""For each level of items: its size over the body's, its face, and the space before it in points."""

_HEADING_ROLES: tuple[Role, ...] = ("H2", "H3", "H4")
"""The document's title is its first heading; no level below it is passed over (ISO 14289-1, 7.4.2)."""

_LABEL_GAP = 4.0
_PANEL_LEVEL = 1
_FEW_LINES = 2
_KEPT_WHOLE = 19
"""What is no higher than so many letters, about a quarter of a page, is not parted."""
_PAGES_HEIGHT = 842.0
"""What calls for attention is parted only where a page cannot hold it."""
_DEEPEST = 3


class Where(NamedTuple):
    """Where a block is set: its column's width in points, the element that it is within, its items' first level."""

    width: float
    within: Element
    level: int = 0


class Lying(NamedTuple):
    """A part, and whether it needs a page that lies on its side."""

    part: LayoutBox
    lies: bool


class BlockLayout:
    """Sets the blocks of a document in the type of a theme.

    Columns are ``width`` points wide, on pages that lie on their side ``wide``.
    ``headings`` gathers the elements of the headings that stand in no box, in order.
    """

    def __init__(self, theme: Theme, width: float, wide: float, root: Element, footnotes: Footnotes) -> None:
        self._theme, self._width, self._wide, self._root = theme, width, wide, root
        self._number = footnotes.number
        self._captions = CaptionLayout(theme, footnotes.number)
        self._kept_whole = _KEPT_WHOLE * theme.sizes.body
        self._justified = theme.breaking == "letters"
        self._open: list[int] = []
        self.headings: list[Element] = []
        self._announced: Sequence[Heading] = ()

    def blocks(self, blocks: Sequence[Block]) -> list[Lying]:
        """Return the parts of blocks, in order; raises ``PolicyReportError`` for all of those that cannot fit."""
        self._announced = [block for block in blocks if isinstance(block, Heading)]
        parts: list[Lying] = []
        problems: list[Problem] = []
        for before, block in zip([None, *blocks], blocks, strict=False):
            follows = parts[-1] if isinstance(block, Note) and parts else None
            try:
                parts += _led_by(before, self._placed(block, lies=bool(follows and follows.lies)))
            except PolicyReportError as error:
                problems += error.problems
        raise_any(problems)
        return _with_heads(parts)

    def _placed(self, block: Block, *, lies: bool) -> list[Lying]:
        if isinstance(block, Table):
            return self._table(block, Where(self._width, self._root), self._wide)
        where = Where(self._wide if lies else self._width, self._root)
        return [Lying(part, lies) for part in self._block(block, where)]

    def _block(self, block: Block, where: Where) -> Iterator[LayoutBox]:
        sizes, colours = self._theme.sizes, self._theme.colours
        match block:
            case Heading():
                yield self._heading(block, where)
            case Paragraph(content):
                yield self._text(content, RunStyle(sizes.body, colours.ink), where, before=5)
            case Note(content):
                yield self._note(content, where)
            case Items(items):
                yield from self._items(items, where, where.within)
            case Box():
                yield self._panel(block, where)
            case Cards(cards):
                yield from CardLayout(self._theme, self._number).rows(cards, where.width, where.within)
            case Pairs():
                yield from self._pairs(block, where)
            case Table():
                yield from (each.part for each in self._table(block, where, where.width))
            case Chart():
                yield from self._chart(block, where)
            case Contents(depth):
                yield from self._contents(depth, where)
            case _:
                assert_never(block)

    def _text(self, content: Sequence[Inline], look: RunStyle, where: Where, before: float = 0) -> TextBox:
        lines = self._broken(content, look, where.width, letters=self._justified)
        leading = look.size * self._theme.leading
        return TextBox(lines, leading, where.within.add("P"), before, width=where.width, justified=self._justified)

    def _broken(self, content: Sequence[Inline], look: RunStyle, width: float, *, letters: bool = False) -> list[Line]:
        return broken(runs(content, look, self._theme, self._number), width, letters=letters)

    def _heading(self, heading: Heading, where: Where) -> TextBox:
        sizes, colours = self._theme.sizes, self._theme.colours
        size, before = {1: (sizes.heading1, 20), 2: (sizes.heading2, 13), 3: (sizes.heading3, 9)}[heading.level]
        colour = colours.ink if heading.level == _DEEPEST else colours.title
        numeral, said = with_numeral(heading.content)
        indent = size * NUMERAL_ROOM if numeral else 0
        lines = self._broken(said, RunStyle(size, colour, BOLD), where.width - indent)
        self._open = [level for level in self._open if level < heading.level] + [heading.level]
        element = where.within.add(_HEADING_ROLES[len(self._open) - 1])
        if where.within is self._root:
            self.headings.append(element)
        entry = TocEntry(heading.level - 1, plain_text(heading.content).replace("\n", " "))
        label = Label(_line_of(RunStyle(size, colours.accent, BOLD), numeral), 0, element) if numeral else None
        return TextBox(lines, size * 1.5, element, before, indent, label, stays_with_next=True, entry=entry)

    def _note(self, content: Sequence[Inline], where: Where) -> TextBox:
        look = RunStyle(self._theme.sizes.note, self._theme.colours.quiet)
        element = where.within.add("P")
        mark = _line_of(look, self._theme.note_mark)
        indent = mark.width + _LABEL_GAP
        lines = self._broken(content, look, where.width - indent)
        label = Label(mark, 0, element)
        return TextBox(lines, look.size * 1.5, element, 4, indent=indent, label=label, stays_with_last=True)

    def _items(self, items: Sequence[Item], where: Where, within: Element) -> Iterator[LayoutBox]:
        """Yield items with those below them: a list within the body of the item that it belongs to."""
        body, marks = self._theme.sizes.body, self._theme.item_marks
        share, face, before = _ITEM_LOOKS[min(where.level, len(_ITEM_LOOKS) - 1)]
        mark = _line_of(RunStyle(body * share, self._theme.colours.accent), marks[min(where.level, len(marks) - 1)])
        look = RunStyle(body * share, self._theme.colours.ink, face)
        hang = where.level * body * 1.25
        indent = hang + max(mark.width, body * 0.9) + _LABEL_GAP
        listed = within.add("L", "/A<</O/List/ListNumbering/Disc>>") if items else within
        for item in items:
            element = listed.add("LI")
            label, content = Label(mark, hang, element.add("Lbl")), element.add("LBody")
            yield TextBox(
                self._broken(item.content, look, where.width - indent, letters=self._justified),
                look.size * self._theme.leading,
                content.add("P") if item.items else content,
                before,
                indent,
                label,
                stays_with_next=bool(item.items),
                width=where.width,
                justified=self._justified,
            )
            if item.items:
                yield from self._items(item.items, where._replace(level=where.level + 1), content)

    def _panel(self, box: Box, where: Where) -> PanelBox:
        colours, inner = self._theme.colours, where.width - 2 * PANEL_PAD_X
        element = where.within.add("Sect")
        bar = self._theme.lamps[box.tone].colour if box.tone else colours.accent
        within = Where(inner, element, _PANEL_LEVEL)
        look = RunStyle(self._theme.sizes.heading3, colours.ink if box.tone else colours.accent, BOLD)
        title = self._broken(box.title, look, inner)
        head = TextBox(title, look.size * self._theme.leading, element.add("P"), stays_with_next=True)
        boxes = (head, *(part for block in box.blocks for part in self._block(block, within)))
        kept = _PAGES_HEIGHT if box.tone else self._kept_whole
        return PanelBox(boxes, colours.box_tint, bar, where.width, kept, before=10)

    def _table(self, table: Table, where: Where, wide: float) -> list[Lying]:
        element = where.within.add("Table")
        caption_of = self._captions.table(table, element)
        box, lies = TableLayout(table, self._theme, self._number, element).box(where.width, wide)
        width = wide if lies else where.width
        return [Lying(part, lies) for part in (*caption_of(width), box)]

    def _chart(self, chart: Chart, where: Where) -> Iterator[LayoutBox]:
        from policyreport.renderers.pdf.charts import chart_part  # noqa: PLC0415 - its many modules serve only charts

        element = where.within.add("Sect")
        yield from self._captions.chart(chart.table, element)(where.width)
        figure = element.add("Figure", text_entry("Alt", chart.alt))
        yield FigureBox(
            chart_part(chart, self._theme, where.width, self._number), figure, where.width, self._kept_whole
        )

    def _pairs(self, pairs: Pairs, where: Where) -> Iterator[LayoutBox]:
        if pairs.pairs:
            yield pairs_table(pairs, self._theme, where.width, self._number, where.within.add("Table"))

    def _contents(self, depth: int, where: Where) -> Iterator[LayoutBox]:
        if self._announced:
            entries = contents_entries(self._announced, depth, self._theme, where.width, where.within.add("TOC"))
            yield ContentsBox(entries, self.headings, self._theme.leading, where.width, self._theme.colours.quiet)


def _led_by(before: Block | None, parts: list[Lying]) -> list[Lying]:
    """Return a block's parts; a few words right below a heading stay, as it does, with what they lead to."""
    if isinstance(before, Heading) and len(parts) == 1:
        part, lies = parts[0]
        if isinstance(part, TextBox) and part.label is None and len(part.lines) <= _FEW_LINES:
            return [Lying(part._replace(stays_with_next=True), lies)]
    return parts


def _with_heads(parts: Sequence[Lying]) -> list[Lying]:
    """Return the parts, with what stays with a part that lies on its side lying too."""
    turned: list[Lying] = []
    for part, lies in reversed(parts):
        turned.append(Lying(part, lies or (part.stays_with_next and bool(turned) and turned[-1].lies)))
    return turned[::-1]


def _line_of(look: RunStyle, mark: str) -> Line:
    return Line.of(look.runs(mark), spaced=True)
