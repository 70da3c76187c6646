"""The formulas (계산식) of tables that are filled: calculated from the cells made, or refused.

한글 calculates a formula only when its user asks for it, so the result is written here, and cell names in the formula
follow the rows and columns. A result is written only where nobody could expect another one: blank cells, heads without
digits and plain numbers of one unit count, and all else is refused, such as ``-`` for a missing value.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, DivisionUndefined
from typing import NamedTuple

from lxml import etree

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.document.nodes import Number
from policyreport.document.number_format import MISSING, rounded_value
from policyreport.office_templates.errors import location
from policyreport.office_templates.hwpx.fields import field_span, parameters
from policyreport.office_templates.hwpx.package import hp
from policyreport.office_templates.hwpx.table_cells import (
    FORMULA,
    TableCell,
    areas,
    cells_of,
    drop_addresses,
    note_addresses,
)
from policyreport.office_templates.table_formulas import is_group_of, names_total, share_loop
from policyreport.office_templates.xml import Element, drop
from policyreport.ooxml.cell_references import column_number

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|(\?|[A-Za-z]{1,2})(\?|\d+)(?![A-Za-z(])|([A-Za-z]+)|([-+*/(),:]))")
_DIRECTIONS = ("LEFT", "RIGHT", "ABOVE", "BELOW")
_FUNCTIONS = ("SUM", "AVG", "AVERAGE", "MIN", "MAX", "COUNT", "PRODUCT")
_AMOUNT = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*([^\s\d,.△+-][^\s\d,.△]*)?")
_FORMAT = re.compile(r"%(?:g|d|\.(\d)f)(,?)")
_MISSING = (MISSING, "–", "—", "…", "N/A", "해당없음", "미정")
_RATES = ("%", "%p")
_MOST_DECIMALS = 6
"""How many decimals 한글's basic format (기본 형식) shows."""

_AS_TAG = Message(
    "delete the formula and write the sum as a tag, such as {{ count.measures }}",
    "계산식을 지우고 합계를 {{ count.measures }}처럼 표시로 쓰십시오",
)
_WITH_RANGE = Message(
    "name the cells to be counted in the formula (표 › 계산식), such as =SUM(?2:?5) or =SUM(B?:D?)",
    "계산식(표 › 계산식)에 계산할 칸을 =SUM(?2:?5), =SUM(B?:D?)처럼 쓰십시오",
)
_WITH_CONDITION = Message(
    "put the row with the formula into {%tr if … %} … {%tr endif %}",
    "계산식이 든 줄을 {%tr if … %} … {%tr endif %}에 두십시오",
)
_WITH_DECIMALS = Message(
    "choose a format with decimals for the formula (표 › 계산식 › 형식)",
    "계산식의 형식(표 › 계산식 › 형식)에서 소수점 자리를 고르십시오",
)


class TableFormula(NamedTuple):
    """A formula of the template: where it stands, its words, and the format of its result."""

    place: Message
    text: str
    shape: str


class _RefusalError(Exception):
    """Why a formula has no result that everybody would expect, and the way out."""

    def __init__(self, what: Message, hint: Message = _AS_TAG) -> None:
        super().__init__(what.en)
        self.what, self.hint = what, hint


def formula_of(begin: Element) -> tuple[str, str]:
    """Return the words of a formula and the format of its result; empty where 한글 did not write them."""
    named = parameters(begin)
    text, _, rest = named.get("Command", "").partition("??")
    return named.get("Formula", text).strip(), named.get("ResultFormat", rest.partition(";;")[0]).strip()


def note_formula(begin: Element, place: Message, noted: list[TableFormula]) -> None:
    """Note a formula that is to be calculated, and where each cell of its table stands in the template."""
    begin.set(FORMULA, str(len(noted)))
    noted.append(TableFormula(place, *formula_of(begin)))
    note_addresses(next(begin.iterancestors(hp("tbl"))))


