"""What two readers find in a PDF is what the tree says, in its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from random import Random
from typing import Literal, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.at_night import tries

from policyreport.document.nodes import (
    Block,
    Box,
    ChartKind,
    Column,
    Document,
    Front,
    Heading,
    Inline,
    Item,
    Items,
    Lamp,
    Meta,
    Note,
    Paragraph,
    Row,
    Strong,
    Table,
)
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.pdf import render

from .charts.specimens import CHARTS, drawing_of, texts_of
from .kitchen_sink import KITCHEN_SINK, fronted
from .reading import READERS, Said, figures_read, in_order_of_drawing, read_aloud
from .specimens import META, NASTY, opened, rendered, said, table_of, texts
from .telling import THEME, told

Reader = Callable[[Rendered], Said]
readers = pytest.mark.parametrize("reader", READERS.values(), ids=READERS)


@readers
@pytest.mark.parametrize("front", get_args(Front))
@pytest.mark.parametrize("breaking", ["words", "letters"])
def test_a_whole_document_reads_as_its_tree_does(reader: Reader, front: Front, breaking: Literal["words", "letters"]):
    document = fronted(front)
    file = render(document, Theme(breaking=breaking))
    pages = {entry.get_title(): entry.get_dest().get_index() + 1 for entry in opened(file).get_toc()}
    assert read_aloud(file, reader) == told(document, pages)


def test_the_kitchen_sink_has_every_node_there_is():
    kinds = {kind.__name__ for kind in (*get_args(Block), *get_args(Inline))}
    assert kinds <= {type(node).__name__ for node in _nodes(KITCHEN_SINK)}


def _nodes(node: object) -> list[object]:
    if isinstance(node, tuple):
        return [found for inner in node for found in _nodes(inner)]
    if not is_dataclass(node):
        return []
    return [node, *(found for field in fields(node) for found in _nodes(getattr(node, field.name)))]


@readers
@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_every_text_of_a_chart_can_be_read_in_its_figure(reader: Reader, kind: ChartKind):
    chart = replace(CHARTS[kind], alt="그림")
    (figure,) = figures_read(rendered(chart), reader)
    assert Counter(figure) == Counter("".join(texts_of(drawing_of(chart, 459)).split()))


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


LETTERS = "가나다힣漢字AIw019&<>\"'%,.()[]{}「」·…△□※－✔❍∼₁\\/;:#"
STRINGS = 250


def in_every_kind_of_block(given_texts: list[str]) -> Document:
    """Return a document with each text in some block, by turns."""
    made = [
        lambda text: Paragraph(said(text)),
        lambda text: Paragraph(said("앞", Strong(said(text)), Lamp("good", "뒤"))),
        lambda text: Heading(2, said("제목", text)),
        lambda text: Note(said(text)),
        lambda text: Items((Item(said("항목"), (Item(said(text)),)),)),
        lambda text: table_of((text, "칸")),
        lambda text: Box(said("상자"), (Paragraph(said(text)),)),
    ]
    return Document(META, tuple(made[i % len(made)](text) for i, text in enumerate(given_texts)))


@settings(max_examples=tries(7, 20))
@given(st.integers(0, 2**32))
def test_no_letter_of_five_thousand_texts_is_lost_or_changed(seed: int):
    chance = Random(seed)
    letters = LETTERS + 8 * " "
    strings = ["".join(chance.choices(letters, k=chance.randint(1, 20))) for _ in range(STRINGS)]
    document = in_every_kind_of_block(strings)
    file = render(document, THEME)
    assert {name for name, reader in READERS.items() if read_aloud(file, reader) != told(document)} == set()


@readers
@settings(max_examples=tries(10, 30))
@given(st.lists(st.text(LETTERS + " ", min_size=1, max_size=200), min_size=1, max_size=6))
def test_no_letter_of_any_text_is_lost_or_changed(reader: Reader, given_texts: list[str]):
    document = in_every_kind_of_block(given_texts)
    assert read_aloud(render(document, THEME), reader) == told(document)


@readers
@settings(max_examples=tries(7, 20))
@given(st.lists(st.text("가나다AIw019", min_size=1, max_size=8), min_size=1, max_size=60))
def test_words_stay_apart_for_one_who_copies_all(reader: Reader, given_words: list[str]):
    document = Document(META, (Paragraph(said(" ".join(given_words))),))
    assert in_order_of_drawing(reader(render(document, THEME))) == told(document)


@readers
def test_rows_of_a_table_read_from_left_to_right(reader: Reader):
    table = Table(
        tuple(Column(said(head), "right") for head in ("왼쪽", "오른쪽")),
        (Row((said("긴 글 " * 30), said("옆"))), Row((said("아래"), ()))),
    )
    document = Document(META, (table,))
    assert in_order_of_drawing(reader(render(document, THEME))) == told(document)
