"""How 한글 writes runs and links, and the character formats (글자 모양) that they point to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import count

from lxml import etree

from policyreport.office_templates.hwpx.package import HANGUL, hh, hp
from policyreport.office_templates.runs import CellFormat, run_like
from policyreport.office_templates.xml import Element
from policyreport.renderers.hwpx.inlines import HYPERLINK_FIELD_ID, hyperlink_parameters

_BREAKS = re.compile("([\n\t\u00a0])")
_BEFORE_BOLD = tuple(map(hh, ("fontRef", "ratio", "spacing", "relSz", "offset", "italic")))
_LOOK = "charPrIDRef"


class Letters:
    """The character formats of a file, to which those of printed values are added."""

    def __init__(self, head: Element) -> None:
        self._looks = next(head.iter(hh("charProperties")))
        self._made: dict[tuple[str, CellFormat], str] = {}

    def changed(self, number: str, style: CellFormat) -> str:
        """Return the number of a character format that differs from another by a style."""
        if style == CellFormat():
            return number
        if (number, style) not in self._made:
            self._made[number, style] = self._add(number, style)
        return self._made[number, style]

    def _add(self, number: str, style: CellFormat) -> str:
        known = {letters.get("id"): letters for letters in self._looks}
        result = deepcopy(known[number])
        result.set("id", str(max(map(int, known)) + 1))
        if style.colour:
            result.set("textColor", style.colour)
        if style.bold and result.find(hh("bold")) is None:
            result.insert(sum(1 for e in result if e.tag in _BEFORE_BOLD), etree.Element(hh("bold")))
        for line in result.findall(hh("underline")) if style.underlined else ():
            line.set("type", "BOTTOM")
            line.set("color", style.colour)
        self._looks.append(result)
        self._looks.set("itemCnt", str(len(self._looks)))
        return result.get("id")


class HwpxRunWriter:
    """Writes in one file."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        self._numbers = count(1)

    def run(self, text: str, like: Element, style: CellFormat) -> Element:
        """Return a run that prints the text exactly: new lines, tabs and no-break spaces become 한글's own."""
        result = run_like(like, HANGUL)
        result.set(_LOOK, self._letters.changed(like.get(_LOOK, "0"), style))
        vocabulary = etree.SubElement(result, hp("t"))
        for piece in _BREAKS.split(text):
            if _BREAKS.fullmatch(piece):
                vocabulary.append(_character(piece))
            elif len(vocabulary):
                vocabulary[-1].tail = piece
            else:
                vocabulary.text = piece
        return result

    def linked(self, address: str, runs: list[Element], like: Element) -> Iterator[Element]:
        """Yield the runs of a link to a web address."""
        number = f"link{next(self._numbers)}"
        begin = {"id": number, "type": "HYPERLINK", "name": "", "editable": "0", "dirty": "0", "zorder": "-1"}
        field = etree.Element(hp("fieldBegin"), {**begin, "fieldid": str(HYPERLINK_FIELD_ID)})
        field_parameters = hyperlink_parameters(address)
        parameters = etree.SubElement(field, hp("parameters"), {"cnt": str(len(field_parameters)), "name": ""})
        for kind, name, text in field_parameters:
            etree.SubElement(parameters, hp(kind), {"name": name}).text = text
        yield control_run(field, like)
        yield from runs
        end = {"beginIDRef": number, "fieldid": str(HYPERLINK_FIELD_ID)}
        yield control_run(etree.Element(hp("fieldEnd"), end), like)


def control_run(element: Element, like: Element) -> Element:
    """Return the run of a control, in the letters of another."""
    result = run_like(like, HANGUL)
    etree.SubElement(result, hp("ctrl")).append(element)
    return result


def _character(character: str) -> Element:
    if character == "\t":
        return etree.Element(hp("tab"), {"width": "4000", "leader": "0", "type": "1"})
    return etree.Element(hp("lineBreak" if character == "\n" else "nbSpace"))
