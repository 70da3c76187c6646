"""The ways in which a template can misuse what it is given; ``faults`` turns each into a problem with its line."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import TemplateError

from policyreport.diagnostics import Message, SourceLocation


class TemplateValueError(Exception):
    """A template did what it may not do; the text says with what."""


RENDERING_ERRORS = (
    TemplateError,
    TemplateValueError,
    RecursionError,
    MemoryError,
    ArithmeticError,
    TypeError,
    ValueError,
    LookupError,
    SyntaxError,  # Python's own, for more blocks within blocks than it takes
)
"""Whatever a template can make a rendering raise."""


class JoinedToTextError(TemplateValueError):
    """A fact was to become text, where it would lose what it stands on."""


class MisplacedError(TemplateValueError):
    """A block stands where only text may stand, or text where a block stands; ``place`` is where it was made."""

    def __init__(self, what: str, place: SourceLocation | None = None) -> None:
        super().__init__(what)
        self.place = place


class CellCountError(TemplateValueError):
    """A table's row has other than the number of cells that its head has; the text is the row."""

    def __init__(self, row: str, written: int, columns: int) -> None:
        super().__init__(row)
        self.written, self.columns = written, columns


class NotAFigureError(TemplateValueError):
    """A filter for figures was given something else."""


class NotARecordError(TemplateValueError):
    """Something that is no record, nor a list of them, was to be led to or to name a row."""


class PrintedLengthError(TemplateValueError):
    """A list's length was to be printed, though it is no fact; the text is the length."""


class WordedError(TemplateValueError):
    """A misuse that has words of its own: ``what`` it is, a ``hint``, and the ``field`` that it concerns."""

    def __init__(self, what: Message, hint: Message, field: str = "") -> None:
        super().__init__(what.en)
        self.what, self.hint, self.field = what, hint, field


class ChartDataError(WordedError):
    """A chart's table is not what its kind takes."""


class ComparisonError(WordedError):
    """Values were compared that cannot be, or that do not decide the comparison."""


class BudgetExceededError(TemplateValueError):
    """More work was asked for than the limits allow."""


class UnsafeLinkError(TemplateValueError):
    """A link leads to something that is no web page."""


class UnprintableError(TemplateValueError):
    """What was to be printed has no text of its own."""


class UnknownAttributeError(TemplateValueError):
    """A helper was given a word that it does not know; ``known`` are those that it knows."""

    def __init__(self, word: str, known: Iterable[str]) -> None:
        super().__init__(word)
        self.known = tuple(known)
