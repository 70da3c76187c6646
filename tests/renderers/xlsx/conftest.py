from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from policyreport.document.nodes import (
    Column,
    Document,
    DocumentBlock,
    Heading,
    Inline,
    Meta,
    Pair,
    Row,
    Table,
    Text,
)
from policyreport.document.output import Rendered
from policyreport.document.theme import Theme
from policyreport.renderers.xlsx import render

Cell = tuple[Inline, ...]


@pytest.fixture(scope="session")
def meta() -> Meta:
    return Meta(
        kind="matrix",
        title="초격차 AI 스타트업 지원 총괄표",
        subtitle="2025년 2/4분기 추진현황",
        running_title="AI 스타트업 <R&D>",
        quarter="2025년 2/4분기",
        as_of=date(2025, 6, 30),
        organisation="중소벤처기업부",
        summary="지원시책의 추진실적을 정리함.",
        keywords=("AI", "스타트업"),
        licence="공공누리 제1유형",
        language="ko",
        mark="가상 자료",
        particulars=(Pair((Text("소관"),), (Text("중소벤처기업부"),)),),
    )


@pytest.fixture(scope="session")
def rendered(meta: Meta) -> Callable[..., Rendered]:
    def render_blocks(*blocks: DocumentBlock) -> Rendered:
        return render(Document(meta, blocks), Theme())

    return render_blocks


@pytest.fixture(scope="session")
def opened(rendered: Callable[..., Rendered]) -> Callable[..., Workbook]:
    def open_blocks(*blocks: DocumentBlock) -> Workbook:
        return load_workbook(BytesIO(rendered(*blocks).content))

    return open_blocks


@pytest.fixture(scope="session")
def chapter() -> Callable[[str], Heading]:
    return lambda name: Heading(1, (Text(name),))


@pytest.fixture(scope="session")
def table_of() -> Callable[..., Table]:
    """A table of one row, or of several, with a column for each cell."""

    def make(*rows: tuple[Cell, ...], unit: str = "", caption: str = "") -> Table:
        columns = tuple(Column((Text(f"열 {n}"),)) for n in range(1, len(rows[0]) + 1))
        return Table(columns, tuple(Row(cells) for cells in rows), (Text(caption),) if caption else (), unit)

    return make


@pytest.fixture(scope="session")
def cells_of(opened: Callable[..., Workbook], chapter: Callable[[str], Heading], table_of: Callable[..., Table]):
    """The cells, read back, of a table's row with these contents."""

    def read(*contents: Cell) -> list[object]:
        sheet = opened(chapter("표"), table_of(contents))["표"]
        return list(sheet[sheet.max_row])

    return read
