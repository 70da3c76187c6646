"""The fields of a Word file: where each begins and ends, its code, and what shows its result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from policyreport.office_templates.word.package import w
from policyreport.office_templates.word.runs import characters
from policyreport.office_templates.xml import Element, drop

SHOWN = tuple(map(w, ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym")))
"""What a run shows of a text."""
_QUOTES = '"“”'
_WORD = re.compile(rf"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]|\\\*|[^\s{_QUOTES}]+")
LOOKS = ("MERGEFORMAT", "CHARFORMAT")
"""Formats that say only which letters a result is shown in."""


@dataclass(slots=True, eq=False)
class Field:
    """A field: where it begins and ends (a simple one is one element), its code, and what shows its result.

    ``around`` is the field in which it stands; ``is_made_of_fields`` where others stand in its code.
    """

    begin: Element
    around: Field | None
    code: str = ""
    separator: Element | None = None
    end: Element | None = None
    instructions: list[Element] = field(default_factory=list["Element"])
    shown: list[Element] = field(default_factory=list["Element"])
    is_made_of_fields: bool = False

    @property
    def words(self) -> list[str]:
        """The words of the code, without quotation marks."""
        return [word.strip(_QUOTES) for word in _WORD.findall(self.code)]

    @property
    def kind(self) -> str:
        """What the field is called: ``REF``, ``=`` for a formula, empty where it says nothing."""
        first = next(iter(self.words), "").upper()
        return "=" if first.startswith("=") else first


def fields(root: Element) -> list[Field]:
    """Return the fields of a part in the order of their beginnings."""
    found: list[Field] = []
    opened: list[Field] = []
    for element in root.iter(w("fldSimple"), w("fldChar"), w("instrText"), *SHOWN):
        kind = element.get(w("fldCharType"), "")
        if element.tag == w("fldSimple") or kind == "begin":
            around = opened[-1] if opened else None
            found.append(Field(element, around, element.get(w("instr"), "")))
            if around is not None and around.separator is None:
                around.is_made_of_fields = True
        if element.tag == w("fldSimple"):
            found[-1].end = element
            found[-1].shown = [shown for shown in element.iter(*SHOWN) if is_in_run(shown)]
        elif kind == "separate" and opened:
            opened[-1].separator = element
        elif kind == "end" and opened:
            opened.pop().end = element
        elif element.tag == w("instrText") and opened and opened[-1].separator is None:
            opened[-1].code += element.text or ""
            opened[-1].instructions.append(element)
        if is_in_run(element):
            for each in opened:
                if each.separator is not None and each.separator is not element:
                    each.shown.append(element)
        if kind == "begin":
            opened.append(found[-1])
    return found


def is_in_run(element: Element) -> bool:
    """Return whether an element is what a run shows, and no tab stop of a paragraph's look."""
    parent = element.getparent()
    return parent is not None and parent.tag == w("r")


def set_code(one: Field, code: str) -> None:
    """Put another code in the place of a field's."""
    one.code = code
    if one.begin is one.end:
        one.begin.set(w("instr"), code)
        return
    for instruction, text in zip(one.instructions, (code, *[""] * len(one.instructions)), strict=False):
        instruction.text = text


def show(one: Field, text: str) -> None:
    """Put a text in the place of a field's result, in the look of its beginning; one without an end stays."""
    if one.end is None:
        return
    elements = list(characters(text))
    if one.begin is one.end and not one.shown:
        etree.SubElement(one.begin, w("r")).extend(elements)
        return
    if one.begin is not one.end and one.separator is None:
        elements.insert(0, etree.Element(w("fldChar"), {w("fldCharType"): "separate"}))
    before = one.shown[0] if one.shown else one.end
    for element in elements:
        before.addprevious(element)
    for old in one.shown:
        drop(old)


def in_result(one: Field, root: Element) -> list[Element]:
    """Return what the fields consist of that stand in the result of a field of a part."""
    found: list[Element] = []
    is_inside = False
    for element in root.iter(w("fldSimple"), w("fldChar"), w("instrText")):
        if element is one.end:
            break
        if is_inside:
            found.append(element)
        is_inside = is_inside or element is one.separator
    return found
