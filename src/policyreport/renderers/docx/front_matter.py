"""How a document begins, as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from policyreport.document.nodes import Meta, Pair
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.inlines import PLAIN, RunFormat, inlines, run
from policyreport.renderers.docx.paragraphs import Fragment, gap, page_break, paragraph_fragment, styled, table_fragment
from policyreport.renderers.docx.tables import cell, grid, pair_rows, pair_widths, pairs_fragment, row
from policyreport.renderers.docx.xml import Element, w
from policyreport.renderers.flow.blocks import PairPart, cells_of_pairs, fit_in_a_line, line_of_pairs
from policyreport.renderers.flow.front_matter import (
    BANNER_SHARE,
    Banner,
    FrontLine,
    PageBreak,
    Particulars,
    front_matter,
)

_LOOKS: dict[PairPart, RunFormat] = {
    "between": PLAIN,
    "label": RunFormat("Label"),
    "space": PLAIN,
    "content": RunFormat(bold=True),
}


def front_fragments(meta: Meta, context: RenderContext, *, ends_page: bool) -> Iterator[Fragment]:
    """Yield the fragments that stand before a document's blocks; a cover with the end of its page where it ends it."""
    for part in front_matter(meta, ends_page=ends_page):
        match part:
            case FrontLine(style, text):
                yield paragraph_fragment(styled(style.replace(" ", ""), run(text)))
            case Particulars(pairs, may_be_a_line=True) if fit_in_a_line(pairs, context.table_room):
                yield _particulars(pairs, context)
            case Particulars(pairs, may_be_a_line):
                yield pairs_fragment(pairs, context)
                yield from (gap(),) if may_be_a_line else ()
            case Banner():
                yield _banner(part, context)
            case PageBreak():
                yield page_break()


def _particulars(pairs: Sequence[Pair], context: RenderContext) -> Fragment:
    """Return the particulars as one line between rules."""
    runs = (inlines(content, context, _LOOKS[part]) for part, content in line_of_pairs(pairs))
    content = chain.from_iterable((*pair.label, *pair.content) for pair in pairs)
    return paragraph_fragment(styled("Particulars", *chain.from_iterable(runs)), content)


def _banner(banner: Banner, context: RenderContext) -> Fragment:
    if not banner.pairs:
        whole = cell(context.width, (styled("NoticeBanner", run(banner.text)),))
        return table_fragment(grid("PolicyBanner", (context.width,), (row((whole,)),)))
    left = round(context.width * BANNER_SHARE)
    widths = pair_widths(banner.pairs, replace(context, width=context.width - left))
    rows = pair_rows(banner.pairs, widths, context)
    beside = (row((_banner_cell("" if at else banner.text, left, at), *cells)) for at, cells in enumerate(rows))
    return table_fragment(grid("PolicyBanner", (left, *widths), beside), cells_of_pairs(banner.pairs, left=1))


def _banner_cell(text: str, width: int, at_row: int) -> Element:
    """Return the cell of the banner in a row, merged with those of the other rows."""
    merged = w("vMerge") if at_row else w("vMerge", val="restart")
    runs = (run(text),) if text else ()
    return cell(width, (styled("NoticeBanner", *runs),), merged, w("vAlign", val="center"))
