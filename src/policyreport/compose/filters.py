"""The filters that a template may use: a few of Jinja's own, and those that know figures and content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from jinja2.filters import FILTERS  # pyright: ignore[reportUnknownVariableType]
from markupsafe import Markup

from policyreport.compose.inline_values import inline_content, joined
from policyreport.compose.misuse import NotAFigureError
from policyreport.compose.slots import Slots
from policyreport.compose.view import Figure

_FROM_JINJA = ("first", "last", "length", "list", "map", "rejectattr", "reverse", "selectattr", "sort", "unique")


def chosen_filters(slots: Slots) -> Mapping[str, Callable[..., Any]]:
    """Return the allowed filters by name.

    ``bare`` shows a figure without its unit, ``to(n)`` with ``n`` decimals; ``join(", ")`` makes one content of a list;
    ``roman`` writes a chapter's number from 1 to 12 as Ⅰ to Ⅻ.
    """

    def join(parts: Iterable[object], between: str = ", ") -> Markup:
        contents = [inline_content(part, slots) for part in parts]
        return Markup(slots.put(joined(contents, between)))  # noqa: S704

    own = {"bare": _bare, "to": _to, "join": join, "roman": _roman}
    known = cast("Mapping[str, Callable[..., Any]]", FILTERS)
    return {**{name: known[name] for name in _FROM_JINJA}, **own}


def _roman(number: int) -> str:
    return chr(ord("Ⅰ") + number - 1)


def _bare(figure: object) -> Figure:
    return _checked(figure).bare()


def _to(figure: object, decimals: int) -> Figure:
    return _checked(figure).to(decimals)


def _checked(figure: object) -> Figure:
    if not isinstance(figure, Figure):
        raise NotAFigureError(type(figure).__name__)
    return figure
