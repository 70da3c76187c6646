"""Headings, running text, notes, outlines and the contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policyreport.document.nodes import Contents, Heading, Inline, Item, Table
from policyreport.document.number_format import plain_text
from policyreport.renderers.hwpx.context import RenderContext
from policyreport.renderers.hwpx.fragments import Fragment, printed_in
from policyreport.renderers.hwpx.inlines import counted, inlines, linked_within, right_tab, run, shown_text
from policyreport.renderers.hwpx.paragraph import Own, height_of, paragraph, room_between
from policyreport.renderers.hwpx.styles import item_style
from policyreport.renderers.hwpx.units import hwp_units
from policyreport.renderers.hwpx.xml import NOTHING, Xml, element, hp

_STYLE = "Caption"
_BASELINE = 0.85
_FIRST_AND_LAST = 0x60000
"""A line that begins and ends its paragraph."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What is captioned: its word, and the name under which 한글 counts it."""

    word: str
    counter: str


TABLE, FIGURE = Sort("표", "TABLE"), Sort("그림", "PICTURE")


def caption(sort: Sort, table: Table, setting: RenderContext) -> Xml:
    """Return the paragraph of the caption; nothing where there is none and no unit."""
    if not (table.caption or table.unit):
        return NOTHING
    layout = replace(setting.catalogue.styles[_STYLE].layout, right_tab=setting.width)
    runs = [*_numbered(sort, table, setting), *_unit(table, setting)]
    is_one_line = room_between(_left(table), _right(table), setting.letters(_STYLE).size, setting) > 0
    lines = (_one_line(setting),) if is_one_line else ()
    return paragraph(_STYLE, (*runs, *lines), setting, Own(layout))


def _left(table: Table) -> str:
    return f"표 00. {plain_text(table.caption)}" if table.caption else ""


def _right(table: Table) -> str:
    return f"(단위: {table.unit})" if table.unit else ""


def _one_line(setting: RenderContext) -> Xml:
    """Return how the one line is laid out, for readers that take a caption's height from there."""
    size = hwp_units(setting.letters(_STYLE).size)
    height = {"vertsize": size, "textheight": size, "baseline": round(size * _BASELINE)}
    after = round(size * (setting.catalogue.styles[_STYLE].layout.leading - 1))
    place = {"horzpos": 0, "horzsize": setting.width, "flags": _FIRST_AND_LAST}
    line = element("hp:lineseg", (), {"textpos": 0, "vertpos": 0, **height, "spacing": after, **place})
    return hp("linesegarray", line)


def _numbered(sort: Sort, table: Table, setting: RenderContext) -> Iterator[Xml]:
    letters = setting.letters(_STYLE)
    if table.caption:
        yield run(f"{sort.word} ", letters, setting)
        yield counted(sort.counter, next(setting.counts.captions[sort.counter]), letters, setting)
        yield run(". ", letters, setting)
        yield from inlines(table.caption, letters, setting)


def _unit(table: Table, setting: RenderContext) -> Iterator[Xml]:
    if table.unit:
        quiet = replace(setting.letters(_STYLE), colour=setting.theme.colours.quiet, bold=False)
        room = room_between(_left(table), _right(table), quiet.size, setting)
        yield right_tab(_right(table), quiet, room, setting)


def spoken(style: str, content: tuple[Inline, ...], setting: RenderContext, *, number: int = 0) -> Fragment:
    """Return inline content as one paragraph of a style; ``number`` is its id where something leads to it."""
    runs = inlines(content, setting.letters(style), setting)
    height = height_of(shown_text(content, setting.theme), style, setting.width, setting)
    return Fragment(paragraph(style, runs, setting, Own(number=number)), height, printed=tuple(printed_in(content)))


def worded(style: str, text: str, setting: RenderContext) -> Fragment:
    """Return plain words, such as the title, as one paragraph of a style."""
    line = paragraph(style, [run(text, setting.letters(style), setting)], setting)
    return Fragment(line, height_of(text, style, setting.width, setting))


def heading(said: Heading, setting: RenderContext) -> Fragment:
    """Return a heading, with the id by which the contents lead to it."""
    return spoken(f"Outline {said.level}", said.content, setting, number=next(setting.counts.headings))


def outline(items: Iterable[Item], setting: RenderContext, level: int = 0) -> Iterator[Fragment]:
    """Yield a paragraph an item, each followed by the items below it; ``level`` counts from 0."""
    for item in items:
        style = "Item Lead" if item.items and not level else item_style(level)
        yield spoken(style, item.content, setting)
        yield from outline(item.items, setting, level + 1)


def contents(said: Contents, setting: RenderContext) -> Iterator[Fragment]:
    """Yield the headings, each a link to where it stands; 한글 alone knows the pages, so none are named."""
    for number, found in setting.headings:
        if found.level <= said.depth:
            style, text = f"TOC {found.level}", plain_text(found.content)
            letters = setting.letters(style)
            runs = linked_within(number, [run(text, letters, setting)], letters, setting)
            yield Fragment(paragraph(style, runs, setting), height_of(text, style, setting.width, setting))
