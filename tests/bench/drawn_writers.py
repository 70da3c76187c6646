"""One drawn template, filled by one writer: ``python -m tests.bench.drawn_writers WRITER ROWS FOLDER``.

It prints the seconds that it took after the imports. The templates, which ``write_templates`` makes, have a table
whose row of six cells is repeated; in ``totals.xlsx`` each row has its share of the total too.
"""

# ruff: noqa: PLC0415, T201 - each process imports only what it measures

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from time import perf_counter

from tests.bench.handout_writers import HEADS, row_of

Call = Callable[[int, Path], object]
_NAMES = ("name", "budget", "spent", "rate", "state", "result")


def _ours(kind: str, ending: str) -> Call:
    from decimal import Decimal

    from policyreport.document.nodes import Meta
    from policyreport.document.report_type import DrawnTemplate
    from policyreport.document.theme import Theme
    from policyreport.model import Fact
    from policyreport.office_templates import fill
    from policyreport.templating.view import Figure, View, plain

    def record(number: int) -> View:
        name, budget, spent, rate, state, result = row_of(number)
        figures = (
            Figure(Fact(f"budget.{number}.{field}", Decimal(str(value)), unit, decimals))
            for field, value, unit, decimals in (
                ("budget", budget, "억원", 0),
                ("spent", spent, "억원", 0),
                ("rate", round(rate, 4), "%", 1),
            )
        )
        return plain(dict(zip(_NAMES, (name, *figures, state, result), strict=True)))

    def write(rows: int, folder: Path) -> None:
        template = DrawnTemplate(ending, "templates/drawn/body", (folder / f"{kind}.{ending}").read_bytes())
        meta = Meta("drawn", "집행", "", "", "2025Q2", date(2025, 6, 30), "부", "", (), "", "ko-KR")
        names = {"programs": [record(number) for number in range(rows)]}
        (folder / f"ours-{kind}.{ending}").write_bytes(fill(template, names, meta, Theme()).content)

    return write


def _records(rows: int) -> list[dict[str, object]]:
    return [dict(zip(_NAMES, row_of(number), strict=True)) for number in range(rows)]


def _docxtpl() -> Call:
    from docxtpl import DocxTemplate

    def write(rows: int, folder: Path) -> None:
        template = DocxTemplate(folder / "rows.docx")
        template.render({"programs": _records(rows)}, autoescape=True)
        template.save(folder / "docxtpl.docx")

    return write


def _xltpl(kind: str) -> Call:
    from xltpl.writerx import BookWriter

    def write(rows: int, folder: Path) -> None:
        writer = BookWriter(str(folder / f"{kind}-xltpl.xlsx"))
        writer.render_book(payloads=[{"programs": _records(rows), "tpl_idx": 0, "sheet_name": "집행"}])
        writer.save(str(folder / f"xltpl-{kind}.xlsx"))

    return write


def write_templates(folder: Path) -> None:
    """Write the templates that all of them fill, in a folder."""
    _draw_word(folder / "rows.docx")
    for kind in ("rows", "totals"):
        _draw_excel(folder / f"{kind}.xlsx", with_totals=kind == "totals")
        _draw_for_xltpl(folder / f"{kind}-xltpl.xlsx", with_totals=kind == "totals")


def _draw_word(file: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("지원사업별 집행", 1)
    table = document.add_table(4, len(HEADS))
    texts = (
        HEADS,
        ["{%tr for p in programs %}", *[""] * 5],
        [f"{{{{ p.{name} }}}}" for name in _NAMES],
        ["{%tr endfor %}", *[""] * 5],
    )
    for row, said in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    document.save(str(file))


def _draw_excel(file: Path, *, with_totals: bool) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "집행"
    sheet.append([*HEADS, *(["비중"] if with_totals else [])])
    sheet.append(["{%tr for p in programs %}"])
    sheet.append([f"{{{{ p.{name} }}}}" for name in _NAMES] + (["=B3/SUM(B$3:B$3)"] if with_totals else []))
    sheet.append(["{%tr endfor %}"])
    if with_totals:
        sheet.append(["합계", "=SUM(B3:B3)", "=SUM(C3:C3)"])
    book.save(file)


def _draw_for_xltpl(file: Path, *, with_totals: bool) -> None:
    """Draw the same as xltpl has it: loops stand in notes, and no formula follows, so that its text is a template."""
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "집행"
    sheet.append([*HEADS, *(["비중"] if with_totals else [])])
    sheet.append([f"{{{{ p.{name} }}}}" for name in _NAMES])
    if with_totals:
        sheet["G2"] = "=B{{ loop.index + 1 }}/SUM(B$2:B${{ programs | length + 1 }})"
    sheet["A2"].comment = Comment("beforerow{% for p in programs %}", "x")
    last = "G2" if with_totals else "F2"
    sheet[last].comment = Comment("aftercell{% endfor %}", "x")
    book.save(file)


WRITERS: Mapping[str, Callable[[], Call]] = {
    "ours-word": lambda: _ours("rows", "docx"),
    "docxtpl": _docxtpl,
    "ours-excel": lambda: _ours("rows", "xlsx"),
    "xltpl": lambda: _xltpl("rows"),
    "ours-totals": lambda: _ours("totals", "xlsx"),
    "xltpl-totals": lambda: _xltpl("totals"),
}
"""What makes ready each writer; its imports come before the clock."""

PEERS = {"ours-word": "docxtpl", "ours-excel": "xltpl", "ours-totals": "xltpl-totals"}
"""Beside which of them each of ours is measured."""


def main() -> None:
    name, rows, folder = sys.argv[1:]
    write = WRITERS[name]()
    start = perf_counter()
    write(int(rows), Path(folder))
    print(perf_counter() - start)


if __name__ == "__main__":
    main()
