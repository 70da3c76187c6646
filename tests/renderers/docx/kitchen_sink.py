"""One document with every node, every kind of chart, row and box there is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.renderers.markdown_blocks import MARKDOWN_BLOCKS

from policyreport.document.nodes import (
    Box,
    Chart,
    ChartKind,
    Column,
    Contents,
    Date,
    Document,
    Footnote,
    Front,
    Heading,
    Inline,
    Item,
    Items,
    Lamp,
    Link,
    Meta,
    Note,
    Number,
    Pair,
    Paragraph,
    Row,
    Table,
)

from .specimens import EVERY_NODE, META, number, said

GOOD, WATCH, BAD = Lamp("good", "정상추진"), Lamp("watch", "관심필요"), Lamp("bad", "재검토")
FOOTNOTED = Paragraph(
    said(
        "누적 선정기업은 ",
        number("foot.sum", "51"),
        Footnote(
            said("선정이 취소된 ", number("foot.out", "3"), "는 뺐음. ", Link("https://example.org/n", said("공고")))
        ),
        "이며 예산은 따로 적는다",
        Footnote(said("각주 안의 각주", Footnote(said("속 ", number("foot.deep", "2", "건"))))),
        ".",
    )
)


def table_of(
    heads: tuple[Column | str, ...], *rows: tuple[Inline | str | None, ...], caption: str, unit: str = ""
) -> Table:
    """Return a table; a head that is a string is one of numbers, and a cell of None is empty."""
    columns = tuple(head if isinstance(head, Column) else Column(said(head), "right") for head in heads)
    cells = tuple(Row(tuple(() if cell is None else said(cell) for cell in row)) for row in rows)
    return Table(columns, cells, said(caption), unit)


def _n(fact: str, value: str | None, unit: str = "개사") -> Number:
    return Number(fact, None if value is None else Decimal(value), unit)


GROUPED = Table(
    (
        Column(said("전략")),
        Column(said("예산"), "right", said("2025년")),
        Column(said("집행"), "right", said("2025년")),
        Column(said("예산"), "right", said(Date(2026))),
        Column(said("상태"), "center"),
    ),
    (
        Row((said("국내시장 수요"), (), (), (), ()), "group"),
        Row(
            (
                said("온디바이스"),
                said(number("g.1", "120")),
                said(number("g.2", "80")),
                said(number("g.3", "150")),
                said(GOOD),
            )
        ),
        Row((said("글로벌 시장"), (), (), (), ()), "group"),
        Row(
            (said("팁스"), said(number("g.4", "20")), said(number("g.5", "8")), said(number("g.6", "50")), said(WATCH))
        ),
        Row(
            (said("합 계"), said(number("g.7", "140")), said(number("g.8", "88")), said(number("g.9", "200")), ()),
            "total",
        ),
    ),
    said("묶음 머리가 있는 표"),
    "억원",
)

_PLACE = Column(said("구분"))
_CHARTS: dict[ChartKind, Table] = {
    "bullet": table_of(
        (_PLACE, "기준값", "실적", "목표"),
        ("AI 유니콘", _n("b.1", "1"), _n("b.2", "3"), _n("b.3", "5")),
        ("매출 증가율", _n("b.4", "10.5", "%"), _n("b.5", None, "%"), _n("b.6", "20", "%")),
        ("누적 선정", _n("b.7", "20"), _n("b.8", "51"), _n("b.9", "100")),
        caption="목표 대비 실적",
    ),
    "line": table_of(
        (_PLACE, "온디바이스", "글로벌 팁스"),
        ("’24. 4분기", _n("l.1", "10"), _n("l.2", "20")),
        ("’25. 1분기", _n("l.3", "15"), _n("l.4", None)),
        ("’25. 2분기", _n("l.5", "22"), _n("l.6", "35")),
        caption="누적 선정기업의 추이",
        unit="개사",
    ),
    "column": table_of(
        (_PLACE, "예산"),
        ("2024년", _n("c.1", "9497", "억원")),
        ("2025년", _n("c.2", "149497", "억원")),
        ("2026년", _n("c.3", "-20", "억원")),
        caption="연도별 예산",
    ),
    "bar": table_of(
        (_PLACE, "예산", "집행", "집행률"),
        ("온디바이스 & <팁스>", _n("r.1", "120", "억원"), _n("r.2", "68", "억원"), _n("r.3", "56.7", "%")),
        ("제조AI센터", _n("r.4", "180", "억원"), _n("r.5", "20.5", "억원"), _n("r.6", "11.4", "%")),
        caption="사업별 예산과 집행",
    ),
    "status": table_of(
        (_PLACE, Column(said(GOOD)), Column(said(WATCH)), Column(said(BAD)), Column(said(Lamp("none", "자료 없음")))),
        ("국내시장", _n("s.1", "5", "건"), _n("s.2", "1", "건"), _n("s.3", "0", "건"), _n("s.4", "2", "건")),
        ("글로벌", _n("s.5", "3", "건"), _n("s.6", "2", "건"), _n("s.7", "1", "건"), _n("s.8", "0", "건")),
        caption="전략별 추진상태",
    ),
    "timeline": table_of(
        (_PLACE, "시작", "끝", "상태", "비고"),
        ("공고", Date(2025, 2, 3), Date(2025, 3, 14), Lamp("done", "완료"), "118개사 신청"),
        ("선정", Date(2025, 4), Date(2025, 5, 28), GOOD, None),
        ("협약", None, Date(2025, 6, 10), WATCH, "지연"),
        ("성과 공유", Date(2026), None, None, None),
        ("미정", None, None, None, "일정 미공개"),
        caption="추진 일정",
    ),
    "heat": table_of(
        (_PLACE, "대구", "울산", "충북"),
        ("제조", _n("h.1", "12", "건"), _n("h.2", "3", "건"), _n("h.3", "0", "건")),
        ("의료", _n("h.4", "1", "건"), _n("h.5", None, "건"), _n("h.6", "7", "건")),
        caption="지역과 분야별 과제",
    ),
    "panels": table_of(
        (_PLACE, "누적 선정(개사)", "활용률(%)", "예산(억원)"),
        ("’25. 1분기", _n("p.1", "15"), _n("p.2", "28.1", "%"), _n("p.3", "9497", "억원")),
        ("’25. 2분기", _n("p.4", "22"), _n("p.5", None, "%"), _n("p.6", "9700", "억원")),
        ("’25. 3분기", _n("p.7", "30"), _n("p.8", "33.1", "%"), _n("p.9", "9900", "억원")),
        caption="지표별 추이",
    ),
}
CHARTS = {kind: Chart(kind, table, f"{kind} 그림이 보이는 것을 <말>로 & 적음") for kind, table in _CHARTS.items()}
ALERT = Box(
    said("주의"), (Paragraph(said("이 사업은 ", number("alert", "2", "개월"), " 늦음.")), CHARTS["status"]), "bad"
)
LONG_ROW = table_of(
    (_PLACE, Column(said("내용"))),
    ("짧은 행", "한 줄"),
    ("한 쪽보다 높은 행", "가나다라마바사 아자차카타파하 " * 260),
    ("다음 행", "끝"),
    caption="한 쪽보다 높은 행이 있는 표",
)
SINK = Document(
    replace(META, draft=True),
    (
        Contents(3),
        *EVERY_NODE.blocks[:6],
        FOOTNOTED,
        Heading(1, said("그림")),
        *(block for kind, chart in CHARTS.items() for block in (Heading(2, said(kind)), chart)),
        Note(said("그림에 대한 참고")),
        Heading(1, said("전략별 추진상황")),
        GROUPED,
        ALERT,
        Items((Item(said("항목", Footnote(said("항목의 각주")))),)),
        *EVERY_NODE.blocks[6:],
        LONG_ROW,
        *MARKDOWN_BLOCKS,
    ),
)


def fronted(front: Front) -> Document:
    """Return the same document with another beginning."""
    pairs = (Pair(said("보도시점"), said(Date(2025, 7, 1), " 12:00")), Pair(said("배포"), said(Date(2025, 6, 30))))
    meta: Meta = replace(META, front=front, banner="보도자료", particulars=pairs)
    return replace(SINK, meta=meta)
