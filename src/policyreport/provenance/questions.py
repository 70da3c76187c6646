"""Which numbers of a set somebody means who has one before them: by its text, its place in a file, or its id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from policyreport.provenance.printed_set import Printed, PrintedNumber, PrintedSet, page_of

_Fits = Callable[[Printed], bool]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_A_NUMBER = re.compile(r"\D{0,2}\d+(?:\.\d+)?\D{0,8}")
"""A number with a sign before it and a unit after it, and nothing else."""
_COLUMN_LETTERS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")
_NOT_READ = re.compile(r"[\s,]")


class Question(NamedTuple):
    """What is asked: a text, place or id, and in which file and on which of its pages (None for any)."""

    asked: str = ""
    file: str | None = None
    page: int | None = None


class Found(NamedTuple):
    """A number that may be meant, and where it is printed as it was asked for; nowhere for one asked for by its id."""

    number: PrintedNumber
    places: tuple[Printed, ...]


def meant(of: PrintedSet, question: Question) -> list[Found]:
    """Return the numbers that a question may mean, those of the surest reading alone.

    A question is read as an id first, then as a place (``성과지표!D7``, ``table 3 row 2 column 4``), as a text that
    stands in a file just so, and at last as a text of which the digits are the same: ``64.7`` for ``64.7%``. Blanks,
    the commas of thousands and the width of letters do not count.
    """
    asked = question.asked.strip()
    if not asked:
        return _where(of, question, lambda _: True)
    by_id = [Found(number, _in_reach(number.printed, question)) for number in of.numbers if number.id == asked]
    if by_id:
        return by_id
    place, text = _folded_place(asked), folded(asked)
    digits = _digits(asked)
    return (
        _where(of, question, lambda one: _folded_place(one.placement.where) == place)
        or _where(of, question, lambda one: folded(one.placement.text) == text)
        or (_where(of, question, lambda one: _digits(one.placement.text) == digits) if digits else [])
    )


def folded(text: str) -> str:
    """Return a text without what may be otherwise where it was copied or typed again."""
    return _NOT_READ.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _digits(text: str) -> list[str]:
    """Return the number that a text is, without sign and unit; nothing for one that says more, or names a cell."""
    read = folded(text)
    return _NUMBER.findall(read) if _A_NUMBER.fullmatch(read) and "!" not in read else []


def _folded_place(where: str) -> str:
    sheet, mark, cell = unicodedata.normalize("NFC", where).rpartition("!")
    found = _COLUMN_LETTERS.fullmatch(cell) if mark else None
    if found:
        return f"{sheet.strip(chr(39)).casefold()}!{found[1].upper()}{found[2]}"
    return " ".join(where.casefold().split())


def _where(of: PrintedSet, question: Question, fits: _Fits) -> list[Found]:
    found = ((number, _in_reach(number.printed, question, fits)) for number in of.numbers)
    return [Found(number, places) for number, places in found if places]


def _in_reach(printed: Iterable[Printed], question: Question, fits: _Fits = lambda _: True) -> tuple[Printed, ...]:
    return tuple(
        one
        for one in printed
        if (question.file is None or one.file == question.file)
        and (question.page is None or page_of(one.placement.where) == question.page)
        and fits(one)
    )


def standing_at(of: PrintedSet, place: str) -> Sequence[PrintedNumber]:
    """Return the numbers whose value stands at a place of the data.

    The place is a file, with a line (``data/quarters/2025Q2.yaml:32``) or a cell (``data/수합.xlsx › 예산!G11``) or
    without, or the id of a source.
    """
    asked = " ".join(place.split())
    return [
        number
        for number in of.numbers
        if asked in number.sources or any(_is_at(stands, asked) for stands in number.stands_at)
    ]


def _is_at(stands: str, asked: str) -> bool:
    """Tell whether a place is the one that is asked for, or lies in it: a column in a line, a cell in a file."""
    return stands == asked or stands.startswith((f"{asked}:", f"{asked} › "))
