"""Which table a chart of each kind can be drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from policyreport.diagnostics import Message
from policyreport.document.nodes import ChartKind, Column, Date, Inline, Lamp, Number, Row, Table, Text
from policyreport.document.number_format import MISSING, plain_text
from policyreport.document.timeline import timeline_cells
from policyreport.templating.errors import ChartDataError

Cell = tuple[Inline, ...]
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell of a chart's table may hold besides nothing: a test, and its name."""

    fits: Callable[[Cell], bool]
    name: Message


def _holds(node: type[Inline]) -> Callable[[Cell], bool]:
    return lambda cell: len(cell) == 1 and isinstance(cell[0], node)


_NUMBER = Content(_holds(Number), Message("one figure", "수치 하나"))
_DAY = Content(_holds(Date), Message("one date", "날짜 하나"))
_LAMP = Content(_holds(Lamp), Message("one lamp", "상태 표시(lamp) 하나"))
_ANYTHING = Content(lambda _: True, Message("anything", "무엇이나"))

_FIXED: Mapping[ChartKind, tuple[Content, ...]] = {
    "bullet": (_ANYTHING, _NUMBER, _NUMBER, _NUMBER),
    "bar": (_ANYTHING, _NUMBER, _NUMBER, _NUMBER),
    "timeline": (_ANYTHING, _DAY, _DAY, _LAMP, _ANYTHING),
}
_COLUMNS: Mapping[ChartKind, Message] = {
    "bullet": Message(
        "its columns are the name, the baseline, the actual and the target", "열은 이름, 기준값, 실적, 목표입니다"
    ),
    "bar": Message("its columns are the name, the whole, the part and the rate", "열은 이름, 전체, 부분, 비율입니다"),
    "timeline": Message(
        "its columns are the name, the first day (which may be left out), the last day, a lamp and a remark",
        "열은 이름, 시작일(뺄 수 있음), 종료일, 상태(lamp), 비고입니다",
    ),
    "status": Message(
        'its columns are the name, and one for each status with {{ lamp("good", "…") }} as its head',
        '열은 이름과, 머리에 {{ lamp("good", "…") }}를 둔 상태마다 하나씩입니다',
    ),
    "line": Message("its columns are the time, and one for each series", "열은 시점과 계열마다 하나씩입니다"),
    "column": Message("its columns are the time, and one for each series", "열은 시점과 계열마다 하나씩입니다"),
    "heat": Message("its columns are the name, and one for each field", "열은 이름과 분야마다 하나씩입니다"),
    "panels": Message("its columns are the time, and one for each indicator", "열은 시점과 지표마다 하나씩입니다"),
}


def check_fits(kind: ChartKind, table: Table) -> None:
    """Raise ``ChartDataError`` for a table of which a chart of the kind cannot be drawn.

    ``Chart`` says what each kind takes; a cell but the first may be empty or ``-``. A timeline may have no first days.
    """
    contents = _FIXED.get(kind) or (_ANYTHING, *[_NUMBER] * max(len(table.columns) - 1, _FEWEST - 1))
    if kind == "timeline" and len(table.columns) == len(contents) - 1:
        contents = (contents[0], *contents[2:])
    if len(table.columns) != len(contents):
        raise ChartDataError(_wrong_number(kind, len(table.columns), len(contents)), _COLUMNS[kind])
    if kind == "status":
        _check_heads(table)
    for row in table.rows:
        for content, cell in zip(contents[1:], row.cells[1:], strict=True):
            if not is_missing(cell) and not content.fits(cell):
                raise ChartDataError(_wrong_cell(kind, row.cells[0], cell, content), _COLUMNS[kind])


def has_something_to_draw(table: Table) -> bool:
    """Return whether any cell beside the rows' names holds a figure or a date."""
    cells = (cell for row in table.rows for cell in row.cells[1:])
    return any(_is_drawn(node) for cell in cells for node in cell)


LESS_IS_BETTER = "낮을수록 좋음"
_LESS_MARK = "▼"


def with_directions(kind: ChartKind, table: Table) -> Table:
    """Return the table of a chart of targets; its caption says which rows are to stay below theirs, if any."""
    if kind != "bullet" or not any(map(_is_to_stay_below, table.rows)):
        return table
    rows = tuple(
        replace(row, cells=((*row.cells[0], Text(f" {_LESS_MARK}")), *row.cells[1:])) if _is_to_stay_below(row) else row
        for row in table.rows
    )
    said = Text(f" ({_LESS_MARK} {LESS_IS_BETTER})")
    return replace(table, rows=rows, caption=(*table.caption, said))


