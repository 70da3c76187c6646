"""Blocks as both programs lay them out: headings, outlines, captions, pairs of labels and contents, and cards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby
from math import ceil
from operator import itemgetter
from typing import Literal, NamedTuple

from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    Document,
    DocumentBlock,
    Heading,
    Inline,
    Item,
    Number,
    NumberForm,
    Pair,
    Pairs,
    Paragraph,
    Picture,
    Table,
    Text,
    blocks_within,
)
from policyreport.document.number_format import number_text, plain_text
from policyreport.document.pages import with_directions, without_empty_pages
from policyreport.document.theme import Theme
from policyreport.ooxml.text_width import need_of, text_width
from policyreport.renderers.flow.inlines import Placed, shown_text
from policyreport.renderers.flow.tables import Room


def headings(blocks: Iterable[DocumentBlock]) -> Iterator[Heading]:
    """Yield the headings among blocks as they are read."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        else:
            yield from headings(blocks_within(block))


def introduces(before: Block | None, block: Block, below: Block | None) -> bool:
    """Return whether a block is the sentence between a heading and what may go to the next page as a whole.

    It goes along, for else a heading and the sentence would be left behind.
    """
    whole = Table | Chart | Box | Cards | Pairs | Picture
    return isinstance(before, Heading) and isinstance(block, Paragraph) and isinstance(below, whole)


class NumberedList(NamedTuple):
    """Items that count on from one another: the number of the first, the form of all, and their level, from 0.

    ``order`` tells it from the other lists of its outline.
    """

    first: int
    form: NumberForm
    level: int
    order: int


class OutlineItem(NamedTuple):
    """An item of an outline: its level, counted from 0, and whether it leads items below it from the outermost.

    ``numbers`` is the list by which it is numbered, None where it has a mark.
    """

    level: int
    is_lead: bool
    content: tuple[Inline, ...]
    numbers: NumberedList | None = None


def outline(items: Iterable[Item], level: int = 0) -> Iterator[OutlineItem]:
    """Yield each item, followed by the items below it; ``level`` is that of the first of them."""
    return _outline(items, level, count())


def _outline(items: Iterable[Item], level: int, order: Iterator[int]) -> Iterator[OutlineItem]:
    numbers: NumberedList | None = None
    last = 0
    for item in items:
        if not item.number:
            numbers = None
        elif numbers is None or item.number != last + 1 or item.form != numbers.form:
            numbers = NumberedList(item.number, item.form, level, next(order))
        last = item.number
        yield OutlineItem(level, bool(item.items) and not level, item.content, numbers)
        yield from _outline(item.items, level + 1, order)


class Part(NamedTuple):
    """Blocks that follow each other on pages that lie in one direction."""

    blocks: tuple[Block, ...]
    landscape: bool


def parts(document: Document) -> list[Part]:
    """Return the blocks of a document by the directions of their pages, the first upright though it be empty.

    What stands before the blocks is upright. Page breaks that would leave a page empty are left out.
    """
    found: list[Part] = []
    for landscape, group in groupby(with_directions(document.blocks), itemgetter(1)):
        if landscape and not found:
            found.append(Part((), landscape=False))
        begun = not found and document.meta.front != "cover"
        found.append(Part(without_empty_pages((block for block, _ in group), begun=begun), landscape))
    return [part for number, part in enumerate(found) if part.blocks or not number] or [Part((), landscape=False)]


def ends_front_page(sections: Sequence[Part]) -> bool:
    """Return whether a cover ends its page itself: not where a part in landscape, which has its own, follows at once.

    The page between them would be empty.
    """
    return bool(sections[0].blocks) or len(sections) == 1


CaptionKind = Literal["표", "그림"]


class CaptionNumbers:
    """The numbers of captions, counted from 1 for each kind."""

    def __init__(self) -> None:
        self._counts: dict[CaptionKind, Iterator[int]] = {"표": count(1), "그림": count(1)}

    def next(self, kind: CaptionKind) -> int:
        """Return the number of the next caption of a kind."""
        return next(self._counts[kind])


