"""Which beginning and which end of a field belong together in a file of 한글."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from policyreport.office_templates.hwpx.package import hp
from policyreport.office_templates.xml import Element

_CAPTIONS = {"pic": "PICTURE", "tbl": "TABLE", "equation": "EQUATION"}
"""What a section calls that of which it may begin the count anew, and what a number calls it."""
_NOTES = {hp("footNote"): "FOOTNOTE", hp("endNote"): "ENDNOTE"}
_NOTE_RULES = {hp("footNotePr"): "FOOTNOTE", hp("endNotePr"): "ENDNOTE"}


def count_again(roots: Iterable[Element]) -> None:
    """Number the captions and notes of all parts in their order, as the sections and the author's new beginnings say.

    Notes that begin anew on each page keep their numbers, for pages are 한글's affair.
    """
    reached = Counter[str]()
    by_page = set[str]()
    for root in roots:
        for element in root.iter("*"):
            kind = element.get("numType", "")
            if element.tag == hp("startNum"):
                for called, counted in _CAPTIONS.items():
                    start = _whole(element.get(called, "0"))
                    reached[counted] = start - 1 if start else reached[counted]
            elif element.tag in _NOTE_RULES:
                _follow_rule(element, _NOTE_RULES[element.tag], reached, by_page)
            elif element.tag == hp("newNum"):
                reached[kind] = _whole(element.get("num", "1")) - 1
            elif element.tag in _NOTES and _NOTES[element.tag] not in by_page:
                reached[_NOTES[element.tag]] += 1
                element.set("number", str(reached[_NOTES[element.tag]]))
            elif (
                element.tag == hp("autoNum") and kind in (*_CAPTIONS.values(), *_NOTES.values()) and kind not in by_page
            ):
                reached[kind] += kind in _CAPTIONS.values()
                element.set("num", str(reached[kind]))


def _follow_rule(rule: Element, kind: str, reached: Counter[str], by_page: set[str]) -> None:
    """Take into account how the notes of a section are numbered."""
    numbering = rule.find(hp("numbering"))
    how = "CONTINUOUS" if numbering is None else numbering.get("type", "CONTINUOUS")
    by_page.discard(kind)
    if how == "ON_PAGE":
        by_page.add(kind)
    elif how == "ON_SECTION" and numbering is not None:
        reached[kind] = _whole(numbering.get("newNum", "1")) - 1


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0


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
