"""One sheet of a workbook, row by row, and what its looks hide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from functools import cache
from typing import Literal, NamedTuple, Self
from xml.etree.ElementTree import Element

from policyreport.diagnostics import ErrorKind, Message, Problem, SourceLocation, did_you_mean
from policyreport.inputs.excel import package as faults
from policyreport.inputs.excel.package import SheetEntry, Workbook, is_struck, stored_text, text_within
from policyreport.inputs.excel.shown_number import ShownNumber, shown_number
from policyreport.inputs.messages import Fault
from policyreport.model import MOST_DIGITS
from policyreport.model.labels import SHEETS
from policyreport.ooxml.cell_references import column_number

_INTEGER = re.compile(r"-?\d+", re.ASCII)
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ELAPSED = re.compile(r"\[[hms]+\]")
_WIDEST = 40
_MOST_NAMED = 5
_FIRST_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's times are of no zone
_FIRST_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_EARLIEST = datetime(1900, 3, 1)  # noqa: DTZ001
_SECONDS = 24 * 60 * 60

_Meaning = Literal["number", "share", "day", "month", "year"]
_SHOWN: Mapping[_Meaning, int | None] = {"day": None, "month": 7, "year": 4}


class UnreadableCell(Enum):
    """Why a cell that is not empty says nothing that can be read."""

    NOT_CALCULATED = auto()
    """Its formula has never been calculated: a program wrote it, and no Excel has opened it since."""
    ERROR = auto()
    """It shows an error such as ``#REF!``."""


def number_text(stored: str) -> str:
    """Return a stored number without exponent, as exact as Excel shows it: to 15 significant digits.

    ``0.1`` stays ``0.1``, ``1e3`` is ``1000``, ``0.30000000000000004`` is ``0.3``. A whole number that is written out
    is kept to its last digit, and what is no number, or beyond all measure, is returned as it stands.
    """
    if _INTEGER.fullmatch(stored):
        return stored
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite() or abs(number.adjusted()) > _WIDEST:
        return stored
    return _plain(Decimal(f"{number:.{MOST_DIGITS - 1}e}"))


def formatted_text(stored: str, form: str, *, from_1904: bool = False) -> str:
    """Return a number as its format means it: a date as ``2025-06-30``, a month as ``2025-06``, a share with its ``%``.

    A share is shown as what it stands for, ``12.5%`` for a stored 0.125, since nobody can tell which of the two numbers
    is meant where only a number may stand. Of a date no more is told than its format shows.
    """
    meaning = _meaning(form)
    if meaning == "number":
        return number_text(stored)
    if meaning == "share":
        return _share_text(stored)
    return _date_text(stored, _FIRST_1904 if from_1904 else _FIRST_1900)[: _SHOWN[meaning]]


class NumberText(str):
    """The text of a stored number, with what its format shows of it; None where that is the number as it is."""

    __slots__ = ("shown",)
    shown: ShownNumber | None

    def __new__(cls, stored: str, form: str, *, from_1904: bool) -> Self:
        """Return the text of a number as ``formatted_text`` does."""
        text = super().__new__(cls, formatted_text(stored, form, from_1904=from_1904))
        text.shown = shown_number(number_text(stored), form) if _meaning(form) in ("number", "share") else None
        return text


def iso_date_text(stored: str) -> str:
    """Return the day of a stored ISO 8601 time of midnight; any other as it stands."""
    return stored.removesuffix("Z").removesuffix("T00:00:00")


@cache
def _meaning(form: str) -> _Meaning:
    """Return what a number format makes of a number: a date down to its day, month or year, a share, or a number."""
    first = form.split(";", maxsplit=1)[0].lower()
    shown = _NOT_SHOWN.sub("", first)
    if "%" in shown:
        return "share"
    if _ELAPSED.search(first) or not set("dmyhs") & set(shown):
        return "number"
    if "y" not in shown or set("dhs") & set(shown):
        return "day"
    return "month" if "m" in shown else "year"


def _date_text(stored: str, first: datetime) -> str:
    """Return the moment that a serial number stands for: a day, and the time where it is not midnight.

    Excel counts a 29th of February in 1900 that never was; what is dated before the March of that year is a number.
    """
    try:
        moment = first + timedelta(seconds=round(float(stored) * _SECONDS))
    except (OverflowError, ValueError):
        return number_text(stored)
    if moment < _EARLIEST:
        return number_text(stored)
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ")


