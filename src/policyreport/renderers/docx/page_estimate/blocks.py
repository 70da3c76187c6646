"""The heights of a document's blocks, as the renderer lays them out, and the pages that they fill."""

from __future__ import annotations

from collections import Counter
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
    Document,
    Footnote,
    Heading,
    Inline,
    Item,
    Items,
    Link,
    Meta,
    Note,
    PageBreak,
    Pair,
    Pairs,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Rule,
    Strong,
    Table,
    Text,
)
from policyreport.document.number_format import plain_text
from policyreport.document.picture_size import picture_size
from policyreport.renderers.docx.blocks import needs_gap
from policyreport.renderers.docx.charts.chart_part import chart_height
from policyreport.renderers.docx.charts.plots import plots
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.page_estimate.metrics import Measure, line_count, measures
from policyreport.renderers.docx.style_parts import Page
from policyreport.renderers.docx.styles import BOX_SIDE, BOX_TOP, CARD_TOP, CELL_SIDE, CELL_TOP, item_style
from policyreport.renderers.docx.tables import ROW_STYLES, pair_widths, stay_with_next, widths_of
from policyreport.renderers.docx.units import points
from policyreport.renderers.flow.blocks import (
    ends_front_page,
    fit_in_a_line,
    has_caption,
    headings,
    introduces,
    outline,
    parts,
    rows_of_cards,
)
from policyreport.renderers.flow.front_matter import Banner, FrontLine, Particulars, front_matter
from policyreport.renderers.flow.tables import head_depth

_FEWEST = 2
"""Lines of a paragraph that stand alone on no page."""
_NOTE_LINE = 14.0
"""What parts the footnotes from the text, in points."""
_RULE = 0.5
_BELOW_DRAWING = 0.25
"""Of the type size, what a line with a drawing keeps below it."""


def heading_pages(document: Document, context: RenderContext, styles: bytes, turned: Page) -> list[int]:
    """Return the page of each heading, in the order that they are read.

    ``styles`` is the styles part, ``turned`` a page in landscape.
    """
    entries = Counter(heading.level for heading in headings(document.blocks))
    estimator = PageEstimator(context, measures(styles), entries)
    found, page = list[int](), 0
    sections = parts(document)
    before = list(estimator.front_matter(document.meta, ends_page=ends_front_page(sections)))
    for blocks, landscape in sections:
        within = context.turned(turned) if landscape else context
        cursor = PageCursor(points(within.height), page + 1)
        found += pages_of_headings([*before, *replace(estimator, context=within).blocks(blocks)], cursor)
        before, page = [], cursor.page
    return found


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


def pages_of_headings(blocks: Sequence[EstimatedBlock], cursor: PageCursor) -> Iterator[int]:
    """Yield the page of each heading among blocks, which go on where the cursor stands."""
    for at, block in enumerate(blocks):
        kept_height = _kept_height(blocks, at, cursor.pending)
        if cursor.down and kept_height <= cursor.column and not cursor.has_room(kept_height, block.notes):
            cursor.turn(block.head)
        page = cursor.put(block)
        if block.is_heading:
            yield page


def _kept_height(blocks: Sequence[EstimatedBlock], at: int, pending: float) -> float:
    """Return the height of what must stand on one page from a block on: what stays, and the start of its end."""
    height = 0.0
    for block in blocks[at:]:
        height += max(pending, block.before)
        if not block.stays:
            return height + block.least
        height, pending = height + block.height, block.after
    return height


@dataclass(slots=True)
class PageCursor:
    """How far pages are filled: the page, how far down, the space that is pending below, and the footnotes' share."""

    column: float
    page: int = 1
    down: float = 0
    pending: float = 0
    notes: float = 0

    def turn(self, head: float = 0) -> None:
        """Go on to the next page, where a table's head stands again."""
        self.page, self.down, self.pending, self.notes = self.page + 1, head, 0, 0

    def has_room(self, needed: float, notes: float = 0) -> bool:
        """Return whether so much more has room on this page, with the footnotes to it."""
        return self.down + needed + self._with(notes) <= self.column

    def put(self, block: EstimatedBlock) -> int:
        """Put a block down and return the page where it begins; of two spaces that meet, Word keeps the larger."""
        space = max(self.pending, block.before)
        if self.down and not self.has_room(space + block.least, block.notes):
            self.turn(block.head)
        started = self.page
        self.down += space if self.down or self.page == 1 else 0
        self.notes = self._with(block.notes)
        for _ in range(block.lines):
            if self.down and not self.has_room(block.line):
                self.turn(block.head)
            self.down += block.line
        self.pending = block.after
        if block.breaks:
            self.turn()
        return started

    def _with(self, notes: float) -> float:
        return self.notes + notes + (_NOTE_LINE if notes and not self.notes else 0)


