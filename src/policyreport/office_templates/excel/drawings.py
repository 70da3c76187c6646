"""What is drawn on a sheet: charts, pictures and shapes, moved with the rows at which they are fixed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from policyreport.diagnostics import Message
from policyreport.document.output import Placement
from policyreport.document.theme import Theme
from policyreport.office_templates.engine import Roots, TemplateEngine
from policyreport.office_templates.excel.locations import shapes_placed
from policyreport.office_templates.excel.package import CHART_FORMULAS, SHAPES, name
from policyreport.office_templates.excel.reference_rewriting import ReferenceRewriter, Use
from policyreport.office_templates.excel.references import Area, Reference, references
from policyreport.office_templates.excel.row_map import RowMap
from policyreport.office_templates.excel.runs import ShapeWriter
from policyreport.office_templates.excel.template import WorkbookTemplate
from policyreport.office_templates.runs import Printer
from policyreport.office_templates.xml import Element, drop, drop_all

_PATH = re.compile(r"[A-Za-z]:[\\/]|\\\\|/|file:", re.IGNORECASE)
"""How the path of a file begins, which Excel may take for the name of a picture."""
_NUMBERS = name("c", "numCache")
_CACHES = (_NUMBERS, name("c", "strCache"), name("c15", "dlblRangeCache"))
_DERIVED = tuple(name("c", local) for local in ("multiLvlStrCache", "externalData"))
_OF_NUMBERS = tuple(name("c", local) for local in ("val", "xVal", "yVal", "bubbleSize", "plus", "minus"))
_OF_VALUES = (*_OF_NUMBERS, name("c", "cat"), name("c15", "datalabelsRange"))
"""What shows as many cells as its formula names."""


class Values(NamedTuple):
    """What the cells of a sheet hold, by their rows and columns, and those of which it is not known."""

    known: Mapping[tuple[int, int], object]
    unknown: Container[tuple[int, int]]


def move_anchors(drawing: Element, row_map: RowMap) -> None:
    """Move what is drawn with the row at whose top it is fixed; it keeps its size."""
    for anchor in drawing.iter(name("xdr", "twoCellAnchor"), name("xdr", "oneCellAnchor")):
        start = anchor.find(f"{name('xdr', 'from')}/{name('xdr', 'row')}")
        end = anchor.find(f"{name('xdr', 'to')}/{name('xdr', 'row')}")
        if start is None:
            continue
        origin = int(start.text or 0) + 1
        shift = _moved(origin, row_map)
        for row in (start, end):
            if row is not None:
                row.text = str(int(row.text or 0) + shift)
    for shape in drawing.iter(name("xdr", "cNvPr")):
        for attribute in ("name", "descr", "title"):
            if _PATH.match(shape.get(attribute, "")):
                shape.set(attribute, "")
    for shape in drawing.iter(name("xdr", "sp")):
        shape.attrib.pop("macro", None)


def _moved(origin: int, row_map: RowMap) -> int:
    """Return by how many rows a row moved; one that is gone moves to where the next one is that is there."""
    end = row_map.region[1] + 1 if row_map.region else origin
    top = row_map.top(origin, max(origin, end))
    return 0 if top is None else top.number - origin


def follow_cells(drawing: Element, place: Message, rewriter: ReferenceRewriter) -> None:
    """Let shapes that show a cell show it where it is now."""
    for shape in drawing.iter(name("xdr", "sp")):
        if shape.get("textlink"):
            shape.set("textlink", rewriter.everywhere(shape.get("textlink"), place, Use.CELL))


def follow_rows(chart: Element, place: Message, rewriter: ReferenceRewriter) -> None:
    """Let a chart's series grow with the rows that they show."""
    for local in _DERIVED:
        drop_all(chart.iter(local))
    for formula in chart.iter(*CHART_FORMULAS):
        is_series = next(formula.iterancestors(*_OF_VALUES), None) is not None
        has_levels = next(formula.iterancestors(name("c", "multiLvlStrRef")), None) is not None
        use = Use.CHART if is_series and not has_levels else Use.AREA
        formula.text = rewriter.everywhere(formula.text or "", place, use)


def renew(chart: Element, values: Mapping[str, Values]) -> None:
    """Cache the values of the cells that a chart shows; ``values`` are those of each sheet, by its name."""
    for formula in chart.iter(*CHART_FORMULAS):
        holder = formula.getparent()
        for cache in [] if holder is None else [e for e in holder if e.tag in _CACHES]:
            _renew(cache, areas_shown(formula.text or ""), values)


def number_formulas(chart: Element) -> list[str]:
    """Return the formulas that name what a chart draws as numbers."""
    return [f.text or "" for shown in chart.iter(*_OF_NUMBERS) for f in shown.iter(*CHART_FORMULAS)]


def areas_shown(formula: str) -> list[tuple[str, Area]]:
    """Return the areas of cells that a chart's formula names, with their sheets (case folded); none for others."""
    named = references(formula)
    areas = [(reference.sheet.casefold(), area) for reference in named if (area := _area(reference))]
    plain = {",".join(map(str, named)), f"({','.join(map(str, named))})"}
    return areas if len(areas) == len(named) and formula in plain else []


def _renew(cache: Element, areas: list[tuple[str, Area]], values: Mapping[str, Values]) -> None:
    """Write the values of areas of cells into a cache; where one is not known it is taken away."""
    cells = [
        (sheet, row, column)
        for sheet, area in areas
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    ]
    if not cells or any((row, column) in values[sheet].unknown for sheet, row, column in cells if sheet in values):
        drop(cache)
        return
    drop_all(cache.findall(name("c", "pt")) + cache.findall(name("c", "ptCount")))
    counted = etree.Element(name("c", "ptCount"), {"val": str(len(cells))})
    cache.insert(1 if cache.find(name("c", "formatCode")) is not None else 0, counted)
    later = cache.find(name("c", "extLst"))
    for number, (sheet, row, column) in enumerate(cells):
        value = values[sheet].known.get((row, column)) if sheet in values else None
        if value is None or (isinstance(value, str) and cache.tag == _NUMBERS):
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


def printed(template: WorkbookTemplate, drawn: Roots, engine: TemplateEngine, theme: Theme) -> Iterator[Placement]:
    """Print the values in what is drawn on the sheets, and yield where their numbers stand."""
    for page in template.pages:
        for part in (*page.drawings, *page.charts):
            writer = ShapeWriter(lambda address, part=part: template.file.link_to(part, address))
            printer = Printer(theme, engine.content, writer, SHAPES)
            printer.print(drawn[part])
            yield from printer.placements(shapes_placed(drawn[part], page.sheet.name))
