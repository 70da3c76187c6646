"""Laying what a file says of the house style over a whole theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from typing import Any, cast

from policyreport.document.theme import Theme

Change = Mapping[str, object]
"""What is to be set, by the theme's own names: ``{"sizes": {"body": 9.5}}``."""


def laid_over(theme: Theme, change: Change) -> Theme:
    """Return a theme with a change made; a list is taken as a whole, a lamp by its tone."""
    return _laid_over(theme, change)


def _laid_over(whole: Any, change: object) -> Any:  # noqa: ANN401 - a theme, or whatever stands within one
    if is_dataclass(whole) and not isinstance(whole, type):
        given = cast("Change", change)
        return replace(whole, **{name: _laid_over(getattr(whole, name), said) for name, said in given.items()})
    if isinstance(whole, Mapping):
        known, given = cast("Change", whole), cast("Change", change)
        return {**known, **{name: _laid_over(known[name], said) for name, said in given.items()}}
    return change
