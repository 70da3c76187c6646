"""References lead to rows that are there; of the others the words stay."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyreport.document.nodes import (
    Block,
    Box,
    Chart,
    Column,
    Document,
    Footnote,
    Inline,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policyreport.document.number_format import plain_text
from policyreport.document.references import bound, row_names

from .specimens import KITCHEN_SINK, META, blocks, contents

WORDS = (Text("가"),)
TO_A = Reference("program.a", WORDS)


def table(name: str) -> Table:
    return Table((Column(WORDS),), (Row((WORDS,), name=name),))


def bound_paragraph(content: tuple[Inline, ...], *others: Block) -> Block:
    return bound(Document(META, (Paragraph(content), *others))).blocks[0]


def test_a_reference_to_a_row_that_is_there_stays() -> None:
    assert bound_paragraph((TO_A,), table("program.a")) == Paragraph((TO_A,))


def test_a_reference_to_a_row_that_is_not_there_leaves_its_words() -> None:
    assert bound_paragraph((Text("앞"), TO_A, Text("뒤")), table("program.b")) == Paragraph(
        (Text("앞"), *WORDS, Text("뒤"))
    )


def test_what_leads_nowhere_is_found_within_what_is_around_it() -> None:
    nested = (Strong((Footnote((TO_A,)),)), Reference("program.b", (TO_A,)))
    assert bound_paragraph(nested, table("program.b")) == Paragraph(
        (Strong((Footnote(WORDS),)), Reference("program.b", WORDS))
    )


def test_rows_in_boxes_can_be_led_to_and_rows_that_are_drawn_cannot() -> None:
    assert row_names((Box(WORDS, (table("a"),)), Chart("bar", table("b"), "그림"), table(""))) == {"a"}


def test_what_needs_no_change_is_the_same_document() -> None:
    assert bound(KITCHEN_SINK) is KITCHEN_SINK


@given(st.lists(blocks, max_size=3).map(tuple), contents)
def test_no_word_is_lost_or_won(made: tuple[Block, ...], content: tuple[Inline, ...]) -> None:
    document = bound(Document(META, (*made, Paragraph(content))))
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert plain_text(last.content) == plain_text(content)
    assert bound(document) is document
