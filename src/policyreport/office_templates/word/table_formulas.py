"""The formulas of Word's tables (``=SUM(ABOVE)``), calculated anew from the cells that a template became.

Word finds a number in whatever a cell says, and neither says so nor asks. Where a person could expect another result
than Word's, the formula is refused: a header with a year in it, a missing value, units that differ, subtotals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import reduce
from typing import NamedTuple

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.document.nodes import Number
from policyreport.document.number_format import rounded_value
from policyreport.office_templates.errors import location
from policyreport.office_templates.table_formulas import Loops, is_group_of, loops_of, names_total, share_loop
from policyreport.office_templates.tags import opens
from policyreport.office_templates.word.field_parsing import Field, fields, set_code, show
from policyreport.office_templates.word.formula_code import (
    Address,
    Call,
    Cells,
    Constant,
    Direction,
    Expression,
    read_formula,
    rewritten,
    shown,
)
from policyreport.office_templates.word.locations import direct
from policyreport.office_templates.word.package import w
from policyreport.office_templates.xml import Element

_FORMULA, _ORIGIN, _REPEATED, _FILLED = "formula", "origin", "repeated", "filled"
"""Attributes that only stand in a template's tree while it is filled: which formula one is, from which row of the
template a row comes and in which loops of rows, and whether there was a tag in a cell."""
_NUMBER = re.compile(
    r"(?P<currency>[₩￦$€£¥]?)\s*(?P<number>-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*(?P<unit>[^\d\s()+\-*/^=%△▲▽▼−±.,]*)"
)
_LETTER = re.compile(r"[^\W\d_]")
_YEARS = range(1900, 2101)


class Value(NamedTuple):
    """A number with its unit; None for one that has no unit of its own and goes with any."""

    amount: Decimal
    unit: str | None = None


class _RefusedError(Exception):
    """Raised where Word's result could be other than a person expects."""

    def __init__(self, what: Message, hint: Message) -> None:
        super().__init__(what.en)
        self.what, self.hint = what, hint


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a filled table: its place from 0, what it says, and how it came to be.

    ``summed`` are the cells from which the formula in it was calculated; None where it has none, or not yet.
    """

    element: Element
    row: int
    column: int
    grid: int
    is_plain: bool
    is_header: bool
    is_filled: bool
    loops: Loops = ()
    has_formula: bool = False
    facts: Sequence[Number] = ()
    summed: list[Cell] | None = None

    @property
    def text(self) -> str:
        """What the cell says, without the tables in it."""
        shown = (t for t in self.element.iter(w("t")) if next(t.iterancestors(w("tc"))) is self.element)
        return "".join(t.text or "" for t in shown).replace("\u00a0", " ").strip()

    @property
    def is_repeated(self) -> bool:
        """Whether its row stands in a loop of rows."""
        return bool(self.loops)

    @property
    def unrounded(self) -> Decimal | None:
        """The value of the one fact that the cell prints, before it was rounded; None where it prints another text."""
        fact = self.facts[0] if len(self.facts) == 1 else None
        printed = _reading(self.text)
        is_plain = fact is not None and printed is not None and rounded_value(fact) == printed.amount
        return fact.value if is_plain and fact is not None else None

    @property
    def place(self) -> Message:
        """Where it stands in the filled table."""
        return Message(
            f"row {self.row + 1} column {self.column + 1} of the filled table",
            f"채운 표의 {self.row + 1}행 {self.column + 1}열",
        )


@dataclass(slots=True, eq=False)
class Table:
    """A filled table: its cells by row, and the rows that each row of the template became."""

    rows: list[list[Cell]]
    made: dict[int, list[int]] = field(default_factory=dict[int, "list[int]"])
    origins: list[int] = field(default_factory=list["int"])


def note_formulas(number: int, one: Field) -> None:
    """Mark a formula of a template by its number, and the rows and cells of its table by what they are."""
    one.begin.set(_FORMULA, str(number))
    table = next(one.begin.iterancestors(w("tbl")))
    rows = list(direct(table, (w("tr"),)))
    for origin, (row, loops) in enumerate(zip(rows, loops_of(map(_text, rows)), strict=True)):
        row.set(_ORIGIN, str(origin))
        row.set(_REPEATED, " ".join(loops))
        for cell in direct(row, (w("tc"),)):
            if opens(_text(cell)):
                cell.set(_FILLED, "1")


def formula_faults(file: str, place: Message, one: Field) -> Iterator[Problem]:
    """Yield what is wrong with a formula in a table of a template in which something is filled."""
    formula = None if one.is_made_of_fields else read_formula(one.code)
    if formula is None:
        what = Message(
            f"the formula {one.code.strip()} is not calculated anew",
            f"수식 {one.code.strip()}은(는) 다시 계산하지 못합니다",
        )
        hint = Message(
            "use SUM, AVERAGE, COUNT, MAX, MIN, PRODUCT, ABS, INT, ROUND, + - * / and cells of the same table "
            "(ABOVE, LEFT, B2:B5), with a number format such as #,##0, or write the result as a tag, such as "
            "{{ count.measures }}",
            "표 레이아웃 › 수식에서 SUM, AVERAGE, COUNT, MAX, MIN, PRODUCT, ABS, INT, ROUND, + - * /와 같은 표의 칸"
            "(ABOVE, LEFT, B2:B5), #,##0 같은 숫자 형식만 쓰거나, 결과를 {{ count.measures }}처럼 표시로 쓰십시오",
        )
        yield Problem(ErrorKind.TEMPLATE, "template.field", what, location(file, place), one.code.strip(), hint)
    elif "%" in formula.picture and not formula.has_hundred:
        what = Message(
            f"Word shows {one.code.strip()} a hundred times too small: its % does not multiply by 100",
            f"Word의 % 형식은 100을 곱하지 않아 {one.code.strip()}의 값이 100분의 1로 보입니다",
        )
        hint = Message("multiply by 100: =B2/C2*100", "=B2/C2*100처럼 100을 곱하십시오")
        yield Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, place), one.code.strip(), hint)
    elif formula.addresses and _repeats_cells(next(one.begin.iterancestors(w("tbl")))):
        what = Message(
            f"{one.code.strip()} names cells of a table whose columns are repeated",
            f"{one.code.strip()}이(가) 칸을 반복하는 표의 칸을 가리킵니다",
        )
        hint = Message("use LEFT or ABOVE", "LEFT나 ABOVE를 쓰십시오")
        yield Problem(ErrorKind.TEMPLATE, "template.formula", what, location(file, place), one.code.strip(), hint)


def calculate(
    file: str, roots: Iterable[Element], places: Sequence[Message], numbers: Mapping[Element, Sequence[Number]]
) -> Iterator[Problem]:
    """Calculate the marked formulas of filled parts in their order, and yield those that are refused.

    ``places`` are where they stand in the template, by their numbers; ``numbers`` what each paragraph prints.
    """
    for root in roots:
        marked = [one for one in fields(root) if _FORMULA in one.begin.attrib]
        tables: dict[Element, Table] = {}
        for one in marked:
            table = next(one.begin.iterancestors(w("tbl")))
            if table not in tables:
                tables[table] = _table(table, marked, numbers)
        refused_already = set[int]()
        for one in marked:
            number = int(one.begin.attrib.pop(_FORMULA))
            try:
                _Calculation(tables[next(one.begin.iterancestors(w("tbl")))], one).show()
            except (_RefusedError, ArithmeticError) as fault:
                refused = fault if isinstance(fault, _RefusedError) else _refused_size()
                if number in refused_already:
                    continue
                refused_already.add(number)
                code = one.code.strip()
                what = Message(f"{code}: {refused.what.en}", f"{code}: {refused.what.ko}")
                yield Problem(
                    ErrorKind.TEMPLATE, "template.formula", what, location(file, places[number]), code, refused.hint
                )
        for table in tables:
            for element in table.iter(w("tr"), w("tc")):
                for attribute in (_ORIGIN, _REPEATED, _FILLED):
                    element.attrib.pop(attribute, None)


def _text(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(w("t")))


def _repeats_cells(table: Element) -> bool:
    return "{%tc" in _text(table)


def _table(table: Element, formulas: Collection[Field], numbers: Mapping[Element, Sequence[Number]]) -> Table:
    result = Table([])
    with_formula = {next(one.begin.iterancestors(w("tc")), None) for one in formulas}
    for at, row in enumerate(direct(table, (w("tr"),))):
        cells: list[Cell] = []
        is_header = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
        grid = _whole(row.find(w("trPr")), "gridBefore", 0)
        for column, element in enumerate(direct(row, (w("tc"),))):
            properties = element.find(w("tcPr"))
            span = _whole(properties, "gridSpan", 1)
            is_plain = span == 1 and (properties is None or properties.find(w("vMerge")) is None) and grid == column
            filled, loops = _FILLED in element.attrib, tuple(row.get(_REPEATED, "").split())
            facts = [number for paragraph in element.iter(w("p")) for number in numbers.get(paragraph, ())]
            has_formula = element in with_formula
            cells.append(Cell(element, at, column, grid, is_plain, is_header, filled, loops, has_formula, facts))
            grid += span
        result.rows.append(cells)
        origin = int(row.get(_ORIGIN, "-1"))
        result.origins.append(origin)
        result.made.setdefault(origin, []).append(at)
    return result


def _whole(properties: Element | None, local: str, default: int) -> int:
    found = None if properties is None else properties.find(w(local))
    text = "" if found is None else found.get(w("val"), "")
    return int(text) if text.isdecimal() else default


class _Calculation:
    """One formula of a filled table; ``exactly`` with the values as they were before they were rounded."""

    def __init__(self, table: Table, one: Field, *, exactly: bool = False) -> None:
        self._table, self._field, self._exactly = table, one, exactly
        element = next(one.begin.iterancestors(w("tc")))
        self._cell = next(cell for row in table.rows for cell in row if cell.element is element)
        self._summed: list[Cell] = []
        self._rows: list[tuple[Address, int]] = []

    def show(self) -> None:
        """Put the result and the code into the field, or raise ``_RefusedError``."""
        formula = read_formula(self._field.code)
        assert formula is not None  # noqa: S101 - others were refused before the template was filled
        value = self.value(formula.expression)
        text = shown(value.amount, formula.picture)
        if text is None:
            raise _refused_rounding(value.amount)
        exact = _Calculation(self._table, self._field, exactly=True).value(formula.expression).amount
        places = Decimal(1).scaleb(min(int(value.amount.as_tuple().exponent), 0))
        picture = formula.picture
        if (shown(exact, picture) if picture else f"{exact.quantize(places, ROUND_HALF_UP).normalize():f}") != (
            text if picture else f"{value.amount.normalize():f}"
        ):
            raise _refused_unlike(text, exact)
        show(self._field, text)
        if self._rows:
            set_code(self._field, rewritten(self._field.code, self._rows))
        self._cell.summed = self._summed

    def value(self, expression: Expression) -> Value:
        match expression:
            case Constant(number):
                return Value(number)
            case Cells(first):
                return self._number(self._only(first))
            case Call(function, arguments) if function in _OPERATIONS or function in _ROUNDINGS:
                return self._operation(function, [self.value(argument) for argument in arguments])
            case Call(function, arguments):
                return _AGGREGATES[function](self._values(arguments))
            case Direction():
                raise AssertionError

    def _operation(self, function: str, values: list[Value]) -> Value:
        if function in _ROUNDINGS:
            return Value(_ROUNDINGS[function](*(value.amount for value in values)), values[0].unit)
        if function in "*/":
            if function == "/" and not values[1].amount:
                raise _RefusedError(
                    Message("the divisor is 0", "0으로 나눕니다"),
                    Message(
                        "write the result as a tag, which prints '-' then",
                        "결과를 표시로 쓰십시오(그때는 '-'로 출력됩니다)",
                    ),
                )
            return Value(_OPERATIONS[function](values[0].amount, values[1].amount))
        return Value(_OPERATIONS[function](values[0].amount, values[1].amount), _common_unit(values))

    def _values(self, arguments: Iterable[Expression]) -> list[Value]:
        found, counted = list[Value](), list[Cell]()
        for argument in arguments:
            if isinstance(argument, Direction):
                cells = self._towards(argument.word)
            elif isinstance(argument, Cells):
                is_range = argument.first is not argument.last
                cells = self._range(argument.first, argument.last) if is_range else [self._only(argument.first)]
            else:
                cells = []
                found.append(self.value(argument))
            found += [self._number(cell) for cell in cells]
            counted += cells
        for cell in counted:
            if counted.count(cell) > 1 or any(one in counted for one in cell.summed or ()):
                raise _refused_twice(cell)
        _common_unit(found)
        return found

    def _number(self, cell: Cell) -> Value:
        """Return the number that a cell is; raise where it is not plainly one."""
        if not cell.is_plain:
            raise _refused_merged(cell)
        if cell.has_formula and cell.summed is None:
            raise _refused_later(cell)
        value = _reading(cell.text)
        if value is None:
            raise _refused_no_number(cell)
        self._summed.append(cell)
        return value._replace(amount=cell.unrounded) if self._exactly and cell.unrounded is not None else value

    def _towards(self, word: str) -> list[Cell]:
        """Return the cells with numbers next to the formula in a direction, as Word takes them."""
        line = list(self._line(word))
        run: list[Cell] = []
        for cell in line:
            if not re.search(r"\d", cell.text):
                break
            run.append(cell)
        rest = line[len(run) :]
        if run and word in ("ABOVE", "LEFT"):
            self._require_no_header(run, at_edge=not rest)
        self._require_one_level(run, word)
        if rest and (rest[0].is_filled or rest[0].has_formula) and not (word == "LEFT" and self._is_name(rest[0])):
            raise _refused_no_number(rest[0])
        beyond = next((cell for cell in rest if re.search(r"\d", cell.text)), None)
        is_subtotal = self._cell.is_repeated and word == "ABOVE" and rest and not rest[0].text
        if beyond is not None and not is_subtotal:
            raise _refused_gap(rest[0], beyond)
        return run

    def _line(self, word: str) -> Iterator[Cell]:
        cell, rows = self._cell, self._table.rows
        if not cell.is_plain:
            raise _refused_merged(cell)
        if word in ("LEFT", "RIGHT"):
            row = rows[cell.row]
            yield from reversed(row[: cell.column]) if word == "LEFT" else row[cell.column + 1 :]
            return
        for row in reversed(rows[: cell.row]) if word == "ABOVE" else rows[cell.row + 1 :]:
            yield from [other for other in row if other.grid <= cell.grid][-1:]

    def _is_name(self, cell: Cell) -> bool:
        """Whether a cell begins its row with a name: words, in a column that has no numbers in any row."""
        firsts = [row[0].text for row in self._table.rows if row]
        return cell.column == 0 and bool(_LETTER.search(cell.text)) and not any(map(_reading, firsts))

    def _require_no_header(self, run: Sequence[Cell], *, at_edge: bool) -> None:
        """Raise where some of the cells next to a formula may be names of the column or row that look like numbers."""
        far = run[-1]
        are_filled = any(cell.is_filled or cell.has_formula for cell in run)
        for cell in run:
            is_fixed = are_filled and not cell.is_filled and not cell.has_formula
            is_year = cell.text.isdecimal() and int(cell.text) in _YEARS
            if cell.is_header or is_fixed or is_year:
                raise _refused_header(cell)
        if at_edge or (any(cell.is_repeated for cell in run) and not far.is_repeated):
            raise _refused_header(far)

    def _require_one_level(self, run: Sequence[Cell], word: str) -> None:
        """Raise where a row that is a subtotal, or one of a group, would be counted beside what it tells of."""
        for cell in run if word in ("ABOVE", "BELOW") and len(run) > 1 else ():
            is_total = any(names_total(other.text) for other in self._table.rows[cell.row][: cell.column])
            is_group = any(is_group_of(cell.loops, other.loops) for other in run)
            if (is_total or is_group) and not cell.has_formula:
                raise _refused_twice(cell)

    def _only(self, address: Address) -> Cell:
        """Return the one cell that an address of the template is now."""
        rows = self._made(address)
        if len(rows) != 1:
            raise _refused_repeated(address) if rows else _refused_vanished(address)
        if rows != [self._cell.row] and self._shares_loop(rows[0]):
            raise _refused_own_loop(address)
        self._rows.append((address, rows[0]))
        return self._at(rows[0], address)

    def _range(self, first: Address, last: Address) -> list[Cell]:
        """Return the cells that a range of the template is now: all rows that its rows became, one after another."""
        rows = [row for at in range(first.row, last.row + 1) for row in self._made(first._replace(row=at))]
        if not rows:
            raise _refused_vanished(first)
        is_line = first.row == last.row and first.column != last.column and rows == [self._cell.row]
        if not is_line and any(map(self._shares_loop, rows)):
            raise _refused_own_loop(first)
        if sorted(rows) != list(range(min(rows), max(rows) + 1)):
            raise _refused_apart(first)
        self._rows += [(first, min(rows)), (last, max(rows))]
        return [
            self._at(row, first._replace(column=column))
            for row in sorted(rows)
            for column in range(first.column, last.column + 1)
        ]

    def _shares_loop(self, row: int) -> bool:
        """Whether a row was made in the loop, or the loops around it, in which the formula stands."""
        return any(share_loop(self._cell.loops, cell.loops) for cell in self._table.rows[row][:1])

    def _made(self, address: Address) -> list[int]:
        """Return the rows that a row of the template became; of the formula's own only the one in which it stands."""
        origin = self._table.origins[self._cell.row]
        return [self._cell.row] if address.row == origin else self._table.made.get(address.row, [])

    def _at(self, row: int, address: Address) -> Cell:
        cells = self._table.rows[row]
        if address.column >= len(cells):
            raise _refused_vanished(address)
        if cells[address.column] is self._cell:
            raise _refused_later(self._cell)
        return cells[address.column]


