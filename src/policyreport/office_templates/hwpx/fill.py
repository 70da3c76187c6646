"""A template drawn in 한글, filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyreport.diagnostics import Problem
from policyreport.document.nodes import Meta
from policyreport.document.output import Placement, Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import errors
from policyreport.office_templates.engine import Roots, TemplateEngine, resolve_blocks
from policyreport.office_templates.hwpx.finish import FIELD_ENDS, field_pairs, finish
from policyreport.office_templates.hwpx.locations import Locations
from policyreport.office_templates.hwpx.package import HANGUL, HEAD, filled_parts, packed, read
from policyreport.office_templates.hwpx.prepare import list_faults, prepare, section_faults
from policyreport.office_templates.hwpx.runs import HwpxRunWriter, Letters
from policyreport.office_templates.runs import PlainTextWriter, Printer
from policyreport.office_templates.tag_marking import TagMarker, paths
from policyreport.office_templates.xml import Element, is_within, parse


def fill(template: DrawnTemplate, names: Mapping[str, object], meta: Meta, theme: Theme) -> Rendered:
    """Return the file that a template becomes, and where its numbers stand; 한글 itself counts its pages.

    Raises ``PolicyReportError`` with every problem of its tags (exit codes 4, 6 and 7).
    """
    source = read(template.content)
    head = parse(source[HEAD])
    roots = {name: parse(source[name]) for name in filled_parts(source)}
    marker, places = TagMarker(template.path, HANGUL), Locations()
    problems = list(list_faults(template.path, head))
    for root in roots.values():
        problems += _mark(template.path, root, places, marker)
    filled, engine = resolve_blocks(roots, marker, names, problems, PlainTextWriter(roots.values(), HANGUL).write)
    placements = tuple(_print(filled, engine, theme, HwpxRunWriter(Letters(head))))
    finish(filled.values())
    return Rendered(packed(source, head, filled, meta), placements)


def _mark(path: str, root: Element, places: Locations, marker: TagMarker) -> Iterator[Problem]:
    """Mark the tags of one part, and yield what is wrong beside them; places are those that the author sees."""
    paragraphs = list(places.of(root))
    yield from section_faults(path, paragraphs)
    prepare(root)
    pairs = field_pairs(root)
    marker.mark((paragraph, place) for paragraph, place in paragraphs if is_within(paragraph, root))
    branch_paths = paths(root, marker.tag_of, FIELD_ENDS)
    known = dict(paragraphs)
    for begin, end in pairs:
        if branch_paths.get(begin) != branch_paths.get(end):
            place = next(known[around] for around in begin.iterancestors() if around in known)
            yield errors.parted_field(path, place, begin.get("type", ""))


def _print(filled: Roots, engine: TemplateEngine, theme: Theme, writer: HwpxRunWriter) -> Iterator[Placement]:
    places = Locations()
    for root in filled.values():
        printer = Printer(theme, engine.content, writer, HANGUL)
        printer.print(root)
        yield from printer.placements(places.of(root))
