from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from policyreport.document.nodes import (
    Block,
    Box,
    Card,
    Cards,
    Heading,
    Item,
    Items,
    Link,
    Note,
    Number,
    Pair,
    Pairs,
    Paragraph,
    Strong,
    Table,
    Text,
)
from policyreport.document.number_format import excel_format
from policyreport.document.output import Rendered


def number(fact: str, value: str | None = "149497.5") -> Number:
    return Number(fact, None if value is None else Decimal(value), "억원", decimals=0)


def mixed(fact: str) -> tuple[Text, Number]:
    return (Text("누적 "), number(fact))


@pytest.fixture(scope="module")
def blocks(table_of: Callable[..., Table], chapter: Callable[[str], Heading]):
    return (
        Paragraph(mixed("on-cover")),
        Heading(1, (*mixed("in-title"), Text(" 'A' 나"))),
        Paragraph((number("alone"),)),
        Items((Item(mixed("item"), (Item((number("inner"),)),)),)),
        Note((Strong(mixed("note")),)),
        Box((Text("상자"),), (Pairs((Pair(mixed("label"), (number("pair"),)),)),)),
        Cards((Card(mixed("card"), (number("figure"),), mixed("remark")),)),
        chapter("표 하나"),
        table_of(((number("cell"),), (Link("https://example.org", mixed("link")),), (number("missing", None),))),
    )


@pytest.fixture(scope="module")
def placed(rendered: Callable[..., Rendered], blocks: tuple[Block, ...]):
    return rendered(*blocks)


def test_every_number_has_its_place(placed: Rendered):
    facts = [placement.fact for placement in placed.placements]
    prose = [
        "alone",
        "item",
        "inner",
        "note",
        "label",
        "pair",
        "card",
        "figure",
        "remark",
        "cell",
        "link",
        "missing",
        "on-cover",
    ]
    assert sorted(facts) == sorted([*prose, "in-title", "in-title"])  # the list of sheets says the title as well


def test_each_place_holds_the_number_as_it_is_said(placed: Rendered):
    workbook = load_workbook(BytesIO(placed.content))
    shown = {'#,##0"억원";"△"#,##0"억원";#,##0"억원"': "149,498억원"}
    for placement in placed.placements:
        sheet, cell = placement.where.rsplit("!", 1)
        found = workbook[sheet][cell]
        text = found.value if isinstance(found.value, str) else shown[found.number_format]
        assert placement.text in text, placement


def test_the_format_that_stands_for_the_text_is_the_documents(placed: Rendered):
    workbook = load_workbook(BytesIO(placed.content))
    where = next(p.where for p in placed.placements if p.fact == "cell")
    sheet, cell = where.split("!")
    assert workbook[sheet][cell].number_format == excel_format(number("cell"))


def test_a_number_in_the_first_column_of_a_sheet_is_found_by_its_row(
    rendered: Callable[..., Rendered], chapter: Callable[[str], Heading], table_of: Callable[..., Table]
):
    blocks = (chapter("표"), table_of(*((((number(f"row{n}"),), (Text("글"),))) for n in range(30))))
    where = [p.where for p in rendered(*blocks).placements]
    assert where == [f"표!A{row}" for row in range(5, 35)]
