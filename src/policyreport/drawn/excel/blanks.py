"""Blank rows that stand where a block gave none, so that formulas, charts and tables do not lose their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import NamedTuple

from policyreport.drawn.excel.blocks import Standing
from policyreport.drawn.excel.names import BLANK, x
from policyreport.drawn.excel.references import references
from policyreport.drawn.xml import Element, drop


class Asked(NamedTuple):
    """Rows of a sheet that something needs, and in which blocks of the same sheet that stands itself."""

    sheet: str
    first: int
    last: int
    blocks: tuple[int, ...] = ()


def asked_by(formula: str, home: str, standing: Standing) -> Iterator[Asked]:
    """Yield the rows that a formula names, which stands on a sheet (empty for none) in some blocks."""
    for reference in references(formula):
        last = reference.last or reference.first
        if reference.first.row is not None and last.row is not None:
            sheet = reference.sheet or home
            within = standing.blocks if sheet.casefold() == home.casefold() else ()
            yield Asked(sheet.casefold(), reference.first.row, last.row, within)


def blank_rows(rows: Element, standing: Mapping[int, Standing], asked: Iterable[Asked]) -> Mapping[int, list[Element]]:
    """Return the rows of a template, without what they say, that are to stand for a block, by its number."""
    wanted: dict[int, set[int]] = {}
    for one in asked:
        needed = [row for row in standing if one.first <= row <= one.last]
        chosen = next((b for b in _shared([standing[row] for row in needed]) if b not in one.blocks), None)
        if chosen is not None:
            wanted.setdefault(chosen, set()).add(min(needed))
    by_number = {int(row.get("r")): row for row in rows.iterchildren(x("row"))}
    return {block: [_blank(by_number[number]) for number in sorted(numbers)] for block, numbers in wanted.items()}


def _shared(standing: list[Standing]) -> tuple[int, ...]:
    """Return the blocks in which all of some rows stand; none where there are no rows."""
    if not standing:
        return ()
    return tuple(b for b in standing[0].blocks if all(b in other.blocks for other in standing))


def _blank(row: Element) -> Element:
    made = deepcopy(row)
    made.tail = None
    made.set(BLANK, "1")
    for child in list(made):
        if child.tag != x("c"):
            drop(child)
            continue
        child.attrib.pop("t", None)
        for inner in list(child):
            drop(inner)
    return made
