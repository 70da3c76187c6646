"""Footnotes on figures that were put right after they had been issued: what was issued, and why it is another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from policyreport.diagnostics import SourceLocation
from policyreport.document.nodes import (
    Box,
    Card,
    Cards,
    Document,
    DocumentBlock,
    Footnote,
    Inline,
    Item,
    Items,
    Landscape,
    Link,
    Note,
    Number,
    Pairs,
    Paragraph,
    Quote,
    Reference,
    Strong,
    Table,
    Text,
    leaves,
)
from policyreport.model import Dataset, Fact, Facts
from policyreport.pipeline.fact_places import title_of
from policyreport.pipeline.issued_reach import figure_text
from policyreport.pipeline.restated_records import Restated, RestatedValues

_GIVEN = ("given", "unit")
"""The rules of facts that tell one value of the data, if perhaps in another unit."""

_COUNTS = ("count", "status", "late")
"""The rules of facts that count records by how they stand: what their states rest on is no part of them."""

AnyBlock = TypeVar("AnyBlock", bound=DocumentBlock)


def with_restatement_notes(
    document: Document, restated: RestatedValues, facts: Facts, known: Mapping[str, Fact]
) -> Document:
    """Return a document with a footnote where it first prints a value that was put right, or what is reckoned from it.

    ``known`` are the facts with those that the templates made. Of each value the first place of its own has a footnote,
    and the first of a figure that is reckoned from it. Headings and charts have no place for one.
    """
    if not restated:
        return document
    notes = _Notes(restated, known, facts.known, is_korean=document.meta.language.startswith("ko"))
    blocks = tuple(map(notes.block, document.blocks))
    return document if blocks == document.blocks else replace(document, blocks=blocks)


class _Notes:
    """The footnotes of one document, as its numbers are met."""

    def __init__(
        self, restated: RestatedValues, known: Mapping[str, Fact], dataset: Dataset, *, is_korean: bool
    ) -> None:
        self._restated = restated
        self._known = known
        self._dataset = dataset
        self._is_korean = is_korean
        self._told: set[tuple[SourceLocation, bool]] = set()

    def block(self, block: AnyBlock) -> AnyBlock:
        """Return a block with the footnotes on its numbers."""
        match block:
            case Paragraph() | Note():
                return replace(block, content=self._content(block.content))
            case Items():
                return replace(block, items=tuple(map(self._item, block.items)))
            case Table():
                rows = (replace(row, cells=tuple(map(self._content, row.cells))) for row in block.rows)
                return replace(block, rows=tuple(rows))
            case Pairs():
                pairs = (replace(pair, content=self._content(pair.content)) for pair in block.pairs)
                return replace(block, pairs=tuple(pairs))
            case Cards():
                return replace(block, cards=tuple(map(self._card, block.cards)))
            case Box() | Quote() | Landscape():
                return replace(block, blocks=tuple(map(self.block, block.blocks)))
            case _:
                return block

    def _item(self, item: Item) -> Item:
        return replace(item, content=self._content(item.content), items=tuple(map(self._item, item.items)))

    def _card(self, card: Card) -> Card:
        """Return a card whose label bears the footnotes, for its figure stands alone and large."""
        notes = (note for leaf in leaves(card.figure) if isinstance(leaf, Number) for note in self._notes(leaf))
        return replace(card, label=(*card.label, *notes), remark=self._content(card.remark))

    def _content(self, content: Sequence[Inline]) -> tuple[Inline, ...]:
        return tuple(self._each(content))

    def _each(self, content: Iterable[Inline]) -> Iterator[Inline]:
        for node in content:
            match node:
                case Number():
                    yield node
                    yield from self._notes(node)
                case Strong() | Link() | Reference():
                    yield node
                    for leaf in leaves(node.content):
                        yield from self._notes(leaf) if isinstance(leaf, Number) else ()
                case _:
                    yield node

    def _notes(self, number: Number) -> Iterator[Footnote]:
        """Yield a footnote for each restated value beneath a number that has none yet of this kind."""
        fact = self._known.get(number.fact)
        if fact is None or fact.value is None:
            return
        for place, given in self._beneath(fact):
            is_own = given is self._own(fact) and given.rule in _GIVEN
            if (place, is_own) not in self._told:
                self._told.add((place, is_own))
                yield Footnote((Text(self._text(self._restated[place], "" if is_own else given.id)),))

    def _own(self, fact: Fact) -> Fact:
        """Return the fact of the data that a fact tells in another unit; itself for any other."""
        while fact.rule == "converted" and fact.derived_from and fact.derived_from[0] in self._known:
            fact = self._known[fact.derived_from[0]]
        return fact

    def _beneath(self, fact: Fact) -> Iterator[tuple[SourceLocation, Fact]]:
        """Yield the restated values on which a fact rests, with the facts that give them."""
        seen, waiting = {fact.id}, [fact]
        while waiting:
            one = waiting.pop()
            if one.rule in _COUNTS:
                continue
            yield from [(place, one) for place in one.places if place in self._restated]
            below = [name for name in one.derived_from if name in self._known and name not in seen]
            seen.update(below)
            waiting += [self._known[name] for name in below]

    def _text(self, restated: Restated, operand: str) -> str:
        before, after = (figure_text((value, restated.unit)) for value in (restated.before, restated.after))
        title = " ".join(filter(None, (title_of(operand, self._dataset) or operand, restated.member)))
        if self._is_korean:
            named = f"'{title}' " if operand else ""
            return f"수정: {named}종전 {before} → {after}. {restated.reason}"
        named = f"'{title}' " if operand else ""
        return f"Restated: {named}formerly {before}, now {after}. {restated.reason}"
