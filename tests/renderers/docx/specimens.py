"""Documents on which the Word renderer is tried."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from docx.document import Document as WordDocument
from tests.word_files import word_document

from policyreport.document.nodes import (
    Box,
    Card,
    Cards,
    Column,
    Date,
    Document,
    DocumentBlock,
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
    Reference,
    Row,
    RowKind,
    Strong,
    Table,
    Text,
)
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.docx import render

META = Meta(
    kind="handout",
    title="초격차 AI 스타트업 지원 정책\n2025년 2/4분기 추진현황 보고",
    subtitle="제조AI센터 3개 지역 선정, 국내시장 수요 연계 지원 본격화",
    running_title="초격차 AI 스타트업 레벨업 전략",
    quarter="2025년 2/4분기 추진현황",
    as_of=date(2025, 6, 30),
    organisation="중소벤처기업부",
    summary="5개 추진전략과 15개 지원시책의 이번 분기 실적을 보고한다. " * 12,
    keywords=("AI 스타트업", "초격차", "R&D"),
    licence="공공누리 제1유형 · 출처표시",
    language="ko-KR",
    mark="가상 자료",
    particulars=(
        Pair((Text("기준일"),), (Date(2025, 6, 30),)),
        Pair((Text("보고"),), (Text("AI 스타트업 링크업 협의회"),)),
        Pair((Text("안건"),), (Number("agenda", Decimal(3), "건"),)),
    ),
)


def number(fact: str, value: str, unit: str = "개사", **form: Any) -> Number:  # noqa: ANN401 - each of its own type
    """Return a number of a fact; ``form`` says how it reads."""
    return Number(fact, Decimal(value), unit, **form)


def said(*nodes: Inline | str) -> tuple[Inline, ...]:
    """Return inline content in which plain strings are text."""
    return tuple(Text(node) if isinstance(node, str) else node for node in nodes)


def documented(*blocks: DocumentBlock, meta: Meta = META) -> Document:
    """Return a document of the blocks."""
    return Document(meta, blocks)


def rendered(*blocks: DocumentBlock, meta: Meta = META, theme: Theme | None = None) -> Rendered:
    """Return the blocks as a Word file."""
    return render(documented(*blocks, meta=meta), theme or Theme())


def opened(file: Rendered) -> WordDocument:
    """Return a Word file as python-docx reads it, its numbers among the other runs."""
    return word_document(file.content)


def long_table(rows: int) -> Table:
    """Return a table of programmes with subtotals and a total."""
    columns = (
        Column(said("지원사업")),
        Column(said("예산"), "right"),
        Column(said("집행률"), "right"),
        Column(said("전년 대비"), "right"),
        Column(said("추진상태"), "center"),
        Column(said("이번 분기 실적")),
    )
    body = tuple(_programme(i) for i in range(rows))
    sums = (_sum("소 계", "subtotal"), _sum("합 계", "total"))
    return Table(columns, body + sums, said("지원사업별 예산 및 집행 현황"), "억원, %, %p")


_LAMPS = (
    Lamp("good", "정상추진"),
    Lamp("watch", "관심필요"),
    Lamp("bad", "재검토"),
    Lamp("done", "완료"),
    Lamp("none", "자료 없음"),
)
_NAMES = ("온디바이스 AI 챌린지", "글로벌 팁스", "지역 특화 제조AI센터 구축 및 현장 적용 확산", "초격차(Micro) R&D")
_RESULTS = (
    "-",
    "제조AI센터 3개 지역(대구·울산·충북) 선정, 국비 60억원 이내 지원 협약 체결",
    "LG전자·인텔과 10개사 실증 착수",
)


def _programme(i: int) -> Row:
    budget = number(f"budget.{i}", str(120 + 137 * i), "억원", shows_unit=False)
    rate = number(f"rate.{i}", f"{i * 7 % 100}.25", "%", shows_unit=False)
    change = number(f"change.{i}", str(i % 5 - 2), "%p", change=True, shows_unit=False)
    cells = (said(_NAMES[i % 4]), (budget,), (rate,), (change,), (_LAMPS[i % 5],), said(_RESULTS[i % 3]))
    return Row(cells, name=f"program.{i}")


def _sum(label: str, kind: RowKind) -> Row:
    total = number(f"budget.{kind}", "149497", "억원", shows_unit=False)
    return Row((said(label), said(total), said("-"), said("-"), (), ()), kind)


BOXED_TABLE = Table(
    (Column(said("구분")), Column(said("값"), "right")),
    (Row((said("상자 안의 표"), said(number("boxed", "7", "개사", shows_unit=False)))),),
    said("상자 안"),
    "개사",
)
BOX = Box(
    said("요 약"),
    (
        Items(
            (
                Item(
                    said(
                        "5개 추진전략, 15개 지원시책 가운데 이번 분기 새 실적 ",
                        number("new", "1", "건"),
                        ": 제조AI센터 대구·울산·충북 선정(",
                        Date(2025, 5, 28),
                        ")",
                    )
                ),
                Item(said("글로벌 팁스 ", number("tips", "20"), "(", number("applied", "118"), " 신청) 누적 선정")),
                Item(said("AI 유니콘 ", Date(2027), " 목표는 3개사에서 5개사로 ", Strong(said("상향")))),
            )
        ),
        BOXED_TABLE,
    ),
)
CARDS = Cards(
    (
        Card(said("지원시책"), said(number("measures", "15", "개")), said("5개 전략")),
        Card(said("누적 선정기업"), said(number("chosen", "50")), said("전 분기와 같음")),
        Card(
            said("제조AI센터"),
            said(number("centres", "3", "개 지역")),
            said("전 분기 대비 ", number("centres.change", "2", "개", change=True)),
        ),
        Card(said("부처 예산"), said(number("ministry", "149497", "억원")), said(Lamp("good", "정상추진"))),
    )
)
_DEEPEST = Item(said("울산은 총사업비 129억원"), (Item(said("다섯째 단계"), (Item(said("여섯째 단계")),)),))
OUTLINE = Items(
    (
        Item(
            said("지역 특화 제조AI센터"),
            (
                Item(
                    said(
                        Date(2025, 5, 28),
                        " 대구·울산·충북 3개 지역 선정, 지역별 ",
                        number("centre.size", "121", "억원"),
                        " 안팎으로 지원하며 지역 중소 제조기업의 공정 효율화에 인공지능을 적용하는 거점으로",
                    ),
                    (
                        Item(said("국비 ", number("state", "60", "억원", bound="at_most"), " 지원"), (_DEEPEST,)),
                        Item(
                            said("출처는 ", Link("https://example.org/a?b=1&c=2", said("보도 ", Strong(said("원문")))))
                        ),
                    ),
                ),
                Item(said("지역 중소 제조기업의 공정 효율화에 인공지능을 적용하는 거점")),
            ),
        ),
        Item(said("온디바이스 AI 챌린지"), (Item(said("10개사 선정(경쟁률 ", number("ratio", "12.8", ":1"), ")")),)),
        Item(said("아래 항목이 없는 첫째 단계 항목")),
    )
)
PAIRS = Pairs(
    (
        Pair(said("일시"), said(Date(2025, 7, 10), " 14:00")),
        Pair(said("장소"), said("서울 강남구 팁스타운 S1 2층 회의실")),
        Pair(
            said("참석"),
            said(
                "중소벤처기업부, LG전자 등 ", number("members", "12", "개 기관"), LineBreak(), "협의회 위원 및 담당자"
            ),
        ),
    )
)
PARAGRAPH = Paragraph(
    said(
        "4개 추진과제의 분기 실적은 다음과 같으며 누적 선정기업은 ",
        Strong(said(number("sum", "51"))),
        "이다. 공개되지 않은 항목은 ",
        Number("gap", None, "억원"),
        "로 표시하고 그 사유를 표 아래에 적는다. 전체 목록은 ",
        Link("https://example.org/list", said("누리집 ", number("linked", "34", "건"))),
        "와 ",
        Reference("program.0", said("사업별 표 ", number("led", "8", "건"))),
        "에 있다.",
    )
)
EVERY_NODE = documented(
    BOX,
    CARDS,
    Heading(1, said("전략별 추진상황")),
    PARAGRAPH,
    long_table(3),
    Note(
        said("선정기업은 공개 자료로 확인된 ", number("noted", "52"), ". 예산과 집행액은 공개 자료가 없어 싣지 않음.")
    ),
    Heading(2, said("국내시장 수요를 활용한 성장 강화")),
    OUTLINE,
    Heading(3, said("회의 개요")),
    PAIRS,
    CARDS,
    Heading(1, said("붙임 ", number("annexes", "1", "부"))),
    long_table(40),
)
