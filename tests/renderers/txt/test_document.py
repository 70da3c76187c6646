"""Plain text says all that a document says, in its order, in lines that are heard well one by one."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.document.specimens import KITCHEN_SINK, META, blocks, metas

from policyreport.document.nodes import (
    Block,
    Box,
    Cards,
    Chart,
    Column,
    Contents,
    Date,
    Document,
    DocumentBlock,
    Footnote,
    Heading,
    Inline,
    Item,
    Items,
    Lamp,
    Landscape,
    Link,
    Meta,
    Note,
    Number,
    Pairs,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from policyreport.document.number_format import date_text, number_text, plain_text
from policyreport.document.theme import Theme
from policyreport.renderers.txt import render

THEME = Theme()


def words(text: str) -> tuple[Text]:
    return (Text(text),)


def told(*content: DocumentBlock) -> list[str]:
    """Return the lines between a document's opening and its closing."""
    text = render(Document(replace(META, particulars=()), content), THEME).content.decode("utf-8-sig")
    return text.splitlines()[5:-4]


def test_a_document_of_every_node_is_told_whole(golden: Callable[[str, str], None]):
    golden("kitchen-sink.txt", render(KITCHEN_SINK, THEME).content.decode("utf-8-sig").replace("\r\n", "\n"))


def test_the_file_is_utf_8_with_a_mark_and_windows_line_ends():
    content = render(KITCHEN_SINK, THEME).content
    assert content.startswith(codecs.BOM_UTF8)
    assert content.count(b"\n") == content.count(b"\r\n") > 20
    assert content.endswith(b"\r\n")


def test_no_line_is_laid_out_with_blanks():
    lines = render(KITCHEN_SINK, THEME).content.decode("utf-8-sig").splitlines()
    assert [line for line in lines if line != line.strip() or "  " in line] == []


def test_a_row_names_its_columns_and_leaves_out_what_is_empty():
    table = Table(
        (Column(words("구분")), Column(words("계획"), "right", words("예산")), Column(words("비고"))),
        (Row((words("가"), words("3"), ())), Row((words("묶음"), (), ()), "group")),
        words("예산 집행"),
        "억원",
    )
    assert told(table) == [
        "[표] 예산 집행 (단위: 억원)",
        "열: 구분; 예산 계획; 비고",
        "구분: 가; 예산 계획: 3",
        "[묶음] 묶음",
        "[표 끝]",
    ]


def test_footnotes_are_told_at_the_end_of_their_chapter_and_counted_through():
    inner = Footnote((Text("둘째"),))
    lines = told(
        Heading(1, words("가")),
        Paragraph((Text("글"), Footnote((Text("첫째"), inner)))),
        Heading(1, words("나")),
        Paragraph((Text("글"), Footnote(words("셋째")))),
    )
    assert [line for line in lines if line] == [
        "[장] 가",
        "글[주 1]",
        "[주 1] 첫째[주 2]",
        "[주 2] 둘째",
        "[장] 나",
        "글[주 3]",
        "[주 3] 셋째",
    ]


def test_a_chapter_that_begins_in_landscape_ends_the_one_before_it():
    first = (Heading(1, words("가")), Paragraph((Text("글"), Footnote(words("첫째")))))
    lines = told(*first, Landscape((Heading(1, words("나")), Paragraph(words("누운 글")))))
    assert [line for line in lines if line] == ["[장] 가", "글[주 1]", "[주 1] 첫째", "[장] 나", "누운 글"]


def test_a_link_tells_its_address_once():
    own = Link("https://a.kr/1", words("https://a.kr/1"))
    assert told(Paragraph((Link("https://a.kr/", words("기사")), Text(" "), own))) == [
        "기사 (https://a.kr/) https://a.kr/1"
    ]


def test_items_bear_the_mark_of_their_level_and_those_below_all_marks_the_last():
    deep = Item(words("1"), (Item(words("2"), (Item(words("3"), (Item(words("4"), (Item(words("5")),)),)),)),))
    assert told(Items((deep,))) == ["□ 1", "○ 2", "- 3", "ㆍ 4", "ㆍ 5"]


