"""What one cell holds: a number, a day or text; how that reads, how wide it is, and which numbers it shows.

Widths are estimated without a font: a Hangul is two digits wide, all else one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple, assert_never
from unicodedata import combining, east_asian_width

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
    Tone,
    leaves,
)
from policyreport.document.number_format import MISSING, date_text, plain_text, script_text, workbook_text
from policyreport.document.theme import LampStyle

_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; from the day after it on, its dates are right."""

_PLAIN = ((), None, None, "", "", (), ())
"""The fields of a value that is nothing but text, from its runs on."""

_PLAIN_RUN = (False, "", None, False)
"""The style of a run whose characters look as their cell does."""

Lamps = Mapping[Tone, LampStyle]
Mark = Callable[[Footnote], str]
"""Gives a footnote its mark."""


class Run(NamedTuple):
    """Characters of one style; ``colour`` is empty where they have that of their cell.

    ``script`` is empty but for small characters above or below the line of which Unicode has none. Characters are
    ``linked`` where they are the words of a link that shares its cell.
    """

    text: str
    strong: bool = False
    colour: str = ""
    script: Script | None = None
    linked: bool = False


class Target(NamedTuple):
    """What one link in a cell says, and where it leads: on the web, or with ``#`` before it the name of a row."""

    words: str
    address: str


class Value(NamedTuple):
    """What a cell holds. ``text`` is how it reads; a ``number`` or a ``day`` is its typed value.

    ``units`` is the width of its longest line, in digits. ``runs`` are its characters where not all have the cell's
    style. ``mark`` is the mark of a footnote to a number or a day. ``address`` is where the cell leads: on the web, or
    with ``#`` before it the name of a row. ``numbers`` are all that it shows. ``links`` are its links, each
    target once, where it holds more than one link alone: Excel lets a cell lead to one place. A tuple, for there are
    many.
    """

    text: str
    units: float
    runs: tuple[Run, ...] = ()
    number: Number | None = None
    day: date | None = None
    mark: str = ""
    address: str = ""
    numbers: tuple[Number, ...] = ()
    links: tuple[Target, ...] = ()

    @property
    def is_typed(self) -> bool:
        """Whether it is a number or a day: what Excel cannot wrap, and shows as #### where it is too wide."""
        return self.number is not None or self.day is not None

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but characters of one style."""
        return self[2:] == _PLAIN

    @property
    def is_missing(self) -> bool:
        """Whether it shows only that there is no number."""
        return not self.is_typed and bool(self.numbers) and self.text == MISSING


def text_value(text: str) -> Value:
    """Return a cell's value that is plain text."""
    return Value(text, longest_line(text))


def number_value(number: Number, content: tuple[Number, ...]) -> Value:
    """Return a cell's value that is a number, which is all of its ``content``; one that is missing is text."""
    text = workbook_text(number)
    width = len(text) if text.isascii() else longest_line(text)
    return Value(text, width, (), None if number.value is None else number, None, "", "", content)


def value_of(content: Iterable[Inline], lamps: Lamps, mark: Mark) -> Value:
    """Return what a cell with this content holds.

    Only content that is one number, day, link or reference and nothing else but footnotes is typed as such; emphasis
    does not hinder it.
    """
    nodes = tuple(node for node in content if node != Text(""))
    marks = {id(node): mark(node) for node in leaves(nodes) if isinstance(node, Footnote)}
    core, address = _core(tuple(node for node in nodes if not isinstance(node, Footnote)))
    links = () if address else tuple(_targets(nodes))
    found = _runs(nodes, lamps, marks)
    runs = tuple(_merged(found if links else (run._replace(linked=False) for run in found)))
    text = "".join(run.text for run in runs)
    number, day = _typed(core)
    return Value(
        text,
        longest_line(text),
        runs if any(run[1:] != _PLAIN_RUN for run in runs) else (),
        number,
        day,
        "".join(marks.values()) if number or day else "",
        links[0].address if links else address,
        tuple(node for node in leaves(nodes) if isinstance(node, Number)),
        links,
    )


