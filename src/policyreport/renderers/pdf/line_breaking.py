"""Break runs into lines: between words (어절), or as a theme may ask between letters, by the rules of 금칙."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from policyreport.renderers.pdf.fonts import word_width
from policyreport.renderers.pdf.runs import Run

_COUNTED = "개사|개월|개|억원|백만원|천만원|만원|천원|조원|원|명|건|곳|회|차|배|년|월|일|시간|시|분기|분|주|위|호|쪽"
NEVER_FIRST = frozenset("!%),.:;?]}¢°’”»›†‡℃〉》」』】〕〗·ㆍ…、。，．！％）：；？］｝")
_WHOLE_LETTERS = 8
_UNITS_OF_WIDTH = 1000
NEVER_LAST = frozenset("([{‘“«‹〈《「『【〔〖£¥₩△（［｛")


class Word(NamedTuple):
    """What stays together on a line, with the space before it; widths are in points."""

    runs: tuple[Run, ...]
    width: float
    space: tuple[Run, ...] = ()
    space_width: float = 0
    begins_line: bool = False


def clinging(words: Iterable[Word]) -> Iterator[Word]:
    """Yield the words, those together between which no line may end."""
    pending: Word | None = None
    for word in words:
        if pending is None:
            pending = word
        elif not word.begins_line and _cling(pending.runs[-1], word.runs[0]):
            width = pending.width + word.space_width + word.width
            pending = pending._replace(runs=(*pending.runs, *word.space, *word.runs), width=width)
        else:
            yield pending
            pending = word
    if pending is not None:
        yield pending


def spaced_words(runs: Iterable[Run]) -> Iterator[Word]:
    """Yield runs as words, split at their spaces and line breaks."""
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
    """Return the function that finds line breaks, spaces and words in a text, compiled when first needed."""
    return re.compile(r"\n| +|[^ \n]+").findall


@cache
def _units_of() -> Callable[[str], list[str]]:
    """Return the function that finds numbers with their units, Latin words and other letters in a word."""
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
    """Return whether no line may end between two runs; a space within a word is there because of a mark beside it."""
    if after.note:
        return True
    return before.text[-1] in NEVER_LAST or after.text[0] in NEVER_FIRST or " " in (before.text, after.text)


class Line(NamedTuple):
    """One line of runs that stand side by side.

    ``width`` is in points. A ``spaced`` line ends where a space stood, a ``full`` one where the next had no room.
    """

    runs: tuple[Run, ...]
    width: float
    spaced: bool = False
    full: bool = False

    @classmethod
    def of(cls, runs: Sequence[Run], *, spaced: bool = False) -> Line:
        """Return runs as a line, whatever its width."""
        return cls(tuple(runs), width_of(runs), spaced)


class MeasuredText(Protocol):
    """Measured runs: their words are found once, however often they are then broken."""

    @property
    def natural(self) -> float:
        """The width of the runs when they are not broken but where a line break stands, in points."""
        ...

    @property
    def min_width(self) -> float:
        """The width that is needed so that no word parts, in points; long words part after eight letters' width."""
        ...

    def broken(self, room: float) -> list[Line]:
        """Return the runs as lines no wider than ``room`` points, unless a single letter is.

        A line never begins with a closing mark nor ends with an opening one (금칙), and no number is separated from its
        unit, where the room allows it.
        """
        ...


def measured(runs: Sequence[Run], *, letters: bool = False) -> MeasuredText:
    """Return runs measured; with ``letters`` a line may end within a word."""
    if len(runs) == 1 and not letters and not runs[0].unbroken and _are_simple(words := runs[0].text.split(" ")):
        return _Plain(runs[0], words)
    return _Mixed(list(clinging(spaced_words(runs))), letters=letters)


def broken(runs: Sequence[Run], room: float, *, letters: bool = False) -> list[Line]:
    """Return runs as lines; see ``MeasuredText.broken``. With ``letters`` a line may end within a word."""
    return measured(runs, letters=letters).broken(room)


