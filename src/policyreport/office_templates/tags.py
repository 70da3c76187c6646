"""The tags of a drawn template, in docxtpl's dialect, and how they are found in text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from policyreport.diagnostics import Message

Sort = Literal["print", "statement", "comment"]
Level = Literal["text", "paragraph", "row", "cell"]
"""What a tag stands for: itself alone, or the whole paragraph, table row or table cell in which it stands."""
PREFIXES: dict[str, Level] = {"p": "paragraph", "tr": "row", "tc": "cell", "r": "text"}
_SORTS: dict[str, Sort] = {"{{": "print", "{%": "statement", "{#": "comment"}
_CLOSING: dict[str, str] = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENING = re.compile(r"\{(?=[{%#])")
_UNESCAPED = re.compile(r"""(?<!\\)(?:\\\\)*(["'])""")
_STRAY = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_ESCAPED = re.compile(r"\{_[{%]|[}%]_\}")
_LIKE_A_TAG = re.compile(
    r"(?:｛\s*[{｛%％#＃]|\{\s*[｛％＃])[^}｝]*[}｝]*"  # typed in full width, as a Korean keyboard does
    r"|\{\s+\{[^{}]*\}\s*\}"
)
CELL_STATEMENTS = ("cellbg", "colspan", "vm", "hm")
"""Statements about the cell of a table in which they stand: its colour, its width in columns, and whether it is merged
with the cells of a loop's other turns that say the same, downwards (``vm``) or to the right (``hm``)."""
FIRST_CELL, NEXT_CELL = "\ue004", "\ue005"
"""What Jinja returns for such a statement: whether it is the first turn of its loop, or another."""
CELL_COUNT = "_cell_count"
"""The function that makes a number of cells of what ``colspan`` is given."""
_PREFIX = re.compile(r"(p|tr|tc|r)\s+(?=\S)")
_COMMENT_PREFIX = re.compile(r"(p|tr|tc|r)(?:\s|$)")
_AS_TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\n": " ", "\t": " "})
"""Word's own quotation marks and spaces, as they were meant."""


class Spot(NamedTuple):
    """A tag in a text: where it starts and ends, and itself."""

    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """One tag: as it is written, what it stands for, its words without braces and prefix, and its place.

    ``trims_before`` and ``trims_after`` where a ``-`` at its braces takes the blanks beside it away. ``is_in_address``
    where it is part of a link's address, ``is_of_picture`` where it stands for a picture.
    """

    source: str
    sort: Sort
    level: Level
    prefix: str
    words: str
    place: Message
    trims_before: bool = False
    trims_after: bool = False
    is_in_address: bool = False
    is_of_picture: bool = False

    @property
    def keyword(self) -> str:
        """The first word of a statement, such as ``for``."""
        return self.words.partition(" ")[0] if self.sort == "statement" else ""

    @property
    def leaves_mark(self) -> bool:
        """Whether its value is not printed, but read where it stands: an address, or what a cell is to look like."""
        return self.is_in_address or self.is_of_picture or self.keyword in CELL_STATEMENTS

    def jinja(self) -> str:
        """Return the tag as Jinja reads it, on one line."""
        argument = self.words.partition(" ")[2]
        match self.keyword:
            case "vm" | "hm":
                return f"{{% if loop.first %}}{FIRST_CELL}{{% else %}}{NEXT_CELL}{{% endif %}}"
            case "cellbg":
                return f"{FIRST_CELL}{{{{ {argument} }}}}"
            case "colspan":
                return f"{FIRST_CELL}{{{{ {CELL_COUNT}({argument}) }}}}"
            case _:
                return f"{{{{ {self.words} }}}}" if self.sort == "print" else f"{{% {self.words} %}}"


def spots(text: str) -> Iterator[Spot]:
    """Yield the tags of a text; an end within quotation marks is none, as for Jinja."""
    normalized = text.translate(_AS_TYPED)
    ends = {opening: _ends(normalized, opening) for opening in _CLOSING if opening in normalized}
    end = 0
    for start in (match.start() for match in _OPENING.finditer(normalized)):
        after = ends[normalized[start : start + 2]][start + 2]
        if start >= end and after:
            end = after
            yield Spot(start, end, normalized[start:end])


def strays(text: str) -> list[str]:
    """Return the opening and closing braces of a text that belong to no tag."""
    return _STRAY.findall(_without_tags(text, ""))


def lookalikes(text: str) -> list[str]:
    """Return what of a text looks like a tag and is none, such as ``｛｛ name ｝｝`` or ``{ { name } }``."""
    return [match[0] for match in _LIKE_A_TAG.finditer(_without_tags(text))]


def escapes(text: str) -> Iterator[int]:
    """Yield where the ``_`` stands by which ``{_{``, ``{_%`` and their ends are printed without it."""
    return (match.start() + 1 for match in _ESCAPED.finditer(_without_tags(text)))


def opens(text: str) -> bool:
    """Return whether a tag begins in a text."""
    return bool(_OPENING.search(text))


def tag_of(source: str, place: Message) -> Tag:
    """Return the tag that is written so."""
    sort, words = _SORTS[source[:2]], source[2:-2]
    trims_before, trims_after = words.startswith("-"), len(words) > 1 and words.endswith("-")
    words = words[trims_before : len(words) - trims_after]
    if trims_before:
        words = words.lstrip() if _PREFIX.match(words.lstrip()) else words
    match = (_COMMENT_PREFIX if sort == "comment" else _PREFIX).match(words)
    prefix = match[1] if match else ""
    inner = " ".join(words[len(prefix) :].split()) if sort == "statement" else words[len(prefix) :].strip()
    level = PREFIXES[prefix] if prefix else "text"
    return Tag(source, sort, level, prefix, inner, place, trims_before, trims_after)


def _without_tags(text: str, blank: str = " ") -> str:
    """Return a text in which so many blanks stand in the place of each of its tags as that has letters."""
    normalized, bare, end = text.translate(_AS_TYPED), list[str](), 0
    for spot in spots(text):
        bare += [normalized[end : spot.start], blank * len(spot.source)]
        end = spot.end
    return "".join([*bare, normalized[end:]])


def _ends(text: str, opening: str) -> list[int]:
    """Return for each place of a text where a tag that is open there ends, 0 where it never does.

    The text is read once, from its end: to try each opening by itself would take the square of its length.
    """
    closing = _CLOSING[opening]
    unescaped: set[int] = set() if opening == "{#" else {match.start(1) for match in _UNESCAPED.finditer(text)}
    ends, after_quoted = [0] * (len(text) + 1), {'"': 0, "'": 0}
    for at in reversed(range(len(text))):
        letter = text[at]
        ends[at] = at + 2 if text.startswith(closing, at) else ends[after_quoted.get(letter) or at + 1]
        if at in unescaped:
            after_quoted[letter] = at + 1
    return ends
