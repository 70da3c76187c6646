"""The cached values of formulas, evaluated so that they are there before any program calculates the workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import InvalidOperation
from functools import cached_property
from math import isfinite
from typing import NamedTuple

from lxml import etree
from openpyxl.formula.tokenizer import Token

from policyreport.diagnostics import Problem
from policyreport.document.number_format import MISSING
from policyreport.office_templates.excel import errors
from policyreport.office_templates.excel.formula_eval import (
    Cell,
    DataText,
    Form,
    FormulaParser,
    MisreadError,
    MissingError,
    UnknownError,
    Value,
    WrongError,
)
from policyreport.office_templates.excel.missing_guards import Guards
from policyreport.office_templates.excel.missing_values import DrawnCells, misread
from policyreport.office_templates.excel.package import x
from policyreport.office_templates.excel.references import (
    Area,
    Columns,
    Reference,
    area_at,
    columns_named,
    pieces,
    tokens,
)
from policyreport.office_templates.excel.sheet import FilledSheet
from policyreport.office_templates.excel.turn_before import NOWHERE, with_nowhere
from policyreport.office_templates.xml import Element, drop

_MOST_CELLS = 2_000_000
_FAULTS = (UnknownError, WrongError, MisreadError, RecursionError, OverflowError, InvalidOperation, ValueError)
_MOST_ROUNDS = 20
_MOST_DEPTH = 30
_OF_SUBTOTALS = re.compile(r"\b(?:SUBTOTAL|AGGREGATE)\(")
_SUBTOTAL = re.compile(r"SUBTOTAL\([^()]*\)")


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

    Tables are known by their names (case folded), names by the sheet to which they belong (empty for all) besides. Of
    ``hidden`` rows subtotals are not worked out. ``place_of`` names a cell as its template does. ``first_turns`` are
    the cells of first turns that name a row above, and whether they have no value for there is none; ``is_drawn`` tells
    of a cell whether a chart or a sparkline shows it.
    """

    values: Mapping[Cell, Value]
    formulas: Mapping[Cell, str]
    place_of: Callable[[Cell], str]
    tables: Mapping[str, Table] = field(default_factory=dict[str, Table])
    names: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    hidden: frozenset[tuple[str, int]] = frozenset()
    first_turns: Mapping[Cell, bool] = field(default_factory=dict[Cell, bool])
    is_drawn: Callable[[Cell], bool] = lambda _: False
    arrays: frozenset[Cell] = frozenset()


