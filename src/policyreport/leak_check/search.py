"""The search terms, normalized and indexed so that a long text is scanned once for all of them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from policyreport.diagnostics import SourceLocation
from policyreport.leak_check.korean_amounts import narrow, written_amounts
from policyreport.leak_check.layers import Layer
from policyreport.model import MOST_DIGITS

_APART = "\x1f"
"""Stands between digits that were apart. No text of a project holds it."""

_BETWEEN_NUMBERS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_BETWEEN = re.compile(rf"[^\w{_APART}]+|_+")
"""White space, marks of punctuation, and what is not seen, such as soft hyphens and joiners."""


def normalize(text: str) -> str:
    """Return the letters and digits of a text, in one form (NFKC) and in small letters; gaps between digits stay.

    PDF breaks lines within words, Word splits them over runs, templates put them in brackets, and full-width letters
    read as narrow ones.
    """
    apart = _BETWEEN_NUMBERS.sub(_APART, unicodedata.normalize("NFKC", text))
    return _BETWEEN.sub("", apart).casefold()


def as_name(text: str) -> str:
    """Return a text in which names of records are found, also where a format writes ``_`` for ``-``."""
    return text.casefold().replace("_", "-")


WON: dict[str, int] = {"원": 0, "천원": 3, "만원": 4, "백만원": 6, "억원": 8, "조원": 12}
"""The units of money, by the power of ten that each is of a 원."""

_NUMBER = re.compile(
    r"(?<![A-Za-z\d$])(?<!\d[.,-])((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)(?![\d.,]*\d)(?!-\d)",
    re.ASCII,
)
"""A number that is no part of a date, a telephone number, a version or a name."""

_EXACT = Context(prec=MOST_DIGITS)
_LONGEST_UNIT = 12


class Figure(NamedTuple):
    """A number's value, rounded to the 15 digits that a spreadsheet keeps, and what follows it in the text."""

    value: Decimal
    after: str


def figures_in(text: str) -> Iterator[Figure]:
    """Yield the numbers of a text without their signs; ``14조 9,497억원`` is one number of 원, besides its parts."""
    text = narrow(text)
    for match in _NUMBER.finditer(text):
        yield Figure(exact(match[1]), text[match.end() : match.end() + _LONGEST_UNIT])
    for amount in written_amounts(text):
        yield Figure(to_digits_kept(amount.value), text[amount.end : amount.end + _LONGEST_UNIT])


def exact(number: str) -> Decimal:
    """Return a number's value without what binary arithmetic adds to it: ``0.57299999999999995`` is 0.573."""
    return to_digits_kept(Decimal(number.replace(",", "")))


def to_digits_kept(value: Decimal) -> Decimal:
    """Return a value rounded to the digits by which numbers are compared."""
    return _EXACT.plus(value)


_RATES = ("%", "%p")
_PLACES = (0, 1, 2)
_YEARS = range(1900, 2101)
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_TELLING, _TELLING_WITH_UNIT, _LONG = 4, 3, 7


class Form(NamedTuple):
    """A value without its sign, and the unit that must follow it; an empty one where any or none may."""

    value: Decimal
    unit: str = ""


def forms(value: Decimal, unit: str) -> Iterator[Form]:
    """Yield the forms of a number that are distinctive.

    A number may stand as it is, rounded to two places or fewer, as a fraction of one where it is a rate (``0.573`` for
    57.3%), and in another unit of money (``12.3억원`` for 1,230백만원). By itself a form tells with four digits that
    count, or with three of which one is a decimal or which stand in a number of seven; a year does not. With its unit
    three will do, or two in a number of four.
    """
    for form in _written(abs(value), unit):
        if is_telling(form.value):
            yield Form(form.value)
        elif form.unit and _is_telling_with_unit(form.value):
            yield form


