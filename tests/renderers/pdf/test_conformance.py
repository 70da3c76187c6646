"""What is rendered keeps to PDF/UA-1 and PDF/A-2a, whatever the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.at_night import tries

from policyreport.document.large_print import large_print, with_narrow_tables
from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    ChartKind,
    Column,
    Contents,
    Document,
    Footnote,
    Front,
    Heading,
    HeadingLevel,
    Inline,
    Item,
    Items,
    Link,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Reference,
    Row,
    RowKind,
    Strong,
    Table,
    Text,
)
from policyreport.document.theme import Theme
from policyreport.renderers.pdf import render

from .charts.specimens import CHARTS
from .conformance import findings
from .kitchen_sink import fronted
from .specimens import META, rendered, said, table_of


@pytest.mark.parametrize("front", get_args(Front))
@pytest.mark.parametrize("theme", [Theme(), Theme(breaking="letters")], ids=["words", "letters"])
def test_every_node_keeps_to_the_standards(front: Front, theme: Theme):
    assert findings(render(fronted(front), theme).content) == {}


@pytest.mark.parametrize("front", get_args(Front))
def test_every_node_keeps_to_the_standards_in_large_print(front: Front):
    assert findings(render(with_narrow_tables(fronted(front), 5), large_print(Theme())).content) == {}


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_keeps_to_the_standards(name: str):
    chart = replace(CHARTS[name], alt=f"그림 {name}이 보이는 것")
    assert findings(rendered(chart, Paragraph(said("글")), chart).content) == {}


@pytest.mark.parametrize(
    "empty",
    [
        Paragraph(()),
        Heading(1, ()),
        Note(()),
        Items(()),
        Items((Item((), (Item(()),)),)),
        Box((), ()),
        Cards(()),
        Cards((Card((), ()),)),
        Pairs(()),
        Pairs((Pair((), ()),)),
        table_of(("",)),
        Table((Column(said("머리")),), ()),
        Table((Column(()),), (Row(((),), "group"),)),
        Contents(1),
        Paragraph((Link("https://example.org", ()), Strong(()), Footnote(()))),
    ],
)
def test_what_says_nothing_keeps_to_the_standards(empty: Block):
    assert findings(rendered(empty).content) == {}


def test_an_empty_document_keeps_to_the_standards():
    assert findings(rendered().content) == {}


def test_a_title_that_metadata_must_escape_is_the_same_in_both():
    meta = replace(
        META, title='R&D <계획> "가"', summary="a & b\n<c>", keywords=("<x>", "&"), organisation="(주) 가\\나"
    )
    assert findings(rendered(meta=meta).content) == {}


texts = st.text("가나 A1().,%·△", max_size=30).map(Text)


def inlines(inner: st.SearchStrategy[tuple[Inline, ...]]) -> st.SearchStrategy[Inline]:
    return st.one_of(
        texts,
        st.builds(Strong, inner),
        st.builds(Footnote, inner),
        st.builds(Link, st.sampled_from(["https://example.org/a", "https://example.org/b?(c)"]), inner),
        st.builds(Reference, st.sampled_from(["program.a", "program.b"]), inner),
    )


plain = st.lists(texts, max_size=2).map(tuple)
contents = st.lists(inlines(plain), max_size=4).map(tuple)
items = st.recursive(
    st.builds(Item, contents),
    lambda below: st.builds(Item, contents, st.lists(below, max_size=3).map(tuple)),
    max_leaves=6,
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    groups = st.sampled_from([(), said("묶음"), said("다른 묶음")])
    columns = [Column(draw(contents), draw(st.sampled_from(["left", "right"])), draw(groups)) for _ in range(width)]
    cells = st.lists(contents, min_size=width, max_size=width).map(tuple)
    rows = draw(
        st.lists(
            st.builds(Row, cells, st.sampled_from(get_args(RowKind)), st.sampled_from(["", "program.a"])), max_size=6
        )
    )
    return Table(tuple(columns), tuple(rows), draw(contents), draw(st.sampled_from(["", "억원"])))


simple = st.one_of(
    st.builds(Heading, st.sampled_from(get_args(HeadingLevel)), contents),
    st.builds(Paragraph, contents),
    st.builds(Note, contents),
    st.builds(Items, st.lists(items, max_size=3).map(tuple)),
    st.builds(Cards, st.lists(st.builds(Card, contents, contents, contents), max_size=5).map(tuple)),
    st.builds(Pairs, st.lists(st.builds(Pair, contents, contents), max_size=3).map(tuple)),
    tables(),
    st.sampled_from([Chart(kind, CHARTS[kind].table, "그림") for kind in get_args(ChartKind)]),
    st.builds(Contents, st.sampled_from(get_args(HeadingLevel))),
)
blocks = st.one_of(simple, st.builds(Box, contents, st.lists(simple, max_size=3).map(tuple)))


@settings(max_examples=tries(15, 40))
@given(st.lists(blocks, max_size=8))
def test_any_document_keeps_to_the_standards(given_blocks: Iterable[Block]):
    assert findings(render(Document(META, tuple(given_blocks)), Theme()).content) == {}


def test_a_link_of_blanks_leads_nowhere():
    row = Row(((Text("가"),),), name="program.a")
    links = (Reference("program.a", (Text(" "),)), Link("https://example.org/", (Text(" "),)))
    blocks = (Table((Column((Text("구분"),)),), (row,)), Paragraph((Text("앞"), *links, Text("뒤"))))
    assert findings(render(Document(META, blocks), Theme()).content) == {}
