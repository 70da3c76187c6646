"""What the readers of a class may not know, as values to look for in the files that are for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, cast

from pydantic import BaseModel

from policyreport.document.text import is_kept_short, number_text, rounded_value
from policyreport.document.tree import Number, ShortNumber
from policyreport.gate.comparing import as_name, squeezed
from policyreport.gate.figures import figures_in
from policyreport.gate.forms import Form, forms, is_telling, rounded
from policyreport.gate.layer import Layer, plain
from policyreport.gate.needles import Needles, Search, Value
from policyreport.gate.secrets import Amount, Secret, Text, amounts, name_value, secrets, texts
from policyreport.model import Dataset, Fact, Facts
from policyreport.model.words import HEADS, SHEETS

_SHORTEST, _SHORTEST_LATIN, _SHORTEST_NAME = 4, 8, 6
_SHORT = 8
"""Texts shorter than this may be usual words: what a template says as well is no sign of a leak."""

_WINDOW = 16
"""A text this long or longer is also found where only so many characters of it stand: quoted, or cut off."""

_EDGE = 12
"""So much of a stretch's beginning or end, said by others, and the rest is too little to tell: a title, a particle."""

_PLACES = (0, 1, 2)
_ADDRESS = "http"


class Knowledge(NamedTuple):
    """A data set, and the facts of the quarter reported on that were derived from it."""

    dataset: Dataset
    facts: Facts


@dataclass(frozen=True, slots=True)
class Anyway:
    """What files say anyway: ``said`` are texts such as a project's settings, ``wording`` is of the templates."""

    said: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """What files for readers of a class may not tell; there is nothing to look for where they may know all."""

    search: Search


def withheld(whole: Knowledge, seen: Knowledge, anyway: Anyway | None = None) -> Withheld:
    """Return what is withheld from readers who know what is ``seen`` of the ``whole``.

    That are the texts, names and numbers of each record that is not in the seen data set, and the numbers of those
    facts that are other than what is seen, such as totals; each in every form in which it may be printed (see
    ``forms``). What the seen records and facts say as well is not looked for. Nor are days; texts of fewer than 4
    letters, or 8 where all are Latin; names of records of fewer than 6; and numbers too short to be told from others.
    """
    hidden = list(secrets(whole.dataset, seen.dataset))
    said = [text for secret in hidden for text in texts(secret, whole.dataset)]
    needles = Needles(
        {needle: text.value for text in said for needle in _pieces(text.text)},
        dict(_names(hidden, whole.dataset)),
        dict(_numbers(hidden, said, whole, seen)),
    )
    return Withheld(Search(_untold(needles, seen, anyway or Anyway()) if needles else needles))


def _pieces(text: str) -> Iterator[str]:
    """Yield what a text is found by: itself, or any stretch of a long one. An address is found whole."""
    whole = squeezed(text)
    if len(whole) < _WINDOW or text.startswith(_ADDRESS):
        counting = len(whole) if whole.isascii() else sum(map(str.isalpha, whole))
        yield from [whole] if counting >= (_SHORTEST_LATIN if whole.isascii() else _SHORTEST) else []
    else:
        yield from (whole[start : start + _WINDOW] for start in range(len(whole) - _WINDOW + 1))


def _names(hidden: Iterable[Secret], dataset: Dataset) -> Iterator[tuple[str, Value]]:
    for secret in hidden:
        name = as_name(str(getattr(secret.entry, "id", "")))
        if len(name) >= _SHORTEST_NAME and not name.isalpha():
            yield name, name_value(secret, dataset)


def _numbers(
    hidden: Iterable[Secret], said: Iterable[Text], whole: Knowledge, seen: Knowledge
) -> Iterator[tuple[Form, Value]]:
    for text in said:
        figures = figures_in(text.text)
        yield from ((Form(figure.value), text.value) for figure in figures if is_telling(figure.value))
    for amount in (*_otherwise(whole.facts, seen.facts), *_amounts(hidden, whole.dataset)):
        yield from ((form, amount.value) for form in forms(amount.number, amount.unit))


def _amounts(hidden: Iterable[Secret], dataset: Dataset) -> Iterator[Amount]:
    units = {indicator.id: indicator.unit for indicator in dataset.indicators}
    return (amount for secret in hidden for amount in amounts(secret, dataset, units))


def _otherwise(whole: Facts, seen: Facts) -> Iterator[Amount]:
    """Yield the numbers of the facts that readers see otherwise, or not at all."""
    for name, fact in whole.of.items():
        if fact.value is not None and (name not in seen.of or seen.of[name].value != fact.value):
            value = Value(f"facts › {name}", fact.places[0] if fact.places else None)
            numbers = (fact.value, *map(rounded_value, _kept_short(fact)))
            yield from (Amount(value, number, fact.unit) for number in numbers)


def _kept_short(fact: Fact) -> Iterator[ShortNumber]:
    """Yield a fact as those numbers that are not rounded half up, since they would read as what it is short of."""
    if fact.short_of is not None:
        for places in (fact.decimals, *_PLACES):
            number = ShortNumber("", fact.value, fact.unit, places, short_of=fact.short_of)
            if is_kept_short(number):
                yield number


def _untold(needles: Needles, seen: Knowledge, anyway: Anyway) -> Needles:
    """Return the needles without those that what readers may know holds as well."""
    search = Search(needles)
    told = plain("", "\n".join(dict.fromkeys(_said(seen, anyway))))
    usual = [text for text in search.texts(plain("", "\n".join(anyway.wording))) if len(text) < _SHORT]
    open_texts = {*search.texts(told), *_mostly_told(needles, told), *usual}
    return needles.without(open_texts, set(search.names(told)), set(search.numbers(told)))


def _mostly_told(needles: Needles, told: Layer) -> Iterator[str]:
    edges = {edge: value for text, value in needles.texts.items() if len(text) == _WINDOW for edge in _edges(text)}
    common = set(Search(Needles(edges, {}, {})).texts(told))
    return (text for text in needles.texts if len(text) == _WINDOW and not common.isdisjoint(_edges(text)))


def _edges(text: str) -> tuple[str, str]:
    return text[:_EDGE], text[-_EDGE:]


def _said(seen: Knowledge, anyway: Anyway) -> Iterator[str]:
    """Yield what files may say, piece by piece."""
    yield from _leaves(seen.dataset)
    yield from _printed(seen.facts)
    yield from anyway.said
    yield from SHEETS.values()
    yield from (head.title for head in HEADS.values())


def _leaves(said: object) -> Iterator[str]:
    """Yield all that records say, as text."""
    if isinstance(said, BaseModel):
        for field, described in type(said).model_fields.items():
            if not described.exclude:
                yield from _leaves(getattr(said, field))
    elif isinstance(said, tuple):
        for item in cast("tuple[object, ...]", said):
            yield from _leaves(item)
    elif isinstance(said, Decimal):
        yield from _written(said)
    elif said is not None:
        yield str(said)


def _printed(facts: Facts) -> Iterator[str]:
    yield from facts.of
    for value, unit, decimals in {(fact.value, fact.unit, fact.decimals): None for fact in facts.of.values()}:
        if value is not None:
            texts = (number_text(Number("", value, unit, places)) for places in (decimals, *_PLACES))
            yield from (*texts, *(f"{number}{unit}" for number in _written(value)))
    for fact in facts.of.values():
        yield from map(number_text, _kept_short(fact))


def _written(value: Decimal) -> Iterator[str]:
    yield from (f"{number:f}" for number in (*rounded(abs(value)), *rounded(abs(value.scaleb(-2)))))
