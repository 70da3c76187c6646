"""What is wrong with a template drawn in Excel beside its tags."""

from __future__ import annotations

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.office_templates.errors import location


def reaching_formula(file: str, where: Message, word: str) -> Problem:
    """Return the refusal of a formula that reads other files, programs or addresses."""
    what = Message(f"the formula reaches outside the file: {word}", f"수식이 파일 밖의 것을 읽습니다: {word}")
    hint = Message("write the value itself, or {{ link(…) }}", "값을 그대로 쓰거나 {{ link(…) }}를 쓰십시오")
    return Problem(ErrorKind.SECURITY, "template.formula", what, location(file, where), word, hint)


def unreadable_formula(file: str, where: Message, formula: str) -> Problem:
    """Return the problem of a formula that cannot be followed: a data table, or one that is not understood."""
    what = Message("this formula cannot be followed", "줄에 맞추어 조정할 수 없는 수식입니다")
    hint = Message("write it as an ordinary formula", "일반 수식으로 바꾸십시오")
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), formula[:60], hint)


def several(file: str, where: Message, reference: str) -> Problem:
    """Return the problem of a formula that takes one cell where there are now several."""
    what = Message(
        f"{reference} becomes several cells, of which the formula takes one",
        f"{reference}이(가) 여러 칸으로 늘어나는데 수식은 한 칸만 씁니다",
    )
    hint = Message(
        f"write SUM({reference}:{reference}) or the like",
        f"SUM({reference}:{reference})처럼 범위를 받는 함수로 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), reference, hint)


def scattered(file: str, where: Message, reference: str, whole: str, *, in_formula: bool) -> Problem:
    """Return the problem of cells that come to lie apart where one area is taken.

    ``whole`` names all rows of the loop in which they stand, where there is one.
    """
    what = Message(
        f"the cells of {reference} do not lie together once filled, and one area is taken here",
        f"{reference}은(는) 채우면 서로 떨어진 칸들이 되는데, 여기서는 이어진 범위 하나만 받습니다",
    )
    hint = Message(
        "repeat what it is to show in a loop of its own, without rows between, and name that one",
        "보일 값만 사이 줄 없이 따로 반복해 두고(다른 시트도 됨) 그 줄을 가리키십시오",
    )
    if in_formula:
        besides = (
            Message(
                f", or name the rows between too ({whole}) and tell them apart by a helper column",
                f"거나, 사이 줄까지 든 범위({whole})와 줄을 가리는 도우미 열을",
            )
            if whole
            else Message("", "거나, 그 칸들만 모은 도우미 열을")
        )
        hint = Message(
            f"write it alone in SUM, COUNT, COUNTA, AVERAGE, MAX, MIN or SUBTOTAL(9,…){besides.en}",
            f"SUM·COUNT·COUNTA·AVERAGE·MAX·MIN·SUBTOTAL(9,…) 안에 그것만 쓰{besides.ko} 쓰십시오",
        )
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), reference, hint)


