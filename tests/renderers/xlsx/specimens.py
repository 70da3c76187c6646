"""A workbook's worth of every kind of table and chart, in which all arithmetic but one sum holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from policyreport.document.nodes import (
    Block,
    Box,
    Chart,
    Column,
    Contents,
    Date,
    Document,
    Footnote,
    Heading,
    Inline,
    Lamp,
    Meta,
    Number,
    Paragraph,
    Row,
    RowKind,
    Table,
    Text,
)

Cell = tuple[Inline, ...]

META = Meta(
    kind="matrix",
    title="지원사업 매트릭스",
    subtitle="2025년 2/4분기",
    running_title="매트릭스",
    quarter="2025년 2/4분기",
    as_of=date(2025, 6, 30),
    organisation="가상정책부",
    summary="지원사업을 정리함.",
    keywords=("지원사업",),
    licence="공공누리 제1유형",
    language="ko",
)


def text(said: str) -> Cell:
    return (Text(said),)


def number(value: str | None, fact: str = "fact", unit: str = "백만원", decimals: int | None = None) -> Cell:
    return (Number(fact, None if value is None else Decimal(value), unit, decimals, shows_unit=False),)


def rate(part: str, whole: str) -> Cell:
    return (Number("budget.a.rate", Decimal(part) * 100 / Decimal(whole), "%", 1),)


def columns(*heads: str, group: str = "") -> tuple[Column, ...]:
    first, *others = heads
    return (Column(text(first)), *(Column(text(h), "right", text(group) if group else ()) for h in others))


def row(*cells: Cell, kind: RowKind = "body") -> Row:
    return Row(cells, kind)


BUDGET = Table(
    columns("사업", "예산", "집행", "집행률", "상태"),
    (
        row(text("검증"), number("100"), number("45"), rate("45", "100"), (Lamp("good", "정상추진"),)),
        row(text("상용화"), number("300.5"), number("201"), rate("201", "300.5"), (Lamp("bad", "재검토"),)),
        row(text("합계"), number("400.5"), number("246"), rate("246", "400.5"), (), kind="total"),
    ),
    text("예산 집행"),
    "백만원",
)
GROUPED = Table(
    columns("사업", "본예산", "추경", group="2025년"),
    (
        row(text("제조"), (), (), kind="group"),
        row(text("가"), number("10.1"), number("1")),
        row(text("나"), number("20.2"), number(None)),
        row(text("소계"), number("30.3"), number("1"), kind="subtotal"),
        row(text("헬스"), (), (), kind="group"),
        row(text("다"), number("5"), number("2")),
        row(text("소계"), number("5"), number("2"), kind="subtotal"),
        row(text("합계"), number("35.3"), number("3"), kind="total"),
    ),
)
FALSE_TOTAL = Table(
    columns("사업", "수"),
    (row(text("가"), number("1")), row(text("나"), number("2")), row(text("합계"), number("2"), kind="total")),
)
QUARTERS = Table(
    columns("분기", "신청", "선정"),
    tuple(row(text(f"{n}/4분기"), number(str(n * 10)), number(None if n == 2 else str(n))) for n in (1, 2, 3, 4)),
    text("분기별"),
)
TYPED = Table(
    columns("글", "수", "날", "달"),
    (
        row(text("=1+1"), number("1234.5678", "indicator.ai-unicorns"), (Date(2025, 6, 3),), (Date(2025, 6),)),
        row(text("줄 & <글>"), number(None), (Date(2024, 12, 31),), (Date(2024),)),
    ),
)


def chapter(name: str, *blocks: Block) -> tuple[Block, ...]:
    return (Heading(1, text(name)), *blocks)


def line_chart() -> Chart:
    return Chart("line", QUARTERS, '신청이 "10"에서 40으로 늘었음.')


def document(*blocks: Block) -> Document:
    return Document(META, blocks)


def everything() -> Document:
    status_columns = (
        Column(text("전략")),
        Column((Lamp("good", "정상"),), "right"),
        Column((Lamp("bad", "지연"),), "right"),
    )
    status = Table(status_columns, (row(text("가"), number("3", unit="건"), number("1", unit="건")),))
    return document(
        Contents(),
        *chapter("예산", BUDGET, BUDGET),
        *chapter("묶음", GROUPED),
        *chapter("거짓 합계", FALSE_TOTAL),
        *chapter("추이", line_chart()),
        *chapter("막대", Chart("column", QUARTERS, "막대"), Chart("bar", BUDGET, "집행률")),
        *chapter("상태", Chart("status", status, "상태"), Chart("heat", QUARTERS, "분포")),
        *chapter("값", TYPED),
        *chapter(
            "각주",
            Paragraph((Text("글"), Footnote(text("글의 주")))),
            Box(text("주의"), (Paragraph(text("글")),), "bad"),
        ),
    )
