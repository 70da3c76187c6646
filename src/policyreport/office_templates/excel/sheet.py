"""A sheet whose tags are resolved: its rows numbered, its cells with their values, formulas and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from policyreport.diagnostics import Message, Problem, TextProblem
from policyreport.document.number_format import number_text
from policyreport.document.output import Placement
from policyreport.document.theme import Theme
from policyreport.office_templates.engine import TemplateEngine
from policyreport.office_templates.excel import errors
from policyreport.office_templates.excel.cells import ValueWriter, form_of_text, only_value, written
from policyreport.office_templates.excel.formula_eval import DataText, Form, Value
from policyreport.office_templates.excel.links import filled_addresses
from policyreport.office_templates.excel.locations import at, header_or_footer
from policyreport.office_templates.excel.package import BLANK, CELLS, HEADERS_AND_FOOTERS, TURNS_OF_CELL, WIDTH, x
from policyreport.office_templates.excel.reference_rewriting import ReferenceRewriter, Site
from policyreport.office_templates.excel.references import MOST_COLUMNS, MOST_ROWS, area_at, cell_at
from policyreport.office_templates.excel.row_map import (
    BLOCK,
    ENDED,
    TURN,
    TURNED,
    Column,
    Ended,
    Made,
    MappedRow,
    Region,
    RowMap,
    Turns,
    moved,
    with_blanks,
)
from policyreport.office_templates.excel.row_shifting import head_cells
from policyreport.office_templates.excel.runs import CellWriter
from policyreport.office_templates.excel.styles import Styles
from policyreport.office_templates.excel.template import SheetTemplate
from policyreport.office_templates.runs import Printer
from policyreport.office_templates.xml import Element, drop, drop_all
from policyreport.ooxml.cell_lines import MOST_LINE_ENDS, crowded_cell
from policyreport.ooxml.cell_references import coordinate

_MOST_CELL_UNITS, _MOST_HEADER_UNITS, _MOST_LINKS = 32_767, 255, 65_530
_LINE_HEIGHT = 1.4
_SIZE_CODE, _DIGIT = re.compile(r"&\d+$"), re.compile(r"\d")
_BEFORE_LINKS = frozenset(
    map(
        x,
        (
            *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
            *("sheetProtection", "protectedRanges", "autoFilter", "mergeCells", "conditionalFormatting"),
            "dataValidations",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A filled sheet: its tree, where the template's rows went, and what its cells hold by row and column.

    ``formulas`` are its cells with formulas; ``links`` are addresses by the names of cells; ``facts`` are those that
    cells hold as numbers, with the names of the cells.
    """

    page: SheetTemplate
    root: Element
    row_map: RowMap
    values: dict[tuple[int, int], Value] = field(default_factory=dict[tuple[int, int], Value])
    formulas: dict[tuple[int, int], Element] = field(default_factory=dict[tuple[int, int], "Element"])
    links: dict[str, str] = field(default_factory=dict[str, str])
    facts: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    placements: list[Placement] = field(default_factory=list[Placement])
    problems: list[Problem] = field(default_factory=list[Problem])

    @property
    def key(self) -> str:
        """The sheet's name, case folded."""
        return self.page.sheet.name.casefold()

    def place_of(self, row: int, column: int) -> Message:
        """Return the place of a cell in the template."""
        return at(self.page.sheet.name, coordinate(self.row_map.origin(row), column))


def filled_sheet(
    page: SheetTemplate, root: Element, engine: TemplateEngine, value_writer: ValueWriter, theme: Theme
) -> FilledSheet:
    """Return a sheet whose cells have their values."""
    rows = root.find(x("sheetData"))
    if rows is None:
        return FilledSheet(page, root, RowMap(page.sheet.name, (), page.layout, None))
    row_map = numbered(page, rows)
    sheet = FilledSheet(page, root, row_map)
    for address in filled_addresses(engine.file, rows, engine.content):
        if isinstance(address, Problem):
            sheet.problems.append(address)
        else:
            sheet.links[address[0]] = address[1]
    printed = [cell for cell in rows.iter(x("c")) if next(cell.iter(etree.PI), None) is not None]
    heads = {cell for table in page.tables.values() for cell in head_cells(table, row_map)}
    forms: dict[Element, Form] = {}
    for cell in printed:
        if cell.get("r") in heads:
            continue
        only = only_value(cell, engine.content)
        form = form_of_text(only)
        if form is not None:
            forms[cell] = form
        cell_value = value_writer.type(cell, only)
        if cell_value is not None:
            number, text = cell_value
            sheet.placements.append(Placement(number.fact, text, _where(page, cell)))
            sheet.facts.append((number.fact, cell.get("r")))
    writer = CellWriter(value_writer.styles)
    printer = Printer(theme, engine.content, writer, CELLS)
    printer.print(root)
    sheet.links.update({cell.get("r"): address for cell, address in writer.links.items()})
    _read_cells(sheet, rows, set(printed), printer, value_writer.styles)
    _note_texts_of_data(sheet, forms)
    _write_headers_and_footers(sheet, printer, engine.file)
    sheet.problems.extend(_limits(sheet, engine.file))
    return sheet


