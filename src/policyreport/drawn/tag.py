"""The tags of a drawn template, in docxtpl's dialect, and how they are found in text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from policyreport.errors import Words

Sort = Literal["print", "statement", "comment"]
Level = Literal["text", "paragraph", "row", "cell"]
"""What a tag stands for: itself alone, or the whole paragraph, table row or table cell in which it stands."""

PREFIXES: dict[str, Level] = {"p": "paragraph", "tr": "row", "tc": "cell", "r": "text"}
_SORTS: dict[str, Sort] = {"{{": "print", "{%": "statement", "{#": "comment"}
_CLOSING: dict[str, str] = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENING = re.compile(r"\{(?=[{%#])")
_UNESCAPED = re.compile(r"""(?<!\\)(?:\\\\)*(["'])""")
_STRAY = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_PREFIX = re.compile(r"(p|tr|tc|r)\s+(?=\S)")
_AS_TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\n": " ", "\t": " "})
"""Word's own quotation marks and spaces, as they were meant."""


class Spot(NamedTuple):
    """A tag in a text: where it starts and ends, and itself."""

    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """One tag: as it is written, what it stands for, its words without braces and prefix, and its place."""

    source: str
    sort: Sort
    level: Level
    prefix: str
    words: str
    place: Words

    @property
    def keyword(self) -> str:
        """The first word of a statement, such as ``for``."""
        return self.words.partition(" ")[0] if self.sort == "statement" else ""

    def jinja(self) -> str:
        """Return the tag as Jinja reads it, on one line."""
        return f"{{{{ {self.words} }}}}" if self.sort == "print" else f"{{% {self.words} %}}"


def spots(text: str) -> Iterator[Spot]:
    """Yield the tags of a text; an end within quotation marks is none, as for Jinja."""
    typed = text.translate(_AS_TYPED)
    ends = {opening: _ends(typed, opening) for opening in _CLOSING if opening in typed}
    end = 0
    for start in (found.start() for found in _OPENING.finditer(typed)):
        after = ends[typed[start : start + 2]][start + 2]
        if start >= end and after:
            end = after
            yield Spot(start, end, typed[start:end])


def strays(text: str) -> list[str]:
    """Return the opening and closing braces of a text that belong to no tag."""
    typed, kept, end = text.translate(_AS_TYPED), list[str](), 0
    for spot in spots(text):
        kept.append(typed[end : spot.start])
        end = spot.end
    return _STRAY.findall("".join([*kept, typed[end:]]))


def tag_of(source: str, place: Words) -> Tag:
    """Return the tag that is written so."""
    sort, words = _SORTS[source[:2]], source[2:-2]
    prefix = "" if sort == "comment" else _prefix(words)
    inner = " ".join(words[len(prefix) :].split()) if sort == "statement" else words[len(prefix) :].strip()
    level = PREFIXES[prefix] if prefix else "text"
    return Tag(source, sort, level, prefix, inner, place)


def _prefix(words: str) -> str:
    found = _PREFIX.match(words)
    return found[1] if found else ""


def _ends(text: str, opening: str) -> list[int]:
    """Return for each place of a text where a tag that is open there ends, 0 where it never does.

    The text is read once, from its end: to try each opening by itself would take the square of its length.
    """
    closing = _CLOSING[opening]
    unescaped = set() if opening == "{#" else {found.start(1) for found in _UNESCAPED.finditer(text)}
    ends, after_quoted = [0] * (len(text) + 1), {'"': 0, "'": 0}
    for at in reversed(range(len(text))):
        letter = text[at]
        ends[at] = at + 2 if text.startswith(closing, at) else ends[after_quoted.get(letter) or at + 1]
        if at in unescaped:
            after_quoted[letter] = at + 1
    return ends
