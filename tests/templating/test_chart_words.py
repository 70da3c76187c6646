from __future__ import annotations

from decimal import Decimal

import pytest

from policyreport.document.nodes import ChartKind, Column, Date, Inline, Lamp, Number, Row, Table, Text
from policyreport.templating.charts import alternative_text

Said = str | Inline | None


def figure(value: int | None, unit: str = "억원", *, shows_unit: bool = True) -> Number:
    return Number("f", None if value is None else Decimal(value), unit, shows_unit=shows_unit)


def cell(said: Said) -> tuple[Inline, ...]:
    if said is None:
        return ()
    return (Text(said) if isinstance(said, str) else said,)


def table(heads: list[Said], *rows: list[Said]) -> Table:
    columns = tuple(Column(cell(head)) for head in heads)
    return Table(columns, tuple(Row(tuple(map(cell, row))) for row in rows), (Text("표"),))


BULLET = table(
    ["지표", "기준값", "실적", "목표"],
    ["AI 투자", figure(4000), figure(None), figure(10000)],
    ["AI 활용률", figure(28, "%", shows_unit=False), "-", None],
    ["유니콘", None, None, None],
)
SERIES = table(
    ["분기", "신청", "선정"],
    ["’25. 1분기", figure(320, "개소"), figure(80, "개소")],
    ["’25. 2분기", figure(480, "개소"), figure(None, "개소")],
)
STATUS = table(
    ["전략", Lamp("good", "정상"), Lamp("bad", "지연")], ["성장", figure(3, "개", shows_unit=False), figure(0, "개")]
)
DAYS = table(
    ["일정", "첫날", "끝날", "상태", "비고"],
    ["공고", Date(2026, 2, 20), Date(2026, 2, 20), Lamp("done", "완료"), "-"],
    ["책", Date(2026, 5, 31), Date(2026, 8, 31), Lamp("watch", "연기"), "집필"],
    ["점검", None, Date(2026, 9, 30), None, None],
    ["미정", "-", "-", "-", "-"],
)


@pytest.mark.parametrize(
    ("kind", "drawn", "said"),
    [
        (
            "bullet",
            BULLET,
            "목표 대비 막대그래프: AI 투자 기준값 4,000억원, 목표 1조원. AI 활용률 기준값 28.0%. 유니콘 자료 없음.",
        ),
        (
            "line",
            SERIES,
            "꺾은선그래프: 신청 ’25. 1분기 320개소, ’25. 2분기 480개소. 선정 ’25. 1분기 80개소.",
        ),
        (
            "column",
            SERIES,
            "세로막대그래프: 신청 ’25. 1분기 320개소, ’25. 2분기 480개소. 선정 ’25. 1분기 80개소.",
        ),
        (
            "panels",
            SERIES,
            "지표별 작은 그래프: 신청 ’25. 1분기 320개소, ’25. 2분기 480개소. 선정 ’25. 1분기 80개소.",
        ),
        ("status", STATUS, "상태별 누적막대그래프: 성장 정상 3개, 지연 0개."),
        (
            "timeline",
            DAYS,
            "일정표: 공고 2026. 2. 20. 완료. 책 2026. 5. 31.~2026. 8. 31. 연기 집필. 점검 2026. 9. 30. 미정 날짜 없음.",
        ),
        (
            "heat",
            table(["시책", "식품", "소매"], ["교육", figure(1, "개"), figure(2, "개")]),
            "분포표: 교육 식품 1개, 소매 2개.",
        ),
        (
            "bar",
            table(
                ["사업", "예산", "집행", "집행률"], ["상점", figure(4500, "백만원"), figure(None), figure(None, "%")]
            ),
            "가로막대그래프: 상점 예산 4,500백만원.",
        ),
    ],
)
def test_each_kind_of_chart_says_what_it_shows(kind: ChartKind, drawn: Table, said: str) -> None:
    assert alternative_text(kind, drawn) == said


def test_the_head_of_a_group_is_said_before_its_rows() -> None:
    grouped = table(["시책", "식품"], ["성장", None], ["교육", figure(1, "개")])
    group = Row(grouped.rows[0].cells, "group")
    drawn = Table(grouped.columns, (group, grouped.rows[1]))
    assert alternative_text("heat", drawn) == "분포표: 성장: 교육 식품 1개."
