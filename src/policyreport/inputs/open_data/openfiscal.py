"""열린재정 VWFOEM: how much of the state's budget was spent, month by month, in 원."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from policyreport.inputs.open_data.answer import Notes, Row, id_of_names, is_year, required
from policyreport.inputs.open_data.write_yaml import Collections, Record
from policyreport.model import parse_number

_SOURCE: Record = {
    "id": "open-data-openfiscal",
    "title": "열린재정 월별 세출 집행 현황(VWFOEM)",
    "publisher": "기획재정부",
    "kind": "dataset",
    "address": "https://www.openfiscaldata.go.kr",
}
_SOURCES = [str(_SOURCE["id"])]
_MONTHS = {f"{month:02}" for month in range(1, 13)}


class _Activity(NamedTuple):
    """What money is spent on, by the names that the portal gives: it has no numbers."""

    office: str
    program: str
    activity: str

    @property
    def title(self) -> str:
        """The innermost of the names."""
        return self.activity or self.program


class _Month(NamedTuple):
    """A year and a month of it, as sorting orders them."""

    year: str
    month: str


class _Spent(NamedTuple):
    """What may be spent in the year, and what was spent by the end of the month, in 원."""

    current: Decimal
    executed: Decimal


_Sums = dict[_Activity, dict[_Month, _Spent]]


def collections(rows: Sequence[Row], notes: Notes, programs: Mapping[str, str]) -> Collections:
    """Return a budget a year of each activity, as of the latest month told, and the programmes that they are of.

    An activity with the title of one of ``programs`` is that programme. The accounts of one activity are added up.
    """
    sums = _sums(_once(rows, notes), notes)
    ids = {activity: programs.get(activity.title) or id_of_names("vwfoem", *activity) for activity in sums}
    budgets = [record for activity, months in sums.items() for record in _budgets(ids[activity], months)]
    own = [_program(ids[activity], activity) for activity in sums if activity.title not in programs]
    return {"programs": own, "budgets": budgets, "sources": [_SOURCE]}


def _once(rows: Sequence[Row], notes: Notes) -> Iterator[Row]:
    """Yield the rows; one that says the same as an earlier one in every field is noted, not added up."""
    earlier: set[tuple[tuple[str, str], ...]] = set()
    for row in rows:
        text = tuple(sorted(row.texts.items()))
        if text in earlier:
            notes.repeated(row.text("ACTV_NM") or row.text("PGM_NM"), row.place)
        else:
            earlier.add(text)
            yield row


def _sums(rows: Iterator[Row], notes: Notes) -> _Sums:
    sums: _Sums = {}
    for row in rows:
        activity = _Activity(required(row, "OFFC_NM", notes), required(row, "PGM_NM", notes), row.text("ACTV_NM"))
        month = _Month(_year(row, notes), _month(row, notes))
        before = sums.setdefault(activity, {}).get(month, _Spent(Decimal(0), Decimal(0)))
        current = before.current + _amount(row, "ANEXP_BDG_CAMT", notes)
        executed = before.executed + _amount(row, "THISM_AGGR_EP_AMT", notes)
        sums[activity][month] = _Spent(current, executed)
    return sums


def _year(row: Row, notes: Notes) -> str:
    text = required(row, "FSCL_YY", notes)
    if text and not is_year(text):
        notes.not_accepted("FSCL_YY", text, row.at("FSCL_YY"))
    return text


def _month(row: Row, notes: Notes) -> str:
    """Return the month as two digits; the year may stand before it."""
    text = required(row, "EXE_M", notes)
    month = text[-2:].zfill(2)
    if text and month not in _MONTHS:
        notes.not_accepted("EXE_M", text, row.at("EXE_M"))
    return month


def _amount(row: Row, name: str, notes: Notes) -> Decimal:
    text = required(row, name, notes)
    try:
        return parse_number(text or "0")
    except PydanticCustomError:
        notes.not_accepted(name, text, row.at(name))
        return Decimal(0)


def _budgets(program: str, months: Mapping[_Month, _Spent]) -> Iterator[Record]:
    for year in sorted({month.year for month in months}):
        latest = max(month for month in months if month.year == year)
        yield {
            "id": f"{program}-{year}",
            "program": program,
            "year": year,
            "unit": "원",
            "current": f"{months[latest].current:f}",
            "executed": f"{months[latest].executed:f}",
            "executed_as_of": f"{year}-{latest.month}",
            "source": _SOURCES[0],
        }


def _program(program: str, activity: _Activity) -> Record:
    return {
        "id": program,
        "title": activity.title,
        "measures": [],
        "content": activity.program,
        "lead": activity.office,
        "sources": _SOURCES,
    }
