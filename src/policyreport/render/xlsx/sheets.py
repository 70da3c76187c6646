"""A document as sheets: a cover, and each chapter a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policyreport.document.theme import Theme
from policyreport.document.tree import Block, Document, Heading, Inline, Meta
from policyreport.render.xlsx.blocks import block_lines, columns_of
from policyreport.render.xlsx.cells import words
from policyreport.render.xlsx.cover import Entry, cover
from policyreport.render.xlsx.lines import Line, Sheet
from policyreport.render.xlsx.setting import Setting
from policyreport.render.xlsx.wording import COVER, holding_text, line_text

_GAP = 10.0


@dataclass(frozen=True, slots=True)
class _Chapter:
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


def planned(document: Document, theme: Theme) -> tuple[Sheet, ...]:
    """Return the plan of every sheet: first the cover, then one for each heading of the first level, named by it."""
    opening, chapters = _divided(document.blocks)
    entries = [Entry(line_text(chapter.title), chapter.title) for chapter in chapters]
    return (
        cover(document.meta, opening, entries, theme),
        *(_sheet(chapter, document.meta, theme) for chapter in chapters),
    )


def _divided(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[_Chapter]]:
    starts = [i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    opening, *chapters = (blocks[start:end] for start, end in pairwise([0, *starts, len(blocks)]))
    return opening, [_chapter(chapter) for chapter in chapters]


def _chapter(blocks: tuple[Block, ...]) -> _Chapter:
    heading, *rest = blocks
    return _Chapter(heading.content if isinstance(heading, Heading) else (), tuple(rest))


def _sheet(chapter: _Chapter, meta: Meta, theme: Theme) -> Sheet:
    setting = Setting(theme, columns_of(chapter.blocks))
    parts = (*_title_lines(chapter, meta, setting), *block_lines(chapter.blocks, setting))
    return Sheet(line_text(chapter.title), setting.columns, parts)


def _title_lines(chapter: _Chapter, meta: Meta, setting: Setting) -> Iterator[Line]:
    title = setting.across(setting.value(chapter.title), setting.looks.heading(1))
    yield Line((title._replace(sheet=COVER),))
    yield Line((setting.across(words(holding_text(meta)), setting.looks.holding()),))
    yield Line(height=_GAP)
