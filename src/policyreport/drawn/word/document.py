"""A template drawn in Word, filled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from policyreport.document.rendered import Placement, Rendered
from policyreport.document.report import DrawnTemplate
from policyreport.document.text import number_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Meta
from policyreport.drawn import enclosing, faults
from policyreport.drawn.carrying_out import Roots, carried_out
from policyreport.drawn.enclosing import Path
from policyreport.drawn.filling import Filling
from policyreport.drawn.package import OfficeFile, packed, with_filled
from policyreport.drawn.printing import Printer
from policyreport.drawn.tagging import Tagger
from policyreport.drawn.word.field_faults import field_faults, parted_fields
from policyreport.drawn.word.finishing import finish
from policyreport.drawn.word.hand import Hand
from policyreport.drawn.word.names import CHART, WORDS, w
from policyreport.drawn.word.notes import settle_notes
from policyreport.drawn.word.other_parts import tidied
from policyreport.drawn.word.package import read, story_names, without_unnamed
from policyreport.drawn.word.reach import reach_faults
from policyreport.drawn.word.references import reference_faults
from policyreport.drawn.word.results import show_results
from policyreport.drawn.word.stories import Story, placed, story_of
from policyreport.drawn.xml import Element, parsed, written
from policyreport.errors import Problem
from policyreport.render.docx.properties import core_properties
from policyreport.render.docx.xml import part

_FOLLOWED = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "fldChar", "fldSimple"))) | {CHART}
"""What a block may not tear apart, or not repeat."""


def fill(template: DrawnTemplate, names: Mapping[str, object], meta: Meta, theme: Theme) -> Rendered:
    """Return the file that a template becomes, and where its numbers stand; Word reckons its pages.

    Raises ``PolicyReportError`` with every problem of its tags (exit codes 4, 6 and 7).
    """
    file = read(template.content)
    stories = [Story(name, parsed(file.parts[name])) for name in story_names(file)]
    tagger = Tagger(template.path, WORDS)
    problems = [faults.not_taken_over(template.path, kind) for kind in sorted(file.unknown)]
    problems += _marked(template.path, file, stories, tagger)
    roots = {story.name: story.root for story in stories}
    carried, filling = carried_out(template.path, roots, tagger, names, problems)
    settle_notes(carried.values())
    file = without_unnamed(file, carried)
    filled = {name: root for name, root in carried.items() if name in file.parts}
    placements = tuple(_print(file, filled, filling, theme))
    show_results(list(filled.values()))
    finish(filled.values())
    parts = {name: written(root) for name, root in filled.items()}
    return Rendered(packed(with_filled(file, parts, tidied), part(core_properties(meta)), meta.identity), placements)


def _marked(path: str, file: OfficeFile, stories: Collection[Story], tagger: Tagger) -> Iterator[Problem]:
    """Mark the tags of a template, and yield what is wrong beside them."""
    paths: dict[Element, Path] = {}
    for story in stories:
        yield from field_faults(path, story)
        tagger.mark(story.paragraphs())
        paths |= enclosing.paths(story.root, tagger.tag_of, _FOLLOWED)
    yield from parted_fields(path, stories, paths)
    yield from reference_faults(path, stories, paths)
    yield from reach_faults(path, file, stories, paths)


def _print(file: OfficeFile, filled: Roots, filling: Filling, theme: Theme) -> Iterator[Placement]:
    for name, root in filled.items():
        hand = Hand(lambda address, name=name: file.link_to(name, address))
        printer = Printer(theme, filling.content, hand, WORDS)
        printer.print(root)
        for paragraph, place in placed(root, story_of(name)) if printer.numbers else ():
            for number in printer.numbers.get(paragraph, ()):
                yield Placement(number.fact, number_text(number), place.en)
