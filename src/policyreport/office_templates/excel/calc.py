"""The cached values of formulas, evaluated so that they are there before any program calculates the workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import InvalidOperation
from functools import cached_property
from math import isfinite
from typing import NamedTuple, TypeVar, cast

from lxml import etree

from policyreport.diagnostics import Problem
from policyreport.document.number_format import MISSING
from policyreport.office_templates.excel import errors
from policyreport.office_templates.excel.area_values import AreaIndex, AreaTotals, RunningTotals
from policyreport.office_templates.excel.computation import Array, Frame, Item, Ref, value_of
from policyreport.office_templates.excel.formula_eval import (
    Cell,
    DataText,
    Form,
    InheritedError,
    MisreadError,
    MissingError,
    UnknownError,
    Value,
    WrongError,
)
from policyreport.office_templates.excel.formula_parser import Shape, operands_in, parts_of, shape_of
from policyreport.office_templates.excel.functions.lookups import NOT_THERE
from policyreport.office_templates.excel.missing_guards import Guards
from policyreport.office_templates.excel.missing_values import DrawnCells, misread
from policyreport.office_templates.excel.package import x
from policyreport.office_templates.excel.references import (
    MOST_COLUMNS,
    MOST_ROWS,
    Area,
    Columns,
    Reference,
    area_at,
    columns_named,
    pieces,
)
from policyreport.office_templates.excel.sheet import FilledSheet
from policyreport.office_templates.excel.turn_before import NOWHERE, with_nowhere
from policyreport.office_templates.excel.value_notes import FormulaCells, shows_error
from policyreport.office_templates.xml import Element, drop

_MOST_CELLS = 2_000_000
_MOST_ROUNDS = 20
_MOST_DEPTH = 30
_FAULTS = (
    *(UnknownError, WrongError, MisreadError),
    *(OverflowError, InvalidOperation, ValueError, ZeroDivisionError, RecursionError),
)
_OF_SUBTOTALS = re.compile(r"\b(?:SUBTOTAL|AGGREGATE)\(")
_SUBTOTAL = re.compile(r"SUBTOTAL\([^()]*\)")
_GIVES_NOT_THERE = re.compile(r"\bNA\(\)", re.IGNORECASE)
_Made = TypeVar("_Made")


class _TooDeepError(Exception):
    """A formula rests on a chain of others that is too long to be followed at once."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self.cell = cell


class Table(NamedTuple):
    """A native table as formulas know it: its sheet, the rows of its body, and its columns by their names."""

    sheet: str
    top: int
    bottom: int
    columns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cells:
    """What the cells of a workbook hold: values, or formulas; and what formulas can name beside cells.

    ``sheets`` are the names of all sheets (case folded). Tables are known by their names (case folded), names by the
    sheet to which they belong (empty for all) besides. Of ``hidden`` rows subtotals are not worked out. ``arrays`` are
    the cells of array formulas, with the areas to which these give values. ``place_of`` names a cell as its template
    does. ``first_turns`` are the cells of first turns that name a row above, and whether they have no value for there
    is none; ``is_drawn`` tells of a cell whether a chart or a sparkline shows it.
    """

    values: Mapping[Cell, Value]
    formulas: Mapping[Cell, str]
    place_of: Callable[[Cell], str]
    sheets: frozenset[str]
    tables: Mapping[str, Table] = field(default_factory=dict[str, Table])
    names: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    hidden: frozenset[tuple[str, int]] = frozenset()
    arrays: Mapping[Cell, Area] = field(default_factory=dict[Cell, Area])
    counts_from_1904: bool = False
    first_turns: Mapping[Cell, bool] = field(default_factory=dict[Cell, bool])
    is_drawn: Callable[[Cell], bool] = lambda _: False