@dataclass(frozen=True, slots=True)
class PageEstimator:
    """Estimates blocks by the measures of styles; ``entries`` counts the lines of a table of contents by its depth."""

    context: RenderContext
    measures: Mapping[str, Measure]
    entries: Mapping[int, int]

    def front_matter(self, meta: Meta, *, ends_page: bool) -> Iterator[EstimatedBlock]:
        """Yield the blocks with which a document begins; a cover has its page to itself, and ends it or not."""
        if meta.front == "cover":
            yield EstimatedBlock(1, 1, breaks=ends_page)
            return
        for part in front_matter(meta, ends_page=ends_page):
            match part:
                case FrontLine(style, text) if text:
                    yield self.paragraph(style.replace(" ", ""), (Text(text),))
                case Particulars(pairs) if fit_in_a_line(pairs, self.context.table_room):
                    yield self.paragraph("Particulars", ())
                case Particulars(pairs):
                    yield from self._pairs(pairs)
                    yield self.paragraph("Gap", ())
                case Banner(text, pairs):
                    banner = self.paragraph("NoticeBanner", (Text(text),)).line + 2 * CELL_TOP
                    yield EstimatedBlock(1, max(banner, sum(row.height for row in self._pairs(pairs))))
                case _:
                    pass

    def blocks(self, blocks: Iterable[Block]) -> Iterator[EstimatedBlock]:
        """Yield the blocks of a document, or of a box, with the gaps between them."""
        before: Block | None = None
        for block, below in pairwise([*blocks, None]):
            if block is not None:
                stays = introduces(before, block, below)
                found = self._block(block, noted=isinstance(below, Note))
                yield from (replace(estimated, stays=True) for estimated in found) if stays else found
                before = block
                if needs_gap(block, below):
                    yield self.paragraph("Gap", ())

    def _block(self, block: Block, *, noted: bool) -> Iterator[EstimatedBlock]:
        match block:
            case Heading(level, content):
                yield replace(self.paragraph(f"Heading{level}", content), is_heading=True)
            case Paragraph(content):
                yield self.paragraph("Normal", content)
            case Note(content):
                yield self.paragraph("Note", content)
            case Items(items):
                yield from self._items(items)
            case Box():
                yield from self._box(block)
            case Cards():
                yield from self._cards(block)
            case Pairs(pairs):
                yield from self._pairs(pairs)
            case Table():
                yield from self._caption(block)
                yield from self._table(block, noted=noted)
            case Chart():
                yield from self._chart(block, noted=noted)
            case Contents(depth):
                yield from self._contents(depth)
            case Picture():
                yield from self._picture(block)
            case Quote(blocks):
                yield from self._quote(blocks)
            case Rule():
                yield self.paragraph("Rule", ())
            case PageBreak():
                yield EstimatedBlock(1, 1, breaks=True)
            case _:
                assert_never(block)

    def paragraph(self, style: str, content: Sequence[Inline], *, narrower: float = 0) -> EstimatedBlock:
        """Return inline content in a style."""
        m = self.measures[style]
        width = points(self.context.width) - m.left - narrower
        lines = line_count(plain_text(content), m.size, width, bold=m.bold)
        return EstimatedBlock(
            lines, m.line + m.frame / lines, m.before, m.after, stays=m.stays, notes=self._notes(content)
        )

    def _pairs(self, pairs: Sequence[Pair]) -> Iterator[EstimatedBlock]:
        widths = pair_widths(pairs, self.context)
        for at, pair in enumerate(pairs, start=1):
            row = self._row((pair.label, pair.content), widths, "TableText")
            yield replace(row, stays=at < len(pairs))

    def _items(self, items: Iterable[Item]) -> Iterator[EstimatedBlock]:
        for item in outline(items, self.context.item_level):
            step = 1.5 * self.measures["Normal"].size * (item.level + 1)
            yield self.paragraph(item_style(item), item.content, narrower=step)

    def _box(self, box: Box) -> Iterator[EstimatedBlock]:
        within = self._narrower(BOX_SIDE)
        title = [within.paragraph("BoxTitle", box.title)] if box.title else []
        inner = [*title, *within.blocks(box.blocks)] or [within.paragraph("Gap", ())]
        inner[0] = replace(inner[0], before=inner[0].before + BOX_TOP)
        inner[-1] = replace(inner[-1], after=inner[-1].after + BOX_TOP)
        yield from inner

    def _quote(self, blocks: Iterable[Block]) -> Iterator[EstimatedBlock]:
        """Yield what stands in a quotation, whose paragraphs have a style of their own."""
        within = self._narrower(BOX_SIDE)
        for block in blocks:
            if isinstance(block, Paragraph):
                yield within.paragraph("Quote", block.content)
            else:
                yield from within.blocks((block,))

    def _narrower(self, side: float) -> PageEstimator:
        """Return the estimator of what has so many points less on either side."""
        width, level = self.context.width - round(2 * side * 20), max(self.context.item_level, 1)
        return replace(self, context=replace(self.context, width=width, item_level=level))

    def _cards(self, cards: Cards) -> Iterator[EstimatedBlock]:
        for at, row in enumerate(rows_of_cards(cards.cards)):
            if at:
                yield self.paragraph("Gap", ())
            styles = ["CardLabel", "CardFigure", *(["CardRemark"] if any(card.remark for card in row) else [])]
            measures = [self.measures[style] for style in styles]
            yield EstimatedBlock(1, sum(m.before + m.line + m.after for m in measures) + 2 * CARD_TOP)

    def _caption(self, table: Table) -> Iterator[EstimatedBlock]:
        if has_caption(table):
            yield self.paragraph("Caption", table.caption)

    def _table(self, table: Table, *, noted: bool) -> Iterator[EstimatedBlock]:
        widths = widths_of(table, self.context)
        above = [[column.group for column in table.columns]] if head_depth(table) > 1 else []
        heads = [*above, [column.head for column in table.columns]]
        rows = [replace(self._row(cells, widths, "TableHead"), stays=True) for cells in heads]
        head = sum(row.height for row in rows)
        yield from rows
        for row, stays in zip(table.rows, stay_with_next(table.rows, noted=noted), strict=True):
            is_group = row.kind == "group"
            cells, spans = (row.cells[:1], (sum(widths),)) if is_group else (row.cells, widths)
            yield replace(self._row(cells, spans, ROW_STYLES[row.kind]), stays=stays or is_group, head=head)

    def _row(self, cells: Sequence[Sequence[Inline]], widths: Sequence[int], style: str) -> EstimatedBlock:
        """Return a row: one line where it has room on a page, else lines that pages may part."""
        m = self.measures[style]
        inside = (points(width) - 2 * CELL_SIDE for width in widths)
        lines = max(
            line_count(plain_text(cell), m.size, width, bold=m.bold) for cell, width in zip(cells, inside, strict=True)
        )
        height = lines * m.line + 2 * CELL_TOP + _RULE
        notes = sum(map(self._notes, cells))
        parts = lines if height > points(self.context.height) / 2 else 1
        return EstimatedBlock(parts, height / parts, notes=notes)

    def _chart(self, chart: Chart, *, noted: bool) -> Iterator[EstimatedBlock]:
        yield from self._caption(chart.table)
        if chart.kind == "heat":
            yield from self._table(chart.table, noted=noted)
        m, drawn = self.measures["Figure"], plots(chart)
        for at, plot in enumerate(drawn, start=1):
            height = points(chart_height(plot, self.context.theme, self.context.height)) + m.size * _BELOW_DRAWING
            yield EstimatedBlock(1, height, m.before, m.after, stays=at < len(drawn) or noted)

    def _picture(self, picture: Picture) -> Iterator[EstimatedBlock]:
        yield from self._caption(picture.heading)
        m = self.measures["Figure"]
        height = picture_size(picture, points(self.context.width), points(self.context.height))[1]
        yield EstimatedBlock(1, height + m.size * _BELOW_DRAWING, m.before, m.after, stays=bool(picture.source))
        if picture.source:
            yield self.paragraph("FigureSource", picture.origin)

    def _contents(self, depth: int) -> Iterator[EstimatedBlock]:
        yield replace(self.paragraph("TOCHeading", ()), stays=True)
        for level in range(1, depth + 1):
            m = self.measures[f"TOC{level}"]
            yield from (EstimatedBlock(1, m.line, m.before, m.after) for _ in range(self.entries.get(level, 0)))

    def _notes(self, content: Iterable[Inline]) -> float:
        m = self.measures["FootnoteText"]
        width = points(self.context.width)
        return sum(line_count(plain_text(note.content), m.size, width) * m.line for note in _footnotes(content))


def _footnotes(content: Iterable[Inline]) -> Iterator[Footnote]:
    for node in content:
        if isinstance(node, Footnote):
            yield node
        elif isinstance(node, Strong | Link | Reference):
            yield from _footnotes(node.content)
