"""Breaking runs into lines: between words (어절), or as a theme may ask between letters, by the rules of 금칙."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from policyreport.render.pdf.faces import word_width
from policyreport.render.pdf.runs import Run
from policyreport.render.pdf.words import (
    NEVER_FIRST,
    NEVER_LAST,
    Word,
    clinging,
    fitted,
    lettered,
    spaced_words,
    width_of,
)

_WHOLE_LETTERS = 8
_UNITS_OF_WIDTH = 1000


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


class Measured(Protocol):
    """Runs, with what they need: their words are found once, however often they are then broken."""

    @property
    def natural(self) -> float:
        """The width of the runs when they are not broken but where a line break stands, in points."""
        ...

    @property
    def least(self) -> float:
        """The width that is needed so that no word parts, in points; long words part after eight letters' width."""
        ...

    def broken(self, room: float) -> list[Line]:
        """Return the runs as lines no wider than ``room`` points, unless a single letter is.

        A line never begins with a closing mark nor ends with an opening one (금칙), and no number is parted from its
        unit, where the room allows it.
        """
        ...


def measured(runs: Sequence[Run], *, letters: bool = False) -> Measured:
    """Return runs measured; with ``letters`` a line may end within a word."""
    if len(runs) == 1 and not letters and not runs[0].unbroken and _are_simple(words := runs[0].text.split(" ")):
        return _Plain(runs[0], words)
    return _Mixed(list(clinging(spaced_words(runs))), letters=letters)


def broken(runs: Sequence[Run], room: float, *, letters: bool = False) -> list[Line]:
    """Return runs as lines; see ``Measured.broken``. With ``letters`` a line may end within a word."""
    return measured(runs, letters=letters).broken(room)


def natural_width(runs: Sequence[Run]) -> float:
    """Return the width of runs that are not broken but where a line break stands, in points."""
    return measured(runs).natural


def least_width(runs: Sequence[Run]) -> float:
    """Return the width that runs need so that no word parts, in points; long words part after eight letters' width."""
    return measured(runs).least


class _Plain:
    """One run of words with single spaces, at each of which a line may end: most of what a document says."""

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
    def least(self) -> float:
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
    def least(self) -> float:
        return max([min(word.width, _least_of(word)) for word in self._words], default=0)

    def broken(self, room: float) -> list[Line]:
        lines: list[Line] = []
        held: list[Run] = []
        used = 0.0
        for word in lettered(self._words, room) if self._letters else self._words:
            if held and (word.begins_line or used + word.space_width + word.width > room):
                lines.append(_line(held, used, spaced=bool(word.space) or word.begins_line, full=not word.begins_line))
                held, used = [], 0.0
            elif held:
                held.extend(word.space)
                used += word.space_width
            if held or word.width <= room:
                held.extend(word.runs)
                used += word.width
            else:
                *full, held = fitted(word, room)
                lines.extend(_line(part, width_of(part), full=True) for part in full)
                used = width_of(held)
        return [*lines, _line(held, used)]


def _are_simple(words: Sequence[str]) -> bool:
    """Say whether a line may end at each of the single spaces between words."""
    if len(words) == 1:
        return bool(words[0]) and "\n" not in words[0]
    return all(w and w[0] not in NEVER_FIRST and w[-1] not in NEVER_LAST and "\n" not in w for w in words)


def _least_of(word: Word) -> float:
    unbroken = max((run.width for run in word.runs if run.unbroken), default=0)
    return max(unbroken, _WHOLE_LETTERS * word.runs[0].size)


def _line(runs: Sequence[Run], width: float, *, spaced: bool = False, full: bool = False) -> Line:
    merged: list[Run] = []
    for run in runs:
        if merged and not run.unbroken and run[1:] == merged[-1][1:]:
            merged[-1] = run._replace(text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return Line(tuple(merged), width, spaced, full)
