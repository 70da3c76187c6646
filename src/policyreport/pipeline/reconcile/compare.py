"""A received table beside the facts: which cells say otherwise, and what either side does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from string import ascii_uppercase

from pydantic_core import PydanticCustomError

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem, SourceLocation, did_you_mean
from policyreport.facts import derive, newest_quarter
from policyreport.inputs.received_file import ReceivedCell, ReceivedRow
from policyreport.model import Dataset, Fact, Quarter
from policyreport.model.money import POWERS
from policyreport.model.written_forms import read_quarter, read_year
from policyreport.ooxml.cell_references import column_letters
from policyreport.pipeline.reconcile.cell_values import UnreadCellError, in_their_unit, read_cell, reads_alike
from policyreport.pipeline.reconcile.fields import OF_MEMBERS, TOTAL, VALUE_FIELDS, head_key
from policyreport.pipeline.reconcile.layout import Layout, TableColumn
from policyreport.pipeline.reconcile.our_facts import OurFacts, RowKey
from policyreport.pipeline.reconcile.results import (
    CellDifference,
    Reconciliation,
    UnlistedRecord,
    UnmatchedRow,
    UnreadCell,
)

_NONE = re.compile(r"[-–—]|")
"""What stands in a cell that has no number."""
_OF_YEAR = re.compile(r"(?:제?\s*)([1-4])\s*(?:/\s*4)?\s*분기|[Qq]([1-4])")
_NOTE = re.compile(r"\s*(※|\*|☞|[(<\[]?(주|자료|출처|비고|참고|단위|기준)\s*[0-9]*\s*[:)）：])")


def reconcile(layout: Layout, dataset: Dataset, quarter: Quarter | None = None) -> Reconciliation:
    """Return what of a table differs from the facts of a quarter (the newest for none), or of its own quarters.

    Values agree where ours, in the table's unit and rounded as the table's number is printed, reads the same. Raises
    ``PolicyReportError`` where an amount has no unit, and for a quarter on which the data do not report.
    """
    return _Comparison(layout, dataset, quarter or newest_quarter(dataset)).result()


class _RowFaultError(Exception):
    """A row that cannot be matched, and why."""

    def __init__(self, text: str, why: Message, hint: Message | None = None) -> None:
        super().__init__(why.en)
        self.text, self.why, self.hint = text, why, hint


class _Comparison:
    def __init__(self, layout: Layout, dataset: Dataset, quarter: Quarter) -> None:
        self._layout = layout
        self._dataset = dataset
        self._found = Reconciliation(layout.sheet.where, quarter)
        self._ours: dict[Quarter, OurFacts] = {}
        self._rows: dict[RowKey, SourceLocation] = {}
        self._facts(quarter)

    def result(self) -> Reconciliation:
        for row in self._layout.rows.values():
            self._compare_row(row)
        if not self._layout.table.partial:
            self._found.unlisted += self._unlisted()
        if self._found.agrees and not self._found.agreeing:
            what = Message("nothing in the table could be compared", "표에서 비교할 값을 하나도 찾지 못했습니다")
            hint = Message(
                "look at 'columns', 'sheet' and 'head_row' under 'reconcile:' of data/project.yaml",
                "data/project.yaml의 'reconcile:'에서 columns, sheet, head_row를 살펴보십시오",
            )
            where = self._layout.sheet.where
            raise PolicyReportError([Problem(ErrorKind.DATA, "reconcile.nothing", what, where, hint=hint)])
        return self._found

    def _facts(self, quarter: Quarter) -> OurFacts:
        if quarter not in self._ours:
            self._ours[quarter] = OurFacts(derive(self._dataset, quarter), self._layout.table.collection)
        return self._ours[quarter]

    def _compare_row(self, row: ReceivedRow) -> None:
        cells = [cell for _, cell in sorted(row.items())]
        own = [column for column in self._layout.values if column.position in row]
        if all(_NOTE.match(cell.text) for cell in cells) or self._is_total(row):
            self._found.left_out += bool(own)
            return
        is_told = any(_says_something(row[column.position]) for column in own)
        if not own or not (is_told or self._has_name(row)):
            return
        for record in dict.fromkeys(column.record for column in self._layout.values):
            columns = [column for column in self._layout.values if column.record == record]
            try:
                key = self._key(row, record)
            except _RowFaultError as fault:
                self._found.unmatched.append(UnmatchedRow(cells[0].where, fault.text, fault.why, fault.hint))
                return
            before = self._rows.setdefault(key, cells[0].where)
            if before is not cells[0].where:
                self._found.unmatched.append(_repeated(self._facts(key.quarter).named(key), cells[0].where, before))
                return
            for column in columns:
                self._compare_cell(key, column, row)

    def _has_name(self, row: ReceivedRow) -> bool:
        column = self._layout.keys.get("record")
        return column is None or column.position in row

    def _is_total(self, row: ReceivedRow) -> bool:
        """Tell whether a row adds up others: it bears no record's name, but that of a total."""
        if "record" not in self._layout.keys:
            return False
        name = self._text(row, "record")
        first = row[min(row)].text
        return bool(TOTAL.fullmatch(head_key(name or first)))

    def _text(self, row: ReceivedRow, key: str) -> str:
        column = self._layout.keys.get(key)
        cell = row.get(column.position) if column else None
        return " ".join(cell.text.split()) if cell else ""

    def _key(self, row: ReceivedRow, record: str) -> RowKey:
        quarter = self._quarter(row)
        ours = self._facts(quarter)
        of = record or self._layout.table.record or self._record(row, ours)
        year = self._year(row, quarter)
        return RowKey(quarter, of, year, self._fund(row), self._members(row))

    def _quarter(self, row: ReceivedRow) -> Quarter:
        text = self._text(row, "quarter")
        if not text:
            return self._found.quarter
        within = _OF_YEAR.fullmatch(text)
        try:
            found = Quarter(self._found.quarter.year, int(within[1] or within[2])) if within else read_quarter(text)
        except PydanticCustomError:
            raise _RowFaultError(text, Message("this is not a quarter", "분기가 아닙니다")) from None
        if all(report.quarter != found for report in self._dataset.quarters):
            raise _RowFaultError(text, Message(f"we do not report on {found}", f"{found} 자료가 없습니다"))
        return found

    def _record(self, row: ReceivedRow, ours: OurFacts) -> str:
        name = self._text(row, "record")
        found = ours.records_named(name)
        if len(found) == 1:
            return next(iter(found))
        if not name:
            raise _RowFaultError("", Message("the row bears no name", "이름이 비어 있는 줄입니다"))
        if found:
            ids = ", ".join(sorted(found))
            raise _RowFaultError(
                name, Message(f"several of ours bear this name: {ids}", f"같은 이름이 여럿입니다: {ids}")
            )
        raise _RowFaultError(
            name, Message("we know nothing of this name", "우리 자료에 없는 이름입니다"), did_you_mean(name, ours.names)
        )

    def _year(self, row: ReceivedRow, quarter: Quarter) -> int:
        text = self._text(row, "year")
        if not text:
            return quarter.year
        try:
            return read_year(text)
        except PydanticCustomError:
            raise _RowFaultError(text, Message("this is not a year", "연도가 아닙니다")) from None

    def _fund(self, row: ReceivedRow) -> str:
        text = self._text(row, "fund")
        if not text or TOTAL.fullmatch(head_key(text)):
            return ""
        code = self._dataset.money.code_of(text)
        if code is None:
            hint = did_you_mean(text, [fund.title for fund in self._dataset.money.funds])
            raise _RowFaultError(text, Message("there is no such fund", "없는 재원입니다"), hint)
        return code

    def _members(self, row: ReceivedRow) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        for name, dimension in self._dataset.dimensions.items():
            text = self._text(row, f"{OF_MEMBERS}{name}")
            if text and not TOTAL.fullmatch(head_key(text)):
                code = dimension.code_of(text)
                if code is None:
                    why = Message(
                        f"there is no such member of {dimension.title}", f"{dimension.title}에 없는 이름입니다"
                    )
                    raise _RowFaultError(text, why, did_you_mean(text, [one.title for one in dimension.members]))
                found.append((name, code))
        return tuple(found)

    def _compare_cell(self, key: RowKey, column: TableColumn, row: ReceivedRow) -> None:
        ours = self._facts(key.quarter)
        fact = ours.find(key, column.field)
        cell = row.get(column.position)
        try:
            theirs, unit = self._read(row, column, fact)
        except UnreadCellError as fault:
            if cell is not None:
                self._found.unread.append(UnreadCell(cell.where, cell.text, fault.why))
            return
        value = in_their_unit(fact, unit)
        if theirs is None and value is None:
            return
        if theirs is not None and value is not None and cell and reads_alike(theirs, value, cell.shown):
            self._found.agreeing += 1
            return
        where = cell.where if cell else _beside(next(iter(row.values())).where, column)
        words = VALUE_FIELDS[self._layout.table.collection][column.field]
        places, sources = (ours.places(fact), self._named_sources(fact)) if fact else ((), ())
        self._found.differences.append(
            CellDifference(where, ours.named(key), words, theirs, value, unit, fact.id if fact else "", places, sources)
        )

    def _read(self, row: ReceivedRow, column: TableColumn, fact: Fact | None) -> tuple[Decimal | None, str]:
        """Return what a cell says, None where it is empty, and in which unit; raises ``UnreadCellError``."""
        cell = row.get(column.position)
        if cell is None or (_NONE.fullmatch(cell.text) and not cell.fault):
            unit = fact.unit if fact else ""
            return None, (self._layout.unit if unit in POWERS else "") or unit
        if why := cell.fault or (_MERGED if cell.merged_from_above else None):
            raise UnreadCellError(why)
        return read_cell(cell, self._unit(row, column, fact), fact)

    def _unit(self, row: ReceivedRow, column: TableColumn, fact: Fact | None) -> str:
        """Return the unit of a cell; ``PolicyReportError`` for an amount of which none is said."""
        said = column.unit or self._text(row, "unit")
        if said or fact is None or fact.unit not in POWERS:
            return said
        if self._layout.unit:
            return self._layout.unit
        what = Message(f"nothing says in which unit '{column.head}' is", f"'{column.head}'의 단위를 알 수 없습니다")
        hint = Message(
            "write 'unit: 천원' beside 'columns:' under 'reconcile:' of data/project.yaml",
            "data/project.yaml의 'reconcile:'에 'unit: 천원'처럼 적으십시오",
        )
        raise PolicyReportError([Problem(ErrorKind.DATA, "reconcile.unit", what, self._layout.sheet.where, hint=hint)])

    def _named_sources(self, fact: Fact) -> tuple[str, ...]:
        known = {one.id: one for one in self._dataset.sources}
        return tuple(known[one].label or known[one].title for one in fact.sources if one in known)

    def _unlisted(self) -> Iterator[UnlistedRecord]:
        """Yield what we know of the same kind and the table has no row of."""
        divided = [name.removeprefix(OF_MEMBERS) for name in self._layout.keys if name.startswith(OF_MEMBERS)]
        by_fund = "fund" in self._layout.keys
        years = {key.year for key in self._rows} or {self._found.quarter.year}
        of_columns = {column.record for column in self._layout.values if column.record}
        one = {self._layout.table.record} if self._layout.table.record else of_columns
        for quarter in dict.fromkeys(key.quarter for key in self._rows) or {self._found.quarter: None}:
            ours = self._facts(quarter)
            rows = {(key.record, key.year): [r for r in self._rows if r[:3] == key[:3]] for key in self._rows}
            whole: set[tuple[str, int]] = set()
            for key in (k for year in sorted(years) for k in ours.keys(year, by_fund=by_fund, dimensions=divided)):
                of = key.record, key.year
                is_whole = of in rows and all(not row.fund and not row.members for row in rows[of])
                if key in self._rows or is_whole or of in whole or (one and key.record not in one):
                    continue
                facts = [fact for column in self._layout.values if (fact := ours.find(key, column.field))]
                known = [fact for fact in facts if fact.value is not None]
                if known:
                    whole |= set() if of in rows else {of}
                    named = key if of in rows else key._replace(fund="", members=())
                    yield UnlistedRecord(ours.named(named), quarter, ours.places(known[0]))


_MERGED = Message("one cell for several rows", "여러 줄에 걸친 한 칸")


def _says_something(cell: ReceivedCell) -> bool:
    return bool(cell.fault) or not _NONE.fullmatch(cell.text)


def _repeated(name: str, where: SourceLocation, before: SourceLocation) -> UnmatchedRow:
    why = Message(
        f"a second row of the same; the first is at {before.cell or before.line}",
        f"같은 것의 둘째 줄입니다. 첫째는 {before.cell or before.line}",
    )
    hint = Message(
        "where rows differ by fund or member, lead that column to 'fund' or 'dimensions.…'",
        "재원이나 구분이 다르면 그 열을 columns에 fund나 dimensions.…로 적으십시오",
    )
    return UnmatchedRow(where, name, why, hint)


def _beside(where: SourceLocation, column: TableColumn) -> SourceLocation:
    """Return the place of an empty cell, in the row of another."""
    if where.cell:
        sheet, _, cell = where.cell.rpartition("!")
        return where._replace(cell=f"{sheet}!{column_letters(column.position)}{cell.lstrip(ascii_uppercase)}")
    return where._replace(column=column.position)
