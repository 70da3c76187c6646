"""One document with every node, every kind of chart, row and box there is, nested, empty, long, and over many pages."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from tests.renderers.markdown_blocks import MARKDOWN_BLOCKS

from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Chart,
    ChartKind,
    Column,
    Contents,
    Date,
    Document,
    Footnote,
    Front,
    Heading,
    Item,
    Items,
    Lamp,
    LineBreak,
    Link,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
)

from .charts.specimens import CHARTS
from .specimens import META, NASTY, number, said, table_of

_PARTICULARS = (
    Pair(said("기준일"), said(Date(2025, 6, 30))),
    Pair(said("안건"), said(number("agenda", "3", "건"))),
    Pair(said("긴 사항"), said("한 줄에 다 들어가지 않아 나뉘는 아주 긴 내용 " * 4)),
)
_SUMMARY = Box(
    said("요약"),
    (
        Items((Item(said("새 실적 ", number("new", "1", "건"), "(", Date(2025, 5), ")")),)),
        table_of(("상자 안", "표"), caption="상자 표"),
    ),
)
_CARDS = Cards(
    tuple(
        Card(said(f"지표 {i}"), said(number(f"card.{i}", str(1234 * i))), said("2025. 6.") if i % 2 else ())
        for i in range(1, 7)
    )
)
_PARAGRAPH = Paragraph(
    said(
        "누적 ",
        Strong(said("선정기업 ", number("sum", "1524"))),
        "이며 자료가 없으면 ",
        number("gap", None),
        LineBreak(),
        "새 줄에서 ",
        Link("https://example.org/?a=1&b=2", said("누리집 ", Strong(said("원문")))),
        "과 ",
        Reference("program.tips", said("팁스 ", number("led", "20", "개사"))),
        "을 본다. " + "긴 글은 여러 줄에 걸친다. " * 12,
    )
)
_FOOTNOTED = Paragraph(
    said(
        "누적 선정기업은 51개사",
        Footnote(said("선정이 취소된 ", number("out", "3"), "는 뺐음. ", Link("https://example.org/n", said("공고")))),
        "이며 예산",
        Footnote(said("추가경정예산을 넣은 금액. " * 12)),
        "은 따로 적는다.",
    )
)
_TABLE = Table(
    (Column(said("구분")), Column(said("예산"), "right"), Column(said("상태"), "center")),
    (
        Row((said("글로벌 팁스"), said(number("budget", "14949.5", "억원")), said(Lamp("good", "정상추진")))),
        Row((said("빈칸"), (), said(Lamp("none", "자료 없음")))),
        Row((said("소계"), said(number("part", "-12", "%p", change=True)), said(Date(2025))), "subtotal"),
        Row((said("합계"), said(number("total", "149497", "억원", bound="at_most")), said("-")), "total"),
    ),
    said("사업별 예산 ", number("in.caption", "2", "건")),
    "억원, %p",
)
GROUPED = Table(
    (
        Column(said("전략")),
        Column(said("예산"), "right", said("2025년")),
        Column(said("집행"), "right", said("2025년")),
        Column(said("예산"), "right", said(Date(2026))),
        Column(said("비고")),
    ),
    (
        Row((said("국내시장 수요"), (), (), (), ()), "group"),
        Row((said("온디바이스", Footnote(said("표 안의 각주"))), *map(said, ("120", "80", "150")), ())),
        Row((said("글로벌 시장"), (), (), (), ()), "group"),
        Row(
            (said("팁스"), *map(said, ("20", "8", "50")), said(Link("https://example.org/t", said("누리집")))),
            name="program.tips",
        ),
        Row((said("합계"), *map(said, ("140", "88", "200")), ()), "total"),
    ),
    said("묶음 머리가 있는 표"),
    "억원",
)
_WIDE = table_of(*[tuple(f"{i}행{j}열의 글" for j in range(10)) for i in range(3)], caption="옆으로 누운 표")
_WIDE = replace(_WIDE, columns=tuple(Column(said(f"머리말이 긴 열{i} 1234567890")) for i in range(len(_WIDE.columns))))
_PAIRS = Pairs(
    (Pair(said("일시"), said(Date(2025, 7, 10), " 14:00")), Pair(said("장소"), said("서울", LineBreak(), "강남")))
)
_ITEMS = Items(
    (
        Item(
            said("첫째"),
            (Item(said("둘째"), (Item(said("셋째"), (Item(said("넷째"), (Item(said("다섯째")),)),)),)),),
        ),
        Item(said(*NASTY)),
        Item(said("각주가 달린 항목", Footnote(said("항목의 각주")))),
    )
)
_ALERT = Box(
    said("주의"),
    (
        Paragraph(said("이 사업은 ", number("late", "2", "개월"), " 늦음.")),
        Box(said("상자 안의 상자"), (Paragraph(said("속글")), Items((Item(said("속 항목")),))), "watch"),
    ),
    "bad",
)


def _charts() -> tuple[Block, ...]:
    """Return a chart of each kind, under a head, with a caption."""
    drawn = (
        (
            kind,
            Chart(kind, replace(CHARTS[kind].table, caption=said(f"{kind} 그림")), f"{kind} 그림이 <보이는> 것 & 말"),
        )
        for kind in get_args(ChartKind)
    )
    return tuple(block for kind, chart in drawn for block in (Heading(2, said(f"그림 {kind}")), chart))


KITCHEN_SINK = Document(
    replace(META, mark="가상 자료", draft=True, particulars=_PARTICULARS),
    (
        Contents(3),
        _SUMMARY,
        _CARDS,
        Heading(1, said("Ⅰ 추진 개요")),
        _PARAGRAPH,
        _FOOTNOTED,
        Heading(2, said("가. 표")),
        _TABLE,
        Note(said("주: ", *NASTY)),
        GROUPED,
        Heading(3, said("다. 셋째 단계 제목")),
        _PAIRS,
        _ITEMS,
        _ALERT,
        Heading(1, said("Ⅱ 그림")),
        *_charts(),
        Note(said("그림에 대한 참고")),
        Heading(1, said("Ⅲ 긴 표")),
        table_of(*((f"행{i}", f"내용{i}", "같은 글") for i in range(60)), caption="예순 줄"),
        table_of(("짧은 행", "한 줄"), ("긴 행", "가나다라마바사 아자차카타파하 " * 260), caption="한 쪽보다 높은 칸"),
        _WIDE,
        Note(said("누운 표에 대한 참고")),
        Paragraph(said("누운 표 다음의 글. ", "끝까지 ✔ ❍ ∼ ₁ 쓴다.")),
        *MARKDOWN_BLOCKS,
    ),
)
"""Every node there is."""


def fronted(front: Front) -> Document:
    """Return the same document with another beginning."""
    return replace(KITCHEN_SINK, meta=replace(KITCHEN_SINK.meta, front=front, banner="보도자료"))
