"""Printed values as runs that look as the run of their tag, with the numbers among them kept for the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, assert_never

from lxml import etree

from policyreport.document.nodes import Date, Footnote, Inline, Lamp, LineBreak, Link, Number, Reference, Strong, Text
from policyreport.document.number_format import date_text, number_text
from policyreport.document.theme import Colour, Theme
from policyreport.office_templates.tags import Vocabulary
from policyreport.office_templates.xml import Element, drop
from policyreport.renderers.docx.inlines import lamp_text


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How a value differs from the run where it is printed."""

    bold: bool = False
    colour: Colour = ""
    underlined: bool = False


class Writing(Protocol):
    """How a kind of file writes runs and links."""

    def run(self, text: str, like: Element, look: CellFormat) -> Element:
        """Return a run that prints the text exactly, and looks like another but for ``look``."""
        ...

    def linked(self, address: str, runs: list[Element], like: Element) -> Iterable[Element]:
        """Return runs that lead to a web address."""
        ...


class Printer:
    """Prints the values of one part; ``numbers`` are the numbers of each paragraph, in their order."""

    def __init__(
        self, theme: Theme, content: Callable[[int], tuple[Inline, ...]], hand: Writing, words: Vocabulary
    ) -> None:
        self.numbers: dict[Element, list[Number]] = {}
        self._theme, self._content, self._hand, self._words = theme, content, hand, words

    def print(self, root: Element) -> None:
        """Put runs in the places of all values of a part."""
        for value in list(root.iter(etree.PI)):
            run = value.getparent()
            if run is not None:
                printed = self._content(int(value.text or 0))
                self._keep(run, printed)
                for element in self._runs(printed, run, CellFormat()):
                    run.addprevious(element)
                drop(value)
                if all(child.tag == self._words.look for child in run):
                    drop(run)

    def _keep(self, run: Element, printed: Iterable[Inline]) -> None:
        found = list(_numbers(printed))
        if found:
            self.numbers.setdefault(next(run.iterancestors(self._words.paragraph)), []).extend(found)

    def _runs(self, content: Iterable[Inline], like: Element, look: CellFormat) -> Iterator[Element]:
        write = self._hand.run
        for node in content:
            match node:
                case Text(text):
                    yield write(text, like, look)
                case Number():
                    yield write(number_text(node), like, look)
                case Date():
                    yield write(date_text(node), like, look)
                case Lamp(tone, word):
                    coloured = replace(look, bold=True, colour=self._theme.lamps[tone].colour)
                    yield write(lamp_text(tone, word, self._theme), like, coloured)
                case LineBreak():
                    yield write("\n", like, look)
                case Strong(inner):
                    yield from self._runs(inner, like, replace(look, bold=True))
                case Reference(content=inner):
                    yield from self._runs(inner, like, look)
                case Link(address, inner):
                    worn = replace(look, colour=self._theme.colours.accent, underlined=True)
                    yield from self._hand.linked(address, list(self._runs(inner, like, worn)), like)
                case Footnote(inner):
                    yield from self._runs((Text(" ["), *inner, Text("]")), like, look)
                case _:
                    assert_never(node)


def _numbers(content: Iterable[Inline]) -> Iterator[Number]:
    for node in content:
        if isinstance(node, Number):
            yield node
        elif isinstance(node, Strong | Link | Reference | Footnote):
            yield from _numbers(node.content)
