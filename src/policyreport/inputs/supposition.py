"""Data as they would be if one value were another: to see what would change before it is changed."""

from __future__ import annotations

from dataclasses import dataclass

from policyreport.diagnostics import ErrorKind, Message, PolicyReportError, Problem
from policyreport.inputs.raw_data import RawData, field_name, value_at
from policyreport.model import Path

_LISTED = 6


@dataclass(frozen=True, slots=True)
class Supposition:
    """That a value is another: where it stands, as places are told (``data/x.yaml:3``, ``data/x.xlsx › 예산!G11``)."""

    place: str
    text: str


def supposing(reading: RawData, supposed: Supposition) -> RawData:
    """Return what the sources would say if a value were another.

    Raises ``PolicyReportError`` USAGE where no value stands at the place, or more than one.
    """
    found = [path for path, place in reading.places.items() if _is_at(str(place), supposed.place)]
    values = [path for path in found if path and not isinstance(value_at(reading.content, path), list | dict)]
    if len(values) != 1:
        raise PolicyReportError([_not_one(reading, supposed.place, values)])
    (path,) = values
    around, last = value_at(reading.content, path[:-1]), path[-1]
    if isinstance(around, dict):
        around[str(last)] = supposed.text
    elif isinstance(around, list):
        around[int(last)] = supposed.text
    return reading


def _is_at(stands: str, asked: str) -> bool:
    return stands == asked or stands.startswith(f"{asked}:")


def _not_one(reading: RawData, place: str, values: list[Path]) -> Problem:
    if not values:
        what = Message(f"no value stands at '{place}'", f"'{place}'에는 값이 없습니다")
        hint = Message(
            "name the line or cell of one value, as in data/quarters/2025Q2.yaml:32",
            "값 하나의 줄이나 칸을 적으십시오. 예: data/quarters/2025Q2.yaml:32",
        )
    else:
        what = Message(f"{len(values)} values stand at '{place}'", f"'{place}'에는 값이 {len(values)}개 있습니다")
        listed = [f"{reading.places[path]} ({field_name(reading.content, path)})" for path in values[:_LISTED]]
        hint = Message(f"name one: {', '.join(listed)}", f"하나를 적으십시오: {', '.join(listed)}")
    return Problem(ErrorKind.USAGE, "where.not-one-value", what, field="--if", hint=hint)
