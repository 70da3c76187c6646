"""A template drawn in 한글, filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyreport.document.rendered import Placement, Rendered
from policyreport.document.report import DrawnTemplate
from policyreport.document.text import number_text
from policyreport.document.theme import Theme
from policyreport.document.tree import Meta
from policyreport.drawn import enclosing, faults
from policyreport.drawn.carrying_out import Roots, carried_out
from policyreport.drawn.filling import Filling
from policyreport.drawn.hangul.fields import FIELD_ENDS, field_pairs
from policyreport.drawn.hangul.finishing import finish
from policyreport.drawn.hangul.hand import Hand, Letters
from policyreport.drawn.hangul.names import HANGUL
from policyreport.drawn.hangul.package import HEAD, filled_parts, packed, read
from policyreport.drawn.hangul.readying import list_faults, make_ready, section_faults
from policyreport.drawn.hangul.stories import Places
from policyreport.drawn.printing import Printer
from policyreport.drawn.tagging import Tagger
from policyreport.drawn.xml import Element, is_within, parsed
from policyreport.errors import Problem


def fill(template: DrawnTemplate, names: Mapping[str, object], meta: Meta, theme: Theme) -> Rendered:
    """Return the file that a template becomes, and where its numbers stand; 한글 reckons its pages.

    Raises ``PolicyReportError`` with every problem of its tags (exit codes 4, 6 and 7).
    """
    held = read(template.content)
    head = parsed(held[HEAD])
    roots = {name: parsed(held[name]) for name in filled_parts(held)}
    tagger, places = Tagger(template.path, HANGUL), Places()
    problems = list(list_faults(template.path, head))
    for root in roots.values():
        problems += _mark(template.path, root, places, tagger)
    filled, filling = carried_out(template.path, roots, tagger, names, problems)
    placements = tuple(_print(filled, filling, theme, Hand(Letters(head))))
    finish(filled.values())
    return Rendered(packed(held, head, filled, meta), placements)


def _mark(path: str, root: Element, places: Places, tagger: Tagger) -> Iterator[Problem]:
    """Mark the tags of one part, and yield what is wrong beside them; places are those that the author sees."""
    paragraphs = list(places.of(root))
    yield from section_faults(path, paragraphs)
    make_ready(root)
    pairs = field_pairs(root)
    tagger.mark((paragraph, place) for paragraph, place in paragraphs if is_within(paragraph, root))
    standing = enclosing.paths(root, tagger.tag_of, FIELD_ENDS)
    known = dict(paragraphs)
    for begin, end in pairs:
        if standing.get(begin) != standing.get(end):
            place = next(known[around] for around in begin.iterancestors() if around in known)
            yield faults.parted_field(path, place, begin.get("type", ""))


def _print(filled: Roots, filling: Filling, theme: Theme, hand: Hand) -> Iterator[Placement]:
    places = Places()
    for root in filled.values():
        printer = Printer(theme, filling.content, hand, HANGUL)
        printer.print(root)
        for paragraph, place in places.of(root):
            for number in printer.numbers.get(paragraph, ()):
                yield Placement(number.fact, number_text(number), place.en)
