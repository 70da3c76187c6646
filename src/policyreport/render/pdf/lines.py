"""Breaking runs into lines: between words (어절), and within a word only where it is wider than the line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policyreport.render.pdf.runs import Run

_PIECES = re.compile(r"\n| +|[^ \n]+")
_NEVER_FIRST = frozenset("!%),.:;?]}¢°’”†‡℃〉》」』】〕·ㆍ…、。，．")
_WHOLE_LETTERS = 8
_NEVER_LAST = frozenset("([{‘“〈《「『【〔£¥₩")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of runs that stand side by side; ``width`` is in points."""

    runs: tuple[Run, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Word:
    """What stays together on a line, with the space before it."""

    runs: tuple[Run, ...]
    width: float
    space: tuple[Run, ...] = ()
    begins_line: bool = False

    @property
    def space_width(self) -> float:
        return sum(run.width for run in self.space)


def broken(runs: Iterable[Run], room: float) -> list[Line]:
    """Return runs as lines no wider than ``room`` points; a line never begins with a closing mark (금칙)."""
    lines: list[Line] = []
    held: list[Run] = []
    used = 0.0
    for word in _words(runs):
        if held and (word.begins_line or used + word.space_width + word.width > room):
            lines.append(_line(held))
            held, used = [], 0.0
        elif held:
            held.extend(word.space)
            used += word.space_width
        *full, rest = _fitted(word, room) if not held and word.width > room else [word.runs]
        lines.extend(map(_line, full))
        held.extend(rest)
        used = sum(run.width for run in rest) if full else used + word.width
    return [*lines, _line(held)]


def natural_width(runs: Sequence[Run]) -> float:
    """Return the width of runs that are not broken but where a line break stands, in points."""
    return max((line.width for line in broken(runs, float("inf"))), default=0)


def least_width(runs: Sequence[Run]) -> float:
    """Return the width that runs need so that no word parts, in points; long words part after eight letters' width."""
    return max((min(word.width, _least_of(word)) for word in _words(runs)), default=0)


def _least_of(word: _Word) -> float:
    unbroken = max((run.width for run in word.runs if run.unbroken), default=0)
    return max(unbroken, _WHOLE_LETTERS * word.runs[0].size)


def _words(runs: Iterable[Run]) -> Iterator[_Word]:
    word: list[Run] = []
    space: list[Run] = []
    begins = False
    for piece in _pieces(runs):
        if piece.unbroken or piece.text.strip(" \n"):
            word.append(piece)
            continue
        if word:
            yield _word(word, space, begins)
            word, space, begins = [], [], False
        if piece.text == "\n":
            space, begins = [], True
        else:
            space.append(piece)
    if word:
        yield _word(word, space, begins)


def _pieces(runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        if run.unbroken:
            yield run
        else:
            yield from (replace(run, text=text) for text in _PIECES.findall(run.text))


def _word(runs: list[Run], space: list[Run], begins_line: bool) -> _Word:  # noqa: FBT001
    return _Word(tuple(runs), sum(run.width for run in runs), tuple(space), begins_line)


def _fitted(word: _Word, room: float) -> list[tuple[Run, ...]]:
    """Return a word that is wider than the line in parts that are not."""
    parts: list[list[Run]] = [[]]
    used = 0.0
    for character in (replace(run, text=c) for run in word.runs for c in run.text):
        if parts[-1] and used + character.width > room and character.text not in _NEVER_FIRST:
            carried = [parts[-1].pop()] if parts[-1][-1].text in _NEVER_LAST and len(parts[-1]) > 1 else []
            parts.append(carried)
            used = sum(run.width for run in carried)
        parts[-1].append(character)
        used += character.width
    return [tuple(part) for part in parts]


def _line(runs: Sequence[Run]) -> Line:
    merged: list[Run] = []
    for run in runs:
        if merged and replace(merged[-1], text=run.text) == run:
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return Line(tuple(merged), sum(run.width for run in merged))