def natural_width(runs: Sequence[Run]) -> float:
    """Return the width of runs that are not broken but where a line break stands, in points."""
    return measured(runs).natural


def least_width(runs: Sequence[Run]) -> float:
    """Return the width that runs need so that no word parts, in points; long words part after eight letters' width."""
    return measured(runs).min_width


class _Plain:
    """One run of words with single spaces, at each of which a line may end: most of a document."""

    __slots__ = ("_run", "_space", "_widths", "_words")

    def __init__(self, run: Run, words: Sequence[str]) -> None:
        scale = run.size / _UNITS_OF_WIDTH
        self._run = run
        self._words = words
        self._widths = [word_width(word, run.face) * scale for word in self._words]
        self._space = word_width(" ", run.face) * scale

    @property
    def natural(self) -> float:
        return sum(self._widths) + self._space * (len(self._words) - 1)

    @property
    def min_width(self) -> float:
        return min(max(self._widths), _WHOLE_LETTERS * self._run.size)

    def broken(self, room: float) -> list[Line]:
        natural = self.natural
        if natural <= room:
            return [Line((self._run,), natural)]
        if max(self._widths) > room:
            return _Mixed(list(spaced_words([self._run]))).broken(room)
        return list(self._lines(room))

    def _lines(self, room: float) -> Iterator[Line]:
        start, used = 0, -self._space
        for end, width in enumerate(self._widths):
            wider = used + self._space + width
            if wider > room:
                yield self._line(start, end, used, is_last=False)
                start, wider = end, width
            used = wider
        yield self._line(start, len(self._words), used, is_last=True)

    def _line(self, start: int, end: int, width: float, *, is_last: bool) -> Line:
        run = self._run._replace(text=" ".join(self._words[start:end]))
        return Line((run,), width, spaced=not is_last, full=not is_last)


class _Mixed:
    """Any runs, as words between which a line may end."""

    __slots__ = ("_letters", "_words")

    def __init__(self, words: Sequence[Word], *, letters: bool = False) -> None:
        self._words, self._letters = words, letters

    @property
    def natural(self) -> float:
        widest = used = 0.0
        for word in self._words:
            used = word.width if word.begins_line else used + word.space_width + word.width
            widest = max(widest, used)
        return widest

    @property
    def min_width(self) -> float:
        widths: list[float] = []
        for word in self._words:
            unbroken = max((run.width for run in word.runs if run.unbroken), default=0)
            widths.append(min(word.width, max(unbroken, _WHOLE_LETTERS * word.runs[0].size)))
        return max(widths, default=0)

    def broken(self, room: float) -> list[Line]:
        lines: list[Line] = []
        pending: list[Run] = []
        used = 0.0
        for word in lettered(self._words, room) if self._letters else self._words:
            if pending and (word.begins_line or used + word.space_width + word.width > room):
                lines.append(
                    _line(pending, used, spaced=bool(word.space) or word.begins_line, full=not word.begins_line)
                )
                pending, used = [], 0.0
            elif pending:
                pending.extend(word.space)
                used += word.space_width
            if pending or word.width <= room:
                pending.extend(word.runs)
                used += word.width
            else:
                *full, pending = fitted(word, room)
                lines.extend(_line(part, width_of(part), full=True) for part in full)
                used = width_of(pending)
        return [*lines, _line(pending, used)]


def _are_simple(words: Sequence[str]) -> bool:
    """Return whether a line may end at each of the single spaces between words."""
    if len(words) == 1:
        return bool(words[0]) and "\n" not in words[0]
    return all(w and w[0] not in NEVER_FIRST and w[-1] not in NEVER_LAST and "\n" not in w for w in words)


def _line(runs: Sequence[Run], width: float, *, spaced: bool = False, full: bool = False) -> Line:
    merged: list[Run] = []
    for run in runs:
        if merged and not run.unbroken and run[1:] == merged[-1][1:]:
            merged[-1] = run._replace(text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return Line(tuple(merged), width, spaced, full)
