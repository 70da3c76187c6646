"""Excel's own tables (ListObjects), which filter and name their columns, for the tables that can be such."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableFormula

from policyreport.diagnostics import ErrorKind, Message, Problem
from policyreport.ooxml.cell_references import absolute, area, coordinate
from policyreport.renderers.xlsx.formulas import Rate, Sum, formula_text
from policyreport.renderers.xlsx.plan import Region, Sheet, Slot

_INDICATOR = re.compile(r"indicator\.[a-z0-9.-]+")
_DERIVED = re.compile(
    r".+\.(previous|change|baseline|target|target-before|rate|history.*|unused-\d+|at-.+|target-on-.+|\d{4}.*)"
)
"""The ids of what is derived from an indicator, which bear what it is after the indicator's own."""


def indicator_names(typed: Mapping[str, tuple[str, int, int]]) -> Iterator[DefinedName]:
    """Yield a name for each indicator, such as ``indicator.ai_unicorns``, for the first cell that holds it.

    A name of Excel's holds no hyphen, so that it is made a low line; where two indicators would then have one name, the
    first has it.
    """
    taken = set[str]()
    for fact, (sheet, row, column) in typed.items():
        name = fact.replace("-", "_")
        if _INDICATOR.fullmatch(fact) and not _DERIVED.fullmatch(fact) and name not in taken:
            taken.add(name)
            yield DefinedName(name, attr_text=absolute(sheet, coordinate(row, column)))


MOST_UNITS = 31
_FORBIDDEN = frozenset(r":\/?*[]")
_HINT = Message("change the chapter's heading: it names the sheet", "장 제목이 시트 이름이 되므로 장 제목을 고치십시오")


def name_problems(names: Sequence[str]) -> list[Problem]:
    """Return every breach of Excel's rules for sheet names, with the code ``xlsx.sheet-name``."""
    counts = Counter(name.casefold() for name in names)
    doubled = list(dict.fromkeys(name for name in names if counts[name.casefold()] > 1))
    return [
        Problem(ErrorKind.DATA, "xlsx.sheet-name", what, field=name, hint=_HINT)
        for name, what in _faults(names, doubled)
    ]


def _faults(names: Sequence[str], doubled: Sequence[str]) -> Iterator[tuple[str, Message]]:
    for name in dict.fromkeys(names):
        yield from ((name, what) for what in _breaches(name))
    for name in doubled:
        yield (
            name,
            Message(f"the sheet name '{name}' is used twice", f"시트 이름 '{name}'이(가) 겹칩니다(대소문자 무시)"),
        )


def _breaches(name: str) -> Iterator[Message]:
    length = utf16_units(name)
    if not name:
        yield Message("a sheet has no name", "이름이 없는 시트가 있습니다")
    if length > MOST_UNITS:
        yield Message(
            f"the sheet name '{name}' has {length} characters; Excel allows {MOST_UNITS}",
            f"시트 이름 '{name}'은(는) {length}자입니다. Excel은 {MOST_UNITS}자까지 허용합니다",
        )
    if found := " ".join(sorted(_FORBIDDEN.intersection(name))):
        yield Message(
            f"the sheet name '{name}' contains {found}", f"시트 이름 '{name}'에 쓸 수 없는 문자 {found}이(가) 있습니다"
        )
    if name.startswith("'") or name.endswith("'"):
        yield Message(
            f"the sheet name '{name}' begins or ends with an apostrophe",
            f"시트 이름 '{name}'이(가) 작은따옴표로 시작하거나 끝납니다",
        )
    if name.casefold() == "history":
        yield Message("Excel keeps the sheet name 'History' for itself", "'History'는 Excel이 예약한 시트 이름입니다")


