"""How long a list is, for a template to reckon with; a number to be printed is a count, which has its source."""

from __future__ import annotations

from collections.abc import Sized

from jinja2 import Undefined

from policyreport.compose.misuse import PrintedLengthError


class Length(int):
    """A list's length. It can be compared and added to, as for a chapter's number, but not printed as it is."""

    __slots__ = ()

    def __str__(self) -> str:
        raise PrintedLengthError(repr(self))


def length(counted: Sized) -> object:
    """Return the length of a list or text: the filter ``length``; a wrong name stays one, to be noted when used."""
    return counted if isinstance(counted, Undefined) else Length(len(counted))


def in_figures(number: object) -> str:
    """Return what a problem calls a number that a filter was given."""
    return repr(number) if isinstance(number, Length) else str(number)