def _share_text(stored: str) -> str:
    try:
        return f"{number_text(str(Decimal(stored) * 100))}%"
    except InvalidOperation:
        return stored


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(_REFERENCE.pattern + ":" + _REFERENCE.pattern)

_OTHER_WORKBOOK = re.compile(r"\[[0-9]+\][^\[\]]*!|\[[^\[\]]+\.xls[xmb]?\]", re.IGNORECASE)
"""How a formula names another workbook: by a number, or by its file."""

CellContent = str | UnreadableCell
"""What a cell that is not empty says, or why that cannot be told."""


class Row(NamedTuple):
    """A row by its number, and what its cells say by their columns; both are counted from 1."""

    number: int
    hidden: bool
    cells: dict[int, CellContent]


class Merged(NamedTuple):
    """Cells merged into one: ``B3:B5``, and the first and last row of them."""

    reference: str
    first_row: int
    last_row: int


class Sheet:
    """A sheet whose rows are read once; only after that it is known which cells are merged, and if a filter is set.

    Of cells, by their rows and columns, ``struck`` are those whose letters are struck out and ``linked`` those that
    another workbook is asked for; ``hidden_columns`` are not seen.
    """

    def __init__(self, workbook: Workbook, entry: SheetEntry) -> None:
        self.name = entry.name
        self.merged: list[Merged] = []
        self.filtered = False
        self.hidden_columns: set[int] = set()
        self.struck: set[tuple[int, int]] = set()
        self.linked: set[tuple[int, int]] = set()
        self._workbook = workbook
        self._part = entry.part
        self._row = 0

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold anything; ``PolicyReportError`` where the sheet turns out to be damaged."""
        for element in self._workbook.package.elements(self._part):
            name = element.tag.rpartition("}")[2]
            if name == "row":
                row = self._read_row(element)
                element.clear()
                if row.cells:
                    yield row
            elif name == "mergeCell" and (match := _RANGE.fullmatch(element.get("ref", ""))):
                self.merged.append(Merged(match[0], int(match[2]), int(match[4])))
            elif name == "col" and element.get("hidden") in {"1", "true"}:
                first, last = (self._index(element.get(end), 0) for end in ("min", "max"))
                self.hidden_columns.update(range(first, min(last, _MOST_COLUMNS) + 1))
            elif name == "filterColumn":
                self.filtered = True

    def _read_row(self, element: Element) -> Row:
        self._row = self._index(element.get("r"), self._row + 1)
        if self._row > _MOST_ROWS:
            raise self._damaged()
        cells: dict[int, CellContent] = {}
        column = 0
        for cell in element:
            reference = cell.get("r")
            column = column_number(reference.rstrip("0123456789")) if reference else column + 1
            content = self._content(cell)
            if content is not None:
                cells[column] = content
                self._note_looks(cell, column)
        if cells and not 0 < min(cells) <= max(cells) <= _MOST_COLUMNS:
            raise self._damaged()
        return Row(self._row, element.get("hidden") in {"1", "true"}, cells)

    def _note_looks(self, cell: Element, column: int) -> None:
        """Note a cell that is struck out, or that another workbook is asked for."""
        is_text = cell.get("t") == "s"
        for inner in cell:
            if inner.tag.endswith("}f") and _OTHER_WORKBOOK.search(inner.text or ""):
                self.linked.add((self._row, column))
            elif (is_text and inner.tag.endswith("}v") and int(inner.text or 0) in self._workbook.struck_texts) or (
                inner.tag.endswith("}is") and is_struck(inner)
            ):
                self.struck.add((self._row, column))
        if self._index(cell.get("s"), 0) in self._workbook.struck_styles:
            self.struck.add((self._row, column))

    def _content(self, cell: Element) -> CellContent | None:
        kind = cell.get("t", "n")
        value, has_formula = None, False
        for inner in cell:
            if inner.tag.endswith("}v"):
                value = inner.text or ""
            elif inner.tag.endswith("}f"):
                has_formula = True
            elif inner.tag.endswith("}is"):
                return text_within(inner) or None
        if has_formula and not value and (value is None or kind != "str"):
            return UnreadableCell.NOT_CALCULATED
        return self._typed_content(kind, value, cell.get("s")) if value else None

    def _typed_content(self, kind: str, value: str, style: str | None) -> CellContent:
        match kind:
            case "s":
                return self._shared(value)
            case "str":
                return stored_text(value)
            case "b":
                return "true" if value == "1" else "false"
            case "e":
                return UnreadableCell.ERROR
            case "d":
                return iso_date_text(value)
            case _:
                index, formats = self._index(style, 0), self._workbook.formats
                number_format = formats[index] if index < len(formats) else "General"
                return NumberText(value, number_format, from_1904=self._workbook.from_1904)

    def _shared(self, value: str) -> str:
        index = self._index(value, -1)
        if not 0 <= index < len(self._workbook.texts):
            raise self._damaged()
        return self._workbook.texts[index]

    def _index(self, text: str | None, default: int) -> int:
        if text is None:
            return default
        if not text.isdecimal():
            raise self._damaged()
        return int(text)

    def _damaged(self) -> Exception:
        return faults.damaged(self._workbook.package.file, self._part)


UNREADABLE: Mapping[UnreadableCell, Fault] = {
    UnreadableCell.NOT_CALCULATED: Fault(
        "excel.not-reckoned",
        "this formula has not been reckoned",
        "계산되지 않은 수식입니다",
        "open the workbook in Excel and save it, or write the value",
        "엑셀에서 열어 저장하거나 값을 직접 적으십시오",
    ),
    UnreadableCell.ERROR: Fault(
        "excel.error",
        "this cell shows an error such as #REF!",
        "#REF! 같은 오류가 난 칸입니다",
        "mend the formula, or write the value",
        "수식을 고치거나 값을 직접 적으십시오",
    ),
}
MERGED_DOWN = Fault(
    "excel.merged",
    "cells of several rows are merged: only the first has the value",
    "여러 줄의 칸이 병합되어 있습니다",
    "unmerge them and write the value in each row",
    "병합을 풀고 줄마다 값을 적으십시오",
)
MERGED_ACROSS = Fault(
    "excel.merged",
    "cells are merged: only the first has the value",
    "병합된 칸에서는 첫째 칸의 값만 읽었습니다",
    "unmerge them",
    "병합을 푸십시오",
)
NO_ROWS = Fault(
    "table.header-only",
    "the workbook holds no records",
    "자료가 한 줄도 없는 통합 문서입니다",
    "fill it or remove it",
    "자료를 적거나 파일을 지우십시오",
)


def scaled_cell(shown: str, held: str, place: SourceLocation, field: str) -> Problem:
    """Return the problem of a number that people see in thousands."""
    what = Message(
        f"this cell shows {shown}, yet holds {held}: its format shows thousands",
        f"이 칸에는 {shown}(으)로 보이나 든 값은 {held}입니다. 표시 형식이 천 단위로 줄여 보입니다",
    )
    hint = Message(
        f"give the cell the format #,##0 if {held} is meant, or write {shown} with that format",
        f"{held}이(가) 맞으면 표시 형식을 #,##0으로 바꾸고, {shown}이(가) 맞으면 그 형식에서 {shown}을(를) 적으십시오",
    )
    return Problem(ErrorKind.DATA, "excel.scaled-cell", what, place, field, hint)


def shown_otherwise(cells: Sequence[tuple[SourceLocation, str, str]], field: str) -> Problem:
    """Return the warning of cells of a column that show another number than they hold; the held ones were read."""
    en = "; ".join(
        f"{_cell_name(at)} shows {_in_quotes(shown)}, holds {held}" for at, shown, held in cells[:_MOST_NAMED]
    )
    ko = ", ".join(
        f"{_cell_name(at)}에 보이는 값 {_in_quotes(shown)}, 든 값 {held}" for at, shown, held in cells[:_MOST_NAMED]
    )
    rest = len(cells) - _MOST_NAMED
    en, ko = (f"{en}; and {rest} more", f"{ko} 외 {rest}칸") if rest > 0 else (en, ko)
    what = Message(
        f"cells show another number than they hold, and what they hold was read: {en}",
        f"보이는 값과 든 값이 다른 칸에서 든 값을 읽었습니다: {ko}",
    )
    hint = Message(
        "if what is shown is meant, write that; if not, give the cells a format that shows all of it",
        "보이는 값이 맞으면 그 값을 적고, 든 값이 맞으면 모두 보이도록 표시 형식을 바꾸십시오",
    )
    return Problem(ErrorKind.DATA, "excel.shown-otherwise", what, cells[0][0], field, hint)


def _cell_name(place: SourceLocation) -> str:
    return place.cell.rpartition("!")[2]


def _in_quotes(shown: str) -> str:
    return shown if shown[:1].isdigit() else f"'{shown}'"


def hidden_rows(count: int, place: SourceLocation, collection: str, *, filtered: bool) -> Problem:
    """Return the warning of rows that were read though nobody sees them."""
    why = Message("filtered out or hidden", "필터나 숨기기로 보이지 않는") if filtered else Message("hidden", "숨긴")
    what = Message(f"{count} rows are {why.en}; they were read", f"{why.ko} 행 {count}개도 읽었습니다")
    hint = Message("show them, and delete those that do not belong", "다시 표시해 보고 필요 없는 행은 지우십시오")
    return Problem(ErrorKind.DATA, "excel.hidden-rows", what, place, collection, hint)


def hidden_columns(columns: Sequence[tuple[str, str]], sheet: SourceLocation, collection: str) -> Problem:
    """Return the warning of columns, by their letters and heads, that were read though nobody sees them."""
    listed = ", ".join(f"{letters}({head})" for letters, head in columns)
    what = Message(f"hidden columns were read: {listed}", f"숨긴 열도 읽었습니다: {listed}")
    hint = Message("show them, and delete those that do not belong", "다시 표시해 보고 필요 없는 열은 지우십시오")
    return Problem(ErrorKind.DATA, "excel.hidden-columns", what, sheet, collection, hint)


def struck_cells(cells: Sequence[SourceLocation], collection: str) -> Problem:
    """Return the warning of cells that were read though their letters are struck out."""
    listed = _listed_cells(cells)
    what = Message(f"struck-out cells were read: {listed}", f"취소선을 그은 칸도 읽었습니다: {listed}")
    hint = Message(
        "delete what no longer holds, or take the line off (Ctrl+5)",
        "쓰지 않을 내용이면 지우고, 쓸 내용이면 취소선을 푸십시오(Ctrl+5)",
    )
    return Problem(ErrorKind.DATA, "excel.struck-out", what, cells[0], collection, hint)


def linked_cells(cells: Sequence[SourceLocation], collection: str) -> Problem:
    """Return the warning of cells that hold what another workbook said when this one was saved."""
    listed = _listed_cells(cells)
    what = Message(
        f"cells take their value from another workbook, as it was when this one was saved: {listed}",
        f"다른 통합 문서에서 가져온 값을 저장할 때 그대로 읽었습니다: {listed}",
    )
    hint = Message(
        "copy the cells and paste them as values, or update the links (Data › Edit Links) and save",
        "칸을 복사해 값으로 붙여 넣거나, 데이터 › 연결 편집에서 값을 업데이트한 뒤 저장하십시오",
    )
    return Problem(ErrorKind.DATA, "excel.linked", what, cells[0], collection, hint)


_MOST_LISTED = 8


def _listed_cells(cells: Sequence[SourceLocation]) -> str:
    names = ", ".join(map(_cell_name, cells[:_MOST_LISTED]))
    return f"{names} … ({len(cells)})" if len(cells) > _MOST_LISTED else names


def emptied_sheet(place: SourceLocation, collection: str, *, has_head: bool) -> Problem:
    """Return the warning of a sheet of a collection that says nothing, though others of the workbook do."""
    what = (
        Message("this sheet has no rows below its head", "머리글 아래에 자료가 없는 시트입니다")
        if has_head
        else Message("this sheet is empty", "빈 시트입니다")
    )
    hint = Message(
        "write its rows, or delete the sheet, if there are none", "자료를 적으십시오. 없으면 시트를 삭제하십시오"
    )
    return Problem(ErrorKind.DATA, "excel.empty-sheet", what, place, collection, hint)


def hidden_sheet(state: str, place: SourceLocation, collection: str) -> Problem:
    """Return the warning of a sheet that was read though nobody sees it."""
    how = Message("very hidden", "완전히 숨긴") if state == "veryHidden" else Message("hidden", "숨긴")
    what = Message(f"this sheet is {how.en}; it was read", f"{how.ko} 시트도 읽었습니다")
    hint = Message("show it, or delete it", "다시 표시하거나 지우십시오")
    return Problem(ErrorKind.DATA, "excel.hidden-sheet", what, place, collection, hint)


def no_head(place: SourceLocation, collection: str, there: Iterable[str], known: Iterable[str]) -> Problem:
    """Return the problem of a sheet of which no row has the heads of a collection's fields."""
    what = Message("no row has the heads of the columns", "열의 머리글이 있는 줄을 찾을 수 없습니다")
    found, expected = ", ".join(there), ", ".join(known)
    hint = Message(f"there is: {found}; write heads such as: {expected}", f"있는 것: {found}. 쓸 머리글: {expected}")
    return Problem(ErrorKind.DATA, "excel.no-head", what, place, collection, hint)


