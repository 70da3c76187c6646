"""How a document begins, as paragraphs, the first of which has the section's page, header and footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from policyreport.document.nodes import Meta, Pair
from policyreport.renderers.flow.blocks import PairPart, cells_of_pairs, fit_in_a_line, line_of_pairs
from policyreport.renderers.flow.front_matter import (
    BANNER_SHARE,
    Banner,
    FrontLine,
    PageBreak,
    Particulars,
    front_matter,
)
from policyreport.renderers.flow.inlines import Printed, numbers
from policyreport.renderers.hwpx.context import RenderContext
from policyreport.renderers.hwpx.inlines import inlines
from policyreport.renderers.hwpx.page import section_run
from policyreport.renderers.hwpx.paragraphs import Fragment, line_fragment, page_break
from policyreport.renderers.hwpx.styles import Frame, Line, Type
from policyreport.renderers.hwpx.tables import (
    MARGINS,
    Cell,
    Grid,
    grid_fragment,
    pairs_fragment,
    pairs_grid,
    pairs_room,
)
from policyreport.renderers.hwpx.xml import Xml


def front_fragments(meta: Meta, context: RenderContext, *, ends_page: bool) -> Iterator[Fragment]:
    """Yield what stands before the first block; a cover with the end of its page where it ends it."""
    if meta.front == "cover":
        yield line_fragment("Cover Space", "", context, [section_run(meta, context)])
    for part in front_matter(meta, ends_page=ends_page):
        match part:
            case FrontLine("Title" as style, text):
                yield line_fragment(style, text, context, [section_run(meta, context)])
            case FrontLine(style, text):
                yield line_fragment(style, text, context)
            case Particulars(pairs, may_be_a_line=True) if fit_in_a_line(pairs, pairs_room(context)):
                yield _particulars(pairs, context)
            case Particulars(pairs):
                yield pairs_fragment(pairs, context)
            case Banner():
                grid = _banner(part, context)
                section = section_run(meta, context)
                yield grid_fragment(grid, context, cells_of_pairs(part.pairs, left=1), [section])
            case PageBreak():
                yield page_break(context)


def _particulars(pairs: Sequence[Pair], context: RenderContext) -> Fragment:
    """Return the particulars as one line between rules."""
    content = chain.from_iterable((*pair.label, *pair.content) for pair in pairs)
    paragraph = context.paragraph("Particulars", _particulars_runs(pairs, context))
    printed = tuple(map(Printed, numbers(content, with_notes=True)))
    return Fragment(paragraph, context.height_of("", "Particulars"), printed=printed)


def _particulars_runs(pairs: Sequence[Pair], context: RenderContext) -> Iterator[Xml]:
    usual = context.letters("Particulars")
    quiet = replace(usual, colour=context.theme.colours.quiet)
    looks: dict[PairPart, Type] = {
        "between": usual,
        "label": quiet,
        "space": quiet,
        "content": replace(usual, bold=True),
    }
    for part, content in line_of_pairs(pairs):
        yield from inlines(content, looks[part], context)


def _banner(banner: Banner, context: RenderContext) -> Grid:
    if not banner.pairs:
        height = context.height_of(banner.text, "Notice Banner") + 2 * MARGINS.ends
        cell = _banner_cell(banner.text, context.width, (height,), context)
        return Grid(((cell,),), (context.width,), (height,), MARGINS)
    left = round(context.width * BANNER_SHARE)
    pairs = pairs_grid(banner.pairs, replace(context, width=context.width - left))
    rows = [[replace(cell, column=cell.column + 1) for cell in row] for row in pairs.rows]
    rows[0].insert(0, _banner_cell(banner.text, left, pairs.heights, context))
    return replace(pairs, rows=rows, widths=(left, *pairs.widths))


def _banner_cell(text: str, width: int, heights: Sequence[int], context: RenderContext) -> Cell:
    ink = context.theme.colours
    paragraph = context.paragraph("Notice Banner", [context.run(text, context.letters("Notice Banner"))])
    frame = Frame((Line("top", 1.1, ink.title), Line("bottom", 0.35, ink.rule)))
    return Cell((paragraph,), 0, 0, width, sum(heights), frame, rows=len(heights))
