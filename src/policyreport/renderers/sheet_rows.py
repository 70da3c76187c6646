"""How many rows a sheet of Excel can hold, asked of a document as soon as it is composed."""

from __future__ import annotations

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.document.nodes import Chart, Document, Heading, Table
from policyreport.document.number_format import plain_text
from policyreport.document.pages import all_blocks

MOST_ROWS = 1_048_576
ROWS = ("xlsx.rows", "rows", "", "행")
"""The code of there being too many rows, and what they are called in each language."""


def too_many_rows(document: Document) -> list[Problem]:
    """Return a problem for each chapter whose tables alone have more rows than a sheet; nothing is planned for that."""
    rows: dict[str, int] = {}
    chapter = ""
    for block in all_blocks(document):
        if isinstance(block, Heading) and block.level == 1:
            chapter = plain_text(block.content)
        table = block.table if isinstance(block, Chart) else block
        if isinstance(table, Table):
            rows[chapter] = rows.get(chapter, 0) + len(table.rows)
    return [beyond(ROWS, count, MOST_ROWS, chapter) for chapter, count in rows.items() if count > MOST_ROWS]


def beyond(words: tuple[str, str, str, str], count: int, most: int, sheet: str) -> Problem:
    """Return the problem of there being more of something in a sheet than Excel allows."""
    code, noun, ko_subject, ko_unit = words
    hint = Message(
        "divide the table over several chapters, or make a CSV file of it, which may be as long as it needs",
        "표를 여러 시트로 나누거나, 길이에 한도가 없는 CSV로 만드십시오",
    )
    what = Message(
        f"{count:,} {noun}; Excel allows {most:,}",
        f"{ko_subject}{count:,}{ko_unit}입니다. Excel은 {most:,}{ko_unit}까지 허용합니다",
    )
    return Problem(ErrorKind.LIMIT, code, what, field=sheet, hint=hint)