def _reading(text: str) -> Value | None:
    """Return the number that a cell's text plainly is, with its unit."""
    found = _NUMBER.fullmatch(text)
    return Value(Decimal(found["number"].replace(",", "")), found["currency"] + found["unit"]) if found else None


def _common_unit(values: Iterable[Value]) -> str | None:
    units = dict.fromkeys(value.unit for value in values if value.unit is not None)
    if len(units) > 1:
        raise _refused_units(list(units))
    return next(iter(units), None)


def _sum(values: Sequence[Value]) -> Value:
    return Value(sum((value.amount for value in values), Decimal(0)))


def _average(values: Sequence[Value]) -> Value:
    return Value(_sum(_some(values)).amount / len(values))


def _product(values: Sequence[Value]) -> Value:
    return Value(reduce(lambda left, right: left * right.amount, _some(values), Decimal(1)))


def _some(values: Sequence[Value]) -> Sequence[Value]:
    if not values:
        raise _RefusedError(
            Message("there is no number to calculate with", "계산할 수가 하나도 없습니다"),
            Message(
                "write the result as a tag, which prints '-' then", "결과를 표시로 쓰십시오(그때는 '-'로 출력됩니다)"
            ),
        )
    return values


def _count(values: Sequence[Value]) -> Value:
    return Value(Decimal(len(values)))


