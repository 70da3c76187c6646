"""Runs of text: tags cut out of them, and printed values put into them, with their numbers for the manifest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol, assert_never

from lxml import etree

from policyreport.diagnostics import Message
from policyreport.document.nodes import (
    Date,
    Footnote,
    Inline,
    Lamp,
    LineBreak,
    Link,
    Number,
    Reference,
    Script,
    Strong,
    Text,
)
from policyreport.document.number_format import date_text, number_text, script_text
from policyreport.document.output import Placement
from policyreport.document.theme import Colour, Theme
from policyreport.office_templates.tags import Level, Tag
from policyreport.office_templates.xml import NUMBERED, VALUE, Element, drop
from policyreport.ooxml.xml_text import escape_text
from policyreport.renderers.flow.inlines import lamp_text


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of a file's elements.

    ``properties`` is the element of a run's format, empty where it is in attributes. ``characters`` are elements that
    stand for a character; ``shown`` are those by which something other than text is seen; ``preserved`` are attributes
    of text that must be printed exactly. ``unread`` are elements whose text or attributes may contain braces.
    ``levels`` are what tags can stand for; ``sections`` are elements that carry the layout of pages.
    ``has_cell_statements`` where cells can be coloured and merged by tags; ``look`` is the element of a paragraph's
    format, empty where it is in attributes; ``table`` and ``control`` are what can stand beside paragraphs.
    """

    paragraph: str
    run: str
    text: str
    row: str
    cell: str
    properties: str
    characters: Mapping[str, str]
    shown: tuple[str, ...]
    preserved: Mapping[str, str]
    unread: tuple[str, ...]
    levels: frozenset[Level] = frozenset(("text", "paragraph", "row", "cell"))
    sections: tuple[str, ...] = ()
    has_cell_statements: bool = False
    look: str = ""
    table: str = ""
    control: str = ""

    def element_of(self, level: Level) -> str:
        """Return the name of what a tag of a level takes away."""
        return {"paragraph": self.paragraph, "row": self.row, "cell": self.cell, "text": ""}[level]


Marked = tuple[int, int, Tag | None]
"""Where a tag starts and ends in its paragraph's text, and itself; None where its mark is not set there."""
Numbered = Callable[[Tag], Element]
"""Makes the mark of a tag."""


class Segment(NamedTuple):
    """A child of a run that is text or stands for a character, and where it starts in its paragraph's text."""

    element: Element
    start: int
    text: str


def segments_of(paragraph: Element, vocabulary: Vocabulary) -> Iterator[Segment]:
    """Yield the text of a paragraph, without that of text boxes in it, run by run."""
    at = 0
    for run in paragraph.iter(vocabulary.run):
        if next(run.iterancestors(vocabulary.paragraph)) is paragraph:
            for element in run:
                text = (
                    (element.text or "")
                    if element.tag == vocabulary.text
                    else vocabulary.characters.get(element.tag, "")
                )
                if text:
                    yield Segment(element, at, text)
                    at += len(text)


def cut_runs(segments: Sequence[Segment], marked: Sequence[Marked], numbered: Numbered, vocabulary: Vocabulary) -> None:
    """Take the tags out of a paragraph's runs and set their marks where they began."""
    by_run: dict[Element, dict[Element, Segment]] = {}
    for piece in segments:
        run = piece.element.getparent()
        if run is not None and any(
            start < piece.start + len(piece.text) and end > piece.start for start, end, _ in marked
        ):
            by_run.setdefault(run, {})[piece.element] = piece
    for run, touched in by_run.items():
        for part in list(_cut(run, touched, marked, numbered, vocabulary)):
            run.addprevious(part)
        drop(run)


def run_like(run: Element, vocabulary: Vocabulary) -> Element:
    """Return a new run that looks like another."""
    result = etree.Element(run.tag, dict(run.attrib))
    properties = run.find(vocabulary.properties) if vocabulary.properties else None
    if properties is not None:
        result.append(deepcopy(properties))
    return result