def missing_sheet(name: str, file: str, there: Iterable[str]) -> Problem:
    """Return the problem of a sheet that the project names and the workbook lacks."""
    what = Message(f"there is no sheet '{name}'", f"'{name}' 시트가 없습니다")
    return Problem(ErrorKind.DATA, "excel.missing-sheet", what, SourceLocation(file), name, did_you_mean(name, there))


def unknown_collection(collection: str, name: str, file: str) -> Problem:
    """Return the problem of a sheet that the project declares to hold something unheard of."""
    what = Message(
        f"the sheet '{name}' cannot hold '{collection}'",
        f"'{name}' 시트의 '{collection}'은(는) 자료 종류의 이름이 아닙니다",
    )
    return Problem(
        ErrorKind.DATA, "data.unknown-field", what, SourceLocation(file), name, did_you_mean(collection, SHEETS)
    )


def no_collection_sheet(file: str, there: Iterable[str]) -> Problem:
    """Return the problem of a workbook in which no sheet is that of a collection."""
    what = Message("no sheet bears the name of a collection", "이름을 아는 시트가 하나도 없습니다")
    found, expected = ", ".join(there), ", ".join(SHEETS.values())
    hint = Message(f"there is: {found}; name them: {expected}", f"있는 시트: {found}. 쓸 이름: {expected}")
    return Problem(ErrorKind.DATA, "excel.missing-sheet", what, SourceLocation(file), hint=hint)


