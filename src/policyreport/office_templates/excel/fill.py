"""A template drawn in Excel, filled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from policyreport.diagnostics import PolicyReportError, Problem, raise_any
from policyreport.document.nodes import Meta
from policyreport.document.output import Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates.engine import Roots, TemplateEngine, resolve_blocks
from policyreport.office_templates.excel import drawings, row_shifting
from policyreport.office_templates.excel.calc import errors_shown, evaluator_of, put_values, unevaluated
from policyreport.office_templates.excel.cells import ValueWriter
from policyreport.office_templates.excel.conditional_rules import spread
from policyreport.office_templates.excel.defined_names import BEFORE_NAMES, name_facts
from policyreport.office_templates.excel.functions import FUNCTIONS
from policyreport.office_templates.excel.locations import chart_of, name_of
from policyreport.office_templates.excel.missing_values import leave_blank, shown_as_numbers, texts_shown
from policyreport.office_templates.excel.package import name, x
from policyreport.office_templates.excel.picture_fields import ShownAtRow, fill_pictures, take_pictures
from policyreport.office_templates.excel.prepare import without_names
from policyreport.office_templates.excel.reference_rewriting import ReferenceRewriter, Use
from policyreport.office_templates.excel.row_shifting import move, moved_notes, tidy
from policyreport.office_templates.excel.sheet import FilledSheet, crowded_cells, filled_sheet, follow, put_links
from policyreport.office_templates.excel.styles import Styles, plain_styles
from policyreport.office_templates.excel.template import WorkbookTemplate, opened
from policyreport.office_templates.excel.value_notes import calculated_when_opened
from policyreport.office_templates.opc_package import OfficePackage, packed, with_filled, without_unnamed
from policyreport.office_templates.pictures import bare_picture
from policyreport.office_templates.xml import Element, drop, drop_all, parse, serialize
from policyreport.ooxml.core_properties import core_properties_part


def _put_notes(file: OfficePackage, sheets: Sequence[FilledSheet]) -> None:
    """Move the notes of sheets to where their cells are."""
    for sheet in sheets:
        part = sheet.page.sheet.part
        legacy = sheet.root.find(x("legacyDrawing"))
        relation = file.relations[part].get("" if legacy is None else legacy.get(name("r", "id"), ""))
        listed = file.related_parts(part, "comments")
        noted = moved_notes(parse(file.parts[listed[0]]), sheet.row_map) if listed and relation else None
        if noted and relation:
            file.parts[listed[0]], file.parts[relation.target] = serialize(noted[0]), noted[1]
            file.kinds[relation.target] = "comments"
            continue
        _drop(file, part, [*listed, *([relation.target] if relation else [])])
        if legacy is not None:
            drop(legacy)


def _drop(file: OfficePackage, owner: str, parts: Collection[str]) -> None:
    for part in parts:
        file.parts.pop(part, None)
        file.relations.pop(part, None)
    relations = file.relations[owner]
    for identity in [key for key, relation in relations.items() if relation.target in parts]:
        del relations[identity]


def _tidied(content: bytes, kind: str) -> bytes:
    """Return a part without what only the template needs."""
    if kind == "image":
        return bare_picture(content)
    root = parse(content)
    if kind == "vmlDrawing":
        without_names(root)
    return serialize(root)


_STYLES = "xl/styles.xml"


@dataclass(frozen=True, slots=True)
class _Told:
    """What is worth knowing of a filled workbook, and what looks wrong in it."""

    notes: list[Problem] = field(default_factory=list[Problem])
    warnings: list[Problem] = field(default_factory=list[Problem])


Carried = tuple[Roots, TemplateEngine]


def fill(template: DrawnTemplate, names: Mapping[str, object], meta: Meta, theme: Theme) -> Rendered:
    """Return the file that a template becomes, and where its numbers stand.

    Formulas that are plain sums bear their values; all are calculated when the file is opened. Raises
    ``PolicyReportError`` with every problem of its tags and formulas (exit codes 3, 4, 6 and 7).
    """
    return _filled(opened(template), names, meta, theme)


def _filled(template: WorkbookTemplate, names: Mapping[str, object], meta: Meta, theme: Theme) -> Rendered:
    (roots, engine), (drawn, of_shapes) = _carried_out(template, names)
    pictures: list[ShownAtRow] = []
    raise_any([one for root in roots.values() for one in take_pictures(template.path, root, engine.content, pictures)])
    style_part = _style_part(template.file)
    value_writer = ValueWriter(
        Styles(parse(template.file.parts[style_part])), from_1904=_counts_from_1904(template.workbook)
    )
    sheets = [filled_sheet(page, roots[page.sheet.part], engine, value_writer, theme) for page in template.pages]
    placements = [placement for sheet in sheets for placement in sheet.placements]
    placements += drawings.printed(template, drawn, of_shapes, theme)
    told = _Told(warnings=[problem for sheet in sheets for problem in crowded_cells(sheet)])
    raise_any([*(problem for sheet in sheets for problem in sheet.problems), *_settle(template, sheets, drawn, told)])
    if theme.number_ids:
        name_facts(template.workbook, sheets)
    for sheet in sheets:
        fill_pictures(template.file, sheet.root, {part: drawn[part] for part in sheet.page.drawings}, pictures)
        addresses = dict.fromkeys(sheet.links.values())
        put_links(sheet, {address: template.file.link_to(sheet.page.sheet.part, address) for address in addresses})
    _drop(template.file, template.file.main, template.file.related_parts(template.file.main, "sharedStrings"))
    _put_notes(template.file, sheets)
    parts = {sheet.page.sheet.part: serialize(sheet.root) for sheet in sheets}
    parts |= {name: serialize(root) for page in template.pages for name, root in page.tables.items()}
    parts |= {name: serialize(root) for name, root in drawn.items()}
    parts |= {template.file.main: serialize(template.workbook), style_part: value_writer.styles.written()}
    file = without_unnamed(template.file, {part: drawn[part] for page in template.pages for part in page.drawings})
    content = packed(with_filled(file, parts, _tidied), core_properties_part(meta), meta.identity)
    notes, reckoned = (*template.notes, *told.notes), (*engine.reckoned, *of_shapes.reckoned)
    return Rendered(
        content, tuple(placements), len(sheets), notes=notes, warnings=tuple(told.warnings), reckoned=reckoned
    )


def _style_part(file: OfficePackage) -> str:
    """Return the name of the part with the styles; one is made where a program left it out."""
    for part in file.related_parts(file.main, "styles"):
        return part
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
    file.add(file.main, "styles", _STYLES, serialize(plain_styles()), content_type)
    return _STYLES


def _carried_out(template: WorkbookTemplate, names: Mapping[str, object]) -> tuple[Carried, Carried]:
    """Return the sheets, and what is drawn on them, with their tags resolved; raises all problems of both."""
    drawn = {part: root for page in template.pages for part, root in (page.drawings | page.charts).items()}
    problems = list(template.problems)
    resolved: list[Carried] = []
    of_cells = {page.sheet.part: page.root for page in template.pages}
    for roots, marker in ((of_cells, template.cells), (drawn, template.shapes)):
        try:
            resolved.append(resolve_blocks(roots, marker, names, [], pictures=template.pictures))
        except PolicyReportError as error:
            problems += error.problems
    raise_any(problems)
    return resolved[0], resolved[1]


def _settle(template: WorkbookTemplate, sheets: Sequence[FilledSheet], drawn: Roots, told: _Told) -> list[Problem]:
    """Let all that stands in the workbook follow its rows, and bear its values; return what cannot."""
    rewriter = ReferenceRewriter(template.path, {sheet.page.sheet.name: sheet.row_map for sheet in sheets})
    problems: list[Problem] = []
    for sheet in sheets:
        follow(sheet, rewriter)
        problems += move(sheet.root, sheet.row_map, rewriter, template.path)
        for table in sheet.page.tables.values():
            problems += row_shifting.grow(table, sheet.row_map, sheet.values, rewriter, template.path)
        for part in sheet.page.drawings:
            drawings.move_anchors(drawn[part], sheet.row_map)
            drawings.follow_cells(drawn[part], chart_of(sheet.page.sheet.name), rewriter)
        for part in sheet.page.charts:
            drawings.follow_rows(drawn[part], chart_of(sheet.page.sheet.name), rewriter)
    finish(template.workbook, rewriter)
    misread = list(_evaluate(template, sheets, drawn, rewriter, told))
    return [*problems, *(rewriter.problems or misread)]


def _evaluate(
    template: WorkbookTemplate,
    sheets: Sequence[FilledSheet],
    drawn: Roots,
    rewriter: ReferenceRewriter,
    told: _Told,
) -> Iterator[Problem]:
    """Write the values of formulas, and let charts and rules go by them; yield what takes texts for numbers."""
    shown = shown_as_numbers(sheets, drawn)
    leave_blank(sheets, shown)
    evaluator = evaluator_of(sheets, template.workbook, rewriter.first_turns, shown)
    yield from dict.fromkeys(put_values(sheets, evaluator, template.path))
    yield from dict.fromkeys(texts_shown(sheets, shown, template.path))
    told.warnings.extend(dict.fromkeys(errors_shown(sheets, evaluator, template.path)))
    if without_values := unevaluated(sheets, evaluator):
        told.notes.append(calculated_when_opened(template.path, without_values, FUNCTIONS))
    for sheet in sheets:
        spread(sheet.root, sheet.row_map, rewriter, evaluator)
        tidy(sheet.root)
    values = {s.key: drawings.Values(s.values, s.formulas.keys() - s.values) for s in sheets}
    for part in (part for sheet in sheets for part in sheet.page.charts):
        drawings.renew(drawn[part], values)


_KEPT_OF_WORKBOOK = frozenset(
    map(x, ("workbookPr", "workbookProtection", "bookViews", "sheets", "definedNames", "calcPr"))
)
_BEFORE_RECKONING = BEFORE_NAMES | {x("definedNames")}
_FRAMES = "_xlnm."
"""How the names begin that Excel itself gives: to what is printed, to what is printed on each page, to a filter."""
_PROPERTIES = ("date1904", "defaultThemeVersion", "showObjects", "hidePivotFieldList")
_VIEW = ("activeTab", "firstSheet", "tabRatio", "windowWidth", "windowHeight", "xWindow", "yWindow", "showSheetTabs")


def finish(workbook: Element, rewriter: ReferenceRewriter) -> None:
    """Let names follow their cells, have formulas calculated when the file is opened, and leave traces out."""
    for element in list(workbook):
        if element.tag not in _KEPT_OF_WORKBOOK:
            drop(element)
    for local, kept in (("workbookPr", _PROPERTIES), ("workbookView", _VIEW)):
        for element in workbook.iter(x(local)):
            for attribute in [a for a in element.attrib if a not in kept]:
                del element.attrib[attribute]
            drop_all(element)
    for named in workbook.iter(x("definedName")):
        defined_name = named.get("name", "")
        named.attrib.pop("comment", None)
        if named.text:
            use = Use.FRAME if defined_name.startswith(_FRAMES) else Use.AREA
            named.text = rewriter.everywhere(named.text, name_of(defined_name), use)
    _reckon_when_opened(workbook)


def _counts_from_1904(workbook: Element) -> bool:
    """Return whether days are counted from 1904."""
    properties = workbook.find(x("workbookPr"))
    return properties is not None and properties.get("date1904", "0") in ("1", "true")


def _reckon_when_opened(workbook: Element) -> None:
    calculation = workbook.find(x("calcPr"))
    if calculation is None:
        calculation = etree.Element(x("calcPr"))
        workbook.insert(sum(1 for element in workbook if element.tag in _BEFORE_RECKONING), calculation)
    calculation.set("calcId", "191029")
    calculation.set("fullCalcOnLoad", "1")
