"""What sources say, before the model has judged it: plain values, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from policyreport.errors import Place, PolicyReportError, Problem
from policyreport.model import Path

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""A text, nothing, or a list or a record of such values; the model decides what a text means."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source says, or all of them together.

    ``warnings`` stand at the value that was put right. ``whole`` is false where some source could not be read, so that
    nothing can be said of what is missing.
    """

    content: dict[str, Value]
    places: Mapping[Path, Place]
    problems: tuple[Problem, ...] = ()
    warnings: Mapping[Path, Problem] = field(default_factory=dict[Path, Problem])
    whole: bool = True


def unread(error: PolicyReportError) -> Reading:
    """Return what is known of a source that could not be read: why."""
    return Reading({}, {}, error.problems, whole=False)


def value_at(content: Value, path: Path) -> Value:
    """Return the value at a path; None where the path leads nowhere."""
    for step in path:
        if isinstance(content, dict) and isinstance(step, str):
            content = content.get(step)
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        else:
            return None
    return content


def field_name(content: Value, path: Path) -> str:
    """Return a path in words, records by what names them: ``programs › global-tips › period``, ``events[2] › date``."""
    words: list[str] = []
    for i, step in enumerate(path):
        if isinstance(step, str):
            words.append(step)
        elif name := _own_name(value_at(content, path[: i + 1])):
            words.append(name)
        else:
            words[-1:] = [f"{words[-1]}[{step + 1}]"]
    return " › ".join(words)


def _own_name(record: Value) -> str:
    name = record.get("id") if isinstance(record, dict) else None
    return name if isinstance(name, str) else ""