def _most(values: Sequence[Value]) -> Value:
    return Value(max(value.amount for value in _some(values)))


def _least(values: Sequence[Value]) -> Value:
    return Value(min(value.amount for value in _some(values)))


_AGGREGATES: Mapping[str, Callable[[Sequence[Value]], Value]] = {
    "SUM": _sum,
    "COUNT": _count,
    "AVERAGE": _average,
    "PRODUCT": _product,
    "MAX": _most,
    "MIN": _least,
}
_OPERATIONS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": Decimal.__add__,
    "-": Decimal.__sub__,
    "*": Decimal.__mul__,
    "/": Decimal.__truediv__,
}


def _whole_below(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_FLOOR)


def _rounded(number: Decimal, digits: Decimal) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP)


_ROUNDINGS: Mapping[str, Callable[..., Decimal]] = {"ABS": Decimal.__abs__, "INT": _whole_below, "ROUND": _rounded}


_AS_TAG = Message(
    "write the result as a tag, such as {{ count.measures }}", "결과를 {{ count.measures }}처럼 표시로 쓰십시오"
)


def _or_as_tag(en: str, ko: str) -> Message:
    return Message(f"{en}, or {_AS_TAG.en}", f"{ko}, {_AS_TAG.ko}")


def _refused_rounding(number: Decimal) -> _RefusedError:
    return _RefusedError(
        Message(f"{number:.4f}… has no end", f"{number:.4f}…처럼 끝나지 않는 수입니다"),
        Message(
            "choose a number format such as 0.0 in the formula",
            "표 레이아웃 › 수식의 숫자 형식에서 0.0처럼 자릿수를 고르십시오",
        ),
    )


