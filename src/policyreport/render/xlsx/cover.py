"""The first sheet: what the document is, for which day it holds, and what sheets follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyreport.document.theme import Theme
from policyreport.document.tree import Block, Inline, Meta
from policyreport.render.xlsx.blocks import block_lines, columns_of, pair_lines
from policyreport.render.xlsx.boxes import boxed
from policyreport.render.xlsx.cells import Value, words
from policyreport.render.xlsx.lines import Line, Part, Sheet
from policyreport.render.xlsx.looks import Look
from policyreport.render.xlsx.setting import Setting
from policyreport.render.xlsx.wording import CONTENTS, COVER

_GAP = 10.0
_ENTRY_HEIGHT = 19.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of sheets: the sheet's name, and its title."""

    sheet: str
    title: tuple[Inline, ...]


def cover(meta: Meta, opening: Sequence[Block], entries: Sequence[Entry], theme: Theme) -> Sheet:
    """Return the plan of the first sheet; ``opening`` are the blocks that stand before the first chapter."""
    setting = Setting(theme, max(columns_of(opening), 2))
    parts = (
        _title_lines(meta, setting),
        pair_lines(meta.particulars, setting),
        _summary_lines(meta, setting),
        block_lines(opening, setting),
        _contents_lines(entries, setting),
    )
    return Sheet(COVER, setting.columns, tuple(_apart([tuple(part) for part in parts])))


def _apart(parts: Sequence[tuple[Part, ...]]) -> Iterator[Part]:
    for i, part in enumerate(part for part in parts if part):
        if i:
            yield Line(height=_GAP)
        yield from part


def _title_lines(meta: Meta, setting: Setting) -> Iterator[Line]:
    looks = setting.looks
    said = ((meta.mark, looks.mark()), (meta.title, looks.title()), (meta.subtitle, looks.subtitle()))
    return (_line(words(text), look, setting) for text, look in said if text)


def _summary_lines(meta: Meta, setting: Setting) -> Iterator[Part]:
    if meta.summary:
        yield from boxed([_line(words(meta.summary), setting.looks.prose(indent=1), setting)], setting.looks)


def _contents_lines(entries: Sequence[Entry], setting: Setting) -> Iterator[Line]:
    if entries:
        yield _line(words(CONTENTS), setting.looks.heading(2), setting)
    for entry in entries:
        slot = setting.across(setting.value(entry.title), setting.looks.contents())
        yield Line((slot._replace(sheet=entry.sheet),), height=_ENTRY_HEIGHT)


def _line(value: Value, look: Look, setting: Setting) -> Line:
    return Line((setting.across(value, look),))
