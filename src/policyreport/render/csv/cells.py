"""What one cell of a CSV file says."""

from __future__ import annotations

from policyreport.document.text import MISSING, plain_text
from policyreport.document.tree import Date, Inline, Lamp, Number, Reference, Strong

_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")
"""What makes a formula of a cell's text where a spreadsheet opens the file."""


def cell_text(content: tuple[Inline, ...]) -> str:
    """Return a cell's text: an unrounded number; nothing where it is missing; a day as 2025-06-30; a status its word.

    Other text is as it reads, on one line. An apostrophe goes before what a spreadsheet would take for a formula.
    """
    match content:
        case (Number(value=value),):
            return "" if value is None else f"{value:f}"
        case (Date(year, month, day),) if day:
            return f"{year:04}-{month:02}-{day:02}"
        case (Lamp(word=word),):
            return _guarded(word)
        case (Strong(inner),) | (Reference(content=inner),):
            return cell_text(inner)
        case _:
            text = " ".join(plain_text(content).splitlines())
            return "" if text == MISSING else _guarded(text)


def number_of(content: tuple[Inline, ...]) -> Number | None:
    """Return the number that a cell holds and nothing else."""
    match content:
        case (Number() as number,):
            return number
        case (Strong(inner),) | (Reference(content=inner),):
            return number_of(inner)
        case _:
            return None


def _guarded(text: str) -> str:
    return f"'{text}" if len(text) > 1 and text.startswith(_FORMULA_LIKE) else text
