"""Where the columns of a received table are: its sheet, its head, and what each column that is used means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, did_you_mean
from policyreport.inputs.received_file import ReceivedRow, ReceivedSheet
from policyreport.model import Dataset
from policyreport.model.money import POWERS
from policyreport.ooxml.cell_references import column_number
from policyreport.pipeline.reconcile.fields import KEY_FIELDS, OF_MEMBERS, VALUE_FIELDS, head_key
from policyreport.project.received_table import ReceivedTable

ROWS_BEFORE_HEAD = 30
"""In how many rows that hold anything the head is looked for."""

SETTINGS = SourceLocation("data/project.yaml")
_LETTERS = re.compile("([A-Z]{1,3})열")
_UNITS = "|".join(sorted(POWERS, key=len, reverse=True))
_IN_BRACKETS = re.compile(rf"[(\[（]\s*(?:단위\s*[:：]?\s*)?({_UNITS})\s*[)\]）]")
_SAID_ABOVE = re.compile(r"단위\s*[:：]\s*([^)\]）]*)")


class TableColumn(NamedTuple):
    """A column that is used: its head, its field, the record that all of it is of, and its unit where that is said."""

    position: int
    head: str
    field: str
    record: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table within a sheet: its columns by what they are, the rows below its head, and the unit of its amounts."""

    table: ReceivedTable
    sheet: ReceivedSheet
    keys: Mapping[str, TableColumn]
    values: Sequence[TableColumn]
    rows: Mapping[int, ReceivedRow]
    unit: str


def fitting_tables(tables: Sequence[ReceivedTable], file: str) -> Sequence[ReceivedTable]:
    """Return the kinds of table that a file may hold, by its name: those of just this name, else those of any."""
    own = [one for one in tables if one.file is not None and fnmatchcase(file.casefold(), one.file.casefold())]
    return own or [one for one in tables if one.file is None]


def require_known_fields(tables: Iterable[ReceivedTable], dataset: Dataset) -> None:
    """Raise ``PolicyReportError`` (exit code 3) for columns that lead to no field, and tables that compare nothing."""
    problems = [problem for i, table in enumerate(tables, 1) for problem in _unknown(i, table, dataset)]
    if problems:
        raise PolicyReportError(problems)


def _unknown(number: int, table: ReceivedTable, dataset: Dataset) -> Iterator[Problem]:
    at = f"reconcile[{number}]"
    fields = VALUE_FIELDS[table.collection]
    known = [*KEY_FIELDS, *(f"{OF_MEMBERS}{name}" for name in dataset.dimensions), *fields]
    ids = _ids(table, dataset)
    for head, field in table.columns.items():
        record, _, rest = field.rpartition(".")
        if field not in known and not (record in ids and rest in fields):
            what = Message(f"there is no field '{field}' to compare", f"'{field}'은(는) 비교할 수 있는 항목이 아닙니다")
            place = f"{at} › columns › {head}"
            yield Problem(ErrorKind.DATA, "data.unknown-field", what, SETTINGS, place, did_you_mean(field, known))
    if table.record is not None and table.record not in ids:
        what = Message(f"there is no '{table.record}'", f"'{table.record}'이(가) 없습니다")
        hint = did_you_mean(table.record, ids)
        yield Problem(ErrorKind.DATA, "reconcile.record", what, SETTINGS, f"{at} › record", hint)
    split = [field for field in table.columns.values() if _split(field, ids)[0]]
    if table.record is None and "record" not in table.columns.values() and not split:
        what = Message("no column says of which record a row is", "어느 열이 사업이나 지표의 이름인지 없습니다")
        hint = Message(
            "lead the head of the names to 'record' in 'columns'", "columns에서 이름 열의 머리글에 record를 적으십시오"
        )
        yield Problem(ErrorKind.DATA, "reconcile.record", what, SETTINGS, f"{at} › columns", hint)
    if not any(_split(field, ids)[1] in fields for field in table.columns.values()):
        what = Message("no column is compared", "비교할 값의 열이 없습니다")
        hint = Message(
            f"lead a head to one of: {', '.join(fields)}",
            f"머리글에 다음 가운데 하나를 적으십시오: {', '.join(fields)}",
        )
        yield Problem(ErrorKind.DATA, "reconcile.columns", what, SETTINGS, f"{at} › columns", hint)


def _ids(table: ReceivedTable, dataset: Dataset) -> set[str]:
    return {one.id for one in (dataset.programs if table.collection == "programs" else dataset.indicators)}


def _split(field: str, ids: set[str]) -> tuple[str, str]:
    """Return the record that a field names, nothing for one that names none, and the field itself."""
    record, _, rest = field.rpartition(".")
    return (record, rest) if record in ids else ("", field)


