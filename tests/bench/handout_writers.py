"""One Word handout, written by one writer: ``python -m tests.bench.handout_writers WRITER SECTIONS FOLDER``.

It prints the seconds that it took after the imports. A section has a heading, a paragraph, three items and a table of
25 rows and 6 columns. docxtpl fills ``template.docx`` in the folder, which ``write_template`` makes.
"""

# ruff: noqa: PLC0415, T201 - each process imports only what it measures

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from time import perf_counter

Call = Callable[[int, Path], object]

HEADS = ("지원사업", "예산", "집행", "집행률", "상태", "이번 분기 실적")
ROWS = 25
_RESULT = "제조AI센터 3개 지역(대구·울산·충북) 선정, 국비 60억원 이내 지원 협약 체결"
_SAID = "4개 추진과제의 분기 실적은 다음과 같으며 누적 선정기업은 51개사이다. R&D <5%는 따로 적는다."
_ITEMS = ("지역 특화 제조AI센터", "온디바이스 AI 챌린지 10개사 선정", "글로벌 팁스 20개사 누적 선정")


def row_of(number: int) -> tuple[str, int, int, float, str, str]:
    """Return what a row says: a programme, what it has and spent, the rate of the two, its state and a result."""
    budget, spent = 100 + number * 7 % 9_000, number * 5 % 100
    return f"AI 스타트업 지원사업 {number}", budget, spent, spent * 100 / budget, "정상추진", _RESULT


def _ours() -> Call:
    from decimal import Decimal

    from policyreport.document.nodes import (
        Block,
        Column,
        Document,
        Heading,
        Item,
        Items,
        Lamp,
        Meta,
        Number,
        Paragraph,
        Row,
        Table,
        Text,
    )
    from policyreport.document.theme import Theme
    from policyreport.renderers.docx import render

    def row(number: int) -> Row:
        name, budget, spent, rate, state, result = row_of(number)
        amounts = (
            Number(f"budget.{number}.{i}", Decimal(n), "억원", 0, shows_unit=False)
            for i, n in enumerate((budget, spent))
        )
        share = Number(f"budget.{number}.rate", Decimal(rate), "%", 1)
        cells = (Text(name), *amounts, share, Lamp("good", state), Text(result))
        return Row(tuple((cell,) for cell in cells))

    def section(number: int) -> list[Block]:
        columns = tuple(Column((Text(head),)) for head in HEADS)
        rows = tuple(row(number * ROWS + i) for i in range(ROWS))
        return [
            Heading(1, (Text(f"추진전략 {number}"),)),
            Paragraph((Text(_SAID),)),
            Items(tuple(Item((Text(item),)) for item in _ITEMS)),
            Table(columns, rows, (Text("지원사업별 집행"),), "억원"),
        ]

    def write(sections: int, folder: Path) -> None:
        blocks = tuple(block for number in range(sections) for block in section(number))
        meta = Meta("handout", "회의자료", "", "", "2025Q2", date(2025, 6, 30), "부", "", (), "", "ko-KR")
        (folder / "ours.docx").write_bytes(render(Document(meta, blocks), Theme()).content)

    return write


def _texts(number: int) -> list[str]:
    name, budget, spent, rate, state, result = row_of(number)
    return [name, f"{budget:,}", f"{spent:,}", f"{rate:.1f}%", f"● {state}", result]


def _docxtpl() -> Call:
    from docxtpl import DocxTemplate

    def write(sections: int, folder: Path) -> None:
        said = [
            {
                "title": f"추진전략 {number}",
                "text": _SAID,
                "items": _ITEMS,
                "rows": [_texts(number * ROWS + i) for i in range(ROWS)],
            }
            for number in range(sections)
        ]
        template = DocxTemplate(folder / "template.docx")
        template.render({"sections": said}, autoescape=True)
        template.save(folder / "docxtpl.docx")

    return write


def _python_docx() -> Call:
    from docx import Document

    def write(sections: int, folder: Path) -> None:
        document = Document()
        for number in range(sections):
            document.add_heading(f"추진전략 {number}", 1)
            document.add_paragraph(_SAID)
            for item in _ITEMS:
                document.add_paragraph(item, "List Bullet")
            table = document.add_table(ROWS + 1, len(HEADS))
            texts = (HEADS, *(_texts(number * ROWS + i) for i in range(ROWS)))
            for row, said in zip(table.rows, texts, strict=True):
                for cell, text in zip(row.cells, said, strict=True):
                    cell.text = text
        document.save(folder / "python-docx.docx")

    return write


def write_template(file: Path) -> None:
    """Write the template that docxtpl fills."""
    from docx import Document

    document = Document()
    document.add_paragraph("{%p for s in sections %}")
    document.add_heading("{{ s.title }}", 1)
    document.add_paragraph("{{ s.text }}")
    document.add_paragraph("{%p for i in s['items'] %}")
    document.add_paragraph("{{ i }}", "List Bullet")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(4, len(HEADS))
    texts = (
        HEADS,
        ["{%tr for r in s.rows %}", *[""] * 5],
        [f"{{{{ r[{i}] }}}}" for i in range(len(HEADS))],
        ["{%tr endfor %}", *[""] * 5],
    )
    for row, said in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    document.add_paragraph("{%p endfor %}")
    document.save(str(file))


WRITERS: Mapping[str, Callable[[], Call]] = {"ours": _ours, "docxtpl": _docxtpl, "python-docx": _python_docx}
"""What makes ready each writer; its imports come before the clock."""


def main() -> None:
    name, sections, folder = sys.argv[1:]
    write = WRITERS[name]()
    start = perf_counter()
    write(int(sections), Path(folder))
    print(perf_counter() - start)


if __name__ == "__main__":
    main()
