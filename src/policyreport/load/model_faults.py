"""What the model finds wrong with a value, in words for whoever keeps the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from policyreport.errors import Kind, Place, Problem, Words, did_you_mean
from policyreport.load.fault_words import BY_PATTERN, BY_TYPE, EMPTY, OTHER, UNKNOWN, Fault
from policyreport.load.reading import Reading, Value, field_name
from policyreport.load.shape import allowed_values, record_at
from policyreport.model import Path, Places

_LONGEST_SHOWN = 40
_LIVE_SCHEME = re.compile(r"(?:(?!https?:)[a-z][a-z0-9+-]*:|//|\\\\)", re.IGNORECASE)


def problems_of(
    error: ValidationError, model: type[BaseModel], reading: Reading, within: Path = (), file: Place | None = None
) -> Iterator[Problem]:
    """Yield what is wrong with a record, all of it, each with its place.

    ``within`` leads to the record, and a value that stands nowhere is placed in ``file``.
    """
    places = Places(reading.places)
    for detail in error.errors(include_url=False):
        steps = tuple(step for step in detail["loc"] if step != "[key]")
        path = (*within, *steps)
        where = places.find(path) or file
        field = next((step for step in reversed(path) if isinstance(step, str)), "")
        problem = _problem(detail, field, model, steps)
        yield replace(problem, where=where, field=field_name(reading.content, path))


def _problem(detail: ErrorDetails, field: str, model: type[BaseModel], steps: Path) -> Problem:
    if detail["loc"][-1:] == ("[key]",):
        return _unknown(field, allowed_values(record_at(model, steps[:-1]), str(steps[-2])))
    record = record_at(model, steps)
    if detail["type"] == "extra_forbidden":
        return _unknown(field, record.model_fields)
    value = detail["input"]
    if _is_live_address(detail):
        return _live_address(value)
    allowed = ", ".join(allowed_values(record, field))
    return _said(_fault(detail), field, value, {"allowed": allowed, **detail.get("ctx", {})})


def _fault(detail: ErrorDetails) -> Fault:
    if detail["input"] is None:
        return EMPTY
    pattern = str(detail.get("ctx", {}).get("pattern", ""))
    by_pattern = (fault for start, fault in BY_PATTERN.items() if pattern.startswith("^" + start))
    return next(by_pattern, BY_TYPE.get(detail["type"], OTHER))


def _said(fault: Fault, field: str, value: Value, bounds: Mapping[str, object]) -> Problem:
    en, ko = _shown(value)
    what = Words(fault.en.format(field=field, value=en), fault.ko.format(field=field, value=ko))
    hint = Words(fault.hint_en.format(field=field, **bounds), fault.hint_ko.format(field=field, **bounds))
    return Problem(Kind.DATA, fault.code, what, hint=hint)


def _unknown(field: str, known: Mapping[str, object] | tuple[str, ...]) -> Problem:
    what = Words(UNKNOWN.en.format(field=field), UNKNOWN.ko.format(field=field))
    return Problem(Kind.DATA, UNKNOWN.code, what, hint=did_you_mean(field, known))


def _is_live_address(detail: ErrorDetails) -> bool:
    return detail["type"] == "address" and bool(_LIVE_SCHEME.match(detail["input"].strip()))


def _live_address(value: str) -> Problem:
    shown = _shown(value)
    what = Words(f"the address {shown.en} is refused", f"허용하지 않는 주소: {shown.ko}")
    hint = Words("only http:// and https:// may be linked to", "http://와 https:// 주소만 쓸 수 있습니다")
    return Problem(Kind.SECURITY, "security.address", what, hint=hint)


def _shown(value: Value) -> Words:
    if isinstance(value, list):
        return Words("a list", "목록")
    if isinstance(value, dict):
        return Words("named values", "이름 붙은 값")
    text = "".join(c if c.isprintable() else "�" for c in value or "")
    short = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
    return Words(f"'{short}'", f"'{short}'")