def layout_of(table: ReceivedTable, sheets: Sequence[ReceivedSheet], dataset: Dataset) -> Layout:
    """Return where a kind of table is in a file; ``PolicyReportError`` (exit code 3) where it is not there."""
    chosen = sheets
    if table.sheet is not None and any(one.name for one in sheets):
        chosen = [one for one in sheets if head_key(one.name) == head_key(table.sheet)]
        if not chosen:
            names = ", ".join(one.name for one in sheets)
            what = Message(
                f"there is no visible sheet '{table.sheet}', only: {names}",
                f"보이는 시트 가운데 '{table.sheet}'이(가) 없습니다. 있는 시트: {names}",
            )
            raise _refusal("reconcile.sheet", what, sheets[0].where._replace(cell="") if sheets else SETTINGS)
    heads = {head_key(head) for head in table.columns if not _LETTERS.fullmatch(head)}
    nearest: tuple[int, SourceLocation, set[str]] = (-1, SETTINGS, heads)
    for sheet in chosen:
        for number in _candidates(table, sheet):
            there = {head_key(cell.text) for cell in sheet.rows[number].values()}
            if heads <= there:
                return _laid_out(table, sheet, number, dataset)
            if (found := len(heads & there)) > nearest[0]:
                nearest = found, sheet.where, heads - there
    lacking = ", ".join(head for head in table.columns if head_key(head) in nearest[2])
    what = Message(f"there is no row with the heads: {lacking}", f"다음 머리글이 함께 있는 줄이 없습니다: {lacking}")
    raise _refusal("reconcile.head", what, nearest[1])


def _candidates(table: ReceivedTable, sheet: ReceivedSheet) -> Iterable[int]:
    if table.head_row is not None:
        return [table.head_row] if table.head_row in sheet.rows else []
    return list(sheet.rows)[:ROWS_BEFORE_HEAD]


def _laid_out(table: ReceivedTable, sheet: ReceivedSheet, head_row: int, dataset: Dataset) -> Layout:
    ids = _ids(table, dataset)
    units = {head_key(head): unit for head, unit in table.units.items()}
    keys: dict[str, TableColumn] = {}
    values: list[TableColumn] = []
    for head, written in table.columns.items():
        index = _index(head, sheet, head_row)
        shown = sheet.rows[head_row].get(index)
        record, field = _split(written, ids)
        unit = units.get(head_key(head), "") or unit_in(shown.text if shown else head)
        column = TableColumn(index, head, field, record, unit)
        if field in KEY_FIELDS or field.startswith(OF_MEMBERS):
            keys[field] = column
        else:
            values.append(column)
    rows = {number: row for number, row in sheet.rows.items() if number > head_row}
    return Layout(table, sheet, keys, values, rows, _unit_of(table, sheet, head_row))


def _index(head: str, sheet: ReceivedSheet, head_row: int) -> int:
    """Return the column of a head; ``PolicyReportError`` where several bear it."""
    if letters := _LETTERS.fullmatch(head):
        return column_number(letters[1])
    found = [i for i, cell in sorted(sheet.rows[head_row].items()) if head_key(cell.text) == head_key(head)]
    if len(found) > 1:
        what = Message(f"several columns have the head '{head}'", f"'{head}' 머리글이 여러 열에 있습니다")
        hint = Message("name the column by its letter, such as 'D열'", "'D열'처럼 열의 글자로 적으십시오")
        raise _refusal("reconcile.head", what, sheet.where, hint)
    return found[0]


def unit_in(text: str) -> str:
    """Return the unit of amounts that a head states in brackets; nothing where it states none."""
    match = _IN_BRACKETS.search(text)
    return match[1] if match else ""


def _unit_of(table: ReceivedTable, sheet: ReceivedSheet, head_row: int) -> str:
    """Return the unit of a table's amounts: as declared, or as it stands above the head; nothing where neither is.

    Raises ``PolicyReportError`` (exit code 3) where these say different units.
    """
    stated = stated_unit(sheet, head_row)
    if table.unit is None:
        return stated
    if stated and stated != table.unit:
        what = Message(
            f"the table says that it is in {stated}, the settings say {table.unit}",
            f"표에는 단위가 {stated}인데 설정에는 {table.unit}(으)로 적혀 있습니다",
        )
        hint = Message(
            "correct 'unit' under 'reconcile:' of data/project.yaml, or remove it",
            "data/project.yaml의 'reconcile:'에 적은 unit을 고치거나 지우십시오",
        )
        raise _refusal("reconcile.unit", what, sheet.where, hint)
    return table.unit


def stated_unit(sheet: ReceivedSheet, head_row: int) -> str:
    """Return the unit of amounts that a table states above its head; nothing where it states none, or several."""
    said = {
        unit
        for number, row in sheet.rows.items()
        if number < head_row
        for cell in row.values()
        for above in _SAID_ABOVE.findall(cell.text)
        for unit in re.split(r"[,·/\s]+", above)
        if unit in POWERS
    }
    return next(iter(said)) if len(said) == 1 else ""


def _refusal(code: str, what: Message, where: SourceLocation, hint: Message | None = None) -> PolicyReportError:
    usual = Message(
        "correct 'reconcile:' in data/project.yaml to how the table is now",
        "data/project.yaml의 'reconcile:'을 표의 지금 모양에 맞추십시오",
    )
    return PolicyReportError([Problem(ErrorKind.DATA, code, what, where, hint=hint or usual)])
