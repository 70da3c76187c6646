"""What is said of formulas that show an error, or that have no value before a program calculates them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.office_templates.errors import location
from policyreport.office_templates.excel.references import Area

_MOST_LISTED = 12
_FUNCTION = re.compile(r"([^\W\d][\w.]*)\(")
_TEXT = re.compile(r'"[^"]*"')


class FormulaCells(NamedTuple):
    """Cells of a sheet, by rows and columns, with their formulas."""

    sheet: str
    formulas: Mapping[tuple[int, int], str]


def shows_error(file: str, where: Message, error: str) -> Problem:
    """Return the problem of a formula whose value is an error, which would be printed."""
    what = Message(f"the formula gives {error}", f"수식의 값이 {error}입니다")
    hint = Message(
        'write what stands there instead: IFERROR(…,"-"); NA() for a gap in a chart is left as it is',
        '대신 쓸 것을 정하십시오: IFERROR(…,"-"). 차트에서 비워 두려고 쓴 NA()는 그대로 둡니다',
    )
    return Problem(ErrorKind.TEMPLATE, "template.formula-error", what, location(file, where), error, hint)


def calculated_when_opened(file: str, sheets: Sequence[FormulaCells], known: Mapping[str, object]) -> Problem:
    """Return the note on formulas without values; ``known`` are the functions whose values are worked out."""
    listed = [f"{sheet.sheet}!{area}" for sheet in sheets for area in _areas(sorted(sheet.formulas))]
    more = len(listed) - _MOST_LISTED
    cells = ", ".join(listed[:_MOST_LISTED])
    what = Message(
        f"these formulas are calculated only when the file is opened: {cells}" + (f" and {more} more" * (more > 0)),
        f"이 수식들은 파일을 열 때 계산됩니다: {cells}" + (f" 외 {more}곳" * (more > 0)),
    )
    others = sorted({name for sheet in sheets for f in sheet.formulas.values() for name in _functions(f)} - set(known))
    because = Message(f" ({', '.join(others)})", f"({', '.join(others)})") if others else Message("", "")
    hint = Message(
        f"previews and phones show these cells blank{because.en}: open the file in Excel and save it before sending it",
        f"미리보기나 전화기에서는 이 칸이 비어 보입니다{because.ko}. 보내기 전에 Excel에서 열어 저장하십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.formula-uncalculated", what, SourceLocation(file), hint=hint)


def _functions(formula: str) -> Iterator[str]:
    for name in _FUNCTION.findall(_TEXT.sub("", formula)):
        yield name.upper().removeprefix("_XLFN.").removeprefix("_XLWS.")


def _areas(cells: Sequence[tuple[int, int]]) -> list[Area]:
    """Return cells, which are in order, as areas."""
    rows: list[Area] = []
    for row, members in groupby(cells, lambda cell: cell[0]):
        columns = [column for _, column in members]
        for _, run in groupby(enumerate(columns), lambda one: one[1] - one[0]):
            numbers = [column for _, column in run]
            rows.append(Area(row, numbers[0], row, numbers[-1]))
    areas: list[Area] = []
    for area in sorted(rows, key=lambda one: (one.left, one.right, one.top)):
        before = areas[-1] if areas else None
        if before and (before.left, before.right, before.bottom + 1) == (area.left, area.right, area.top):
            areas[-1] = before._replace(bottom=area.bottom)
        else:
            areas.append(area)
    return sorted(areas)
