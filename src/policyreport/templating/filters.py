"""The filters that templates can use: how a figure reads, what becomes of a list, and what is reckoned of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any, cast

from jinja2 import Environment, Undefined, pass_environment
from jinja2.filters import (
    FILTERS,  # pyright: ignore[reportUnknownVariableType]
    make_attrgetter,
    make_multi_attrgetter,
)
from markupsafe import Markup

from policyreport.diagnostics import Message
from policyreport.document import nodes
from policyreport.document.number_format import MISSING, RATE_UNITS, plain_text, rounded_value
from policyreport.korean_particles import forms, particle
from policyreport.templating.comparison import is_missing, sort_keys
from policyreport.templating.errors import (
    ComparisonError,
    CutError,
    NotAFigureError,
    NotAListError,
    UnknownAttributeError,
    WeightlessError,
)
from policyreport.templating.functions import row_name
from policyreport.templating.grouping import groups, top
from policyreport.templating.markdown import inline_content, joined
from policyreport.templating.placeholders import Placeholders
from policyreport.templating.reckoning import in_other_unit, reckoned, size_of_change, summed
from policyreport.templating.view import Figure, View, in_figures, length

_FROM_JINJA = ("first", "last", "list", "map", "rejectattr", "reverse", "selectattr")
_OF_RATES, _OF_AMOUNTS = ("상승", "하락"), ("증가", "감소")
_CHAPTERS = range(1, 13)
_DECIMALS = range(7)
_TOLD_APART_BY_FIGURES = (
    Message("figures do not tell records apart", "수치로는 기록을 가려내지 않습니다"),
    Message('name another field, as in unique(attribute="id")', 'unique(attribute="id") 처럼 다른 항목을 쓰십시오'),
)


def chosen_filters(placeholders: Placeholders) -> Mapping[str, Callable[..., Any]]:
    """Return the allowed filters by name.

    ``bare`` shows a figure without its unit, ``to(n)`` with 0 to 6 decimals, and what a record has not stays missing;
    ``join(", ")`` makes one content of a list;
    ``length`` can be calculated with, not printed; ``default("자료 없음")`` stands for what is missing;
    ``roman`` writes a chapter's number from 1 to 12 as Ⅰ to Ⅻ; ``zero_as("변동 없음")`` says a figure that would be
    shown as zero in words; ``sort`` puts what is missing last; ``without_start(title)`` leaves out of each text of a
    list the words with which all of them and ``title`` begin; ``leads_to(record)`` lets what it is given lead to the
    row that bears the record's name, or the name of the first record of a list; ``weightiest(n)`` cuts a list of
    records to the ``n`` with the most money, or that are the latest, and ``top(n, by="rate")`` any list to the ``n``
    with the greatest values; ``groupby("lead")`` makes groups of what has a value in common; ``sum(attribute=…)`` adds
    figures up and ``in_unit("억원")`` tells an amount in another unit, each as a fact of its own; ``change_words`` says
    a change in words; ``josa("이/가")`` adds the particle that fits.
    """
    printing = _PrintingFilters(placeholders)
    own = {
        "length": length,
        "default": _default,
        "d": _default,
        "bare": _bare,
        "to": _to,
        "join": printing.join,
        "roman": _roman,
        "sort": _sort,
        "unique": _unique,
        "zero_as": _zero_as,
        "leads_to": printing.leads_to,
        "weightiest": _weightiest,
        "without_start": _without_start,
        "groupby": _groupby,
        "top": _top,
        "sum": printing.sum,
        "in_unit": printing.in_unit,
        "change_words": printing.change_words,
        "josa": printing.josa,
    }
    choices = cast("Mapping[str, Callable[..., Any]]", FILTERS)
    return {**{name: choices[name] for name in _FROM_JINJA}, **own}


class _PrintingFilters:
    """The filters that set aside what they make, and the numbers that they make themselves."""

    def __init__(self, placeholders: Placeholders) -> None:
        self._placeholders = placeholders

    def join(self, parts: Iterable[object], between: str = ", ") -> Markup:
        """Return one content of several, with text between them."""
        contents = [inline_content(part, self._placeholders) for part in parts]
        return Markup(self._placeholders.put(joined(contents, between)))  # noqa: S704

    def leads_to(self, value: object, record: object) -> object:
        """Return what leads to the row of a record."""
        name = row_name(record)
        return nodes.Reference(name, inline_content(value, self._placeholders)) if name else value

    def _made(self, figure: Figure) -> Figure:
        self._placeholders.reckoned[figure.fact.id] = reckoned(figure.fact)
        return figure

    @pass_environment
    def sum(self, environment: Environment, records: Iterable[object], attribute: str | None = None) -> object:
        """Return the sum of a field of records, or of figures, as a fact of its own."""
        values = _values(environment, _listed(records), attribute)
        for value in values:
            if isinstance(value, Undefined):
                return value
            if value is not None and not isinstance(value, Figure):
                raise NotAFigureError(type(value).__name__)
        return self._made(summed(cast("list[Figure | None]", values), attribute or ""))

    def in_unit(self, figure: object, unit: object) -> object:
        """Return an amount in another unit of money, as a fact of its own."""
        if not isinstance(figure, Figure):
            return _no_figure(figure)
        told = in_other_unit(figure, str(unit))
        return told if told is figure else self._made(told)  # of its own unit it is the data's own fact

    def change_words(self, figure: object, up: object = "", down: object = "", same: object = "변동 없음") -> object:
        """Return a change as its size and a word for its direction; ``same`` where it reads as none."""
        if not isinstance(figure, Figure) or not figure:
            return _no_figure(None if isinstance(figure, Figure) else figure)
        size, sign = size_of_change(figure)
        if not sign:
            return same
        usual = _OF_RATES if figure.fact.unit in RATE_UNITS else _OF_AMOUNTS
        word = (up or usual[0]) if sign > 0 else (down or usual[1])
        parts = [inline_content(part, self._placeholders) for part in (self._made(size), word)]
        return Markup(self._placeholders.put(joined(parts, " ")))  # noqa: S704

    def josa(self, value: object, pair: object, reading: object = "") -> object:
        """Return what was given with the particle that follows it; ``reading`` is how it is read.

        What is missing stays so, for nobody reads a particle behind ``-``.
        """
        if isinstance(value, Undefined):
            return value
        content = inline_content(value, self._placeholders)
        if plain_text(content) == MISSING:
            return value
        heard = str(reading) or plain_text(content)
        try:
            said = particle(heard, str(pair))
        except KeyError:
            raise UnknownAttributeError(str(pair), forms()) from None
        return Markup(self._placeholders.put((*content, nodes.Text(said))))  # noqa: S704


def _roman(number: int) -> str:
    if number not in _CHAPTERS:
        raise UnknownAttributeError(in_figures(number), (f"{_CHAPTERS[0]} … {_CHAPTERS[-1]}",))
    return chr(ord("Ⅰ") + _CHAPTERS.index(number))


def _default(value: object, fallback: object = "", boolean: object = False) -> object:  # noqa: FBT002
    """Return a value, or the other where it is missing; with ``boolean`` also where it is an empty text or list.

    A wrong name stays one, and so does a figure of zero.
    """
    if isinstance(value, Undefined):
        return value
    is_empty = bool(boolean) and isinstance(value, str | list | tuple) and not cast("Sequence[object]", value)
    return fallback if is_empty or is_missing(cast("object", value)) else cast("object", value)


def _bare(figure: object) -> object:
    return figure.bare() if isinstance(figure, Figure) else _no_figure(figure)


def _to(figure: object, decimals: int) -> object:
    if decimals not in _DECIMALS:
        raise UnknownAttributeError(in_figures(decimals), (f"{_DECIMALS[0]} … {_DECIMALS[-1]}",))
    return figure.to(decimals) if isinstance(figure, Figure) else _no_figure(figure)


@pass_environment
def _sort(
    environment: Environment,
    values: Iterable[object],
    reverse: bool = False,  # noqa: FBT001, FBT002
    case_sensitive: bool = False,  # noqa: FBT001, FBT002
    attribute: str | int | None = None,
) -> list[object]:
    listed = list(values)
    attributes = zip(*map(make_multi_attrgetter(environment, attribute), listed), strict=True)
    keys = [sort_keys(one, descending=reverse, case_sensitive=case_sensitive) for one in attributes]
    order = sorted(range(len(listed)), key=lambda n: [key[n] for key in keys], reverse=reverse)
    return [listed[n] for n in order]


@pass_environment
def _unique(
    environment: Environment,
    values: Iterable[object],
    case_sensitive: bool = False,  # noqa: FBT001, FBT002
    attribute: str | int | None = None,
) -> object:
    listed = list(values)
    if any(isinstance(value, Figure) for value in map(make_attrgetter(environment, attribute), listed)):
        raise ComparisonError(*_TOLD_APART_BY_FIGURES)
    unique = cast("Callable[..., object]", FILTERS["unique"])
    return unique(environment, listed, case_sensitive, attribute)


def _listed(records: object) -> list[object]:
    """Return what a filter for lists was given as a list; raises ``NotAListError`` for anything else."""
    if not isinstance(records, Iterable) or isinstance(records, str):
        raise NotAListError("record" if isinstance(records, View) else type(records).__name__)
    return list(cast("Iterable[object]", records))


def _values(environment: Environment, records: Sequence[object], attribute: str | int | None) -> list[object]:
    """Return of each record the value of an attribute, or the record itself where none is named."""
    return list(records) if attribute is None else list(map(make_attrgetter(environment, attribute), records))


@pass_environment
def _groupby(environment: Environment, records: Iterable[object], attribute: str) -> object:
    listed = _listed(records)
    return groups(listed, _values(environment, listed, attribute))


@pass_environment
def _top(
    environment: Environment,
    records: Iterable[object],
    most: object,
    by: str | None = None,
    lowest: bool = False,  # noqa: FBT001, FBT002
) -> object:
    listed = _listed(records)
    return top(listed, _values(environment, listed, by), _whole(most, "top"), lowest=bool(lowest))


def _whole(most: object, name: str) -> int:
    """Return how many records a filter is to keep; raises ``CutError`` for what is no number of records.

    A wrong name is noted as such, and keeps none.
    """
    if isinstance(most, int) and not isinstance(most, bool) and most >= 0:
        return most
    if isinstance(most, Undefined):
        return len(str(most))
    raise CutError.of(most, name)


def _weightiest(records: Iterable[object], most: object) -> Sequence[object]:
    """Return a list as it is, or where it is longer than ``most`` the records that weigh most, the weightiest first."""
    listed, most = _listed(records), _whole(most, "weightiest")
    if any(not isinstance(record, View) or record.weigh is None for record in listed):
        raise WeightlessError
    if len(listed) <= most:
        return listed
    views = cast("list[View]", listed)
    return sorted(views, key=View.weight, reverse=True)[:most]


def _zero_as(figure: object, words: object) -> object:
    if not isinstance(figure, Figure):
        return _no_figure(figure)
    number = figure.node()
    return words if number.value is not None and rounded_value(number) == 0 else figure


def _without_start(texts: str | list[str], title: str) -> str | list[str]:
    if isinstance(texts, str):
        return _without_start([texts], title)[0]
    split = [text.split(" ") for text in texts]
    first_words = zip(title.split(" "), *split, strict=False)
    shared = sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, first_words))
    return [" ".join(words[shared:]) for words in split]


def _no_figure(value: object) -> object:
    """Return what stands for a figure that a record has not, or a wrong name; both are seen to when printed."""
    if value is None or isinstance(value, Undefined):
        return value
    raise NotAFigureError(type(value).__name__)
