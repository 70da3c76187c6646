"""A template drawn in Excel, read and judged: its sheets with their tags marked, and what stands on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyreport.diagnostics import Message, Problem
from policyreport.document.report_type import DrawnTemplate
from policyreport.office_templates import errors as of_tags
from policyreport.office_templates.excel import errors, template_formulas, template_notes, turn_before
from policyreport.office_templates.excel.links import put_addresses, take_links, unfilled_addresses
from policyreport.office_templates.excel.locations import at, chart_of, name_of, picture_of, placed, shapes_placed
from policyreport.office_templates.excel.package import (
    CELLS,
    CHART_FORMULAS,
    EXCEL_PARTS,
    SHAPES,
    Sheet,
    name,
    sheets,
    x,
)
from policyreport.office_templates.excel.picture_fields import picture_tags
from policyreport.office_templates.excel.prepare import formula_faults, out_of_reach, prepare, sanitize, sheet_faults
from policyreport.office_templates.excel.references import area_at, references
from policyreport.office_templates.excel.row_map import (
    BlockRange,
    Need,
    Region,
    SheetLayout,
    blank_row,
    mark_blocks,
    need,
)
from policyreport.office_templates.excel.template_formulas import (
    Formula,
    TemplateReferences,
    lost_references,
    moving_names,
)
from policyreport.office_templates.excel.turn_before import Before, Source
from policyreport.office_templates.opc_package import OfficePackage, read
from policyreport.office_templates.pictures import picture_faults
from policyreport.office_templates.tag_marking import TagMarker
from policyreport.office_templates.tags import opens
from policyreport.office_templates.xml import Element, parse
from policyreport.templating.pictures import PictureFiles

Parts = dict[str, Element]
_OUTSIDE = BlockRange()


@dataclass(frozen=True, slots=True)
class SheetTemplate:
    """One sheet of the template: how its rows and cells stand, and the parts that stand on it, by their names.

    ``needs`` are rows of which some must be there in the filled sheet, ``blank`` those that stand for them otherwise.
    ``before`` are the references of its formulas to the row above that mean the turn before.
    """

    sheet: Sheet
    root: Element
    region: Region | None
    layout: SheetLayout
    tables: Parts
    drawings: Parts
    charts: Parts
    needs: list[Need]
    blank: dict[int, Element]
    before: dict[Before, Source]


@dataclass(frozen=True, slots=True)
class WorkbookTemplate:
    """A template: its parts, the workbook's own, its sheets, the tags in cells and in shapes, and what is wrong.

    ``notes`` are what is not wrong and should be known; ``pictures`` are the files of those that data can name.
    """

    path: str
    file: OfficePackage
    workbook: Element
    pages: Sequence[SheetTemplate]
    cells: TagMarker
    shapes: TagMarker
    problems: list[Problem]
    notes: list[Problem]
    pictures: PictureFiles


def opened(template: DrawnTemplate) -> WorkbookTemplate:
    """Return a template with its tags marked; its package has been checked before."""
    file = read(template.content, EXCEL_PARTS)
    workbook = parse(file.parts[file.main])
    strings = [list(parse(file.parts[part])) for part in file.related_parts(file.main, "sharedStrings")]
    cells, shapes = TagMarker(template.path, CELLS), TagMarker(template.path, SHAPES)
    problems = [of_tags.not_taken_over(template.path, kind) for kind in sorted(file.unknown)]
    pages: list[SheetTemplate] = []
    notes: list[Problem] = []
    for sheet in sheets(file, workbook):
        if sheet.state == "veryHidden":
            problems.append(errors.hidden_sheet(template.path, sheet.name))
        root = parse(file.parts[sheet.part])
        sanitize(root, file.relations[sheet.part])
        take_links(file, sheet, root)
        problems += sheet_faults(template.path, sheet.name, root)
        pages.append(_page(file, sheet, root, strings[0] if strings else [], cells))
        problems += _mark_shapes(template.path, pages[-1], shapes)
        problems += unfilled_addresses(template.path, file, sheet, pages[-1].drawings | pages[-1].charts)
        problems += _note_faults(template.path, file, sheet)
        notes += template_notes.hidden(template.path, sheet, root)
        notes += template_notes.beside(template.path, sheet.name, root, pages[-1].layout.rows)
    places = {part: shown for page in pages for part, shown in _pictures(file, page)}
    problems += picture_faults(template.path, file.pictures, places)
    problems += _names_at_fault(template.path, workbook)
    if not any(problem.code == "template.formula" for problem in problems):
        for page in pages:
            page.before.update(turn_before.sources(page.root, page.sheet.name, page.layout))
        found = [*(formula for page in pages for formula in _formulas(page)), *template_formulas.of_workbook(workbook)]
        grounds = {
            page.sheet.name.casefold(): TemplateReferences(page.layout, page.region, page.before) for page in pages
        }
        problems += lost_references(template.path, found, grounds)
        for page in pages:
            tables = page.tables.values()
            problems += template_notes.tables_beside(
                template.path, page.sheet.name, tables, page.root, page.layout.rows
            )
        problems += moving_names(template.path, template_formulas.of_workbook(workbook), grounds)
        _find_needs(pages, found)
    return WorkbookTemplate(
        template.path, file, workbook, pages, cells, shapes, problems, notes, PictureFiles(template.pictures)
    )


def _page(
    file: OfficePackage, sheet: Sheet, root: Element, strings: Sequence[Element], marker: TagMarker
) -> SheetTemplate:
    tables = _parsed(file, [sheet.part], "table")
    region = prepare(root, strings, tables.values())
    put_addresses(file, sheet, root)
    drawings = _parsed(file, [sheet.part], "drawing")
    marker.mark([*placed(root, sheet.name), *picture_tags(root, sheet.name, drawings)])
    rows = root.find(x("sheetData"))
    layout = SheetLayout() if rows is None else mark_blocks(rows, marker.tag_of)
    charts = _parsed(file, drawings, "chart")
    drawings |= _parsed(file, charts, "chartUserShapes")
    return SheetTemplate(sheet, root, region, layout, tables, drawings, charts, [], {}, {})


def _parsed(file: OfficePackage, owners: Sequence[str] | Parts, word: str) -> Parts:
    return {part: parse(file.parts[part]) for owner in owners for part in file.related_parts(owner, word)}


def _mark_shapes(path: str, page: SheetTemplate, marker: TagMarker) -> Iterator[Problem]:
    for root in (*page.drawings.values(), *page.charts.values()):
        marker.mark(list(shapes_placed(root, page.sheet.name)))
        for element in root.iter("*"):
            is_filled = element.tag == name("c", "v") or next(element.iterancestors(SHAPES.paragraph), None) is not None
            if not is_filled and element.tag != SHAPES.paragraph:
                yield from out_of_reach(path, page.sheet.name, element)
        for formula in root.iter(*CHART_FORMULAS):
            yield from formula_faults(path, chart_of(page.sheet.name), formula.text or "")


def _note_faults(path: str, file: OfficePackage, sheet: Sheet) -> Iterator[Problem]:
    """Yield the tags in the notes of a sheet, where nothing is filled."""
    for part in file.related_parts(sheet.part, "comments"):
        for note in parse(file.parts[part]).iter(x("comment")):
            text = "".join(t.text or "" for t in note.iter(x("t")))
            if opens(text):
                cell = at(sheet.name, note.get("ref", ""))
                yield of_tags.out_of_reach(path, Message(f"{cell.en} note", f"{cell.ko} 메모"), text)


def _pictures(file: OfficePackage, page: SheetTemplate) -> Iterator[tuple[str, Message]]:
    """Yield the pictures of a sheet, by the names of their parts, with the place of each."""
    for owner in (page.sheet.part, *page.drawings, *page.charts, *file.related_parts(page.sheet.part, "vmlDrawing")):
        for part in file.related_parts(owner, "image"):
            yield part, picture_of(page.sheet.name)


def _names_at_fault(path: str, workbook: Element) -> Iterator[Problem]:
    for named in (*workbook.iter(x("definedName")), *workbook.iter(x("sheet"))):
        sheet_name = named.get("name", "")
        yield from out_of_reach(path, sheet_name, named)
        yield from formula_faults(path, name_of(sheet_name), named.text or "")


def _formulas(page: SheetTemplate) -> Iterator[Formula]:
    yield from template_formulas.of_sheet(page.root, page.sheet.name, page.layout.rows, page.region)
    yield from template_formulas.of_drawings(page.sheet.name, page.drawings, page.charts)


def _find_needs(pages: Sequence[SheetTemplate], found: Iterable[Formula]) -> None:
    """Note which rows of each sheet must be there, for a formula or a table names them."""
    by_name = {page.sheet.name.casefold(): page for page in pages}
    for formula in found:
        for reference in references(formula.text):
            page = by_name.get((reference.sheet or formula.sheet).casefold())
            last = reference.last or reference.first
            if page and reference.first.row is not None and last.row is not None:
                is_home = page.sheet.name.casefold() == formula.sheet.casefold()
                position = page.layout.rows.positions.get(formula.row if is_home else 0, _OUTSIDE)
                _note_need(page, (reference.first.row, last.row), position.blocks)
    for page in pages:
        for table in page.tables.values():
            area = area_at(table.get("ref", ""))
            if area:
                heads, totals = int(table.get("headerRowCount", "1")), int(table.get("totalsRowCount", "0"))
                _note_need(page, (area.top + heads, area.bottom - totals), ())


def _note_need(page: SheetTemplate, ends: tuple[int, int], blocks: tuple[int, ...]) -> None:
    found = need(min(ends), max(ends), blocks, page.layout.rows.positions)
    rows = page.root.find(x("sheetData"))
    if found is None or rows is None:
        return
    page.needs.append(found)
    number = found.rows[0]
    if number not in page.blank:
        page.blank[number] = blank_row(next(r for r in rows.iterchildren(x("row")) if int(r.get("r")) == number))
