"""Whether what a drawn template opens is closed, and in the same text, table or row as it was opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyreport.drawn import faults
from policyreport.drawn.tag import Tag
from policyreport.errors import Problem

ENDS = {"for": "endfor", "if": "endif"}
_BETWEEN = {"elif": ("if",), "else": ("if", "for")}
STATEMENTS = (*ENDS, *ENDS.values(), *_BETWEEN, "set")


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A tag where it stands: in which element, and which element it took the place of (both by identity)."""

    tag: Tag
    parent: object
    home: object


@dataclass(frozen=True, slots=True)
class Mispairing:
    """A tag that does not fit into a block; ``ignored`` where the rest can be read only without it."""

    tag: Tag
    problem: Problem
    ignored: bool = False


def mispairings(standing: Iterable[Standing]) -> Iterator[Mispairing]:
    """Yield what is wrong with the blocks of one text, whose tags are given in their order."""
    opened: list[Standing] = []
    for one in standing:
        keyword = one.tag.keyword
        if keyword in ENDS:
            opened.append(one)
        elif keyword in _BETWEEN:
            yield from _between(one, opened)
        elif keyword in ENDS.values():
            yield from _ended(one, opened)
    yield from (Mispairing(one.tag, faults.unclosed(one.tag)) for one in opened)


def _between(one: Standing, opened: list[Standing]) -> Iterator[Mispairing]:
    if not opened or opened[-1].tag.keyword not in _BETWEEN[one.tag.keyword]:
        yield Mispairing(one.tag, faults.unopened(one.tag), ignored=True)
    elif one.parent is not opened[-1].parent:
        yield Mispairing(one.tag, faults.straddling(opened[-1].tag))


def _ended(one: Standing, opened: list[Standing]) -> Iterator[Mispairing]:
    matching = [i for i, o in enumerate(opened) if ENDS[o.tag.keyword] == one.tag.keyword]
    if not matching:
        yield Mispairing(one.tag, faults.unopened(one.tag), ignored=True)
        return
    yield from (Mispairing(o.tag, faults.unclosed(o.tag)) for o in opened[matching[-1] + 1 :])
    begin = opened[matching[-1]]
    del opened[matching[-1] :]
    if one.parent is not begin.parent:
        yield Mispairing(one.tag, faults.straddling(begin.tag))
    elif one.home is begin.home and begin.tag.level != "text":
        yield Mispairing(one.tag, faults.empty_block(begin.tag))
