"""What is drawn on a sheet: charts, pictures and shapes, moved with the rows at which they are fixed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from policyreport.drawn.excel.coordinates import Area
from policyreport.drawn.excel.following import Follower
from policyreport.drawn.excel.grid import Grid
from policyreport.drawn.excel.names import name
from policyreport.drawn.excel.references import Reference, references
from policyreport.drawn.excel.tables import Values
from policyreport.drawn.xml import Element, drop
from policyreport.errors import Words

_PATH = re.compile(r"[A-Za-z]:[\\/]|\\\\|/|file:", re.IGNORECASE)
"""How the path of a file begins, which Excel may take for the name of a picture."""
_CACHES = tuple(name("c", local) for local in ("numCache", "strCache"))
_DERIVED = tuple(name("c", local) for local in ("multiLvlStrCache", "externalData"))

AllValues = Mapping[str, Values]
"""What the cells of each sheet hold, by its name (case folded)."""
_NOTHING: Values = {}


def move_anchors(drawing: Element, grid: Grid) -> None:
    """Move what is drawn with the row at whose top it is fixed; it keeps its size."""
    for anchor in drawing.iter(name("xdr", "twoCellAnchor"), name("xdr", "oneCellAnchor")):
        start = anchor.find(f"{name('xdr', 'from')}/{name('xdr', 'row')}")
        end = anchor.find(f"{name('xdr', 'to')}/{name('xdr', 'row')}")
        if start is None:
            continue
        origin = int(start.text or 0) + 1
        shift = _moved(origin, grid)
        for row in (start, end):
            if row is not None:
                row.text = str(int(row.text or 0) + shift)
    for shape in drawing.iter(name("xdr", "cNvPr")):
        for attribute in ("name", "descr", "title"):
            if _PATH.match(shape.get(attribute, "")):
                shape.set(attribute, "")
    for shape in drawing.iter(name("xdr", "sp")):
        shape.attrib.pop("macro", None)


def _moved(origin: int, grid: Grid) -> int:
    """Return by how many rows a row moved; one that is gone moves to where the next one is that is there."""
    end = grid.region[1] + 1 if grid.region else origin
    top = grid.top(origin, max(origin, end))
    return 0 if top is None else top.number - origin


def follow_cells(drawing: Element, place: Words, follower: Follower) -> None:
    """Let shapes that show a cell show it where it is now."""
    for shape in drawing.iter(name("xdr", "sp")):
        if shape.get("textlink"):
            shape.set("textlink", follower.everywhere(shape.get("textlink"), place))


def follow_rows(chart: Element, place: Words, follower: Follower, all_values: AllValues) -> None:
    """Let a chart's series grow with the rows that they show, and carry the values that these have."""
    for local in _DERIVED:
        for element in list(chart.iter(local)):
            drop(element)
    for formula in chart.iter(name("c", "f")):
        formula.text = follower.everywhere(formula.text or "", place)
        parent = formula.getparent()
        for cache in [] if parent is None else [e for e in parent if e.tag in _CACHES]:
            _renew(cache, formula.text, all_values)


def _renew(cache: Element, formula: str, all_values: AllValues) -> None:
    """Write the values of the one area of cells into a cache; where there are more areas it is taken away."""
    named = references(formula)
    area = _area(named[0]) if len(named) == 1 and str(named[0]) == formula else None
    if area is None:
        drop(cache)
        return
    values = all_values.get(named[0].sheet.casefold(), _NOTHING)
    cells = [(row, column) for row in range(area.top, area.bottom + 1) for column in range(area.left, area.right + 1)]
    for old in cache.findall(name("c", "pt")) + cache.findall(name("c", "ptCount")):
        drop(old)
    counted = etree.Element(name("c", "ptCount"), {"val": str(len(cells))})
    cache.insert(1 if cache.find(name("c", "formatCode")) is not None else 0, counted)
    later = cache.find(name("c", "extLst"))
    for number, cell in enumerate(cells):
        value = values.get(cell)
        if value is None or (isinstance(value, str) and cache.tag == _CACHES[0]):
            continue
        point = etree.Element(name("c", "pt"), {"idx": str(number)})
        etree.SubElement(point, name("c", "v")).text = value if isinstance(value, str) else f"{value:.15g}"
        cache.append(point)
    if later is not None:
        cache.append(later)


def _area(reference: Reference) -> Area | None:
    first, last = reference.first, reference.last or reference.first
    if first.row is None or first.column is None or last.row is None or last.column is None:
        return None
    return Area(first.row, first.column, last.row, last.column)
