"""One workbook of programmes, written by one writer: ``python -m tests.bench.matrix_writers WRITER ROWS FILE``.

It prints the seconds that it took after the imports.
"""

# ruff: noqa: PLC0415, T201 - each process imports only what it measures

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyreport.document.nodes import Document

Row = tuple[str, str, str, str, str, str, str, date, int, int, float | None, str]
Call = Callable[[int, Path], object]

HEADS = ("번호", "사업", "시책", "분야", "내용", "대상", "부서", "시작일", "예산", "집행", "집행률", "상태")
WIDTHS = (8, 26, 12, 8, 40, 22, 12, 13, 11, 11, 9, 12)
_FIRST_DAY = date(2025, 1, 1)
_NUMBER = '#,##0;"△"#,##0;#,##0'
_RATE = '#,##0.0"%";"△"#,##0.0"%";#,##0.0"%"'
_DAY = 'yyyy". "m". "d"."'
_GREEN = "1B7541"


def programmes(rows: int) -> Iterator[Row]:
    """Yield so many programmes of 12 fields: seven texts, a day, two amounts, a rate, and a status."""
    for i in range(rows):
        budget, spent = i * 7 % 100_000, i * 5 % 70_000
        yield (
            f"p{i:05d}",
            f"AI 스타트업 지원사업 {i}",
            f"지원시책 {i % 40}",
            f"분야 {i % 7}",
            f"{i}번째 사업이 대상 기업의 기술 검증과 사업화를 돕는 내용",
            "업력 7년 이내 AI 스타트업",
            f"지원과 {i % 90}",
            _FIRST_DAY + timedelta(i % 365),
            budget,
            spent,
            spent * 100 / budget if budget else None,
            "정상추진",
        )


def _document() -> Callable[[int], Document]:
    """Return what makes the document that has the programmes in a table.

    It is part of what is measured: from the rows that XlsxWriter gets to a tree with a node for each cell, and an id
    for each number, as ``compose`` makes it; and as there, without the search for garbage.
    """
    from decimal import Decimal

    from policyreport.document import nodes
    from policyreport.document.nodes import Date, Lamp, Number, Text
    from policyreport.gc_pause import gc_paused

    def cells(row: Row) -> tuple[tuple[nodes.Inline, ...], ...]:
        whole, part = Decimal(row[8]), Decimal(row[9])
        return (
            *[(Text(text),) for text in row[:7]],
            (Date.of(row[7]),),
            (Number(f"budget.{row[0]}.current", whole, "백만원", 0, shows_unit=False),),
            (Number(f"budget.{row[0]}.executed", part, "백만원", 0, shows_unit=False),),
            (Number(f"budget.{row[0]}.rate", part * 100 / whole if whole else None, "%", 1),),
            (Lamp("good", row[11]),),
        )

    @gc_paused()
    def made(rows: int) -> Document:
        columns = tuple(nodes.Column((Text(head),)) for head in HEADS)
        table = nodes.Table(columns, tuple([nodes.Row(cells(row)) for row in programmes(rows)]))
        meta = nodes.Meta("matrix", "사업", "", "", "2025Q2", date(2025, 6, 30), "부", "", (), "", "ko")
        return nodes.Document(meta, (nodes.Heading(1, (Text("지원사업"),)), table))

    return made


def _ours() -> Call:
    from policyreport.document.theme import Theme
    from policyreport.renderers.xlsx import render

    made = _document()

    def write(rows: int, file: Path) -> None:
        file.write_bytes(render(made(rows), Theme()).content)

    return write


def _tree() -> Call:
    """What the two renderers need before they begin."""
    made = _document()
    return lambda rows, _: made(rows)


