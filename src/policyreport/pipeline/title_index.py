"""Which titles of records stand in texts, where one title may be part of another."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

_HEAD = 2
"""By how many characters a title is looked for first: most places of a text begin no title."""


class TitleIndex:
    """Finds titles in texts, whatever their spacing.

    Only the longest title that begins at a place stands there: ``청년 창업`` does not stand in ``청년 창업 교육`` where
    that is a title too.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles = {folded: title for title in titles if (folded := _folded(title))}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for folded in self._titles:
            lengths[folded[:_HEAD]].add(len(folded))
        self._longest_first = {head: sorted(of, reverse=True) for head, of in lengths.items()}

    def found_in(self, text: str) -> set[str]:
        """Return the titles that stand in a text."""
        folded, found = _folded(text), set[str]()
        at = 0
        while at < len(folded):
            title = self._at(folded, at)
            if title is not None:
                found.add(self._titles[title])
            at += len(title or " ")
        return found

    def _at(self, text: str, at: int) -> str | None:
        """Return the longest title that begins at a place of a text."""
        heads = (text[at : at + _HEAD], text[at : at + 1])
        lengths = next((self._longest_first[head] for head in heads if head in self._longest_first), ())
        return next((one for length in lengths if (one := text[at : at + length]) in self._titles), None)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())
