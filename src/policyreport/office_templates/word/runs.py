"""How Word writes runs and links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from policyreport.office_templates.runs import CellFormat, run_like, text_element
from policyreport.office_templates.word.package import WORDS, name, w
from policyreport.office_templates.xml import Element, drop_all

_BREAKS = re.compile(r"([\n\t])")
_CHARACTERS = {"\n": w("br"), "\t": w("tab")}
_BEFORE_BOLD = tuple(map(w, ("rStyle", "rFonts")))
_BEFORE_COLOUR = tuple(
    map(
        w,
        (
            *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline"),
            *("shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
        ),
    )
)
_BEFORE_LINE = (*_BEFORE_COLOUR, *map(w, ("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight")))


def characters(text: str) -> Iterator[Element]:
    """Yield what a run holds to print a text exactly."""
    for piece in filter(None, _BREAKS.split(text)):
        yield etree.Element(_CHARACTERS[piece]) if piece in _CHARACTERS else text_element(piece, WORDS)


class WordRunWriter:
    """Writes in one part; ``link`` gives the id of the part's relationship to a web address."""

    def __init__(self, link: Callable[[str], str]) -> None:
        self._link = link

    def run(self, text: str, like: Element, style: CellFormat) -> Element:
        """Return a run that prints the text exactly, and looks like another but for ``style``."""
        result = run_like(like, WORDS)
        _dress(result, style)
        result.extend(characters(text))
        return result

    def linked(self, address: str, runs: list[Element], like: Element) -> Iterator[Element]:
        """Yield runs within a link; Word has no links within links, so there the runs alone."""
        if next(like.iterancestors(w("hyperlink")), None) is not None:
            yield from runs
            return
        link = etree.Element(w("hyperlink"), {name("r", "id"): self._link(address), w("history"): "1"})
        link.extend(runs)
        yield link


def _dress(run: Element, style: CellFormat) -> None:
    if style == CellFormat():
        return
    properties = run.find(w("rPr"))
    if properties is None:
        properties = etree.Element(w("rPr"))
        run.insert(0, properties)
    if style.bold:
        _set(properties, "b", {}, _BEFORE_BOLD)
    if style.colour:
        _set(properties, "color", {w("val"): style.colour.removeprefix("#")}, _BEFORE_COLOUR)
    if style.underlined:
        _set(properties, "u", {w("val"): "single"}, _BEFORE_LINE)


def _set(properties: Element, local: str, attributes: dict[str, str], before: tuple[str, ...]) -> None:
    """Put a property in its place in the order of the schema (ECMA-376-1, 17.3.2.28)."""
    drop_all(properties.findall(w(local)))
    at = sum(1 for element in properties if element.tag in before)
    properties.insert(at, etree.Element(w(local), attributes))
