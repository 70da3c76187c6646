"""Blank rows that stand where a block gave none, so that formulas, charts and tables do not lose their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from policyreport.office_templates.excel.namespaces import BLANK, x
from policyreport.office_templates.excel.row_map import BlockRange, Turns
from policyreport.office_templates.xml import Element, drop

Path = tuple[tuple[int, int], ...]
"""The blocks in which something stands in a filled sheet, the outermost first, each with the number of its turn."""


class Need(NamedTuple):
    """Rows of the template of which something names one at least.

    ``within`` are the blocks in which all of them stand together with what names them, and in each turn of which one
    of them must be; ``blocks`` are those in which the first of them stands besides.
    """

    rows: tuple[int, ...]
    within: tuple[int, ...]
    blocks: tuple[int, ...]


class Made(NamedTuple):
    """A row of a filled sheet before it has its number: in which turns of loops, and where among the blocks."""

    row: Element
    turns: Turns
    path: Path


class Ended(NamedTuple):
    """The end of a block in a filled sheet: before which row, in which turns of loops, and where among the blocks."""

    at: int
    turns: Turns
    path: Path


def need(first: int, last: int, blocks: tuple[int, ...], standing: Mapping[int, BlockRange]) -> Need | None:
    """Return the need of what stands in some blocks and names rows; None where these are always there."""
    rows = tuple(row for row in sorted(standing) if first <= row <= last)
    if not rows:
        return None
    within = _shared([blocks, *(standing[row].blocks for row in rows)])
    if any(standing[row].blocks == within for row in rows):
        return None
    return Need(rows, within, standing[rows[0]].blocks[len(within) :])


def blank_row(row: Element) -> Element:
    """Return a row of the template without what it says."""
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


def with_blanks(
    made: Sequence[Made], ended: Sequence[Ended], needs: Iterable[Need], blank: Mapping[int, Element]
) -> list[Made]:
    """Return the rows of a filled sheet with the blank ones that are needed, each at the end of its block."""
    added: list[tuple[int, int, Made]] = []
    for one in sorted(set(needs)):
        for end in _lacking(one, [*made, *(row for _, _, row in added)], ended):
            row = Made(deepcopy(blank[one.rows[0]]), end.turns, end.path)
            added.append((end.at, one.rows[0], row))
    whole = [(at, 0, row) for at, row in enumerate(made, start=1)]
    return [row for _, _, row in sorted([*whole, *added], key=lambda each: each[:2])]


def _lacking(need: Need, made: Iterable[Made], ended: Sequence[Ended]) -> Iterator[Ended]:
    """Yield for each turn in which none of the rows is there the end of the innermost block that is."""
    depth = len(need.within)
    there = {one.path[:depth] for one in made if int(one.row.get("r")) in need.rows}
    chain = (*need.within, *need.blocks)
    among = [end for end in ended if len(end.path) > depth and _numbers(end.path) == chain[: len(end.path)]]
    for turns in dict.fromkeys(end.path[:depth] for end in among):
        if turns not in there:
            ends = [end for end in among if end.path[:depth] == turns]
            yield max(ends, key=lambda end: (len(end.path), -end.at))


def _numbers(path: Path) -> tuple[int, ...]:
    return tuple(number for number, _ in path)


def _shared(chains: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the blocks with which all of some chains of blocks begin."""
    shared = 0
    while all(len(chain) > shared and chain[shared] == chains[0][shared] for chain in chains):
        shared += 1
    return chains[0][:shared]
