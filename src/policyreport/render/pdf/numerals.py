"""The Roman numerals of chapters: they stand in a room of their own, so that titles line up behind them."""

from __future__ import annotations

from collections.abc import Sequence

from policyreport.document.tree import Inline, Text

NUMERAL_ROOM = 1.5
"""In letters' widths."""

_NUMERALS = frozenset("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")


def with_numeral(content: Sequence[Inline]) -> tuple[str, Sequence[Inline]]:
    """Return the numeral with which a heading begins, if it does, and what the heading says besides."""
    match content:
        case [Text(text), *rest] if text[:1] in _NUMERALS and text[1:2] == " " and (text[2:] or rest):
            return text[0], (Text(text[2:]), *rest)
        case _:
            return "", content