def calculate(
    file: str, roots: Iterable[Element], noted: Sequence[TableFormula], numbers: Mapping[Element, Sequence[Number]]
) -> list[Problem]:
    """Write the results of all noted formulas into finished parts, and return what of them cannot be calculated.

    ``numbers`` are the facts that were printed in each paragraph. A formula that was repeated is told of once.
    """
    refused: dict[int, Problem] = {}
    for root in roots if noted else ():
        begins = [begin for begin in root.iter(hp("fieldBegin")) if FORMULA in begin.attrib]
        tables = dict.fromkeys(next(begin.iterancestors(hp("tbl"))) for begin in begins)
        for table in tables:
            for formula, problem in _Table(file, table, noted, numbers).calculate():
                refused.setdefault(formula, problem)
        drop_addresses(root)
        for begin in begins:
            del begin.attrib[FORMULA]
    return list(refused.values())


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number as it is shown and before it was rounded, the unit that is shown, and that of the fact; None for any."""

    shown: Decimal
    exact: Decimal
    suffix: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class _Selected:
    """The cells that a reference means, how it is written now, and whether it is a direction."""

    cells: Sequence[TableCell]
    written: str
    direction: str = ""


class _Counted(NamedTuple):
    """A number that a function counts, and the cell that holds it."""

    amount: _Amount
    cell: TableCell | None = None


@dataclass(slots=True)
class _Table:
    """A filled table whose formulas are calculated, each once.

    ``turns`` tells how many rows were made of each row of the template.
    """

    file: str
    table: Element
    noted: Sequence[TableFormula]
    numbers: Mapping[Element, Sequence[Number]]
    cells: list[TableCell] = field(init=False)
    in_row: Mapping[int, list[TableCell]] = field(init=False)
    in_column: Mapping[int, list[TableCell]] = field(init=False)
    turns: Counter[int] = field(init=False)
    _results: dict[TableCell, _Amount | _RefusalError] = field(
        default_factory=dict["TableCell", "_Amount | _RefusalError"], init=False
    )
    _written: dict[TableCell, tuple[str, str]] = field(default_factory=dict["TableCell", "tuple[str, str]"], init=False)

    def __post_init__(self) -> None:
        self.cells = cells_of(self.table, self.numbers)
        in_row, in_column = defaultdict[int, list[TableCell]](list), defaultdict[int, list[TableCell]](list)
        made_of: dict[int, int] = {}
        for cell in self.cells:
            made_of.setdefault(cell.row, cell.row_in_template)
            for row in range(cell.row, cell.row + cell.rows):
                in_row[row].append(cell)
            for column in range(cell.column, cell.column + cell.columns):
                in_column[column].append(cell)
        self.in_row, self.in_column, self.turns = in_row, in_column, Counter(made_of.values())

    def calculate(self) -> Iterator[tuple[int, Problem]]:
        """Write the result of each formula, and yield a problem for each that has none, with its number."""
        for cell in self.cells:
            for begin in cell.formulas:
                number = int(begin.get(FORMULA, "0"))
                formula = self.noted[number]
                try:
                    self.amount(cell)
                except _RefusalError as refusal:
                    yield number, _problem(self.file, formula, refusal)
                else:
                    _write(begin, formula, *self._written[cell])

    def amount(self, cell: TableCell) -> _Amount:
        """Return what a cell with a formula shows."""
        if cell not in self._results:
            self._results[cell] = _RefusalError(Message("it depends on itself", "자기 자신을 계산에 넣습니다"))
            try:
                self._results[cell] = self._calculated(cell)
            except _RefusalError as refusal:
                self._results[cell] = refusal
            except (DivisionByZero, DivisionUndefined):
                self._results[cell] = _RefusalError(Message("it divides by 0", "0으로 나눕니다"))
            except (ArithmeticError, RecursionError):
                self._results[cell] = _RefusalError(Message("it is too large", "너무 큽니다"))
        found = self._results[cell]
        if isinstance(found, _RefusalError):
            raise found
        return found

    def _calculated(self, cell: TableCell) -> _Amount:
        if len(cell.formulas) > 1:
            raise _RefusalError(Message("its cell holds two formulas", "한 칸에 계산식이 둘 있습니다"))
        formula = self.noted[int(cell.formulas[0].get(FORMULA, "0"))]
        calculator = _Calculator(self, cell, formula.text)
        result = calculator.result()
        shown, exact = (_formatted(each, formula.shape) for each in (result.shown, result.exact))
        if shown != exact:
            raise _RefusalError(
                Message(
                    f"the rounded numbers give {shown}, those that were not rounded {exact}",
                    f"보이는 수로는 {shown}, 반올림하지 않은 수로는 {exact}입니다",
                )
            )
        self._written[cell] = shown, calculator.written
        value = Decimal(shown.replace(",", ""))
        around = re.fullmatch(r"\s*\S*?\d[\d,.]*\s*(\D*)", cell.text)
        return _Amount(value, value, (around[1].strip() if around else "") or None, result.unit)


class _Calculator:
    """Calculates one formula, and writes it again with the cells as they are named now."""

    def __init__(self, table: _Table, cell: TableCell, text: str) -> None:
        self._table, self._cell, self._text = table, cell, text
        self._tokens: list[re.Match[str]] = []
        self._next = 0
        self._parts: list[str] = []

    @property
    def written(self) -> str:
        """The formula as it is written now."""
        return "=" + "".join(self._parts)

    def result(self) -> _Amount:
        """Return what the formula comes to."""
        text = self._text.removeprefix("=").rstrip()
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise self._unreadable()
            self._tokens.append(match)
            at = match.end()
        result = self._sum()
        if self._next < len(self._tokens):
            raise self._unreadable()
        return result

    def _sum(self) -> _Amount:
        result = self._product()
        while sign := self._taken("+", "-"):
            other = self._product()
            suffix, unit = _same_units([result, other])
            factor = 1 if sign == "+" else -1
            result = _Amount(result.shown + factor * other.shown, result.exact + factor * other.exact, suffix, unit)
        return result

    def _product(self) -> _Amount:
        result = self._factor()
        while sign := self._taken("*", "/"):
            other = self._factor()
            if sign == "*":
                result = _Amount(result.shown * other.shown, result.exact * other.exact)
            else:
                result = _Amount(result.shown / other.shown, result.exact / other.exact)
        return result

    def _factor(self) -> _Amount:
        if self._taken("-"):
            inner = self._factor()
            return _Amount(-inner.shown, -inner.exact, inner.suffix, inner.unit)
        if self._taken("("):
            result = self._sum()
            self._require(")")
            return result
        token = self._token()
        if token is not None and token[1]:
            self._take(token[1])
            return _Amount(Decimal(token[1]), Decimal(token[1]))
        if token is not None and token[4]:
            return self._function(token[4].upper())
        selected = self._reference()
        if len(selected.cells) != 1:
            raise _RefusalError(
                Message(
                    f"'{selected.written or self._text}' stands for {len(selected.cells)} cells here",
                    f"여기서 한 칸이어야 할 것이 {len(selected.cells)}칸이 됩니다",
                ),
                _WITH_RANGE,
            )
        counted = self._counted(selected)
        if not counted:
            raise _RefusalError(
                Message(f"cell {selected.cells[0].name} is blank", f"{selected.cells[0].name} 칸이 비었습니다")
            )
        return counted[0].amount

    def _function(self, name: str) -> _Amount:
        if name not in _FUNCTIONS:
            raise _RefusalError(
                Message(
                    f"{name} is not calculated here, only {', '.join(_FUNCTIONS)}",
                    f"{name}은(는) 여기서 계산하지 못합니다. {', '.join(_FUNCTIONS)}만 됩니다",
                )
            )
        self._take(name)
        self._require("(")
        counted = self._argument(name)
        while self._taken(","):
            counted += self._argument(name)
        self._require(")")
        if not counted:
            raise _RefusalError(
                Message("there is no number to be counted", "계산할 수가 하나도 없습니다"), _WITH_CONDITION
            )
        self._require_once([cell for _, cell in counted if cell is not None])
        return _applied(name, [amount for amount, _ in counted])

    def _argument(self, function: str) -> list[_Counted]:
        token = self._token()
        if token is not None and ((token[4] or "").upper() in _DIRECTIONS or token[2]):
            selected = self._reference()
            is_alone = selected.direction or (self._token() or {5: ")"})[5] in (",", ")")
            if is_alone:
                return self._counted(selected, function)
        else:
            return [_Counted(self._sum())]
        raise self._unreadable()

    def _reference(self) -> _Selected:
        token = self._token()
        if token is None:
            raise self._unreadable()
        if token[4] and token[4].upper() in _DIRECTIONS:
            self._take(token[4])
            return self._toward(token[4].upper())
        if not token[2]:
            raise self._unreadable()
        self._next += 1
        last = first = (token[2], token[3])
        separator = self._token()
        if separator is not None and separator[5] == ":":
            self._next += 1
            end = self._token()
            if end is None or not end[2]:
                raise self._unreadable()
            self._next += 1
            last = (end[2], end[3])
            if (
                first == last
                and "?" not in last
                and self._cell.loops
                and int(last[1]) - 1 == self._cell.row_in_template
            ):
                raise _of_other_turns()
        selected = self._within(first, last)
        self._parts.append(selected.written)
        return selected

    def _toward(self, direction: str) -> _Selected:
        here = self._cell
        is_vertical = direction in ("ABOVE", "BELOW")
        if (here.columns if is_vertical else here.rows) > 1:
            raise _RefusalError(
                Message(
                    f"the formula stands in a merged cell, where {direction} may mean several rows or columns",
                    f"합친 셀의 계산식이라 {direction}이(가) 어느 줄·칸인지 분명하지 않습니다",
                ),
                _WITH_RANGE,
            )
        line = self._table.in_column[here.column] if is_vertical else self._table.in_row[here.row]
        chosen = [
            cell
            for cell in line
            if {
                "ABOVE": cell.row < here.row,
                "BELOW": cell.row > here.row,
                "LEFT": cell.column < here.column,
                "RIGHT": cell.column > here.column,
            }[direction]
        ]
        return _Selected(chosen, direction, direction)

    def _within(self, first: tuple[str, str], last: tuple[str, str]) -> _Selected:
        """Return the cells that were made of those between two of the template."""
        here = self._cell
        columns = sorted(
            here.column_in_template if c == "?" else column_number(c.upper()) - 1 for c, _ in (first, last)
        )
        rows = sorted(here.row_in_template if r == "?" else int(r) - 1 for _, r in (first, last))
        is_own_row = rows[0] == rows[1] == here.row_in_template
        is_own_column = columns[0] == columns[1] == here.column_in_template
        if not is_own_row:
            self._require_one(self._table.turns, here.row_in_template, rows)
        if not is_own_column:
            line = (cell.column_in_template for cell in self._table.in_row[here.row] if cell.row == here.row)
            self._require_one(Counter(line), here.column_in_template, columns)
        table = self._table
        line = table.in_row[here.row] if is_own_row else table.in_column[here.column] if is_own_column else table.cells
        chosen = [
            cell
            for cell in line
            if (cell.row == here.row if is_own_row else rows[0] <= cell.row_in_template <= rows[1])
            and (cell.column == here.column if is_own_column else columns[0] <= cell.column_in_template <= columns[1])
        ]
        if any(share_loop(here.loops, cell.loops) and cell.loops != here.loops for cell in chosen):
            raise _of_other_turns()
        if here in chosen:
            raise _RefusalError(Message("it counts its own cell", "자기 칸을 계산에 넣습니다"), _WITH_RANGE)
        if not chosen:
            raise _RefusalError(
                Message("no cell is left to be counted", "계산할 칸이 남지 않습니다(표시의 줄은 사라집니다)"), _AS_TAG
            )
        wild = (
            is_own_row and "?" in (first[1], last[1]),
            is_own_column and "?" in (first[0], last[0]),
        )
        return _Selected(chosen, areas(chosen, *wild))

    def _require_one(self, turns: Counter[int], own: int, ends: Sequence[int]) -> None:
        """Refuse a repeated formula that names other repeated rows or columns: of which turn, it cannot say."""
        if turns[own] > 1 and any(turns[each] > 1 for each in turns if ends[0] <= each <= ends[1]):
            raise _of_other_turns()

    def _counted(self, selected: _Selected, function: str = "") -> list[_Counted]:
        """Return the numbers in some cells, of which none may be in doubt."""
        counted: list[_Counted] = []
        for cell in selected.cells:
            is_head = not _has_digits(cell.text) and cell.text not in _MISSING and not counted
            if cell.formulas and not cell.is_merged:
                counted.append(_Counted(self._of_formula(cell), cell))
            elif not cell.text and not cell.holds_table:
                if function in ("AVG", "AVERAGE", "COUNT"):
                    raise _doubtful(cell, Message("it is blank", "비었습니다"))
            elif not is_head or cell.holds_table:
                counted.append(_Counted(self._plain(cell, selected.direction), cell))
        return counted

    def _of_formula(self, cell: TableCell) -> _Amount:
        try:
            return self._table.amount(cell)
        except _RefusalError as refusal:
            why = Message(f"its formula: {refusal.what.en}", f"그 계산식: {refusal.what.ko}")
            raise _doubtful(cell, why) from None

    def _plain(self, cell: TableCell, direction: str) -> _Amount:
        """Return the number that is all that a cell holds."""
        if cell.text in _MISSING:
            raise _doubtful(cell, Message(f"a value is missing: '{cell.text}'", f"없는 값입니다: '{cell.text}'"))
        if not _has_digits(cell.text) or cell.holds_table:
            raise _doubtful(cell, Message(f"no number: '{cell.text[:20]}'", f"수가 아닙니다: '{cell.text[:20]}'"))
        if cell.is_head:
            raise _doubtful(
                cell, Message(f"a head with digits: '{cell.text[:20]}'", f"숫자가 든 제목 칸입니다: '{cell.text[:20]}'")
            )
        match = _AMOUNT.fullmatch(cell.text)
        if match is None:
            raise _doubtful(
                cell,
                Message(
                    f"한글 counts plain numbers only, not '{cell.text[:20]}'",
                    f"한글의 계산식이 그대로 읽는 수가 아닙니다: '{cell.text[:20]}'",
                ),
            )
        if cell.is_merged:
            raise _doubtful(cell, Message("it is a merged cell", "합친 셀입니다"))
        shown, suffix = Decimal(match[1].replace(",", "")), (match[2] or "").strip()
        fact = cell.facts[0] if len(cell.facts) == 1 else None
        if fact is not None and fact.value is not None and rounded_value(fact) == shown:
            return _Amount(shown, fact.value, suffix, fact.unit)
        if direction in ("LEFT", "RIGHT") or (direction and cell.row == 0):
            raise _doubtful(
                cell,
                Message(
                    f"'{cell.text}' may be a head or a number of order, not an amount",
                    f"'{cell.text}'이(가) 계산할 값인지 제목·연번인지 알 수 없습니다",
                ),
            )
        return _Amount(shown, shown, suffix)

    def _require_once(self, cells: Sequence[TableCell]) -> None:
        """Refuse numbers of which some are sums of others: formulas, or what stands at a word such as 소계."""
        if len(cells) > 1 and len({bool(cell.formulas) for cell in cells}) > 1:
            raise _RefusalError(
                Message(
                    "it counts other formulas together with what these count",
                    "다른 계산식(소계 등)과 그것이 더한 칸을 함께 계산하여 두 번 더합니다",
                ),
                _WITH_RANGE,
            )
        group = next((one for one in cells for other in cells if is_group_of(one.loops, other.loops)), None)
        if group is not None and not group.formulas:
            raise _doubtful(
                group,
                Message(
                    f"'{group.text}' of a group would be counted with the rows in it",
                    f"묶음의 '{group.text}'을(를) 그 안의 줄과 함께 계산하게 됩니다",
                ),
            )
        rows, columns = {cell.row for cell in cells}, {cell.column for cell in cells}
        beside = (one for row in rows for one in self._table.in_row[row] if one.column < min(columns))
        above = (one for column in columns for one in self._table.in_column[column] if one.row < min(rows))
        for label in (*(beside if len(rows) > 1 else ()), *(above if len(columns) > 1 else ())):
            if names_total(label.text):
                raise _doubtful(
                    label,
                    Message(
                        f"'{label.text}' would be counted with what it is the sum of",
                        f"'{label.text}'을(를) 그것이 더한 값과 함께 계산하게 됩니다",
                    ),
                )

    def _token(self) -> re.Match[str] | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, written: str) -> None:
        self._parts.append(written)
        self._next += 1

    def _taken(self, *signs: str) -> str:
        token = self._token()
        if token is not None and token[5] in signs:
            self._take(token[5])
            return token[5]
        return ""

    def _require(self, sign: str) -> None:
        if not self._taken(sign):
            raise self._unreadable()

    def _unreadable(self) -> _RefusalError:
        return _RefusalError(Message("it cannot be read", "읽을 수 없습니다"))


def _applied(name: str, amounts: Sequence[_Amount]) -> _Amount:
    shown, exact = [each.shown for each in amounts], [each.exact for each in amounts]
    if name == "COUNT":
        return _Amount(Decimal(len(amounts)), Decimal(len(amounts)))
    if name == "PRODUCT":
        product = _Amount(Decimal(1), Decimal(1))
        for each in amounts:
            product = _Amount(product.shown * each.shown, product.exact * each.exact)
        return product
    suffix, unit = _same_units(amounts)
    if name == "SUM":
        return _Amount(sum(shown, Decimal()), sum(exact, Decimal()), suffix, unit)
    if name in ("MIN", "MAX"):
        least = min if name == "MIN" else max
        return _Amount(least(shown), least(exact), suffix, unit)
    if unit in _RATES or suffix in _RATES:
        raise _RefusalError(
            Message("the mean of rates is not the rate of the whole", "비율의 평균은 전체의 비율과 다를 수 있습니다")
        )
    count = len(amounts)
    return _Amount(sum(shown, Decimal()) / count, sum(exact, Decimal()) / count, suffix, unit)


def _same_units(amounts: Iterable[_Amount]) -> tuple[str | None, str | None]:
    """Return the unit that is shown and that of the facts; refuse several."""
    listed = list(amounts)
    suffixes = {each.suffix for each in listed} - {None}
    units = {each.unit for each in listed} - {None}
    if len(suffixes) > 1 or len(units) > 1:
        shown = ", ".join(sorted(f"'{each}'" for each in (suffixes if len(suffixes) > 1 else units)))
        raise _RefusalError(Message(f"the units differ: {shown}", f"단위가 서로 다릅니다: {shown}"))
    return next(iter(suffixes), None), next(iter(units), None)


def _formatted(value: Decimal, shape: str) -> str:
    """Return a result as the formula's format shows it."""
    match = _FORMAT.fullmatch(shape or "%g")
    if match is None:
        raise _RefusalError(
            Message(f"the format '{shape}' is not known", f"알 수 없는 형식입니다: '{shape}'"), _WITH_DECIMALS
        )
    grouped = "," if match[2] else ""
    if match[1] or shape.startswith("%d"):
        return f"{value.quantize(Decimal(1).scaleb(-int(match[1] or 0)), ROUND_HALF_UP):{grouped}f}"
    if -int(value.normalize().as_tuple().exponent) > _MOST_DECIMALS:
        raise _RefusalError(
            Message("the result has no end of decimals", "나누어떨어지지 않아 소수점 자리를 정해야 합니다"),
            _WITH_DECIMALS,
        )
    text = f"{value:{grouped}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _write(begin: Element, formula: TableFormula, result: str, text: str) -> None:
    """Put a result into a field, and the formula as it is written now; the field stays one."""
    span = field_span(begin)
    shown = [element for element in span.content if element.tag == hp("t")] if span else []
    for element in span.content if span else ():
        if element not in shown[:1]:
            drop(element)
    control = next(begin.iterancestors(hp("ctrl")))
    if not shown:
        shown = [etree.Element(hp("t"))]
        control.addnext(shown[0])
    for inner in list(shown[0]):
        drop(inner)
    shown[0].text = result
    written = text if any(map(str.isdigit, text)) or "?" in text else formula.text
    values = {"Command": f"{written}??{formula.shape};;{result}", "Formula": written, "LastResult": result}
    for parameter in begin.iter(hp("stringParam")):
        if parameter.get("name", "") in values:
            parameter.text = values[parameter.get("name", "")]


def _of_other_turns() -> _RefusalError:
    return _RefusalError(
        Message(
            "the formula is repeated and names cells of other repeated rows or columns",
            "반복되는 계산식이 반복되는 다른 줄·칸을 가리킵니다",
        )
    )


def _doubtful(cell: TableCell, why: Message) -> _RefusalError:
    hint = Message(f"{_WITH_RANGE.en}, or {_AS_TAG.en}", f"{_WITH_RANGE.ko}. 또는 {_AS_TAG.ko}")
    return _RefusalError(Message(f"cell {cell.name} — {why.en}", f"{cell.name} 칸 — {why.ko}"), hint)


def _problem(file: str, formula: TableFormula, refusal: _RefusalError) -> Problem:
    what = Message(
        f"the formula {formula.text} cannot be calculated in the filled table: {refusal.what.en}",
        f"채운 표에서 계산식 {formula.text}을(를) 계산할 수 없습니다: {refusal.what.ko}",
    )
    return Problem(
        ErrorKind.TEMPLATE, "template.field", what, location(file, formula.place), formula.text, refusal.hint
    )


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text))
