"""How a workbook words what it says: its numbers, and the few words that it adds of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from policyreport.document.nodes import (
    Date,
    Footnote,
    Inline,
    Lamp,
    LineBreak,
    Link,
    Meta,
    Number,
    Reference,
    Strong,
    Text,
)
from policyreport.document.number_format import MISSING, date_text, number_text, unit_suffix

COVER = "표지"
CONTENTS = "차례"


def workbook_text(number: Number) -> str:
    """Return what a number reads as in a workbook: as ``number_text`` has it, but 14,949억원 where that says 조.

    No number format can split an amount into 조 and 억, so a workbook says it in 억원 in its texts as well.
    """
    if number.unit != "억원" or not number.shows_unit:
        return number_text(number)
    bare = number_text(replace(number, shows_unit=False, bound=None))
    return MISSING if bare == MISSING else bare + unit_suffix(number)


def unit_text(unit: str) -> str:
    """Return the note of a table's unit that stands above it at the right: ``(단위: 억원)``."""
    return f"(단위: {unit})"


def holding_text(meta: Meta) -> str:
    """Return the line under a sheet's title: the quarter, the day for which it holds, and the mark if there is one."""
    said = (meta.quarter, f"{date_text(Date.of(meta.as_of))} 기준", meta.mark)
    return " · ".join(part for part in said if part)


def line_text(content: Iterable[Inline]) -> str:
    """Return content as one line of plain characters, as a sheet's name needs it."""
    return " ".join("".join(map(_characters, content)).split())


def _characters(node: Inline) -> str:
    match node:
        case Text(text):
            return text
        case Number():
            return workbook_text(node)
        case Date():
            return date_text(node)
        case Lamp(word=word):
            return word
        case Strong(content) | Link(content=content) | Reference(content=content):
            return "".join(map(_characters, content))
        case LineBreak():
            return " "
        case Footnote():
            return ""
        case _:
            assert_never(node)
