"""How texts are compared: as they are written in one file or another, yet say the same."""

from __future__ import annotations

import re
import unicodedata

_APART = "\x1f"
"""Stands between digits that were apart. No text of a project holds it."""

_BETWEEN_NUMBERS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_BETWEEN = re.compile(rf"[^\w{_APART}]+|_+")
"""White space, marks of punctuation, and what is not seen, such as soft hyphens and joiners."""


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, in one form (NFKC) and in small letters; gaps between digits stay.

    PDF breaks lines within words, Word splits them over runs, templates put them in brackets, and full-width letters
    read as narrow ones.
    """
    apart = _BETWEEN_NUMBERS.sub(_APART, unicodedata.normalize("NFKC", text))
    return _BETWEEN.sub("", apart).casefold()


def as_name(text: str) -> str:
    """Return a text in which names of records are found, also where a format writes ``_`` for ``-``."""
    return text.casefold().replace("_", "-")