def _targets(nodes: Iterable[Inline]) -> Iterator[Target]:
    """Yield the links in a content, each place to which one leads once."""
    known = set[str]()
    for node in _within(nodes):
        address = node.address if isinstance(node, Link) else f"#{node.row}"
        if address not in known:
            known.add(address)
            yield Target(line_text(node.content), address)


def _within(nodes: Iterable[Inline]) -> Iterator[Link | Reference]:
    for node in nodes:
        if isinstance(node, Link | Reference):
            yield node
        elif isinstance(node, Strong):
            yield from _within(node.content)


def prefixed(mark: str, value: Value) -> Value:
    """Return the value as text that begins with a mark."""
    runs = tuple(_merged([Run(mark), *value.runs])) if value.runs else ()
    text = mark + value.text
    return value._replace(text=text, units=longest_line(text), runs=runs, number=None, day=None, mark="")


def _core(nodes: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """Return what is within the emphasis, links and references that hold all of a content, and where these lead."""
    address = ""
    while len(nodes) == 1 and isinstance(nodes[0], Strong | Link | Reference):
        if not isinstance(nodes[0], Strong):
            address = nodes[0].address if isinstance(nodes[0], Link) else f"#{nodes[0].row}"
        nodes = nodes[0].content
    return nodes, address


def _typed(nodes: tuple[Inline, ...]) -> tuple[Number | None, date | None]:
    match nodes:
        case (Number() as number,) if number.value is not None:
            return number, None
        case (Date(year, month, day),) if day and date(year, month, day) >= _FIRST_DAY:
            return None, date(year, month, day)
        case _:
            return None, None


def _runs(nodes: Iterable[Inline], lamps: Lamps, marks: Mapping[int, str]) -> Iterator[Run]:
    for node in nodes:
        match node:
            case Strong(content):
                yield from (run._replace(strong=True) for run in _runs(content, lamps, marks))
            case Link(content=content) | Reference(content=content):
                yield from (run._replace(linked=True) for run in _runs(content, lamps, marks))
            case Footnote():
                yield Run(marks[id(node)])
            case Text(text):
                yield Run(text)
            case Number():
                yield Run(workbook_text(node))
            case Date():
                yield Run(date_text(node))
            case Lamp(tone, word):
                yield Run(f"{lamps[tone].shape} {word}", colour=lamps[tone].colour)
            case LineBreak():
                yield Run("\n")
            case Script(text):
                small = script_text(node)
                yield Run(small) if len(small) == len(text) else Run(text, script=node)
            case _:
                assert_never(node)


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs with neighbours of one style joined."""
    for (strong, colour, script, linked), neighbours in groupby(runs, lambda run: run[1:]):
        if text := "".join(run.text for run in neighbours):
            yield Run(text, strong, colour, script, linked)


def line_text(content: Iterable[Inline]) -> str:
    """Return content as one line of plain characters, as a sheet's name needs it."""
    return " ".join(plain_text(content, workbook_text).split())


def utf16_units(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def units(text: str) -> float:
    """Return a line's width in digits' widths; what is of ambiguous width counts as wide as a Hangul."""
    return len(text) if text.isascii() else len(measurable(text))


def longest_line(text: str) -> float:
    """Return the width of a text's longest line in digits' widths."""
    return units(text) if "\n" not in text else max(map(units, text.split("\n")))


def longest_lines(texts: Collection[str]) -> list[float]:
    """Return the width of each text's longest line in digits' widths, all measured in one go."""
    measured = measurable("\n".join(texts)).split(b"\n")
    return list(map(len, measured)) if len(measured) == len(texts) else list(map(longest_line, texts))


def measurable(text: str) -> bytes:
    """Return as many bytes for each character as it is digits wide; ASCII stays as it is.

    So does the code page of Korean Windows; characters that it lacks are replaced by letters.
    """
    try:
        return text.encode("cp949")
    except UnicodeEncodeError:
        return text.translate(_REPLACEMENTS).encode("cp949")


class _Replacements(dict[int, str]):
    """A letter as wide as each character, looked up when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if not character.isascii():
            wide = east_asian_width(character) in "WFA"
            character = "" if combining(character) else "가" if wide else "a"
        self[code] = character
        return character


_REPLACEMENTS = _Replacements()
