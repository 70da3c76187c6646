"""Excel's names for the cells that hold the numbers of facts, such as ``indicator.ai_unicorns``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from openpyxl.workbook.defined_name import DefinedName

from policyreport.ooxml.cell_references import absolute, coordinate

MOST_NAMES = 1_000
"""So many cells of one workbook get names at most, besides those of indicators: more are a list that nobody reads."""

Cell = tuple[str, int, int]
"""The name of a sheet, a row and a column."""

_INDICATOR = re.compile(r"indicator\.[a-z0-9.-]+")
_DERIVED = re.compile(
    r".+\.(previous|change|change-year|year-before|since-report|baseline|target|target-upper|target-before|rate"
    r"|progress|history.*|unused-\d+|used-\d+|at-.+|target-on-.+|target-upper-on-.+|\d{4}.*)"
)
"""The ids of what is derived from an indicator, which bear what it is after the indicator's own."""
_NO_LETTER = re.compile(r"[^\w.]")
_LONGEST, _OF_HASH = 255, 16


def is_of_indicator(fact: str) -> bool:
    """Say whether a fact is the value of an indicator itself."""
    return bool(_INDICATOR.fullmatch(fact) and not _DERIVED.fullmatch(fact))


def name_of(fact: str) -> str:
    """Return the name of a fact's cell: its id with a low line in place of what Excel's names do not hold.

    One without a full stop might read as a cell (``AB12``), hence begins with ``fact.``; of a long one the end is a
    hash of the whole.
    """
    name = _NO_LETTER.sub("_", fact if "." in fact else f"fact.{fact}")
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - _OF_HASH - 1]}_{sha256(fact.encode()).hexdigest()[:_OF_HASH]}"


class FactCells:
    """The first cell that holds each fact as a number: of all indicators, and where it ``names_all`` of other facts.

    Of those the first ``MOST_NAMES`` count.
    """

    def __init__(self, *, names_all: bool) -> None:
        self._most = MOST_NAMES if names_all else 0
        self._indicators: dict[str, Cell] = {}
        self._others: dict[str, Cell] = {}

    def add(self, fact: str, sheet: str, row: int, column: int) -> None:
        """Note that a cell holds a fact."""
        if fact.startswith("indicator.") and is_of_indicator(fact):
            self._indicators.setdefault(fact, (sheet, row, column))
        elif fact and len(self._others) < self._most:
            self._others.setdefault(fact, (sheet, row, column))

    def names(self, others: Iterable[str] = ()) -> Iterator[DefinedName]:
        """Yield a name for each of the cells; where two facts would have one name, the first has it.

        One of the ``others`` that the workbook has already names no fact. Excel does not tell capitals from small
        letters in names.
        """
        taken = {name.casefold() for name in others}
        for fact, (sheet, row, column) in {**self._indicators, **self._others}.items():
            name = name_of(fact)
            if name.casefold() not in taken:
                taken.add(name.casefold())
                yield DefinedName(name, attr_text=absolute(sheet, coordinate(row, column)))
