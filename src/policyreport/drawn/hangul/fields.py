"""Which beginning and which end of a field belong together in a file of 한글."""

from __future__ import annotations

from policyreport.drawn.hangul.names import hp
from policyreport.drawn.xml import Element

FIELD_ENDS = (hp("fieldBegin"), hp("fieldEnd"))


def field_pairs(root: Element) -> list[tuple[Element, Element]]:
    """Return the beginning and the end of each field of a part; what lacks the other is left out.

    Fields that were repeated bear the same number, so an end belongs to the nearest beginning before it.
    """
    opened: dict[str, list[Element]] = {}
    pairs: list[tuple[Element, Element]] = []
    for element in root.iter(*FIELD_ENDS):
        if element.tag == hp("fieldBegin"):
            opened.setdefault(element.get("id", ""), []).append(element)
        elif begun := opened.get(element.get("beginIDRef", "")):
            pairs.append((begun.pop(), element))
    return pairs