def no_series(file: str, where: Message, reference: str) -> Problem:
    """Return the problem of a chart's series along a row that is repeated, or along a column whose cells are."""
    what = Message(
        f"{reference} is one series of a chart and becomes several",
        f"차트의 계열 하나({reference})가 여러 줄로 늘어납니다",
    )
    hint = Message(
        "let each series of the chart name one column of the repeated row ('Switch Row/Column')",
        "'행/열 전환'으로 계열마다 반복하는 줄의 한 열을 가리키게 하십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), reference, hint)


def too_many_areas(file: str, where: Message, most: int) -> Problem:
    """Return the problem of a formula that names more separate areas than Excel takes."""
    what = Message(
        f"the cells of this formula lie apart in more than {most} areas, or it becomes too long for Excel",
        f"수식이 가리키는 칸이 {most}개가 넘는 범위로 나뉘거나 수식이 Excel의 한도보다 길어집니다",
    )
    hint = Message(
        "name the rows between too: SUBTOTAL(9,…) for subtotals and total alike, or SUMIF with a helper column",
        "사이 줄까지 한 범위로 쓰십시오. 소계와 총계를 모두 SUBTOTAL(9,…)로 쓰면 소계는 두 번 더하지 않습니다. "
        "다른 줄은 도우미 열과 SUMIF로 가리십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), hint=hint)


def absent(file: str, where: Message, reference: str) -> Problem:
    """Return the problem of a formula that names a cell which does not exist once filled."""
    what = Message(f"there is no cell for {reference} here", f"{reference}에 해당하는 칸이 여기에는 없습니다")
    hint = Message(
        "name a cell outside of the condition or the loop, or put the formula into it too",
        "조건이나 반복 밖의 칸을 가리키거나, 수식도 그 안에 두십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), reference, hint)


def taken_away(file: str, where: Message, reference: str, instead: Message) -> Problem:
    """Return the problem of a formula that names a row or a cell which a tag takes away, such as the row above."""
    what = Message(
        f"{reference} names a row or cell that its tag takes away",
        f"{reference}은(는) 표시와 함께 사라지는 줄이나 칸을 가리킵니다",
    )
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), reference, instead)


def across_turns(file: str, where: Message, reference: str, held: tuple[str, str], cell: str) -> Problem:
    """Return the problem of an area from outside a loop to the formula's own turn of it.

    ``held`` is the reference to all turns, and that to those up to its own; ``cell`` is where the formula stands.
    """
    what = Message(
        f"{reference} reaches from outside a loop into one turn of it: its own alone, or those before it too?",
        f"{reference}은(는) 반복 밖과 안에 걸쳐 있어, 자기 차례만인지 앞의 것까지인지 알 수 없습니다",
    )
    hint = Message(
        f"write {held[0]} for all of them, {held[1]} for those up to its own; for a running total within each group "
        f"SUM(OFFSET({cell},-1,0),…)",
        f"모두이면 {held[0]}, 자기까지면 {held[1]}로 쓰십시오. 묶음마다의 누계는 SUM(OFFSET({cell},-1,0),…)로 쓰십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), reference, hint)


def misread(file: str, where: Message, cell: str) -> Problem:
    """Return the problem of a formula that takes a value which is text or missing in its cell for a number."""
    what = Message(
        f"the value of {cell} is missing or text, and the formula would take it for a number",
        f"{cell}의 값이 없거나 글인데, 수식이 이를 수로 계산하거나 비교합니다",
    )
    named = cell.rpartition("!")[2]
    instead = f'IF(ISNUMBER({named}),…,"-"), IF(COUNT({named}:{named})=0,"-",SUM({named}:{named}))'
    hint = Message(
        f"write what there is without a value: {instead}; count values by COUNT; in a cell of the format Text numbers "
        "are text: choose General",
        f"값이 없을 때를 정하십시오: {instead}. 값의 개수는 COUNT로 셉니다. 표시 형식이 '텍스트'인 칸의 수는 글이므로 "
        "'일반'으로 바꾸십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), cell, hint)


def shown_as_nothing(file: str, where: Message, cell: str) -> Problem:
    """Return the problem of a text that a chart or a sparkline would show as the number 0."""
    what = Message(f"the text of {cell} would be drawn as 0", f"{cell}의 글이 0으로 그려집니다")
    hint = Message(
        "give NA() where there is no value: IF(ISNUMBER(B3),B3*2,NA()); in a cell of the format Text numbers are text: "
        "choose General",
        "값이 없을 때 NA()를 내게 하십시오: IF(ISNUMBER(B3),B3*2,NA()). 표시 형식이 '텍스트'인 칸은 '일반'으로 "
        "바꾸십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), cell, hint)


def relative_name(file: str, where: Message, reference: str) -> Problem:
    """Return the problem of a name that means another cell in each cell, on a sheet whose rows move."""
    what = Message(
        f"{reference} is without $, so that the name means another cell in each cell",
        f"{reference}에 $가 없어 이름이 쓰는 칸마다 다른 칸을 뜻합니다",
    )
    hint = Message(
        "in the Name Manager, press F4 on the address so that it bears $",
        "'이름 관리자'에서 주소에 커서를 두고 F4를 눌러 $를 붙이십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), reference, hint)


def over_sheets(file: str, where: Message, reference: str) -> Problem:
    """Return the problem of a formula that goes through several sheets while rows are repeated."""
    what = Message(
        f"{reference} goes through several sheets and cannot follow repeated rows",
        f"{reference}은(는) 여러 시트에 걸쳐 있어 반복하는 줄에 맞추어 조정할 수 없습니다",
    )
    hint = Message("name the sheets one by one", "시트마다 따로 쓰십시오")
    return Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, where), reference, hint)


def overlapping(file: str, where: Message, area: str) -> Problem:
    """Return the problem of merged cells that would cover one another."""
    what = Message(
        f"the merged cells {area} would cover others", f"병합된 셀 {area}이(가) 다른 병합된 셀과 겹치게 됩니다"
    )
    hint = Message("merge only cells of rows that are repeated together", "함께 반복하는 줄 안에서만 셀을 병합하십시오")
    return Problem(ErrorKind.TEMPLATE, "template.merged", what, location(file, where), area, hint)


def hidden_sheet(file: str, sheet: str) -> Problem:
    """Return the problem of a sheet that Excel's own menu cannot show: nobody would see what goes out with it."""
    what = Message(
        f"the sheet '{sheet}' is hidden so that Excel does not list it",
        f"시트 '{sheet}'은(는) Excel의 '숨기기 취소'에도 나오지 않게 숨겨져 있습니다",
    )
    hint = Message(
        "show it in the Visual Basic editor, or delete it", "Visual Basic 편집기에서 보이게 하거나 지우십시오"
    )
    return Problem(ErrorKind.TEMPLATE, "template.hidden-sheet", what, SourceLocation(file), sheet, hint)


def unfit_table(file: str, where: Message, table: str, why: Message) -> Problem:
    """Return the problem of a native table that cannot be one after filling."""
    what = Message(f"the table '{table}' {why.en}", f"표 '{table}': {why.ko}")
    hint = Message(
        "turn it into a range, or take the tags out of its head", "범위로 바꾸거나, 표의 머리와 열에서 표시를 빼십시오"
    )
    return Problem(ErrorKind.TEMPLATE, "template.native-table", what, location(file, where), table, hint)


def too_much(code: str, file: str, where: Message, counted: int, most: int) -> Problem:
    """Return the problem of a cell, header or sheet that holds more than Excel allows."""
    what = Message(f"{counted:,}; Excel allows {most:,}", f"{counted:,}. Excel은 {most:,}까지 허용합니다")
    said = _COUNTED[code]
    what = Message(f"{said.en}: {what.en}", f"{said.ko}: {what.ko}")
    kind = ErrorKind.LIMIT if code in ("xlsx.rows", "xlsx.columns", "xlsx.links") else ErrorKind.DATA
    hint = Message("shorten the text, or divide it over several cells", "내용을 줄이거나 여러 칸으로 나누십시오")
    if kind is ErrorKind.LIMIT:
        hint = Message("divide the rows over several sheets", "여러 시트로 나누십시오")
    return Problem(kind, code, what, location(file, where), hint=hint)


_COUNTED = {
    "xlsx.rows": Message("rows", "행 수"),
    "xlsx.columns": Message("columns", "열 수"),
    "xlsx.links": Message("links", "링크 수"),
    "xlsx.cell-length": Message("characters in a cell", "한 칸의 글자 수"),
    "xlsx.header-length": Message("characters in a header or footer", "머리글이나 바닥글의 글자 수"),
}
