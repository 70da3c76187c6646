"""Which characters a text may hold: the one gate that all text passes on its way in."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")
"""Characters that show nothing; they come with text copied from the web, and make equal words unequal."""

REFUSED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # controls, tabs too: each format would make something else of one
    "\u2028\u2029"  # line ends that only some programs know
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls: what is read would not be what is written
    "\ud800-\udfff\ufffe\uffff"  # no characters at all
    "\ufffd"  # what a wrong encoding leaves behind
    "\ue000-\uf8ff]"  # private use: the compose stage marks values with these
)


_REPLACEMENT = "\ufffd"
"""The one unwanted character that counts as printable."""


class CleanText(NamedTuple):
    """A text in NFC with nothing unwanted in it, and the unwanted characters that it held."""

    text: str
    zero_width: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def clean_text(text: str) -> CleanText:
    """Return the text in NFC without zero-width and refused characters, and which of them there were, in order."""
    if text.isprintable() and _REPLACEMENT not in text and unicodedata.is_normalized("NFC", text):
        return CleanText(text)
    zero_width, refused = ZERO_WIDTH.findall(text), REFUSED.findall(text)
    kept = REFUSED.sub("", ZERO_WIDTH.sub("", text))
    return CleanText(unicodedata.normalize("NFC", kept), tuple(zero_width), tuple(refused))


def code_point(character: str) -> str:
    """Return a character's code point as Unicode writes it: ``U+200B``."""
    return f"U+{ord(character):04X}"
