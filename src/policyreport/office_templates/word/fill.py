"""A template drawn in Word, filled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from policyreport.diagnostics import Problem, raise_any
from policyreport.document.nodes import Meta
from policyreport.document.output import Placement, Rendered
from policyreport.document.report_type import DrawnTemplate
from policyreport.document.theme import Theme
from policyreport.office_templates import errors, tag_marking
from policyreport.office_templates.cell_statements import CellStatements
from policyreport.office_templates.engine import Roots, TemplateEngine, resolve_blocks
from policyreport.office_templates.opc_package import OfficePackage, packed, read, with_filled
from policyreport.office_templates.runs import PlainTextWriter, Printer
from policyreport.office_templates.tag_marking import Path, TagMarker
from policyreport.office_templates.word.cell_merger import WordCellMerger
from policyreport.office_templates.word.fields import (
    Story,
    field_faults,
    parted_fields,
    reach_faults,
    reference_faults,
    show_results,
)
from policyreport.office_templates.word.finish import finish_document, settle_notes
from policyreport.office_templates.word.links import addresses_to_fill, link_to_filled
from policyreport.office_templates.word.locations import placed, story_of
from policyreport.office_templates.word.package import CHART, WORD_PARTS, WORDS, story_names, w, without_unnamed
from policyreport.office_templates.word.prepare import tidied
from policyreport.office_templates.word.runs import WordRunWriter
from policyreport.office_templates.xml import Element, parse, serialize
from policyreport.ooxml.core_properties import core_properties_part

_FOLLOWED = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "fldChar", "fldSimple"))) | {CHART}
"""What a block may not tear apart, or not repeat."""


def fill(template: DrawnTemplate, names: Mapping[str, object], meta: Meta, theme: Theme) -> Rendered:
    """Return the file that a template becomes, and where its numbers stand; Word itself counts its pages.

    Raises ``PolicyReportError`` with every problem of its tags (exit codes 4, 6 and 7).
    """
    file = read(template.content, WORD_PARTS)
    stories = [Story(name, parse(file.parts[name])) for name in story_names(file)]
    marker = TagMarker(template.path, WORDS)
    problems = [errors.not_taken_over(template.path, kind) for kind in sorted(file.unknown)]
    problems += _marked(template.path, file, stories, marker)
    roots = {story.name: story.root for story in stories}
    resolved, engine = resolve_blocks(roots, marker, names, problems, PlainTextWriter(roots.values(), WORDS).write)
    settle_notes(resolved.values())
    file = without_unnamed(file, resolved)
    filled = {name: root for name, root in resolved.items() if name in file.parts}
    raise_any(list(link_to_filled(template.path, file, filled, engine.content)))
    statements = CellStatements(template.path, engine.tags, WORDS, WordCellMerger())
    raise_any([problem for root in filled.values() for problem in statements.apply_values(root, engine.content)])
    placements = tuple(_print(file, filled, engine, theme, statements))
    show_results(list(filled.values()))
    finish_document(filled.values())
    parts = {name: serialize(root) for name, root in filled.items()}
    return Rendered(packed(with_filled(file, parts, tidied), core_properties_part(meta), meta.identity), placements)


def _marked(path: str, file: OfficePackage, stories: Collection[Story], marker: TagMarker) -> Iterator[Problem]:
    """Mark the tags of a template, and yield what is wrong beside them."""
    paths: dict[Element, Path] = {}
    for story in stories:
        yield from field_faults(path, story)
        marker.mark([*story.paragraphs(), *addresses_to_fill(file, story)])
        paths |= tag_marking.paths(story.root, marker.tag_of, _FOLLOWED)
    yield from parted_fields(path, stories, paths)
    yield from reference_faults(path, stories, paths)
    yield from reach_faults(path, file, stories, paths)


def _print(
    file: OfficePackage, filled: Roots, engine: TemplateEngine, theme: Theme, statements: CellStatements
) -> Iterator[Placement]:
    for name, root in filled.items():
        writer = WordRunWriter(lambda address, name=name: file.link_to(name, address))
        printer = Printer(theme, engine.content, writer, WORDS)
        printer.print(root)
        statements.merge(root)
        if printer.numbers:
            yield from printer.placements(placed(root, story_of(name)))