def is_telling(value: Decimal) -> bool:
    """Return whether a number by itself, without a unit, is hardly another."""
    counting = _digits(value)
    if value != value.to_integral_value():
        return counting >= _TELLING_WITH_UNIT
    is_long = value.adjusted() + 1 >= _LONG and counting >= _TELLING_WITH_UNIT
    return is_long or (counting >= _TELLING and int(value) not in _YEARS)


def _is_telling_with_unit(value: Decimal) -> bool:
    counting = _digits(value)
    return counting >= _TELLING_WITH_UNIT or (counting == 2 and value.adjusted() + 1 >= _TELLING)  # noqa: PLR2004


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _written(value: Decimal, unit: str) -> Iterator[Form]:
    yield from _rounded(value, unit)
    if unit in _RATES:
        yield from (Form(form.value.scaleb(-2)) for form in _rounded(value, unit))
    if unit in WON:
        for other, power in WON.items():
            if other != unit:
                yield from _rounded(value.scaleb(WON[unit] - power), other)
            for number in rounded(value.scaleb(WON[unit] - power)):
                yield Form(to_digits_kept(number.scaleb(power)), "원")


def _rounded(value: Decimal, unit: str) -> Iterator[Form]:
    return (Form(number, unit) for number in rounded(value))


def rounded(value: Decimal) -> Iterator[Decimal]:
    """Yield a number as it is, and rounded half up to two places and fewer; all with at most 15 digits."""
    yield to_digits_kept(value)
    for places in _PLACES:
        yield to_digits_kept(value.quantize(Decimal(1).scaleb(-places), context=_WIDE))


_PREFIX = 3
"""Characters by which a term is looked up: no term is shorter."""

_Lengths = Mapping[str, tuple[int, ...]]
"""How long the terms are that begin so."""

_UNBROKEN = 7
"""Digits from which on a number is also found where a line breaks it."""
_BREAK_IN_NUMBER = re.compile(r"(?<=\d[,.])\s*\n\s*(?=\d)|(?<=\d)\s*\n\s*(?=[,.]\d)")
"""A line's end beside a mark within a number: digits that end the line before do not hide what it breaks."""


class WithheldValue(NamedTuple):
    """A value that is withheld: the way to it, such as ``programs › secret › title``, and its place in the data."""

    field: str
    place: SourceLocation | None


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """Texts (normalized), names of records, numbers and words to look for, each with the value that it is of.

    ``words`` are names so short that they tell only where they stand as words of their own.
    """

    texts: Mapping[str, WithheldValue]
    names: Mapping[str, WithheldValue]
    numbers: Mapping[Form, WithheldValue]
    words: Mapping[str, WithheldValue] = field(default_factory=dict[str, WithheldValue])

    def __bool__(self) -> bool:
        return bool(self.texts or self.names or self.numbers or self.words)

    def without(self, told: Told) -> SearchTerms:
        """Return the terms without those that are told elsewhere."""
        return SearchTerms(
            {text: value for text, value in self.texts.items() if text not in told.texts},
            {name: value for name, value in self.names.items() if name not in told.names},
            {form: value for form, value in self.numbers.items() if form not in told.numbers},
            {word: value for word, value in self.words.items() if word not in told.words},
        )


class Told(NamedTuple):
    """Terms that a text tells."""

    texts: Collection[str]
    names: Collection[str]
    numbers: Collection[Form]
    words: Collection[str]