def _refused_size() -> _RefusedError:
    return _RefusedError(Message("the result is too large", "결과가 너무 큽니다"), _AS_TAG)


def _refused_unlike(text: str, exact: Decimal) -> _RefusedError:
    return _RefusedError(
        Message(
            f"the numbers that are printed give {text}, those before rounding {exact.normalize():f}",
            f"출력한 수로는 {text}, 반올림하지 않은 수로는 {exact.normalize():f}입니다",
        ),
        _AS_TAG,
    )


def _refused_merged(cell: Cell) -> _RefusedError:
    return _RefusedError(
        Message(f"{cell.place.en} stands in a row with merged cells", f"{cell.place.ko}의 줄에 병합된 셀이 있습니다"),
        _or_as_tag("split the merged cells of this row", "그 줄의 병합된 셀을 나누거나"),
    )


def _refused_later(cell: Cell) -> _RefusedError:
    return _RefusedError(
        Message(
            f"it calculates with the formula of {cell.place.en}, which comes after it or is itself",
            f"뒤에 오거나 자신인 {cell.place.ko}의 수식을 계산합니다",
        ),
        _AS_TAG,
    )


def _refused_twice(cell: Cell) -> _RefusedError:
    return _RefusedError(
        Message(
            f"{cell.place.en} would be counted twice: alone and within a subtotal",
            f"{cell.place.ko}을(를) 소계와 함께 두 번 계산하게 됩니다",
        ),
        _AS_TAG,
    )