def has_caption(table: Table) -> bool:
    """Return whether a line stands above a table: its caption, its unit or both."""
    return bool(table.caption or table.unit)


def unit_text(table: Table) -> str:
    """Return the unit as it stands at the right of the caption; nothing where there is none."""
    return f"(단위: {table.unit})" if table.unit else ""


_BETWEEN_PAIRS = "\u2003\u2003"
_WIDEST_LABEL = 0.35
"""Of the width of a table of pairs."""


def label_width(pairs: Iterable[Pair], room: Room) -> int:
    """Return how wide the column of the labels is, never more than a share of the width there is."""
    need = need_of(plain_text(pair.label) for pair in pairs)
    return min(round((need.most + 2) * room.letter) + room.padding, round(room.width * _WIDEST_LABEL))


def fit_in_a_line(pairs: Iterable[Pair], room: Room) -> bool:
    """Return whether pairs have room side by side in one line."""
    texts = [plain_text(pair.label) + " " + plain_text(pair.content) + _BETWEEN_PAIRS for pair in pairs]
    return sum(map(text_width, texts)) * room.letter <= room.width


PairPart = Literal["between", "label", "space", "content"]


def line_of_pairs(pairs: Iterable[Pair]) -> Iterator[tuple[PairPart, tuple[Inline, ...]]]:
    """Yield what stands in one line of pairs."""
    for at, pair in enumerate(pairs):
        if at:
            yield "between", (Text(_BETWEEN_PAIRS),)
        yield "label", pair.label
        if pair.label and pair.content:
            yield "space", (Text(" "),)
        yield "content", pair.content


def cells_of_pairs(pairs: Iterable[Pair], left: int = 0) -> Iterator[Placed]:
    """Yield the cells of a table of pairs that has so many columns at the left of them."""
    for at, pair in enumerate(pairs, start=1):
        yield at, left + 1, pair.label
        yield at, left + 2, pair.content


_MOST_CARDS_IN_A_ROW = 4
_LEEWAY = 1.12
"""For a font that is wider than was assumed, and the space that some programs put between Hangul and digits."""
_DIGITS = re.compile(r"([\d,.:△-]+)")


def rows_of_cards(cards: Sequence[Card]) -> list[Sequence[Card]]:
    """Return the cards of each row, as evenly filled as they come; none but the last has fewer than the first."""
    in_a_row = ceil(len(cards) / ceil(len(cards) / _MOST_CARDS_IN_A_ROW)) if cards else 1
    return [cards[start : start + in_a_row] for start in range(0, len(cards), in_a_row)]


def cells_of_cards(cards: Iterable[Card]) -> Iterator[Placed]:
    """Yield the contents of a row of cards, between which stand narrow columns."""
    for at, card in enumerate(cards):
        yield from ((1, 2 * at + 1, content) for content in (card.label, card.figure, card.remark))


def digits_and_units(number: Number) -> Iterator[tuple[str, bool]]:
    """Yield the parts of what a number prints, and whether each is large, as its digits are and its unit is not."""
    return ((part, bool(at % 2)) for at, part in enumerate(_DIGITS.split(number_text(number))) if part)


def figure_scale(cards: Iterable[Card], room: int, letters: tuple[float, float], theme: Theme) -> float:
    """Return how much smaller the figures of one row are, so that the widest takes one line.

    ``letters`` are the widths of a unit's letter and of a digit's, in the unit of ``room``.
    """
    return min(1.0, room / _LEEWAY / max(1.0, *(_figure_width(card.figure, letters, theme) for card in cards)))


def _figure_width(figure: Iterable[Inline], letters: tuple[float, float], theme: Theme) -> float:
    parts = (
        part
        for node in figure
        for part in (digits_and_units(node) if isinstance(node, Number) else ((shown_text((node,), theme), True),))
    )
    return sum(text_width(text) * letters[is_large] for text, is_large in parts)