def unread_sheet(collections: Sequence[str], place: SourceLocation) -> Problem:
    """Return the problem of a sheet that is not read under its name, though it has the heads of a collection."""
    titles = ", ".join(f"'{SHEETS[collection]}'" for collection in collections)
    what = Message(
        f"this sheet is not read under its name, though it has the heads of {titles}",
        f"{titles} 자료의 머리글이 있으나, 이 이름으로는 읽지 않는 시트입니다",
    )
    hint = Message(
        f"rename the sheet to {titles}, or move its rows into that sheet; hide or delete what is not to be read; or "
        "name the sheet under 'sheets:' in data/project.yaml",
        f"시트 이름을 {titles}(으)로 바꾸거나 그 시트로 줄을 옮기십시오. 읽지 않을 시트는 숨기거나 삭제하십시오. "
        "이름을 그대로 두려면 data/project.yaml의 'sheets:'에 적으십시오",
    )
    return Problem(ErrorKind.DATA, "excel.unread-sheet", what, place, ", ".join(collections), hint)


def ignored_sheet(name: str, near: Sequence[str], place: SourceLocation) -> Problem:
    """Return the warning of a sheet that was left alone; its name may be ``near`` to a known one."""
    what = Message(
        f"the sheet '{name}' was not read: no data go by that name",
        f"'{name}' 시트는 아는 이름이 아니어서 읽지 않았습니다",
    )
    hint = Message(
        f"hide it, or write under 'sheets:' in data/project.yaml: '{name}': ''",
        f"숨기거나, data/project.yaml의 'sheets:'에 이렇게 적으십시오. '{name}': ''",
    )
    if near:
        nearest = did_you_mean(name, near)
        hint = Message(f"{nearest.en} Else {hint.en}", f"{nearest.ko} 읽지 않을 시트면 {hint.ko}")
    return Problem(ErrorKind.DATA, "excel.ignored-sheet", what, place, name, hint)
