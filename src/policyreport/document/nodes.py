"""The content of a document: a small closed tree of frozen nodes, with nothing in it of layout or style.

``Document`` holds blocks, blocks hold inlines. A renderer matches the unions ``Block`` and ``Inline`` exhaustively, so
that the type checker names every renderer that a new node leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from policyreport.document.passport import Passport
from policyreport.document.reckoned import Reckoned

Tone = Literal["good", "watch", "bad", "done", "none"]
"""The meaning of a lamp at a glance; the theme gives each tone a colour and a shape."""

Align = Literal["left", "center", "right"]
HeadingLevel = Literal[1, 2, 3]
RowKind = Literal["body", "group", "subtotal", "total"]
ChartKind = Literal["bullet", "line", "column", "bar", "status", "timeline", "heat", "panels"]
Front = Literal["head", "cover", "notice"]
NumberForm = Literal["1.", "가.", "1)", "가)"]


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, to be printed exactly as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A fact in a document. ``fact`` is its id; how it reads is for ``number_text`` to decide.

    ``shows_unit`` is false where the unit stands elsewhere, as above a table's column. A value of None is missing.
    ``source`` names where the value comes from, such as ``S13 · 2025. 5. 28.``; it is no part of the number's text.
    ``less_is_better`` marks a target to stay below, which a chart does not draw as something to be passed.
    """

    fact: str
    value: Decimal | None
    unit: str
    decimals: int | None = None
    bound: Literal["at_most", "at_least"] | None = None
    change: bool = False
    shows_unit: bool = True
    source: str = ""
    less_is_better: bool = False


