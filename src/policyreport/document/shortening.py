"""Shorten a document by the general priority: what stands first is kept longest, and tables lose their last rows first.

For reports of a limited length whose own list of what to leave out (``leave_out``) is not enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from policyreport.document.leave_out import has_name, title_of
from policyreport.document.nodes import (
    Block,
    Box,
    Cards,
    Chart,
    Contents,
    Document,
    DocumentBlock,
    Heading,
    HeadingLevel,
    Items,
    Landscape,
    Note,
    PageBreak,
    Pairs,
    Paragraph,
    Picture,
    Quote,
    Row,
    Rule,
    Table,
    blocks_within,
    walk,
)

_ROWS, _ITEMS = 5, 3
"""To how many rows and items tables and outlines are cut before whole chapters go."""
_FEWEST_ROWS = 3
"""To how many rows tables are cut before single blocks go."""

_Placed = tuple[Block, int | None]
"""A block and the number of the part in landscape that it stands in."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How far a document is shortened: rows a table has at most, items an outline, and what is gone from its end.

    ``box_items`` are the items of outlines in boxes, such as the summary. None is no limit.
    """

    rows: int | None = None
    items: int | None = None
    box_items: int | None = None
    chapters: int = 0
    blocks: int = 0


def cuts(document: Document, keep: Sequence[str] = ()) -> list[Cut]:
    """Return ever deeper cuts of a document, each of which leaves a part of what the one before it does.

    First tables lose rows beyond the fifth from their ends, then outlines items beyond the third; then chapters go,
    the last one first, then rows beyond the third, then single blocks, the last one first, down to the first; at last
    the items of boxes. What ``keep`` names by its heading or caption stays as it is.
    """
    placed = _flat(document.blocks)
    kept = _kept(placed, keep)
    free = [block for number, (block, _) in enumerate(placed) if number not in kept]
    most_rows = max((_body_rows(block) for block in free if isinstance(block, Table)), default=0)
    most_items = max((len(block.items) for block in free if isinstance(block, Items)), default=0)
    inner = (block for block in walk(free) if isinstance(block, Box))
    most_inner = max((len(one.items) for box in inner for one in box.blocks if isinstance(one, Items)), default=0)
    steps = [cut := Cut()]
    steps += [cut := replace(cut, rows=rows) for rows in range(most_rows - 1, _ROWS - 1, -1)]
    steps += [cut := replace(cut, items=items) for items in range(most_items - 1, _ITEMS - 1, -1)]
    chapters = range(1, len(_chapters(placed, kept)) + 1)
    steps += [cut := replace(cut, chapters=number) for number in chapters]
    steps += [cut := replace(cut, rows=rows) for rows in range(min(most_rows, _ROWS) - 1, _FEWEST_ROWS - 1, -1)]
    left = _flat(shortened(document, cut, keep)[0].blocks)
    groups = range(1, len(_removable(left, _kept(left, keep))) + 1)
    steps += [cut := replace(cut, blocks=number) for number in groups]
    steps += [cut := replace(cut, box_items=items) for items in range(most_inner - 1, 0, -1)]
    return steps[1:]


def shortened(document: Document, cut: Cut, keep: Sequence[str] = ()) -> tuple[Document, tuple[str, ...]]:
    """Return a document as a cut leaves it, and what it lacks, as a note on its page names it."""
    placed = _flat(document.blocks)
    chapters = _last(_chapters(placed, _kept(placed, keep)), cut.chapters)
    gone = {number for chapter in chapters for number in chapter}
    rest = [each for number, each in enumerate(placed) if number not in gone]
    groups = _last(_removable(rest, _kept(rest, keep)), cut.blocks)
    lost = {number for group in groups for number in group}
    stays = [each for number, each in enumerate(rest) if number not in lost]
    kept = _kept(stays, keep)
    fewer: list[_Placed] = []
    lacking: list[str] = []
    title = ""
    for number, (block, part) in enumerate(stays):
        title = title_of(block) if isinstance(block, Heading) else title
        made, lacks = (block, ()) if number in kept else _with_fewer(block, cut, title)
        fewer.append((made, part))
        lacking += lacks
    told = (
        *lacking,
        *_names([[rest[number][0] for number in group] for group in groups]),
        *(title_of(placed[chapter.start][0]) for chapter in chapters),
    )
    return (replace(document, blocks=tuple(_regrouped(fewer, document.blocks))), told) if told else (document, ())


_Group = TypeVar("_Group")


def _last(groups: Sequence[_Group], number: int) -> Sequence[_Group]:
    return groups[len(groups) - number :]


def _flat(blocks: Iterable[DocumentBlock]) -> list[_Placed]:
    placed: list[_Placed] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Landscape):
            placed += ((inner, number) for inner in block.blocks)
        else:
            placed.append((block, None))
    return placed


def _regrouped(placed: Sequence[_Placed], original: Sequence[DocumentBlock]) -> Iterator[DocumentBlock]:
    done: set[int] = set()
    for block, part in placed:
        if part is None:
            yield block
        elif part not in done:
            done.add(part)
            whole = original[part]
            if isinstance(whole, Landscape):
                yield replace(whole, blocks=tuple(inner for inner, of in placed if of == part))


def _kept(placed: Sequence[_Placed], keep: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the blocks that stay: those of a kept name, with their sections and notes."""
    numbers: set[int] = set()
    level, noted = 0, False
    for number, (block, _) in enumerate(placed):
        if level and isinstance(block, Heading) and block.level <= level:
            level = 0
        noted = noted and isinstance(block, Note)
        if any(has_name(block, name) for name in keep):
            numbers.add(number)
            level = block.level if isinstance(block, Heading) and not level else level
            noted = not isinstance(block, Heading)
        elif level or noted:
            numbers.add(number)
    return frozenset(numbers)


