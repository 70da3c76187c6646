"""Numbered lists as Word counts them: each of them a list of its own in the numbering part."""

from __future__ import annotations

from docx.oxml.ns import qn

from policyreport.document.theme import Theme
from policyreport.renderers.docx.node import Node, parsed, whole, written
from policyreport.renderers.docx.style_parts import HANGING_EMS, mark_look
from policyreport.renderers.docx.units import twips
from policyreport.renderers.docx.xml import Element, root, w
from policyreport.renderers.flow.blocks import NumberedList

_FORMATS = {"1": "decimal", "가": "ganada"}


class NumberedLists:
    """The numbered lists of a document in the order in which they are met; ``numbering`` is the part to hold them."""

    def __init__(self, numbering: bytes = b"") -> None:
        self._numbering = numbering
        self._lists: list[NumberedList] = []
        self._first = _first_free(numbering) if numbering else 1

    def add(self, numbers: NumberedList) -> int:
        """Add a list, and return the number by which its paragraphs are bound to it."""
        self._lists.append(numbers)
        return self._first + len(self._lists) - 1

    def added(self) -> dict[str, NumberedList]:
        """Return the lists by the numbers to which their paragraphs are bound."""
        return {str(number): numbers for number, numbers in enumerate(self._lists, self._first)}

    def part(self, theme: Theme) -> bytes:
        """Return the numbering part with the lists in it; as it was where there are none."""
        if not self._lists:
            return self._numbering
        added = list(enumerate(self._lists, self._first))
        tree = parsed(self._numbering)
        instances = tree.findall(qn("w:num"))
        at = tree.index(instances[0]) if instances else len(tree)  # Word asks for all definitions before the lists
        for node in reversed(_parsed_lists(*(_instance(number) for number, _ in added))):
            tree.insert(at + len(instances), node)
        for node in reversed(_parsed_lists(*(_definition(*each, theme) for each in added))):
            tree.insert(at, node)
        return written(tree)


def _first_free(numbering: bytes) -> int:
    """Return the first number that no list has; Word counts the lists and their definitions apart, here they agree."""
    nodes = list(parsed(numbering).iter())
    return max(whole(node, name) for name in ("w:numId", "w:abstractNumId") for node in nodes) + 1


def _parsed_lists(*elements: Element) -> list[Node]:
    return list(parsed(root("w:numbering", "w", *elements).encode()))


def _definition(number: int, numbers: NumberedList, theme: Theme) -> Element:
    """Return what a list looks like: one level of it, which stands as deep as its items do in their outline."""
    step = twips(HANGING_EMS * theme.sizes.body)
    level = w(
        "lvl",
        w("start", val=numbers.first),
        w("numFmt", val=_FORMATS[numbers.form[0]]),
        w("lvlText", val=f"%1{numbers.form[1]}"),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=step * (numbers.level + 1), hanging=step)),
        mark_look(theme, theme.colours.accent),
        ilvl=0,
    )
    return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=number)


def _instance(number: int) -> Element:
    return w("num", w("abstractNumId", val=number), numId=number)