def _refused_own_loop(address: Address) -> _RefusedError:
    return _RefusedError(
        Message(
            f"it stands in one loop with row {address.row + 1} of the template, and cannot say which turns it means",
            f"같은 반복 안에 있는 템플릿 표의 {address.row + 1}행에서 어느 차례의 줄까지 계산할지 알 수 없습니다",
        ),
        _or_as_tag("name one cell of its own row: =B3", "자기 줄의 칸이면 =B3처럼 한 칸을 쓰거나"),
    )


def _refused_no_number(cell: Cell) -> _RefusedError:
    if re.search(r"\d", cell.text):
        hint = _AS_TAG
    elif _LETTER.search(cell.text):
        hint = _or_as_tag("name the cells with numbers: =SUM(B3:C3)", "=SUM(B3:C3)처럼 수가 든 칸만 밝히거나")
    else:
        hint = _or_as_tag("leave out the rows without a value ({%tr if … %})", "값이 없는 줄을 {%tr if … %}로 빼거나")
    return _RefusedError(
        Message(
            f"{cell.place.en} is not plainly a number: '{cell.text[:20]}'",
            f"{cell.place.ko}이(가) 수 하나로 읽히지 않습니다: '{cell.text[:20]}'",
        ),
        hint,
    )


def _refused_gap(gap: Cell, beyond: Cell) -> _RefusedError:
    return _RefusedError(
        Message(
            f"Word stops at {gap.place.en} ('{gap.text[:20]}') and leaves {beyond.place.en} out",
            f"Word는 {gap.place.ko}('{gap.text[:20]}')에서 멈추어 {beyond.place.ko}을(를) 빼고 계산합니다",
        ),
        _or_as_tag("name the cells: =SUM(B2:B5)", "=SUM(B2:B5)처럼 칸을 밝히거나"),
    )


