"""Blocks of the tree as laid-out boxes of the page's column, and as elements of the document's structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, assert_never

from policyreport.document.text import plain_text
from policyreport.document.theme import Theme
from policyreport.document.tree import (
    Block,
    Box,
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
)
from policyreport.errors import PolicyReportError, Problem, raise_any
from policyreport.render.pdf.captions import Captions
from policyreport.render.pdf.cards import CardSetter
from policyreport.render.pdf.contents import ContentsBox, contents_entries
from policyreport.render.pdf.faces import BOLD, REGULAR, Face
from policyreport.render.pdf.footnotes import Footnotes
from policyreport.render.pdf.lines import Line, broken
from policyreport.render.pdf.numerals import NUMERAL_ROOM, with_numeral
from policyreport.render.pdf.panel import PANEL_PAD_X, FigureBox, PanelBox
from policyreport.render.pdf.part import Entry, Label, Part, TextBox
from policyreport.render.pdf.runs import Look, runs
from policyreport.render.pdf.structure import Element, Role, text_entry
from policyreport.render.pdf.tables import TableSetter, pairs_table

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

    part: Part
    lies: bool


class Setter:
    """Sets the blocks of a document in the type of a theme.

    Columns are ``width`` points wide, on pages that lie on their side ``wide``.
    ``headings`` gathers the elements of the headings that stand in no box, in order.
    """

    def __init__(self, theme: Theme, width: float, wide: float, root: Element, footnotes: Footnotes) -> None:
        self._theme, self._width, self._wide, self._root = theme, width, wide, root
        self._number = footnotes.number
        self._captions = Captions(theme, footnotes.number)
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

    def _block(self, block: Block, where: Where) -> Iterator[Part]:
        sizes, colours = self._theme.sizes, self._theme.colours
        match block:
            case Heading():
                yield self._heading(block, where)
            case Paragraph(content):
                yield self._text(content, Look(sizes.body, colours.ink), where, before=5)
            case Note(content):
                yield self._note(content, where)
            case Items(items):
                yield from self._items(items, where, where.within)
            case Box():
                yield self._panel(block, where)
            case Cards(cards):
                yield from CardSetter(self._theme, self._number).rows(cards, where.width, where.within)
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

    def _text(self, content: Sequence[Inline], look: Look, where: Where, before: float = 0) -> TextBox:
        lines = self._broken(content, look, where.width, letters=self._justified)
        leading = look.size * self._theme.leading
        return TextBox(lines, leading, where.within.add("P"), before, width=where.width, justified=self._justified)

    def _broken(self, content: Sequence[Inline], look: Look, width: float, *, letters: bool = False) -> list[Line]:
        return broken(runs(content, look, self._theme, self._number), width, letters=letters)

    def _heading(self, heading: Heading, where: Where) -> TextBox:
        sizes, colours = self._theme.sizes, self._theme.colours
        size, before = {1: (sizes.heading1, 20), 2: (sizes.heading2, 13), 3: (sizes.heading3, 9)}[heading.level]
        colour = colours.ink if heading.level == _DEEPEST else colours.title
        numeral, said = with_numeral(heading.content)
        indent = size * NUMERAL_ROOM if numeral else 0
        lines = self._broken(said, Look(size, colour, BOLD), where.width - indent)
        self._open = [level for level in self._open if level < heading.level] + [heading.level]
        element = where.within.add(_HEADING_ROLES[len(self._open) - 1])
        if where.within is self._root:
            self.headings.append(element)
        entry = Entry(heading.level - 1, plain_text(heading.content).replace("\n", " "))
        label = Label(_line_of(Look(size, colours.accent, BOLD), numeral), 0, element) if numeral else None
        return TextBox(lines, size * 1.5, element, before, indent, label, stays_with_next=True, entry=entry)

    def _note(self, content: Sequence[Inline], where: Where) -> TextBox:
        look = Look(self._theme.sizes.note, self._theme.colours.quiet)
        element = where.within.add("P")
        mark = _line_of(look, self._theme.note_mark)
        indent = mark.width + _LABEL_GAP
        lines = self._broken(content, look, where.width - indent)
        label = Label(mark, 0, element)
        return TextBox(lines, look.size * 1.5, element, 4, indent=indent, label=label, stays_with_last=True)

    def _items(self, items: Sequence[Item], where: Where, within: Element) -> Iterator[Part]:
        """Yield items with those below them: a list within the body of the item that it belongs to."""
        body, marks = self._theme.sizes.body, self._theme.item_marks
        share, face, before = _ITEM_LOOKS[min(where.level, len(_ITEM_LOOKS) - 1)]
        mark = _line_of(Look(body * share, self._theme.colours.accent), marks[min(where.level, len(marks) - 1)])
        look = Look(body * share, self._theme.colours.ink, face)
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
        look = Look(self._theme.sizes.heading3, colours.ink if box.tone else colours.accent, BOLD)
        title = self._broken(box.title, look, inner)
        head = TextBox(title, look.size * self._theme.leading, element.add("P"), stays_with_next=True)
        boxes = (head, *(part for block in box.blocks for part in self._block(block, within)))
        kept = _PAGES_HEIGHT if box.tone else self._kept_whole
        return PanelBox(boxes, colours.box_tint, bar, where.width, kept, before=10)

    def _table(self, table: Table, where: Where, wide: float) -> list[Lying]:
        element = where.within.add("Table")
        caption_of = self._captions.table(table, element)
        box, lies = TableSetter(table, self._theme, self._number, element).box(where.width, wide)
        width = wide if lies else where.width
        return [Lying(part, lies) for part in (*caption_of(width), box)]

    def _chart(self, chart: Chart, where: Where) -> Iterator[Part]:
        from policyreport.render.pdf.charts import chart_part  # noqa: PLC0415 - its many modules serve only charts

        element = where.within.add("Sect")
        yield from self._captions.chart(chart.table, element)(where.width)
        figure = element.add("Figure", text_entry("Alt", chart.alt))
        yield FigureBox(
            chart_part(chart, self._theme, where.width, self._number), figure, where.width, self._kept_whole
        )

    def _pairs(self, pairs: Pairs, where: Where) -> Iterator[Part]:
        if pairs.pairs:
            yield pairs_table(pairs, self._theme, where.width, self._number, where.within.add("Table"))

    def _contents(self, depth: int, where: Where) -> Iterator[Part]:
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


def _line_of(look: Look, mark: str) -> Line:
    return Line.of(look.runs(mark), spaced=True)
