"""Notes at cells: where a number comes from, for whoever points at it."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from policyreport.render.xlsx.cells import Value
from policyreport.render.xlsx.lines import Sheet
from policyreport.render.xlsx.places import coordinate
from policyreport.render.xlsx.units import units
from policyreport.render.xlsx.xml import MAIN, element, escaped, part

MOST_NOTES = 1_000
"""A sheet in which more cells would have notes has none: its tables have columns for their sources."""

_SHAPES_A_SHEET = 1_024
"""How many numbers of shapes Excel keeps for each sheet."""

_POINTS_A_DIGIT = 5.2
_LINE = 13.0
_PADDING = 12.0
_MOST_DIGITS = 40
_FILL = "#ffffe1"
_SOURCE = attrgetter("source")
_NAMESPACES = {
    "xmlns:v": "urn:schemas-microsoft-com:vml",
    "xmlns:o": "urn:schemas-microsoft-com:office:office",
    "xmlns:x": "urn:schemas-microsoft-com:office:excel",
}


class Note(NamedTuple):
    """What is said at a cell, by its row and column (both from 1)."""

    row: int
    column: int
    text: str


def notes(sheet: Sheet) -> Sequence[Note]:
    """Return the sources of the numbers of a sheet, cell by cell; none where there would be too many."""
    found = list(sheet.found(lambda slot: slot.value.numbers and any(map(_SOURCE, slot.value.numbers))))
    if len(found) > MOST_NOTES:
        return ()
    return [Note(row, slot.first, _sources(slot.value)) for row, slot in found]


def comments(said: Sequence[Note]) -> bytes:
    """Return the part that holds what the notes say, in nobody's name."""
    listed = [
        element("comment", {"ref": coordinate(row, column), "authorId": 0}, element("text", {}, _characters(text)))
        for row, column, text in said
    ]
    authors = element("authors", {}, element("author"))
    return part(element("comments", {"xmlns": MAIN}, authors, element("commentList", {}, *listed)))


def shapes(said: Sequence[Note], sheet: int) -> bytes:
    """Return the part that draws the notes, each sized to what it says; ``sheet`` counts the sheets that have some."""
    layout = element("o:shapelayout", {"v:ext": "edit"}, element("o:idmap", {"v:ext": "edit", "data": sheet}))
    kind = {"id": "_x0000_t202", "coordsize": "21600,21600", "o:spt": 202, "path": "m,l,21600r21600,l21600,xe"}
    box = element("v:shapetype", kind, element("v:stroke", {"joinstyle": "miter"}))
    drawn = [_shape(note, sheet * _SHAPES_A_SHEET + n) for n, note in enumerate(said, 1)]
    return part(element("xml", _NAMESPACES, layout, box, *drawn))


def _sources(value: Value) -> str:
    return "\n".join(dict.fromkeys(number.source for number in value.numbers if number.source))


def _characters(text: str) -> str:
    return element("t", {"xml:space": "preserve"}, escaped(text))


def _shape(note: Note, number: int) -> str:
    width, height = _size(note.text)
    style = f"position:absolute;width:{width:g}pt;height:{height:g}pt;visibility:hidden"
    said = {
        "id": f"_x0000_s{number}",
        "type": "#_x0000_t202",
        "style": style,
        "fillcolor": _FILL,
        "o:insetmode": "auto",
    }
    place = (("x:AutoFill", "False"), ("x:Row", str(note.row - 1)), ("x:Column", str(note.column - 1)))
    client = element("x:ClientData", {"ObjectType": "Note"}, *(element(tag, {}, text) for tag, text in place))
    return element("v:shape", said, element("v:fill", {"color2": _FILL}), client)


def _size(text: str) -> tuple[float, float]:
    """Return how wide and how high a note is, in points."""
    wide = [units(line) for line in text.split("\n")]
    lines = sum(1 + int(one // _MOST_DIGITS) for one in wide)
    return round(min(max(wide), _MOST_DIGITS) * _POINTS_A_DIGIT + _PADDING), round(lines * _LINE + _PADDING)
