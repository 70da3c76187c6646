"""The pages of a document's headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policyreport.document.nodes import Document, Meta, Pairs, Text
from policyreport.renderers.docx.bookmarks import headings
from policyreport.renderers.docx.context import RenderContext
from policyreport.renderers.docx.page_estimate.blocks import EstimatedBlock, PageEstimator, pages_of_headings
from policyreport.renderers.docx.page_estimate.metrics import measures
from policyreport.renderers.docx.pairs import fit_in_a_line
from policyreport.renderers.docx.styles import CELL_TOP
from policyreport.renderers.docx.units import points


def heading_pages(document: Document, setting: RenderContext, styles: bytes) -> list[int]:
    """Return the page of each heading, in the order that they are read; ``styles`` is the styles part."""
    reckoner = PageEstimator(setting, measures(styles), Counter(h.level for h in headings(document.blocks)))
    slabs = [*_front(document.meta, reckoner), *reckoner.blocks(document.blocks)]
    return list(pages_of_headings(slabs, points(setting.height)))


def _front(meta: Meta, reckoner: PageEstimator) -> Iterator[EstimatedBlock]:
    match meta.front:
        case "head":
            yield from _words(reckoner, Title=meta.title, Subtitle=meta.subtitle)
            yield from _particulars(meta, reckoner)
        case "cover":
            yield EstimatedBlock(1, 1, breaks=True)
        case "notice":
            yield from _banner(meta, reckoner)
            yield from _words(reckoner, NoticeTitle=meta.title, NoticeSubtitle=meta.subtitle)


def _words(reckoner: PageEstimator, **said: str) -> Iterator[EstimatedBlock]:
    for style, text in said.items():
        if text:
            yield reckoner.paragraph(style, (Text(text),))


def _particulars(meta: Meta, reckoner: PageEstimator) -> Iterator[EstimatedBlock]:
    if meta.particulars and fit_in_a_line(meta.particulars, reckoner.setting):
        yield reckoner.paragraph("Particulars", ())
    elif meta.particulars:
        yield from reckoner.pairs(Pairs(meta.particulars))
        yield reckoner.paragraph("Gap", ())


def _banner(meta: Meta, reckoner: PageEstimator) -> Iterator[EstimatedBlock]:
    banner = reckoner.paragraph("NoticeBanner", (Text(meta.banner),)).line
    rows = sum(slab.height for slab in reckoner.pairs(Pairs(meta.particulars)))
    yield EstimatedBlock(1, max(banner + 2 * CELL_TOP, rows))