def _refused_header(cell: Cell) -> _RefusedError:
    return _RefusedError(
        Message(
            f"Word would count {cell.place.en} ('{cell.text[:20]}') too, which may be the name of the column or row",
            f"Word는 항목 이름일 수 있는 {cell.place.ko}('{cell.text[:20]}')까지 계산합니다",
        ),
        _or_as_tag(
            "name the cells, with the row between the tags: =SUM(B3:B3)", "=SUM(B3:B3)처럼 표시 사이의 줄을 밝히거나"
        ),
    )


def _refused_units(units: Sequence[str]) -> _RefusedError:
    names = " · ".join(unit or "-" for unit in units)
    return _RefusedError(
        Message(f"the units differ: {names}", f"단위가 서로 다릅니다: {names} (-는 단위 없음)"),
        _or_as_tag("print all values in one unit", "값을 한 단위로 출력하거나"),
    )


def _refused_repeated(address: Address) -> _RefusedError:
    return _RefusedError(
        Message(f"row {address.row + 1} of the template is repeated", f"템플릿 표의 {address.row + 1}행은 반복됩니다"),
        _or_as_tag("calculate with all of its rows: =SUM(B3:B3)", "=SUM(B3:B3)처럼 나온 줄을 모두 계산하거나"),
    )


def _refused_vanished(address: Address) -> _RefusedError:
    return _RefusedError(
        Message(
            f"row {address.row + 1} of the template is not in the filled table (the rows of tags count too)",
            f"템플릿 표의 {address.row + 1}행이 채운 표에 없습니다(표시의 줄도 셉니다)",
        ),
        _or_as_tag("use ABOVE", "ABOVE를 쓰거나"),
    )


def _refused_apart(address: Address) -> _RefusedError:
    return _RefusedError(
        Message(
            f"the rows that row {address.row + 1} of the template became do not follow one another",
            f"템플릿 표의 {address.row + 1}행에서 나온 줄들이 떨어져 있습니다",
        ),
        _AS_TAG,
    )