class FormulaEvaluator:
    """Works out the formulas of one workbook, as far as there are functions for them."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._tried: dict[Cell, Value | Exception] = {}
        self._left = _MOST_CELLS
        self._texts_met = 0
        self._depth = 0
        self._shapes: dict[tuple[str, ...], Shape | None] = {}
        self._totals: dict[tuple[str, int, int, int, bool], RunningTotals] = {}
        self._indices: dict[tuple[str, int, int, bool], AreaIndex] = {}
        self._made: dict[Hashable, object] = {}
        self._named: dict[tuple[str, str], Ref | float] = {}
        self._spilled = frozenset(
            (sheet, row, column)
            for (sheet, *_), area in cells.arrays.items()
            if area[:2] != area[2:]
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        )
        self.counts_from_1904 = cells.counts_from_1904
        self.guards = Guards(cells.first_turns, cells.is_drawn)

    def value(self, cell: Cell) -> Value | None:
        """Return the value of a formula; None where it is not worked out, or is an error."""
        tried = self._outcome(cell)
        return None if isinstance(tried, Exception) else tried

    def error(self, cell: Cell) -> WrongError | None:
        """Return the error that a formula gives; None for a value, or where it is not worked out."""
        tried = self._outcome(cell)
        return tried if isinstance(tried, WrongError) and not isinstance(tried, MissingError) else None

    def guard(self) -> None:
        """Guard the formulas that take missing values for numbers, among them those whose value is not worked out."""
        for _ in range(_MOST_ROUNDS):
            unknown = [cell for cell in self._cells.formulas if self.value(cell) is None and self.misread(cell)]
            if not [cell for cell in unknown if self._guard(cell)]:
                return
            self._forget()

    def _forget(self) -> None:
        """Forget what was worked out before formulas were guarded."""
        for known in (self._tried, self._totals, self._indices, self._made):
            known.clear()
        self.__dict__.pop("_texts", None)

    def misread(self, cell: Cell) -> str:
        """Return the cell of a value of the data that the formula of a cell would take for a number; empty for none."""
        return self._misread(self._cells.formulas[cell], cell, self._outcome(cell))

    def misread_by(self, formula: str, cell: Cell) -> str:
        """Return the cell of a value of the data that a formula which holds for a cell would take for a number."""
        try:
            return self._misread(formula, cell, self._result(formula, cell))
        except _FAULTS as fault:
            return self._misread(formula, cell, fault)

    def extent(self, sheet: str) -> tuple[int, int]:
        """Return the last row and column of a sheet in which something stands, 0 where no value is misread anywhere."""
        return self._extents.get(sheet, (0, 0)) if self._texts else (0, 0)

    def held(self, cell: Cell) -> Value | None:
        """Return what a cell holds, None for nothing."""
        if cell in self._spilled:
            raise UnknownError
        if cell not in self._cells.formulas:
            value = self._cells.values.get(cell)
        else:
            tried = self._try(cell)
            if isinstance(tried, MisreadError | MissingError):
                raise UnknownError  # the problem is reported at that cell
            if isinstance(tried, WrongError):
                raise InheritedError(str(tried))
            if isinstance(tried, Exception):
                raise tried
            value = tried
        self._texts_met += isinstance(value, DataText)
        return value

    def item(self, cell: Cell) -> Item:
        """Return what a cell holds, an error as such."""
        try:
            return self.held(cell)
        except WrongError as error:
            return error

    def bounded(self, ref: Ref) -> Ref:
        """Return an area without the rows and columns beyond all that stands on its sheet."""
        rows, columns = self._extents.get(ref.sheet, (0, 0))
        top, left, bottom, right = ref.area
        return Ref(ref.sheet, Area(top, left, max(top, min(bottom, rows)), max(left, min(right, columns))))

    def array(self, ref: Ref) -> Array:
        """Return what the cells of an area hold."""
        return self.once(("array", ref), lambda: self._array(ref))

    def _array(self, ref: Ref) -> Array:
        self.charge(ref.height * ref.width)
        return Array(
            tuple(tuple(self.item(ref.at(row, column)) for column in range(ref.width)) for row in range(ref.height))
        )

    def totals(self, ref: Ref, *, subtotal: bool = False) -> AreaTotals:
        """Return what the numbers of an area add up to; for a subtotal without those of other subtotals."""
        ref = self.bounded(ref)
        sheet, (top, left, bottom, right) = ref
        if subtotal and any((sheet, row) in self._cells.hidden for row in range(top, bottom + 1)):
            raise UnknownError
        key = (sheet, top, left, right, subtotal)
        running = self._totals.get(key)
        if running is None:
            columns = range(left, right + 1)
            running = self._totals[key] = RunningTotals(
                lambda row: [self._counted((sheet, top + row, column), subtotal=subtotal) for column in columns]
            )
        self.charge((bottom - top + 1 - running.rows) * (right - left + 1))
        totals = running.of(bottom - top + 1)
        self._texts_met += totals.texts
        return totals

    def _counted(self, cell: Cell, *, subtotal: bool) -> Value | None:
        return None if subtotal and self._is_subtotal(cell) else self.held(cell)

    def index(self, ref: Ref) -> AreaIndex:
        """Return where the values of a row or column stand in it; it may know more cells after the last."""
        is_column = ref.width == 1
        key = (ref.sheet, ref.area.top, ref.area.left, is_column)
        index = self._indices.get(key)
        if index is None:
            first = Ref(ref.sheet, ref.area)
            index = self._indices[key] = AreaIndex(
                lambda at: self.item(first.at(at, 0) if is_column else first.at(0, at))
            )
        length = max(ref.height, ref.width)
        self.charge(length - index.length)
        return index.read(length)

    def once(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return what is made for a key, which is made once."""
        if key not in self._made:
            met = self._texts_met
            made = make()
            self._made[key] = made, self._texts_met - met
        made, texts_met = cast("tuple[_Made, int]", self._made[key])
        self._texts_met += texts_met
        return made

    def charge(self, cells: int) -> None:
        """Count so many cells as looked at; ``UnknownError`` where they become too many."""
        self._left -= max(cells, 0)
        if self._left < 0:
            raise UnknownError

    def found(self, written: str, formula_cell: Cell) -> Ref | float:
        """Return the area, or the number, that a name, an address or a table's column stands for."""
        key = (formula_cell[0], written)
        result = self._named.get(key)
        if result is None:
            columns = columns_named(written)
            if columns is not None and columns.of_this_row:
                return self._columns_found(columns, formula_cell)
            result = self._columns_found(columns, formula_cell) if columns else self._area_found(written, formula_cell)
            self._named[key] = result
        return result

    def _area_found(self, written: str, formula_cell: Cell) -> Ref | float:
        folded = written.casefold()
        named = self._cells.names.get((formula_cell[0], folded)) or self._cells.names.get(("", folded))
        if named is not None and _NUMBER.fullmatch(named):
            return float(named)
        prefix, _, address = (named or written).rpartition("!")
        area = _area(address)
        if area is None and folded in self._cells.tables and not prefix:
            table = self._cells.tables[folded]
            return Ref(
                table.sheet, Area(table.top, min(table.columns.values()), table.bottom, max(table.columns.values()))
            )
        sheet = prefix.strip("'").replace("''", "'").casefold() or formula_cell[0]
        if area is None or sheet not in self._cells.sheets:
            raise UnknownError
        return Ref(sheet, area)

    def _columns_found(self, columns: Columns, formula_cell: Cell) -> Ref:
        table = self._cells.tables.get(columns.table.casefold())
        ends = [end.casefold() for end in (columns.first, columns.last)]
        if table is None or any(end not in table.columns for end in ends):
            raise UnknownError
        top, bottom = table.top, table.bottom
        if columns.of_this_row:
            if formula_cell[0] != table.sheet or not top <= formula_cell[1] <= bottom:
                raise UnknownError
            top = bottom = formula_cell[1]
        left, right = sorted(table.columns[end] for end in ends)
        return Ref(table.sheet, Area(top, left, bottom, right))

    def _is_subtotal(self, cell: Cell) -> bool:
        formula = self._cells.formulas.get(cell, "").upper()
        if _OF_SUBTOTALS.search(formula) and not _SUBTOTAL.fullmatch(formula):
            raise UnknownError  # programs differ in whether it is one
        return bool(_SUBTOTAL.fullmatch(formula))

    def _outcome(self, cell: Cell) -> Value | Exception:
        """Return the value of a formula, or why it has none; what a long chain of formulas rests on is tried first."""
        waiting = [cell]
        while True:
            try:
                outcome = self._try(waiting[-1])
            except _TooDeepError as fault:
                if fault.cell in waiting:
                    self._tried[fault.cell] = UnknownError()  # a formula that comes back to itself has no value
                waiting.append(fault.cell)
                continue
            waiting.pop()
            if not waiting:
                return outcome

    def _try(self, cell: Cell) -> Value | Exception:
        if cell not in self._tried:
            if self._depth >= _MOST_DEPTH:
                raise _TooDeepError(cell)
            self._depth += 1
            self._tried[cell] = UnknownError()  # a formula that comes back to itself has no value
            met = self._texts_met
            try:
                self._tried[cell] = self._without_value(cell) or self._evaluated(self._cells.formulas[cell], cell)
            except (MisreadError, MissingError) as fault:
                value = self._without_value(cell) if self._guard(cell) else None
                self._tried[cell] = fault if value is None else value
            except _TooDeepError:
                del self._tried[cell]
                raise
            except _FAULTS as fault:
                self._tried[cell] = fault
            finally:
                self._depth -= 1
            self._texts_met = met
        return self._tried[cell]

    def _without_value(self, cell: Cell) -> DataText | None:
        return self.guards.value(cell, self._cells.place_of(cell))

    def _guard(self, cell: Cell) -> bool:
        if cell in self._cells.arrays:
            return False
        return self.guards.add(cell, self._cells.formulas[cell], lambda formula: self._worked_out(formula, cell))

    def _worked_out(self, formula: str, cell: Cell) -> Value | None:
        """Return what a formula gives that is written for a cell, None where that is not known."""
        try:
            return self._result(formula, cell)
        except MisreadError as fault:
            return DataText("", Form.BLANK, str(fault))
        except _FAULTS:
            return None

    def _evaluated(self, formula: str, cell: Cell) -> Value:
        met = self._texts_met
        value = self._result(formula, cell)
        if isinstance(value, str) and not isinstance(value, DataText) and self._texts_met > met:
            is_number = any(character.isdecimal() for character in value)
            return DataText(value, Form.TEXT if is_number else Form.MISSING, self._cells.place_of(cell))
        if isinstance(value, float) and not isfinite(value):
            raise UnknownError
        if value is None:
            return 0.0
        return value + 0.0 if isinstance(value, float) else value

    def _result(self, formula: str, cell: Cell) -> Value | None:
        if cell in self._spilled:
            raise UnknownError
        key, parts = parts_of(formula)
        if key not in self._shapes:
            self._shapes[key] = None
            self._shapes[key] = shape_of(formula, parts)
        shape = self._shapes[key]
        if shape is None:
            raise UnknownError
        frame = Frame(self, cell, operands_in(shape, parts), is_array=cell in self._cells.arrays)
        value = value_of(shape.node(frame), frame)
        if isinstance(value, Array):
            if not frame.is_array:
                raise UnknownError
            value = value.rows[0][0]
            if isinstance(value, WrongError):
                raise value
        if isinstance(value, DataText) and value.form is Form.BLANK:
            raise MisreadError(value.cell)  # what is blank is 0 where a formula names it
        return value

    def _misread(self, formula: str, cell: Cell, tried: Value | Exception | None) -> str:
        if isinstance(tried, MisreadError | MissingError):
            return str(tried)
        if isinstance(tried, WrongError) or not isinstance(tried, Exception) or not self._texts:
            return ""
        return misread(formula, lambda written: self._texts_in(written, cell))

    @cached_property
    def _texts(self) -> dict[str, dict[tuple[int, int], DataText]]:
        """The values of data that are no numbers in their cells, by sheets and cells."""
        found: dict[str, dict[tuple[int, int], DataText]] = {}
        known = {**self._cells.values, **{cell: self._outcome(cell) for cell in self._cells.formulas}}
        for (sheet, row, column), value in known.items():
            if isinstance(value, DataText):
                found.setdefault(sheet, {})[row, column] = value
        return found

    @cached_property
    def _extents(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for sheet, row, column in (*self._cells.values, *self._cells.formulas):
            rows, columns = found.get(sheet, (0, 0))
            found[sheet] = max(rows, row), max(columns, column)
        return found

    def _texts_in(self, written: str, cell: Cell) -> list[DataText]:
        try:
            ref = self.found(written, cell)
        except UnknownError:
            return []
        if not isinstance(ref, Ref):
            return []
        return [text for (row, column), text in self._texts.get(ref.sheet, {}).items() if ref.area.holds(row, column)]


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ADDRESS = re.compile(r"[$A-Z0-9:]+", re.ASCII | re.IGNORECASE)


def _area(written: str) -> Area | None:
    """Return the area that an address without its sheet means, of whole rows and columns too."""
    if not _ADDRESS.fullmatch(written):  # names may stand for lists and formulas, of which this is then the end
        return None
    area = area_at(written)
    if area is None:
        words = pieces(written)
        if len(words) != 1 or not isinstance(words[0], Reference) or words[0].last is None:
            return None
        first, last = words[0].first, words[0].last
        area = Area(first.row or 1, first.column or 1, last.row or MOST_ROWS, last.column or MOST_COLUMNS)
    top, bottom = sorted((area.top, area.bottom))
    left, right = sorted((area.left, area.right))
    return Area(top, left, bottom, right)


def evaluator_of(
    sheets: Sequence[FilledSheet], workbook: Element, first_turns: Mapping[Cell, bool], shown: Sequence[DrawnCells]
) -> FormulaEvaluator:
    """Return what works out the formulas of a filled workbook.

    ``first_turns`` are the cells of first turns that name a row above; ``shown`` is what charts and sparklines draw.
    """
    by_key = {sheet.key: sheet for sheet in sheets}
    properties = workbook.find(x("workbookPr"))
    formulas = {(s.key, *at): cell.findtext(x("f"), "") for s in sheets for at, cell in s.formulas.items()}
    formulas |= {cell: with_nowhere(formulas[cell]) for cell in first_turns}
    nowhere = {NOWHERE: DataText(MISSING, Form.MISSING, "")} if first_turns else {}
    return FormulaEvaluator(
        Cells(
            nowhere | {(sheet.key, *cell): value for sheet in sheets for cell, value in sheet.values.items()},
            formulas,
            lambda cell: by_key[cell[0]].place_of(*cell[1:]).ko,
            frozenset((*by_key, NOWHERE[0])),
            {name: table for sheet in sheets for name, table in _tables(sheet)},
            dict(_names(workbook)),
            frozenset((sheet.key, row) for sheet in sheets for row in _hidden(sheet)),
            {(sheet.key, *at): area for sheet in sheets for at, area in _arrays(sheet)},
            properties is not None and properties.get("date1904", "0") in ("1", "true"),
            first_turns,
            lambda cell: any(one.sheet == cell[0] and one.area.holds(*cell[1:]) for one in shown),
        )
    )


def put_values(sheets: Sequence[FilledSheet], evaluator: FormulaEvaluator, file: str) -> Iterator[Problem]:
    """Write the value of each formula that can be worked out into its cell; yield what takes texts for numbers."""
    evaluator.guard()
    for sheet in sheets:
        for at, cell in list(sheet.formulas.items()):
            where = (sheet.key, *at)
            value = evaluator.value(where)
            if where in evaluator.guards.formulas:
                _put_guard(sheet, at, evaluator.guards.formulas[where], evaluator.held(where))
            elif value is not None:
                _put(cell, value)
                sheet.values[at] = value
            elif misread := evaluator.misread(where):
                yield errors.misread(file, sheet.place_of(*at), misread)


def _put_guard(sheet: FilledSheet, at: tuple[int, int], formula: str, value: Value | None) -> None:
    """Write the formula of a cell that has no value as it says so; without one the cell is left with no value."""
    cell = sheet.formulas[at]
    element = cell.find(x("f"))
    if value:
        cell.set("t", "str")
        etree.SubElement(cell, x("v")).text = str(value)
    if element is not None and formula and value:
        element.text = formula
    elif element is not None:
        drop(element)
        del sheet.formulas[at]
    if value is not None:
        sheet.values[at] = value


def _put(cell: Element, value: Value) -> None:
    text = value if isinstance(value, str) else str(int(value)) if isinstance(value, bool) else repr(value)
    if isinstance(value, str):
        cell.set("t", "str")
    elif isinstance(value, bool):
        cell.set("t", "b")
    else:
        text = text.removesuffix(".0")
    etree.SubElement(cell, x("v")).text = text


def errors_shown(sheets: Sequence[FilledSheet], evaluator: FormulaEvaluator, file: str) -> Iterator[Problem]:
    """Yield the formulas that show an error, but for gaps that are meant by ``NA()`` and cells that nobody sees."""
    for sheet in sheets:
        hidden_rows, hidden_columns = frozenset(_hidden(sheet)), _hidden_columns(sheet)
        for at, cell in sheet.formulas.items():
            error = evaluator.error((sheet.key, *at))
            is_seen = sheet.page.sheet.state == "visible" and at[0] not in hidden_rows and at[1] not in hidden_columns
            if error is None or isinstance(error, InheritedError) or not is_seen:
                continue
            if not (str(error) == NOT_THERE and _GIVES_NOT_THERE.search(cell.findtext(x("f"), ""))):
                yield shows_error(file, sheet.place_of(*at), str(error))


def unevaluated(sheets: Sequence[FilledSheet], evaluator: FormulaEvaluator) -> list[FormulaCells]:
    """Return the formulas whose values are not known, by sheets, as their template names their cells."""
    found: list[FormulaCells] = []
    for sheet in sheets:
        cells = {
            (sheet.row_map.origin(row), column): cell.findtext(x("f"), "")
            for (row, column), cell in sheet.formulas.items()
            if cell.find(x("f")) is not None
            and cell.find(x("v")) is None
            and evaluator.error((sheet.key, row, column)) is None
        }
        if cells:
            found.append(FormulaCells(sheet.page.sheet.name, cells))
    return found


def _names(workbook: Element) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the formulas of names, by the sheet of each (empty for all) and its name, both case folded."""
    listed = [sheet.get("name", "").casefold() for sheet in workbook.iter(x("sheet"))]
    for named in workbook.iter(x("definedName")):
        sheet = listed[int(named.get("localSheetId"))] if named.get("localSheetId") else ""
        yield (sheet, named.get("name", "").casefold()), named.text or ""


def _tables(sheet: FilledSheet) -> Iterator[tuple[str, Table]]:
    for table in sheet.page.tables.values():
        area = area_at(table.get("ref", ""))
        if area is not None:
            heads, totals = int(table.get("headerRowCount", "1")), int(table.get("totalsRowCount", "0"))
            columns = {c.get("name", "").casefold(): n for n, c in enumerate(table.iter(x("tableColumn")), area.left)}
            yield (
                table.get("displayName", "").casefold(),
                Table(sheet.key, area.top + heads, area.bottom - totals, columns),
            )


def _hidden(sheet: FilledSheet) -> Iterator[int]:
    return (int(row.get("r")) for row in sheet.root.iter(x("row")) if row.get("hidden", "0") in ("1", "true"))


def _hidden_columns(sheet: FilledSheet) -> frozenset[int]:
    return frozenset(
        column
        for col in sheet.root.iter(x("col"))
        if col.get("hidden", "0") in ("1", "true")
        for column in range(int(col.get("min", "1")), int(col.get("max", "0")) + 1)
    )


def _arrays(sheet: FilledSheet) -> Iterator[tuple[tuple[int, int], Area]]:
    """Yield the cells of array formulas with the areas to which these give values."""
    for at, cell in sheet.formulas.items():
        formula = cell.find(x("f"))
        if formula is not None and formula.get("t", "") == "array":
            yield at, area_at(formula.get("ref", "")) or Area(*at, *at)