class Search:
    """Looks for search terms in one layer after another."""

    def __init__(self, terms: SearchTerms) -> None:
        self.terms = terms
        self._texts = _lengths(terms.texts)
        self._names = _lengths(terms.names)
        self._units = tuple({form.unit for form in terms.numbers if form.unit})
        self._words = _words_pattern(terms.words) if terms.words else None

    def values(self, layer: Layer) -> list[WithheldValue]:
        """Return the values that a layer tells, each once, in the order of the terms."""
        texts, names, numbers = self.texts(layer), self.names(layer), self.numbers(layer)
        terms = self.terms
        found_values = [terms.texts[text] for text in texts]
        found_values += [terms.names[name] for name in names]
        found_values += [terms.numbers[form] for form in numbers]
        found_values += [terms.words[word] for word in self.words(layer)]
        return list(dict.fromkeys(found_values))

    def texts(self, layer: Layer) -> list[str]:
        """Return the texts that a layer tells."""
        found = _found(normalize(layer.words), self.terms.texts, self._texts)
        return list(dict.fromkeys(text for text, _, _ in found))

    def names(self, layer: Layer) -> list[str]:
        """Return the names of records that stand in a layer as words of their own."""
        text = as_name(layer.words) if self._names else ""
        found = _found(text, self.terms.names, self._names)
        return list(dict.fromkeys(name for name, start, end in found if _is_apart(text, start, end)))

    def numbers(self, layer: Layer) -> list[Form]:
        """Return the numbers that a layer tells, in the forms in which it tells them."""
        if not self.terms.numbers:
            return []
        found_values = (form for figure in _figures(layer) for form in self._forms(figure))
        return [form for form in dict.fromkeys(found_values) if form in self.terms.numbers]

    def words(self, layer: Layer) -> list[str]:
        """Return the short names that stand in a layer as words of their own, with or without a particle."""
        if self._words is None:
            return []
        text = unicodedata.normalize("NFKC", layer.words).casefold()
        found = (normalize(match[0]) for match in self._words.finditer(text))
        return list(dict.fromkeys(found))

    def _forms(self, figure: Figure) -> Iterator[Form]:
        yield Form(figure.value)
        after = figure.after.lstrip()
        yield from (Form(figure.value, unit) for unit in self._units if after.startswith(unit))


_PARTICLES = (
    "은는이가을를의에와과도만로나며고등및인임란"
    "|에서|에게|에는|에도|으로|으로써|로써|부터|까지|보다|처럼|이나|이며|이고|이란|라는|이라는|입니다|이다|이었다|였다"
)
"""What may stand at the end of a Korean word beside the name itself."""


def _words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds words, given in the form of ``normalize``, with whatever else than letters between theirs.

    A word in Latin letters may stand beside Hangul, as in ``TIPS를``.
    """
    single, several = _PARTICLES.split("|", 1)
    particle = f"(?:[{single}]|{several})?"
    listed: list[str] = []
    for word in sorted(words, key=len, reverse=True):
        letters = r"[^\S\n]?".join(map(re.escape, word))
        if word.isascii():
            listed.append(rf"(?<![a-z0-9]){letters}(?![a-z0-9])")
        else:
            listed.append(rf"(?<![^\W\d_]){letters}(?={particle}(?![^\W\d_]))")
    return re.compile("|".join(listed))


def _lengths(terms: Iterable[str]) -> _Lengths:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for term in terms:
        found[term[:_PREFIX]].add(len(term))
    return {prefix: tuple(sorted(lengths)) for prefix, lengths in found.items()}


def _found(text: str, terms: Collection[str], lengths: _Lengths) -> Iterator[tuple[str, int, int]]:
    """Yield each term that stands in a text, with where it starts and ends."""
    if not terms:
        return
    for start in range(len(text) - _PREFIX + 1):
        for length in lengths.get(text[start : start + _PREFIX], ()):
            if (term := text[start : start + length]) in terms:
                yield term, start, start + length


def _is_apart(text: str, start: int, end: int) -> bool:
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(letter.isascii() and letter.isalnum() for letter in around)


def _figures(layer: Layer) -> Iterator[Figure]:
    yield from figures_in(layer.figures)
    if layer.flows:
        for joined in ("".join(layer.figures.split()), _BREAK_IN_NUMBER.sub("", layer.figures)):
            yield from (each for each in figures_in(joined) if len(each.value.as_tuple().digits) >= _UNBROKEN)
