"""A template drawn in Excel, read and judged: its sheets with their tags marked, and what stands on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policyreport.document.report import DrawnTemplate
from policyreport.drawn import faults as of_tags
from policyreport.drawn.excel import cleaning, faults
from policyreport.drawn.excel.blanks import Asked, asked_by, blank_rows
from policyreport.drawn.excel.blocks import Standing, mark_blocks
from policyreport.drawn.excel.coordinates import area_at
from policyreport.drawn.excel.grid import Region
from policyreport.drawn.excel.names import CELLS, SHAPES, name, x
from policyreport.drawn.excel.package import Sheet, read, sheets
from policyreport.drawn.excel.places import chart_of, placed, shapes_placed
from policyreport.drawn.excel.readying import make_ready
from policyreport.drawn.package import OfficeFile
from policyreport.drawn.tag import Tag
from policyreport.drawn.tagging import Tagger
from policyreport.drawn.xml import Element, parsed
from policyreport.errors import Problem, Words

Parts = dict[str, Element]

_OUTSIDE_ROWS = Standing()
_NO_ROWS: Mapping[int, Standing] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of the template: its rows' blocks, and the parts that stand on it, by their names.

    ``blanks`` are the rows that stand for a block from which none came, by the block's number.
    """

    sheet: Sheet
    root: Element
    region: Region | None
    standing: Mapping[int, Standing]
    tables: Parts
    drawings: Parts
    charts: Parts
    blanks: dict[int, Sequence[Element]] = field(default_factory=dict[int, "Sequence[Element]"])


@dataclass(frozen=True, slots=True)
class Book:
    """A template: its parts, the workbook's own, its sheets, the tags in cells and in shapes, and what is wrong."""

    path: str
    file: OfficeFile
    workbook: Element
    pages: Sequence[Page]
    cells: Tagger
    shapes: Tagger
    problems: list[Problem]


def opened(template: DrawnTemplate) -> Book:
    """Return a template with its tags marked; its package has been checked before."""
    file = read(template.content)
    workbook = parsed(file.parts[file.main])
    strings = [list(parsed(file.parts[part])) for part in file.leaned_on(file.main, "sharedStrings")]
    cells, shapes = Tagger(template.path, CELLS), Tagger(template.path, SHAPES)
    problems = [of_tags.not_taken_over(template.path, kind) for kind in sorted(file.unknown)]
    pages: list[Page] = []
    for sheet in sheets(file, workbook):
        if sheet.state == "veryHidden":
            problems.append(faults.hidden_sheet(template.path, sheet.name))
        root = parsed(file.parts[sheet.part])
        cleaning.clean(root, file.relations[sheet.part])
        problems += cleaning.sheet_faults(template.path, sheet.name, root)
        pages.append(_page(file, sheet, root, strings[0] if strings else [], cells))
        problems += _mark_shapes(template.path, pages[-1], shapes)
    problems += _names_at_fault(template.path, workbook)
    if not any(problem.code == "template.formula" for problem in problems):
        _ready_blanks(pages, workbook)
    return Book(template.path, file, workbook, pages, cells, shapes, problems)


def _page(file: OfficeFile, sheet: Sheet, root: Element, strings: Sequence[Element], tagger: Tagger) -> Page:
    region = make_ready(root, strings)
    tagger.mark(list(placed(root, sheet.name)))
    rows = root.find(x("sheetData"))
    standing = _NO_ROWS if rows is None else mark_blocks(rows, lambda mark: _tag(tagger, mark))
    drawings = _parsed(file, [sheet.part], "drawing")
    charts = _parsed(file, drawings, "chart")
    drawings |= _parsed(file, charts, "chartUserShapes")
    return Page(sheet, root, region, standing, _parsed(file, [sheet.part], "table"), drawings, charts)


def _tag(tagger: Tagger, mark: Element) -> Tag:
    return tagger.tags[int(mark.text or 0)]


def _parsed(file: OfficeFile, owners: Sequence[str] | Parts, word: str) -> Parts:
    return {part: parsed(file.parts[part]) for owner in owners for part in file.leaned_on(owner, word)}


def _mark_shapes(path: str, page: Page, tagger: Tagger) -> Iterator[Problem]:
    for root in (*page.drawings.values(), *page.charts.values()):
        tagger.mark(list(shapes_placed(root, page.sheet.name)))
        for element in root.iter("*"):
            told = element.tag == name("c", "v") or next(element.iterancestors(SHAPES.paragraph), None) is not None
            if not told and element.tag != SHAPES.paragraph:
                yield from cleaning.out_of_reach(path, page.sheet.name, element)
        for formula in root.iter(name("c", "f")):
            yield from cleaning.formula_faults(path, chart_of(page.sheet.name), formula.text or "")


def _names_at_fault(path: str, workbook: Element) -> Iterator[Problem]:
    for named in (*workbook.iter(x("definedName")), *workbook.iter(x("sheet"))):
        called = named.get("name", "")
        yield from cleaning.out_of_reach(path, called, named)
        yield from cleaning.formula_faults(path, Words(f"name {called}", f"이름 {called}"), named.text or "")


def _ready_blanks(pages: Sequence[Page], workbook: Element) -> None:
    asked = [one for page in pages for one in _asked(page)]
    for named in workbook.iter(x("definedName")):
        asked += asked_by(named.text or "", "", _OUTSIDE_ROWS)
    for page in pages:
        rows = page.root.find(x("sheetData"))
        if rows is not None and page.region:
            called = page.sheet.name.casefold()
            page.blanks.update(blank_rows(rows, page.standing, [one for one in asked if one.sheet == called]))


def _asked(page: Page) -> Iterator[Asked]:
    for formula in page.root.iter(x("f")):
        row = next(formula.iterancestors(x("row")), None)
        standing = _OUTSIDE_ROWS if row is None else page.standing.get(int(row.get("r")), _OUTSIDE_ROWS)
        yield from asked_by(formula.text or "", page.sheet.name, standing)
    for chart in page.charts.values():
        for formula in chart.iter(name("c", "f")):
            yield from asked_by(formula.text or "", "", _OUTSIDE_ROWS)
    for table in page.tables.values():
        area = area_at(table.get("ref", ""))
        if area:
            heads, totals = int(table.get("headerRowCount", "1")), int(table.get("totalsRowCount", "0"))
            yield Asked(page.sheet.name.casefold(), area.top + heads, area.bottom - totals)
