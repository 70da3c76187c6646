"""What the records of all portals have in common: ids, addresses, and fields that say nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from pydantic import TypeAdapter, ValidationError

from policyreport.load.open_data.answer import Row
from policyreport.load.open_data.dates import day_of
from policyreport.load.open_data.notes import Notes
from policyreport.load.open_data.writing import Record
from policyreport.model.base import WebAddress

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_ADDRESS = TypeAdapter(WebAddress)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_HASH_LENGTH = 10


def id_of(*parts: str) -> str:
    """Return an id of a portal's own words and numbers: ``pbanc-174068``."""
    return _NOT_IN_IDS.sub("-", "-".join(parts).lower()).strip("-")


def id_of_names(prefix: str, *names: str) -> str:
    """Return an id that stays the same as long as the names do, for what has no number."""
    digest = hashlib.sha256("\n".join(names).encode()).hexdigest()
    return f"{prefix}-{digest[:_HASH_LENGTH]}"


def required(row: Row, name: str, notes: Notes) -> str:
    """Return a field's text; what is missing is noted."""
    text = row.text(name)
    if not text:
        notes.missing(name, row.at(name))
    return text


def is_year(text: str) -> bool:
    """Return whether a text is a year, such as ``2025``."""
    return bool(_YEAR.fullmatch(text))


def day(row: Row, name: str, notes: Notes) -> str:
    """Return a field's day; what is none is noted, and left out."""
    said = row.text(name)
    found = day_of(said)
    if said and found is None:
        notes.left_out(name, said, row.at(name))
    return found or ""


def address(row: Row, name: str, home: str, notes: Notes) -> str:
    """Return a field's web address, from the portal's ``home`` on if it begins with a slash; what is none is noted."""
    said = row.text(name)
    if not said:
        return ""
    whole = home + said if said.startswith("/") else said if "://" in said else f"https://{said}"
    try:
        return _ADDRESS.validate_python(whole)
    except ValidationError:
        notes.left_out(name, said, row.at(name))
        return ""


def said(record: Record) -> Record:
    """Return a record without the fields that say nothing; an empty list says that there are none."""
    return {name: value for name, value in record.items() if value != ""}


def first_of_each(records: Iterable[tuple[Row, Record]], notes: Notes) -> list[tuple[Row, Record]]:
    """Return the records with their rows, of those with one id the first; the others are noted."""
    kept: dict[str, tuple[Row, Record]] = {}
    for row, record in records:
        name = str(record.get("id", ""))
        if name in kept:
            notes.repeated(name, row.place)
        kept.setdefault(name, (row, record))
    return list(kept.values())