def text_element(text: str, vocabulary: Vocabulary) -> Element:
    """Return text to be printed exactly."""
    result = etree.Element(vocabulary.text, vocabulary.preserved)
    result.text = text
    return result


def _cut(
    run: Element,
    touched: Mapping[Element, Segment],
    marked: Sequence[Marked],
    numbered: Numbered,
    vocabulary: Vocabulary,
) -> Iterator[Element]:
    current = run_like(run, vocabulary)
    bare = len(current)
    for element in [child for child in run if child.tag != vocabulary.properties]:
        for part in _parts(touched[element], marked) if element in touched else (element,):
            if not isinstance(part, Tag):
                current.append(_kept(element, part, vocabulary))
                continue
            if len(current) > bare:
                yield current
                current = run_like(run, vocabulary)
            yield _marked(run, part, numbered, vocabulary)
    if len(current) > bare:
        yield current


def _kept(element: Element, part: str | Element, vocabulary: Vocabulary) -> Element:
    return text_element(part, vocabulary) if isinstance(part, str) and element.tag == vocabulary.text else element


def _marked(run: Element, tag: Tag, numbered: Numbered, vocabulary: Vocabulary) -> Element:
    if tag.sort != "print":
        return numbered(tag)
    result = run_like(run, vocabulary)
    result.append(numbered(tag))
    return result


