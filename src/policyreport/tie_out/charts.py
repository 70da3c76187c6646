"""What charts of Office files keep of their values, beside the cells that they refer to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from policyreport.tie_out.places import UNKNOWN, Places, folded
from policyreport.tie_out.workbook import WorkbookPlaces
from policyreport.tie_out.xml_parts import Element, OfficeParts, children, named

_AREA = re.compile(r"(?:'((?:[^']|'')+)'|([^'!(),]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_CLOSE = Decimal("1e-9")
_LETTERS = 26
Read = Callable[[str], str | None]


class ChartDifference(NamedTuple):
    """A point that a chart keeps otherwise than the cell that it refers to; None where one of the two is not there.

    ``chart`` and ``series`` are counted from 1; ``cell`` is that of the values, or where the heads lead elsewhere, the
    cell of the series' name.
    """

    chart: int
    series: int
    cell: str
    kept: str | None
    there: str | None


def chart_differences(content: bytes, places: Places) -> Iterator[ChartDifference]:
    """Yield where the charts of a workbook, or of a Word file, which bear their tables, do not say what these say.

    ``places`` is the same file, opened. A series whose name is the head of another column than that of its values is a
    difference too.
    """
    parts, workbook = OfficeParts(content), places if isinstance(places, WorkbookPlaces) else None
    for number, part in enumerate(parts.names("xl/charts/chart" if workbook else "word/charts/chart"), 1):
        chart, table = parts.tree(part), workbook or _own_table(parts, part)
        if chart is not None and table is not None:
            yield from _of_chart(chart, number, table.read)


def _own_table(parts: OfficeParts, chart: str) -> WorkbookPlaces | None:
    """Return the workbook that a chart of a Word file bears."""
    links = parts.tree(f"{posixpath.dirname(chart)}/_rels/{posixpath.basename(chart)}.rels")
    targets = [link.get("Target", "") for link in links] if links is not None else []
    books = [target for target in targets if target.endswith(".xlsx")]
    content = parts.content(posixpath.normpath(posixpath.join(posixpath.dirname(chart), books[0]))) if books else None
    return WorkbookPlaces(content) if content else None


def _of_chart(chart: Element, number: int, read: Read) -> Iterator[ChartDifference]:
    for at, series in enumerate(named(chart, "ser"), 1):
        references = {part: _reference(series, part) for part in ("tx", "cat", "val")}
        head, values = references["tx"], references["val"]
        if head and values and len(head.cells) == 1 and not _is_head_of(head.cells[0], values.cells):
            yield ChartDifference(number, at, head.cells[0], head.kept.get(0), read(values.cells[0]))
        for reference in filter(None, references.values()):
            for index, cell in enumerate(reference.cells):
                kept, there = reference.kept.get(index), read(cell)
                if there != UNKNOWN and not _is_same(kept, there):
                    yield ChartDifference(number, at, cell, kept, there)


class _Reference(NamedTuple):
    cells: list[str]
    kept: dict[int, str]


def _reference(series: Element, part: str) -> _Reference | None:
    """Return the cells to which a part of a series refers, and what it keeps of them; None where they are no area."""
    around = next(iter(children(series, part)), None)
    formula = next(named(around, "f"), None) if around is not None else None
    area = _AREA.fullmatch(formula.text or "") if formula is not None else None
    if around is None or area is None:
        return None
    kept = {int(point.get("idx", "0")): _value(point) for point in named(around, "pt")}
    return _Reference(list(_cells(area)), kept)


def _value(point: Element) -> str:
    return next((value.text or "" for value in children(point, "v")), "")


def _cells(area: re.Match[str]) -> Iterator[str]:
    sheet = (area[1] or area[2] or "").replace("''", "'")
    first, last = _column(area[3]), _column(area[5] or area[3])
    for row in range(int(area[4]), int(area[6] or area[4]) + 1):
        for column in range(first, last + 1):
            yield f"{sheet}!{_letters(column)}{row}"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _is_head_of(head: str, cells: list[str]) -> bool:
    """Return whether a cell heads others: on their sheet, in their column where they stand in one, or their row."""
    sheet, letters, row = _split(head)
    places = [_split(cell) for cell in cells]
    columns, rows = {at[1] for at in places}, {at[2] for at in places}
    return {at[0] for at in places} == {sheet} and (columns == {letters} or rows == {row} or len(cells) == 1)


def _split(cell: str) -> tuple[str, str, str]:
    sheet, _, place = cell.rpartition("!")
    letters = place.rstrip("0123456789")
    return sheet, letters, place[len(letters) :]


def _is_same(kept: str | None, there: str | None) -> bool:
    if not kept or not there:
        return not (kept or _number(there) is not None)
    one, other = _number(kept), _number(there)
    if one is not None and other is not None:
        return abs(one - other) <= max(abs(other), Decimal(1)) * _CLOSE
    return other is not None or folded(kept) == folded(there)  # a number may be kept as it is shown


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
