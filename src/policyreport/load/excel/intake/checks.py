"""What Excel itself checks while a column is filled in, and says in Korean where it does not agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from policyreport.load.excel.intake.code_words import CODES
from policyreport.load.excel.intake.entries import Entry, Form
from policyreport.model.words import SHEETS

LAST_ROW = 100_000
"""How far down Excel checks what is entered."""

_LONGEST_PROMPT = 255
_MOST = 10**15
_Type = Literal["none", "list", "custom", "whole", "decimal", "date", "textLength"]


@dataclass(frozen=True, slots=True)
class _Check:
    """A kind of validation of Excel's, its bounds, and what it says to whoever breaks it; of no error, it offers."""

    type: _Type
    first: str
    error: str = ""
    second: str | None = None


_ANYTHING = _Check("none", "")
_QUARTER = _Check("textLength", "6", "2025Q2처럼 연도와 분기를 적으십시오.", "6")
_BY_FORM: Mapping[Form, _Check] = {
    "day": _Check("date", "DATE(1900,3,1)", "2025-06-30처럼 날짜를 적으십시오.", "DATE(9999,12,31)"),
    "number": _Check("decimal", str(-_MOST), "숫자만 적으십시오. 단위는 적지 않습니다.", str(_MOST)),
    "month": _Check("textLength", "7", "2025-06처럼 연도와 달을 적으십시오.", "7"),
    "as_of": _Check("textLength", "4", "2025-06-30, 2025-06, 2025 가운데 한 꼴로 적으십시오.", "10"),
}


def validation(entry: Entry, collection: str, letters: str) -> DataValidation | None:
    """Return what Excel checks and offers in a column below its head; None where any one text will do."""
    check = _check(entry, collection, letters)
    if check is _ANYTHING and entry.column.many is None:
        return None
    return DataValidation(
        type=check.type,
        formula1=check.first or None,
        formula2=check.second,
        allow_blank=True,
        showErrorMessage=bool(check.error),
        errorTitle="다시 적어 주십시오",
        error=check.error or None,
        showInputMessage=True,
        promptTitle=entry.column.title,
        prompt=_prompt(entry),
        sqref=f"{letters}2:{letters}{LAST_ROW}",
    )


def _check(entry: Entry, collection: str, letters: str) -> _Check:
    if entry.codes:
        return _Check("list", f'"{",".join(entry.codes)}"', "목록에 있는 말 가운데 하나를 고르십시오.")
    if entry.of:
        return _from_sheet(entry.of, "" if entry.column.many else f"{SHEETS[entry.of]} 시트의 식별자를 고르십시오.")
    match entry.form:
        case "id":
            first = f"COUNTIF(${letters}$2:${letters}${LAST_ROW},{letters}2)=1"
            return _Check("custom", first, "이미 있는 식별자입니다.")
        case "quarter":
            return _QUARTER if collection == "quarters" else _from_sheet("quarters", "")
        case "whole":
            least, most = map(str, entry.bounds)
            return _Check("whole", least, f"{least}부터 {most} 사이의 정수를 적으십시오.", most)
        case _:
            return _BY_FORM.get(entry.form, _ANYTHING)


def _from_sheet(collection: str, error: str) -> _Check:
    """Return the offer of what is written in the first column of a sheet, so that new ids are offered too."""
    column = f"'{SHEETS[collection]}'!$A$2"
    return _Check("list", f"OFFSET({column},0,0,MAX(1,COUNTA({column}:$A${LAST_ROW})),1)", error)


def _prompt(entry: Entry) -> str:
    meanings = "\n".join(f"{code}  {CODES[code]}" for code in entry.codes if code in CODES)
    return (meanings or entry.note)[:_LONGEST_PROMPT]
