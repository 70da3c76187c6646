"""A quarter's own file: it says its quarter once, for all that was observed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from policyreport.errors import Kind, Place, Problem, Words
from policyreport.load.reading import Reading, Value
from policyreport.model import Path, Quarter

_T = TypeVar("_T")
_OF_A_QUARTER = {"quarter", "quarters", "report", "observations"}


def spread_quarter(reading: Reading, stem: str, file: Place) -> Reading:
    """Return what a quarter's file says as any other file would: its observations and its report bear the quarter.

    The quarter in the file's name counts, also where the file itself says another. Where the name tells none, the
    observations and the report are left out, for nobody knows what quarter they belong to.
    """
    known = _is_quarter(stem)
    return replace(
        reading,
        content=_spread(reading.content, stem if known else None),
        places={("quarters",): file, **_report_moved(reading.places)},
        warnings=_report_moved(reading.warnings),
        problems=(*reading.problems, *_quarter_problems(reading, stem, file)),
        whole=reading.whole and known,
    )


def _spread(content: Mapping[str, Value], quarter: str | None) -> dict[str, Value]:
    spread = {name: value for name, value in content.items() if name not in _OF_A_QUARTER}
    if quarter and "report" in content:
        spread["quarters"] = [_with_quarter(content["report"], quarter)]
    if quarter and "observations" in content:
        given = content["observations"]
        spread["observations"] = [_with_quarter(r, quarter) for r in given] if isinstance(given, list) else given
    return spread


def _with_quarter(record: Value, quarter: str) -> Value:
    return {"quarter": quarter, **record} if isinstance(record, dict) else record


def _report_moved(values: Mapping[Path, _T]) -> dict[Path, _T]:
    return {("quarters", 0, *path[1:]) if path[0] == "report" else path: value for path, value in values.items()}


def _quarter_problems(reading: Reading, stem: str, file: Place) -> Iterator[Problem]:
    said = reading.content.get("quarter")
    if not _is_quarter(stem):
        yield _misnamed(file)
    elif said != stem:
        yield _wrong_quarter(stem, reading.places.get(("quarter",), file))
    if "quarters" in reading.content:
        yield _quarters_here(reading.places["quarters",])


def _is_quarter(text: str) -> bool:
    try:
        Quarter.parse(text)
    except ValueError:
        return False
    return True


def _misnamed(file: Place) -> Problem:
    what = Words("this file is not named after a quarter", "파일 이름이 분기가 아닙니다")
    hint = Words("name it after its quarter, such as 2025Q2.yaml", "2025Q2.yaml처럼 분기로 이름 지으십시오")
    return Problem(Kind.DATA, "data.quarter", what, file, "quarter", hint)


def _wrong_quarter(stem: str, place: Place) -> Problem:
    what = Words("the file does not say the quarter in its name", "파일 이름의 분기와 내용의 분기가 다릅니다")
    hint = Words(f"write 'quarter: {stem}' at the top", f"맨 위에 'quarter: {stem}'을(를) 적으십시오")
    return Problem(Kind.DATA, "data.quarter", what, place, "quarter", hint)


def _quarters_here(place: Place) -> Problem:
    what = Words("a quarter's file reports on that quarter only", "분기 파일에는 그 분기의 보고만 적습니다")
    hint = Words("write 'report:' in place of 'quarters:'", "'quarters:' 대신 'report:'를 적으십시오")
    return Problem(Kind.DATA, "data.unknown-field", what, place, "quarters", hint)
