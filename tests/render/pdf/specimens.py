"""Documents on which the PDF renderer is tried, and what a reader of PDF finds in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pypdfium2

from policyreport.document.rendered import Rendered
from policyreport.document.theme import Theme
from policyreport.document.tree import (
    Block,
    Box,
    Card,
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
    Pair,
    Pairs,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from policyreport.render.pdf import render

META = Meta(
    kind="briefing",
    title="초격차 AI 스타트업 레벨업 전략\n2025년 2/4분기 추진현황 보고",
    subtitle="제조AI센터 3개 지역 선정, 국내시장 수요 연계 지원 본격화",
    running_title="레벨업 전략",
    quarter="2025년 2/4분기",
    as_of=date(2025, 6, 30),
    organisation="중소벤처기업부",
    summary="5개 추진전략과 15개 지원시책의 이번 분기 실적을 보고한다.",
    keywords=("AI 스타트업", "초격차", "R&D"),
    licence="공공누리 제1유형",
    language="ko-KR",
)
NASTY = ("R&D <5% & <program> \"x\" 'y' &amp;", '<img src="/etc/passwd">', "</para><para>", "{{ 7*7 }} %s \\n (a) [b]")
"""Texts that a markup language would take for something else."""


def said(*nodes: Inline | str) -> tuple[Inline, ...]:
    """Return inline content in which plain strings are text."""
    return tuple(Text(node) if isinstance(node, str) else node for node in nodes)


def number(fact: str, value: str | None, unit: str = "개사", **form: Any) -> Number:  # noqa: ANN401 - each of its own type
    """Return a number of a fact; ``form`` says how it reads."""
    return Number(fact, None if value is None else Decimal(value), unit, **form)


def rendered(*blocks: Block, meta: Meta = META, theme: Theme | None = None) -> Rendered:
    """Return the blocks as a PDF."""
    return render(Document(meta, blocks), theme or Theme())


def table_of(*rows: tuple[str, ...], caption: str = "", unit: str = "") -> Table:
    """Return a table of texts under heads that are called 가, 나, 다 …"""
    heads = [Column(said(head)) for head in "가나다라마바사아자차"[: len(rows[0])]]
    return Table(
        tuple(heads), tuple(Row(tuple(map(said, row))) for row in rows), said(caption) if caption else (), unit
    )


def opened(file: Rendered) -> pypdfium2.PdfDocument:
    """Return a PDF as another library reads it."""
    return pypdfium2.PdfDocument(file.content)


def texts(file: Rendered, meta: Meta = META) -> list[str]:
    """Return the text of each page, white space as single spaces, without what stands at its head and foot."""
    pdf = opened(file)
    return [_without_furniture(page.get_textpage().get_text_range(), meta, i, len(pdf)) for i, page in enumerate(pdf)]


def _without_furniture(page: str, meta: Meta, index: int, total: int) -> str:
    said_of_page = " ".join(page.split())
    day = f"{meta.as_of.year}. {meta.as_of.month}. {meta.as_of.day}."
    head = (f"{meta.quarter} · {day} 기준", meta.running_title, meta.mark)
    for furniture in (*head, f"{index + 1} / {total}", meta.licence):
        assert furniture in said_of_page
        said_of_page = said_of_page.replace(furniture, "", 1)
    return " ".join(said_of_page.split())


def squeezed(text: str) -> str:
    """Return a text without white space, for where only its letters are compared."""
    return re.sub(r"\s", "", text)


KITCHEN_SINK = Document(
    replace(
        META,
        mark="가상 자료",
        particulars=(
            Pair(said("기준일"), said(Date(2025, 6, 30))),
            Pair(said("안건"), said(number("agenda", "3", "건"))),
            Pair(said("긴 사항"), said("한 줄에 다 들어가지 않아 나뉘는 아주 긴 내용 " * 4)),
        ),
    ),
    (
        Box(
            said("요약"),
            (
                Items((Item(said("새 실적 ", number("new", "1", "건"), "(", Date(2025, 5), ")")),)),
                table_of(("상자 안", "표"), caption="상자 표"),
            ),
        ),
        Cards(
            tuple(
                Card(said(f"지표 {i}"), said(number(f"card.{i}", str(1234 * i))), said("2025. 6.") if i % 2 else ())
                for i in range(1, 7)
            )
        ),
        Heading(1, said("Ⅰ 추진 개요")),
        Paragraph(
            said(
                "누적 ",
                Strong(said("선정기업 ", number("sum", "1524"))),
                "이며 자료가 없으면 ",
                number("gap", None),
                LineBreak(),
                "새 줄에서 ",
                Link("https://example.org/?a=1&b=2", said("누리집 ", Strong(said("원문")))),
                "을 본다. " + "긴 글은 여러 줄에 걸친다. " * 12,
            )
        ),
        Heading(2, said("가. 표")),
        Table(
            (Column(said("구분")), Column(said("예산"), "right"), Column(said("상태"), "center")),
            (
                Row((said("글로벌 팁스"), said(number("budget", "14949.5", "억원")), said(Lamp("good", "정상추진")))),
                Row((said("빈칸"), (), said(Lamp("none", "자료 없음")))),
                Row((said("소계"), said(number("part", "-12", "%p", change=True)), said(Date(2025))), "subtotal"),
                Row((said("합계"), said(number("total", "149497", "억원", bound="at_most")), said("-")), "total"),
            ),
            said("사업별 예산 ", number("in.caption", "2", "건")),
            "억원, %p",
        ),
        Note(said("주: ", *NASTY)),
        Heading(3, said("다. 셋째 단계 제목")),
        Pairs(
            (
                Pair(said("일시"), said(Date(2025, 7, 10), " 14:00")),
                Pair(said("장소"), said("서울", LineBreak(), "강남")),
            )
        ),
        Items(
            (
                Item(
                    said("첫째"),
                    (Item(said("둘째"), (Item(said("셋째"), (Item(said("넷째"), (Item(said("다섯째")),)),)),)),),
                ),
                Item(said(*NASTY)),
            )
        ),
        Heading(1, said("Ⅱ 긴 표")),
        table_of(*((f"행{i}", f"내용{i}", "같은 글") for i in range(60)), caption="예순 줄"),
    ),
)
"""Every node there is, and over more than one page."""
