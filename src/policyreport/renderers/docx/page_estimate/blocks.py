"""The slabs that a document's blocks become, as the renderer sets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import assert_never

from policyreport.document.nodes import (
    Block,
    Box,
    Cards,
    Chart,
    Contents,
    Footnote,
    Heading,
    Inline,
    Item,
    Items,
    Link,
    Note,
    Pairs,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
)
from policyreport.document.number_format import plain_text
from policyreport.renderers.docx.blocks import in_rows, keeps_distance, needs_room_below
from policyreport.renderers.docx.charts.chart_part import chart_height
from policyreport.renderers.docx.charts.plots import plots
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.numbering import ITEM_STYLES, LEAD_STYLE
from policyreport.renderers.docx.page_estimate.metrics import Measure, line_count
from policyreport.renderers.docx.pairs import label_width
from policyreport.renderers.docx.styles import BOX_SIDE, BOX_TOP, CARD_TOP, CELL_SIDE, CELL_TOP
from policyreport.renderers.docx.tables import column_widths
from policyreport.renderers.docx.units import points

_FEWEST = 2
"""Lines of a paragraph that stand alone on no page."""
_NOTE_LINE = 14.0
"""What parts the footnotes from the text, in points."""


@dataclass(frozen=True, slots=True)
class EstimatedBlock:
    """A paragraph or a table's row. Lengths are in points; pages break only between its lines.

    ``stays`` keeps it on the page of the next; ``head`` is what stands again above it on a new page; ``notes`` the
    height of the footnotes that it marks; ``breaks`` ends the page after it.
    """

    lines: int
    line: float
    before: float = 0
    after: float = 0
    stays: bool = False
    is_heading: bool = False
    head: float = 0
    notes: float = 0
    breaks: bool = False

    @property
    def height(self) -> float:
        """The height of all its lines."""
        return self.lines * self.line

    @property
    def least(self) -> float:
        """What must stand on the page where it begins."""
        return self.height if self.lines < 2 * _FEWEST else _FEWEST * self.line


@dataclass(slots=True)
class _Filling:
    """Where filling pages has come: the page, how far down it, the space owed below that, and the footnotes' share."""

    column: float
    page: int = 1
    down: float = 0
    owed: float = 0
    notes: float = 0

    def turn(self, head: float = 0) -> None:
        """Go on to the next page, where a table's head stands again."""
        self.page, self.down, self.owed, self.notes = self.page + 1, head, 0, 0

    def has_room(self, needed: float, notes: float = 0) -> bool:
        """Whether so much more stands on this page, with the footnotes to it."""
        return self.down + needed + self._with(notes) <= self.column

    def put(self, slab: EstimatedBlock) -> int:
        """Put a slab down and return the page where it begins; of two spaces that meet, Word keeps the larger."""
        space = max(self.owed, slab.before)
        if self.down and not self.has_room(space + slab.least, slab.notes):
            self.turn(slab.head)
        started = self.page
        self.down += space if self.down or self.page == 1 else 0
        self.notes = self._with(slab.notes)
        self._lay_lines(slab)
        self.owed = slab.after
        if slab.breaks:
            self.turn()
        return started

    def _with(self, notes: float) -> float:
        return self.notes + notes + (_NOTE_LINE if notes and not self.notes else 0)

    def _lay_lines(self, slab: EstimatedBlock) -> None:
        for _ in range(slab.lines):
            if self.down and not self.has_room(slab.line):
                self.turn(slab.head)
            self.down += slab.line


def pages_of_headings(slabs: Sequence[EstimatedBlock], column: float) -> Iterator[int]:
    """Yield the page of each heading among slabs that fill columns of a height in points."""
    filling = _Filling(column)
    for at, slab in enumerate(slabs):
        chain = _chain(slabs, at, filling.owed)
        if filling.down and chain <= column and not filling.has_room(chain, slab.notes):
            filling.turn(slab.head)
        page = filling.put(slab)
        if slab.is_heading:
            yield page


