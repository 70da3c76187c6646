"""The blocks in which a sheet's rows and a row's cells stand, marked so that each turn of a loop is known afterwards.

Before a block stands ``<block n="3"/>``, after it ``<ended/>``; each turn of a loop is between ``<turn n="3"/>`` and
``<turned/>``. They stand beside rows and cells, and are read and left out by ``grid``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count

from lxml import etree

from policyreport.drawn.excel.names import x
from policyreport.drawn.tag import Tag
from policyreport.drawn.xml import Element

BLOCK, ENDED, TURN, TURNED = (x(local) for local in ("block", "ended", "turn", "turned"))


@dataclass(frozen=True, slots=True)
class Standing:
    """In which blocks a row of the template stands, and which of these are loops, the outermost first."""

    blocks: tuple[int, ...] = ()
    loops: tuple[int, ...] = ()


@dataclass(slots=True)
class _Open:
    number: int
    turns: bool


def mark_blocks(rows: Element, tag_of: Callable[[Element], Tag]) -> Mapping[int, Standing]:
    """Mark the blocks among a sheet's rows and among the cells of each; return where each row stands, by its number.

    ``tag_of`` gives the tag for which a mark stands.
    """
    for row in rows.iterchildren(x("row")):
        _Marker(tag_of).mark(row)
    marker = _Marker(tag_of)
    marker.mark(rows)
    return marker.rows


class _Marker:
    def __init__(self, tag_of: Callable[[Element], Tag]) -> None:
        self.rows: dict[int, Standing] = {}
        self._tag_of = tag_of
        self._numbers = count(1)
        self._opened: list[_Open] = []

    def mark(self, container: Element) -> None:
        for child in list(container):
            if child.tag == x("row"):
                loops = tuple(one.number for one in self._opened if one.turns)
                self.rows[int(child.get("r"))] = Standing(tuple(one.number for one in self._opened), loops)
            elif child.tag is etree.PI:
                self._mark(child, self._tag_of(child).keyword)

    def _mark(self, mark: Element, keyword: str) -> None:
        if keyword in ("for", "if"):
            number = next(self._numbers)
            self._opened.append(_Open(number, keyword == "for"))
            mark.addprevious(_numbered(BLOCK, number))
            if keyword == "for":
                mark.addnext(_numbered(TURN, number))
        elif keyword in ("else", "endfor", "endif") and self._opened:
            if self._opened[-1].turns and keyword != "endif":
                mark.addprevious(etree.Element(TURNED))
                self._opened[-1].turns = False
            if keyword != "else":
                mark.addnext(_numbered(ENDED, self._opened.pop().number))


def _numbered(tag: str, number: int) -> Element:
    return etree.Element(tag, {"n": str(number)})
