"""From marked parts to filled parts: the parts as one text, cut at its marks, carried out, and parted again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from policyreport.drawn import faults
from policyreport.drawn.filling import Cut, Filling
from policyreport.drawn.pairing import mispairings
from policyreport.drawn.tagging import Tagger
from policyreport.drawn.xml import MARK, VALUE, Element, with_marks
from policyreport.errors import Problem, raise_any

_AT_MARK = re.compile(rf"<\?{MARK} (\d+)\?>")
_BETWEEN_PARTS = "\0"
"""Stands between parts while they are one text; XML cannot hold it."""

Roots = Mapping[str, Element]


def carried_out(
    file: str, roots: Roots, tagger: Tagger, names: Mapping[str, object], problems: list[Problem]
) -> tuple[Roots, Filling]:
    """Return the parts with their tags carried out, and what holds the contents of the values in them.

    Raises ``PolicyReportError`` with every problem of any tag, and those that are given.
    """
    filling = Filling(file, _cut(roots, tagger), names)
    wrong = [one for root in roots.values() for one in mispairings(tagger.standing(root))]
    filling.check(one.tag for one in wrong if one.ignored)
    text = "" if filling.is_unsound else filling.filled(_value)
    pairing = [faults.at(one.problem, file, one.tag) for one in wrong]
    raise_any([*problems, *tagger.problems, *pairing, *filling.problems])
    filled = text.split(_BETWEEN_PARTS) if roots else ()
    return dict(zip(roots, map(with_marks, filled), strict=True)), filling


def _cut(roots: Roots, tagger: Tagger) -> Cut:
    whole = _BETWEEN_PARTS.join(etree.tostring(root, encoding="unicode", with_tail=False) for root in roots.values())
    pieces = _AT_MARK.split(whole)
    return Cut(pieces[::2], [tagger.tags[int(number)] for number in pieces[1::2]])


def _value(number: int) -> str:
    return f"<?{VALUE} {number}?>"
