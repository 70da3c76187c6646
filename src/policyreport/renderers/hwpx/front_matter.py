"""How a document begins: with a head on its first page, with a cover, or as a notice under its banner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyreport.document.nodes import Date, Meta
from policyreport.document.number_format import date_text
from policyreport.document.theme import Theme
from policyreport.renderers.hwpx.context import RenderContext
from policyreport.renderers.hwpx.fragments import Fragment
from policyreport.renderers.hwpx.grid import HOLDER, Cell, Grid, grid_fragment
from policyreport.renderers.hwpx.inlines import run
from policyreport.renderers.hwpx.page import section_run
from policyreport.renderers.hwpx.pairs import pairs_fragment, pairs_grid, particulars, printed_pairs
from policyreport.renderers.hwpx.paragraph import Own, height_of, paragraph
from policyreport.renderers.hwpx.paragraphs import worded
from policyreport.renderers.hwpx.styles import Frame, Line
from policyreport.renderers.hwpx.tables import MARGINS

_BANNER_SHARE = 0.4
"""Of the width, how much a notice's banner has beside the particulars."""


def front_matter(meta: Meta, setting: RenderContext) -> Iterator[Fragment]:
    """Yield what stands before the first block; the first paragraph bears the section's page, header and footer."""
    match meta.front:
        case "head":
            yield from _head(meta, setting)
        case "cover":
            yield from _cover(meta, setting)
        case "notice":
            yield from _notice(meta, setting)


def _head(meta: Meta, setting: RenderContext) -> Iterator[Fragment]:
    yield _first("Title", meta.title, meta, setting)
    if meta.subtitle:
        yield worded("Subtitle", meta.subtitle, setting)
    if meta.particulars:
        yield particulars(meta.particulars, setting)


def _cover(meta: Meta, setting: RenderContext) -> Iterator[Fragment]:
    yield _first("Cover Space", "", meta, setting)
    yield worded("Cover Title", meta.title, setting)
    if meta.subtitle:
        yield worded("Cover Subtitle", meta.subtitle, setting)
    if meta.particulars:
        yield pairs_fragment(meta.particulars, setting)
    yield worded("Cover Office", f"{date_text(Date.of(meta.as_of))}\n{meta.organisation}", setting)
    yield Fragment(paragraph(HOLDER, (), setting, Own(new_page=True)), height_of("", HOLDER, setting.width, setting))


def _notice(meta: Meta, setting: RenderContext) -> Iterator[Fragment]:
    yield _banner(meta, setting)
    yield worded("Notice Title", meta.title, setting)
    if meta.subtitle:
        yield worded("Notice Subtitle", f"- {meta.subtitle} -", setting)


def _first(style: str, text: str, meta: Meta, setting: RenderContext) -> Fragment:
    runs = [section_run(meta, setting), run(text, setting.letters(style), setting)]
    return Fragment(paragraph(style, runs, setting), height_of(text, style, setting.width, setting))


def _banner(meta: Meta, setting: RenderContext) -> Fragment:
    """Return the banner, and beside it the particulars, such as when a notice may be published."""
    grid = _beside(meta, setting) if meta.particulars else _alone(meta, setting)
    return grid_fragment(grid, setting, printed_pairs(meta.particulars, left=1), [section_run(meta, setting)])


def _alone(meta: Meta, setting: RenderContext) -> Grid:
    height = height_of(meta.banner, "Notice Banner", setting.width, setting) + 2 * MARGINS.ends
    return Grid(((_banner_cell(meta, setting.width, (height,), setting),),), (setting.width,), (height,), MARGINS)


def _beside(meta: Meta, setting: RenderContext) -> Grid:
    left = round(setting.width * _BANNER_SHARE)
    pairs = pairs_grid(meta.particulars, replace(setting, width=setting.width - left))
    rows = [[replace(cell, column=cell.column + 1) for cell in row] for row in pairs.rows]
    rows[0].insert(0, _banner_cell(meta, left, pairs.heights, setting))
    return replace(pairs, rows=rows, widths=(left, *pairs.widths))


def _banner_cell(meta: Meta, width: int, heights: Sequence[int], setting: RenderContext) -> Cell:
    words = paragraph("Notice Banner", [run(meta.banner, setting.letters("Notice Banner"), setting)], setting)
    return Cell((words,), 0, 0, width, sum(heights), _frame(setting.theme), rows=len(heights))


def _frame(theme: Theme) -> Frame:
    return Frame((Line("top", 1.1, theme.colours.title), Line("bottom", 0.35, theme.colours.rule)))