def _parts(piece: Segment, marked: Iterable[Marked]) -> Iterator[str | Tag]:
    """Yield what a piece holds: text, and the tags that start in it."""
    at, end = piece.start, piece.start + len(piece.text)
    for start, stop, tag in marked:
        if at < start < end or at == start:
            if start > at:
                yield piece.text[at - piece.start : start - piece.start]
            if tag is not None and start < end:
                yield tag
        if start < end:
            at = max(at, min(stop, end))
    if at < end:
        yield piece.text[at - piece.start :]


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How a value differs from the run where it is printed."""

    bold: bool = False
    colour: Colour = ""
    underlined: bool = False


class RunWriter(Protocol):
    """How a kind of file writes runs and links."""

    def run(self, text: str, like: Element, style: CellFormat) -> Element:
        """Return a run that prints the text exactly, and looks like another but for ``style``."""
        ...

    def linked(self, address: str, runs: list[Element], like: Element) -> Iterable[Element]:
        """Return runs that lead to a web address."""
        ...


class PlainTextWriter:
    """Writes values that are plain text or a number into the XML of parts while it is text still.

    That is several times as fast as to put an element into a tree. Each stands in a run of its own; ``prefix`` is that
    of its namespace in all of the parts, empty where they differ: then all is left to ``Printer``, as is what needs
    more than the characters of one text.
    """

    def __init__(self, roots: Iterable[Element], vocabulary: Vocabulary) -> None:
        namespace, local = vocabulary.text[1:].split("}")
        prefixes = {_prefix_of(root, namespace) for root in roots}
        self._prefix = prefixes.pop() if len(prefixes) == 1 else ""
        attributes = "".join(f' {_XML_PREFIXED[name]}="{value}"' for name, value in vocabulary.preserved.items())
        tag = f"{self._prefix}:{local}"
        self._begin, self._end = f"<{tag}{attributes}>", f"</{tag}>"

    def write(self, number: int, content: Sequence[Inline]) -> str:
        """Return a value as XML, by its number; empty where that is not how it can be written."""
        if len(content) != 1 or not self._prefix:
            return ""
        node = content[0]
        mark = ""
        if isinstance(node, Number):
            text, mark = number_text(node), f'<{NUMBERED} n="{number}"/>'
        elif isinstance(node, Text):
            text = node.text
        else:
            return ""
        return f"{self._begin}{escape_text(text)}{self._end}{mark}" if _PLAIN.fullmatch(text) else ""


_PLAIN = re.compile("[^\n\t\u00a0]+")
"""What every kind of file writes as it is."""
_XML_PREFIXED = {"{http://www.w3.org/XML/1998/namespace}space": "xml:space"}


def _prefix_of(root: Element, namespace: str) -> str:
    """Return by which prefix a namespace is meant everywhere in a part; empty where that is not plain."""
    prefix = next((prefix for prefix, name in root.nsmap.items() if name == namespace), None) or ""
    is_redefined = any(element.nsmap.get(prefix) != namespace for element in root.iter("*")) if prefix else True
    return "" if is_redefined else prefix


class Printer:
    """Prints the values of one part; ``numbers`` are the numbers of each paragraph, in their order.

    ``runs`` are the runs of numbers, each of which holds nothing else.
    """

    def __init__(
        self, theme: Theme, content: Callable[[int], tuple[Inline, ...]], writer: RunWriter, vocabulary: Vocabulary
    ) -> None:
        self.numbers: dict[Element, list[Number]] = {}
        self.runs: list[tuple[Number, Element]] = []
        self._theme, self._content, self._writer, self._vocabulary = theme, content, writer, vocabulary

    def print(self, root: Element) -> None:
        """Put runs in the places of all values of a part."""
        for value in list(root.iter(etree.PI, f"{{*}}{NUMBERED}")):
            run = value.getparent()
            if value.tag is not etree.PI:
                paragraph = next(value.iterancestors(self._vocabulary.paragraph))
                numbers = list(_numbers(self._content(int(value.get("n")))))
                self.numbers.setdefault(paragraph, []).extend(numbers)
                if run is not None:
                    self.runs.extend((number, run) for number in numbers)
                drop(value)
            elif run is not None and value.target == VALUE:
                printed = self._content(int(value.text or 0))
                numbers = list(_numbers(printed))
                if numbers:
                    self.numbers.setdefault(next(run.iterancestors(self._vocabulary.paragraph)), []).extend(numbers)
                for element in self._runs(printed, run, CellFormat()):
                    run.addprevious(element)
                drop(value)
                if all(child.tag == self._vocabulary.properties for child in run):
                    drop(run)

    def placements(self, places: Iterable[tuple[Element, Message]]) -> Iterator[Placement]:
        """Yield where the numbers stand that were printed in some paragraphs, from the places of these."""
        for paragraph, place in places:
            for number in self.numbers.get(paragraph, ()):
                yield Placement(number.fact, number_text(number), place.en)

    def _runs(self, content: Iterable[Inline], like: Element, style: CellFormat) -> Iterator[Element]:
        write = self._writer.run
        for node in content:
            match node:
                case Text(text):
                    yield write(text, like, style)
                case Number():
                    run = write(number_text(node), like, style)
                    self.runs.append((node, run))
                    yield run
                case Date():
                    yield write(date_text(node), like, style)
                case Lamp(tone, word):
                    coloured = replace(style, bold=True, colour=self._theme.lamps[tone].colour)
                    yield write(lamp_text(tone, word, self._theme), like, coloured)
                case LineBreak():
                    yield write("\n", like, style)
                case Strong(inner):
                    yield from self._runs(inner, like, replace(style, bold=True))
                case Reference(content=inner):
                    yield from self._runs(inner, like, style)
                case Link(address, inner):
                    link_style = replace(style, colour=self._theme.colours.accent, underlined=True)
                    yield from self._writer.linked(address, list(self._runs(inner, like, link_style)), like)
                case Script():
                    yield write(script_text(node), like, style)
                case Footnote(inner):
                    yield from self._runs((Text(" ["), *inner, Text("]")), like, style)
                case _:
                    assert_never(node)


def _numbers(content: Iterable[Inline]) -> Iterator[Number]:
    for node in content:
        if isinstance(node, Number):
            yield node
        elif isinstance(node, Strong | Link | Reference | Footnote):
            yield from _numbers(node.content)
