"""Tables whose rows are read one by one, without the Markdown parser, which makes many objects of each cell.

Only what the parser would read in the same way is read here; for all else there is no table, and the parser reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policyreport.document import nodes

_NOTATION = re.compile(r"[\\`_<&\[~^=$\r\x00\ue002\ue003]")
"""What may begin a notation within a line, or a mark of a template's line; a ``*`` is looked at in its cell."""
_DELIMITER = re.compile(r"(:?)-+(:?)")
_BOLD = re.compile(r"\*\*(?!\s)([^*]+)(?<!\s)\*\*")
_ALIGNS: dict[tuple[bool, bool], nodes.Align] = {(True, True): "center", (False, True): "right"}


class Cell(NamedTuple):
    """What a cell says, as it is written and without the marks of bold text around it."""

    source: str
    text: str
    is_bold: bool


class PlainTable(NamedTuple):
    """The heads of a table's columns, how these are aligned, and its rows, which can be gone through once.

    A row is None where it is not plain, or has not as many cells as the head.
    """

    heads: Sequence[str]
    aligns: Sequence[nodes.Align]
    rows: Iterator[Sequence[Cell] | None]


def plain_table(text: str) -> PlainTable | None:
    """Return the table that is all that a text says; None for any other text, or one with notations in its lines."""
    if text.lstrip("\n")[:1] != "|" or _NOTATION.search(text):
        return None
    lines = _lines(text)
    heads, delimiters = _cells(next(lines)), _cells(next(lines, ""))
    if heads is None or delimiters is None or len(heads) != len(delimiters) or any("*" in head for head in heads):
        return None
    found = [_DELIMITER.fullmatch(delimiter) for delimiter in delimiters]
    aligns: list[nodes.Align] = [_ALIGNS.get((bool(sides[1]), bool(sides[2])), "left") for sides in found if sides]
    if len(aligns) != len(heads):
        return None
    return PlainTable(heads, aligns, (_row(line, len(heads)) for line in lines))


def _lines(text: str) -> Iterator[str]:
    """Yield the lines between the empty ones before and after a text."""
    begin, end = len(text) - len(text.lstrip("\n")), len(text.rstrip())
    while begin < end:
        line_end = text.find("\n", begin, end)
        line_end = line_end if line_end >= 0 else end
        yield text[begin:line_end]
        begin = line_end + 1


def _cells(line: str) -> list[str] | None:
    """Return the cells of a line that is between bars; None for any other."""
    line = line.rstrip()
    if len(line) < len("||") or line[0] != "|" or line[-1] != "|":
        return None
    return [cell.strip() for cell in line[1:-1].split("|")]


def _row(line: str, columns: int) -> Sequence[Cell] | None:
    sources = _cells(line)
    if sources is None or len(sources) != columns:
        return None
    if "*" not in line:
        return [Cell(source, source, is_bold=False) for source in sources]
    cells: list[Cell] = []
    for source in sources:
        bold = _BOLD.fullmatch(source)
        if not bold and "*" in source:
            return None
        cells.append(Cell(source, bold[1] if bold else source, is_bold=bool(bold)))
    return cells
