"""A template drawn in 한글, filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyreport.document.rendered import Placement, Rendered
from policyreport.document.report import DrawnTemplate
from policyreport.document.text import number_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Meta
from policyreport.drawn.carrying_out import Roots, carried_out
from policyreport.drawn.filling import Filling
from policyreport.drawn.hangul.finishing import finish
from policyreport.drawn.hangul.hand import Hand, Letters
from policyreport.drawn.hangul.names import HANGUL
from policyreport.drawn.hangul.package import HEAD, packed, read, sections
from policyreport.drawn.hangul.readying import make_ready, section_faults
from policyreport.drawn.hangul.stories import Places
from policyreport.drawn.printing import Printer
from policyreport.drawn.tagging import Tagger
from policyreport.drawn.xml import parsed, written
from policyreport.errors import Problem


def fill(template: DrawnTemplate, names: Mapping[str, object], meta: Meta, theme: Theme) -> Rendered:
    """Return the file that a template becomes, and where its numbers stand; 한글 reckons its pages.

    Raises ``PolicyReportError`` with every problem of its tags (exit codes 4, 6 and 7).
    """
    held = read(template.content)
    roots = {name: parsed(held[name]) for name in sections(held)}
    tagger, places = Tagger(template.path, HANGUL), Places()
    problems: list[Problem] = []
    for root in roots.values():
        paragraphs = list(places.of(root))
        problems += section_faults(template.path, paragraphs)
        make_ready(root)
        tagger.mark(paragraphs)
    filled, filling = carried_out(template.path, roots, tagger, names, problems)
    head = parsed(held[HEAD])
    placements = tuple(_print(filled, filling, theme, Hand(Letters(head))))
    finish(filled.values())
    parts = {name: written(root) for name, root in filled.items()}
    return Rendered(packed(held, head, parts, meta), placements)


def _print(filled: Roots, filling: Filling, theme: Theme, hand: Hand) -> Iterator[Placement]:
    places = Places()
    for root in filled.values():
        printer = Printer(theme, filling.content, hand, HANGUL)
        printer.print(root)
        for paragraph, place in places.of(root):
            for number in printer.numbers.get(paragraph, ()):
                yield Placement(number.fact, number_text(number), place.en)
