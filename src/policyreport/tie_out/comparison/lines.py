"""What plain text, CSV and a set's manifest are made of: lines, rows with their fields, and entries by their ids."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any, cast

from policyreport.tie_out.comparison.units import TEXT, Inventory, Unit

_NAMED_BY = ("fact", "id", "name", "kind")


def text_inventory(content: bytes) -> Inventory:
    """Return the lines of a text."""
    made = Inventory()
    for number, line in enumerate(_decoded(content).splitlines(), start=1):
        if line.strip():
            made.add("lines", Unit(f"line {number}", {TEXT: line}))
    return made


def csv_inventory(content: bytes) -> Inventory:
    """Return the rows of a CSV file."""
    made = Inventory()
    for number, row in enumerate(csv.reader(StringIO(_decoded(content), newline="")), start=1):
        at = f"row {number}"
        fields = (
            Unit(f"{at} column {column}", {TEXT: text}, slot=str(column))
            for column, text in enumerate(row, start=1)
            if text
        )
        if any(row):
            made.add("rows", Unit(at, {}, tuple(fields)))
    return made


def manifest_inventory(content: bytes) -> Inventory:
    """Return the entries of a manifest, each by what names it, with all that is said of it."""
    made = Inventory()
    listed: object = json.loads(_decoded(content), parse_float=str, parse_int=str)
    if not isinstance(listed, dict):
        return made
    for name, value in cast("dict[str, Any]", listed).items():
        if isinstance(value, list):
            made.placed += _entries(name, cast("list[Any]", value))
        else:
            made.placed.append(Unit(name, dict(_flat(value))))
    return made


def _entries(name: str, entries: list[Any]) -> Iterator[Unit]:
    known = set[str]()
    for number, entry in enumerate(entries, start=1):
        label = f"{name} › {_label(entry) or number}"
        if label in known:
            label = f"{label} ({number})"
        known.add(label)
        yield Unit(label, dict(_flat(entry)))


def _label(entry: object) -> str:
    fields = cast("dict[str, object]", entry) if isinstance(entry, dict) else {}
    found = next((str(fields[key]) for key in _NAMED_BY if key in fields), "")
    reader = str(fields.get("reader", "") or "")
    return f"{found} ({reader})" if found and reader else found


def _flat(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield all that a value holds by where it is in it: ``printed 3 text``."""
    if isinstance(value, dict):
        for name, part in cast("dict[str, object]", value).items():
            yield from _flat(part, f"{path} {name}".strip())
    elif isinstance(value, list):
        for number, part in enumerate(cast("list[object]", value), start=1):
            yield from _flat(part, f"{path} {number}".strip())
    else:
        yield path or "value", "" if value is None else str(value)


def _decoded(content: bytes) -> str:
    """Return a text as UTF-8, or as CP949 in which Korean programs save it."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")