@dataclass(frozen=True, slots=True)
class ShortNumber(Number):
    """A number whose value has not reached ``short_of``: rounded, it does not read as if it had."""

    short_of: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Date:
    """A day, or where less is known a month (``day`` is 0) or a year (``month`` is 0 too)."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, day: date) -> Date:
        """Return the node for one day."""
        return cls(day.year, day.month, day.day)


@dataclass(frozen=True, slots=True)
class Lamp:
    """A status: a word, and a tone that is shown by a shape as well as by a colour."""

    tone: Tone
    word: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasised content."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Content that leads to a web address."""

    address: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Content that leads to the row of this document that bears a name; where no row does, the content alone.

    Of rows that bear the same name it leads to the first. A chart's rows are drawn, so that nothing leads to them.
    """

    row: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within a paragraph or a cell."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A mark that leads to a note: at the page's foot, or where a format has no pages, below what it stands in."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """Small characters above the line (``super``) or below it, as in 10² and CO₂."""

    text: str
    place: Literal["super", "sub"]


Inline = Text | Number | Date | Lamp | Strong | Link | Reference | LineBreak | Footnote | Script
Leaf = Text | Number | Date | Lamp | LineBreak | Footnote | Script


def leaves(content: Iterable[Inline]) -> Iterator[Leaf]:
    """Yield the nodes of inline content in order; emphasis, links and references give way to what is in them."""
    for node in content:
        if isinstance(node, Strong | Link | Reference):
            yield from leaves(node.content)
        else:
            yield node


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a chapter (level 1), section (2) or part (3). In a workbook each chapter is a sheet."""

    level: HeadingLevel
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an outline, with the items below it.

    ``number`` is that of an item of a numbered list, printed in a ``form``; it is 0 where a mark stands before it.
    """

    content: tuple[Inline, ...]
    items: tuple[Item, ...] = ()
    number: int = 0
    form: NumberForm = "1."


@dataclass(frozen=True, slots=True)
class Items:
    """An outline as in Korean public documents (개조식); its level decides an item's mark."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note to what stands before it (※)."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What is quoted: running text, notes and outlines."""

    blocks: tuple[Paragraph | Note | Items, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the column, which parts what is above it from what is below."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The end of a page. It stands among a document's own blocks, or in a part in landscape."""


@dataclass(frozen=True, slots=True)
class Box:
    """A framed part with a title of its own, such as the summary; ``tone`` colours one that calls for attention."""

    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One figure shown large: what it is, the figure, and a remark."""

    label: tuple[Inline, ...]
    figure: tuple[Inline, ...]
    remark: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Figures side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what it stands for."""

    label: tuple[Inline, ...]
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with their contents, such as the particulars of a meeting."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its head and how its cells are aligned.

    Columns side by side that have the same ``group`` stand under it as a common head.
    """

    head: tuple[Inline, ...]
    align: Align = "left"
    group: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: as many cells as there are columns.

    A row of kind ``group`` is the head of the rows below it: only its first cell has content. ``name`` is that by
    which a ``Reference`` leads there: the kind and the id of the record of the row, such as ``program.p1``.
    """

    cells: tuple[tuple[Inline, ...], ...]
    kind: RowKind = "body"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one head. ``unit`` is that of its numbers and stands above it at the right."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A table that is drawn, with its caption and unit. ``alt`` describes the picture in words.

    The first column names the rows. The others are, by kind:

    - ``bullet``: the baseline, the actual and the target, each a number that may be missing;
    - ``line`` and ``column``: one series each, the rows being points in time;
    - ``bar``: the whole, the part of it that is done, and the rate of the two;
    - ``status``: one for each status, its head a ``Lamp``, its cells counts;
    - ``timeline``: the first day (a column that may be left out), the last day, the state as a ``Lamp``, and a remark,
      any of which may be missing;
    - ``heat``: one a field, its cells counts;
    - ``panels``: one series each, every one on a scale of its own, the rows being points in time.
    """

    kind: ChartKind
    table: Table
    alt: str


@dataclass(frozen=True, slots=True)
class Image:
    """A file of a picture that can be published, without metadata; ``width`` and ``height`` are in pixels.

    ``sha256`` is that of its content, in whose place it stands where a document is told apart from others by its
    ``repr``. ``density`` is how many pixels lie where a screen shows one.
    """

    content: bytes = field(repr=False)
    sha256: str
    form: Literal["png", "jpeg"]
    width: int
    height: int
    is_grey: bool
    density: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what it shows in words (``alt``), its caption, and where it comes from.

    It takes a ``share`` of the column; where that is 0 it is as large as it is, and never wider than the column.
    """

    image: Image
    alt: str
    share: float = 0
    caption: tuple[Inline, ...] = ()
    source: tuple[Inline, ...] = ()

    @property
    def heading(self) -> Table:
        """What stands above it, as above a table: its caption."""
        return Table((), (), self.caption)

    @property
    def origin(self) -> tuple[Inline, ...]:
        """What stands below it: where it comes from; nothing where that is not told."""
        return (Text("자료: "), *self.source) if self.source else ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: the headings down to a level, with the pages where they stand."""

    depth: HeadingLevel = 2


Prose = Heading | Paragraph | Items | Note | Quote
Block = Prose | Box | Cards | Pairs | Table | Chart | Picture | Contents | Rule | PageBreak


@dataclass(frozen=True, slots=True)
class Landscape:
    """A part on pages in landscape."""

    blocks: tuple[Block, ...]


DocumentBlock = Block | Landscape
"""What a document consists of; ``pages.all_blocks`` gives its blocks whichever way their pages lie."""


def blocks_within(block: DocumentBlock) -> tuple[Block, ...]:
    """Return the blocks that stand within a block."""
    return block.blocks if isinstance(block, Box | Quote | Landscape) else ()


def walk(blocks: Iterable[DocumentBlock]) -> Iterator[DocumentBlock]:
    """Yield blocks in order, each before the blocks within it."""
    for block in blocks:
        yield block
        yield from walk(blocks_within(block))


@dataclass(frozen=True, slots=True)
class Meta:
    """What describes a document.

    ``summary`` and ``keywords`` are the 문서요지 and 키워드 that an open-format document must carry (행정업무의 운영 및
    혁신에 관한 규정 제5조). ``as_of`` is the day for which it holds; no clock is read for it. ``mark`` is printed on
    every page where it is not empty, such as 가상 자료. ``particulars`` are shown under the title. ``front`` is how the
    document begins: with a head on its first page, with a cover, or as a notice under its ``banner``, such as 보도자료.
    A ``draft`` is marked as one on each page: its ``mark`` begins with that, which every format prints.
    ``identity`` is a key of the inputs of the document. No page shows it: it travels among the file's properties,
    so that the origin of a changed copy can still be found.
    """

    kind: str
    title: str
    subtitle: str
    running_title: str
    quarter: str
    as_of: date
    organisation: str
    summary: str
    keywords: tuple[str, ...]
    licence: str
    language: str
    mark: str = ""
    particulars: tuple[Pair, ...] = ()
    front: Front = "head"
    banner: str = ""
    draft: bool = False
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One whole document; ``reckoned`` are the numbers in it that its templates made themselves.

    ``passport`` is what a PDF of it bears as an attachment, None for nothing. ``titles`` are what its numbers are
    called, by their facts, for files that say so where no page shows it.
    ``typed`` are the stretches of the templates' own words in it that hold digits.
    """

    meta: Meta
    blocks: tuple[DocumentBlock, ...]
    reckoned: tuple[Reckoned, ...] = field(default=(), repr=False, compare=False)
    passport: Passport | None = field(default=None, hash=False)
    titles: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    typed: tuple[str, ...] = field(default=(), repr=False, compare=False)
