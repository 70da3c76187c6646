"""A template drawn in Word, filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyreport.document.rendered import Placement, Rendered
from policyreport.document.report import DrawnTemplate
from policyreport.document.text import number_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Meta
from policyreport.drawn import faults
from policyreport.drawn.carrying_out import Roots, carried_out
from policyreport.drawn.filling import Filling
from policyreport.drawn.package import OfficeFile, packed, with_filled
from policyreport.drawn.printing import Printer
from policyreport.drawn.tagging import Tagger
from policyreport.drawn.word.cleaning import clean
from policyreport.drawn.word.fields import field_faults
from policyreport.drawn.word.finishing import finish
from policyreport.drawn.word.hand import Hand
from policyreport.drawn.word.names import WORDS
from policyreport.drawn.word.other_parts import tidied
from policyreport.drawn.word.package import read, stories
from policyreport.drawn.word.stories import placed, story_of
from policyreport.drawn.xml import Element, parsed, written
from policyreport.errors import Problem
from policyreport.render.docx.properties import core_properties
from policyreport.render.docx.xml import part


def fill(template: DrawnTemplate, names: Mapping[str, object], meta: Meta, theme: Theme) -> Rendered:
    """Return the file that a template becomes, and where its numbers stand; Word reckons its pages.

    Raises ``PolicyReportError`` with every problem of its tags (exit codes 4, 6 and 7).
    """
    file = read(template.content)
    problems = [faults.not_taken_over(template.path, kind) for kind in sorted(file.unknown)]
    roots = {name: parsed(file.parts[name]) for name in stories(file)}
    tagger = Tagger(template.path, WORDS)
    for name, root in roots.items():
        problems += _mark(template.path, root, name, tagger)
    filled, filling = carried_out(template.path, roots, tagger, names, problems)
    placements = tuple(_print(file, filled, filling, theme))
    finish(filled.values())
    parts = {name: written(root) for name, root in filled.items()}
    return Rendered(packed(with_filled(file, parts, tidied), part(core_properties(meta)), meta.identity), placements)


def _mark(path: str, root: Element, name: str, tagger: Tagger) -> list[Problem]:
    """Mark the tags of one part, whose places are reckoned before the template's tracked changes are carried out."""
    paragraphs = list(placed(root, story_of(name)))
    problems = field_faults(path, paragraphs)
    clean(root)
    tagger.mark((paragraph, place) for paragraph, place in paragraphs if _is_within(paragraph, root))
    return problems


def _is_within(paragraph: Element, root: Element) -> bool:
    return any(ancestor is root for ancestor in paragraph.iterancestors())


def _print(file: OfficeFile, filled: Roots, filling: Filling, theme: Theme) -> Iterator[Placement]:
    for name, root in filled.items():
        hand = Hand(lambda address, name=name: file.link_to(name, address))
        printer = Printer(theme, filling.content, hand, WORDS)
        printer.print(root)
        for paragraph, place in placed(root, story_of(name)) if printer.numbers else ():
            for number in printer.numbers.get(paragraph, ()):
                yield Placement(number.fact, number_text(number), place.en)
