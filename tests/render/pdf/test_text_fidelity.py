"""What a reader finds in a PDF is what the tree says, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import assert_never

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyreport.document.text import date_text, number_text
from policyreport.document.theme import Theme
from policyreport.document.tree import (
    Block,
    Box,
    Cards,
    Column,
    Date,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    Lamp,
    LineBreak,
    Link,
    Meta,
    Note,
    Number,
    Pairs,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from policyreport.render.pdf import render

from .specimens import KITCHEN_SINK, META, NASTY, opened, rendered, said, squeezed, table_of, texts

THEME = Theme()


class Teller:
    """Tells a document in words alone, with the marks that the theme puts before them."""

    def __init__(self) -> None:
        self._tables = 0

    def document(self, document: Document) -> Iterator[str]:
        meta = document.meta
        yield from (meta.title, meta.subtitle)
        for pair in meta.particulars:
            yield from (self.content(pair.label), self.content(pair.content))
        for block in document.blocks:
            yield from self.block(block, 0)

    def block(self, block: Block, level: int) -> Iterator[str]:
        match block:
            case Heading(content=content) | Paragraph(content):
                yield self.content(content)
            case Note(content):
                yield THEME.note_mark + " " + self.content(content)
            case Items(items):
                yield from self.items(items, level)
            case Box(title, blocks):
                yield self.content(title)
                yield from (text for inner in blocks for text in self.block(inner, 1))
            case Cards(cards):
                yield from (self.content(c) for card in cards for c in (card.label, card.figure, card.remark))
            case Pairs(pairs):
                yield from (self.content(c) for pair in pairs for c in (pair.label, pair.content))
            case Table():
                yield from self.table(block)
            case _:
                assert_never(block)

    def items(self, items: Iterable[Item], level: int) -> Iterator[str]:
        for item in items:
            yield THEME.item_marks[min(level, len(THEME.item_marks) - 1)] + " " + self.content(item.content)
            yield from self.items(item.items, level + 1)

    def table(self, table: Table) -> Iterator[str]:
        self._tables += bool(table.caption)
        yield f"표 {self._tables}. " + self.content(table.caption) if table.caption else ""
        yield f"(단위: {table.unit})" if table.unit else ""
        yield from (self.content(column.head) for column in table.columns)
        yield from (self.content(cell) for row in table.rows for cell in row.cells)

    def content(self, content: Iterable[Inline]) -> str:
        return "".join(map(self.inline, content))

    def inline(self, node: Inline) -> str:
        match node:
            case Text(text):
                return text
            case Number():
                return number_text(node)
            case Date():
                return date_text(node)
            case Lamp(tone, word):
                return f"{THEME.lamps[tone].shape} {word}"
            case Strong(content) | Link(content=content):
                return self.content(content)
            case LineBreak():
                return "\n"
            case _:
                assert_never(node)


def told(document: Document) -> str:
    return " ".join(" ".join(Teller().document(document)).split())


def printed(document: Document) -> str:
    return " ".join(texts(render(document, THEME), document.meta))


def test_a_whole_document_reads_as_its_tree_does():
    first, *others = texts(render(KITCHEN_SINK, THEME), KITCHEN_SINK.meta)
    repeated_head = "가 나 다 "
    assert others[-1].startswith(repeated_head)
    assert " ".join([first, *(page.removeprefix(repeated_head) for page in others)]) == told(KITCHEN_SINK)


def test_the_kitchen_sink_has_every_node_there_is():
    seen = {type(node).__name__ for node in _nodes(KITCHEN_SINK)}
    blocks = {"Heading", "Paragraph", "Items", "Note", "Box", "Cards", "Pairs", "Table"}
    assert blocks | {"Text", "Number", "Date", "Lamp", "Strong", "Link", "LineBreak"} <= seen


def _nodes(node: object) -> list[object]:
    if isinstance(node, tuple):
        return [found for inner in node for found in _nodes(inner)]
    if not is_dataclass(node):
        return []
    return [node, *(found for field in fields(node) for found in _nodes(getattr(node, field.name)))]


@pytest.mark.parametrize("text", NASTY)
def test_what_looks_like_markup_is_printed_as_it_stands(text: str):
    content = said(text)
    for block in (Paragraph(content), Note(content), Heading(1, content), Items((Item(content),)), Box(content, ())):
        assert texts(rendered(block))[0].endswith(text)


@pytest.mark.parametrize("text", NASTY)
def test_what_looks_like_markup_is_printed_as_it_stands_in_a_table(text: str):
    (page,) = texts(rendered(table_of((text, "옆"), caption=text)))
    assert page.count(text) == 2


@pytest.mark.parametrize("field", ["running_title", "licence", "mark"])
@pytest.mark.parametrize("text", NASTY)
def test_what_looks_like_markup_is_printed_as_it_stands_around_the_text(field: str, text: str):
    meta: Meta = replace(META, **{field: text})
    (page,) = opened(rendered(meta=meta))
    assert text in " ".join(page.get_textpage().get_text_range().split())


@pytest.mark.parametrize("text", NASTY)
def test_what_looks_like_markup_is_printed_as_it_stands_in_the_title(text: str):
    meta = replace(META, title=text, subtitle=text)
    assert texts(rendered(meta=meta), meta) == [f"{text} {text}"]


DRAWN = "가나다힣漢字AIw019&<>\"'%,.()[]{}「」·…△□※－\\/;:#"


@settings(max_examples=60)
@given(st.lists(st.text(DRAWN + " ", min_size=1, max_size=200), min_size=1, max_size=6))
def test_no_letter_of_any_text_is_lost_or_changed(given_texts: list[str]):
    document = Document(
        META, (*(Paragraph(said(text)) for text in given_texts), table_of(*((t,) for t in given_texts)))
    )
    assert squeezed(printed(document)) == squeezed(told(document))


@settings(max_examples=40)
@given(st.lists(st.text("가나다AIw019", min_size=1, max_size=8), min_size=1, max_size=60))
def test_words_stay_apart(given_words: list[str]):
    document = Document(META, (Paragraph(said(" ".join(given_words))),))
    assert printed(document) == told(document)


def test_rows_of_a_table_read_from_left_to_right():
    table = Table(
        tuple(Column(said(head), "right") for head in ("왼쪽", "오른쪽")),
        (Row((said("긴 글 " * 30), said("옆"))), Row((said("아래"), ()))),
    )
    assert printed(Document(META, (table,))) == told(Document(META, (table,)))
