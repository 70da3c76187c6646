"""What a document says: a small closed tree of frozen nodes, with nothing in it of how a page looks.

``Document`` holds blocks, blocks hold inlines. A renderer matches the unions ``Block`` and ``Inline`` exhaustively, so
that the type checker names every renderer that a new node leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Tone = Literal["good", "watch", "bad", "done", "none"]
"""What a lamp says at a glance; the theme gives each tone a colour and a shape."""

Align = Literal["left", "center", "right"]
HeadingLevel = Literal[1, 2, 3]
RowKind = Literal["body", "subtotal", "total"]


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, to be printed exactly as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A fact as said in a document. ``fact`` is its id; how it reads is for ``number_text`` to decide.

    ``shows_unit`` is false where the unit stands elsewhere, as above a table's column. A value of None is missing.
    """

    fact: str
    value: Decimal | None
    unit: str
    decimals: int | None = None
    bound: Literal["at_most", "at_least"] | None = None
    change: bool = False
    shows_unit: bool = True


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
class LineBreak:
    """A new line within a paragraph or a cell."""


Inline = Text | Number | Date | Lamp | Strong | Link | LineBreak


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
    """One item of an outline, with the items below it."""

    content: tuple[Inline, ...]
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """An outline in the manner of Korean public documents (개조식); its level decides an item's mark."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note to what stands before it (※)."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A framed part with a title of its own, such as the summary."""

    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


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
    """A table's column: its head and how its cells are aligned."""

    head: tuple[Inline, ...]
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: as many cells as there are columns."""

    cells: tuple[tuple[Inline, ...], ...]
    kind: RowKind = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one head. ``unit`` says the unit of its numbers and stands above it at the right."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    unit: str = ""


Block = Heading | Paragraph | Items | Note | Box | Cards | Pairs | Table


@dataclass(frozen=True, slots=True)
class Meta:
    """What a document says of itself.

    ``summary`` and ``keywords`` are the 문서요지 and 키워드 that an open-format document must carry (행정업무의 운영 및
    혁신에 관한 규정 제5조). ``as_of`` is the day for which it holds; no clock is read for it. ``mark`` is printed on
    every page where it is not empty, such as 가상 자료. ``particulars`` are shown under the title.
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


@dataclass(frozen=True, slots=True)
class Document:
    """One whole document."""

    meta: Meta
    blocks: tuple[Block, ...]
