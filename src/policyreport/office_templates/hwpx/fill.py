"""A template drawn in 한글, filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policyreport.diagnostics import Message, PolicyReportError, Problem, raise_any
from policyreport.document.nodes import Meta, Number
from policyreport.document.output import Placement, Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import errors
from policyreport.office_templates.cell_statements import CellStatements
from policyreport.office_templates.engine import Roots, TemplateEngine, resolve_blocks
from policyreport.office_templates.hwpx.bookmarks import bookmark_numbers
from policyreport.office_templates.hwpx.cell_merger import HangulCellMerger
from policyreport.office_templates.hwpx.fields import FIELD_ENDS, field_pairs
from policyreport.office_templates.hwpx.finish import finish
from policyreport.office_templates.hwpx.locations import Locations
from policyreport.office_templates.hwpx.package import (
    HANGUL,
    HEAD,
    PictureStore,
    SourceParts,
    filled_parts,
    packed,
    picture_parts,
    read,
)
from policyreport.office_templates.hwpx.picture_fields import fill_pictures, picture_tags
from policyreport.office_templates.hwpx.prepare import (
    NamedField,
    drop_notes,
    list_faults,
    of_named_field,
    prepare,
    section_faults,
)
from policyreport.office_templates.hwpx.runs import HwpxRunWriter, Letters
from policyreport.office_templates.hwpx.table_formulas import TableFormula, calculate
from policyreport.office_templates.pictures import picture_faults
from policyreport.office_templates.runs import PlainTextWriter, Printer
from policyreport.office_templates.tag_marking import TagMarker, paths
from policyreport.office_templates.xml import Element, is_within, parse
from policyreport.templating.pictures import PictureFiles


def fill(template: DrawnTemplate, names: Mapping[str, object], meta: Meta, theme: Theme) -> Rendered:
    """Return the file that a template becomes, and where its numbers stand; 한글 itself counts its pages.

    Raises ``PolicyReportError`` with every problem of its tags and formulas (exit codes 4, 6 and 7).
    """
    source = read(template.content)
    head = parse(source[HEAD])
    roots = {name: parse(source[name]) for name in filled_parts(source)}
    marked = _Marked(template, TagMarker(template.path, HANGUL))
    problems = list(list_faults(template.path, head))
    problems += _picture_faults(template.path, source, {HEAD: head, **roots})
    for root in roots.values():
        problems += marked.mark(root)
    try:
        plain = PlainTextWriter(roots.values(), HANGUL)
        pictures = PictureFiles(template.pictures)
        filled, engine = resolve_blocks(roots, marked.marker, names, problems, plain.write, pictures=pictures)
    except PolicyReportError as error:
        raise PolicyReportError(map(marked.named, error.problems)) from None
    store = PictureStore(source)
    raise_any(list(fill_pictures(template.path, store, filled, engine.content)))
    statements = CellStatements(template.path, engine.tags, HANGUL, HangulCellMerger(head))
    raise_any([problem for root in filled.values() for problem in statements.apply_values(root, engine.content)])
    numbers, runs, placements = _print(filled, engine, theme, HwpxRunWriter(Letters(head)), statements)
    finish(filled.values())
    raise_any(calculate(template.path, filled.values(), marked.formulas, numbers))
    if theme.number_ids:
        bookmark_numbers(filled, runs)
    return Rendered(packed(store.parts(), head, filled, meta), placements, reckoned=engine.reckoned)


def _picture_faults(path: str, source: SourceParts, roots: Mapping[str, Element]) -> Iterator[Problem]:
    """Yield what is wrong with the pictures that the text shows, where they are shown first."""
    pictures, locations = picture_parts(source), Locations()
    places: dict[str, Message] = {}
    shown: dict[str, bytes] = {}
    for name, root in roots.items():
        known = dict(locations.of(root)) if pictures and name != HEAD else {}
        for element in root.iter("*") if pictures else ():
            for part in (pictures[value] for value in element.attrib.values() if value in pictures):
                shown[part] = source[part]
                place = next((known[around] for around in element.iterancestors() if around in known), None)
                if place:
                    places.setdefault(part, place)
    return picture_faults(path, shown, places)


@dataclass(slots=True)
class _Marked:
    """The tags of a template, the formulas that wait for what is filled in, and the fields that became tags."""

    template: DrawnTemplate
    marker: TagMarker
    formulas: list[TableFormula] = field(default_factory=list[TableFormula])
    _places: Locations = field(default_factory=Locations)
    _fields: dict[tuple[str, str], NamedField] = field(default_factory=dict[tuple[str, str], NamedField])

    def mark(self, root: Element) -> Iterator[Problem]:
        """Mark the tags of one part, and yield what is wrong beside them; places are those that the author sees."""
        path, kept = self.template.path, self.template.keep_fields
        drop_notes(root)
        paragraphs = list(self._places.of(root))
        known = dict(paragraphs)
        yield from section_faults(path, paragraphs, kept, self.formulas)
        self._fields |= {(known[one.paragraph].ko, one.tag): one for one in prepare(root, kept)}
        pairs = field_pairs(root)
        standing = [(paragraph, place) for paragraph, place in paragraphs if is_within(paragraph, root)]
        self.marker.mark([*standing, *picture_tags(root, known)])
        branch_paths = paths(root, self.marker.tag_of, FIELD_ENDS)
        for begin, end in pairs:
            if branch_paths.get(begin) != branch_paths.get(end):
                place = next(known[around] for around in begin.iterancestors() if around in known)
                yield errors.parted_field(path, place, begin.get("type", ""))

    def named(self, problem: Problem) -> Problem:
        """Return a problem as one of the field to be clicked on, or the cell, whose tag has it."""
        one = self._fields.get((problem.where.cell if problem.where else "", problem.field))
        return of_named_field(problem, one) if one else problem


def _print(
    filled: Roots, engine: TemplateEngine, theme: Theme, writer: HwpxRunWriter, statements: CellStatements
) -> tuple[Mapping[Element, Sequence[Number]], Sequence[tuple[Number, Element]], tuple[Placement, ...]]:
    """Print all values, and return the facts in each paragraph, the run of each, and where they stand."""
    places = Locations()
    numbers: dict[Element, Sequence[Number]] = {}
    runs: list[tuple[Number, Element]] = []
    placements: list[Placement] = []
    for root in filled.values():
        printer = Printer(theme, engine.content, writer, HANGUL)
        printer.print(root)
        statements.merge(root)
        placements += printer.placements(places.of(root))
        numbers |= printer.numbers
        runs += printer.runs
    return numbers, runs, tuple(placements)
