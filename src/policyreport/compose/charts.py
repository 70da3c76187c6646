"""Which table a chart of each kind can be drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from policyreport.compose.misuse import UnfitChartError
from policyreport.document.text import MISSING, plain_text
from policyreport.document.tree import ChartKind, Date, Inline, Lamp, Number, Table, Text
from policyreport.errors import Words

Cell = tuple[Inline, ...]
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell of a chart's table may hold besides nothing: a test, and its name."""

    fits: Callable[[Cell], bool]
    name: Words


def _holds(node: type[Inline]) -> Callable[[Cell], bool]:
    return lambda cell: len(cell) == 1 and isinstance(cell[0], node)


_NUMBER = Content(_holds(Number), Words("one figure", "수치 하나"))
_DAY = Content(_holds(Date), Words("one date", "날짜 하나"))
_LAMP = Content(_holds(Lamp), Words("one lamp", "lamp 하나"))
_ANYTHING = Content(lambda _: True, Words("anything", "무엇이나"))

_FIXED: Mapping[ChartKind, tuple[Content, ...]] = {
    "bullet": (_ANYTHING, _NUMBER, _NUMBER, _NUMBER),
    "bar": (_ANYTHING, _NUMBER, _NUMBER, _NUMBER),
    "timeline": (_ANYTHING, _DAY, _DAY, _LAMP, _ANYTHING),
}
_COLUMNS: Mapping[ChartKind, Words] = {
    "bullet": Words(
        "its columns are the name, the baseline, the actual and the target", "칸은 이름, 기준값, 실적, 목표입니다"
    ),
    "bar": Words("its columns are the name, the whole, the part and the rate", "칸은 이름, 전체, 부분, 비율입니다"),
    "timeline": Words(
        "its columns are the name, the first day, the last day, a lamp and a remark",
        "칸은 이름, 첫날, 끝날, lamp, 비고입니다",
    ),
    "status": Words(
        'its columns are the name, and one for each status with {{ lamp("good", "…") }} as its head',
        '칸은 이름과, 머리에 {{ lamp("good", "…") }}를 둔 상태마다 하나씩입니다',
    ),
    "line": Words("its columns are the time, and one for each series", "칸은 시점과 계열마다 하나씩입니다"),
    "column": Words("its columns are the time, and one for each series", "칸은 시점과 계열마다 하나씩입니다"),
    "heat": Words("its columns are the name, and one for each field", "칸은 이름과 분야마다 하나씩입니다"),
}


def check_fits(kind: ChartKind, table: Table) -> None:
    """Raise ``UnfitChartError`` for a table of which a chart of the kind cannot be drawn.

    ``Chart`` says what each kind takes; a cell but the first may be empty or ``-``.
    """
    contents = _FIXED.get(kind) or (_ANYTHING, *[_NUMBER] * max(len(table.columns) - 1, _FEWEST - 1))
    if len(table.columns) != len(contents):
        raise UnfitChartError(_wrong_number(kind, len(table.columns), len(contents)), _COLUMNS[kind])
    if kind == "status":
        _check_heads(table)
    for row in table.rows:
        for content, cell in zip(contents[1:], row.cells[1:], strict=True):
            if not is_missing(cell) and not content.fits(cell):
                raise UnfitChartError(_wrong_cell(kind, row.cells[0], cell, content), _COLUMNS[kind])


def has_something_to_draw(table: Table) -> bool:
    """Say whether any cell beside the rows' names holds a figure or a date."""
    cells = (cell for row in table.rows for cell in row.cells[1:])
    return any(_is_drawn(node) for cell in cells for node in cell)


def is_missing(cell: Cell) -> bool:
    """Say whether a cell says nothing, or that there is nothing."""
    return not cell or cell == (Text(MISSING),)


def _is_drawn(node: Inline) -> bool:
    return isinstance(node, Date) or (isinstance(node, Number) and node.value is not None)


def _check_heads(table: Table) -> None:
    for column in table.columns[1:]:
        if not _LAMP.fits(column.head):
            said = plain_text(column.head)
            what = Words(
                f"the head '{said}' of a status chart is no lamp", f"status 차트의 머리 '{said}'가 lamp가 아닙니다"
            )
            raise UnfitChartError(what, _COLUMNS["status"])


def _wrong_number(kind: ChartKind, written: int, wanted: int) -> Words:
    return Words(
        f"the table of a {kind} chart has {written} columns instead of {wanted}",
        f"{kind} 차트의 표에 칸이 {wanted}개가 아니라 {written}개입니다",
    )


def _wrong_cell(kind: ChartKind, row: Iterable[Inline], cell: Cell, content: Content) -> Words:
    name, said = plain_text(row), plain_text(cell)
    return Words(
        f"'{said}' in the row '{name}' of a {kind} chart is not {content.name.en}",
        f"{kind} 차트의 '{name}' 줄에서 '{said}'은(는) {content.name.ko}가 아닙니다",
    )
