"""The ways in which a template can misuse what it is given; ``faults`` turns each into a problem with its line."""

from __future__ import annotations

from collections.abc import Iterable

from policyreport.errors import Place, Words


class MisuseError(Exception):
    """A template did what it may not do; the text says with what."""


class JoinedToTextError(MisuseError):
    """A fact was to become text, where it would lose what it stands on."""


class MisplacedError(MisuseError):
    """A block stands where only text may stand, or text where a block stands; ``place`` is where it was made."""

    def __init__(self, what: str, place: Place | None = None) -> None:
        super().__init__(what)
        self.place = place


class CellsError(MisuseError):
    """A table's row has other than the number of cells that its head has; the text is the row."""

    def __init__(self, row: str, written: int, columns: int) -> None:
        super().__init__(row)
        self.written, self.columns = written, columns


class NotAFigureError(MisuseError):
    """A filter for figures was given something else."""


class NotARecordError(MisuseError):
    """Something that is no record, nor a list of them, was to be led to or to name a row."""


class PrintedLengthError(MisuseError):
    """A list's length was to be printed, though it is no fact; the text is the length."""


class WordedError(MisuseError):
    """A misuse that has words of its own: ``what`` it is, a ``hint``, and the ``field`` that it concerns."""

    def __init__(self, what: Words, hint: Words, field: str = "") -> None:
        super().__init__(what.en)
        self.what, self.hint, self.field = what, hint, field


class UnfitChartError(WordedError):
    """A chart's table is not what its kind takes."""


class ComparisonError(WordedError):
    """Values were compared that cannot be, or that do not decide the comparison."""


class TooMuchError(MisuseError):
    """More work was asked for than the limits allow."""


class UnsafeLinkError(MisuseError):
    """A link leads to something that is no web page."""


class UnprintableError(MisuseError):
    """What was to be printed has no text of its own."""


class UnknownWordError(MisuseError):
    """A helper was given a word that it does not know; ``known`` are those that it knows."""

    def __init__(self, word: str, known: Iterable[str]) -> None:
        super().__init__(word)
        self.known = tuple(known)
