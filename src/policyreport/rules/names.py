"""How users call a record, and a field of it."""

from __future__ import annotations

from pydantic import BaseModel

from policyreport.model import Dataset, Path

_NAMING_FIELDS = ("id", "indicator", "quarter")


def record_at(dataset: Dataset, path: Path) -> BaseModel:
    """Return the record of a data set that a path leads to or into."""
    held = getattr(dataset, str(path[0]))
    return held if isinstance(held, BaseModel) else held[path[1]]


def record_name(record: BaseModel) -> str:
    """Return a record's id; of an observation or a target its indicator, of a report its quarter; else nothing."""
    field = next((name for name in _NAMING_FIELDS if name in type(record).model_fields), None)
    return str(getattr(record, field)) if field else ""


def field_name(dataset: Dataset, path: Path) -> str:
    """Return a path in words: ``programs › global-tips › partners[2]``."""
    words = [str(path[0])]
    is_one_of_many = len(path) > 1 and isinstance(path[1], int)
    if is_one_of_many:
        words.append(record_name(record_at(dataset, path)))
    for step in path[2 if is_one_of_many else 1 :]:
        if isinstance(step, int):
            words[-1] += f"[{step + 1}]"
        else:
            words.append(step)
    return " › ".join(words)
