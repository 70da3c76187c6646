"""What a value reads as when a template prints it: the typed inline content for each kind of value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import cast

from jinja2 import Undefined
from markupsafe import Markup

from policyreport.document.nodes import (
    Box,
    Cards,
    Chart,
    Contents,
    Date,
    Footnote,
    Heading,
    Inline,
    Items,
    Lamp,
    LineBreak,
    Link,
    Note,
    Number,
    Pairs,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
)
from policyreport.document.number_format import MISSING
from policyreport.templating.errors import UnprintableError
from policyreport.templating.markdown import inlines
from policyreport.templating.placeholders import Content, Placeholders, without_placeholders
from policyreport.templating.view import Figure, View

INLINES = (Text, Number, Date, Lamp, Strong, Link, Reference, LineBreak, Footnote)
BLOCKS = (Heading, Paragraph, Items, Note, Box, Cards, Pairs, Table, Chart, Contents)


def content_of(value: object, slots: Placeholders) -> Content:
    """Return what a value says: a block as it is, anything else as inline content. None reads ``-``.

    A list reads as its members with commas between them; an empty one reads ``-``.
    """
    return value if isinstance(value, BLOCKS) else inline_content(value, slots)


def inline_content(value: object, slots: Placeholders) -> tuple[Inline, ...]:
    """Return a value as inline content; raises ``UnprintableError`` for a record or a block.

    A wrong name is noted as a problem when it becomes text.
    """
    if isinstance(value, Markup):
        return inlines(str(value), slots)
    if isinstance(value, Undefined):
        return _text(value)
    if isinstance(value, INLINES):
        return (value,)
    if isinstance(value, int) and not isinstance(value, bool):
        return (slots.whole(value),)
    if isinstance(value, list | tuple):
        members = cast("Iterable[object]", value)
        return joined([inline_content(member, slots) for member in members], ", ")
    for kind, say in _SAYINGS.items():
        if isinstance(value, kind):
            return say(value)
    raise UnprintableError("record" if isinstance(value, View) else type(value).__name__)


def joined(parts: list[tuple[Inline, ...]], between: str) -> tuple[Inline, ...]:
    """Return several contents as one, with text between them; ``-`` for none."""
    if not parts:
        return (Text(MISSING),)
    rest = (node for part in parts[1:] for node in (Text(between), *part))
    return (*parts[0], *rest)


def _text(value: object) -> tuple[Inline, ...]:
    return (Text(without_placeholders(str(value))),)


def _figure(value: object) -> tuple[Inline, ...]:
    return (value.node(),) if isinstance(value, Figure) else ()


def _date(value: object) -> tuple[Inline, ...]:
    return (Date.of(value),) if isinstance(value, date) else ()


def _missing(_value: object) -> tuple[Inline, ...]:
    return (Text(MISSING),)


_SAYINGS: dict[type, Callable[[object], tuple[Inline, ...]]] = {
    str: _text,
    bool: lambda value: _text("예" if value else "아니요"),
    Figure: _figure,
    date: _date,
    type(None): _missing,
}
