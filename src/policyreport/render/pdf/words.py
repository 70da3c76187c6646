"""Words of runs, and what stays together in them, by the rules of 금칙: which marks may not begin or end a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from policyreport.render.pdf.runs import Run

_COUNTED = "개사|개월|개|억원|백만원|천만원|만원|천원|조원|원|명|건|곳|회|차|배|년|월|일|시간|시|분기|분|주|위|호|쪽"
NEVER_FIRST = frozenset("!%),.:;?]}¢°’”»›†‡℃〉》」』】〕〗·ㆍ…、。，．！％）：；？］｝")
NEVER_LAST = frozenset("([{‘“«‹〈《「『【〔〖£¥₩△（［｛")


class Word(NamedTuple):
    """What stays together on a line, with the space before it; widths are in points."""

    runs: tuple[Run, ...]
    width: float
    space: tuple[Run, ...] = ()
    space_width: float = 0
    begins_line: bool = False

    def clings_to(self, before: Word) -> bool:
        """Say whether no line may end between the two, spaces or not."""
        return not self.begins_line and _cling(before.runs[-1], self.runs[0])

    def joined_to(self, before: Word) -> Word:
        """Return both as one word, the space between them in it."""
        width = before.width + self.space_width + self.width
        return before._replace(runs=(*before.runs, *self.space, *self.runs), width=width)


def clinging(words: Iterable[Word]) -> Iterator[Word]:
    """Yield the words, those together between which no line may end."""
    held: Word | None = None
    for word in words:
        if held is None:
            held = word
        elif word.clings_to(held):
            held = word.joined_to(held)
        else:
            yield held
            held = word
    if held is not None:
        yield held


def spaced_words(runs: Iterable[Run]) -> Iterator[Word]:
    """Yield runs as words, parted at their spaces and line breaks."""
    word: list[Run] = []
    space: list[Run] = []
    begins = False
    for piece in _pieces(runs):
        if piece.unbroken or piece.text.strip(" \n"):
            word.append(piece)
            continue
        if word:
            yield _word(word, space, begins_line=begins)
            word, space, begins = [], [], False
        if piece.text == "\n":
            space, begins = [], True
        else:
            space.append(piece)
    if word:
        yield _word(word, space, begins_line=begins)


@cache
def _pieces_of() -> Callable[[str], list[str]]:
    """Return what finds line breaks, spaces and words in a text; it is made when first needed, for few texts do."""
    return re.compile(r"\n| +|[^ \n]+").findall


@cache
def _units_of() -> Callable[[str], list[str]]:
    """Return what finds numbers with their units, Latin words and other letters in a word."""
    return re.compile(rf"△?[0-9][0-9.,]*(?:%p|%|:[0-9]+|{_COUNTED})?|[A-Za-z]+|.", re.DOTALL).findall


def _pieces(runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        if run.unbroken:
            yield run
        else:
            yield from [run._replace(text=text) for text in _pieces_of()(run.text)]


def _word(runs: Sequence[Run], space: Sequence[Run] = (), *, begins_line: bool = False) -> Word:
    return Word(tuple(runs), width_of(runs), tuple(space), width_of(space), begins_line)


def width_of(runs: Sequence[Run]) -> float:
    """Return how wide runs are side by side, in points."""
    return sum([run.width for run in runs])


def lettered(words: Iterable[Word], room: float) -> Iterator[Word]:
    """Yield what stays together when a line may end between letters."""
    for word in words:
        first, *rest = map(_word, _clusters(word, room))
        yield first._replace(space=word.space, space_width=word.space_width, begins_line=word.begins_line)
        yield from rest


def fitted(word: Word, room: float) -> list[list[Run]]:
    """Return a word that is wider than the line in parts that are not."""
    parts: list[list[Run]] = [[]]
    used = 0.0
    for cluster in _clusters(word, room):
        wide = width_of(cluster)
        if parts[-1] and used + wide > room:
            parts.append([])
            used = 0.0
        parts[-1].extend(cluster)
        used += wide
    return parts


def _clusters(word: Word, room: float) -> Iterator[list[Run]]:
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
    for text in [run.text] if run.unbroken else _units_of()(run.text):
        unit = run._replace(text=text)
        if unit.width <= room:
            yield unit
        else:
            yield from (run._replace(text=letter, unbroken=False) for letter in text)


def _cling(before: Run, after: Run) -> bool:
    """Say whether no line may end between two runs; a space within a word is there because of a mark beside it."""
    if after.note:
        return True
    return before.text[-1] in NEVER_LAST or after.text[0] in NEVER_FIRST or " " in (before.text, after.text)
