"""The caption of a table or a chart: its number and words at the left, the unit at the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policyreport.document.text import plain_text
from policyreport.document.tree import Table
from policyreport.render.hwpx.inlines import inlines
from policyreport.render.hwpx.paragraph import Own, paragraph, room_between
from policyreport.render.hwpx.runs import counted, right_tab, run
from policyreport.render.hwpx.setting import Setting
from policyreport.render.hwpx.units import hwp_units
from policyreport.render.hwpx.xml import NOTHING, Xml, element, hp

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


def caption(sort: Sort, table: Table, setting: Setting) -> Xml:
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


def _one_line(setting: Setting) -> Xml:
    """Return how the one line is laid out, for readers that take a caption's height from there."""
    size = hwp_units(setting.letters(_STYLE).size)
    height = {"vertsize": size, "textheight": size, "baseline": round(size * _BASELINE)}
    after = round(size * (setting.catalogue.styles[_STYLE].layout.leading - 1))
    place = {"horzpos": 0, "horzsize": setting.width, "flags": _FIRST_AND_LAST}
    line = element("hp:lineseg", (), {"textpos": 0, "vertpos": 0, **height, "spacing": after, **place})
    return hp("linesegarray", line)


def _numbered(sort: Sort, table: Table, setting: Setting) -> Iterator[Xml]:
    letters = setting.letters(_STYLE)
    if table.caption:
        yield run(f"{sort.word} ", letters, setting)
        yield counted(sort.counter, next(setting.counts.captions[sort.counter]), letters, setting)
        yield run(". ", letters, setting)
        yield from inlines(table.caption, letters, setting)


def _unit(table: Table, setting: Setting) -> Iterator[Xml]:
    if table.unit:
        quiet = replace(setting.letters(_STYLE), colour=setting.theme.colours.quiet, bold=False)
        room = room_between(_left(table), _right(table), quiet.size, setting)
        yield right_tab(_right(table), quiet, room, setting)
