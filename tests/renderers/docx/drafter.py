"""Small documents, and others that differ from them here and there."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from policyreport.document.nodes import (
    Block,
    Box,
    Column,
    Footnote,
    Heading,
    Inline,
    Item,
    Items,
    Lamp,
    Link,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)

from .specimens import number, said

_WORDS = ("지역", "선정", "협약", "체결", "대구", "60억원", "3개", "지원", "완료", "추진")


class Drafter:
    """Writes small documents, and others that differ from them here and there, by a seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def blocks(self) -> list[Block]:
        """Return blocks of every kind that holds words."""
        return [self._block() for _ in range(self._random.randint(1, 7))]

    def changed(self, blocks: Sequence[Block]) -> list[Block]:
        """Return blocks some of which went, came, were rewritten, or moved."""
        kept: list[Block] = []
        for block in blocks:
            match self._random.randrange(6):
                case 0:
                    continue
                case 1:
                    kept += [self._block(), block]
                case 2:
                    kept.append(self._other(block))
                case _:
                    kept.append(block)
        if self._random.randrange(3) == 0:
            self._random.shuffle(kept)
        return kept or [self._block()]

    def _other(self, block: Block) -> Block:
        match block:
            case Paragraph(content):
                return Paragraph(self._mixed(content))
            case Items(items):
                return Items((*items[1:], self._item(1)))
            case Table(columns, rows):
                cut = self._random.randrange(len(rows) + 1)
                rows = tuple(self._row(row.name) if self._random.randrange(3) == 0 else row for row in rows)
                return Table(columns, (*rows[cut:], *rows[:cut], self._row(f"new.{self._random.randrange(9)}")))
            case Box(title, blocks):
                return Box(title, tuple(self.changed(blocks)))
            case _:
                return self._block()

    def _mixed(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        mixed = [node for node in content if self._random.randrange(4)]
        mixed.insert(self._random.randrange(len(mixed) + 1), self._inline())
        return tuple(mixed)

    def _block(self) -> Block:
        match self._random.randrange(10):
            case 0:
                return Heading(self._random.choice((1, 2, 3)), self._content())
            case 1 | 2 | 3:
                return Paragraph(self._content())
            case 4:
                return Note(self._content())
            case 5 | 6:
                return Items(tuple(self._item(0) for _ in range(self._random.randint(1, 4))))
            case 7:
                return Pairs(tuple(Pair(self._content(), self._content()) for _ in range(self._random.randint(1, 3))))
            case 8:
                return Box(self._content(), (Paragraph(self._content()), self._table()))
            case _:
                return self._table()

    def _table(self) -> Table:
        rows = tuple(self._row(f"program.{at}" if at % 2 else "") for at in range(self._random.randint(1, 5)))
        caption = said("표 이름") if self._random.randrange(2) else ()
        return Table((Column(said("구분")), Column(said("내용")), Column(said("값"), "right")), rows, caption)

    def _row(self, name: str) -> Row:
        return Row((said(self._word()), self._content(), (self._number(),)), name=name)

    def _item(self, depth: int) -> Item:
        below = tuple(self._item(depth + 1) for _ in range(self._random.randrange(3))) if depth < 2 else ()
        return Item(self._content(), below)

    def _content(self) -> tuple[Inline, ...]:
        return tuple(self._inline() for _ in range(self._random.randint(1, 6)))

    def _inline(self) -> Inline:
        match self._random.randrange(10):
            case 0:
                return self._number()
            case 1:
                return Strong(said(f"{self._word()} ", self._number()))
            case 2:
                return Link("https://example.go.kr/", said(self._word()))
            case 3:
                return Footnote(said(self._word()))
            case 4:
                return Lamp("good", "정상추진")
            case 5:
                return Reference("program.1", said(self._word()))
            case _:
                return Text(f"{self._word()} {self._word()} ")

    def _number(self) -> Inline:
        return number(f"fact.{self._random.randrange(3)}", str(self._random.randrange(1, 4000)))

    def _word(self) -> str:
        return self._random.choice(_WORDS)
