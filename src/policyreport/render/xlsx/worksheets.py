"""A worksheet's part of the package: what stands before its rows, the rows, and what follows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyreport.document.theme import Theme
from policyreport.document.tree import Meta
from policyreport.render.xlsx.conditions import conditions
from policyreport.render.xlsx.drawing import Picture, drawing
from policyreport.render.xlsx.dress import Wardrobe
from policyreport.render.xlsx.frame import columns, defaults, links, properties, spans
from policyreport.render.xlsx.lines import Sheet
from policyreport.render.xlsx.native_tables import NativeTable
from policyreport.render.xlsx.notes import Note, comments, shapes
from policyreport.render.xlsx.parts import Parts
from policyreport.render.xlsx.printing import filtered, paper, print_area, view
from policyreport.render.xlsx.relations import Relations
from policyreport.render.xlsx.xml import MAIN, RELATIONS, counted, element

_START = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">'


def before_rows(sheet: Sheet, widths: Sequence[float]) -> bytes:
    """Return what stands before the rows of a sheet."""
    extent = element("dimension", {"ref": print_area(sheet)})
    said = (_START, properties(sheet), extent, view(sheet), defaults(sheet), columns(widths), "<sheetData>")
    return "".join(said).encode()


def after_rows(sheet: Sheet, meta: Meta, theme: Theme, wardrobe: Wardrobe, relations: Relations) -> str:
    """Return what follows the rows of a sheet, up to where its drawing and its tables are named."""
    cells = filtered(sheet)
    said = (
        "</sheetData>",
        element("autoFilter", {"ref": cells}) if cells else "",
        spans(sheet),
        *conditions(sheet, theme, wardrobe),
        links(sheet, relations),
        paper(meta, theme),
    )
    return "".join(said)


def attached(
    tables: Iterable[NativeTable],
    pictures: Sequence[Picture],
    said: Sequence[Note],
    parts: Parts,
    relations: Relations,
) -> str:
    """Hold the parts that a sheet leads to; return what ends its own."""
    drawn = element("drawing", {"r:id": relations.to("drawing", _drawing(pictures, parts))}) if pictures else ""
    drawn += _noted(said, parts, relations) if said else ""
    targets = (parts.add(f"xl/tables/table{t.number}.xml", "table", t.part()) for t in tables)
    held = [element("tablePart", {"r:id": relations.to("table", target)}) for target in targets]
    return f"{drawn}{counted('tableParts', held)}</worksheet>"


def _noted(said: Sequence[Note], parts: Parts, relations: Relations) -> str:
    relations.to("comments", parts.numbered("xl/comments", "comments", comments(said)))
    drawn = shapes(said, parts.next("vmlDrawing"))
    return element(
        "legacyDrawing",
        {"r:id": relations.to("vmlDrawing", parts.numbered("xl/drawings/vmlDrawing", "vmlDrawing", drawn))},
    )


def _drawing(pictures: Sequence[Picture], parts: Parts) -> str:
    relations = Relations()
    charts = [parts.numbered("xl/charts/chart", "chart", picture.chart) for picture in pictures]
    placed = [(picture, relations.to("chart", chart)) for picture, chart in zip(pictures, charts, strict=True)]
    return parts.numbered("xl/drawings/drawing", "drawing", drawing(placed), relations)
