"""Bookmarks with the ids of facts before the numbers that a template prints, as the renderer sets them.

There is none in a header, footer, text box or master page, nor within a field that the template's author drew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from policyreport.document.nodes import Number
from policyreport.office_templates.hwpx.fields import field_pairs
from policyreport.office_templates.hwpx.package import hp, is_section
from policyreport.office_templates.hwpx.runs import control_run
from policyreport.office_templates.xml import Element

_CLOSED = tuple(map(hp, ("header", "footer", "drawText")))
"""What numbers have no bookmark in."""


def bookmark_numbers(filled: Mapping[str, Element], printed: Iterable[tuple[Number, Element]]) -> None:
    """Set a bookmark before the first number of each fact, unless the template has one of that name.

    ``printed`` are the runs of numbers; ``filled`` the parts in which they stand, by their names.
    """
    facts = {run: number.fact for number, run in printed if number.fact}
    taken = {mark.get("name", "") for root in filled.values() for mark in root.iter(hp("bookmark"))}
    for part, root in filled.items():
        for run in _open_runs(root) if is_section(part) else ():
            fact = facts.get(run, "")
            if fact and fact not in taken and next(run.iterancestors(*_CLOSED), None) is None:
                taken.add(fact)
                run.addprevious(control_run(etree.Element(hp("bookmark"), {"name": fact}), run))


def _open_runs(root: Element) -> Iterator[Element]:
    """Yield the runs that stand in no field."""
    depths = {mark: step for pair in field_pairs(root) for mark, step in zip(pair, (1, -1), strict=True)}
    depth = 0
    for element in root.iter(hp("run"), hp("fieldBegin"), hp("fieldEnd")):
        if element.tag != hp("run"):
            depth += depths.get(element, 0)
        elif depth <= 0:
            yield element
