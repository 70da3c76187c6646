"""A workbook is written sheet by sheet: of those that are written no plan and no row is held any more."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

from policyreport.document.nodes import Column, Heading, Row, Table, Text
from policyreport.document.output import Rendered

ROWS, COLUMNS = 800, 8
BYTES_A_ROW = 1_200
"""What a row of eight texts takes as XML, with room to spare; its plan would take twice that."""


def table() -> Table:
    rows = [Row(tuple((Text(f"사업 {r}.{c}"),) for c in range(COLUMNS))) for r in range(ROWS)]
    return Table(tuple(Column((Text(f"열 {c}"),)) for c in range(COLUMNS)), tuple(rows))


def peak(call: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_more_sheets_take_little_more_memory_than_one(
    rendered: Callable[..., Rendered], chapter: Callable[[str], Heading]
):
    one, number = table(), 5
    rendered(chapter("가"), one)  # what is made once for all workbooks
    alone = peak(lambda: rendered(chapter("가"), one))
    together = peak(lambda: rendered(*(block for n in range(number) for block in (chapter(f"장 {n}"), one))))
    assert together - alone < BYTES_A_ROW * ROWS * (number - 1)
