"""Fields of Word: what their codes say, and which elements show their results."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from policyreport.drawn.word.names import w
from policyreport.drawn.xml import Element

SHOWN = tuple(map(w, ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym")))
"""What a run shows of a text."""
_QUOTES = '"“”'
_WORD = re.compile(rf"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]|\\\*|[^\s{_QUOTES}]+")
_LOOKS = ("MERGEFORMAT", "CHARFORMAT")
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


class Counting(NamedTuple):
    """How a caption's number is made: from which count, by starting it anew, and whether it goes on and is shown."""

    name: str
    start: int | None
    goes_on: bool
    is_shown: bool


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
        if is_in_run(element):
            for each in opened:
                if each.separator is not None and each.separator is not element:
                    each.shown.append(element)
        if kind == "begin":
            opened.append(found[-1])
    return found


def counting_of(one: Field) -> Counting | None:
    """Return how a caption's number (``SEQ``) is counted; None where it is not a plain count 1, 2, 3."""
    name, *switches = one.words[1:] or ("",)
    start, goes_on, is_hidden, is_formatted = None, True, False, False
    given = iter(switches)
    for word in given:
        switch = word.lower()
        if switch == r"\*" and next(given, "").upper() in ("ARABIC", *_LOOKS):
            is_formatted = True
        elif switch == r"\r" and (number := next(given, "")).isdecimal():
            start = int(number)
        elif switch in (r"\c", r"\n", r"\h"):
            goes_on = goes_on and switch != r"\c"
            is_hidden = is_hidden or switch == r"\h"
        else:
            return None
    return Counting(name.casefold(), start, goes_on, is_formatted or not is_hidden) if name else None


def referred_to(one: Field) -> str:
    """Return the bookmark whose text a cross-reference shows, in small letters; empty where it shows something else.

    ``REF`` may be left out.
    """
    name, *switches = one.words[1 if one.kind == "REF" else 0 :] or ("",)
    given = iter(switches)
    plain = all(word.lower() == r"\h" or (word == r"\*" and next(given, "").upper() in _LOOKS) for word in given)
    return name.casefold() if plain else ""


def is_in_run(element: Element) -> bool:
    """Return whether an element is what a run shows, and no tab stop of a paragraph's look."""
    parent = element.getparent()
    return parent is not None and parent.tag == w("r")
