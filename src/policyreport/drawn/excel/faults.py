"""What is wrong with a template drawn in Excel beside its tags."""

from __future__ import annotations

from policyreport.drawn.faults import place
from policyreport.errors import Kind, Place, Problem, Words


def damaged(file: str) -> Problem:
    """Return the problem of a workbook whose parts do not fit together."""
    what = Words("this workbook is damaged", "손상된 통합 문서입니다")
    hint = Words("open it in Excel, which mends it, and save it again", "Excel에서 열어 복구한 뒤 다시 저장하십시오")
    return Problem(Kind.DATA, "drawn.unreadable", what, Place(file), hint=hint)


def reaching_formula(file: str, where: Words, word: str) -> Problem:
    """Return the refusal of a formula that reads other files, programs or addresses."""
    what = Words(f"the formula reaches outside the file: {word}", f"수식이 파일 밖의 것을 읽습니다: {word}")
    hint = Words("write the value itself, or {{ link(…) }}", "값을 그대로 쓰거나 {{ link(…) }}를 쓰십시오")
    return Problem(Kind.SECURITY, "template.formula", what, place(file, where), word, hint)


def unreadable_formula(file: str, where: Words, formula: str) -> Problem:
    """Return the problem of a formula that cannot be followed: a data table, or one that is not understood."""
    what = Words("this formula cannot be followed", "따라갈 수 없는 수식입니다")
    hint = Words("write it as an ordinary formula", "보통 수식으로 쓰십시오")
    return Problem(Kind.TEMPLATE, "template.formula", what, place(file, where), formula[:60], hint)


def several(file: str, where: Words, reference: str) -> Problem:
    """Return the problem of a formula that takes one cell where there are now several."""
    what = Words(
        f"{reference} becomes several cells, of which the formula takes one",
        f"{reference}이(가) 여러 칸으로 늘어나는데 수식은 한 칸만 씁니다",
    )
    hint = Words(
        f"write SUM({reference}:{reference}) or the like",
        f"SUM({reference}:{reference})처럼 범위를 받는 함수로 쓰십시오",
    )
    return Problem(Kind.TEMPLATE, "template.formula", what, place(file, where), reference, hint)


def over_sheets(file: str, where: Words, reference: str) -> Problem:
    """Return the problem of a formula that goes through several sheets while rows are repeated."""
    what = Words(
        f"{reference} goes through several sheets and cannot follow repeated rows",
        f"{reference}은(는) 여러 시트에 걸쳐 있어 되풀이하는 줄을 따라갈 수 없습니다",
    )
    hint = Words("name the sheets one by one", "시트마다 따로 쓰십시오")
    return Problem(Kind.TEMPLATE, "template.formula", what, place(file, where), reference, hint)


def overlapping(file: str, where: Words, area: str) -> Problem:
    """Return the problem of merged cells that would cover one another."""
    what = Words(f"the merged cells {area} would cover others", f"합친 칸 {area}이(가) 다른 합친 칸과 겹치게 됩니다")
    hint = Words("merge only cells of rows that are repeated together", "함께 되풀이하는 줄 안에서만 칸을 합치십시오")
    return Problem(Kind.TEMPLATE, "template.merged", what, place(file, where), area, hint)


def hidden_sheet(file: str, sheet: str) -> Problem:
    """Return the problem of a sheet that Excel's own menu cannot show: nobody would see what goes out with it."""
    what = Words(
        f"the sheet '{sheet}' is hidden so that Excel does not list it",
        f"시트 '{sheet}'은(는) Excel의 '숨기기 취소'에도 나오지 않게 숨겨져 있습니다",
    )
    hint = Words("show it in the Visual Basic editor, or delete it", "Visual Basic 편집기에서 보이게 하거나 지우십시오")
    return Problem(Kind.TEMPLATE, "template.hidden-sheet", what, Place(file), sheet, hint)


def unfit_table(file: str, where: Words, table: str, why: Words) -> Problem:
    """Return the problem of a native table that cannot be one after filling."""
    what = Words(f"the table '{table}' {why.en}", f"표 '{table}': {why.ko}")
    hint = Words(
        "turn it into a range, or take the tags out of its head",
        "범위로 바꾸거나, 표의 머리와 열에서 표시를 빼십시오",
    )
    return Problem(Kind.TEMPLATE, "template.native-table", what, place(file, where), table, hint)


def too_much(code: str, file: str, where: Words, counted: int, most: int) -> Problem:
    """Return the problem of a cell, header or sheet that holds more than Excel allows."""
    what = Words(f"{counted:,}; Excel allows {most:,}", f"{counted:,}. Excel은 {most:,}까지 허용합니다")
    said = _COUNTED[code]
    what = Words(f"{said.en}: {what.en}", f"{said.ko}: {what.ko}")
    kind = Kind.LIMIT if code in ("xlsx.rows", "xlsx.columns", "xlsx.links") else Kind.DATA
    hint = Words("shorten the text, or divide it over several cells", "글을 줄이거나 여러 칸으로 나누십시오")
    if kind is Kind.LIMIT:
        hint = Words("divide the rows over several sheets", "여러 시트로 나누십시오")
    return Problem(kind, code, what, place(file, where), hint=hint)


_COUNTED = {
    "xlsx.rows": Words("rows", "행 수"),
    "xlsx.columns": Words("columns", "열 수"),
    "xlsx.links": Words("links", "링크 수"),
    "xlsx.cell-length": Words("characters in a cell", "한 칸의 글자 수"),
    "xlsx.header-length": Words("characters in a header or footer", "머리글이나 바닥글의 글자 수"),
}
