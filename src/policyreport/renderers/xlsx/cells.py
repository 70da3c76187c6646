"""What one cell holds: a number, a day, or characters; and which numbers are said in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple, assert_never

from policyreport.document.nodes import (
    Date,
    Footnote,
    Inline,
    Lamp,
    LineBreak,
    Link,
    Number,
    Reference,
    Strong,
    Text,
    Tone,
)
from policyreport.document.number_format import MISSING, date_text
from policyreport.document.theme import LampStyle
from policyreport.renderers.xlsx.labels import workbook_text
from policyreport.renderers.xlsx.text_width import longest_line

_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; from the day after it on, its dates are right."""

_PLAIN = ((), None, None, "", "", ())
"""What is said by the fields of a value that is nothing but characters, from its runs on."""

Lamps = Mapping[Tone, LampStyle]
Mark = Callable[[Footnote], str]
"""What gives a footnote its mark."""


class Run(NamedTuple):
    """Characters that look alike; ``colour`` is empty where they have that of their cell."""

    text: str
    strong: bool = False
    colour: str = ""


class Value(NamedTuple):
    """What a cell holds. ``text`` is how it reads; a ``number`` or a ``day`` is what it really is.

    ``units`` is the width of its longest line, in digits. ``runs`` are its characters where not all look as the cell
    does. ``mark`` is the mark of a footnote to a number or a day. ``address`` is where the cell leads: on the web, or
    with ``#`` before it the name of a row. ``numbers`` are all that are said in it. A tuple, for a sheet holds many.
    """

    text: str
    units: float
    runs: tuple[Run, ...] = ()
    number: Number | None = None
    day: date | None = None
    mark: str = ""
    address: str = ""
    numbers: tuple[Number, ...] = ()

    @property
    def is_typed(self) -> bool:
        """Whether it is a number or a day: what Excel cannot wrap, and shows as #### where it is too wide."""
        return self.number is not None or self.day is not None

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but characters that look alike."""
        return self[2:] == _PLAIN

    @property
    def is_missing(self) -> bool:
        """Whether all it says is that there is no number."""
        return not self.is_typed and bool(self.numbers) and self.text == MISSING


def words(text: str) -> Value:
    """Return a cell's value that is these characters."""
    return Value(text, longest_line(text))


def figure(number: Number) -> Value:
    """Return a cell's value that is this number; one that is missing is characters."""
    text = workbook_text(number)
    width = len(text) if text.isascii() else longest_line(text)
    return Value(text, width, (), None if number.value is None else number, None, "", "", (number,))


def value_of(content: Iterable[Inline], lamps: Lamps, mark: Mark) -> Value:
    """Return what a cell with this content holds.

    Only content that is one number, day, link or reference and nothing else but footnotes is typed as such; emphasis
    does not hinder it.
    """
    nodes = tuple(node for node in content if node != Text(""))
    marks = {id(note): mark(note) for note in _footnotes(nodes)}
    core, address = _core(tuple(node for node in nodes if not isinstance(node, Footnote)))
    runs = tuple(_alike(_runs(nodes, lamps, marks)))
    text = "".join(run.text for run in runs)
    number, day = _typed(core)
    return Value(
        text,
        longest_line(text),
        runs if any(run.strong or run.colour for run in runs) else (),
        number,
        day,
        "".join(marks.values()) if number or day else "",
        address,
        tuple(_numbers(nodes)),
    )


def led_by(mark: str, value: Value) -> Value:
    """Return the value as text that begins with a mark."""
    runs = tuple(_alike([Run(mark), *(value.runs or (Run(value.text),))]))
    text = mark + value.text
    return value._replace(
        text=text, units=longest_line(text), runs=runs if value.runs else (), number=None, day=None, mark=""
    )


def _footnotes(nodes: Iterable[Inline]) -> Iterator[Footnote]:
    for node in nodes:
        match node:
            case Footnote():
                yield node
            case Strong(content) | Link(content=content) | Reference(content=content):
                yield from _footnotes(content)
            case _:
                pass


def _core(nodes: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """Return what is within emphasis and what leads somewhere, if that holds all, and where it leads."""
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
                yield from _runs(content, lamps, marks)
            case Footnote():
                yield Run(marks[id(node)])
            case _:
                yield _run(node, lamps)


def _run(node: Text | Number | Date | Lamp | LineBreak, lamps: Lamps) -> Run:
    match node:
        case Text(text):
            return Run(text)
        case Number():
            return Run(workbook_text(node))
        case Date():
            return Run(date_text(node))
        case Lamp(tone, word):
            return Run(f"{lamps[tone].shape} {word}", colour=lamps[tone].colour)
        case LineBreak():
            return Run("\n")
        case _:
            assert_never(node)


def _alike(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs with neighbours that look alike made one."""
    for (strong, colour), likes in groupby(runs, lambda run: (run.strong, run.colour)):
        if text := "".join(run.text for run in likes):
            yield Run(text, strong, colour)


def _numbers(nodes: Iterable[Inline]) -> Iterator[Number]:
    for node in nodes:
        match node:
            case Number():
                yield node
            case Strong(content) | Link(content=content) | Reference(content=content):
                yield from _numbers(content)
            case _:
                pass
