"""A sentence as a row of tokens: names of indicators, times, numbers, and the words that claim something of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from policyreport.claims import vocabulary as words
from policyreport.claims.periods import PERIOD
from policyreport.claims.written_number import WrittenNumber, number_pattern, unit_names, written_number
from policyreport.model import Indicator

TokenKind = Literal[
    "name", "period", "number", "direction", "keep", "achieve", "bound", "rank", "streak", "multiple", "first", "base",
    "target", "rate", "part", "majority", "all", "about", "arrow", "particle", "filler", "open", "close", "comma",
    "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a sentence. ``match`` is that of its word's pattern; ``names`` are ids, ``number`` what is written."""

    kind: TokenKind
    text: str
    start: int
    match: re.Match[str] | None = None
    names: tuple[str, ...] = ()
    number: WrittenNumber | None = None

    @property
    def particle(self) -> str:
        """The particle that follows a name, a time, a target or a number."""
        if self.number:
            return self.number.particle
        return (self.match["particle"] or "").strip() if self.match and "particle" in self.match.re.groupindex else ""

    def group(self, name: str) -> str:
        """Return what a group of the word's pattern holds; nothing where it is none."""
        return (self.match[name] or "") if self.match else ""


_QUOTED = re.compile(
    r"“[^”]*”|‘[^’\d][^’]*’|\"[^\"]*\"|(?<![\d가-힣A-Za-z])'[^'\d][^']*'|「[^」]*」|『[^』]*』|《[^》]*》"
)
_QUOTE = "인용"
_NAME_TAIL = (
    r"(?:\s?(?:수|건수|인원수|지표|실적|수치))?(?P<particle>의\s경우|에서는|은|는|이|가|을|를|의|도|만|과|와|및|이나|나|에)?"
    r"(?=$|[\s,.;:()…→·/%’'\"])"
)
_PLAIN: tuple[tuple[TokenKind, re.Pattern[str]], ...] = (
    ("streak", words.STREAK),
    ("multiple", words.MULTIPLE),
    ("period", PERIOD),
)
_WORDS: tuple[tuple[TokenKind, re.Pattern[str]], ...] = (
    ("rate", words.RATE),
    ("target", words.TARGET),
    ("direction", words.DIRECTION),
    ("keep", words.KEEP),
    ("achieve", words.ACHIEVE),
    ("rank", words.RANK),
    ("first", words.FIRST),
    ("base", words.BASE),
    ("majority", words.MAJORITY),
    ("all", words.ALL),
    ("part", words.PART),
    ("about", words.APPROXIMATE),
    ("arrow", words.ARROW),
    ("particle", words.PARTICLE_ALONE),
    ("filler", words.FILLER),
)
_MARKS: dict[str, TokenKind] = {"(": "open", ")": "close", "[": "open", "]": "close"}
_OTHER = re.compile(r"[^\s,;:()\[\]→⇒➔]+")


class Lexicon:
    """What the indicators of a data set are called, and the units that they are told in."""

    def __init__(self, indicators: Iterable[Indicator], own: str = "") -> None:
        """``own`` is what the office is called: 가람도 신규 정착 is the whole, not a part."""
        names: dict[str, list[str]] = {}
        units: set[str] = set()
        for indicator in indicators:
            units.add(indicator.unit)
            for name in (indicator.title, *indicator.short_names):
                names.setdefault("".join(name.split()), []).append(indicator.id)
        self._ids = {name: tuple(dict.fromkeys(ids)) for name, ids in names.items()}
        self._number = number_pattern(unit_names(units))
        longest_first = sorted(self._ids, key=lambda name: (-len(name), name))
        letters = "|".join(r"\s?".join(map(re.escape, name)) for name in longest_first)
        own_words = "|".join(map(re.escape, own.split()))
        self._own = re.compile(rf"(?:{own_words})(?:의|는|은|가|이)?(?![가-힣A-Za-z\d])") if own_words else None
        self._name = re.compile(rf"(?<![가-힣A-Za-z\d])(?P<name>{letters}){_NAME_TAIL}") if letters else None

    def names_in(self, text: str) -> bool:
        """Return whether a text names any indicator."""
        return bool(self._name and self._name.search(text))

    def tokens(self, sentence: str) -> list[Token]:
        """Return the tokens of a sentence; what is quoted in it is one that says nothing."""
        text = _QUOTED.sub(lambda quoted: _QUOTE.ljust(len(quoted[0]), "용"), sentence)
        return list(self._scan(text))

    def _scan(self, text: str) -> Iterator[Token]:
        position, before = 0, None
        while position < len(text):
            if text[position].isspace():
                position += 1
                continue
            token = self._token(text, position, before)
            yield token
            before, position = token, position + len(token.text)

    def _token(self, text: str, at: int, before: Token | None) -> Token:
        if text[at] in _MARKS:
            return Token(_MARKS[text[at]], text[at], at)
        if self._name and (match := self._name.match(text, at)):
            return Token("name", match[0], at, match, self._ids["".join(match["name"].split())])
        if before and before.kind == "number" and (match := words.BOUND.match(text, at)):
            tail = words.BOUND_TAIL.match(text, match.end())
            if tail:
                return Token("bound", text[at : tail.end()], at, match)
        if self._own and (match := self._own.match(text, at)):
            return Token("filler", match[0], at, match)
        for kind, pattern in _PLAIN:
            if match := pattern.match(text, at):
                return Token(kind, match[0], at, match)
        if match := self._number.match(text, at):
            return Token("number", match[0], at, match, number=written_number(match))
        for kind, pattern in _WORDS:
            match = pattern.match(text, at)
            if match and match[0]:
                return Token(kind, match[0], at, match)
        if match := _OTHER.match(text, at):
            return Token("other", match[0], at)
        return Token("comma", text[at], at)
