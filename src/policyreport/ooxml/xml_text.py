"""Text as XML 1.0 holds it: how its characters are escaped, and which characters no XML file can have."""

from __future__ import annotations

import re

ILLEGAL_CHARACTERS = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""What production 2 (``Char``) of XML 1.0 leaves out, as the inside of a regular expression's character class.

The C0 controls but for tab, line feed and carriage return; lone surrogates; U+FFFE and U+FFFF. Other noncharacters,
such as U+FDD0, are allowed. No character reference (``&#1;``) may name them either, so that they cannot be escaped.
"""

BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of writing, unseen: what is read would not be what is written."""

REFUSED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # controls, tabs too: each format would make something else of one
    "\u2028\u2029"  # line ends that only some programs know
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls: what is read would not be what is written
    "\ud800-\udfff\ufffe\uffff"  # no characters at all
    "\ufffd"  # what a wrong encoding leaves behind
    "\ue000-\uf8ff]"  # private use: the compose stage marks values with these
)
"""What no text of the data or of a template may hold; a template's own lines may have tabs."""

_ILLEGAL = re.compile(f"[{ILLEGAL_CHARACTERS}]")

TEXT_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
"""How characters are written between tags; a bare carriage return would be read as a line end (XML 1.0, 2.11)."""


class IllegalCharacterError(ValueError):
    """Text that is to become XML holds a character that XML cannot hold."""

    def __init__(self, character: str) -> None:
        super().__init__(f"{code_point(character)} cannot be written in XML")
        self.character = character


def code_point(character: str) -> str:
    """Return the name of a character's code point, such as ``U+FFFE``."""
    return f"U+{ord(character):04X}"


def find_illegal(text: str) -> re.Match[str] | None:
    """Return the first character of a text that XML cannot hold, and where it stands; None where there is none."""
    return None if text.isprintable() else _ILLEGAL.search(text)  # which no printable character is


def find_all_illegal(text: str) -> list[str]:
    """Return the characters of a text that XML cannot hold, each once, in their order."""
    return list(dict.fromkeys(_ILLEGAL.findall(text)))


def mark_illegal(text: str) -> str:
    """Return a text that can be shown and written anywhere, its illegal characters replaced with ``[U+0001]``."""
    return _ILLEGAL.sub(lambda found: f"[{code_point(found[0])}]", text)


def without_illegal(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def escape_text(text: str) -> str:
    """Return a text as it stands between tags, so that it reads back as the same characters."""
    # several times as fast as str.translate, and called for each run and cell
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def escape_attribute(text: str) -> str:
    """Return a text as it stands between an attribute's double quotes; a line end or tab would be read as a space."""
    return escape_text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def encode_part(xml: str) -> bytes:
    """Return the XML of a part in UTF-8; raise ``IllegalCharacterError`` where it holds a character that XML cannot."""
    if found := find_illegal(xml):
        raise IllegalCharacterError(found[0])
    return xml.encode()
