"""Breaking runs into lines: between words (어절), and within a word only where it is wider than the line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policyreport.render.pdf.runs import Run

_PIECES = re.compile(r"\n| +|[^ \n]+")
_UNITS = re.compile(r"[0-9][0-9.,]*|[A-Za-z]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("!%),.:;?]}¢°’”»›†‡℃〉》」』】〕〗·ㆍ…、。，．！％）：；？］｝")
_NEVER_LAST = frozenset("([{‘“«‹〈《「『【〔〖£¥₩（［｛")
_WHOLE_LETTERS = 8


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

    def clings_to(self, before: _Word) -> bool:
        """Say whether no line may end between the two, spaces or not."""
        return not self.begins_line and _cling(before.runs[-1], self.runs[0])

    def joined_to(self, before: _Word) -> _Word:
        """Return both as one word, the space between them in it."""
        width = before.width + self.space_width + self.width
        return replace(before, runs=(*before.runs, *self.space, *self.runs), width=width)


def broken(runs: Iterable[Run], room: float) -> list[Line]:
    """Return runs as lines no wider than ``room`` points, unless a single letter is.

    A line never begins with a closing mark nor ends with an opening one (금칙), and no number is parted, where the room
    allows it.
    """
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
    """Yield the words, those together between which no line may end."""
    held: _Word | None = None
    for word in _spaced_words(runs):
        if held is None:
            held = word
        elif word.clings_to(held):
            held = word.joined_to(held)
        else:
            yield held
            held = word
    if held is not None:
        yield held


def _spaced_words(runs: Iterable[Run]) -> Iterator[_Word]:
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
    for cluster in _clusters(word, room):
        wide = sum(run.width for run in cluster)
        if parts[-1] and used + wide > room:
            parts.append([])
            used = 0.0
        parts[-1].extend(cluster)
        used += wide
    return [tuple(part) for part in parts]


def _clusters(word: _Word, room: float) -> Iterator[list[Run]]:
    """Yield what stays together in a word that is broken: units with the marks that cling to them, if they fit."""
    cluster: list[Run] = []
    used = 0.0
    for unit in (unit for run in word.runs for unit in _units(run, room)):
        if cluster and (not _cling(cluster[-1], unit) or used + unit.width > room):
            yield cluster
            cluster, used = [], 0.0
        cluster.append(unit)
        used += unit.width
    yield cluster


def _units(run: Run, room: float) -> Iterator[Run]:
    """Yield a run's numbers, Latin words and other letters; letter by letter those that are wider than the line."""
    for text in [run.text] if run.unbroken else _UNITS.findall(run.text):
        unit = replace(run, text=text)
        if unit.width <= room:
            yield unit
        else:
            yield from (replace(run, text=letter, unbroken=False) for letter in text)


def _cling(before: Run, after: Run) -> bool:
    """Say whether no line may end between two runs; a space within a word is there because of a mark beside it."""
    return before.text[-1] in _NEVER_LAST or after.text[0] in _NEVER_FIRST or " " in (before.text, after.text)


def _line(runs: Sequence[Run]) -> Line:
    merged: list[Run] = []
    for run in runs:
        if merged and not run.unbroken and replace(merged[-1], text=run.text) == run:
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return Line(tuple(merged), sum(run.width for run in merged))
