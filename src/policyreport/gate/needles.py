"""What is looked for, laid out so that a long text is gone through once for all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from policyreport.errors import Place
from policyreport.gate.comparing import as_name, squeezed
from policyreport.gate.figures import Figure, figures_in
from policyreport.gate.forms import Form
from policyreport.gate.layer import Layer

_PREFIX = 4
"""Characters by which a needle is looked up: no needle is shorter."""

_Lengths = Mapping[str, tuple[int, ...]]
"""How long the needles are that begin so."""

_UNBROKEN = 7
"""Digits from which on a number is also found where a line breaks it."""


class Value(NamedTuple):
    """A value that is withheld: the way to it, such as ``programs › secret › title``, and its place in the data."""

    field: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Needles:
    """Texts (squeezed), names of records and numbers to look for, each with the value that it is of."""

    texts: Mapping[str, Value]
    names: Mapping[str, Value]
    numbers: Mapping[Form, Value]

    def __bool__(self) -> bool:
        return bool(self.texts or self.names or self.numbers)

    def without(self, texts: Collection[str], names: Collection[str], numbers: Collection[Form]) -> Needles:
        """Return the needles that are left when some are taken away."""
        return Needles(
            {text: value for text, value in self.texts.items() if text not in texts},
            {name: value for name, value in self.names.items() if name not in names},
            {form: value for form, value in self.numbers.items() if form not in numbers},
        )


class Search:
    """Looks for needles in one layer after another."""

    def __init__(self, needles: Needles) -> None:
        self.needles = needles
        self._texts = _lengths(needles.texts)
        self._names = _lengths(needles.names)
        self._units = tuple({form.unit for form in needles.numbers if form.unit})

    def values(self, layer: Layer) -> list[Value]:
        """Return the values that a layer tells, each once, in the order of the needles."""
        texts, names, numbers = self.texts(layer), self.names(layer), self.numbers(layer)
        needles = self.needles
        told = [needles.texts[text] for text in texts]
        told += [needles.names[name] for name in names]
        told += [needles.numbers[form] for form in numbers]
        return list(dict.fromkeys(told))

    def texts(self, layer: Layer) -> list[str]:
        """Return the texts that a layer tells."""
        found = _found(squeezed(layer.words), self.needles.texts, self._texts)
        return list(dict.fromkeys(text for text, _, _ in found))

    def names(self, layer: Layer) -> list[str]:
        """Return the names of records that stand in a layer as words of their own."""
        text = as_name(layer.words) if self._names else ""
        found = _found(text, self.needles.names, self._names)
        return list(dict.fromkeys(name for name, start, end in found if _is_apart(text, start, end)))

    def numbers(self, layer: Layer) -> list[Form]:
        """Return the numbers that a layer tells, in the forms in which it tells them."""
        if not self.needles.numbers:
            return []
        told = (form for figure in _figures(layer) for form in self._forms(figure))
        return [form for form in dict.fromkeys(told) if form in self.needles.numbers]

    def _forms(self, figure: Figure) -> Iterator[Form]:
        yield Form(figure.value)
        after = figure.after.lstrip()
        yield from (Form(figure.value, unit) for unit in self._units if after.startswith(unit))


def _lengths(needles: Iterable[str]) -> _Lengths:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for needle in needles:
        found[needle[:_PREFIX]].add(len(needle))
    return {prefix: tuple(sorted(lengths)) for prefix, lengths in found.items()}


def _found(text: str, needles: Collection[str], lengths: _Lengths) -> Iterator[tuple[str, int, int]]:
    """Yield each needle that stands in a text, with where it starts and ends."""
    if not needles:
        return
    for start in range(len(text) - _PREFIX + 1):
        for length in lengths.get(text[start : start + _PREFIX], ()):
            if (needle := text[start : start + length]) in needles:
                yield needle, start, start + length


def _is_apart(text: str, start: int, end: int) -> bool:
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(letter.isascii() and letter.isalnum() for letter in around)


def _figures(layer: Layer) -> Iterator[Figure]:
    yield from figures_in(layer.figures)
    if layer.flows:
        unbroken = figures_in("".join(layer.figures.split()))
        yield from (figure for figure in unbroken if len(figure.value.as_tuple().digits) >= _UNBROKEN)
