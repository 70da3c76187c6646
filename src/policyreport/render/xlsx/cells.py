"""What one cell holds: a number, a day, or characters; and which numbers are said in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import assert_never

from policyreport.document.text import MISSING, date_text
from policyreport.document.theme import LampLook
from policyreport.document.tree import Date, Footnote, Inline, Lamp, LineBreak, Link, Number, Strong, Text, Tone
from policyreport.render.xlsx.wording import workbook_text

_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; from the day after it on, its dates are right."""

Lamps = Mapping[Tone, LampLook]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look alike; ``colour`` is empty where they have that of their cell."""

    text: str
    strong: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell holds. ``runs`` say how it reads; a ``number`` or a ``day`` is what it really is.

    ``numbers`` are all that are said in it, and ``address`` is where the cell leads.
    """

    runs: tuple[Run, ...]
    number: Number | None = None
    day: date | None = None
    address: str = ""
    numbers: tuple[Number, ...] = ()

    @property
    def text(self) -> str:
        """The characters that the cell shows."""
        return "".join(run.text for run in self.runs)

    @property
    def is_typed(self) -> bool:
        """Whether it is a number or a day: what Excel cannot wrap, and shows as #### where it is too wide."""
        return self.number is not None or self.day is not None

    @property
    def is_missing(self) -> bool:
        """Whether all it says is that there is no number."""
        return not self.is_typed and bool(self.numbers) and self.text == MISSING


def words(text: str) -> Value:
    """Return a cell's value that is these characters."""
    return Value((Run(text),) if text else ())


def value_of(content: Iterable[Inline], lamps: Lamps) -> Value:
    """Return what a cell with this content holds.

    Only content that is one number, day or link and nothing else is typed as such; emphasis does not hinder it.
    """
    nodes = tuple(node for node in content if node != Text(""))
    core, address = _core(nodes)
    runs = tuple(_joined(_runs(nodes, lamps)))
    return replace(_typed(core), runs=runs, address=address, numbers=tuple(_numbers(nodes)))


def led_by(mark: str, value: Value) -> Value:
    """Return the value as text that begins with a mark."""
    return replace(value, runs=tuple(_joined([Run(mark), *value.runs])), number=None, day=None)


def _core(nodes: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """Return what is within emphasis and a link that hold everything, and where that link leads."""
    address = ""
    while len(nodes) == 1 and isinstance(nodes[0], Strong | Link):
        address = nodes[0].address if isinstance(nodes[0], Link) else address
        nodes = nodes[0].content
    return nodes, address


def _typed(nodes: tuple[Inline, ...]) -> Value:
    match nodes:
        case (Number() as number,) if number.value is not None:
            return Value((), number=number)
        case (Date(year, month, day),) if day and date(year, month, day) >= _FIRST_DAY:
            return Value((), day=date(year, month, day))
        case _:
            return Value(())


def _runs(nodes: Iterable[Inline], lamps: Lamps) -> Iterator[Run]:
    for node in nodes:
        match node:
            case Strong(content):
                yield from (replace(run, strong=True) for run in _runs(content, lamps))
            case Link(content=content):
                yield from _runs(content, lamps)
            case Footnote(content):
                yield from _runs((Text(" ["), *content, Text("]")), lamps)
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


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Return the runs with likes made one, and none of blanks alone: openpyxl would let Excel drop its blanks."""
    joined: list[Run] = []
    for run in _alike(runs):
        if joined and not (run.text.strip() and joined[-1].text.strip()):
            visible = run if run.text.strip() else joined[-1]
            joined[-1] = replace(visible, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return list(_alike(joined))


def _alike(runs: Iterable[Run]) -> Iterator[Run]:
    for (strong, colour), likes in groupby(runs, lambda run: (run.strong, run.colour)):
        if text := "".join(run.text for run in likes):
            yield Run(text, strong, colour)


def _numbers(nodes: Iterable[Inline]) -> Iterator[Number]:
    for node in nodes:
        match node:
            case Number():
                yield node
            case Strong(content) | Link(content=content):
                yield from _numbers(content)
            case _:
                pass
