"""Native tables, which grow with their rows; their columns are called as the cells of their heads."""

from __future__ import annotations

from collections.abc import Mapping

from policyreport.drawn.excel import faults
from policyreport.drawn.excel.coordinates import Area, area_at, coordinate
from policyreport.drawn.excel.following import Follower, Site
from policyreport.drawn.excel.grid import Grid, Span
from policyreport.drawn.excel.names import x
from policyreport.drawn.excel.places import at
from policyreport.drawn.xml import Element, drop
from policyreport.errors import Problem, Words

Values = Mapping[tuple[int, int], object]
"""What the cells of a sheet hold, by their rows and columns: numbers as ``float``, text as ``str``."""

_REPEATED = Words("would be there more than once, or not at all", "표 자체가 되풀이되거나 사라집니다")
_OTHERS = Words(
    "would have rows of the loop in it that are not its own", "표 밖의 줄이 함께 되풀이되어 표 안에 섞입니다"
)
_COLUMNS = Words("would have another number of columns", "열의 수가 달라집니다")
_HEADS = Words("would have heads that are empty or alike", "머리의 글이 비거나 서로 같습니다")
_EMPTY = Words("has no row left below its head", "머리 아래에 남은 줄이 없습니다")


def grow(table: Element, grid: Grid, values: Values, follower: Follower, file: str) -> list[Problem]:
    """Let a table grow with its rows; return why it cannot be one, if so."""
    area = area_at(table.get("ref", ""))
    if area is None:
        return []
    place, called = at(grid.sheet, str(area)), table.get("displayName", "")
    copies = list(grid.copies(area))
    grown = grid.stretched(area)
    if grown is None or len(copies) != 1 or grid.top(area.top, area.top) is None:
        return [faults.unfit_table(file, place, called, _REPEATED)]
    if len(grid.runs(Span(area.top, area.bottom))) != 1:
        return [faults.unfit_table(file, place, called, _OTHERS)]
    if grown.right - grown.left != area.right - area.left:
        return [faults.unfit_table(file, place, called, _COLUMNS)]
    heads, totals = int(table.get("headerRowCount", "1")), int(table.get("totalsRowCount", "0"))
    if grown.bottom - grown.top + 1 <= heads + totals:
        return [faults.unfit_table(file, place, called, _EMPTY)]
    table.set("ref", str(grown))
    _filter(table, grown._replace(bottom=grown.bottom - totals))
    _follow(table, place, grid, follower)
    return (
        [faults.unfit_table(file, place, called, _HEADS)] if heads and not _name_columns(table, grown, values) else []
    )


def _filter(table: Element, area: Area) -> None:
    for local in ("autoFilter", "sortState"):
        for said in table.findall(x(local)):
            if local == "sortState":
                drop(said)
            else:
                said.set("ref", str(area))
                for inner in list(said):
                    drop(inner)


def _follow(table: Element, place: Words, grid: Grid, follower: Follower) -> None:
    for formula in table.iter(x("calculatedColumnFormula"), x("totalsRowFormula")):
        if formula.text:
            formula.text = follower.in_cell(formula.text, Site(place, grid))


def _name_columns(table: Element, area: Area, values: Values) -> bool:
    """Call the columns as their heads read; return whether these can be names."""
    taken = set[str]()
    for column, said in enumerate(table.iter(x("tableColumn")), start=area.left):
        head = values.get((area.top, column))
        if not isinstance(head, str) or not head.strip() or head.casefold() in taken:
            return False
        taken.add(head.casefold())
        said.set("name", head.replace("\n", "_x000a_"))
        total = values.get((area.bottom, column))
        if "totalsRowLabel" in said.attrib and isinstance(total, str):
            said.set("totalsRowLabel", total)
    return True


def head_cells(table: Element, grid: Grid) -> set[str]:
    """Return the names of the cells that are the head of a table in the filled sheet: these hold text."""
    area = area_at(table.get("ref", ""))
    top = grid.top(area.top, area.top) if area and table.get("headerRowCount", "1") != "0" else None
    if area is None or top is None:
        return set()
    across = top.runs(Span(area.left, area.right))
    return {coordinate(top.number, column) for left, right in across for column in range(left, right + 1)}