def _renderer_on_xlsxwriter() -> Call:
    """The least that a renderer on XlsxWriter would do: it fits no widths and heights, and keeps no places."""
    import xlsxwriter

    from policyreport.document.nodes import Date, Lamp, Number, Table
    from policyreport.document.number_format import excel_format, plain_text
    from policyreport.document.theme import Theme

    made = _document()
    theme = Theme()

    def write(rows: int, file: Path) -> None:
        table = next(block for block in made(rows).blocks if isinstance(block, Table))
        with xlsxwriter.Workbook(file) as workbook:
            base = {"font_name": theme.fonts.korean, "font_size": theme.sizes.table, "bottom": 1, "text_wrap": True}
            text, day = workbook.add_format(base), workbook.add_format({**base, "num_format": _DAY})
            formats = {"": text}
            sheet = workbook.add_worksheet("지원사업")
            sheet.write_row(0, 0, HEADS, text)
            for n, row in enumerate(table.rows, 1):
                for column, content in enumerate(row.cells):
                    match content:
                        case (Number(value=value) as number,) if value is not None:
                            shown = excel_format(number)
                            if shown not in formats:
                                formats[shown] = workbook.add_format({**base, "num_format": shown})
                            sheet.write_number(n, column, value, formats[shown])
                        case (Date(year, month, of_month),):
                            sheet.write_datetime(n, column, date(year, month, of_month), day)
                        case (Lamp(tone, word),):
                            look = theme.lamps[tone]
                            if look.colour not in formats:
                                formats[look.colour] = workbook.add_format({**base, "font_color": look.colour})
                            sheet.write_string(n, column, f"{look.shape} {word}", formats[look.colour])
                        case _:
                            sheet.write_string(n, column, plain_text(content), text)
            sheet.autofilter(0, 0, rows, len(HEADS) - 1)
            sheet.freeze_panes(1, 0)

    return write


def _xlsxwriter() -> Call:
    import xlsxwriter

    def write(rows: int, file: Path) -> None:
        with xlsxwriter.Workbook(file) as workbook:
            base = {"font_name": "맑은 고딕", "font_size": 9, "bottom": 1, "valign": "vcenter", "text_wrap": True}
            text, status = workbook.add_format(base), workbook.add_format({**base, "font_color": f"#{_GREEN}"})
            day, number, rate = (workbook.add_format({**base, "num_format": f}) for f in (_DAY, _NUMBER, _RATE))
            formats = (*[text] * 7, day, number, number, rate, status)
            sheet = workbook.add_worksheet("지원사업")
            for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
                sheet.set_column(column, column, width)
                sheet.write(0, column, head, text)
            for n, row in enumerate(programmes(rows), 1):
                for column in range(7):
                    sheet.write_string(n, column, str(row[column]), formats[column])
                sheet.write_datetime(n, 7, row[7], day)
                sheet.write_number(n, 8, row[8], number)
                sheet.write_number(n, 9, row[9], number)
                if row[10] is None:
                    sheet.write_string(n, 10, "-", text)
                else:
                    sheet.write_formula(n, 10, f"=J{n + 1}*100/I{n + 1}", rate, row[10])
                sheet.write_string(n, 11, f"● {row[11]}", status)
            sheet.autofilter(0, 0, rows, len(HEADS) - 1)
            sheet.freeze_panes(1, 0)

    return write


def _openpyxl() -> Call:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    def write(rows: int, file: Path) -> None:
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet("지원사업")
        sheet.freeze_panes = "A2"

        def style(name: str, number_format: str = "General", colour: str = "000000") -> str:
            font = Font("맑은 고딕", 9, color=f"FF{colour}")
            border, wrapped = Border(bottom=Side("thin")), Alignment(vertical="center", wrap_text=True)
            made = NamedStyle(name, font, number_format=number_format, border=border, alignment=wrapped)
            workbook.add_named_style(made)
            return name

        text, status = style("text"), style("status", colour=_GREEN)
        day, number, rate = style("day", _DAY), style("number", _NUMBER), style("rate", _RATE)
        styles = (*[text] * 7, day, number, number, rate, status)

        def cell(value: object, name: str) -> WriteOnlyCell:
            made = WriteOnlyCell(sheet, value)
            made.style = name
            return made

        sheet.append([cell(head, text) for head in HEADS])
        for n, row in enumerate(programmes(rows), 2):
            said = (*row[:10], "-" if row[10] is None else f"=J{n}*100/I{n}", f"● {row[11]}")
            sheet.append([cell(value, name) for value, name in zip(said, styles, strict=True)])
        workbook.save(file)

    return write


WRITERS: Mapping[str, Callable[[], Call]] = {
    "ours": _ours,
    "the tree alone": _tree,
    "on xlsxwriter": _renderer_on_xlsxwriter,
    "xlsxwriter": _xlsxwriter,
    "openpyxl": _openpyxl,
}
"""What makes ready each writer; its imports come before the clock."""


def main() -> None:
    name, rows, file = sys.argv[1:]
    write = WRITERS[name]()
    start = perf_counter()
    write(int(rows), Path(file))
    print(perf_counter() - start)


if __name__ == "__main__":
    main()
