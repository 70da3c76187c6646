"""The fields of 한글: where they begin and end, what stands in them, and what 한글 notes of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import dropwhile
from typing import NamedTuple

from policyreport.office_templates.hwpx.package import HANGUL, hp
from policyreport.office_templates.xml import Element

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


def parameters(begin: Element) -> Mapping[str, str]:
    """Return what 한글 notes of a field, by the names of its parameters."""
    return {one.get("name", ""): one.text or "" for one in begin.iter(hp("stringParam"))}


class FieldSpan(NamedTuple):
    """What a field takes up: the paragraphs from its beginning to its end, what stands between, and the end."""

    paragraphs: list[Element]
    content: list[Element]
    end: Element


def field_span(begin: Element) -> FieldSpan | None:
    """Return what a field takes up; None where it does not end in the same text, or takes up more than text."""
    control, first = next(begin.iterancestors(hp("ctrl"))), next(begin.iterancestors(hp("p")))
    beside = next(first.iterancestors()).iterchildren(hp("p"))
    paragraphs: list[Element] = []
    content: list[Element] = []
    for paragraph in dropwhile(lambda one: one is not first, beside):
        paragraphs.append(paragraph)
        for element in _in_runs(paragraph, after=control):
            if element.tag == hp("ctrl") and _ends(element, begin):
                return FieldSpan(paragraphs, content, element) if _is_only_text(content) else None
            content.append(element)
    return None


def _in_runs(paragraph: Element, after: Element) -> list[Element]:
    """Return what stands in a paragraph's runs, in the paragraph of a control what follows that."""
    content = [element for run in paragraph.iterchildren(hp("run")) for element in run]
    return content[content.index(after) + 1 :] if after in content else content


def _is_only_text(content: Collection[Element]) -> bool:
    """Return whether nothing but text and whole fields would go with what stands in a field."""
    inside = [inner for element in content for inner in element.iter("*")]
    begun = {element.get("id", "") for element in inside if element.tag == hp("fieldBegin")}
    ended = {element.get("beginIDRef", "") for element in inside if element.tag == hp("fieldEnd")}
    is_text = all(element.tag in (hp("t"), hp("ctrl")) for element in content)
    return is_text and begun == ended and not any(element.tag in HANGUL.shown for element in inside)


def _ends(control: Element, begin: Element) -> bool:
    return any(end.get("beginIDRef", "") == begin.get("id", "") for end in control.iter(hp("fieldEnd")))
