"""Which indicator a sentence tells of that names none but prints its value: ``신규 정착 783명으로 증가``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from policyreport.claims.figures import Figures
from policyreport.claims.tokens import Token
from policyreport.claims.written_number import WrittenNumber
from policyreport.model import Indicator, Quarter

_FEWEST_DIGITS = 3
"""Digits that a number must have: a shorter one is the value of too many things."""
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의)$")


def with_implied_name(tokens: Sequence[Token], figures: Figures, quarter: Quarter, among: Iterable[str]) -> list[Token]:
    """Return the tokens of a sentence, with the name of an indicator before the first number that is its value.

    It is put there only where the sentence has named none before, no other of the indicators ``among`` has that value,
    and all words before the number since the last comma are of the indicator's title.
    """
    named = next((i for i, token in enumerate(tokens) if token.kind == "name"), len(tokens))
    for i, token in enumerate(tokens[:named]):
        if token.number and _is_telling(token.number):
            begin = max((j + 1 for j in range(i) if tokens[j].kind in ("comma", "open")), default=0)
            before = [one.text for one in tokens[begin:i] if one.kind == "other"]
            meant = [one for one in _of_value(token.number, figures, quarter, among) if _are_of_title(before, one)]
            if len(meant) == 1:
                name = Token("name", "", token.start, None, (meant[0].id,))
                kept = [one for one in tokens[begin:i] if one.kind != "other"]
                return [*tokens[:begin], *kept, name, *tokens[i:]]
            return list(tokens)
    return list(tokens)


def with_known_names(tokens: Sequence[Token], named: Mapping[int, str]) -> list[Token]:
    """Return the tokens of a sentence, with a name before each number that is known to be an indicator's value.

    None is put where the sentence has named the indicator itself.
    """
    found: list[Token] = []
    spoken: set[str] = set()
    for token in tokens:
        spoken.update(token.names)
        name = named.get(token.start) if token.number else None
        if name is not None and name not in spoken:
            found.append(Token("name", "", token.start, None, (name,)))
            spoken.add(name)
        found.append(token)
    return found


def _is_telling(number: WrittenNumber) -> bool:
    return bool(number.unit) and not number.rough and sum(map(str.isdigit, number.text)) >= _FEWEST_DIGITS


def _of_value(number: WrittenNumber, figures: Figures, quarter: Quarter, among: Iterable[str]) -> list[Indicator]:
    found: list[Indicator] = []
    for name in among:
        indicator = figures.indicators[name]
        in_unit = number.in_unit(indicator.unit)
        if in_unit is not None:
            value = figures.value(name, quarter).value
            if value is not None and in_unit.is_told_by(value):
                found.append(indicator)
    return found


def _are_of_title(words: Iterable[str], indicator: Indicator) -> bool:
    title = indicator.title.split()
    return all(word in title or _PARTICLE.sub("", word) in title for word in words)