def test_contents_list_headings_as_they_stand_so_that_a_search_finds_them():
    lines = told(Contents(2), Heading(1, words("가")), Box((), (Heading(2, words("나")),)), Heading(3, words("다")))
    assert lines[:4] == ["[차례]", "[장] 가", "[절] 나", "[차례 끝]"]
    assert {"[장] 가", "[절] 나", "[항] 다"} <= set(lines[4:])


def test_a_number_is_placed_by_its_line():
    rendered = render(KITCHEN_SINK, THEME)
    lines = rendered.content.decode("utf-8-sig").splitlines()
    assert len(rendered.placements) == 6 + 1
    for placed in rendered.placements:
        assert placed.text in lines[int(placed.where.removeprefix("line ")) - 1]


def leaves(content: tuple[Inline, ...]) -> Iterator[str]:
    """Yield what content says, word by word; the notes apart, since they are told elsewhere."""
    for node in content:
        match node:
            case Text(text):
                yield text
            case Number():
                yield number_text(node)
            case Date():
                yield date_text(node)
            case Lamp(word=word):
                yield word
            case Strong(inner) | Reference(content=inner):
                yield from leaves(inner)
            case Link(address, inner):
                yield from leaves(inner)
                yield "" if plain_text(inner) == address else address
            case _:
                yield ""


def sayings(block: Block) -> Iterator[str]:
    match block:
        case Heading(content=content) | Paragraph(content) | Note(content):
            yield from leaves(content)
        case Items(items):
            for item in items:
                yield from leaves(item.content)
                yield from sayings(Items(item.items))
        case Box(title, inner):
            yield from leaves(title)
            for one in inner:
                yield from sayings(one)
        case Cards(cards):
            for card in cards:
                yield from leaves((*card.label, *card.figure, *card.remark))
        case Pairs(pairs):
            for pair in pairs:
                yield from leaves((*pair.label, *pair.content))
        case Table():
            yield from leaves(block.caption)
            yield block.unit
            yield from (text for column in block.columns for text in leaves((*column.group, *column.head)))
            yield from (text for row in block.rows for cell in row.cells for text in leaves(cell))
        case Chart(table=table, alt=alt):
            yield from (*leaves(table.caption), table.unit, alt)
            yield from sayings(replace(table, caption=(), unit=""))
        case Contents():
            yield ""


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(metas, st.lists(blocks, max_size=4).map(tuple))
def test_everything_is_said_in_the_order_of_the_tree(meta: Meta, content: tuple[Block, ...]):
    text = squeezed(render(Document(meta, content), THEME).content.decode("utf-8-sig"))
    at = 0
    for said in (meta.mark, meta.banner, meta.title, meta.subtitle, *(s for block in content for s in sayings(block))):
        found = text.find(squeezed(said), at)
        assert found >= 0, (said, text)
        at = found + len(squeezed(said))


def notes_in(content: tuple[Inline, ...]) -> Iterator[Footnote]:
    for node in content:
        if isinstance(node, Footnote):
            yield node
        if isinstance(node, Strong | Link | Footnote):
            yield from notes_in(node.content)


@given(
    st.lists(
        st.builds(
            Paragraph,
            st.lists(st.builds(Footnote, st.tuples(st.builds(Text, st.text("가나", min_size=1)))), max_size=3).map(
                tuple
            ),
        ),
        max_size=4,
    )
)
def test_every_footnote_is_told_once_under_its_mark(content: list[Paragraph]):
    lines = told(*content)
    expected = [
        f"[주 {n}] {plain_text(note.content)}"
        for n, note in enumerate(notes_in(tuple(n for p in content for n in p.content)), 1)
    ]
    assert [line for line in lines if line.startswith("[주 ") and "] " in line] == expected


@given(metas, st.lists(blocks, max_size=3).map(tuple))
def test_every_fact_is_placed_on_the_line_that_says_it(meta: Meta, content: tuple[Block, ...]):
    rendered = render(Document(meta, content), THEME)
    lines = rendered.content.decode("utf-8-sig").split("\r\n")
    assert all(placed.text in lines[int(placed.where.removeprefix("line ")) - 1] for placed in rendered.placements)
