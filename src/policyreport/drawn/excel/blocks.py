"""The blocks in which a sheet's rows and a row's cells stand, marked so that each turn of a loop is known afterwards.

Before a block stands ``<block n="3"/>``, after it ``<ended n="3"/>``; each turn of a loop is between ``<turn n="3"/>``
and ``<turned/>``. They stand beside rows and cells, and are read and left out by ``numbering``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from policyreport.drawn.excel.coordinates import cell_at
from policyreport.drawn.excel.names import x
from policyreport.drawn.tag import Tag
from policyreport.drawn.xml import Element

BLOCK, ENDED, TURN, TURNED = (x(local) for local in ("block", "ended", "turn", "turned"))


@dataclass(frozen=True, slots=True)
class Standing:
    """In which blocks a row or a cell of the template stands, and which of these are loops, the outermost first."""

    blocks: tuple[int, ...] = ()
    loops: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows of a sheet stand by their numbers, or the cells of a row by those of their columns.

    ``tags`` are the blocks whose tags took a row or a cell away, by its number.
    """

    standing: dict[int, Standing] = field(default_factory=dict[int, Standing])
    tags: dict[int, set[int]] = field(default_factory=dict[int, set[int]])


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The layout of a sheet's rows, and of the cells of each of them, by its number."""

    rows: Layout = field(default_factory=Layout)
    cells: dict[int, Layout] = field(default_factory=dict[int, Layout])


@dataclass(slots=True)
class _Open:
    number: int
    turns: bool


def mark_blocks(rows: Element, tag_of: Callable[[Element], Tag]) -> SheetLayout:
    """Mark the blocks among a sheet's rows and among the cells of each; return where rows and cells stand.

    ``tag_of`` gives the tag for which a mark stands.
    """
    cells: dict[int, Layout] = {}
    for row in rows.iterchildren(x("row")):
        marker = _Marker(tag_of, lambda cell: cell_at(cell)[1])
        marker.mark(row)
        cells[int(row.get("r"))] = marker.layout
    marker = _Marker(tag_of, lambda cell: cell_at(cell)[0])
    marker.mark(rows)
    return SheetLayout(marker.layout, cells)


class _Marker:
    """Marks the blocks of one text of rows or cells; ``number_of`` gives the number of what a cell's name names."""

    def __init__(self, tag_of: Callable[[Element], Tag], number_of: Callable[[str], int]) -> None:
        self.layout = Layout()
        self._tag_of, self._number_of = tag_of, number_of
        self._numbers = count(1)
        self._opened: list[_Open] = []

    def mark(self, container: Element) -> None:
        for child in list(container):
            if child.tag in (x("row"), x("c")):
                loops = tuple(one.number for one in self._opened if one.turns)
                standing = Standing(tuple(one.number for one in self._opened), loops)
                self.layout.standing[_number(child, self._number_of)] = standing
            elif child.tag is etree.PI:
                self._mark(child, self._tag_of(child))

    def _mark(self, mark: Element, tag: Tag) -> None:
        keyword = tag.keyword
        if keyword in ("for", "if"):
            number = next(self._numbers)
            self._opened.append(_Open(number, keyword == "for"))
            self._note(tag)
            mark.addprevious(_numbered(BLOCK, number))
            if keyword == "for":
                mark.addnext(_numbered(TURN, number))
        elif keyword in ("elif", "else", "endfor", "endif") and self._opened:
            self._note(tag)
            if self._opened[-1].turns and keyword != "endif":
                mark.addprevious(etree.Element(TURNED))
                self._opened[-1].turns = False
            if keyword in ("endfor", "endif"):
                mark.addnext(_numbered(ENDED, self._opened.pop().number))

    def _note(self, tag: Tag) -> None:
        number = self._number_of(tag.place.en.rpartition("!")[2])
        self.layout.tags.setdefault(number, set()).add(self._opened[-1].number)


def _number(child: Element, number_of: Callable[[str], int]) -> int:
    return int(child.get("r")) if child.tag == x("row") else number_of(child.get("r"))


def _numbered(tag: str, number: int) -> Element:
    return etree.Element(tag, {"n": str(number)})
