"""What the readers of a class may not know, as values to look for in the files that are for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from policyreport.document.nodes import Number, ShortNumber
from policyreport.document.number_format import is_kept_short, number_text, rounded_value
from policyreport.leak_check.layers import Layer, plain
from policyreport.leak_check.search import (
    Form,
    Search,
    SearchTerms,
    Told,
    WithheldValue,
    as_name,
    figures_in,
    forms,
    is_telling,
    normalize,
    rounded,
)
from policyreport.model import (
    Budget,
    Contact,
    Dataset,
    Execution,
    Fact,
    Facts,
    Legislation,
    Measure,
    Member,
    Observation,
    Organisation,
    Path,
    Program,
    QuarterReport,
    Ref,
    Strategy,
    Target,
)
from policyreport.model.base import Entry
from policyreport.model.code_lists import Coded
from policyreport.model.labels import HEADS, SHEETS

_NOT_SAID = frozenset(("id", "audience", "unit", "fund", "as_of", "executed_as_of", "date", "period"))
"""Fields whose texts are a name, a time or a unit."""


class Secret(NamedTuple):
    """A record that is hidden, what it is called, and which way leads to it."""

    path: Path
    entry: Entry
    name: str


class Text(NamedTuple):
    """A text that a hidden record says."""

    value: WithheldValue
    text: str


class Amount(NamedTuple):
    """A number that a hidden record says, in its unit."""

    value: WithheldValue
    number: Decimal
    unit: str


def secrets(dataset: Dataset, visible: Dataset) -> Iterator[Secret]:
    """Yield the records of a data set that are not in the visible one."""
    for collection in Dataset.model_fields:
        hidden_records, seen = (_records(getattr(whole, collection)) for whole in (dataset, visible))
        shown = {_key(entry) for entry in seen}
        for position, entry in enumerate(hidden_records):
            if _key(entry) not in shown:
                yield Secret((collection, position), entry, _called(entry))


def texts(secret: Secret, dataset: Dataset) -> Iterator[Text]:
    """Yield the texts that a record says in its own words."""
    for field, described in type(secret.entry).model_fields.items():
        if field not in _NOT_SAID and _is_own_words(described):
            value = getattr(secret.entry, field)
            for text in cast("tuple[object, ...]", value if isinstance(value, tuple) else (value,)):
                if isinstance(text, str):
                    yield Text(_value(secret, field, dataset), text)


def amounts(secret: Secret, dataset: Dataset, units: Mapping[str, str]) -> Iterator[Amount]:
    """Yield the numbers that a record says; ``units`` are those of the indicators by their ids."""
    unit = _unit(secret.entry, units)
    for field in type(secret.entry).model_fields:
        number = getattr(secret.entry, field)
        if isinstance(number, Decimal):
            yield Amount(_value(secret, field, dataset), number, unit)


def name_value(secret: Secret, dataset: Dataset) -> WithheldValue:
    """Return the record's name as a value."""
    return _value(secret, "id", dataset)


def _records(records: object) -> tuple[Entry, ...]:
    if isinstance(records, tuple):
        return cast("tuple[Entry, ...]", records)
    return (records,) if isinstance(records, Entry) else ()


def _key(entry: Entry) -> object:
    """Return what tells a record from others: its id, or all of it where it has none; those lose nothing in a cut."""
    return getattr(entry, "id", entry)


def _called(entry: Entry) -> str:
    match entry:
        case Observation() | Target():
            return entry.indicator
        case Execution():
            return entry.program
        case QuarterReport():
            return str(entry.quarter)
        case _:
            return str(getattr(entry, "id", ""))


def _unit(entry: Entry, units: Mapping[str, str]) -> str:
    match entry:
        case Observation() | Target():
            return units.get(entry.indicator, "")
        case Budget() | Execution():
            return entry.unit
        case _:
            return ""


def _value(secret: Secret, field: str, dataset: Dataset) -> WithheldValue:
    way = [str(secret.path[0]), secret.name, field]
    return WithheldValue(" › ".join(step for step in way if step), dataset.places.find((*secret.path, field)))


def _is_own_words(described: FieldInfo) -> bool:
    refers = any(isinstance(mark, Ref) for mark in described.metadata)
    is_coded = any(isinstance(mark, Coded) for mark in described.metadata)
    return not refers and not is_coded and not _is_listed(described.annotation)


