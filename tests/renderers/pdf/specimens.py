"""Documents on which the PDF renderer is tried, and what a reader of PDF finds in them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from policyreport.document.nodes import Column, Document, DocumentBlock, Inline, Meta, Number, Row, Table, Text
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.pdf import render

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


def rendered(*blocks: DocumentBlock, meta: Meta = META, theme: Theme | None = None) -> Rendered:
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


def boxes_of_text(file: Rendered, page: int = 0) -> list[tuple[float, ...]]:
    """Return the left, bottom, right and top end of what each piece of text draws on a page, in points."""
    return [thing.get_bounds() for thing in opened(file)[page].get_objects() if thing.type == pdfium.FPDF_PAGEOBJ_TEXT]


def overlapping(file: Rendered, page: int = 0) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    """Return the boxes of text that cover one another on a page."""
    boxes = boxes_of_text(file, page)
    return [(one, other) for i, one in enumerate(boxes) for other in boxes[:i] if _cover(one, other)]


def _cover(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
