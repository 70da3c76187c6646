"""What is hidden in an Excel template, and what a loop repeats that stands beside it: told by ``check --notes``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree
from openpyxl.utils import get_column_letter

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation
from policyreport.office_templates.errors import location
from policyreport.office_templates.excel.locations import at
from policyreport.office_templates.excel.package import Sheet, x
from policyreport.office_templates.excel.references import Area, area_at, cell_at
from policyreport.office_templates.excel.row_map import Layout, Run, joined_runs
from policyreport.office_templates.xml import Element

_TRUE = ("1", "true")


def hidden(file: str, sheet: Sheet, root: Element) -> Iterator[Problem]:
    """Yield what a sheet hides that goes out with the filled file: the sheet itself, its rows and its columns."""
    if sheet.state == "hidden":
        yield _hidden_sheet(file, sheet.name)
    filled = [cell_at(cell.get("r")) for cell in root.iter(x("c")) if _holds_something(cell)]
    rows = {int(row.get("r")) for row in root.iter(x("row")) if row.get("hidden", "0") in _TRUE}
    for first, last in _together(row for row, _ in filled if row in rows):
        yield _hidden_part(file, sheet.name, f"{first}:{last}", Message("rows", "행"))
    columns = [
        (int(column.get("min")), int(column.get("max")))
        for column in root.iter(x("col"))
        if column.get("hidden", "0") in _TRUE
    ]
    for first, last in _together(n for _, n in filled if any(low <= n <= high for low, high in columns)):
        letters = f"{get_column_letter(first)}:{get_column_letter(last)}"
        yield _hidden_part(file, sheet.name, letters, Message("columns", "열"))


def beside(file: str, sheet: str, root: Element, layout: Layout) -> Iterator[Problem]:
    """Yield the cells that say the same in each turn of a loop beside which they stand, apart from it."""
    cells = {cell_at(cell.get("r")): cell for cell in root.iter(x("c")) if _holds_something(cell)}
    for loop in sorted({one.loops[0] for one in layout.positions.values() if one.loops}):
        rows = sorted(row for row, one in layout.positions.items() if one.loops[:1] == (loop,))
        head = min(row for row, blocks in layout.tags.items() if loop in blocks) - 1
        used = sorted({column for row, column in cells if row == head or row in rows})
        blocks = list(joined_runs((column, column) for column in used))
        apart = [block for block in blocks if not _follows(block, rows, cells)]
        if len(apart) == len(blocks):
            continue
        for left, right in apart:
            inner = [row for row in rows for column in range(left, right + 1) if (row, column) in cells]
            if inner:
                yield _repeated_beside(file, at(sheet, str(Area(min(inner), left, max(inner), right))))


def tables_beside(file: str, sheet: str, tables: Iterable[Element], root: Element, layout: Layout) -> Iterator[Problem]:
    """Yield the native tables whose rows would be repeated by a loop that stands beside them."""
    cells = {cell_at(cell.get("r")): cell for cell in root.iter(x("c")) if _holds_something(cell)}
    for table in tables:
        area = area_at(table.get("ref", ""))
        rows = [row for row, one in layout.positions.items() if one.loops and area and area.top <= row <= area.bottom]
        held = [row for row in rows if area and any((row, n) in cells for n in range(area.left, area.right + 1))]
        if area and held and not _follows((area.left, area.right), held, cells):
            yield _table_beside(file, at(sheet, str(area)), table.get("displayName", ""))


def _follows(block: Run, rows: Sequence[int], cells: dict[tuple[int, int], Element]) -> bool:
    """Return whether anything in some columns of rows is filled or worked out."""
    found = [cells[row, n] for row in rows for n in range(block[0], block[1] + 1) if (row, n) in cells]
    return any(cell.find(x("f")) is not None or next(cell.iter(etree.PI), None) is not None for cell in found)


def _holds_something(cell: Element) -> bool:
    if cell.find(x("f")) is not None or cell.findtext(x("v"), ""):
        return True
    return next(cell.iter(etree.PI), None) is not None or any((text.text or "").strip() for text in cell.iter(x("t")))


def _together(numbers: Iterable[int]) -> Iterator[Run]:
    return joined_runs((number, number) for number in sorted(set(numbers)))


def _hidden_sheet(file: str, sheet: str) -> Problem:
    what = Message(f"the hidden sheet '{sheet}' goes into the result", f"숨긴 시트 '{sheet}'이(가) 결과에 들어갑니다")
    hint = Message(
        "right-click a sheet tab and choose Unhide to see it; delete it where no formula needs it",
        "시트 탭을 오른쪽 단추로 눌러 '숨기기 취소'로 보고, 쓰는 수식이 없으면 지우십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.hidden-cells", what, SourceLocation(file), sheet, hint)


def _hidden_part(file: str, sheet: str, part: str, kind: Message) -> Problem:
    what = Message(f"hidden {kind.en} go into the result: {part}", f"숨긴 {kind.ko}이 결과에 들어갑니다: {part}")
    hint = Message(
        f"select the {kind.en} around them, right-click and choose Unhide to see them; delete what no formula needs",
        f"앞뒤 {kind.ko}을 함께 고르고 오른쪽 단추의 '숨기기 취소'로 보고, 쓰는 수식이 없으면 지우십시오",
    )
    return Problem(ErrorKind.TEMPLATE, "template.hidden-cells", what, location(file, at(sheet, part)), part, hint)


def _repeated_beside(file: str, place: Message) -> Problem:
    what = Message(
        "these cells beside the loop are repeated with it, the same in each turn",
        "반복하는 줄의 옆에 있는 이 칸들도 같은 내용으로 반복됩니다",
    )
    return Problem(ErrorKind.TEMPLATE, "template.repeated-beside", what, location(file, place), hint=_WHOLE_ROWS)


def _table_beside(file: str, place: Message, table: str) -> Problem:
    what = Message(
        f"the rows of the table '{table}' would be repeated by the loop beside it",
        f"표 '{table}': 옆의 반복이 이 표의 줄까지 반복합니다",
    )
    return Problem(ErrorKind.TEMPLATE, "template.native-table", what, location(file, place), table, _WHOLE_ROWS)


_WHOLE_ROWS = Message(
    "a loop repeats whole rows of the sheet: put a table that stands beside it above, below or on its own sheet",
    "반복은 시트의 줄 전체입니다. 옆에 따로 둔 표라면 위아래나 다른 시트로 옮기십시오",
)