def utf16_units(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


_MOST_HEAD_UNITS = 255
_NO_NAME = re.compile(r"\W+")
_ESCAPE_LIKE = re.compile("_x[0-9A-Fa-f]{4}_")
_CODE = re.compile(r"(?=['\[\]#])")
"""What an apostrophe must precede in a structured reference."""


class NativeTable(NamedTuple):
    """A table of Excel's: its name in the workbook, where it stands, and its totals row if any.

    ``filtered`` is the last of its rows that it filters.
    """

    name: str
    region: Region
    filtered: int
    totals: tuple[Slot, ...] | None

    def made(self) -> Table:
        """Return it as openpyxl's."""
        region, columns = self.region, len(self.region.plan.heads)
        return Table(
            displayName=self.name,
            ref=area(region.head, 1, region.last if self.totals else self.filtered, columns),
            totalsRowCount=1 if self.totals else None,
            totalsRowShown=None if self.totals else False,
            autoFilter=AutoFilter(area(region.head, 1, self.filtered, columns)),
            tableColumns=list(_columns(region, self.totals)),
        )


@dataclass(slots=True)
class NativeTables:
    """The native tables of one workbook: their names are its own."""

    names: set[str] = field(default_factory=set[str])

    def of(self, sheet: Sheet) -> Iterator[NativeTable]:
        """Yield the sheet's tables that Excel can keep as such.

        They have heads that are different texts, at least one row, no groups or subtotals, and at most one total, their
        last row; the totals row is part of the table where all in it is text, a sum of the whole table, or a rate.
        """
        for region in sheet.regions():
            if _is_plain(region):
                yield self._table(sheet, region)

    def _table(self, sheet: Sheet, region: Region) -> NativeTable:
        has_total = region.plan.kinds[-1] == "total"
        row = sheet.row(region.last)
        totals = has_total and all(_is_total(slot, region) for slot in row)
        name = self._name(sheet.name)
        return NativeTable(name, region, region.last - has_total, row if totals else None)

    def _name(self, sheet: str) -> str:
        """Return a new name for a table of this sheet, such as ``표_성과지표_2``."""
        stem = f"표_{_NO_NAME.sub('_', sheet).strip('_')}"
        names = (stem, *(f"{stem}_{n}" for n in range(2, len(self.names) + 3)))
        name = next(name for name in names if name.casefold() not in self.names)
        self.names.add(name.casefold())
        return name


def totals_of(table: NativeTable) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield each cell of a table's totals row that is a sum, by row and column, with the reference that it adds up."""
    for slot in table.totals or ():
        if isinstance(slot.formula, Sum):
            head = _CODE.sub("'", table.region.plan.heads[slot.first - 1].text)
            yield (table.region.last, slot.first), f"{table.name}[{head}]"


def _is_plain(region: Region) -> bool:
    plan = region.plan
    heads = [head.text for head in plan.heads]
    named = all(text.strip() and _is_literal(text) and utf16_units(text) <= _MOST_HEAD_UNITS for text in heads)
    different = len({text.casefold() for text in heads}) == len(heads)
    typed = any(head.is_typed for head in plan.heads)
    body = plan.kinds[:-1] if plan.kinds[-1:] == ("total",) else plan.kinds
    return named and different and not typed and not plan.grouped and bool(body) and set(body) == {"body"}


def _is_total(slot: Slot, region: Region) -> bool:
    """Return whether a cell may stand in a totals row: text, a sum of the whole table, or a rate."""
    if slot.value.is_typed:
        return slot.formula == Sum(0, len(region.plan.kinds) - 2) or isinstance(slot.formula, Rate)
    return _is_literal(slot.value.text)


def _is_literal(text: str) -> bool:
    """Return whether an attribute says the text letter by letter: it reads ``_x0041_`` and line ends otherwise."""
    return text.isprintable() and not _ESCAPE_LIKE.search(text)


def _columns(region: Region, totals: tuple[Slot, ...] | None) -> Iterator[TableColumn]:
    for n, head in enumerate(region.plan.heads, 1):
        column = TableColumn(n, name=head.text)
        if totals:
            _set_total(column, totals[n - 1], region)
        yield column


def _set_total(column: TableColumn, slot: Slot, region: Region) -> None:
    """Let a column say of its cell in the totals row what it is, with the formula where that is no plain sum."""
    if isinstance(slot.formula, Sum):
        column.totalsRowFunction = "sum"
    elif slot.formula:
        column.totalsRowFunction = "custom"
        written = formula_text(slot.formula, region.last, slot.first, region.head)
        column.totalsRowFormula = TableFormula(attr_text=written)
    else:
        column.totalsRowLabel = slot.value.text or None