def _chain(slabs: Sequence[EstimatedBlock], at: int, owed: float) -> float:
    """Return the height of what must stand on one page from a slab on: what stays, and the start of its end."""
    height = 0.0
    for slab in slabs[at:]:
        height += max(owed, slab.before)
        if not slab.stays:
            return height + slab.least
        height, owed = height + slab.height, slab.after
    return height


_RULE = 0.5
_BELOW_DRAWING = 0.25
"""Of the type size, what a line with a drawing keeps below it."""


@dataclass(frozen=True, slots=True)
class PageEstimator:
    """Reckons slabs by the measures of styles; ``entries`` counts the lines of a table of contents by its depth."""

    setting: RenderContext
    measures: Mapping[str, Measure]
    entries: Mapping[int, int]

    def blocks(self, said: Iterable[Block]) -> Iterator[EstimatedBlock]:
        """Yield the slabs of blocks that follow each other."""
        for this, below in pairwise([*said, None]):
            if this is not None:
                yield from self.block(this, noted=isinstance(below, Note))
                if needs_room_below(this) and not keeps_distance(below):
                    yield self.paragraph("Gap", ())

    def block(self, said: Block, *, noted: bool) -> Iterator[EstimatedBlock]:
        """Yield the slabs of one block."""
        match said:
            case Heading(level, content):
                yield replace(self.paragraph(f"Heading{level}", content), is_heading=True)
            case Paragraph(content):
                yield self.paragraph("Normal", content)
            case Note(content):
                yield self.paragraph("Note", content)
            case Items(items):
                yield from self._items(items, 0)
            case Box():
                yield from self._box(said)
            case Cards():
                yield from self._cards(said)
            case Pairs():
                yield from self.pairs(said)
            case Table():
                yield from self._caption(said)
                yield from self._table(said, noted=noted)
            case Chart():
                yield from self._chart(said, noted=noted)
            case Contents(depth):
                yield from self._contents(depth)
            case _:
                assert_never(said)

    def paragraph(self, style: str, content: Sequence[Inline], *, narrower: float = 0) -> EstimatedBlock:
        """Return the slab of inline content in a style."""
        m = self.measures[style]
        width = points(self.setting.width) - m.left - narrower
        lines = line_count(plain_text(content), m.size, width, bold=m.bold)
        return EstimatedBlock(
            lines, m.line + m.frame / lines, m.before, m.after, stays=m.stays, notes=self._notes(content)
        )

    def pairs(self, pairs: Pairs) -> Iterator[EstimatedBlock]:
        """Yield a slab a pair."""
        labels = label_width(pairs.pairs, self.setting)
        widths = (labels, self.setting.width - labels)
        for at, pair in enumerate(pairs.pairs, start=1):
            row = self._row((pair.label, pair.content), widths, "TableText")
            yield replace(row, stays=at < len(pairs.pairs))

    def _items(self, items: Iterable[Item], level: int) -> Iterator[EstimatedBlock]:
        for item in items:
            style = LEAD_STYLE if item.items and not level else ITEM_STYLES[min(level, len(ITEM_STYLES) - 1)]
            step = 1.5 * self.measures["Normal"].size * (level + 1)
            yield self.paragraph(style, item.content, narrower=step)
            yield from self._items(item.items, level + 1)

    def _box(self, box: Box) -> Iterator[EstimatedBlock]:
        width = self.setting.width - round(2 * BOX_SIDE * 20)
        within = replace(self, setting=replace(self.setting, width=width))
        title = [within.paragraph("BoxTitle", box.title)] if box.title else []
        inner = [*title, *within.blocks(box.blocks)] or [within.paragraph("Gap", ())]
        inner[0] = replace(inner[0], before=inner[0].before + BOX_TOP)
        inner[-1] = replace(inner[-1], after=inner[-1].after + BOX_TOP)
        yield from inner

    def _cards(self, cards: Cards) -> Iterator[EstimatedBlock]:
        for at, row in enumerate(in_rows(cards.cards)):
            if at:
                yield self.paragraph("Gap", ())
            styles = ["CardLabel", "CardFigure", *(["CardRemark"] if any(card.remark for card in row) else [])]
            found = [self.measures[style] for style in styles]
            yield EstimatedBlock(1, sum(m.before + m.line + m.after for m in found) + 2 * CARD_TOP)

    def _caption(self, table: Table) -> Iterator[EstimatedBlock]:
        if table.caption or table.unit:
            yield self.paragraph("Caption", table.caption)

    def _table(self, table: Table, *, noted: bool) -> Iterator[EstimatedBlock]:
        widths = column_widths(table, self.setting)
        rows = list(self._heads(table, widths))
        head = sum(row.height for row in rows)
        yield from rows
        stays = [*(below.kind in ("subtotal", "total") for below in table.rows[1:]), noted]
        for said, stays_with_next in zip(table.rows, stays, strict=False):
            kept = stays_with_next or said.kind == "group"
            yield replace(self._body_row(said, widths), stays=kept, head=head)

    def _heads(self, table: Table, widths: Sequence[int]) -> Iterator[EstimatedBlock]:
        if any(column.group for column in table.columns):
            yield replace(self._row([column.group for column in table.columns], widths, "TableHead"), stays=True)
        yield replace(self._row([column.head for column in table.columns], widths, "TableHead"), stays=True)

    def _body_row(self, said: Row, widths: Sequence[int]) -> EstimatedBlock:
        if said.kind == "group":
            return self._row(said.cells[:1], (sum(widths),), "TableGroup")
        return self._row(said.cells, widths, "TableText" if said.kind == "body" else "TableTotal")

    def _row(self, cells: Sequence[Sequence[Inline]], widths: Sequence[int], style: str) -> EstimatedBlock:
        """Return a row's slab: one line where it has room on a page, else lines that pages may part."""
        m = self.measures[style]
        inside = (points(width) - 2 * CELL_SIDE for width in widths)
        lines = max(
            line_count(plain_text(cell), m.size, width, bold=m.bold) for cell, width in zip(cells, inside, strict=True)
        )
        height = lines * m.line + 2 * CELL_TOP + _RULE
        notes = sum(map(self._notes, cells))
        if height > points(self.setting.height) / 2:
            return EstimatedBlock(lines, height / lines, notes=notes)
        return EstimatedBlock(1, height, notes=notes)

    def _chart(self, chart: Chart, *, noted: bool) -> Iterator[EstimatedBlock]:
        yield from self._caption(chart.table)
        if chart.kind == "heat":
            yield from self._table(chart.table, noted=noted)
        m, drawn = self.measures["Figure"], plots(chart)
        for at, plot in enumerate(drawn, start=1):
            height = points(chart_height(plot, self.setting.theme, self.setting.height)) + m.size * _BELOW_DRAWING
            yield EstimatedBlock(1, height, m.before, m.after, stays=at < len(drawn) or noted)

    def _contents(self, depth: int) -> Iterator[EstimatedBlock]:
        yield replace(self.paragraph("TOCHeading", ()), stays=True)
        for level in range(1, depth + 1):
            m = self.measures[f"TOC{level}"]
            yield from (EstimatedBlock(1, m.line, m.before, m.after) for _ in range(self.entries.get(level, 0)))

    def _notes(self, content: Iterable[Inline]) -> float:
        m = self.measures["FootnoteText"]
        width = points(self.setting.width)
        return sum(line_count(plain_text(note.content), m.size, width) * m.line for note in _footnotes(content))


def _footnotes(content: Iterable[Inline]) -> Iterator[Footnote]:
    for node in content:
        if isinstance(node, Footnote):
            yield node
        elif isinstance(node, Strong | Link | Reference):
            yield from _footnotes(node.content)
