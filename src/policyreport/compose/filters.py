"""The filters that a template may use: a few of Jinja's own, and those that know figures and content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from jinja2 import Undefined
from jinja2.filters import FILTERS  # pyright: ignore[reportUnknownVariableType]
from markupsafe import Markup

from policyreport.compose.inline_values import inline_content, joined
from policyreport.compose.misuse import NotAFigureError, UnknownWordError
from policyreport.compose.slots import Slots
from policyreport.compose.view import Figure

_FROM_JINJA = ("first", "last", "length", "list", "map", "rejectattr", "reverse", "selectattr", "sort", "unique")
_CHAPTERS = range(1, 13)
_DECIMALS = range(7)


def chosen_filters(slots: Slots) -> Mapping[str, Callable[..., Any]]:
    """Return the allowed filters by name.

    ``bare`` shows a figure without its unit, ``to(n)`` with 0 to 6 decimals, and what a record has not stays missing;
    ``join(", ")`` makes one content of a list;
    ``roman`` writes a chapter's number from 1 to 12 as Ⅰ to Ⅻ.
    """

    def join(parts: Iterable[object], between: str = ", ") -> Markup:
        contents = [inline_content(part, slots) for part in parts]
        return Markup(slots.put(joined(contents, between)))  # noqa: S704

    own = {"bare": _bare, "to": _to, "join": join, "roman": _roman}
    known = cast("Mapping[str, Callable[..., Any]]", FILTERS)
    return {**{name: known[name] for name in _FROM_JINJA}, **own}


def _roman(number: int) -> str:
    if number not in _CHAPTERS:
        raise UnknownWordError(str(number), (f"{_CHAPTERS[0]} … {_CHAPTERS[-1]}",))
    return chr(ord("Ⅰ") + _CHAPTERS.index(number))


def _bare(figure: object) -> object:
    return figure.bare() if isinstance(figure, Figure) else _no_figure(figure)


def _to(figure: object, decimals: int) -> object:
    if decimals not in _DECIMALS:
        raise UnknownWordError(str(decimals), (f"{_DECIMALS[0]} … {_DECIMALS[-1]}",))
    return figure.to(decimals) if isinstance(figure, Figure) else _no_figure(figure)


def _no_figure(value: object) -> object:
    """Return what stands for a figure that a record has not, or a wrong name; both are seen to when printed."""
    if value is None or isinstance(value, Undefined):
        return value
    raise NotAFigureError(type(value).__name__)
