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
from policyreport.document.number_format import rounded_value
from policyreport.templating.comparison import is_missing, sort_keys
from policyreport.templating.errors import (
    ComparisonError,
    NotAFigureError,
    UnknownAttributeError,
    WeightlessError,
)
from policyreport.templating.functions import row_name
from policyreport.templating.markdown import inline_content, joined
from policyreport.templating.placeholders import Placeholders
from policyreport.templating.view import Figure, View, in_figures, length

_FROM_JINJA = ("first", "last", "list", "map", "rejectattr", "reverse", "selectattr")
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
    records to the ``n`` with the most money, or that are the latest.
    """

    def join(parts: Iterable[object], between: str = ", ") -> Markup:
        contents = [inline_content(part, placeholders) for part in parts]
        return Markup(placeholders.put(joined(contents, between)))  # noqa: S704

    def leads_to(value: object, record: object) -> object:
        name = row_name(record)
        return nodes.Reference(name, inline_content(value, placeholders)) if name else value

    own = {
        "length": length,
        "default": _default,
        "d": _default,
        "bare": _bare,
        "to": _to,
        "join": join,
        "roman": _roman,
        "sort": _sort,
        "unique": _unique,
        "zero_as": _zero_as,
        "leads_to": leads_to,
        "weightiest": _weightiest,
        "without_start": _without_start,
    }
    choices = cast("Mapping[str, Callable[..., Any]]", FILTERS)
    return {**{name: choices[name] for name in _FROM_JINJA}, **own}


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


def _weightiest(records: Iterable[object], most: int) -> Sequence[object]:
    """Return a list as it is, or where it is longer than ``most`` the records that weigh most, the weightiest first."""
    listed = list(records)
    if any(not isinstance(record, View) or record.weight is None for record in listed):
        raise WeightlessError
    if len(listed) <= most:
        return listed
    views = cast("list[View]", listed)
    return sorted(views, key=lambda view: view.weight() if view.weight else (), reverse=True)[:most]


def _zero_as(figure: object, words: object) -> object:
    if not isinstance(figure, Figure):
        return _no_figure(figure)
    number = figure.node()
    return words if number.value is not None and rounded_value(number) == 0 else figure


def _without_start(texts: list[str], title: str) -> list[str]:
    split = [text.split(" ") for text in texts]
    first_words = zip(title.split(" "), *split, strict=False)
    shared = sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, first_words))
    return [" ".join(words[shared:]) for words in split]


def _no_figure(value: object) -> object:
    """Return what stands for a figure that a record has not, or a wrong name; both are seen to when printed."""
    if value is None or isinstance(value, Undefined):
        return value
    raise NotAFigureError(type(value).__name__)