def follow(sheet: FilledSheet, rewriter: ReferenceRewriter) -> None:
    """Let the formulas of a sheet follow the cells that they name."""
    lines = {line.number: line for line in sheet.row_map.lines}
    for (row, column), cell in sheet.formulas.items():
        formula = cell.find(x("f"))
        if formula is None:
            continue
        line = lines[row]
        place, before = sheet.place_of(row, column), sheet.page.before
        site = Site(place, sheet.row_map, line.turns, _turns_of(cell), line, column, before)
        formula.text = rewriter.in_cell(formula.text or "", site)
        if formula.get("ref"):
            formula.set("ref", _array(formula.get("ref"), sheet.row_map, line, column))
    for element in sheet.root.iter(x("c"), x("row")):
        for attribute in (TURNS_OF_CELL, WIDTH, BLANK):
            element.attrib.pop(attribute, None)


def put_links(sheet: FilledSheet, ids: dict[str, str]) -> None:
    """Write the links of cells; ``ids`` are those of their relationships, by addresses."""
    if not sheet.links:
        return
    listed = sheet.root.find(x("hyperlinks"))
    if listed is None:
        listed = etree.Element(x("hyperlinks"))
        sheet.root.insert(sum(1 for child in sheet.root if child.tag in _BEFORE_LINKS), listed)
    named = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    for cell, address in sheet.links.items():
        drop_all(link for link in listed if link.get("ref", "") == cell)
        etree.SubElement(listed, x("hyperlink"), {"ref": cell, named: ids[address]})


def _read_cells(sheet: FilledSheet, rows: Element, printed: set[Element], printer: Printer, styles: Styles) -> None:
    for cell in rows.iter(x("c")):
        at_cell = cell_at(cell.get("r"))
        inline = cell.find(x("is"))
        if cell.find(x("f")) is not None:
            sheet.formulas[at_cell] = cell
        elif inline is not None:
            numbers = printer.numbers.get(inline, ())
            text = written(cell, styles, is_printed=cell in printed)
            _make_room(cell, text, styles)
            where = _where(sheet.page, cell)
            sheet.placements.extend(Placement(n.fact, number_text(n), where) for n in numbers)
            if text:
                sheet.values[at_cell] = text
        elif cell.findtext(x("v"), ""):
            _read_value(sheet, cell, at_cell)


def _note_texts_of_data(sheet: FilledSheet, forms: Mapping[Element, Form]) -> None:
    for cell, one in forms.items():
        row, column = cell_at(cell.get("r"))
        value = sheet.values.get((row, column))
        if isinstance(value, str):
            sheet.values[row, column] = DataText(value, one, sheet.place_of(row, column).ko)


def _make_room(cell: Element, text: str, styles: Styles) -> None:
    """Make a row whose height was left to Excel as high as the lines of a text; in merged cells Excel would not."""
    row = cell.getparent()
    if "\n" in text and row is not None and row.get("customHeight", "0") not in ("1", "true"):
        height = (1 + text.count("\n")) * styles.size(int(cell.get("s") or 0)) * _LINE_HEIGHT
        row.set("ht", f"{max(height, float(row.get('ht') or 0)):g}")


def _read_value(sheet: FilledSheet, cell: Element, at_cell: tuple[int, int]) -> None:
    kind, text = cell.get("t", "n"), cell.findtext(x("v"), "")
    if kind == "n":
        sheet.values[at_cell] = float(text)
    elif kind == "b":
        sheet.values[at_cell] = text == "1"
    elif kind == "e":
        sheet.formulas[at_cell] = cell  # an error, with which nothing can be calculated
    else:
        sheet.values[at_cell] = text


def _write_headers_and_footers(sheet: FilledSheet, printer: Printer, file: str) -> None:
    for element in sheet.root.iter(*HEADERS_AND_FOOTERS):
        inline = element.find(x("is"))
        if inline is None:
            continue
        place = header_or_footer(element, sheet.page.sheet.name)
        text = ""
        for run in inline:
            part = "".join(t.text or "" for t in run.iter(x("t")))
            text += " " + part if _SIZE_CODE.search(text) and _DIGIT.match(part) else part
        sheet.placements.extend(Placement(n.fact, number_text(n), place.en) for n in printer.numbers.get(inline, ()))
        drop(inline)
        element.text = text
        if _units(text) > _MOST_HEADER_UNITS:
            sheet.problems.append(errors.too_much("xlsx.header-length", file, place, _units(text), _MOST_HEADER_UNITS))


def crowded_cells(filled: FilledSheet) -> Iterator[TextProblem]:
    """Yield the warning of each cell whose text has more line ends than Excel keeps."""
    for (row, column), value in filled.values.items():
        if isinstance(value, str) and value.count("\n") > MOST_LINE_ENDS:
            yield crowded_cell(f"{filled.page.sheet.name}!{coordinate(row, column)}", value)


