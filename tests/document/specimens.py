"""A document with every node in it, and documents made at random."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from tests.renderers.markdown_blocks import image

from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    Column,
    Contents,
    Date,
    Document,
    Footnote,
    Heading,
    Inline,
    Item,
    Items,
    Lamp,
    Landscape,
    LineBreak,
    Link,
    Meta,
    Note,
    Number,
    PageBreak,
    Pair,
    Pairs,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Row,
    Rule,
    Script,
    Strong,
    Table,
    Text,
)

META = Meta(
    kind="briefing",
    title="레벨업 전략\n추진현황 보고",
    subtitle='선정 "완료"',
    running_title="레벨업 전략",
    quarter="2025년 2/4분기",
    as_of=date(2025, 6, 30),
    organisation="중소벤처기업부",
    summary="추진현황",
    keywords=("AI, 스타트업", "R&D"),
    licence="공공누리 제1유형",
    language="ko-KR",
    mark="가상 자료",
    particulars=(Pair((Text("기준일"),), (Date(2025, 6, 30),)),),
)

KITCHEN_SINK = Document(
    META,
    (
        Heading(1, (Text("Ⅰ 추진 개요"),)),
        Box((Text("요약"),), (Items((Item((Text("요약 항목"),)),)), Note((Text("상자 안의 주석"),)))),
        Cards(
            (
                Card((Text("선정"),), (Number("indicator.a", Decimal(1524), "개사"),), (Text("누적"),)),
                Card((Text("예산"),), (Number("indicator.b", Decimal(149497), "억원", bound="at_most"),)),
            )
        ),
        Heading(2, (Text("1. 실적"),)),
        Paragraph(
            (Text('역슬래시 \\ 따옴표 " 줄\n바꿈 | <br> **별**'), LineBreak(), Strong((Text("굵게"), Date(2025))))
        ),
        Items(
            (
                Item(
                    (Text("첫째"),),
                    (Item((Lamp("good", "정상"), Text(" "), Lamp("none", "자료 없음"))), Item((Date(2025, 6),))),
                ),
                Item((Link("https://a.kr/?b=1", (Text("기사"),)),)),
                Item((Reference("program.a", (Text("가"),)),)),
            )
        ),
        Heading(3, (Text("가. 표"),)),
        Table(
            (Column((Text("구분"),)), Column((Text("값"),), "right"), Column((Text("변동"),), "center")),
            (
                Row(
                    (
                        (Text("비율"),),
                        (Number("indicator.c", Decimal("16.949152542"), "%", 1, shows_unit=False),),
                        (Number("indicator.c.change", Decimal("-0.04"), "%p", 1, change=True),),
                    )
                ),
                Row(((Text("소계"),), (Number("indicator.d", None, "개사"),), ()), "subtotal"),
                Row(
                    ((Text("합계"),), (Number("indicator.e", Decimal("3.50"), "억원", bound="at_least"),), ()), "total"
                ),
            ),
            (Text("종합"),),
            "개사, %",
        ),
        Pairs((Pair((Text("소관"),), (Text("부처"),)), Pair((), ()))),
        Note((Text("주석"),)),
        Contents(2),
        Box((Lamp("bad", "지연"), Text(" 사업")), (Pairs((Pair((Text("사유"),), (Text("검토"),)),)),), "bad"),
        Table(
            (
                Column((Text("사업"),)),
                Column((Text("예산"),), "right", (Text("2025년"),)),
                Column((Text("집행"),), "right", (Text("2025년"),)),
            ),
            (
                Row(((Text("묶음"),), (), ()), "group"),
                Row(((Text("가"), Footnote((Text("각주"),))), (), ()), name="program.a"),
            ),
        ),
        Chart(
            "line",
            Table(
                (Column((Text("분기"),)), Column((Text("선정"),), "right")),
                (Row(((Text("2025년 1분기"),), (Number("indicator.f", Decimal(20), "개사"),))),),
                (Text("선정 기업"),),
                "개사",
            ),
            "선정 기업은 2025년 1분기 20개사",
        ),
    ),
)

texts = st.text(st.sampled_from('a"\\\n |n<>='), max_size=3)
_numbers = st.builds(
    Number,
    st.sampled_from(["f", "g"]),
    st.none()
    | st.sampled_from([Decimal(text) for text in ("0", "-0", "1", "1.0", "1.00", "1.04", "-1", "1E+1", "10")]),
    st.sampled_from(["%", '"']),
    st.none() | st.integers(0, 1),
    st.sampled_from([None, "at_most"]),
    st.booleans(),
    st.booleans(),
)
_leaves = st.one_of(
    st.builds(Text, texts),
    _numbers,
    st.sampled_from([Date(2025), Date(2025, 6), Date(2025, 6, 3), LineBreak()]),
    st.builds(Lamp, st.sampled_from(["good", "none"]), texts),
    st.builds(Script, texts, st.sampled_from(["super", "sub"])),
)
_nodes: st.SearchStrategy[Inline] = st.recursive(
    _leaves,
    lambda inner: (
        st.builds(Strong, st.lists(inner, max_size=2).map(tuple))
        | st.builds(Link, texts, st.lists(inner, max_size=2).map(tuple))
        | st.builds(Reference, texts, st.lists(inner, max_size=2).map(tuple))
        | st.builds(Footnote, st.lists(inner, max_size=2).map(tuple))
    ),
    max_leaves=3,
)
contents = st.lists(_nodes, max_size=2).map(tuple)
_items = st.recursive(
    st.builds(Item, contents, st.just(()), st.integers(0, 2), st.sampled_from(["1.", "가."])),
    lambda inner: st.builds(Item, contents, st.lists(inner, max_size=2).map(tuple)),
    max_leaves=3,
)


def _tables(width: int) -> st.SearchStrategy[Table]:
    cells = st.lists(contents, min_size=width, max_size=width).map(tuple)
    rows = st.builds(Row, cells, st.sampled_from(["body", "group", "total"]), texts)
    columns = st.lists(
        st.builds(Column, contents, st.sampled_from(["left", "right"]), contents), min_size=width, max_size=width
    ).map(tuple)
    return st.builds(Table, columns, st.lists(rows, max_size=2).map(tuple), contents, texts)


_plain_blocks = st.one_of(
    st.builds(Heading, st.sampled_from([1, 2]), contents),
    st.builds(Paragraph, contents),
    st.builds(Note, contents),
    st.builds(Items, st.lists(_items, max_size=2).map(tuple)),
    st.builds(Cards, st.lists(st.builds(Card, contents, contents, contents), max_size=2).map(tuple)),
    st.builds(Pairs, st.lists(st.builds(Pair, contents, contents), max_size=2).map(tuple)),
    st.integers(1, 2).flatmap(_tables),
    st.builds(Chart, st.sampled_from(["bar", "line"]), st.integers(1, 2).flatmap(_tables), texts),
    st.builds(Contents, st.sampled_from([1, 2])),
    st.sampled_from([Rule(), PageBreak()]),
    st.builds(Quote, st.lists(st.builds(Paragraph, contents), max_size=2).map(tuple)),
    st.builds(Picture, st.sampled_from([image(), image("jpeg")]), texts, st.sampled_from([0, 0.5]), contents, contents),
)
_blocks: st.SearchStrategy[Block] = st.recursive(
    _plain_blocks,
    lambda inner: st.builds(Box, contents, st.lists(inner, max_size=2).map(tuple)),
    max_leaves=2,
)
blocks = _blocks | st.builds(Landscape, st.lists(_blocks, max_size=2).map(tuple))
metas = st.builds(
    Meta,
    **dict.fromkeys(
        (
            "kind",
            "title",
            "subtitle",
            "running_title",
            "quarter",
            "organisation",
            "summary",
            "licence",
            "language",
            "mark",
            "banner",
            "identity",
        ),
        texts,
    ),
    as_of=st.sampled_from([date(2025, 6, 30), date(2025, 3, 31)]),
    keywords=st.lists(texts, max_size=2).map(tuple),
    particulars=st.lists(st.builds(Pair, contents, contents), max_size=1).map(tuple),
    front=st.sampled_from(["head", "cover"]),
    draft=st.booleans(),
)
