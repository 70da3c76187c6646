"""How a document begins: with a head on its first page, with a cover, or as a notice under its banner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyreport.document.nodes import Date, Meta
from policyreport.document.number_format import date_text
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.fragments import Fragment, paragraph_fragment, table_fragment
from policyreport.renderers.docx.grid import cell, grid, row
from policyreport.renderers.docx.inlines import run
from policyreport.renderers.docx.pairs import label_width, pair_rows, pairs_fragment, particulars, printed_pairs
from policyreport.renderers.docx.paragraphs import gap, styled, worded
from policyreport.renderers.docx.xml import Element, w

_BANNER_SHARE = 0.4
"""Of the width, what a notice's banner takes beside its particulars."""


def front_matter(meta: Meta, setting: RenderContext) -> Iterator[Fragment]:
    """Yield the pieces that stand before a document's blocks."""
    match meta.front:
        case "head":
            yield from _head(meta, setting)
        case "cover":
            yield from _cover(meta, setting)
        case "notice":
            yield from _notice(meta, setting)


def _head(meta: Meta, setting: RenderContext) -> Iterator[Fragment]:
    yield worded("Title", meta.title)
    if meta.subtitle:
        yield worded("Subtitle", meta.subtitle)
    if meta.particulars:
        line = particulars(meta.particulars, setting)
        yield line
        yield from (gap(),) if line.is_table else ()


def _cover(meta: Meta, setting: RenderContext) -> Iterator[Fragment]:
    yield worded("CoverTitle", meta.title)
    if meta.subtitle:
        yield worded("CoverSubtitle", meta.subtitle)
    if meta.particulars:
        yield pairs_fragment(meta.particulars, setting)
    yield worded("CoverOffice", f"{date_text(Date.of(meta.as_of))}\n{meta.organisation}")
    yield paragraph_fragment(styled("Gap", w("r", w("br", type="page"))))


def _notice(meta: Meta, setting: RenderContext) -> Iterator[Fragment]:
    yield _banner(meta, setting)
    yield worded("NoticeTitle", meta.title)
    if meta.subtitle:
        yield worded("NoticeSubtitle", f"- {meta.subtitle} -")


def _banner(meta: Meta, setting: RenderContext) -> Fragment:
    """Return the banner, and beside it the particulars, such as when a notice may be published."""
    if not meta.particulars:
        whole = cell(setting.width, (styled("NoticeBanner", run(meta.banner)),))
        return table_fragment(grid("PolicyBanner", (setting.width,), (row((whole,)),)))
    left = round(setting.width * _BANNER_SHARE)
    labels, contents = _beside(meta, setting, setting.width - left)
    rows = pair_rows(meta.particulars, (labels, contents), setting)
    beside = (row((_part(meta.banner if not at else "", left, at), *cells)) for at, cells in enumerate(rows))
    printed = (replace(stands, column=stands.column + 1) for stands in printed_pairs(meta.particulars))
    return table_fragment(grid("PolicyBanner", (left, labels, contents), beside), printed)


def _part(banner: str, width: int, at_row: int) -> Element:
    merged = w("vMerge") if at_row else w("vMerge", val="restart")
    return cell(
        width, (styled("NoticeBanner", *((run(banner),) if banner else ())),), merged, w("vAlign", val="center")
    )


def _beside(meta: Meta, setting: RenderContext, width: int) -> tuple[int, int]:
    within = replace(setting, width=width)
    labels = label_width(meta.particulars, within)
    return labels, width - labels
