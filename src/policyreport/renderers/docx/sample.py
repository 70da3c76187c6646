"""A text that shows every style and says what it is for: what a fresh reference file holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

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
    Link,
    Meta,
    Note,
    Number,
    Pair,
    Pairs,
    Paragraph,
    Quote,
    Row,
    Rule,
    Script,
    Strong,
    Table,
    Text,
    Tone,
)

SPECIMEN_DAY = date(2026, 1, 1)


def _inline(*nodes: Inline | str) -> tuple[Inline, ...]:
    return tuple(Text(node) if isinstance(node, str) else node for node in nodes)


def _count(value: int) -> tuple[Inline, ...]:
    return (Number("", Decimal(value), "건"),)


_LAMPS: dict[Tone, str] = {
    "good": "정상추진",
    "watch": "관심필요",
    "bad": "재검토",
    "done": "완료",
    "none": "자료 없음",
}
_META = Meta(
    kind="reference",
    title="제목",
    subtitle="부제목",
    running_title="머리말",
    quarter="분기",
    as_of=SPECIMEN_DAY,
    organisation="",
    summary="서식 파일: Word에서 스타일, 테마 글꼴, 여백을 고치면 다음 문서부터 그대로 따름",
    keywords=("서식",),
    licence="꼬리말",
    language="ko-KR",
    particulars=(Pair(_inline("항목"), _inline("내용")),),
)
_COLUMNS = (
    Column(_inline("표 머리")),
    Column(_inline("건수"), "right", _inline("묶음")),
    Column(_inline("상태"), "center", _inline("묶음")),
)
_TABLE = Table(
    _COLUMNS,
    (
        Row((_inline("묶음 행"), (), ()), "group"),
        *(Row((_inline("표 본문"), _count(3), (Lamp(tone, word),))) for tone, word in _LAMPS.items()),
        Row((_inline("소 계"), _count(15), ()), "subtotal"),
        Row((_inline("합 계"), _count(15), ()), "total"),
    ),
    _inline("표 제목"),
    "건",
)
_CHART = Table(
    (Column(_inline("구분")), Column(_inline("실적"))),
    (Row((_inline("1분기"), _count(3))), Row((_inline("2분기"), _count(5)))),
    _inline("그림 제목"),
)
_DEEPEST = Item(_inline("넷째 단계"), (Item(_inline("다섯째 단계")),))
_OUTLINE = Item(_inline("첫째 단계"), (Item(_inline("둘째 단계"), (Item(_inline("셋째 단계"), (_DEEPEST,)),)),))
_COUNTED = Items(
    (
        Item(_inline("번호 목록"), (Item(_inline("둘째 단계의 번호"), (), 1, "가."),), 1),
        Item(_inline("다음 번호 10m", Script("2", "super")), (), 2),
    )
)
_BLOCKS: tuple[Block, ...] = (
    Contents(3),
    Box(_inline("상자 제목"), (Paragraph(_inline("상자 안의 글")),)),
    Cards((Card(_inline("카드 이름"), _count(15), _inline("카드 설명")),)),
    Heading(1, _inline("제목 1")),
    Heading(2, _inline("제목 2")),
    Heading(3, _inline("제목 3")),
    Paragraph(
        _inline(
            "본문과 ",
            Strong(_inline("강조")),
            ", ",
            Link("https://example.org", _inline("링크")),
            ", 각주",
            Footnote(_inline("각주 글")),
        )
    ),
    Items((_OUTLINE, Item(_inline("아래 단계가 없는 첫째 단계")))),
    _COUNTED,
    Note(_inline("참고")),
    Quote((Paragraph(_inline("인용한 글")),)),
    Rule(),
    Pairs((Pair(_inline("이름"), _inline(Date.of(SPECIMEN_DAY))),)),
    _TABLE,
    Chart("column", _CHART, "분기별 실적을 보이는 세로 막대 그림"),
)
SPECIMEN = Document(_META, _BLOCKS)
"""A document in which every style is used that is not of a cover, a notice or a picture."""