class FormulaEvaluator:
    """Works out the formulas of one workbook, as far as ``FormulaParser`` understands them."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._tried: dict[Cell, Value | Exception] = {}
        self._left = _MOST_CELLS
        self._texts_met = 0
        self._depth = 0
        self.guards = Guards(cells.first_turns, cells.is_drawn)

    def value(self, cell: Cell) -> Value | None:
        """Return the value of a formula; None where it is not worked out, or is an error."""
        tried = self._outcome(cell)
        return None if isinstance(tried, Exception) else tried

    def guard(self) -> None:
        """Guard the formulas that take missing values for numbers, among them those whose value is not worked out."""
        for _ in range(_MOST_ROUNDS):
            unknown = [cell for cell in self._cells.formulas if self.value(cell) is None and self._misread_in(cell)]
            if not [cell for cell in unknown if self._guard(cell)]:
                return
            self._forget()

    def _forget(self) -> None:
        """Forget what was worked out before formulas were guarded."""
        self._tried.clear()
        self.__dict__.pop("_texts", None)

    def misread(self, cell: Cell) -> str:
        """Return the cell of a value of the data that the formula of a cell would take for a number; empty for none."""
        return self._misread_in(cell)

    def _misread_in(self, cell: Cell) -> str:
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
        if cell not in self._cells.formulas:
            value = self._cells.values.get(cell)
        else:
            tried = self._try(cell)
            if isinstance(tried, MisreadError | MissingError):
                raise UnknownError  # the problem is reported at that cell
            if isinstance(tried, Exception):
                raise tried
            value = tried
        self._texts_met += isinstance(value, DataText)
        return value

    def one(self, written: str, formula_cell: Cell) -> Value | None:
        """Return what the one cell holds that the formula of a cell names."""
        sheet, area = self.found(written, formula_cell)
        if area[:2] != area[2:]:
            raise UnknownError
        return self.held((sheet, area.top, area.left))

    def area(self, written: str, formula_cell: Cell, *, subtotal: bool) -> Iterator[Value]:
        """Yield what the cells of an area hold, empty ones left out."""
        sheet, area = self.found(written, formula_cell)
        self._left -= (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if self._left < 0:
            raise UnknownError
        for row in range(area.top, area.bottom + 1):
            if subtotal and (sheet, row) in self._cells.hidden:
                raise UnknownError
            for column in range(area.left, area.right + 1):
                cell = (sheet, row, column)
                if subtotal and self._is_subtotal(cell):
                    continue
                value = self.held(cell)
                if value is not None:
                    yield value

    def found(self, written: str, formula_cell: Cell) -> tuple[str, Area]:
        """Return the area that the formula of a cell names; ``UnknownError`` for anything else."""
        columns = columns_named(written)
        if columns is not None:
            return self._columns_found(columns, formula_cell)
        named = self._cells.names.get((formula_cell[0], written.casefold())) or self._cells.names.get(
            ("", written.casefold())
        )
        words = pieces(named or written)
        if len(words) != 1 or not isinstance(words[0], Reference):
            raise UnknownError
        first, last = words[0].first, words[0].last or words[0].first
        if first.row is None or first.column is None or last.row is None or last.column is None:
            raise UnknownError
        return words[0].sheet.casefold() or formula_cell[0], Area(first.row, first.column, last.row, last.column)

    def _columns_found(self, columns: Columns, formula_cell: Cell) -> tuple[str, Area]:
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
        return table.sheet, Area(top, left, bottom, right)

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
        if value is None or isinstance(value, bool) or (isinstance(value, float) and not isfinite(value)):
            raise UnknownError
        return value

    def _result(self, formula: str, cell: Cell) -> Value | None:
        words = [token for token in tokens(formula) if token.type != Token.WSPACE]
        value = FormulaParser(words, self, cell).whole()()
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
            sheet, area = self.found(written, cell)
        except UnknownError:
            return []
        return [text for (row, column), text in self._texts.get(sheet, {}).items() if area.holds(row, column)]


def evaluator_of(
    sheets: Sequence[FilledSheet], workbook: Element, first_turns: Mapping[Cell, bool], shown: Sequence[DrawnCells]
) -> FormulaEvaluator:
    """Return what works out the formulas of a filled workbook.

    ``first_turns`` are the cells of first turns that name a row above; ``shown`` is what charts and sparklines draw.
    """
    by_key = {sheet.key: sheet for sheet in sheets}
    formulas = {(s.key, *at): cell.findtext(x("f"), "") for s in sheets for at, cell in s.formulas.items()}
    formulas |= {cell: with_nowhere(formulas[cell]) for cell in first_turns}
    nowhere = {NOWHERE: DataText(MISSING, Form.MISSING, "")} if first_turns else {}
    return FormulaEvaluator(
        Cells(
            nowhere | {(sheet.key, *cell): value for sheet in sheets for cell, value in sheet.values.items()},
            formulas,
            lambda cell: by_key[cell[0]].place_of(*cell[1:]).ko,
            {name: table for sheet in sheets for name, table in _tables(sheet)},
            dict(_names(workbook)),
            frozenset((sheet.key, row) for sheet in sheets for row in _hidden(sheet)),
            first_turns,
            lambda cell: any(one.sheet == cell[0] and one.area.holds(*cell[1:]) for one in shown),
            frozenset((s.key, *at) for s in sheets for at, cell in s.formulas.items() if _is_array(cell)),
        )
    )


def put_values(sheets: Sequence[FilledSheet], evaluator: FormulaEvaluator, file: str) -> Iterator[Problem]:
    """Write the value of each formula that can be worked out into its cell; yield what takes texts for numbers."""
    evaluator.guard()
    for sheet in sheets:
        for at, cell in list(sheet.formulas.items()):
            where = (sheet.key, *at)
            value = None if _is_array(cell) else evaluator.value(where)
            if where in evaluator.guards.formulas:
                _put_guard(sheet, at, evaluator.guards.formulas[where], evaluator.held(where))
            elif value is not None:
                if isinstance(value, str):
                    cell.set("t", "str")
                text = value if isinstance(value, str) else repr(value).removesuffix(".0")
                etree.SubElement(cell, x("v")).text = text
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


def _is_array(cell: Element) -> bool:
    return cell.find(f"{x('f')}[@t]") is not None


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
