from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyreport.document.dump import dump
from policyreport.document.nodes import (
    Block,
    Box,
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
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)

from .specimens import KITCHEN_SINK, META, blocks, metas


def dumped(*content: Inline) -> str:
    return dump(Document(META, (Paragraph(content),)))


def test_the_dump_of_every_node_is_as_it_was_reviewed(golden: Callable[[str, str], None]) -> None:
    golden("kitchen_sink.txt", dump(KITCHEN_SINK))


@given(st.lists(blocks, min_size=2, max_size=20))
def test_blocks_have_equal_dumps_just_where_they_are_equal(made: list[Block]) -> None:
    assert len({dump(Document(META, (block,))) for block in made}) == len(set(made))


@given(st.lists(st.lists(blocks, max_size=3).map(tuple), min_size=2, max_size=6))
def test_documents_have_equal_dumps_just_where_they_are_equal(made: list[tuple[Block, ...]]) -> None:
    assert len({dump(Document(META, content)) for content in made}) == len(set(made))


@given(metas, metas)
def test_what_documents_say_of_themselves_differs_just_where_the_dumps_differ(one: Meta, other: Meta) -> None:
    assert (dump(Document(one, ())) == dump(Document(other, ()))) == (one == other)


@pytest.mark.parametrize("field", [name for name in Meta.__dataclass_fields__ if name != "as_of"])
def test_everything_that_a_document_says_of_itself_is_in_its_dump(field: str) -> None:
    others: dict[str, Any] = {
        "keywords": (),
        "particulars": (),
        "front": "cover",
        "banner": "보도자료",
        "draft": not META.draft,
        "identity": "2025Q2-briefing",
    }
    other = replace(META, **{field: others.get(field, "")})
    assert dump(Document(other, ())) != dump(Document(META, ()))


ALIKE: list[tuple[tuple[Inline, ...], tuple[Inline, ...]]] = [
    ((Text("a"), Text("b")), (Text('a" "b'),)),
    ((Text("a\nb"),), (Text("a\\nb"),)),
    ((Text('a"'),), (Text('a\\"'),)),
    ((LineBreak(),), (Text("<br>"),)),
    ((Date(2025, 6, 30),), (Text("2025. 6. 30."),)),
    ((Strong((Text("a"), Text("b"))),), (Strong((Text("a"),)), Text("b"))),
    ((Lamp("good", "a"),), (Lamp("done", "a"),)),
    ((Link("https://a.kr", (Text("a"),)),), (Link("https://b.kr", (Text("a"),)),)),
    ((Reference("a", (Text("b"),)),), (Text("b"),)),
    ((Reference("a", (Text("b"),)),), (Reference("c", (Text("b"),)),)),
    ((Number("f", Decimal(1), "개"),), (Number("g", Decimal(1), "개"),)),
    ((Number("f", Decimal("1.01"), "개", 0),), (Number("f", Decimal("1.02"), "개", 0),)),
    ((Number("f", Decimal(1), "개", 0),), (Number("f", Decimal(1), "개"),)),
    ((Number("f", None, "개"),), (Number("f", None, "건"),)),
    ((Number("f", None, "개"),), (Number("f", None, "개", bound="at_most"),)),
    ((Number("f", None, "개"),), (Number("f", None, "개", change=True),)),
    ((Number("f", None, "개"),), (Number("f", None, "개", shows_unit=False),)),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_contents_that_look_alike_have_different_dumps(one: tuple[Inline, ...], other: tuple[Inline, ...]) -> None:
    assert dumped(*one) != dumped(*other)


@pytest.mark.parametrize(("one", "other"), [("1", "1.0"), ("0", "-0.00"), ("10", "1E+1"), ("1.5", "1.500")])
def test_values_that_are_equal_have_one_spelling(one: str, other: str) -> None:
    assert dumped(Number("f", Decimal(one), "개")) == dumped(Number("f", Decimal(other), "개"))


def test_what_stands_in_a_box_is_told_from_what_follows_it() -> None:
    note, title = Note((Text("a"),)), (Text("b"),)
    assert dump(Document(META, (Box(title, (note,)),))) != dump(Document(META, (Box(title, ()), note)))


def test_an_item_below_another_is_told_from_one_beside_it() -> None:
    below = Items((Item((Text("a"),), (Item((Text("b"),)),)),))
    beside = Items((Item((Text("a"),)), Item((Text("b"),))))
    assert dump(Document(META, (below,))) != dump(Document(META, (beside,)))


def test_each_node_stands_on_a_line_of_its_own() -> None:
    text = dump(Document(META, (Heading(1, (Text("a\nb"),)), Paragraph((Text("c"),)))))
    assert text.endswith('heading 1: "a\\nb"\nparagraph: "c"\n')


def test_a_row_with_a_name_is_told_from_one_without() -> None:
    named, nameless = (Table((Column(()),), (Row(((Text("a"),),), name=name),)) for name in ("program.a", ""))
    assert dump(Document(META, (named,))) != dump(Document(META, (nameless,)))


def test_a_document_without_an_identity_says_nothing_of_it() -> None:
    assert "identity" not in dump(Document(META, ()))