def _chapters(placed: Sequence[_Placed], kept: frozenset[int]) -> list[range]:
    """Return the chapters that may go: under heads of the highest level, after the first block, with nothing kept."""
    levels: list[HeadingLevel] = [block.level for block, _ in placed if isinstance(block, Heading)]
    if not levels:
        return []
    heads = [n for n, (block, _) in enumerate(placed) if isinstance(block, Heading) and block.level == min(levels)]
    spans = [range(begin, end) for begin, end in pairwise([*heads, len(placed)])]
    first = _first(placed)
    return [span for span in spans if span.start > first and kept.isdisjoint(span)]


def _first(placed: Sequence[_Placed]) -> int:
    """Return the number of the first block that says something."""
    return next((n for n, (block, _) in enumerate(placed) if not isinstance(block, Contents | PageBreak | Rule)), 0)


def _removable(placed: Sequence[_Placed], kept: frozenset[int]) -> list[tuple[int, ...]]:
    """Return the groups of blocks that may go one by one: a block with its notes, and a heading left without any.

    The first block that says something is in none of them.
    """
    groups: list[list[int]] = []
    for number, (block, _) in enumerate(placed):
        if (groups and isinstance(block, Note | PageBreak | Rule)) or (
            groups and isinstance(placed[groups[-1][-1]][0], Heading)
        ):
            groups[-1].append(number)
        else:
            groups.append([number])
    first = _first(placed)
    return [tuple(group) for group in groups if first not in group and kept.isdisjoint(group)]


def _names(groups: Iterable[Sequence[Block]]) -> list[str]:
    """Return what groups that are gone are called: by their titles, or by their kind and how many of that there are."""
    titles: list[str] = []
    unnamed: Counter[str] = Counter()
    for group in groups:
        title = next((title for block in group if (title := title_of(block))), "")
        if title:
            titles.append(title)
        else:
            unnamed.update([kind for block in group if (kind := _kind(block))][:1])
    return [*titles, *(f"{kind} {count}개" for kind, count in unnamed.items())]


def _kind(block: Block) -> str | None:
    match block:
        case Table():
            return "표"
        case Chart() | Picture():
            return "그림"
        case Contents():
            return "차례"
        case Cards():
            return "주요 수치"
        case Pairs():
            return "개요"
        case Items() | Paragraph() | Quote() | Box():
            return "문단"
        case Heading() | Note() | Rule() | PageBreak():
            return None


def _with_fewer(block: Block, cut: Cut, title: str) -> tuple[Block, tuple[str, ...]]:
    """Return a block with no more rows or items than a cut allows, and what it lacks."""
    match block:
        case Table() if cut.rows is not None and _body_rows(block) > cut.rows:
            name, lacking = title_of(block) or title or "표", _body_rows(block) - cut.rows
            sums = "(합계는 전체 기준)" if any(row.kind in ("total", "subtotal") for row in block.rows) else ""
            return replace(block, rows=tuple(_first_rows(block.rows, cut.rows))), (f"{name} 중 {lacking}줄{sums}",)
        case Items() if cut.items is not None and len(block.items) > cut.items:
            lacking = len(block.items) - cut.items
            return replace(block, items=block.items[: cut.items]), (f"{title or '본문'} 중 {lacking}항목",)
        case Box() if cut.box_items is not None:
            inner = replace(cut, items=cut.box_items)
            made = [_with_fewer(one, inner, title_of(block)) for one in blocks_within(block)]
            return replace(block, blocks=tuple(one for one, _ in made)), tuple(
                name for _, names in made for name in names
            )
        case _:
            return block, ()


def _body_rows(table: Table) -> int:
    return sum(row.kind == "body" for row in table.rows)


def _first_rows(rows: Sequence[Row], most: int) -> Iterator[Row]:
    """Yield the first rows of the body, with the heads of their groups, their subtotals and the totals of all.

    A group that has lost all of its rows loses its head and its subtotal too.
    """
    body = 0
    head: Row | None = None
    is_empty = False
    for row in rows:
        match row.kind:
            case "group":
                head, is_empty = row, True
            case "body":
                body += 1
                if body <= most:
                    if head:
                        yield head
                    head, is_empty = None, False
                    yield row
            case "subtotal":
                if not is_empty:
                    yield row
            case "total":
                yield row
