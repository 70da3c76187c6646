"""Tables of an office's money that have so many columns, and what stands around them."""

from __future__ import annotations

from decimal import Decimal

from policyreport.document.nodes import Block, Column, Heading, Inline, Note, Number, Paragraph, Row, Table, Text

AMOUNT = "141551.2"
PRINTED = "141,551.2"


def said(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def money(amounts: int, rows: int = 3) -> Table:
    """Return a table of programmes with so many columns of amounts beside their names."""
    heads = [Column(said(f"{n}월 집행액"), "right") for n in range(1, amounts + 1)]
    figures = tuple((Number(f"m{n}", Decimal(AMOUNT), "백만원", shows_unit=False),) for n in range(amounts))
    body = tuple(Row((said(f"청년농업인 영농정착지원사업 {n}"), *figures)) for n in range(rows))
    return Table((Column(said("지원사업")), *heads), body, said("예산집행"), "백만원")


def around(table: Table) -> tuple[Block, ...]:
    """Return a table with text before it, its heading, its note, and text behind it."""
    return (
        Paragraph(said("앞글")),
        Heading(2, said("예산")),
        table,
        Note(said("금액은 누계")),
        Paragraph(said("뒷글")),
    )
