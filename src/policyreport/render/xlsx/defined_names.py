"""Names by which a formula anywhere in the workbook finds an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from openpyxl.workbook.defined_name import DefinedName

from policyreport.render.xlsx.places import absolute, coordinate

_INDICATOR = re.compile(r"indicator\.[a-z0-9.-]+")
_DERIVED = re.compile(
    r".+\.(previous|change|baseline|target|target-before|rate|history.*|unused-\d+|at-.+|target-on-.+|\d{4}.*)"
)
"""The ids of what is derived from an indicator, which bear what it is after the indicator's own."""


def indicator_names(typed: Mapping[str, tuple[str, int, int]]) -> Iterator[DefinedName]:
    """Yield a name for each indicator, such as ``indicator.ai_unicorns``, for the first cell that holds it.

    A name of Excel's holds no hyphen, so that it is made a low line; where two indicators would then have one name, the
    first has it.
    """
    taken = set[str]()
    for fact, (sheet, row, column) in typed.items():
        name = fact.replace("-", "_")
        if _INDICATOR.fullmatch(fact) and not _DERIVED.fullmatch(fact) and name not in taken:
            taken.add(name)
            yield DefinedName(name, attr_text=absolute(sheet, coordinate(row, column)))