def _is_listed(annotation: object) -> bool:
    """Return whether a field's words are of a list."""
    return get_origin(annotation) is Literal or any(_is_listed(inner) for inner in get_args(annotation))


_SHORTEST, _SHORTEST_LATIN, _SHORTEST_NAME = 4, 8, 6
_SHORTEST_PERSON = 3
_FEWEST_LETTERS, _SHORTEST_PART = 2, 6
_NAMED = (Strategy, Measure, Program, Member, Organisation, Legislation, Contact)
_NAMING = ("title", "title_en", "short_title", "name", "lead", "partners", "organisation")
_SHORT = 8
"""Texts shorter than this may be usual words: what a template says as well is no sign of a leak."""

_WINDOW = 16
"""A text this long or longer is also found where only so many characters of it stand: quoted, or cut off."""

_EDGE = 12
"""So much of a stretch's beginning or end, said by others, and the rest is too little to tell: a title, a particle."""

_PLACES = (0, 1, 2)
_ADDRESS = "http"


class Snapshot(NamedTuple):
    """A data set, and the facts of the quarter reported on that were derived from it."""

    dataset: Dataset
    facts: Facts


@dataclass(frozen=True, slots=True)
class PublicText:
    """What files say anyway: ``said`` are texts such as a project's settings, ``wording`` is of the templates."""

    said: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()


def withheld(whole: Snapshot, visible: Snapshot, public: PublicText | None = None) -> Search:
    """Return the search for what is withheld from readers who know what is ``visible`` of the ``whole``.

    That are the texts, names and numbers of each record that is not in the seen data set, and the numbers of those
    facts that are other than what is seen, such as totals; each in every form in which it may be printed (see
    ``forms``). What the seen records and facts say as well is not looked for. Nor are days; texts of fewer than 4
    letters, or 8 where all are Latin, but for the names of persons, bodies, measures, programmes and laws, which are
    found as words of their own however short they are; ids of records of fewer than 6; and numbers too short to be
    distinctive. Of a name of several words its beginning tells as well.
    """
    hidden = list(secrets(whole.dataset, visible.dataset))
    value = [text for secret in hidden for text in texts(secret, whole.dataset)]
    people = dict(_people(hidden, whole.dataset))
    titles = list(_titles(hidden, whole.dataset))
    terms = SearchTerms(
        {
            **{term: text.value for text in titles for term in _parts_of_title(text.text)},
            **{term: text.value for text in value for term in _pieces(text.text)},
            **people,
        },
        dict(_names(hidden, whole.dataset)),
        dict(_numbers(hidden, value, whole, visible)),
        {word: text.value for text in titles if (word := _short_name(text.text))},
    )
    return Search(_untold(terms, visible, public or PublicText(), people) if terms else terms)


def _pieces(text: str) -> Iterator[str]:
    """Yield what a text is found by: itself, or any stretch of a long one. An address is found whole."""
    whole = normalize(text)
    if len(whole) < _WINDOW or text.startswith(_ADDRESS):
        counting = len(whole) if whole.isascii() else sum(map(str.isalpha, whole))
        yield from [whole] if counting >= (_SHORTEST_LATIN if whole.isascii() else _SHORTEST) else []
    else:
        yield from (whole[start : start + _WINDOW] for start in range(len(whole) - _WINDOW + 1))


def _titles(hidden: Iterable[Secret], dataset: Dataset) -> Iterator[Text]:
    """Yield the names of hidden records that are names: of persons, bodies, measures, programmes and laws."""
    for secret in hidden:
        if isinstance(secret.entry, _NAMED):
            yield from (text for text in texts(secret, dataset) if text.value.field.rpartition(" › ")[2] in _NAMING)


def _short_name(text: str) -> str:
    """Return a name that is too short to be found within other words; empty for a longer one, or for one letter."""
    whole = normalize(text)
    longest = _SHORTEST_LATIN if whole.isascii() else _SHORTEST
    return whole if _FEWEST_LETTERS <= len(whole) < longest and any(map(str.isalpha, whole)) else ""


def _parts_of_title(text: str) -> Iterator[str]:
    """Yield the beginnings of a name of several words that are long enough to be it alone."""
    words = text.split()
    for end in range(2, len(words)):
        part = normalize(" ".join(words[:end]))
        if _SHORTEST_PART <= len(part) < _WINDOW:
            yield part


