"""What a chart shows, in Korean words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from policyreport.compose.charts import Cell, is_missing
from policyreport.document.text import MISSING, plain_text
from policyreport.document.tree import ChartKind, Column, Number, Row, Table

_NAMES: Mapping[ChartKind, str] = {
    "bullet": "목표 대비 막대그래프",
    "line": "꺾은선그래프",
    "column": "세로막대그래프",
    "bar": "가로막대그래프",
    "status": "상태별 누적막대그래프",
    "timeline": "일정표",
    "heat": "분포표",
}


def in_words(kind: ChartKind, table: Table) -> str:
    """Return what a chart of a table says: its kind, and what each row or series holds, without what is missing.

    ``목표 대비 막대그래프: 연간 국내 AI 투자 기준값 4,000억원, 목표 1조원. 중소기업 AI 활용률 기준값 28%, 목표 50%.``
    """
    said = _SAYINGS.get(kind, _by_row)(table)
    return f"{_NAMES[kind]}: " + " ".join(said)


def _by_row(table: Table) -> list[str]:
    heads = [plain_text(column.head) for column in table.columns[1:]]
    return [_of_group(row) or _of_row(row, heads) for row in table.rows]


def _of_group(row: Row) -> str:
    return f"{plain_text(row.cells[0])}:" if row.kind == "group" else ""


def _sentence(said: str) -> str:
    """Return words with a point at their end, which a date has already."""
    return said.removesuffix(".") + "."


def _of_row(row: Row, heads: list[str]) -> str:
    named = zip(heads, row.cells[1:], strict=True)
    parts = [f"{head} {_value(cell)}".strip() for head, cell in named if not _says_nothing(cell)]
    return _sentence(f"{plain_text(row.cells[0])} {', '.join(parts) or '자료 없음'}")


def _by_series(table: Table) -> list[str]:
    return [_of_series(table, column, place) for place, column in enumerate(table.columns[1:], 1)]


def _of_series(table: Table, column: Column, place: int) -> str:
    told = [row for row in table.rows if row.kind != "group" and not _says_nothing(row.cells[place])]
    parts = [f"{plain_text(row.cells[0])} {_value(row.cells[place])}" for row in told]
    return _sentence(f"{plain_text(column.head)} {', '.join(parts) or '자료 없음'}")


def _as_days(table: Table) -> list[str]:
    return [_of_group(row) or _of_days(row) for row in table.rows]


def _of_days(row: Row) -> str:
    name, first, last, *others = (plain_text(cell) for cell in row.cells)
    days = [day for day in dict.fromkeys((first, last)) if day not in ("", MISSING)]
    parts = [name, "~".join(days) or "날짜 없음", *(said for said in others if said not in ("", MISSING))]
    return _sentence(" ".join(parts))


def _says_nothing(cell: Cell) -> bool:
    return is_missing(cell) or all(isinstance(node, Number) and node.value is None for node in cell)


def _value(cell: Cell) -> str:
    return plain_text(replace(node, shows_unit=True) if isinstance(node, Number) else node for node in cell)


_SAYINGS: Mapping[ChartKind, Callable[[Table], list[str]]] = {
    "line": _by_series,
    "column": _by_series,
    "timeline": _as_days,
}
