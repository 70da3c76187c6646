"""The links of a Word file in whose addresses tags stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policyreport.diagnostics import Message, Problem
from policyreport.document.nodes import Inline
from policyreport.office_templates.link_addresses import (
    address_faults,
    address_with_tags,
    as_paragraph,
    filled_address,
    is_address,
)
from policyreport.office_templates.opc_package import OfficePackage
from policyreport.office_templates.word.package import WORDS, name, w
from policyreport.office_templates.word.stories import Story
from policyreport.office_templates.xml import Element, drop, unwrap

_RELATION = name("r", "id")


def addresses_to_fill(file: OfficePackage, story: Story) -> Iterator[tuple[Element, Message]]:
    """Write the addresses that hold tags into their links, and yield these paragraphs with their places."""
    relations = file.relations[story.name]
    for link in list(story.root.iter(w("hyperlink"))):
        relation = relations.get(link.get(_RELATION, ""))
        if relation is None or not relation.outside:
            continue
        anchor = link.get(w("anchor"), "")
        if address := address_with_tags(f"{relation.target}#{anchor}" if anchor else relation.target):
            link.attrib.pop(w("anchor"), None)
            place = story.place_of(link)
            paragraph = as_paragraph(address, place, WORDS)
            link.insert(0, paragraph)
            del link.attrib[_RELATION]
            yield paragraph, place


def link_to_filled(
    path: str, file: OfficePackage, roots: Mapping[str, Element], content: Callable[[int], tuple[Inline, ...]]
) -> Iterator[Problem]:
    """Let links lead to their filled addresses, and yield those that may not be; without one the text remains."""
    for part, root in roots.items():
        for paragraph in [p for p in root.iter(w("p")) if is_address(p)]:
            link = paragraph.getparent()
            address = filled_address(paragraph, WORDS, content)
            faults = list(address_faults(path, paragraph, address)) if address else []
            yield from faults
            drop(paragraph)
            if link is not None and not address:
                unwrap(link)
            elif link is not None and not faults:
                link.set(_RELATION, file.link_to(part, address))