def _limits(filled: FilledSheet, file: str) -> Iterator[Problem]:
    sheet = filled.page.sheet.name
    rows = max((line.number for line in filled.row_map.lines), default=0)
    columns = max((column for _, column in (*filled.values, *filled.formulas)), default=0)
    for code, counted, most in (
        ("xlsx.rows", rows, MOST_ROWS),
        ("xlsx.columns", columns, MOST_COLUMNS),
        ("xlsx.links", len(filled.links), _MOST_LINKS),
    ):
        if counted > most:
            yield errors.too_much(code, file, at(sheet, ""), counted, most)
    for (row, column), value in filled.values.items():
        if isinstance(value, str) and len(value) > _MOST_CELL_UNITS // 2 and _units(value) > _MOST_CELL_UNITS:
            place = at(sheet, coordinate(row, column))
            yield errors.too_much("xlsx.cell-length", file, place, _units(value), _MOST_CELL_UNITS)


def _array(text: str, row_map: RowMap, line: MappedRow, column: int) -> str:
    area = area_at(text)
    if area is None:
        return text
    bottom = row_map.bottom(area.top, area.bottom, line.turns)
    end = coordinate(bottom.number if bottom else line.number, column + area.right - area.left)
    first = coordinate(line.number, column)
    return f"{first}:{end}" if area[:2] != area[2:] else first


def _where(page: SheetTemplate, cell: Element) -> str:
    return f"{page.sheet.name}!{cell.get('r')}"


def _units(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def numbered(page: SheetTemplate, rows: Element) -> RowMap:
    """Give each row of a filled sheet and each of its cells its place, and return where those of the template went."""
    walk = _Walk(rows)
    whole = with_blanks(walk.made, walk.ended, page.needs, page.blank)
    placed_rows = [(one.row, one.turns, _place_cells(one.row)) for one in whole]
    drop_all(rows)
    rows.extend(row for row, _, _ in placed_rows)
    lines = [
        MappedRow(int(row.get("r")), 0, turns, columns, BLANK in row.attrib) for row, turns, columns in placed_rows
    ]
    numbers = list(_row_numbers(lines, page.region))
    for (row, _, _), number in zip(placed_rows, numbers, strict=True):
        _set_number(row, number)
    numbered_lines = [line._replace(number=number) for line, number in zip(lines, numbers, strict=True)]
    return RowMap(page.sheet.name, numbered_lines, page.layout, page.region)


def _turns_of(cell: Element) -> Turns:
    """Return the turns of loops of cells in which a cell of a filled sheet was made."""
    pairs = (pair.split(".") for pair in cell.get(TURNS_OF_CELL, "").split())
    return tuple((int(loop), int(turn)) for loop, turn in pairs)


class _Walk:
    """Walks through the rows of a filled sheet and the marks of blocks between them."""

    def __init__(self, rows: Element) -> None:
        self.made: list[Made] = []
        self.ended: list[Ended] = []
        self._turns: list[tuple[int, int]] = []
        self._path: list[tuple[int, int]] = []
        self._counted = count(1)
        for element in rows:
            self._step(element)

    def _step(self, element: Element) -> None:
        if element.tag == x("row"):
            self.made.append(Made(element, tuple(self._turns), tuple(self._path)))
        elif element.tag == BLOCK:
            self._path.append((int(element.get("n")), next(self._counted)))
        elif element.tag == TURN:
            self._path[-1] = (int(element.get("n")), next(self._counted))
            self._turns.append(self._path[-1])
        elif element.tag == TURNED:
            self._path[-1] = (self._path[-1][0], next(self._counted))
            self._turns.pop()
        elif element.tag == ENDED:
            self.ended.append(Ended(len(self.made), tuple(self._turns), tuple(self._path)))
            self._path.pop()


def _row_numbers(lines: Sequence[MappedRow], region: Region | None) -> Iterator[int]:
    first, last = region or (0, 0)
    shift, within = moved(lines, region), count(first)
    for line in lines:
        if first <= line.origin <= last:
            yield next(within)
        else:
            yield line.origin + (shift if line.origin > last else 0)


def _place_cells(row: Element) -> Mapping[int, Sequence[Column]] | None:
    """Give the cells of a row the numbers of their columns where it has tags for cells; return where they went."""
    if WIDTH not in row.attrib:
        return None
    columns: dict[int, list[Column]] = {column: [] for column in range(1, int(row.get(WIDTH)) + 1)}
    turns: list[tuple[int, int]] = []
    counted: dict[int, count[int]] = {}
    number = 0
    for element in list(row):
        if element.tag == x("c"):
            number += 1
            origin = cell_at(element.get("r"))
            columns.setdefault(origin[1], []).append(Column(number, tuple(turns)))
            element.set("r", coordinate(origin[0], number))
            element.set(TURNS_OF_CELL, " ".join(f"{loop}.{turn}" for loop, turn in turns))
        elif element.tag == TURN:
            loop = int(element.get("n"))
            turns.append((loop, next(counted.setdefault(loop, count(1)))))
            drop(element)
        else:
            if element.tag == TURNED:
                turns.pop()
            drop(element)
    return columns


def _set_number(row: Element, number: int) -> None:
    if row.get("r") != str(number):
        before = len(row.get("r"))
        row.set("r", str(number))
        for cell in row:
            cell.set("r", f"{cell.get('r')[:-before]}{number}")
