"""Where tags are not filled: charts, addresses of links, numbers of lists, and what tables say of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from policyreport.drawn import faults
from policyreport.drawn.enclosing import Path
from policyreport.drawn.package import OfficeFile, Relation
from policyreport.drawn.tag import opens
from policyreport.drawn.word import faults as of_word
from policyreport.drawn.word.names import name, w
from policyreport.drawn.word.stories import Story
from policyreport.drawn.xml import Element, parsed
from policyreport.errors import Problem, Words

_LIST_NUMBERS = Words("numbers of lists", "목록의 번호 모양")
_RELATION = name("r", "id")


def reach_faults(
    path: str, file: OfficeFile, stories: Iterable[Story], paths: Mapping[Element, Path]
) -> Iterator[Problem]:
    """Yield the tags of marked parts to which filling does not reach, and the charts that it would repeat."""
    for story in stories:
        for element in story.root.iter("*"):
            for attribute, value in element.attrib.items():
                if attribute == _RELATION and (relation := file.relations[story.name].get(value)):
                    yield from _of_relation(path, file, relation, story.place_of(element), paths.get(element, ()))
                elif opens(value) and next(element.iterancestors(w("p")), None) is None:
                    yield faults.out_of_reach(path, story.place_of(element), value)
    for part in (part for part, kind in file.kinds.items() if kind == "numbering"):
        if text := _first_tag(parsed(file.parts[part])):
            yield faults.out_of_reach(path, _LIST_NUMBERS, text)


def _of_relation(path: str, file: OfficeFile, relation: Relation, place: Words, standing: Path) -> Iterator[Problem]:
    """Yield what is wrong with the address or the chart to which an element leads that stands in some blocks."""
    if relation.outside and opens(address := unquote(relation.target)):
        yield of_word.tag_in_address(path, place, address)
    elif relation.word == "chart":
        if text := _first_tag(parsed(file.parts[relation.target])):
            yield of_word.tag_in_chart(path, place, text)
        if any(branch.is_repeated for branch in standing):
            yield of_word.repeated_chart(path, place)


def _first_tag(root: Element) -> str:
    """Return the first text of a part in which a tag begins, also one that is scattered over runs."""
    paragraphs = ("".join(t.text or "" for t in p.iter(name("a", "t"))) for p in root.iter(name("a", "p")))
    others = (text for element in root.iter("*") for text in (element.text or "", *element.attrib.values()))
    return next(filter(opens, (*paragraphs, *others)), "")