def _people(hidden: Iterable[Secret], dataset: Dataset) -> Iterator[tuple[str, WithheldValue]]:
    """Yield what hidden persons are found by: their names, those of two letters with their positions."""
    for secret in hidden:
        if isinstance(secret.entry, Contact):
            name, position = normalize(secret.entry.name), normalize(secret.entry.position or "")
            value = _value(secret, "name", dataset)
            if len(name) >= _SHORTEST_PERSON:
                yield name, value
            elif position:
                yield from ((position + name, value), (name + position, value))


def _names(hidden: Iterable[Secret], dataset: Dataset) -> Iterator[tuple[str, WithheldValue]]:
    for secret in hidden:
        name = as_name(str(getattr(secret.entry, "id", "")))
        if len(name) >= _SHORTEST_NAME and not name.isalpha():
            yield name, name_value(secret, dataset)


def _numbers(
    hidden: Iterable[Secret], texts: Iterable[Text], whole: Snapshot, visible: Snapshot
) -> Iterator[tuple[Form, WithheldValue]]:
    for text in texts:
        figures = figures_in(text.text)
        yield from ((Form(figure.value), text.value) for figure in figures if is_telling(figure.value))
    for amount in (*_otherwise(whole.facts, visible.facts), *_amounts(hidden, whole.dataset)):
        yield from ((form, amount.value) for form in forms(amount.number, amount.unit))


def _amounts(hidden: Iterable[Secret], dataset: Dataset) -> Iterator[Amount]:
    units = {indicator.id: indicator.unit for indicator in dataset.indicators}
    return (amount for secret in hidden for amount in amounts(secret, dataset, units))


def _otherwise(whole: Facts, visible: Facts) -> Iterator[Amount]:
    """Yield the numbers of the facts that readers see otherwise, or not at all."""
    for name, fact in whole.of.items():
        if fact.value is not None and (name not in visible.of or visible.of[name].value != fact.value):
            value = WithheldValue(f"facts › {name}", fact.places[0] if fact.places else None)
            numbers = (fact.value, *map(rounded_value, _kept_short(fact)))
            yield from (Amount(value, number, fact.unit) for number in numbers)


def _kept_short(fact: Fact) -> Iterator[ShortNumber]:
    """Yield a fact as those numbers that are not rounded half up, since they would read as what it is short of."""
    if fact.short_of is not None:
        for places in (fact.decimals, *_PLACES):
            number = ShortNumber("", fact.value, fact.unit, places, short_of=fact.short_of)
            if is_kept_short(number):
                yield number


def _untold(terms: SearchTerms, visible: Snapshot, public: PublicText, people: Collection[str]) -> SearchTerms:
    """Return the terms without those that what readers may know holds as well; ``people`` are no usual words."""
    search = Search(terms)
    public_layer = plain("", "\n".join(dict.fromkeys(_said(visible, public))))
    wording = plain("", "\n".join(public.wording))
    usual = [text for text in search.texts(wording) if len(text) < _SHORT and text not in people]
    open_texts = {*search.texts(public_layer), *_mostly_told(terms, public_layer), *usual}
    usual_words = [word for word in search.words(wording) if word not in people]
    return terms.without(
        Told(
            open_texts,
            set(search.names(public_layer)),
            set(search.numbers(public_layer)),
            {*search.words(public_layer), *usual_words},
        )
    )


def _mostly_told(terms: SearchTerms, public_layer: Layer) -> Iterator[str]:
    edges = {edge: value for text, value in terms.texts.items() if len(text) == _WINDOW for edge in _edges(text)}
    common = set(Search(SearchTerms(edges, {}, {})).texts(public_layer))
    return (text for text in terms.texts if len(text) == _WINDOW and not common.isdisjoint(_edges(text)))


def _edges(text: str) -> tuple[str, str]:
    return text[:_EDGE], text[-_EDGE:]


def _said(visible: Snapshot, public: PublicText) -> Iterator[str]:
    """Yield what files may say, piece by piece."""
    yield from _leaves(visible.dataset)
    yield from _printed(visible.facts)
    yield from public.said
    yield from SHEETS.values()
    yield from (head.title for head in HEADS.values())


def _leaves(value: object) -> Iterator[str]:
    """Yield all that records say, as text."""
    if isinstance(value, BaseModel):
        for field, described in type(value).model_fields.items():
            if not described.exclude:
                yield from _leaves(getattr(value, field))
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from _leaves(item)
    elif isinstance(value, Decimal):
        yield from _written(value)
    elif value is not None:
        yield str(value)


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
