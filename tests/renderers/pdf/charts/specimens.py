"""Charts on which the drawing is tried, ordinary and extreme, and a pen that notes what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from policyreport.document.nodes import Chart, ChartKind, Column, Date, Inline, Lamp, Number, Row, Table, Text
from policyreport.document.theme import Sizes, Theme
from policyreport.renderers.pdf.boxes import LayoutBox
from policyreport.renderers.pdf.charts import chart_part
from policyreport.renderers.pdf.line_breaking import Line
from policyreport.renderers.pdf.runs import Run

LONG = "지역 특화 제조인공지능센터 구축·운영을 통한 지역 중소 제조기업의 공정 효율화 지원 및 확산 사업(2단계)"
Point = tuple[float, float]
HUGE = "14949712345678"
LAMPS = (Lamp("good", "정상"), Lamp("watch", "주의"), Lamp("bad", "지연"), Lamp("done", "완료"), Lamp("none", "미착수"))
LARGE = Theme(sizes=Sizes(**{name: size * 2 for name, size in asdict(Sizes()).items() if size <= 36}))
"""Twice the sizes of the built-in look, as in large print."""


def said(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def number(fact: str, value: str | None, unit: str = "") -> tuple[Inline, ...]:
    return (Number(fact, None if value is None else Decimal(value), unit),)


def chart(kind: ChartKind, heads: list[Any], rows: list[Row]) -> Chart:
    columns = tuple(Column(said(head) if isinstance(head, str) else (head,)) for head in heads)
    return Chart(kind, Table(columns, tuple(rows)), "")


def bullet(*rows: tuple[str, str | None, str | None, str | None, str]) -> Chart:
    """Rows of name, baseline, actual, target and unit."""
    return chart(
        "bullet",
        ["지표", "기준값", "최근값", "2027년 목표"],
        [
            Row((said(name), *(number(f"{i}.{at}", text, unit) for at, text in enumerate(texts))))
            for i, (name, *texts, unit) in enumerate(rows)
        ],
    )


def bar(*rows: tuple[str, str | None, str | None, str | None]) -> Chart:
    """Rows of name, whole, part and rate."""
    return chart(
        "bar",
        ["사업", "예산", "집행", "집행률"],
        [
            Row(
                (
                    said(name),
                    *(
                        number(f"{i}.{at}", text, unit)
                        for at, (text, unit) in enumerate(zip(values, ("억원", "억원", "%"), strict=True))
                    ),
                )
            )
            for i, (name, *values) in enumerate(rows)
        ],
    )


def over_time(
    kind: ChartKind,
    series: dict[str, list[str | None]],
    unit: str = "",
    first_year: int = 2023,
    names: Sequence[str] = (),
) -> Chart:
    """Quarters of one value for each series, or points with other names."""
    points = len(next(iter(series.values())))
    names = names or [f"{first_year + i // 4}년 {i % 4 + 1}분기" for i in range(points)]
    rows = [
        Row((said(name), *(number(f"{s}.{i}", values[i], unit) for s, values in series.items())))
        for i, name in enumerate(names)
    ]
    return chart(kind, ["분기", *series], rows)


def status(*rows: tuple[str, list[str | None]]) -> Chart:
    cells = [Row((said(n), *(number(f"{n}.{i}", c, "건") for i, c in enumerate(counts)))) for n, counts in rows]
    return chart("status", ["전략", *LAMPS[: len(rows[0][1])]], cells)


def timeline(*rows: tuple[str, date | None, date | None, Lamp | None, str]) -> Chart:
    def when(day: date | None) -> tuple[Inline, ...]:
        return (Date.of(day),) if day else said("-")

    return chart(
        "timeline",
        ["이정표", "시작", "끝", "상태", "비고"],
        [Row((said(n), when(a), when(b), (lamp,) if lamp else (), said(r) if r else ())) for n, a, b, lamp, r in rows],
    )


def heat(fields: list[str], rows: dict[str, list[str | None]], unit: str = "") -> Chart:
    cells = [
        Row((said(name), *(number(f"{name}.{i}", c, unit) for i, c in enumerate(cs)))) for name, cs in rows.items()
    ]
    return chart("heat", ["시책", *fields], cells)


CHARTS: dict[str, Chart] = {
    "bullet": bullet(
        ("연간 국내 AI 투자", "4000", None, "10000", "억원"),
        ("중소기업 AI 활용률", "28", "31.5", "50", "%"),
        ("AI 유니콘", None, None, "5", "개사"),
        ("글로벌 진출 기업", "12", "48", "40", "개사"),
        ("창업기업 생존율", "30.1", "49.2", "50", "%"),
        ("교육 인원", None, "1524", None, "명"),
        ("만족도", None, None, None, "점"),
    ),
    "bullet-extreme": bullet(
        (LONG, HUGE, "9" + HUGE, "99" + HUGE, "억원"),
        ("증감률", "-12.5", "-3.2", "4", "%"),
        ("모두 음수", "-12.5", "-30.2", "-4", "%"),
        ("영", "0", "0", "0", "건"),
        ("같음", "5", "5", "5", "건"),
        *((f"지표 {i}", str(i), str(i * 2), "40", "건") for i in range(30)),
    ),
    "bar": bar(
        ("제조AI센터 구축", "360", "151.2", "42"),
        ("온디바이스 AI 챌린지", "10", "10", "100"),
        ("글로벌 팁스", "120", "131.5", "109.6"),
        ("미확정", None, None, None),
        ("집행 전", "50", None, None),
        ("없음", "0", "0", None),
    ),
    "bar-extreme": bar(
        (LONG, HUGE, "1", "0"),
        ("폭증", "1", HUGE, HUGE + "00"),
        *((f"사업 {i}", "90", str(3 * i), str(i)) for i in range(30)),
    ),
    "line": over_time(
        "line",
        {
            "선정 기업": ["20", "32", None, "41", "58", "73"],
            "지원 금액": ["64", "60", "55", "43", "40", "38"],
            "수출 기업": ["5", "8", "9", "14", "30", None],
        },
    ),
    "panels": over_time(
        "panels",
        {
            "선정 기업(개사)": ["20", "32", "41", "58"],
            "활용률(%)": [None, "28.1", "31.5", "33"],
            "지원 금액(억원)": ["-4", "120", "360", "9000"],
            "수출 기업(개사)": ["5", None, "14", "30"],
        },
    ),
    "panels-extreme": over_time(
        "panels", {LONG: [HUGE, "1"], **{f"지표 {i}": [str(i), None] for i in range(7)}, "없음": [None, None]}
    ),
    "line-one": over_time("line", {"활용률": ["97.1", "97.4", "98.0", "98.2"]}, "%"),
    "line-point": over_time("line", {"활용률": ["97.1"]}, "%"),
    "line-extreme": over_time(
        "line",
        {
            f"계열 {s} {LONG if s == 2 else ''}": [
                None if (i * s) % 7 == 6 else str((i * 37 * (s + 1)) % 101 - 50) for i in range(30)
            ]
            for s in range(5)
        },
    ),
    "column": over_time(
        "column",
        {"목표": ["100", "200", "300", "400", "500", "600"], "실적": ["80", "210", None, "388", "0", "642"]},
        "건",
    ),
    "column-one": over_time("column", {"투자": ["1520", "-310.5", "14949", "9000"]}, "억원"),
    "column-extreme": over_time(
        "column", {f"계열 {s}": [str((i * 37 * (s + 1)) % 101 - 30) for i in range(30)] for s in range(6)}, "억원"
    ),
    "status": status(
        ("국내시장 수요를 활용한 성장 강화", ["3", "1", "0", "2", "1"]),
        ("글로벌 진출", ["5", "0", "1", "0", None]),
        ("인재 양성", ["12", "2", "1", "7", "3"]),
        ("없음", ["0", "0", "0", "0", "0"]),
        ("모름", [None] * 5),
    ),
    "status-extreme": status(
        (LONG, [HUGE, "1", "1", "1", "1"]), *((f"전략 {i}", ["1", str(i), "3", "0", "1"]) for i in range(30))
    ),
    "timeline": timeline(
        ("온디바이스 AI 챌린지", date(2024, 3, 20), date(2024, 10, 23), LAMPS[3], "10.23. 성과공유"),
        ("글로벌 팁스", date(2024, 5, 10), date(2024, 8, 9), LAMPS[3], "8.9. 20개사 선정"),
        ("초격차(Micro) 선정", date(2025, 1, 10), date(2025, 2, 5), LAMPS[0], "2.5. 20개사"),
        ("제조AI센터", date(2025, 2, 20), date(2025, 5, 28), LAMPS[2], "5.28. 3개 지역 선정, 협약은 7월로 미루어짐"),
        ("공청회", None, date(2025, 4, 3), LAMPS[1], ""),
        ("하루", date(2024, 7, 1), date(2024, 7, 1), LAMPS[0], "하루 행사"),
        ("끝 미정", date(2024, 11, 1), None, LAMPS[0], "종료일 미정"),
        ("일정 미정", None, None, LAMPS[4], ""),
        ("착수 전", date(2025, 5, 1), date(2025, 6, 30), LAMPS[4], ""),
    ),
    "timeline-extreme": timeline(
        (LONG, date(2020, 1, 1), date(2030, 12, 31), LAMPS[0], LONG),
        ("뒤집힘", date(2025, 1, 1), date(2024, 1, 1), None, "끝이 앞섬"),
        *(
            (
                f"과제 {i}",
                date(2021 + i % 8, 1 + i % 12, 1),
                date(2022 + i % 8, 1 + i % 12, 28),
                LAMPS[i % 5],
                f"비고 {i}",
            )
            for i in range(40)
        ),
    ),
    "heat": heat(
        ["제조", "의료", "금융", "국방", "교육", "농업·식품"],
        {
            "제조AI센터": ["12", "0", None, "3", "1", "5"],
            "온디바이스 AI 챌린지": ["4", "7", "2", "0", "1", None],
            "글로벌 팁스": ["1", "2", "9", "6", "10", "11"],
        },
    ),
    "heat-extreme": heat(
        [f"{LONG[i : i + 9]}{i}" for i in range(14)],
        {(LONG if i == 3 else f"시책 {i}"): [str((i * j * 7919) % 1000) for j in range(14)] for i in range(30)},
        "개사",
    ),
    **{
        f"{kind}-empty": chart(kind, ["이름", "하나", "둘", "셋", "넷"], [])
        for kind in ("bullet", "line", "column", "bar", "status", "timeline", "heat", "panels")
    },
    "bullet-missing": bullet(("지표", None, None, None, "%")),
    "line-missing": over_time("line", {"하나": [None, None]}),
    "panels-missing": over_time("panels", {"하나": [None, None], "둘": [None, None]}),
    "column-missing": over_time("column", {"하나": [None, None]}),
    "bar-missing": bar(("사업", None, None, None)),
    "status-missing": status(("전략", [None, None])),
    "timeline-missing": timeline(("이정표", None, None, None, "")),
    "heat-missing": heat(["분야"], {"시책": [None]}),
}


@dataclass
class Noted:
    """What was drawn, each with its left, bottom, right and top edge in points, and its colour or text."""

    kind: str
    box: tuple[float, float, float, float]
    colour: str
    text: str = ""
    fact: str = ""
    dash: tuple[float, ...] = ()


@dataclass
class NotingPen:
    """A pen that draws nothing and notes everything."""

    noted: list[Noted] = field(default_factory=list[Noted])

    def fill(self, left: float, bottom: float, width: float, height: float, colour: str) -> None:
        self.noted.append(Noted("fill", (left, bottom, left + width, bottom + height), colour))

    def frame(self, left: float, bottom: float, width: float, height: float, colour: str) -> None:
        self.noted.append(Noted("frame", (left, bottom, left + width, bottom + height), colour))

    def rule(self, left: float, right: float, y: float, colour: str, thickness: float) -> None:
        self.noted.append(Noted("rule", (left, y, right, y), colour))

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        self._path("polygon", points, colour)

    def polyline(self, points: Sequence[Point], colour: str, thickness: float, dash: tuple[float, ...] = ()) -> None:
        self._path("polyline", points, colour, dash)

    def _path(self, kind: str, points: Sequence[Point], colour: str, dash: tuple[float, ...] = ()) -> None:
        xs, ys = zip(*points, strict=True)
        self.noted.append(Noted(kind, (min(xs), min(ys), max(xs), max(ys)), colour, dash=dash))

    def line(self, line: Line, x: float, baseline: float) -> None:
        for run in line.runs:
            self.run(run, x, baseline)
            x += run.width

    def turned_line(self, line: Line, x: float, bottom: float) -> None:
        for run in line.runs:
            box = (x - 0.88 * run.size, bottom, x + 0.12 * run.size, bottom + run.width)
            self.noted.append(Noted("text", box, run.colour, run.text, run.fact))
            bottom += run.width

    def run(self, run: Run, x: float, baseline: float) -> None:
        box = (x, baseline - 0.12 * run.size, x + run.width, baseline + 0.88 * run.size)
        self.noted.append(Noted("text", box, run.colour, run.text, run.fact))


def drawn(part: LayoutBox, left: float = 0, top: float = 0) -> list[Noted]:
    """Return what a part draws."""
    pen: Any = NotingPen()
    part.draw(pen, left, top)
    return pen.noted


def drawing_of(shown: Chart, width: float = 445, theme: Theme | None = None) -> list[Noted]:
    """Return what a chart's picture draws, its upper left corner at 0, 0."""
    return drawn(chart_part(shown, theme or Theme(), width))


def texts_of(noted: Sequence[Noted]) -> str:
    """Return all texts drawn, one after the other."""
    return "".join(each.text for each in noted)


def fills(noted: Sequence[Noted], colour: str) -> list[Noted]:
    """Return the rectangles filled with a colour."""
    return [each for each in noted if each.kind == "fill" and each.colour == colour]


def width_of(noted: Noted) -> float:
    return noted.box[2] - noted.box[0]


def height_of(noted: Noted) -> float:
    return noted.box[3] - noted.box[1]