def _is_to_stay_below(row: Row) -> bool:
    return any(isinstance(node, Number) and node.less_is_better for cell in row.cells for node in cell)


def is_missing(cell: Cell) -> bool:
    """Return whether a cell says nothing, or that there is nothing."""
    return not cell or cell == (Text(MISSING),)


def _is_drawn(node: Inline) -> bool:
    return isinstance(node, Date) or (isinstance(node, Number) and node.value is not None)


def _check_heads(table: Table) -> None:
    for column in table.columns[1:]:
        if not _LAMP.fits(column.head):
            text = plain_text(column.head)
            what = Message(
                f"the head '{text}' of a status chart is no lamp", f"status 차트의 머리 '{text}'이(가) lamp가 아닙니다"
            )
            raise ChartDataError(what, _COLUMNS["status"])


def _wrong_number(kind: ChartKind, written: int, expected: int) -> Message:
    return Message(
        f"the table of a {kind} chart has {written} columns instead of {expected}",
        f"{kind} 차트의 표에 열이 {written}개입니다({expected}개 필요)",
    )


def _wrong_cell(kind: ChartKind, row: Iterable[Inline], cell: Cell, content: Content) -> Message:
    name, text = plain_text(row), plain_text(cell)
    return Message(
        f"'{text}' in the row '{name}' of a {kind} chart is not {content.name.en}",
        f"{kind} 차트의 '{name}' 줄에서 '{text}'은(는) {content.name.ko}가 아닙니다",
    )


_NAMES: Mapping[ChartKind, str] = {
    "bullet": "목표 대비 막대그래프",
    "line": "꺾은선그래프",
    "column": "세로막대그래프",
    "bar": "가로막대그래프",
    "status": "상태별 누적막대그래프",
    "timeline": "일정표",
    "heat": "분포표",
    "panels": "지표별 작은 그래프",
}


def alternative_text(kind: ChartKind, table: Table) -> str:
    """Return what a chart of a table says: its kind, and what each row or series holds, without what is missing.

    ``목표 대비 막대그래프: 연간 국내 AI 투자 기준값 4,000억원, 목표 1조원. 중소기업 AI 활용률 기준값 28%, 목표 50%.``
    """
    text = _SAYINGS.get(kind, _by_row)(table)
    return f"{_NAMES[kind]}: " + " ".join(text)


def _by_row(table: Table) -> list[str]:
    heads = [plain_text(column.head) for column in table.columns[1:]]
    return [_of_group(row) or _of_row(row, heads) for row in table.rows]


def _of_group(row: Row) -> str:
    return f"{plain_text(row.cells[0])}:" if row.kind == "group" else ""


def _sentence(text: str) -> str:
    """Return words with a point at their end, which a date has already."""
    return text.removesuffix(".") + "."


def _of_row(row: Row, heads: list[str]) -> str:
    named = zip(heads, row.cells[1:], strict=True)
    parts = [f"{head} {_value(cell)}".strip() for head, cell in named if not _says_nothing(cell)]
    name = plain_text(row.cells[0]) + (f"({LESS_IS_BETTER})" if _is_to_stay_below(row) else "")
    return _sentence(f"{name} {', '.join(parts) or '자료 없음'}")


def _by_series(table: Table) -> list[str]:
    return [_of_series(table, column, place) for place, column in enumerate(table.columns[1:], 1)]


def _of_series(table: Table, column: Column, place: int) -> str:
    rows = [row for row in table.rows if row.kind != "group" and not _says_nothing(row.cells[place])]
    parts = [f"{plain_text(row.cells[0])} {_value(row.cells[place])}" for row in rows]
    return _sentence(f"{plain_text(column.head)} {', '.join(parts) or '자료 없음'}")


def _as_days(table: Table) -> list[str]:
    return [_of_group(row) or _of_days(row) for row in table.rows]


def _of_days(row: Row) -> str:
    name, first, last, *others = (plain_text(cell) for cell in timeline_cells(row))
    days = [day for day in dict.fromkeys((first, last)) if day not in ("", MISSING)]
    parts = [name, "~".join(days) or "날짜 없음", *(text for text in others if text not in ("", MISSING))]
    return _sentence(" ".join(parts))


def _says_nothing(cell: Cell) -> bool:
    return is_missing(cell) or all(isinstance(node, Number) and node.value is None for node in cell)


def _value(cell: Cell) -> str:
    return plain_text(replace(node, shows_unit=True) if isinstance(node, Number) else node for node in cell)


_SAYINGS: Mapping[ChartKind, Callable[[Table], list[str]]] = {
    "line": _by_series,
    "column": _by_series,
    "panels": _by_series,
    "timeline": _as_days,
}
